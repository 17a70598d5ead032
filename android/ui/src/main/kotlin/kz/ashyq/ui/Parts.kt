package kz.ashyq.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextMeasurer
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import kotlinx.coroutines.delay
import kz.ashyq.Word

/** What the one button at the bottom says and does. */
class MainAction(val label: String, val enabled: Boolean = true, val press: () -> Unit)

/** A page: what is said from the top, scrolled where it is long; the one thing to do stands at the bottom, within reach. */
@Composable
fun Page(
    title: String?,
    main: MainAction?,
    back: (() -> Unit)? = null,
    busy: Boolean = false,
    ground: Color = MaterialTheme.colorScheme.background,
    on: Color = MaterialTheme.colorScheme.onBackground,
    sides: Dp = 16.dp,
    /** What a screen reader says when the page comes: Compose tells it nothing of live regions that are new. */
    said: String? = title,
    content: @Composable ColumnScope.() -> Unit,
) {
    Surface(Modifier.fillMaxSize().semantics { said?.let { paneTitle = it } }.testTag("page"), color = ground, contentColor = on) {
        Column(Modifier.safeDrawingPadding().imePadding().padding(horizontal = sides, vertical = 8.dp), Arrangement.spacedBy(8.dp)) {
            Column(
                Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState()),
                Arrangement.spacedBy(16.dp),
            ) {
                back?.let { QuietButton("‹ ${say(Word.BACK)}", on, Modifier.testTag("back"), it) }
                title?.let { Fit(it, Type.title, on, Modifier.semantics { heading() }) }
                content()
            }
            if (busy) LinearProgressIndicator(Modifier.fillMaxWidth(), color = on)
            main?.let { MainButton(it, on, ground) }
        }
    }
}

/** The one thing to do. */
@Composable
private fun MainButton(action: MainAction, fill: Color, text: Color) {
    val (off, said) = fill.copy(alpha = 0.16f) to fill.copy(alpha = 0.7f)
    val colours = ButtonDefaults.buttonColors(fill, text, off, said)
    Button(action.press, Modifier.fillMaxWidth().heightIn(min = 56.dp).testTag("main"), action.enabled, MaterialTheme.shapes.medium, colours) {
        Fit(action.label, Type.lead, if (action.enabled) text else said, align = TextAlign.Center)
    }
}

/** Another way, of the same width, with a border. */
@Composable
fun OtherButton(label: String, enabled: Boolean = true, colour: Color = MaterialTheme.colorScheme.onBackground, press: () -> Unit) {
    val colours = ButtonDefaults.outlinedButtonColors(contentColor = colour)
    OutlinedButton(press, Modifier.fillMaxWidth().heightIn(min = 48.dp), enabled, MaterialTheme.shapes.medium, colours) {
        Fit(label, Type.strong, colour, align = TextAlign.Center)
    }
}

/** A way without a border, at the start of the line. */
@Composable
fun QuietButton(label: String, colour: Color = MaterialTheme.colorScheme.onBackground, modifier: Modifier = Modifier, press: () -> Unit) {
    val colours = ButtonDefaults.textButtonColors(contentColor = colour)
    TextButton(press, modifier.heightIn(min = 48.dp).widthIn(min = 48.dp), colors = colours, contentPadding = PaddingValues(4.dp)) {
        Text(label, style = Type.strong)
    }
}

/** A sentence that came of something: a screen reader says it by itself, where it is new as a pane. */
@Composable
fun Sentence(text: String, offline: Boolean = false) {
    val colour = MaterialTheme.colorScheme.outline
    val around = Modifier.fillMaxWidth().background(MaterialTheme.colorScheme.surfaceVariant, MaterialTheme.shapes.medium)
    Box(around.dashed(offline, colour).padding(16.dp).semantics { liveRegion = LiveRegionMode.Polite; paneTitle = text }) {
        Told(text, color = MaterialTheme.colorScheme.onBackground)
    }
}

/** Text of less weight. */
@Composable
fun Quiet(text: String) = Told(text, color = MaterialTheme.colorScheme.onSurfaceVariant)

/** A raised card. */
@Composable
fun Card(content: @Composable ColumnScope.() -> Unit) {
    val around = Modifier.fillMaxWidth().background(MaterialTheme.colorScheme.surfaceVariant, MaterialTheme.shapes.medium)
    Column(around.padding(16.dp), Arrangement.spacedBy(8.dp), content = content)
}

/** A screen that gets its contents. */
@Composable
fun LoadingText() = Told(say(Word.LOADING), Modifier.semantics { liveRegion = LiveRegionMode.Polite }, style = Type.lead)

/** The heavy border of what is refused. */
@Composable
fun Bordered(content: @Composable () -> Unit) {
    val (ink, ground) = MaterialTheme.colorScheme.onBackground to MaterialTheme.colorScheme.background
    Box(Modifier.background(ground).safeDrawingPadding().border(8.dp, ink).padding(8.dp)) { content() }
}

/** What is said, in the colour of its ground. */
@Composable
fun Told(
    text: String, modifier: Modifier = Modifier, color: Color = LocalContentColor.current,
    style: TextStyle = Type.text, textAlign: TextAlign = TextAlign.Start,
) = Fit(text, style, color, modifier, textAlign)

/** Text whose longest word fits into the width, and all of it into the height where that is bounded, however large letters are set. */
@Composable
fun Fit(text: String, style: TextStyle, colour: Color, modifier: Modifier = Modifier, align: TextAlign = TextAlign.Start) {
    val measurer = rememberTextMeasurer()
    BoxWithConstraints(modifier) {
        val words = remember(text) { text.split(' ', '\n') }
        val (width, height) = constraints.maxWidth to constraints.maxHeight
        val found = measurer.fitting(words, style, width) { sized ->
            !constraints.hasBoundedHeight || measurer.measure(text, sized, constraints = Constraints(maxWidth = width)).size.height <= height
        }
        val across = if (align == TextAlign.Start) Modifier else Modifier.fillMaxWidth()
        Text(text, across, colour, style = found, textAlign = align)
    }
}

/** The style in the largest size in which every word fits into a width, and whatever else is asked is so. */
internal fun TextMeasurer.fitting(words: List<String>, style: TextStyle, width: Int, also: (TextStyle) -> Boolean = { true }): TextStyle {
    val sizes = (20 downTo 6).map { style.copy(fontSize = style.fontSize * (it / 20f), lineHeight = style.lineHeight * (it / 20f)) }
    val fits = sizes.firstOrNull { sized -> words.all { measure(it, sized, softWrap = false).size.width <= width } && also(sized) }
    return fits ?: sizes.last()
}

/** A size that large text does not change: for what lies inside a drawing and is said beside it, too. */
@Composable
fun TextUnit.fixed(): TextUnit = with(LocalDensity.current) { value.dp.toSp() }

/** Calls each second while it is drawn. */
@Composable
fun EachSecond(tick: () -> Unit) {
    LaunchedEffect(tick) {
        while (true) {
            delay(1000)
            tick()
        }
    }
}

/** A title in the middle of the width. */
@Composable
fun Middle(content: @Composable ColumnScope.() -> Unit) =
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(12.dp), Alignment.CenterHorizontally, content)
