package kz.ashyq.app

import android.Manifest.permission.CAMERA
import android.Manifest.permission.POST_NOTIFICATIONS
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.net.Uri
import android.os.Build
import android.provider.Settings
import androidx.activity.ComponentActivity
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts.PickVisualMedia
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import androidx.lifecycle.lifecycleScope
import kotlinx.coroutines.launch
import kz.ashyq.Language
import kz.ashyq.ui.Frame
import kz.ashyq.ui.Permission
import kz.ashyq.ui.Platform
import kz.ashyq.ui.code

/** What the operating system does for the screens of an activity. Made while the activity is created: contracts are registered then. */
class PhonePlatform(private val activity: ComponentActivity, private val application: AshyqApplication) : Platform {
    private var cameraAnswered: (Permission) -> Unit = {}
    private var chosen: (Frame?) -> Unit = {}
    private var reminderAnswered: (Boolean) -> Unit = {}
    private var wasAsked = false

    private val camera = activity.registerForActivityResult(RequestPermission()) { cameraAnswered(cameraPermission()) }
    private val pictures = activity.registerForActivityResult(PickVisualMedia()) { uri ->
        if (uri != null) activity.lifecycleScope.launch { chosen(away { frameOf(activity, uri) }) }
    }
    private val notifications = activity.registerForActivityResult(RequestPermission()) { reminderAnswered(it) }
    private val source by lazy { application.frames(activity) }

    override fun frames() = source

    override fun cameraPermission(): Permission {
        if (activity.checkSelfPermission(CAMERA) == PERMISSION_GRANTED) return Permission.ALLOWED
        // Once it was asked, the system says no more about it where it was refused for good.
        val forGood = wasAsked && !activity.shouldShowRequestPermissionRationale(CAMERA)
        return if (forGood) Permission.REFUSED_FOR_GOOD else Permission.NOT_ASKED
    }

    override fun askForCamera(answered: (Permission) -> Unit) {
        wasAsked = true
        cameraAnswered = answered
        camera.launch(CAMERA)
    }

    override fun choosePicture(chosen: (Frame?) -> Unit) {
        this.chosen = chosen
        pictures.launch(PickVisualMediaRequest(PickVisualMedia.ImageOnly))
    }

    override fun openPhoneSettings() =
        open(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", activity.packageName, null)))

    override fun openStore() = open(Intent(Intent.ACTION_VIEW, Uri.parse("market://details?id=${activity.packageName}")))

    override fun openPrivacy(language: Language) =
        open(Intent(Intent.ACTION_VIEW, Uri.parse("${application.service()}/${language.code()}/privacy")))

    override fun speakLanguage(language: Language) {
        activity.lifecycleScope.launch { away { Languages.choose(application, language) } }
    }

    override fun reminds() = Reminder.isSet(application)

    override fun remind(on: Boolean, sentence: String, answered: (Boolean) -> Unit) {
        val set: (Boolean) -> Unit = { allowed ->
            Reminder.set(application, on && allowed, sentence)
            answered(on && allowed)
        }
        reminderAnswered = set
        if (on && mustAsk()) notifications.launch(POST_NOTIFICATIONS) else set(true)
    }

    private fun mustAsk() =
        Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && activity.checkSelfPermission(POST_NOTIFICATIONS) != PERMISSION_GRANTED

    private fun open(intent: Intent) = try {
        activity.startActivity(intent)
    } catch (_: ActivityNotFoundException) {
        // A phone without a store, or without a browser: there is nowhere to lead to.
    }
}
