package kz.ashyq.app

import java.io.File
import kz.ashyq.ui.Place
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** The screens that have one picture for all that they are: no interface of states stands behind them. */
private val PLAIN = setOf("Start", "Language", "PleaseUpdate")

/** The names of screens and states are those of docs/decisions/apps.md, which both platforms keep to. */
class NamesTest {
    private val table = generateSequence(File("").absoluteFile) { it.parentFile }
        .map { File(it, "docs/decisions/apps.md") }.first { it.isFile }.readLines()
        .filter { it.startsWith("| ") && !it.startsWith("| screen") }
        .associate { row -> row.split("|").map { it.trim() }.let { it[1] to it[3].split(", ").toSet() } }

    @Test
    fun every_screen_of_the_table_is_a_place_and_every_place_is_in_the_table() {
        val places = Place.entries.map { place -> place.name.split("_").joinToString("") { it.lowercase().replaceFirstChar(Char::uppercase) } }
        assertEquals(table.keys.sorted(), places.sorted())
    }

    @Test
    fun every_state_of_the_table_is_a_state_of_its_screen() {
        assertTrue(table.size > 15)
        for ((screen, states) in table - PLAIN) {
            val sealed = Class.forName("kz.ashyq.ui.${screen}State")
            assertEquals(screen, states, sealed.permittedSubclasses.map { it.simpleName }.toSet())
        }
    }
}
