package kz.ashyq.ui

import androidx.compose.foundation.border
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentType
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextRange
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.TextFieldValue
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.unit.dp

/** How a field of numbers is typed in. */
class Keys(val type: KeyboardType, val fills: ContentType? = null)

/** A field that shows what the core makes of what is typed; the whole of it can be seen, and corrected anywhere. */
@Composable
fun Field(shown: String, label: String, below: String, wrong: Boolean, enabled: Boolean, keys: Keys, type: (String) -> Unit, done: () -> Unit) {
    val measurer = rememberTextMeasurer()
    BoxWithConstraints(Modifier.fillMaxWidth()) {
        val room = constraints.maxWidth - with(LocalDensity.current) { 40.dp.roundToPx() }
        val style = measurer.fitting(listOf(shown), Type.lead, room)
        val marks = Modifier.semantics {
            keys.fills?.let { contentType = it }
            if (wrong) error(below)
        }
        FieldOf(shown, label, style, wrong, enabled, keys, marks, type, done)
    }
    if (below.isNotEmpty()) Told(below, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
}

@Composable
private fun FieldOf(
    shown: String, label: String, style: TextStyle, wrong: Boolean, enabled: Boolean, keys: Keys, marks: Modifier,
    type: (String) -> Unit, done: () -> Unit,
) {
    var value by remember { mutableStateOf(TextFieldValue(shown, TextRange(shown.length))) }
    val touches = remember { MutableInteractionSource() }
    val focused by touches.collectIsFocusedAsState()
    val ink = MaterialTheme.colorScheme.onBackground
    BasicTextField(
        value.showing(shown), { value = it; if (it.text != shown) type(it.text) },
        Modifier.fillMaxWidth().testTag("field").then(marks),
        enabled,
        textStyle = style.copy(color = ink),
        keyboardOptions = KeyboardOptions(keyboardType = keys.type, imeAction = ImeAction.Done, autoCorrectEnabled = false),
        keyboardActions = KeyboardActions { done() },
        singleLine = true,
        interactionSource = touches,
        cursorBrush = SolidColor(ink),
    ) { typed ->
        Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
            // Within the field, so that it names it; above the frame, as it may take two lines.
            Told(label, style = Type.strong)
            val line = if (wrong) 3.dp else if (focused) 2.dp else 1.dp
            val frame = Modifier.fillMaxWidth().heightIn(min = 56.dp).border(line, if (enabled) ink else ink.copy(alpha = 0.5f), MaterialTheme.shapes.medium)
            Box(frame.padding(16.dp), Alignment.CenterStart) { typed() }
        }
    }
}

/** What the core makes of a text, with the cursor before the same letters and digits as before: it groups them, and adds in front. */
internal fun TextFieldValue.showing(shown: String): TextFieldValue {
    if (text == shown) return this
    val behind = text.drop(selection.end).count { it.isLetterOrDigit() }
    val after = (0..shown.length).firstOrNull { cut -> shown.drop(cut).count { it.isLetterOrDigit() } == behind }
    val at = after?.takeIf { behind > 0 } ?: shown.length
    return TextFieldValue(shown, TextRange(at))
}
