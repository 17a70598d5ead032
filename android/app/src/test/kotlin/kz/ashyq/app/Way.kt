package kz.ashyq.app

import android.Manifest.permission.CAMERA
import android.content.Intent
import android.os.Looper
import android.os.StrictMode
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import java.io.File
import java.time.Duration
import kz.ashyq.Language
import kz.ashyq.Word
import kz.ashyq.say
import kz.ashyq.ui.AppModel
import kz.ashyq.ui.ConfirmModel
import kz.ashyq.ui.ConfirmState
import kz.ashyq.ui.DoorModel
import kz.ashyq.ui.HomeModel
import kz.ashyq.ui.HomeState
import kz.ashyq.ui.IinModel
import kz.ashyq.ui.LanguageModel
import kz.ashyq.ui.LogInCodeModel
import kz.ashyq.ui.PhoneModel
import kz.ashyq.ui.ScannerModel
import kz.ashyq.ui.ScannerState
import kz.ashyq.ui.Screen
import kz.ashyq.ui.StartModel
import org.junit.After
import org.junit.Assert.assertFalse
import org.junit.Before
import org.junit.Rule
import org.robolectric.Shadows.shadowOf

/** A person's way through the real activity with the real core, against the service as it is shipped. */
abstract class Way {
    @get:Rule val rule = createEmptyComposeRule()
    protected lateinit var service: Service
    protected lateinit var scenario: ActivityScenario<MainActivity>
    protected val application get() = ApplicationProvider.getApplicationContext<TestApplication>()
    protected lateinit var model: AppModel

    @Before
    fun start() {
        service = Service()
        TestApplication.service = service
        val below = File(System.getProperty("ashyq.folder")!!).apply { mkdirs() }
        TestApplication.folder = kotlin.io.path.createTempDirectory(below.toPath(), "phone").toString()
        shadowOf(application).grantPermissions(CAMERA)
        // Whatever waits on the main thread ends the test.
        StrictMode.setThreadPolicy(StrictMode.ThreadPolicy.Builder().detectDiskReads().detectDiskWrites().detectNetwork().penaltyDeath().build())
        open()
    }

    @After
    fun stop() {
        StrictMode.setThreadPolicy(StrictMode.ThreadPolicy.LAX)
        scenario.close()
        service.close()
    }

    protected fun open(intent: Intent = Intent(application, MainActivity::class.java)) {
        scenario = ActivityScenario.launch(intent)
        scenario.onActivity { model = it.model }
    }

    /** Lets the main thread go on until something is so; the core works on threads of its own. */
    protected fun until(what: String, isSo: () -> Boolean) {
        repeat(3_000) {
            settle()
            if (isSo()) return settle()
            Thread.sleep(10)
        }
        val why = (front() as? StartModel)?.sentence.orEmpty()
        throw AssertionError("not so: $what; in front is ${front()::class.simpleName} $why")
    }

    protected fun settle() {
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(10))
        rule.waitForIdle()
    }

    protected fun front(): Screen = model.stack.last()

    protected inline fun <reified T : Screen> arriveAt(): T {
        until("${T::class.simpleName}") { model.stack.lastOrNull() is T }
        return front() as T
    }

    protected fun press(word: Word) {
        val node = rule.onAllNodes(hasText(say(word, Language.EN), substring = true) and hasClickAction()).onFirst()
        try { node.performScrollTo() } catch (_: AssertionError) { /* it stands still at the bottom */ }
        node.performClick()
    }

    protected fun pressMain() = rule.onNodeWithTag("main").assertIsEnabled().performClick()

    protected fun type(text: String) = rule.onAllNodes(hasSetTextAction()).onFirst().performTextInput(text)

    protected fun logIn(number: String = "7051234567", person: Int = 1): HomeModel {
        arriveAt<LanguageModel>()
        rule.onNode(hasText("English")).performClick()
        pressMain()
        arriveAt<PhoneModel>()
        rule.onNodeWithTag("main").assertIsNotEnabled()
        type(number)
        pressMain()
        arriveAt<LogInCodeModel>()
        type(service.code("+7$number"))
        pressMain()
        arriveAt<IinModel>()
        type(service.iin(person))
        pressMain()
        return arriveAt<HomeModel>().also { home -> until("home is asked for") { home.state !is HomeState.Loading } }
    }

    /** Presses the main button at home and holds a poster before the camera. */
    protected fun scan(poster: String): ConfirmModel {
        pressMain()
        val scanner = arriveAt<ScannerModel>()
        until("the camera looks") { scanner.state is ScannerState.Looking && application.film.runs }
        application.film.show(poster)
        val asked = arriveAt<ConfirmModel>()
        application.film.end()
        return asked.also { until("it is read") { asked.state !is ConfirmState.Reading } }
    }

    /** Logs in, refuses the camera, and opens the scanner. */
    protected fun scanWithoutCamera(): ScannerModel {
        logIn()
        shadowOf(application).denyPermissions(CAMERA)
        pressMain()
        return arriveAt()
    }

    protected fun enter(): DoorModel {
        scan(service.posters[0])
        pressMain()
        return arriveAt<DoorModel>()
    }

    protected fun rotate() {
        scenario.recreate()
        scenario.onActivity { model = it.model }
    }

    /** Goes on as another process would: with what the activity saved, and the phone's folder as it lies on the disk. */
    protected fun endProcess(goOn: () -> Unit = ::rotate) {
        assertFalse("no IIN is kept", model.save().any { it.contains(service.iin(1).take(6)) })
        val copy = File(TestApplication.folder + "-again")
        // With its permissions: a store of secrets that others can read is refused.
        check(ProcessBuilder("cp", "-a", TestApplication.folder, copy.path).start().waitFor() == 0)
        TestApplication.folder = copy.path
        application.model = null
        goOn()
    }
}
