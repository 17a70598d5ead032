package kz.ashyq.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.gestures.detectTransformGestures
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import androidx.lifecycle.compose.LifecycleResumeEffect
import kz.ashyq.Word

/** What a person does at the scanner. */
class ScannerWays(
    val allowed: (Permission) -> Unit, val see: (Frame) -> Unit, val failed: () -> Unit, val picture: (Frame?) -> Unit,
    val torch: (Boolean) -> Unit, val typeInstead: () -> Unit, val type: (String) -> Unit, val typed: () -> Unit, val back: () -> Unit,
)

@Composable
fun ScannerPage(state: ScannerState, pictureSays: String?, ways: ScannerWays) {
    val platform = LocalPlatform.current
    AskWhileInFront(ways.allowed)
    val others: @Composable ColumnScope.(Color) -> Unit = { colour ->
        if (state !is ScannerState.Looking) pictureSays?.let { Sentence(it) }
        OtherButton(say(Word.TYPE_THE_CODE), colour = colour, press = ways.typeInstead)
        OtherButton(say(Word.FROM_GALLERY), colour = colour) { platform.choosePicture(ways.picture) }
    }
    when (state) {
        is ScannerState.Looking -> {
            val finder = FinderWays(ways.see, ways.failed, ways.torch, ways.back)
            Finder(pictureSays ?: state.hint, state.outline, state.torch, finder) { others(Color.White) }
        }
        is ScannerState.Typing -> Page(say(Word.TYPE_THE_CODE), MainAction(say(Word.CONTINUE), state.typed.isNotBlank(), ways.typed), ways.back) {
            Field(state.typed, say(Word.TYPED_CODE_LABEL), "", false, true, Keys(KeyboardType.Ascii), ways.type, ways.typed)
        }
        is ScannerState.Asking -> NeedsCamera(Word.CAMERA_REASON, ways.allowed, ways.back) { others(it) }
        is ScannerState.NotAllowed -> {
            val settings = MainAction(say(Word.OPEN_PHONE_SETTINGS), press = platform::openPhoneSettings)
            Page(say(Word.SCAN_POSTER), settings, ways.back) {
                Sentence(say(Word.CAMERA_DENIED))
                others(MaterialTheme.colorScheme.onBackground)
            }
        }
        is ScannerState.NoCamera -> Page(say(Word.SCAN_POSTER), MainAction(say(Word.TYPE_THE_CODE), press = ways.typeInstead), ways.back) {
            Sentence(say(Word.CAMERA_FAILS))
            pictureSays?.let { Sentence(it) }
            OtherButton(say(Word.FROM_GALLERY)) { platform.choosePicture(ways.picture) }
        }
    }
}

/** Asks whether the camera is allowed each time the screen comes back: the settings may have changed it. */
@Composable
fun AskWhileInFront(allowed: (Permission) -> Unit) {
    val platform = LocalPlatform.current
    LifecycleResumeEffect(platform) {
        allowed(platform.cameraPermission())
        onPauseOrDispose { }
    }
}

/** Why the camera is asked for, and the button that asks. */
@Composable
fun NeedsCamera(reason: Word, allowed: (Permission) -> Unit, back: () -> Unit, others: @Composable ColumnScope.(Color) -> Unit) {
    val platform = LocalPlatform.current
    Page(say(Word.SCAN_POSTER), MainAction(say(Word.ALLOW_CAMERA)) { platform.askForCamera(allowed) }, back) {
        Told(say(reason))
        others(MaterialTheme.colorScheme.onBackground)
    }
}

class FinderWays(val see: (Frame) -> Unit, val failed: () -> Unit, val torch: (Boolean) -> Unit, val back: () -> Unit)

/** The camera's picture with the outline of what is seen, and the hint. */
@Composable
fun Finder(hint: String, outline: Outline?, torch: Boolean, ways: FinderWays, others: @Composable ColumnScope.() -> Unit) {
    val platform = LocalPlatform.current
    val source = remember(platform) { platform.frames() }
    DisposableEffect(source, ways.see) {
        source.start(ways.see, ways.failed)
        onDispose {
            source.stop()
            ways.torch(false)
        }
    }
    // Whatever is said first; from then on the hint is said as it changes.
    val said = remember { hint }
    Box(
        Modifier.fillMaxSize().background(Color.Black).testTag("page").semantics { paneTitle = said }
            .pointerInput(source) { detectTransformGestures { _, _, zoom, _ -> source.zoom(zoom) } },
    ) {
        source.Preview(Modifier.fillMaxSize())
        outline?.let { Around(it) }
        Column(Modifier.fillMaxSize().safeDrawingPadding().padding(16.dp), Arrangement.spacedBy(8.dp)) {
            Column(Modifier.background(Dim, MaterialTheme.shapes.medium)) {
                QuietButton("‹ ${say(Word.BACK)}", Color.White, Modifier.testTag("back"), ways.back)
            }
            Box(Modifier.weight(1f).fillMaxWidth(), Alignment.BottomCenter) {
                val around = Modifier.background(Dim, MaterialTheme.shapes.medium).padding(16.dp)
                Fit(hint, Type.lead, Color.White, around.semantics { liveRegion = LiveRegionMode.Polite }.testTag("hint"), TextAlign.Center)
            }
            Column(Modifier.background(Dim, MaterialTheme.shapes.medium).padding(8.dp).verticalScroll(rememberScrollState()), Arrangement.spacedBy(8.dp)) {
                Torch(torch) { ways.torch(it); source.torch(it) }
                others()
            }
        }
    }
}

/** What lies over the camera's picture, so that white text can be read on any wall. */
private val Dim = Color(0xCC10151C)

/** The light's switch: on is the filled one. */
@Composable
private fun Torch(on: Boolean, switch: (Boolean) -> Unit) {
    val shape = MaterialTheme.shapes.medium
    Box(
        Modifier.fillMaxWidth().heightIn(min = 48.dp).clip(shape).background(if (on) Color.White else Color.Transparent)
            .toggleable(on, role = Role.Switch, onValueChange = switch).padding(12.dp),
        Alignment.Center,
    ) { Told(say(Word.TORCH), color = if (on) Color.Black else Color.White, style = Type.strong) }
}

/** The outline of the code. The preview fills the screen and is cropped evenly, as the camera's is. */
@Composable
private fun Around(outline: Outline) = Canvas(Modifier.fillMaxSize()) {
    val factor = maxOf(size.width / outline.width, size.height / outline.height)
    val left = (size.width - outline.width * factor) / 2
    val top = (size.height - outline.height * factor) / 2
    val corners = outline.corners.map { Offset(left + it.x * factor, top + it.y * factor) }
    val path = Path().apply {
        moveTo(corners[0].x, corners[0].y)
        corners.drop(1).forEach { lineTo(it.x, it.y) }
        close()
    }
    drawPath(path, Color.Black, style = Stroke(8.dp.toPx(), join = StrokeJoin.Round))
    drawPath(path, Color.White, style = Stroke(4.dp.toPx(), join = StrokeJoin.Round))
}
