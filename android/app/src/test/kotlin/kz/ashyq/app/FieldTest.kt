package kz.ashyq.app

import androidx.compose.ui.test.assertTextContains
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextInputSelection
import androidx.compose.ui.text.TextRange
import kz.ashyq.Language
import kz.ashyq.Word
import kz.ashyq.say
import kz.ashyq.ui.LanguageModel
import kz.ashyq.ui.PhoneModel
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** A field that the core groups while it is typed. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "en-w360dp-h800dp-normal-long-notround-port-notnight-xxhdpi")
class FieldTest : Way() {
    @Test
    fun a_digit_that_was_forgotten_in_the_middle_is_put_in_there_and_the_cursor_stays_behind_it() {
        arriveAt<LanguageModel>()
        rule.onNode(hasText("English")).performClick()
        pressMain()
        val phone = arriveAt<PhoneModel>()
        type("70512367")
        assertEquals("+7 705 123 67", phone.state.typed.shown)
        val field = rule.onNode(hasSetTextAction())
        field.performTextInputSelection(TextRange("+7 705 123".length))
        field.performTextInput("4")
        field.performTextInput("5")
        settle()
        assertEquals("+7 705 123 45 67", phone.state.typed.shown)
        field.assertTextContains("+7 705 123 45 67")
        field.assertTextContains(say(Word.PHONE_LABEL, Language.EN))
    }
}
