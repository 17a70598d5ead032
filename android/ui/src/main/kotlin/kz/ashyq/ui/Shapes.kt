package kz.ashyq.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.draw.drawWithContent
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.PathFillType
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.clipRect
import androidx.compose.ui.graphics.drawscope.scale
import androidx.compose.ui.graphics.drawscope.translate
import androidx.compose.ui.graphics.vector.PathParser
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import kz.ashyq.Colour
import kz.ashyq.StatusShape
import kz.ashyq.Word
import kz.ashyq.drawingOfPass
import kz.ashyq.hatchingPath
import kz.ashyq.lookOf
import kz.ashyq.shapePath

/** The box in which the core's shapes lie. */
private const val BOX = 24f

private fun path(data: String) = PathParser().parsePathString(data).toPath().apply { fillType = PathFillType.EvenOdd }

/** A status's shape. What it means is said by the word beside it. */
@Composable
fun Shape(shape: StatusShape, colour: Color, size: Dp) {
    val drawn = remember(shape) { path(shapePath(shape)) }
    Canvas(Modifier.size(size)) {
        scale(this.size.width / BOX, Offset.Zero) { drawPath(drawn, colour) }
    }
}

/** The look of a colour, as Compose takes it. */
data class Drawn(val fill: Color, val on: Color, val shape: StatusShape)

@Composable
fun drawn(colour: Colour?): Drawn = remember(colour) {
    lookOf(colour).let { Drawn(it.colour.color(), it.on.color(), it.shape) }
}

/** The hatching of test mode along all four sides, with room for what stands within. */
@Composable
fun Modifier.hatched(on: Boolean, colour: Color, width: Dp = 24.dp): Modifier {
    if (!on) return this
    val tile = remember { path(hatchingPath()) }
    return drawWithContent {
        drawContent()
        hatch(tile, colour, width.toPx())
    }
}

private fun DrawScope.hatch(tile: Path, colour: Color, width: Float) {
    fun fill(left: Float, top: Float, right: Float, bottom: Float) = clipRect(left, top, right, bottom) {
        val factor = width / BOX
        for (x in 0..(size.width / width).toInt()) for (y in 0..(size.height / width).toInt()) {
            val inside = x * width < right && (x + 1) * width > left && y * width < bottom && (y + 1) * width > top
            if (inside) translate(x * width, y * width) { scale(factor, Offset.Zero) { drawPath(tile, colour) } }
        }
    }
    fill(0f, 0f, size.width, width)
    fill(0f, size.height - width, size.width, size.height)
    fill(0f, width, width, size.height - width)
    fill(size.width - width, width, size.width, size.height - width)
}

/** The dashed frame of whatever is shown without network. */
fun Modifier.dashed(on: Boolean, colour: Color): Modifier = if (!on) this else drawBehind {
    val line = 3.dp.toPx()
    val dashes = PathEffect.dashPathEffect(floatArrayOf(4 * line, 2 * line))
    drawRoundRect(
        colour, Offset(line, line), Size(size.width - 2 * line, size.height - 2 * line), CornerRadius(12.dp.toPx()),
        Stroke(line, pathEffect = dashes),
    )
}

/** The QR code of a pass: ink on paper, in any mode, the white margin included. */
@Composable
fun PassCode(pass: String, spoken: String, modifier: Modifier) {
    val drawing = remember(pass) { drawingOfPass(pass) } ?: return
    val code = remember(drawing) { path(drawing.path) }
    Canvas(modifier.aspectRatio(1f).background(Color.White).semantics { contentDescription = spoken }) {
        scale(size.width / drawing.side.toInt(), Offset.Zero) { drawPath(code, Color.Black) }
    }
}

/** What is left of a decision's life, as a ring; the time stands beside it. */
@Composable
fun Countdown(share: Float, colour: Color, size: Dp) = Canvas(Modifier.size(size)) {
    val line = 6.dp.toPx()
    val room = Size(this.size.width - line, this.size.height - line)
    val corner = Offset(line / 2, line / 2)
    drawArc(colour.copy(alpha = 0.3f), 0f, 360f, false, corner, room, style = Stroke(line))
    drawArc(colour, -90f, 360f * share, false, corner, room, style = Stroke(line, cap = StrokeCap.Round))
}

/** How wide the hatching is. */
private val SIDE = 12.dp

/** TEST on all four sides, with hatching between, around whatever is shown of a venue in test mode. */
@Composable
fun Practice(on: Boolean, colour: Color, ground: Color, content: @Composable () -> Unit) {
    if (!on) return content()
    val word = say(Word.TEST)
    Box(Modifier.background(ground).safeDrawingPadding()) {
        Box(Modifier.hatched(true, colour, SIDE).padding(vertical = 20.dp, horizontal = 8.dp)) { content() }
        val across = Type.strong.copy(fontSize = 16.sp.fixed(), lineHeight = 18.sp.fixed(), textAlign = TextAlign.Center)
        // No wider than the hatching: what stands within is not touched.
        val down = across.copy(fontSize = 10.sp.fixed(), lineHeight = 12.sp.fixed())
        listOf(Alignment.TopCenter, Alignment.BottomCenter).forEach {
            Text(word, Modifier.align(it).background(ground).padding(horizontal = 2.dp).clearAndSetSemantics { }, colour, style = across)
        }
        listOf(Alignment.CenterStart, Alignment.CenterEnd).forEach {
            Text(word.down(), Modifier.align(it).width(SIDE).background(ground).clearAndSetSemantics { }, colour, style = down)
        }
    }
}

/** A word from top to bottom. */
private fun String.down() = toList().joinToString("\n")
