package kz.ashyq.suite

import kz.ashyq.Colour
import kz.ashyq.Language
import kz.ashyq.Word
import kz.ashyq.colourWord
import kz.ashyq.lookOf
import kz.ashyq.say
import kz.ashyq.shapePath
import kz.ashyq.wordKey
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class WordsTest {
    @Test
    fun `every word is said in every language, and has a name of its own`() {
        for (language in Language.entries) {
            for (word in Word.entries) assertTrue(say(word, language).isNotBlank(), "$word in $language")
        }
        assertEquals(Word.entries.size, Word.entries.map { wordKey(it) }.toSet().size)
    }

    @Test
    fun `every colour has a word and a shape that no other has`() {
        val shown = Colour.entries.map { colourWord(it, Language.KK) to shapePath(lookOf(it).shape) }
        assertEquals(Colour.entries.size, shown.map { it.first }.toSet().size)
        assertEquals(Colour.entries.size, shown.map { it.second }.toSet().size)
    }
}
