package kz.ashyq.app

import android.graphics.Bitmap
import androidx.activity.ComponentActivity
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.runtime.snapshots.Snapshot
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.text.TextLayoutResult
import androidx.test.core.app.ApplicationProvider
import java.io.File
import kz.ashyq.Language
import kz.ashyq.ui.AshyqTheme
import kz.ashyq.ui.Frame
import kz.ashyq.ui.LocalPlatform
import kz.ashyq.ui.Permission
import kz.ashyq.ui.Platform
import kz.ashyq.ui.Reminding
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

private const val SMALL = "w320dp-h568dp-normal-notlong-notround-port"
private const val LARGE = "w412dp-h915dp-normal-long-notround-port"

/** What the store takes: 1080 by 2160, so that nothing has to be scrolled. */
private const val STORE_SIZE = "w540dp-h1080dp-normal-long-notround-port-notnight-xhdpi"

/** So tall that nothing has to be scrolled: what lies below the edge is seen, too. */
private const val TALL = "w320dp-h2800dp-normal-long-notround-port"

/** Every state of every screen as a picture: each pair of language, mode, size of text and size of phone. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class)
class StatesTest {
    @get:Rule val rule = createAndroidComposeRule<ComponentActivity>()

    @Test
    @Config(qualifiers = "kk-$SMALL-notnight-xhdpi", fontScale = 2f)
    fun kazakh_at_200_percent_on_a_small_phone() = draw(Language.KK, false, "kk-light-200-small")

    @Test
    @Config(qualifiers = "kk-$TALL-notnight-mdpi", fontScale = 2f)
    fun kazakh_at_200_percent_in_full_length() = draw(Language.KK, false, "kk-light-200-tall")

    @Test
    @Config(qualifiers = "kk-$LARGE-night-xhdpi")
    fun kazakh_in_the_dark() = draw(Language.KK, true, "kk-dark-100-large")

    @Test
    @Config(qualifiers = "ru-$LARGE-notnight-xhdpi")
    fun russian() = draw(Language.RU, false, "ru-light-100-large")

    @Test
    @Config(qualifiers = "ru-$SMALL-night-xhdpi", fontScale = 2f)
    fun russian_in_the_dark_at_200_percent_on_a_small_phone() = draw(Language.RU, true, "ru-dark-200-small")

    @Test
    @Config(qualifiers = "en-$SMALL-night-xhdpi")
    fun english_in_the_dark_on_a_small_phone() = draw(Language.EN, true, "en-dark-100-small")

    @Test
    @Config(qualifiers = "en-$LARGE-notnight-xhdpi", fontScale = 2f)
    fun english_at_200_percent() = draw(Language.EN, false, "en-light-200-large")

    @Test
    @Config(qualifiers = "kk-$STORE_SIZE")
    fun kazakh_for_the_store() = draw(Language.KK, false, "kk", STORE, "store")

    @Test
    @Config(qualifiers = "ru-$STORE_SIZE")
    fun russian_for_the_store() = draw(Language.RU, false, "ru", STORE, "store")

    @Test
    @Config(qualifiers = "en-$STORE_SIZE")
    fun english_for_the_store() = draw(Language.EN, false, "en", STORE, "store")

    private fun draw(language: Language, dark: Boolean, how: String, samples: List<Sample> = SAMPLES, where: String = "pictures") {
        var shown by mutableStateOf(samples.first())
        val platform = Still(ApplicationProvider.getApplicationContext<TestApplication>().film)
        rule.mainClock.autoAdvance = false
        rule.setContent {
            AshyqTheme(language, dark, reducedMotion = true) {
                CompositionLocalProvider(LocalPlatform provides platform) { key(shown.name) { shown.draw(language) } }
            }
        }
        val found = samples.flatMap { sample ->
            rule.runOnUiThread { shown = sample }
            Snapshot.sendApplyNotifications()
            rule.mainClock.advanceTimeBy(500)
            rule.onRoot().captureToImage().asAndroidBitmap().save(where, "${sample.name}-$how")
            (faults() + listOfNotNull("does not fit".takeIf { where == "store" && isScrolled() })).map { "${sample.name} $how: $it" }
        }
        assertEquals("", found.joinToString("\n"))
    }

    /** What is cut off, broken inside a word, too small to be hit, or has no name; and more than one thing to do. */
    private fun faults(): List<String> {
        val nodes = rule.onAllNodes(isRoot().not(), useUnmergedTree = true).fetchSemanticsNodes()
        val merged = rule.onAllNodes(isRoot().not()).fetchSemanticsNodes()
        val mains = rule.onAllNodes(hasTestTag("main")).fetchSemanticsNodes().size
        val touched = merged.filter { it.config.contains(SemanticsActions.OnClick) }
        val isSaid = nodes.any { !it.config.getOrNull(SemanticsProperties.PaneTitle).isNullOrBlank() }
        return nodes.flatMap(::textFaults) + listOfNotNull("nothing is said when it comes".takeUnless { isSaid }) + touched.mapNotNull(::touchFault) + listOfNotNull("$mains main buttons".takeIf { mains > 1 })
    }

    private fun isScrolled() = rule.onAllNodes(isRoot().not(), useUnmergedTree = true).fetchSemanticsNodes()
        .any { (it.config.getOrNull(SemanticsProperties.VerticalScrollAxisRange)?.maxValue?.invoke() ?: 0f) > 0f }

    private fun textFaults(node: SemanticsNode): List<String> {
        val results = mutableListOf<TextLayoutResult>()
        node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(results)
        return results.flatMap { result ->
            val text = result.layoutInput.text.text
            val lines = 0 until result.lineCount
            val broken = lines.filter { line ->
                val end = result.getLineEnd(line)
                end in 1 until text.length && text[end - 1].isLetter() && text[end].isLetter()
            }
            val over = lines.filter { line ->
                val isWide = result.getLineRight(line) - result.getLineLeft(line) > result.size.width + 1
                isWide || result.getLineBottom(line) > result.size.height + 1
            }
            over.map { "cut off: $text" } + broken.map { "broken inside a word: $text" }
        }
    }

    private fun touchFault(node: SemanticsNode): String? {
        val (wide, high) = with(node.layoutInfo.density) { node.size.width.toDp().value to node.size.height.toDp().value }
        val names = listOf(SemanticsProperties.ContentDescription, SemanticsProperties.Text)
        val name = names.mapNotNull { node.config.getOrNull(it) }.flatten().joinToString()
        return when {
            name.isBlank() -> "no name"
            wide < 47.5f || high < 47.5f -> "small to hit: $name, $wide by $high dp"
            else -> null
        }
    }

    private fun Bitmap.save(where: String, name: String) {
        val folder = File(System.getProperty("ashyq.drawn")!!, where).apply { mkdirs() }
        // The stores take no picture with transparency, and there is none.
        setHasAlpha(false)
        File(folder, "$name.png").outputStream().use { compress(Bitmap.CompressFormat.PNG, 100, it) }
    }
}

/** A platform that does nothing: states are drawn, not lived. */
private class Still(private val film: Film) : Platform {
    override fun frames() = film

    override fun cameraPermission() = Permission.ALLOWED

    override fun askForCamera(answered: (Permission) -> Unit) = Unit

    override fun choosePicture(chosen: (Frame?) -> Unit) = Unit

    override fun sound(admitted: Boolean) = Unit

    override fun openPhoneSettings() = Unit

    override fun openStore() = Unit

    override fun openPrivacy(language: Language) = Unit

    override fun speakLanguage(language: Language) = Unit

    override fun reminds() = Reminding.OFF

    override fun remind(on: Boolean, sentence: String, answered: (Reminding) -> Unit) = Unit
}
