package kz.ashyq.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import kz.ashyq.Language
import kz.ashyq.Rgb
import kz.ashyq.Surface
import kz.ashyq.Word
import kz.ashyq.surfaceOf
import kz.ashyq.typeSizes

/** The language of everything below. */
val LocalLanguage = staticCompositionLocalOf { Language.KK }

/** The grounds of light or dark mode. */
val LocalSurface = staticCompositionLocalOf<Surface> { error("a screen is drawn without its theme") }

/** Whether whoever holds the phone asked for less motion. */
val LocalReducedMotion = staticCompositionLocalOf { false }

internal fun Rgb.color() = Color(red.toInt(), green.toInt(), blue.toInt())

/** The sizes of type, from small to large; numbers are tabular. */
object Type {
    private val sizes by lazy { typeSizes().map { it.toInt() } }

    private fun of(at: Int, weight: FontWeight = FontWeight.Normal) = TextStyle(
        fontSize = sizes[at].sp,
        lineHeight = (sizes[at] * if (at > 2) 1.15f else 1.4f).sp,
        fontWeight = weight,
        fontFeatureSettings = "tnum",
        lineBreak = LineBreak.Paragraph,
    )

    val small get() = of(0)
    val text get() = of(1)
    val strong get() = of(1, FontWeight.SemiBold)
    val lead get() = of(2, FontWeight.SemiBold)
    val title get() = of(3, FontWeight.Bold)
    val far get() = of(4, FontWeight.Bold)
    val huge get() = of(5, FontWeight.Bold)
}

@Composable
fun AshyqTheme(language: Language, dark: Boolean = isSystemInDarkTheme(), reducedMotion: Boolean = false, content: @Composable () -> Unit) {
    val surface = remember(dark) { surfaceOf(dark) }
    val (ground, raised, text, quiet) = listOf(surface.ground, surface.raised, surface.text, surface.quiet).map { it.color() }
    val base = if (dark) darkColorScheme() else lightColorScheme()
    val colours = base.copy(
        primary = text, onPrimary = ground, background = ground, onBackground = text, surface = ground, onSurface = text,
        surfaceVariant = raised, onSurfaceVariant = quiet, surfaceContainerHighest = raised, outline = quiet, secondary = text,
        error = text, onError = ground, primaryContainer = raised, onPrimaryContainer = text, outlineVariant = quiet,
    )
    val corner = RoundedCornerShape(12.dp)
    MaterialTheme(colours, shapes = Shapes(corner, corner, corner, corner, corner)) {
        CompositionLocalProvider(
            LocalLanguage provides language, LocalSurface provides surface, LocalReducedMotion provides reducedMotion, content = content,
        )
    }
}

/** A word of the core's in the language of the screen. */
@Composable
fun say(word: Word): String {
    val language = LocalLanguage.current
    return remember(word, language) { kz.ashyq.say(word, language) }
}

/** A word with its places filled. */
@Composable
fun say(word: Word, vararg values: Pair<String, String>): String = kz.ashyq.sayWith(word, LocalLanguage.current, values.toMap())
