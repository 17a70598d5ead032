package kz.ashyq.app

import android.Manifest.permission.CAMERA
import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.NotificationManager
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.media.AudioManager
import android.media.ToneGenerator
import android.net.Uri
import android.os.Build
import android.provider.Settings
import androidx.activity.ComponentActivity
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts.PickVisualMedia
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import androidx.lifecycle.lifecycleScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kz.ashyq.Language
import kz.ashyq.ui.Frame
import kz.ashyq.ui.Permission
import kz.ashyq.ui.Platform
import kz.ashyq.ui.Reminding
import kz.ashyq.ui.code

/** The length of a sound, in milliseconds. */
private const val TONE_MS = 300

/** Who waits for an answer of the person's to the system. */
internal class Waiting {
    var camera: (Permission) -> Unit = {}
    var picture: (Frame?) -> Unit = {}
    var reminder: (Permission) -> Unit = {}
    var cameraWasAsked = false
    var reminderWasAsked = false
}

/** What the operating system does for the screens of an activity. Made while the activity is created: contracts are registered then. */
class PhonePlatform(private val activity: ComponentActivity, private val application: AshyqApplication) : Platform {
    private val waiting = application.waiting
    private val camera = activity.registerForActivityResult(RequestPermission()) { waiting.camera(cameraPermission()) }
    private val pictures = activity.registerForActivityResult(PickVisualMedia()) { uri ->
        if (uri != null) application.scope.launch { waiting.picture(away { frameOf(application, uri) }) }
    }
    private val notifications = activity.registerForActivityResult(RequestPermission()) { waiting.reminder(mayNotify()) }
    private val source by lazy { application.frames(activity) }

    override fun frames() = source

    override fun cameraPermission(): Permission {
        if (activity.checkSelfPermission(CAMERA) == PERMISSION_GRANTED) return Permission.ALLOWED
        // Once it was asked, the system says no more about it where it was refused for good.
        val forGood = waiting.cameraWasAsked && !activity.shouldShowRequestPermissionRationale(CAMERA)
        return if (forGood) Permission.REFUSED_FOR_GOOD else Permission.NOT_ASKED
    }

    override fun askForCamera(answered: (Permission) -> Unit) {
        waiting.cameraWasAsked = true
        waiting.camera = answered
        camera.launch(CAMERA)
    }

    override fun choosePicture(chosen: (Frame?) -> Unit) {
        waiting.picture = chosen
        pictures.launch(PickVisualMediaRequest(PickVisualMedia.ImageOnly))
    }

    override fun sound(admitted: Boolean) {
        val tone = if (admitted) ToneGenerator.TONE_PROP_ACK else ToneGenerator.TONE_PROP_NACK
        application.scope.launch {
            away {
                val tones = tones() ?: return@away
                tones.startTone(tone, TONE_MS)
                delay(2L * TONE_MS)
                tones.release()
            }
        }
    }

    /** Nothing where the phone has no more of them to give. */
    private fun tones() = try {
        ToneGenerator(AudioManager.STREAM_NOTIFICATION, ToneGenerator.MAX_VOLUME)
    } catch (_: RuntimeException) {
        null
    }

    override fun openPhoneSettings() =
        open(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", activity.packageName, null)))

    override fun openStore() = open(Intent(Intent.ACTION_VIEW, Uri.parse("market://details?id=${activity.packageName}")))

    override fun openPrivacy(language: Language) =
        open(Intent(Intent.ACTION_VIEW, Uri.parse("${application.service()}/${language.code()}/privacy")))

    override fun speakLanguage(language: Language) {
        activity.lifecycleScope.launch { away { Languages.choose(application, language) } }
    }

    override fun reminds() = when {
        Reminder.isSet(application) -> Reminding.ON
        waiting.reminderWasAsked && mayNotify() == Permission.REFUSED_FOR_GOOD -> Reminding.NOT_ALLOWED
        else -> Reminding.OFF
    }

    override fun remind(on: Boolean, sentence: String, answered: (Reminding) -> Unit) {
        val set: (Permission) -> Unit = { permission ->
            Reminder.set(application, on && permission == Permission.ALLOWED, sentence)
            answered(reminds())
        }
        waiting.reminder = set
        waiting.reminderWasAsked = waiting.reminderWasAsked || on
        if (on && mustAsk()) notifications.launch(POST_NOTIFICATIONS) else set(mayNotify())
    }

    private fun mustAsk() =
        Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && activity.checkSelfPermission(POST_NOTIFICATIONS) != PERMISSION_GRANTED

    /** Whether notifications are shown: what was asked for may be switched off in the phone's settings, too. */
    private fun mayNotify(): Permission {
        val mayAsk = mustAsk() && activity.shouldShowRequestPermissionRationale(POST_NOTIFICATIONS)
        val isOn = !mustAsk() && application.getSystemService(NotificationManager::class.java)!!.areNotificationsEnabled()
        return if (isOn) Permission.ALLOWED else if (mayAsk) Permission.NOT_ASKED else Permission.REFUSED_FOR_GOOD
    }

    private fun open(intent: Intent) = try {
        activity.startActivity(intent)
    } catch (_: ActivityNotFoundException) {
        // A phone without a store, or without a browser: there is nowhere to lead to.
    }
}
