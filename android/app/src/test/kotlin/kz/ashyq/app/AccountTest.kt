package kz.ashyq.app

import android.content.Intent
import androidx.compose.ui.test.hasText
import java.net.URI
import java.util.concurrent.CompletableFuture
import kz.ashyq.Language
import kz.ashyq.Word
import kz.ashyq.say
import kz.ashyq.ui.HomeModel
import kz.ashyq.ui.HomeState
import kz.ashyq.ui.IinModel
import kz.ashyq.ui.LogInCodeModel
import kz.ashyq.ui.PhoneModel
import kz.ashyq.ui.Question
import kz.ashyq.ui.ResultState
import kz.ashyq.ui.SettingsModel
import kz.ashyq.ui.SettingsState
import kz.ashyq.ui.VisitState
import kz.ashyq.ui.VisitsModel
import kz.ashyq.ui.VisitsState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Logging out and deleting, in the real activity with the real core. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "en-w360dp-h800dp-normal-long-notround-port-notnight-xxhdpi")
class AccountTest : Way() {
    private fun settings(): SettingsModel {
        press(Word.SETTINGS)
        return arriveAt<SettingsModel>()
    }

    /** With another number: the next code for the same one is a minute away. */
    private fun logInAgain() {
        arriveAt<PhoneModel>()
        type("7059876543")
        pressMain()
        arriveAt<LogInCodeModel>()
        type(service.code("+77059876543"))
        pressMain()
    }

    @Test
    fun whoever_logs_out_here_comes_back_with_a_code_and_the_iin() {
        logIn()
        settings()
        press(Word.LOG_OUT_HERE)
        rule.onNode(hasText(say(Word.LOG_OUT_QUESTION, Language.EN))).assertExists()
        pressMain()
        until("the main button keeps what there is") { (front() as SettingsModel).state is SettingsState.Shown }
        press(Word.LOG_OUT_HERE)
        press(Word.LOG_OUT_HERE)
        logInAgain()
        arriveAt<IinModel>()
    }

    @Test
    fun what_is_kept_is_told_by_the_services_page_in_the_apps_language() {
        logIn()
        settings()
        press(Word.PRIVACY_TITLE)
        val opened = shadowOf(application).nextStartedActivity
        assertEquals(Intent.ACTION_VIEW, opened.action)
        assertEquals("${service.address}/en/privacy", opened.dataString)
        val page = CompletableFuture.supplyAsync { URI(opened.dataString!!).toURL().readText() }.get()
        assertTrue("<h1>${say(Word.PRIVACY_TITLE, Language.EN)}</h1>" in page)
    }

    @Test
    fun nothing_is_deleted_as_long_as_visits_wait_unless_they_are_given_up() {
        val home = logIn()
        service.stop()
        val door = enter()
        until("no decision, said so") { door.state is ResultState.NotChecked }
        pressMain()
        press(Word.LEFT_ALREADY)
        until("the exit is recorded") { door.state is VisitState.Left }
        pressMain()
        arriveAt<HomeModel>()
        val settings = settings()
        press(Word.DELETE_MY_DATA)
        press(Word.DELETE_MY_DATA)
        until("it is asked again, with what waits") {
            (settings.state as? SettingsState.Asking)?.run { question == Question.DELETE_UNSENT && unsent > 0 } == true
        }
        service.start()
        pressMain()
        until("they are sent and everything is deleted") { front() is PhoneModel }
        logInAgain()
        arriveAt<IinModel>()
        type(service.iin(3))
        pressMain()
        until("another account") { (front() as? HomeModel).let { it != null && it !== home && it.state !is HomeState.Loading } }
        press(Word.MY_VISITS)
        val visits = arriveAt<VisitsModel>()
        until("no visit of the one that is gone") { visits.state is VisitsState.Empty }
        assertEquals(2, model.stack.size)
    }
}
