package kz.ashyq.app

import android.content.Intent
import android.media.ToneGenerator
import android.net.Uri
import androidx.compose.ui.test.assertContentDescriptionEquals
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import kz.ashyq.Language
import kz.ashyq.Word
import kz.ashyq.decisionSpoken
import kz.ashyq.doorCodeSpoken
import kz.ashyq.say
import kz.ashyq.ui.ConfirmModel
import kz.ashyq.ui.ConfirmState
import kz.ashyq.ui.DoorModel
import kz.ashyq.ui.HomeModel
import kz.ashyq.ui.HomeState
import kz.ashyq.ui.IinModel
import kz.ashyq.ui.LanguageModel
import kz.ashyq.ui.LogInCodeModel
import kz.ashyq.ui.PhoneModel
import kz.ashyq.ui.ResultState
import kz.ashyq.ui.ScannerModel
import kz.ashyq.ui.ScannerState
import kz.ashyq.ui.SettingsModel
import kz.ashyq.ui.VisitsModel
import kz.ashyq.ui.VisitsState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowToneGenerator

/** The real activity with the real core against the service as it is shipped. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "en-w360dp-h800dp-normal-long-notround-port-notnight-xxhdpi")
class VisitorTest : Way() {
    @Test
    fun a_visitor_logs_in_enters_and_leaves() {
        logIn()
        val door = enter()
        until("a decision is shown") { door.state is ResultState.Admitted }
        until("it is heard") { ShadowToneGenerator.getPlayedTones().map { it.type() } == listOf(ToneGenerator.TONE_PROP_ACK) }
        assertFalse("the camera is off again", application.film.runs)
        val decision = (door.state as ResultState.Admitted).decision
        rule.onNodeWithTag("answer").assertContentDescriptionEquals(decisionSpoken(decision, Language.EN))
        rule.onNodeWithTag("door code").assertContentDescriptionEquals(doorCodeSpoken(decision.doorCode, Language.EN))
        pressMain()
        val home = arriveAt<HomeModel>()
        until("home knows of the visit") { home.state is HomeState.Inside }
        rule.onNodeWithTag("here").performScrollTo().performClick()
        assertTrue((arriveAt<DoorModel>().state) is ResultState.Admitted)
        pressMain()
        press(Word.MY_VISITS)
        val visits = arriveAt<VisitsModel>()
        until("the visit is in the list") { (visits.state as? VisitsState.Shown)?.visits?.size == 1 }
    }

    @Test
    fun turning_the_phone_changes_nothing_on_any_screen_of_the_way() {
        arriveAt<LanguageModel>()
        rotate()
        rule.onNode(hasText("English")).performClick()
        pressMain()
        arriveAt<PhoneModel>()
        type("7051234567")
        rotate()
        assertEquals("+7 705 123 45 67", (front() as PhoneModel).state.typed.shown)
        pressMain()
        arriveAt<LogInCodeModel>()
        rotate()
        type(service.code("+77051234567"))
        rotate()
        pressMain()
        arriveAt<IinModel>()
        type(service.iin(2))
        rotate()
        pressMain()
        arriveAt<HomeModel>()
        pressMain()
        arriveAt<ScannerModel>()
        rotate()
        until("the camera looks again") { application.film.runs }
        application.film.show(service.posters[0])
        val asked = arriveAt<ConfirmModel>()
        until("it is read") { asked.state is ConfirmState.Asks }
        rotate()
        pressMain()
        val door = arriveAt<DoorModel>()
        until("a decision is shown") { door.state is ResultState.Admitted }
        rotate()
        assertTrue((front() as DoorModel).state is ResultState.Admitted)
    }

    @Test
    fun after_the_process_ended_the_person_is_where_they_were() {
        logIn()
        press(Word.SETTINGS)
        arriveAt<SettingsModel>()
        endProcess()
        arriveAt<SettingsModel>()
        assertEquals(2, model.stack.size)
        model.home()
        arriveAt<HomeModel>()
        val door = enter()
        until("a decision is shown") { door.state is ResultState.Admitted }
        endProcess()
        until("the decision") { (model.stack.lastOrNull() as? DoorModel)?.state is ResultState.Admitted }
    }

    @Test
    fun back_leads_home_from_everywhere_and_out_of_home() {
        logIn()
        for (word in listOf(Word.MY_VISITS, Word.NOTICES, Word.FOR_STAFF, Word.SETTINGS)) {
            press(word)
            until("another screen") { model.stack.size == 2 }
            scenario.onActivity { it.onBackPressedDispatcher.onBackPressed() }
            arriveAt<HomeModel>()
        }
        pressMain()
        val scanner = arriveAt<ScannerModel>()
        press(Word.TYPE_THE_CODE)
        until("the typed code") { scanner.state is ScannerState.Typing }
        scenario.onActivity { it.onBackPressedDispatcher.onBackPressed() }
        until("the camera") { scanner.state is ScannerState.Looking }
        scenario.onActivity { it.onBackPressedDispatcher.onBackPressed() }
        arriveAt<HomeModel>()
        scenario.onActivity { it.onBackPressedDispatcher.onBackPressed() }
        scenario.onActivity { assertTrue(it.isFinishing) }
    }

    @Test
    fun a_refused_camera_leaves_two_ways_on() {
        val scanner = scanWithoutCamera()
        until("it is asked for with its reason") { scanner.state is ScannerState.Asking }
        rule.onNode(hasText(say(Word.CAMERA_REASON, Language.EN))).assertExists()
        press(Word.TYPE_THE_CODE)
        type("00000000")
        pressMain()
        val asked = arriveAt<ConfirmModel>()
        until("the typed code is refused by name") { asked.state is ConfirmState.Refused }
    }

    @Test
    fun a_posters_link_that_the_system_opens_leads_to_the_question() {
        logIn()
        endProcess { open(Intent(Intent.ACTION_VIEW, Uri.parse(service.posters[1]), application, MainActivity::class.java)) }
        val asked = arriveAt<ConfirmModel>()
        until("it is read") { (asked.state as? ConfirmState.Asks)?.asked?.verified == true }
        press(Word.CANCEL)
        arriveAt<HomeModel>()
    }

    @Test
    fun a_foreign_code_is_named_and_not_opened() {
        logIn()
        pressMain()
        val scanner = arriveAt<ScannerModel>()
        until("the camera looks") { application.film.runs }
        application.film.show("HTTPS://EXAMPLE.COM/MENU")
        val named = say(Word.SEEN_LINK, Language.EN)
        until("it is named") { (scanner.state as? ScannerState.Looking)?.hint == named }
    }

    @Test
    fun a_broken_camera_is_said() {
        logIn()
        application.film.broken = true
        pressMain()
        val scanner = arriveAt<ScannerModel>()
        until("it is said") { scanner.state is ScannerState.NoCamera }
        rule.onNode(hasTestTag("main")).assertIsEnabled()
    }
}
