package kz.ashyq.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import java.util.concurrent.atomic.AtomicBoolean
import kz.ashyq.FrameException
import kz.ashyq.Point
import kz.ashyq.Scanner
import kz.ashyq.Seen
import kz.ashyq.What
import kz.ashyq.Word
import kz.ashyq.say
import kz.ashyq.seenWord

/** One frame's time, in milliseconds. */
internal val FRAME_MS = 33u

/** Where a code lies in the upright frame, whose sides are given too. */
data class Outline(val corners: List<Point>, val width: Int, val height: Int)

/** The camera, looking for a poster. */
sealed interface ScannerState {
    /** The camera is not allowed yet: why it is asked for. */
    data object Asking : ScannerState

    /** It was refused for good: the ways on. */
    data object NotAllowed : ScannerState

    /** There is no camera that works. */
    data object NoCamera : ScannerState

    data class Looking(val hint: String, val outline: Outline? = null, val torch: Boolean = false) : ScannerState

    /** The eight characters of the poster, typed. */
    data class Typing(val typed: String) : ScannerState
}

class ScannerModel(private val app: AppModel) : Screen(Place.SCANNER) {
    var state: ScannerState by mutableStateOf(ScannerState.Asking)
        private set

    /** What a picture of the gallery shows instead of a poster; it stands until a code is seen, or for a while. */
    var pictureSays: String? by mutableStateOf(null)
        private set
    private var pictureAt = 0L
    private val scanner by lazy { Scanner() }
    private val found = AtomicBoolean(false)
    private var permission = Permission.NOT_ASKED

    override fun shown() {
        found.set(false)
        if (state is ScannerState.Looking) state = looking()
    }

    /** What the operating system says of the camera, each time the screen comes to the front. */
    fun allowed(permission: Permission) {
        this.permission = permission
        if (state is ScannerState.Asking || state is ScannerState.NotAllowed || permission != Permission.ALLOWED) toTheCamera()
    }

    private fun toTheCamera() {
        if (state is ScannerState.Typing) return
        state = when (permission) {
            Permission.ALLOWED -> looking()
            Permission.NOT_ASKED -> ScannerState.Asking
            Permission.REFUSED_FOR_GOOD -> ScannerState.NotAllowed
        }
    }

    fun failed() {
        state = ScannerState.NoCamera
    }

    /** Looks at a frame, on the camera's thread; the frame is the caller's again when this returns. */
    fun see(frame: Frame) {
        if (found.get()) return
        val seen = try {
            scanner.look(frame)
        } catch (_: FrameException) {
            return
        }
        app.onScreen { take(seen, frame.upright()) }
    }

    private fun take(seen: Seen, sides: Pair<Int, Int>) {
        val looking = state as? ScannerState.Looking ?: return
        val ours = seen.what as? What.Ours
        val outline = seen.outline?.let { Outline(it, sides.first, sides.second) }
        if (outline != null || System.nanoTime() - pictureAt > PICTURE_SAYS_FOR) pictureSays = null
        if (ours == null) {
            state = looking.copy(hint = seenWord(seen.what, app.language), outline = outline)
        } else if (found.compareAndSet(false, true)) {
            state = looking.copy(hint = say(Word.CODE_SEEN, app.language), outline = outline)
            read(ours.v1)
        }
    }

    /** Reads a picture from the gallery; what it shows instead of a poster is named. */
    fun picture(frame: Frame?) {
        pictureSays = null
        app.attempt({}) {
            val seen = frame?.let { away { lookOnce(it) } }
            val text = (seen?.what as? What.Ours)?.v1
            if (text != null) {
                read(text)
            } else {
                val named = seen?.what?.takeUnless { it is What.Nothing }?.let { seenWord(it, app.language) }
                pictureSays = named ?: say(Word.SEEN_NOTHING, app.language)
                pictureAt = System.nanoTime()
            }
        }
    }

    fun torch(on: Boolean) {
        (state as? ScannerState.Looking)?.let { state = it.copy(torch = on) }
    }

    fun typeInstead() {
        state = ScannerState.Typing("")
    }

    fun type(text: String) {
        state = ScannerState.Typing(text)
    }

    fun typed() = read((state as ScannerState.Typing).typed)

    /** Back from the typed code to the camera, else off the screen. */
    fun back() {
        if (state !is ScannerState.Typing) return app.back()
        state = ScannerState.Asking
        toTheCamera()
    }

    private fun read(text: String) = app.session?.let { app.go(ConfirmModel(app, it, text)) }

    private fun looking() = ScannerState.Looking(say(Word.AIM_AT_POSTER, app.language))
}

/** How long what a picture shows is said over what the camera sees, in nanoseconds. */
private const val PICTURE_SAYS_FOR = 6_000_000_000L

/** A picture may take longer than a frame: nobody waits for the next one. */
private val PICTURE_MS = 1000u

/** Looks at a picture; one that is too small or too large shows nothing. */
private fun lookOnce(picture: Frame) = try {
    Scanner().look(picture, PICTURE_MS)
} catch (_: FrameException) {
    null
}

internal fun Scanner.look(frame: Frame, budget: UInt = FRAME_MS): Seen = see(
    frame.luma, frame.width.toUInt(), frame.height.toUInt(), frame.stride.toUInt(), frame.degrees.toUInt(), frame.crop, budget,
)

/** The sides of the frame as a person sees it. */
internal fun Frame.upright() = if (degrees % 180 == 0) width to height else height to width
