package kz.ashyq.app

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Brush
import androidx.compose.ui.graphics.Color
import java.nio.ByteBuffer
import kz.ashyq.drawingOfPass
import kz.ashyq.ui.Frame
import kz.ashyq.ui.FrameSource

/** A film in the place of the camera: it is shown whatever is held before it, frame by frame. */
class Film : FrameSource {
    @Volatile private var see: ((Frame) -> Unit)? = null

    @Volatile private var reel = 0

    /** Whether somebody looks: a camera that nobody looks through is off. */
    val runs get() = see != null

    /** How many frames were looked at. */
    @Volatile var looked = 0
        private set
    var torch = false
    var broken = false

    override fun start(see: (Frame) -> Unit, failed: () -> Unit) {
        if (broken) failed() else this.see = see
    }

    override fun stop() {
        see = null
    }

    override fun torch(on: Boolean) {
        torch = on
    }

    override fun zoom(by: Float) = Unit

    /** Shows a code on the camera's own thread, until it is taken away or so many frames have passed. */
    fun show(text: String, frames: Int = 400) {
        val frame = filmed(text)
        val reel = ++this.reel
        kotlin.concurrent.thread(isDaemon = true) {
            var left = frames
            while (left-- > 0 && reel == this.reel) {
                see?.let {
                    looked++
                    it(frame)
                }
                Thread.sleep(30)
            }
        }
    }

    /** Takes away whatever is held before the camera. */
    fun end() {
        reel++
    }

    @Composable
    override fun Preview(modifier: Modifier) = Box(modifier.background(Brush.verticalGradient(listOf(Color(0xFF8A8F96), Color(0xFF4A4F57)))))
}

/** Draws the code of a text with white around it, as a frame whose rows are longer than the picture. */
fun filmed(text: String): Frame {
    val drawing = checkNotNull(drawingOfPass(text))
    val scale = 6
    val side = drawing.side.toInt() * scale
    val stride = side + 16
    val luma = ByteBuffer.allocateDirect(stride * side)
    for (at in 0 until stride * side) luma.put(at, 235.toByte())
    // Each run of dark modules is a rectangle: M left top L right top L right bottom L left bottom Z.
    for (run in drawing.path.split("Z").map { it.trim() }.filter { it.isNotEmpty() }) {
        val (left, top, right) = run.removePrefix("M").replace("L", "").split(" ").map { it.toInt() * scale }
        for (y in top until top + scale) for (x in left until right) luma.put(y * stride + x, 20)
    }
    return Frame(luma, side, side, stride)
}
