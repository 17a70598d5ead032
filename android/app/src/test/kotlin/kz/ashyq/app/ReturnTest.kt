package kz.ashyq.app

import android.app.LocaleManager
import android.content.Intent
import android.net.Uri
import android.os.LocaleList
import android.os.Looper
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.lifecycle.Lifecycle
import java.time.Duration
import kotlinx.coroutines.runBlocking
import kz.ashyq.Language
import kz.ashyq.Word
import kz.ashyq.ui.ConfirmModel
import kz.ashyq.ui.ConfirmState
import kz.ashyq.ui.HomeModel
import kz.ashyq.ui.HomeState
import kz.ashyq.ui.ResultState
import kz.ashyq.ui.ScannerModel
import kz.ashyq.ui.ScannerState
import kz.ashyq.ui.SettingsModel
import kz.ashyq.ui.VisitState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Whoever comes back to the app, and what goes on by itself. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "en-w360dp-h800dp-normal-long-notround-port-notnight-xxhdpi")
class ReturnTest : Way() {
    /** The person left the app by its back, the process lives, and the system opens a poster's link. */
    private fun openLink(flags: Int) {
        scenario.close()
        open(Intent(Intent.ACTION_VIEW, Uri.parse(service.posters[1]), application, MainActivity::class.java).addFlags(flags))
    }

    @Test
    fun a_posters_link_is_asked_about_where_the_app_was_left_and_its_process_lives() {
        logIn()
        openLink(0)
        val asked = arriveAt<ConfirmModel>()
        until("it is read") { asked.state is ConfirmState.Asks }
    }

    @Test
    fun a_link_that_recent_apps_bring_again_is_not_asked_about_again() {
        val home = logIn()
        openLink(Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY)
        settle()
        assertEquals(listOf(home), model.stack.toList())
    }

    /** A visit with an entry and an exit that the service does not know. */
    private fun unsent(): HomeModel {
        val home = logIn()
        service.stop()
        val door = enter()
        until("no decision, said so") { door.state is ResultState.NotChecked }
        assertEquals("no door code", 0, rule.onAllNodesWithTag("door code").fetchSemanticsNodes().size)
        pressMain()
        until("the visit") { door.state is VisitState.Inside }
        press(Word.LEFT_ALREADY)
        until("the exit is recorded") { door.state is VisitState.Left }
        pressMain()
        arriveAt<HomeModel>()
        until("home says what waits") { home.state.view.unsent > 0 && home.state.view.status.offline }
        return home
    }

    @Test
    fun without_network_a_visitor_is_not_checked_and_loses_nothing() {
        val home = unsent()
        service.start()
        model.networkChanged()
        until("everything is delivered") { !home.state.view.status.offline && home.state.view.unsent == 0 }
    }

    @Test
    fun what_waits_is_delivered_by_itself_as_long_as_home_is_in_front() {
        val home = unsent()
        service.start()
        until("everything is delivered") {
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(10))
            home.state.view.unsent == 0 && !home.state.view.status.offline
        }
    }

    @Test
    fun another_network_delivers_what_waits_whatever_is_in_front() {
        unsent()
        press(Word.SETTINGS)
        val settings = arriveAt<SettingsModel>()
        service.start()
        model.networkChanged()
        until("everything is delivered") { runBlocking { model.session!!.visits() }.all { it.delivered } }
        assertEquals(settings, front())
    }

    @Test
    fun home_asks_anew_when_the_app_comes_back() {
        val home = logIn()
        service.stop()
        scenario.moveToState(Lifecycle.State.CREATED)
        scenario.moveToState(Lifecycle.State.RESUMED)
        until("offline is said") { home.state.view.status.offline }
    }

    @Test
    fun home_turns_by_itself_when_a_stay_ends() {
        logIn()
        val door = enter()
        until("a decision is shown") { door.state is ResultState.Admitted }
        pressMain()
        val home = arriveAt<HomeModel>()
        assertTrue("an entry is known at once", home.state is HomeState.Inside)
        runBlocking { model.session!!.leave() }
        rule.mainClock.advanceTimeBy(2_000)
        until("outside") { home.state is HomeState.Outside }
    }

    @Test
    fun a_language_that_the_phones_settings_chose_is_spoken() {
        logIn()
        application.getSystemService(LocaleManager::class.java)!!.applicationLocales = LocaleList.forLanguageTags("ru")
        rotate()
        until("Russian") { model.language == Language.RU }
    }

    @Test
    fun a_typed_code_that_is_refused_is_there_again_to_be_corrected() {
        logIn()
        pressMain()
        val scanner = arriveAt<ScannerModel>()
        until("the camera looks") { scanner.state is ScannerState.Looking }
        press(Word.TYPE_THE_CODE)
        type("00000000")
        pressMain()
        val asked = arriveAt<ConfirmModel>()
        until("it is refused") { asked.state is ConfirmState.Refused }
        pressMain()
        assertEquals(scanner, arriveAt<ScannerModel>())
        assertEquals("00000000", (scanner.state as ScannerState.Typing).typed)
        assertEquals(2, model.stack.size)
    }
}
