package kz.ashyq.suite

import java.nio.file.Files
import java.nio.file.Path
import kz.ashyq.Language
import kz.ashyq.Scanner
import kz.ashyq.Word
import kz.ashyq.say
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the process holds, as the kernel counts it. Java's heap is all there from the start, so it is no part of a growth. */
private fun residentMb(): Double {
    // What was forgotten earlier is let go of by a thread of its own.
    repeat(3) {
        System.gc()
        Thread.sleep(100)
    }
    val pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1].toLong()
    return pages * 4096 / 1e6
}

/** Open files and threads. */
private fun handles() = Files.list(Path.of("/proc/self/fd")).use { it.count() } + Thread.activeCount()

class GrowthTest {
    private fun growsNot(what: String, times: Int, work: () -> Unit) {
        // Once through first: what is compiled, cached or grown to its size is there then.
        repeat(times) { work() }
        val (before, held) = residentMb() to handles()
        repeat(times) { work() }
        val grown = residentMb() - before
        println("$times $what: %.1f MB more, handles $held, then ${handles()}".format(grown))
        assertTrue(grown <= 5.0, "$times $what: grown by $grown MB")
        assertTrue(handles() <= held, "$times $what: $held handles, then ${handles()}")
    }

    @Test
    fun `ten thousand frames take no memory and no handles`() {
        val (scanner, plane) = Scanner() to Plane(1920, 1080)
        growsNot("frames", 10_000) { scanner.look(plane, budgetMs = 0) }
    }

    @Test
    fun `ten thousand calls take no memory and no handles`() = growsNot("calls", 10_000) { say(Word.entries[0], Language.KK) }

    @Test
    fun `ten thousand objects, closed or forgotten, take no memory and no handles`() = growsNot("objects", 10_000) {
        Scanner().use { it.look(SMALL, budgetMs = 0) }
        Scanner()
    }

    @Test
    fun `ten thousand refusals take no memory and no handles`() = growsNot("refusals", 10_000) {
        runCatching { SCANNER.see(SMALL.luma, 0u, 0u, 0u, 0u, null, 0u) }
    }

    private companion object {
        val SMALL = Plane(64, 64)
        val SCANNER = Scanner()
    }
}
