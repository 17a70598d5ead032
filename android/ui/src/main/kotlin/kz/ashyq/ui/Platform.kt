package kz.ashyq.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import java.nio.ByteBuffer
import kz.ashyq.Crop
import kz.ashyq.Language

/** A frame of luma, borrowed for the length of a call. */
class Frame(
    /** A direct buffer whose first byte is the first pixel. */
    val luma: ByteBuffer,
    val width: Int,
    val height: Int,
    val stride: Int = width,
    /** The clockwise turn that makes it upright. */
    val degrees: Int = 0,
    val crop: Crop? = null,
)

/** Where frames come from: the camera, or a film in a test. The newest frame only; each is closed when `see` has returned. */
interface FrameSource {
    /** Starts; `see` is called on the camera's own thread, `failed` where there is no camera to be had. */
    fun start(see: (Frame) -> Unit, failed: () -> Unit)

    fun stop()

    fun torch(on: Boolean)

    /** Zooms by a factor, as two fingers do. */
    fun zoom(by: Float)

    /** What the camera sees. */
    @Composable fun Preview(modifier: Modifier)
}

/** Whether the camera may be used. */
enum class Permission { ALLOWED, NOT_ASKED, REFUSED_FOR_GOOD }

/** The reminder of a visit; `NOT_ALLOWED` where only the phone's settings let it speak. */
enum class Reminding { OFF, ON, NOT_ALLOWED }

/** What only the operating system can do for a screen. */
interface Platform {
    fun frames(): FrameSource

    fun cameraPermission(): Permission

    fun askForCamera(answered: (Permission) -> Unit)

    /** A picture from the gallery as a frame, nothing where it cannot be read; where none was chosen, `chosen` is told nothing. */
    fun choosePicture(chosen: (Frame?) -> Unit)

    /** A short sound on the stream of notifications; the one of a refusal is another. */
    fun sound(admitted: Boolean)

    fun openPhoneSettings()

    fun openStore()

    /** Opens the page of what is kept, in a language, in the browser. */
    fun openPrivacy(language: Language)

    fun speakLanguage(language: Language)

    /** Whether the phone is going to remind of the visit. */
    fun reminds(): Reminding

    /** Switches the reminder of a visit; `answered` is told what it is now. */
    fun remind(on: Boolean, sentence: String, answered: (Reminding) -> Unit)
}

/** The platform of the screen that is drawn. */
val LocalPlatform = staticCompositionLocalOf<Platform> { error("a screen is drawn without its platform") }
