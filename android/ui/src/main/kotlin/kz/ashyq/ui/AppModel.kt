package kz.ashyq.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kz.ashyq.ClientException
import kz.ashyq.DoorScreen
import kz.ashyq.Fill
import kz.ashyq.IinBinding
import kz.ashyq.InternalException
import kz.ashyq.Language
import kz.ashyq.LogIn
import kz.ashyq.Refusal
import kz.ashyq.Session
import kz.ashyq.Start
import kz.ashyq.StartException
import kz.ashyq.languageCode
import kz.ashyq.languageOf
import kz.ashyq.sayClientError
import kz.ashyq.sayRefusal
import kz.ashyq.sayStartError

/** One screen: what it shows is its state, what a person does are its functions. */
sealed class Screen(val place: Place) {
    /** What is kept beside the place, so that the screen comes back after the app was ended behind the person's back. */
    open val kept: String get() = ""

    /** Whether an answer is on its way that has to be seen: the system's back does nothing meanwhile. */
    open val holds: Boolean get() = false

    /** Comes to the front, for the first time or again. */
    open fun shown() = Unit
}

/** The names of the screens: the same on both platforms, see docs/decisions/apps.md. */
enum class Place {
    START, LANGUAGE, PHONE, LOG_IN_CODE, IIN, HOME, SCANNER, CONFIRM, RESULT, VISIT, VISITS, STAFF, STAFF_ENTRY, STAFF_EXIT,
    CHECK_PASS, NOTICES, SETTINGS, PLEASE_UPDATE,
}

/** What the app is given by whoever runs it. */
class Given(
    /** Opens the phone; called again where that failed. */
    val open: suspend () -> Start,
    /** The language that was chosen before, and the one of the operating system. */
    val chosenLanguage: suspend () -> Language?,
    val systemLanguage: Language,
    val appVersion: Int,
)

/** The app: a stack of screens over the core. It outlives a rotation; `save` and `saved` carry it over the process's end. */
class AppModel(private val given: Given, private val scope: CoroutineScope, private var saved: List<String>) {
    /** The screens, the last one in front. */
    val stack = mutableStateListOf<Screen>()
    var language by mutableStateOf(given.systemLanguage)
        private set

    /** Whether the language was chosen in the app; the first screen asks for it. */
    private var languageIsChosen = false
    var session: Session? = null
        private set
    lateinit var logIn: LogIn
        private set

    /** The entrance at which a member of staff works, for the length of the shift. */
    var entrance = 1
    val version get() = given.appVersion
    private var link: String? = null

    /** Opens the phone and goes where the person was. */
    fun start() {
        stack.become(StartModel(this))
        scope.launch {
            given.chosenLanguage()?.let { language = it; languageIsChosen = true }
            try {
                opened(given.open())
            } catch (error: StartException) {
                stack.become(StartModel(this@AppModel, sayStartError(error, language)))
            }
        }
    }

    /** Reads the language anew: it may have been chosen in the phone's settings. */
    fun readLanguage() {
        scope.launch { given.chosenLanguage()?.let(::speak) }
    }

    private fun opened(start: Start) = when (start) {
        is Start.LoggedOut -> loggedOut(start.logIn)
        is Start.LoggedIn -> loggedIn(start.session)
    }

    private fun loggedOut(logIn: LogIn) {
        this.logIn = logIn
        session = null
        val number = saved.firstOrNull { it.startsWith("${Place.PHONE} ") }?.substringAfter(' ')
        stack.become(PhoneModel(this, number.orEmpty()))
        if (!languageIsChosen) stack.become(LanguageModel(this, isFirst = true))
    }

    fun loggedIn(session: Session) {
        this.session = session
        if (session.binding() is IinBinding.None) return stack.become(IinModel(this, session))
        stack.clear()
        stack.add(HomeModel(this, session))
        // What stands at the door comes first; a question that was asked before it is answered.
        val isSomewhere = session.door() !is DoorScreen.Outside
        if (isSomewhere) stack.add(DoorModel(this, session))
        saved.mapNotNull { restored(it, session) }.filterNot { isSomewhere && (it is ConfirmModel || it is ScannerModel) }.forEach(stack::add)
        saved = emptyList()
        stack.last().shown()
        link?.let(::open)
    }

    private fun restored(row: String, session: Session): Screen? = when (row.substringBefore(' ')) {
        Place.SCANNER.name -> ScannerModel(this)
        Place.CONFIRM.name -> ConfirmModel(this, session, row.substringAfter(' '))
        Place.VISITS.name -> VisitsModel(this, session)
        Place.NOTICES.name -> NoticesModel(this, session)
        Place.SETTINGS.name -> SettingsModel(this, session)
        Place.STAFF.name -> StaffModel(this, session)
        Place.STAFF_ENTRY.name -> StaffEntryModel(this, session.staff())
        Place.STAFF_EXIT.name -> StaffExitModel(this, session.staff())
        Place.CHECK_PASS.name -> CheckPassModel(this, session.staff())
        else -> null
    }

    /** Where the person is, one row a screen. It holds no IIN and no log-in code. As long as the phone is being opened, where they were. */
    fun save(): List<String> = if (stack.lastOrNull() is StartModel) saved else stack.map { "${it.place} ${it.kept}" }

    /** The link of a poster was opened outside the app. */
    fun open(link: String) {
        val session = session
        if (session == null || stack.lastOrNull() is IinModel) {
            this.link = link
        } else {
            this.link = null
            go(ConfirmModel(this, session, link))
        }
    }

    fun speak(language: Language) {
        this.language = language
        languageIsChosen = true
    }

    fun go(screen: Screen) {
        stack.add(screen)
        screen.shown()
    }

    /** Puts another screen in the place of the one in front. */
    fun replace(screen: Screen) {
        stack[stack.lastIndex] = screen
        screen.shown()
    }

    fun back() {
        if (stack.size > 1) {
            stack.removeAt(stack.lastIndex)
            stack.last().shown()
        }
    }

    /** Goes back to the first screen. */
    fun home() {
        while (stack.size > 1) stack.removeAt(stack.lastIndex)
        stack.first().shown()
    }

    /** The session is over: the same phone logs in again. */
    fun logInAgain() {
        session?.let { loggedOut(it.logInAgain()) }
    }

    /** Does what waits, away from the screen; what the core refuses comes as a sentence, or as another screen. */
    fun attempt(failed: (String) -> Unit, work: suspend () -> Unit): Job {
        val asking = session
        return scope.launch {
            try {
                work()
            } catch (error: ClientException) {
                failed(sayClientError(error, language))
                // What a session that is over was refused leads nowhere.
                if (asking === session) asking?.let { leadOn(error, it) }
            } catch (_: InternalException) {
                failed(sayRefusal(Refusal("service_fault", Fill.Nothing), language))
            }
        }
    }

    /** Where a refusal is a screen of its own. */
    private fun leadOn(error: ClientException, session: Session) {
        if (error is ClientException.LoggedOut) logInAgain()
        if (error is ClientException.NeedsIin && stack.lastOrNull() !is IinModel && session.binding() is IinBinding.None) go(IinModel(this, session))
    }

    /** Brings what a camera's thread has seen to the screen. */
    fun onScreen(step: () -> Unit) {
        scope.launch { step() }
    }

    /** The app is in front again: home asks for the newest. */
    fun cameBack() {
        (stack.lastOrNull() as? HomeModel)?.shown()
    }

    /** Another network: what waits on the old one need not be waited for, and what is unsent is delivered. */
    fun networkChanged() {
        val session = session ?: return
        session.networkChanged()
        (stack.lastOrNull() as? HomeModel)?.shown() ?: attempt({}) { session.deliver() }
    }

    private fun MutableList<Screen>.become(screen: Screen) {
        clear()
        add(screen)
        screen.shown()
    }
}

/** The app is being opened, or why it cannot be. */
class StartModel(private val app: AppModel, val sentence: String? = null) : Screen(Place.START) {
    fun tryAgain() = app.start()
}

/** The choice of the language: first of all, and later from the settings. */
class LanguageModel(private val app: AppModel, val isFirst: Boolean) : Screen(Place.LANGUAGE) {
    val chosen get() = app.language

    fun choose(language: Language) = app.speak(language)

    fun done() {
        app.speak(app.language)
        if (isFirst) app.replace(PhoneModel(app, "")) else app.back()
    }
}

/** Does what keeps a processor busy, away from the screen. */
internal suspend fun <T> away(work: () -> T): T = withContext(Dispatchers.Default) { work() }

/** The code of a language, to be kept. */
fun Language.code() = languageCode(this)

/** The language of a kept code. */
fun languageOfCode(code: String?) = code?.let(::languageOf)
