package kz.ashyq.app

import android.content.Intent
import android.os.Bundle
import android.provider.Settings
import android.view.WindowManager.LayoutParams
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import kz.ashyq.core.NetworkChanges
import kz.ashyq.ui.AppModel
import kz.ashyq.ui.AshyqApp
import kz.ashyq.ui.AshyqTheme
import kz.ashyq.ui.DoorModel
import kz.ashyq.ui.LocalPlatform
import kz.ashyq.ui.ResultState
import kz.ashyq.ui.ScannerModel
import kz.ashyq.ui.ScannerState

private const val WHERE = "where"

/** The one activity. */
class MainActivity : ComponentActivity() {
    private lateinit var network: NetworkChanges

    /** The application's model: it outlives a rotation, and the phone is opened once for each run of the app. */
    lateinit var model: AppModel
        private set

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        val application = application as AshyqApplication
        model = application.model?.also { it.readLanguage() } ?: made(application, savedInstanceState)
        // A link that was opened before is no news: not after a rotation or the process's end, nor from the list of recent apps.
        val isNews = savedInstanceState == null && intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY == 0
        if (isNews) intent.poster()?.let(model::open)
        val platform = PhonePlatform(this, application)
        network = NetworkChanges(this) { runOnUiThread { model.networkChanged() } }
        setContent {
            AshyqTheme(model.language, reducedMotion = animationsAreOff()) {
                CompositionLocalProvider(LocalPlatform provides platform) {
                    BackHandler(model.stack.size > 1 || typesCode(), ::back)
                    val bright = (model.stack.lastOrNull() as? DoorModel)?.state is ResultState
                    LaunchedEffect(bright) { shine(bright) }
                    AshyqApp(model)
                }
            }
        }
    }

    private fun made(application: AshyqApplication, saved: Bundle?): AppModel {
        val model = AppModel(application.given(), application.scope, saved?.getStringArrayList(WHERE).orEmpty())
        application.model = model
        model.start()
        return model
    }

    override fun onStart() {
        super.onStart()
        model.cameBack()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        intent.poster()?.let(model::open)
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putStringArrayList(WHERE, ArrayList(model.save()))
    }

    override fun onDestroy() {
        network.close()
        super.onDestroy()
    }

    private fun back() {
        if (model.stack.last().holds) return
        (model.stack.last() as? ScannerModel)?.back() ?: model.back()
    }

    private fun typesCode() = (model.stack.lastOrNull() as? ScannerModel)?.state is ScannerState.Typing

    /** A result is read from two metres: full brightness, and the screen stays on. */
    private fun shine(bright: Boolean) {
        val attributes = window.attributes
        attributes.screenBrightness = if (bright) LayoutParams.BRIGHTNESS_OVERRIDE_FULL else LayoutParams.BRIGHTNESS_OVERRIDE_NONE
        window.attributes = attributes
        if (bright) window.addFlags(LayoutParams.FLAG_KEEP_SCREEN_ON) else window.clearFlags(LayoutParams.FLAG_KEEP_SCREEN_ON)
    }

    private fun animationsAreOff() = Settings.Global.getFloat(contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f) == 0f
}

/** The text of a poster that the system's camera or a browser opened. */
private fun Intent.poster() = dataString?.takeIf { action == Intent.ACTION_VIEW }
