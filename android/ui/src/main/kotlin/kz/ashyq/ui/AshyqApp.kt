package kz.ashyq.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.lifecycle.compose.LifecycleResumeEffect
import kz.ashyq.VisitScreen
import kz.ashyq.Word
import kz.ashyq.sayWith
import kz.ashyq.statusMetres

/** Draws the screen in front. */
@Composable
fun AshyqApp(app: AppModel) {
    val platform = LocalPlatform.current
    val isOver = app.stack.lastOrNull()?.hasNoVisit() == true
    LaunchedEffect(isOver) { if (isOver) platform.remind(false, "") {} }
    when (val screen = app.stack.lastOrNull()) {
        null -> Unit
        is StartModel -> StartPage(screen.sentence, screen::tryAgain)
        is LanguageModel -> LanguagePage(screen.chosen, (app::back).takeUnless { screen.isFirst }, {
            screen.choose(it)
            platform.speakLanguage(it)
        }) {
            platform.speakLanguage(screen.chosen)
            screen.done()
        }
        is PhoneModel -> PhonePage(screen.state, screen::type, screen::send, screen::chooseLanguage)
        is LogInCodeModel -> {
            EachSecond(screen::tick)
            LogInCodePage(screen.state, screen.times, screen.phone, screen::type, screen::answer, screen::resend, screen::back)
        }
        is IinModel -> IinPage(screen.state, screen::type, screen::send, (app::back).takeIf { app.stack.size > 1 })
        is HomeModel -> {
            EachSecond(screen::tick)
            val ways = with(screen) { HomeWays(::scan, ::openDoor, ::openVisits, ::openNotices, ::openStaff, ::openSettings, ::openUpdate) }
            HomePage(screen.state, ways)
        }
        is ScannerModel -> ScannerPage(
            screen.state, screen.pictureSays,
            with(screen) { ScannerWays(::allowed, ::see, ::failed, ::picture, ::torch, ::typeInstead, ::type, { typed() }, { back() }) },
        )
        is ConfirmModel -> ConfirmPage(screen.state, screen::yes, screen::no, screen::again)
        is DoorModel -> Door(app, screen)
        is VisitsModel -> VisitsPage(screen.state, screen::back, screen::shown)
        is NoticesModel -> NoticesPage(screen.state, with(screen) { NoticesWays(::answer, ::yes, ::no, ::back, ::shown) })
        is SettingsModel -> SettingsPage(
            screen.state, screen.version,
            with(screen) {
                SettingsWays(::chooseLanguage, ::changeIin, { platform.openPrivacy(app.language) }, ::ask, ::yes, ::no, ::sendFirst, ::back)
            },
        )
        is PleaseUpdateModel -> PleaseUpdatePage(screen::later)
        is StaffModel -> StaffPage(
            screen.state,
            with(screen) { StaffWays(::accept, ::decline, ::openShift, ::closeShift, ::yes, ::no, ::enter, ::exit, ::check, ::shown, ::back) },
        )
        is StaffEntryModel -> StaffEntryPage(
            screen.state, screen.entrances,
            with(screen) { StaffEntryWays(::type, ::at, ::send, ::ask, ::next, ::back) },
        )
        is StaffExitModel -> StaffExitPage(screen.state, screen::type, screen::send, screen::next, screen::back)
        is CheckPassModel -> CheckPassPage(screen.state, with(screen) { CheckPassWays(::allowed, ::see, ::failed, ::torch, ::next, ::back) })
    }
}

@Composable
private fun Door(app: AppModel, screen: DoorModel) {
    EachSecond(screen::tick)
    when (val state = screen.state) {
        is ResultState -> ResultPage(state, app.metres(), screen::done)
        is VisitState -> {
            val platform = LocalPlatform.current
            LifecycleResumeEffect(screen) {
                screen.reminding = platform.reminds()
                onPauseOrDispose { }
            }
            val remind = { on: Boolean -> platform.remind(on, app.stillInside(state)) { screen.reminding = it } }
            VisitPage(state, screen.reminding, remind, with(screen) { VisitWays(::scan, ::leave, ::done) })
        }
    }
}

/** Whether there is no visit to be reminded of: who logged out, is outside, or has just come in somewhere. */
private fun Screen.hasNoVisit() = when (this) {
    is PhoneModel -> true
    is HomeModel -> state is HomeState.Outside
    is DoorModel -> state !is VisitState.Inside && state !is VisitState.Leaving
    else -> false
}

/** The distance of the rules, for a refusal that names it. */
private fun AppModel.metres() = session?.let { statusMetres(it.whatIsOpen()) }?.toInt() ?: 0

/** What the reminder says after two hours. */
private fun AppModel.stillInside(state: VisitState): String {
    val visit: VisitScreen? = (state as? VisitState.Inside)?.visit
    return sayWith(Word.STILL_INSIDE, language, mapOf("venue" to visit?.venue.orEmpty()))
}
