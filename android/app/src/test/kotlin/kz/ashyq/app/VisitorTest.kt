package kz.ashyq.app

import android.Manifest.permission.CAMERA
import android.os.Looper
import android.os.StrictMode
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onAllNodesWithTag
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
import kz.ashyq.ui.Screen
import kz.ashyq.ui.SettingsModel
import kz.ashyq.ui.StaffEntryModel
import kz.ashyq.ui.StaffEntryState
import kz.ashyq.ui.StaffModel
import kz.ashyq.ui.StaffState
import kz.ashyq.ui.StartModel
import kz.ashyq.ui.VisitState
import kz.ashyq.ui.VisitsModel
import kz.ashyq.ui.VisitsState
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The real activity with the real core against the service as it is shipped. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "en-w360dp-h800dp-normal-long-notround-port-notnight-xxhdpi")
class VisitorTest {
    @get:Rule val rule = createEmptyComposeRule()
    private lateinit var service: Service
    private lateinit var scenario: ActivityScenario<MainActivity>
    private val application get() = ApplicationProvider.getApplicationContext<TestApplication>()
    private lateinit var model: kz.ashyq.ui.AppModel

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

    private fun open() {
        scenario = ActivityScenario.launch(MainActivity::class.java)
        scenario.onActivity { model = it.model }
    }

    /** Lets the main thread go on until something is so; the core works on threads of its own. */
    private fun until(what: String, isSo: () -> Boolean) {
        repeat(800) {
            settle()
            if (isSo()) return settle()
            Thread.sleep(10)
        }
        val why = (front() as? StartModel)?.sentence.orEmpty()
        throw AssertionError("not so: $what; in front is ${front()::class.simpleName} $why")
    }

    private fun settle() {
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(10))
        rule.waitForIdle()
    }

    private fun front(): Screen = model.stack.last()

    private inline fun <reified T : Screen> arriveAt(): T {
        until("${T::class.simpleName}") { model.stack.lastOrNull() is T }
        return front() as T
    }

    private fun press(word: Word) {
        val node = rule.onAllNodes(hasText(say(word, Language.EN), substring = true) and hasClickAction()).onFirst()
        try { node.performScrollTo() } catch (_: AssertionError) { /* it stands still at the bottom */ }
        node.performClick()
    }

    private fun pressMain() = rule.onNodeWithTag("main").assertIsEnabled().performClick()

    private fun type(text: String) = rule.onAllNodes(hasSetTextAction()).onFirst().performTextInput(text)

    private fun logIn(number: String = "7051234567", person: Int = 1): HomeModel {
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
    private fun scan(poster: String): ConfirmModel {
        pressMain()
        val scanner = arriveAt<ScannerModel>()
        until("the camera looks") { scanner.state is ScannerState.Looking && application.film.runs }
        application.film.show(poster)
        return arriveAt<ConfirmModel>().also { asked -> until("it is read") { asked.state !is ConfirmState.Reading } }
    }

    private fun enter(): DoorModel {
        scan(service.posters[0])
        pressMain()
        return arriveAt<DoorModel>()
    }

    private fun rotate() {
        scenario.recreate()
        scenario.onActivity { model = it.model }
    }

    @Test
    fun a_visitor_logs_in_enters_and_leaves() {
        logIn()
        val door = enter()
        until("a decision is shown") { door.state is ResultState.Admitted }
        assertFalse("the camera is off again", application.film.runs)
        rule.onNodeWithTag("answer").assertExists()
        rule.onNodeWithTag("door code").assertExists()
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
    fun without_network_a_visitor_is_not_checked_and_loses_nothing() {
        val home = logIn()
        service.stop()
        val door = enter()
        until("no decision, said so") { door.state is ResultState.NotChecked }
        assertEquals(0, rule.onAllNodesWithTag("door code").fetchSemanticsNodes().size)
        pressMain()
        until("the visit") { door.state is VisitState.Inside }
        press(Word.LEFT_ALREADY)
        until("the exit is recorded") { door.state is VisitState.Left }
        pressMain()
        arriveAt<HomeModel>()
        until("offline is said") { home.state.view.status.offline }
        service.start()
        model.networkChanged()
        until("everything is delivered") { !home.state.view.status.offline && home.state.view.unsent == 0 }
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

    /** Goes on as another process would: with what the activity saved, and the phone's folder as it lies on the disk. */
    private fun endProcess() {
        assertFalse("no IIN is kept", model.save().any { it.contains(service.iin(1).take(6)) })
        val copy = File(TestApplication.folder + "-again")
        // With its permissions: a store of secrets that others can read is refused.
        check(ProcessBuilder("cp", "-a", TestApplication.folder, copy.path).start().waitFor() == 0)
        TestApplication.folder = copy.path
        application.model = null
        rotate()
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
        logIn()
        shadowOf(application).denyPermissions(CAMERA)
        pressMain()
        val scanner = arriveAt<ScannerModel>()
        until("it is asked for with its reason") { scanner.state is ScannerState.Asking }
        rule.onNode(hasText(say(Word.CAMERA_REASON, Language.EN))).assertExists()
        press(Word.TYPE_THE_CODE)
        type("00000000")
        pressMain()
        val asked = arriveAt<ConfirmModel>()
        until("the typed code is refused by name") { asked.state is ConfirmState.Refused }
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

    @Test
    fun staff_accept_a_role_open_a_shift_and_register_somebody() {
        logIn(service.staff.removePrefix("+7"))
        press(Word.FOR_STAFF)
        val staff = arriveAt<StaffModel>()
        until("the role") { staff.state is StaffState.Roles }
        press(Word.ACCEPT_ROLE)
        until("it is accepted") { (staff.state as? StaffState.Roles)?.roles?.single()?.accepted == true }
        press(Word.OPEN_SHIFT)
        until("the shift") { staff.state is StaffState.OnShift }
        press(Word.VISITOR_BY_IIN)
        val entry = arriveAt<StaffEntryModel>()
        val fields = rule.onAllNodes(hasSetTextAction())
        fields[0].performTextInput(service.iin(9))
        rule.waitForIdle()
        fields[1].performTextInput(service.iin(9))
        pressMain()
        until("the answer") { entry.state is StaffEntryState.Shown }
        rule.onNodeWithTag("answer").assertExists()
        pressMain()
        until("the next person") { (entry.state as? StaffEntryState.Typing)?.twice?.first?.shown == "" }
    }
}
