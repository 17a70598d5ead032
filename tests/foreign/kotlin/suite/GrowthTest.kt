package kz.ashyq.suite

import com.sun.jna.Function
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kz.ashyq.KeptIn
import kz.ashyq.Language
import kz.ashyq.PhoneSettings
import kz.ashyq.Scanner
import kz.ashyq.Start
import kz.ashyq.Word
import kz.ashyq.openPhone
import kz.ashyq.say
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Order
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What the process holds, as the kernel counts it. Java's heap is all there from the start, so it is no part of a growth. */
private fun residentMb(): Double {
    // What was forgotten earlier is let go of by a thread of its own.
    repeat(3) {
        System.gc()
        Thread.sleep(100)
    }
    // What is free goes back: else the memory is as large as it ever was.
    Function.getFunction("c", "malloc_trim").invokeInt(arrayOf(0L))
    val pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1].toLong()
    return pages * 4096 / 1e6
}

/** Open files and threads: the least of several counts, for Java itself opens a file now and then and closes it at once. */
private fun handles() = (1..10).minOf {
    Thread.sleep(10)
    Files.list(Path.of("/proc/self/fd")).use { it.count() } + Thread.activeCount()
}

/** The first of all: threads that other tests leave idle would take their memory with them at any time. */
@Order(0)
class GrowthTest {
    private inline fun growsNot(what: String, times: Int, work: () -> Unit) {
        // Once through first: what is compiled, cached or grown to its size is there then.
        repeat(times) { work() }
        val (before, held) = residentMb() to handles()
        repeat(times) { work() }
        val (grown, holds) = residentMb() - before to handles()
        println("$times $what: %.1f MB more, handles $held, then $holds".format(grown))
        assertTrue(grown <= 5.0, "$times $what: grown by $grown MB")
        assertTrue(holds <= held, "$times $what: $held handles, then $holds")
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

    @Test
    fun `ten thousand coroutines, every other one cancelled, take no memory and no handles`(@TempDir folder: Path) {
        val settings = PhoneSettings("$folder", "http://127.0.0.1:1", "A".repeat(43), 1u, KeptIn.SealedFile("a passphrase"))
        runBlocking {
            val logIn = (openPhone(settings, null) as Start.LoggedOut).logIn
            var calls = 0
            growsNot("coroutines", 10_000) {
                val asked = launch(start = CoroutineStart.UNDISPATCHED) { runCatching { logIn.ask("7705", Language.KK) } }
                calls += 1
                if (calls % 2 == 0) asked.cancelAndJoin() else asked.join()
            }
        }
        assertEquals(0, continuations())
    }

    /** How many calls the package still thinks are waited for. */
    private fun continuations(): Int {
        val map = Class.forName("kz.ashyq.AshyqKt").getMethod("getUniffiContinuationHandleMap").invoke(null)
        return map.javaClass.getMethod("getSize").apply { isAccessible = true }.invoke(map) as Int
    }

    private companion object {
        val SMALL = Plane(64, 64)
        val SCANNER = Scanner()
    }
}
