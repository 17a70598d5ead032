package kz.ashyq.suite

import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kz.ashyq.InternalException
import kz.ashyq.Scanner
import kz.ashyq.What
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class ObjectsTest {
    @Test
    fun `a panic is an exception, and the object goes on`() {
        val scanner = Scanner()
        repeat(3) {
            assertThrows<InternalException> { scanner.fall() }
            assertEquals(What.Ours(POSTER), scanner.look(filmed(POSTER)).what)
        }
    }

    @Test
    fun `what was closed says so, and closing again does nothing`() {
        val scanner = Scanner()
        scanner.close()
        assertThrows<IllegalStateException> { scanner.look(filmed(POSTER)) }
        scanner.close()
    }

    @Test
    fun `a call that is under way when the object is closed comes to its end`() {
        val plane = filmed(POSTER)
        repeat(20) {
            val scanner = Scanner()
            val (begun, ended) = CountDownLatch(1) to CountDownLatch(1)
            val looking = thread {
                begun.countDown()
                // Until it is closed, every look is a whole one.
                runCatching { while (true) assertEquals(What.Ours(POSTER), scanner.look(plane).what) }
                    .onFailure { if (it is IllegalStateException) ended.countDown() }
            }
            begun.await()
            Thread.sleep(it.toLong() % 7)
            scanner.close()
            assertTrue(ended.await(10, TimeUnit.SECONDS))
            looking.join()
        }
    }

    @Test
    fun `one scanner serves several threads`() {
        val scanner = Scanner()
        val texts = List(4) { "HTTPS://ASHYQ.KZ/P/THREAD-$it" }
        val threads = Executors.newFixedThreadPool(texts.size)
        val looks = texts.map { text ->
            threads.submit(Callable {
                val plane = filmed(text)
                // A frame's time may be over before its turn comes: it then shows nothing, never another thread's text.
                List(50) { scanner.look(plane).what }.toSet() - What.Ours(text)
            })
        }
        val others = looks.flatMap { it.get(60, TimeUnit.SECONDS) }.toSet()
        threads.shutdown()
        assertTrue(others.none { it is What.Ours }, "$others")
        for (text in texts) assertEquals(What.Ours(text), scanner.look(filmed(text)).what)
    }
}
