package kz.ashyq.app

import android.Manifest.permission.CAMERA
import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.Activity
import android.app.Activity.RESULT_CANCELED
import android.app.Activity.RESULT_OK
import android.app.AlarmManager
import android.app.NotificationManager
import android.content.Intent
import android.content.pm.PackageManager.PERMISSION_DENIED
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.graphics.Bitmap
import android.net.Uri
import android.os.SystemClock
import android.provider.Settings
import androidx.compose.ui.test.assertIsOff
import androidx.compose.ui.test.assertIsOn
import androidx.compose.ui.test.isToggleable
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.lifecycle.Lifecycle
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.time.Duration
import kz.ashyq.Language
import kz.ashyq.Word
import kz.ashyq.say
import kz.ashyq.ui.ConfirmModel
import kz.ashyq.ui.ConfirmState
import kz.ashyq.ui.DoorModel
import kz.ashyq.ui.HomeModel
import kz.ashyq.ui.ResultState
import kz.ashyq.ui.ScannerModel
import kz.ashyq.ui.ScannerState
import kz.ashyq.ui.VisitState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.util.ReflectionHelpers

/** What the operating system is asked for: the camera, a picture, a reminder. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "en-w360dp-h800dp-normal-long-notround-port-notnight-xxhdpi")
class PhoneTest : Way() {
    private val alarms get() = shadowOf(application.getSystemService(AlarmManager::class.java))
    private val notifications get() = shadowOf(application.getSystemService(NotificationManager::class.java))

    /** Answers what the system asks the person. */
    @Suppress("DEPRECATION") // as the system calls it
    private fun answer(permission: String, allowed: Boolean, mayAskAgain: Boolean = false) {
        if (allowed) shadowOf(application).grantPermissions(permission) else shadowOf(application).denyPermissions(permission)
        shadowOf(application.packageManager).setShouldShowRequestPermissionRationale(permission, mayAskAgain)
        scenario.onActivity {
            val asked = shadowOf(it).lastRequestedPermission
            assertEquals(permission, asked.requestedPermissions.single())
            assertEquals(mayAskAgain, it.shouldShowRequestPermissionRationale(permission))
            // The system resets this before it answers; while it is set, no other question is asked.
            ReflectionHelpers.setField(Activity::class.java, it, "mHasCurrentPermissionsRequest", false)
            it.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, intArrayOf(if (allowed) PERMISSION_GRANTED else PERMISSION_DENIED))
        }
    }

    @Test
    fun a_camera_that_is_refused_for_good_leads_to_the_phones_settings_and_back() {
        val scanner = scanWithoutCamera()
        press(Word.ALLOW_CAMERA)
        answer(CAMERA, allowed = false, mayAskAgain = true)
        until("it may be asked once more") { scanner.state is ScannerState.Asking }
        press(Word.ALLOW_CAMERA)
        answer(CAMERA, allowed = false)
        until("that it is not allowed is said") { scanner.state is ScannerState.NotAllowed }
        press(Word.OPEN_PHONE_SETTINGS)
        val opened = shadowOf(application).nextStartedActivity
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened.action)
        assertEquals(application.packageName, opened.data!!.schemeSpecificPart)
        scenario.moveToState(Lifecycle.State.STARTED)
        shadowOf(application).grantPermissions(CAMERA)
        scenario.moveToState(Lifecycle.State.RESUMED)
        until("the camera looks") { scanner.state is ScannerState.Looking && application.film.runs }
    }

    /** The person chooses a picture in the gallery, or none. */
    private fun choose(picture: ByteArray?) {
        press(Word.FROM_GALLERY)
        val uri = Uri.parse("content://pictures/${picture?.size}")
        if (picture != null) shadowOf(application.contentResolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(picture) }
        scenario.onActivity {
            val asked = shadowOf(it).nextStartedActivityForResult
            if (picture == null) shadowOf(it).receiveResult(asked.intent, RESULT_CANCELED, null)
            else shadowOf(it).receiveResult(asked.intent, RESULT_OK, Intent().setData(uri))
        }
    }

    private fun pictureOf(text: String): ByteArray {
        val frame = filmed(text)
        val grey = IntArray(frame.width * frame.height) { at ->
            val luma = frame.luma.get(at / frame.width * frame.stride + at % frame.width).toInt() and 0xff
            0xff shl 24 or (luma * 0x010101)
        }
        return png(grey, frame.width, frame.height)
    }

    private fun png(pixels: IntArray, width: Int, height: Int): ByteArray {
        val bitmap = Bitmap.createBitmap(pixels, width, height, Bitmap.Config.ARGB_8888)
        return ByteArrayOutputStream().also { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }.toByteArray()
    }

    @Test
    fun a_picture_of_the_gallery_is_read_or_named() {
        logIn()
        pressMain()
        val scanner = arriveAt<ScannerModel>()
        until("the camera looks") { application.film.runs }
        val says = { word: Word -> scanner.pictureSays == say(word, Language.EN) }
        choose(pictureOf("HTTPS://EXAMPLE.COM/MENU"))
        until("a link is named") { says(Word.SEEN_LINK) }
        choose(null)
        rule.waitForIdle()
        assertTrue("whoever chooses nothing is told nothing", says(Word.SEEN_LINK))
        // Each answer differs from the one before, so that it is known to be the new one.
        choose("no picture at all".toByteArray())
        until("nothing is seen in it") { says(Word.SEEN_NOTHING) }
        choose(pictureOf("HTTPS://EXAMPLE.COM/MENU"))
        until("a link is named again") { says(Word.SEEN_LINK) }
        choose(png(IntArray(1), 1, 1))
        until("nothing is seen in what is too small") { says(Word.SEEN_NOTHING) }
        choose(pictureOf(service.posters[0]))
        val asked = arriveAt<ConfirmModel>()
        until("it is read") { asked.state is ConfirmState.Asks }
        assertFalse("the camera is off", application.film.runs)
    }

    @Test
    fun a_picture_that_is_chosen_while_the_phone_is_turned_is_named_and_a_refused_camera_stays_refused() {
        val scanner = scanWithoutCamera()
        press(Word.FROM_GALLERY)
        val picture = pictureOf("HTTPS://EXAMPLE.COM/MENU")
        val uri = Uri.parse("content://pictures/turned")
        shadowOf(application.contentResolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(picture) }
        var asked = 0
        scenario.onActivity { asked = shadowOf(it).nextStartedActivityForResult.requestCode }
        rotate()
        scenario.onActivity { it.activityResultRegistry.dispatchResult(asked, RESULT_OK, Intent().setData(uri)) }
        until("a link is named") { scanner.pictureSays == say(Word.SEEN_LINK, Language.EN) }
        assertTrue("there is no camera to look through", scanner.state is ScannerState.Asking)
    }

    /** Comes in without network: there is no result to look at first. */
    private fun inside(): DoorModel {
        logIn()
        service.stop()
        val door = enter()
        until("no decision, said so") { door.state is ResultState.NotChecked }
        pressMain()
        until("the visit") { door.state is VisitState.Inside }
        return door
    }

    private fun switch() = rule.onNode(isToggleable())

    @Test
    @Suppress("DEPRECATION") // Robolectric names nothing in its place
    fun whoever_is_still_inside_after_two_hours_is_reminded_once() {
        inside()
        press(Word.REMIND_ME)
        answer(POST_NOTIFICATIONS, allowed = true)
        until("one alarm is set") { alarms.scheduledAlarms.size == 1 }
        switch().assertIsOn()
        model.home()
        arriveAt<HomeModel>()
        rule.onNodeWithTag("here").performScrollTo().performClick()
        arriveAt<DoorModel>()
        switch().assertIsOn()
        val alarm = alarms.scheduledAlarms.single()
        assertEquals("a phone that sleeps is woken", AlarmManager.ELAPSED_REALTIME_WAKEUP, alarm.type)
        val wait = Duration.ofMillis(alarm.triggerAtMs - SystemClock.elapsedRealtime())
        assertTrue("$wait", wait > Duration.ofMinutes(115) && wait <= Duration.ofHours(2))
        alarm.operation!!.send()
        until("it reminds") { notifications.size() == 1 }
        val visit = (arriveAt<DoorModel>().state as VisitState.Inside).visit
        assertTrue(shadowOf(notifications.allNotifications.single()).contentText.contains(visit.venue!!))
        assertFalse("it reminds once", Reminder.isSet(application))
        press(Word.LEFT_ALREADY)
        until("what it said is gone with the visit") { notifications.size() == 0 }
    }

    @Test
    fun a_reminder_ends_with_the_visit() {
        val door = inside()
        press(Word.REMIND_ME)
        answer(POST_NOTIFICATIONS, allowed = true)
        until("one alarm is set") { alarms.scheduledAlarms.size == 1 }
        press(Word.LEFT_ALREADY)
        until("the exit is recorded") { door.state is VisitState.Left }
        until("no alarm is left") { alarms.scheduledAlarms.isEmpty() && !Reminder.isSet(application) }
    }

    @Test
    fun without_notifications_the_switch_stays_off() {
        inside()
        press(Word.REMIND_ME)
        answer(POST_NOTIFICATIONS, allowed = false)
        settle()
        switch().assertIsOff()
        assertTrue(alarms.scheduledAlarms.isEmpty())
        scenario.moveToState(Lifecycle.State.STARTED)
        scenario.moveToState(Lifecycle.State.RESUMED)
        settle()
        press(Word.OPEN_PHONE_SETTINGS)
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, shadowOf(application).nextStartedActivity.action)
    }
}
