package kz.ashyq.app

import java.net.URI
import java.util.concurrent.CompletableFuture
import kz.ashyq.ui.ConfirmModel
import kz.ashyq.ui.ConfirmState
import kz.ashyq.ui.DoorModel
import kz.ashyq.ui.HomeModel
import kz.ashyq.ui.HomeState
import kz.ashyq.ui.ResultState
import kz.ashyq.ui.ScannerModel
import kz.ashyq.ui.ScannerState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** How much happens before a person can go on: counted, as seconds are the machine's. What waits on the main thread ends each test. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "en-w360dp-h800dp-normal-long-notround-port-notnight-xxhdpi")
class CountsTest : Way() {
    /** The requests that the service has answered. */
    private fun answered(): Int = CompletableFuture.supplyAsync {
        val numbers = URI("${service.address}/metrics").toURL().readText().lines()
        val counts = numbers.filter { it.startsWith("ashyq_request_seconds_count") && "/metrics" !in it }
        counts.sumOf { it.substringAfterLast(' ').toDouble().toInt() }
    }.get()

    /** The turns of the main loop, each of a frame's time at the most, until something is so. */
    private fun turns(isSo: () -> Boolean): Int = generateSequence(0) { it + 1 }.first { turn ->
        if (turn > 0) settle()
        isSo() || turn == 100
    }

    @Test
    fun a_usable_scanner_is_one_press_and_a_turn_away_and_asks_the_service_nothing() {
        logIn()
        service.stop()
        endProcess()
        val home = arriveAt<HomeModel>()
        until("home is drawn") { home.state !is HomeState.Loading }
        pressMain()
        val turns = turns { (model.stack.last() as? ScannerModel)?.state is ScannerState.Looking && application.film.runs }
        println("from the activity's start to a usable scanner: 1 press, 0 answers of the service; $turns turns of the main loop after the press")
        assertTrue("$turns turns", turns <= 2)
    }

    @Test
    fun one_frame_is_enough_and_a_result_takes_no_more_calls_than_it_needs() {
        logIn()
        pressMain()
        until("the camera looks") { application.film.runs }
        application.film.show(service.posters[0], frames = 1)
        val asked = arriveAt<ConfirmModel>()
        until("it is read") { asked.state is ConfirmState.Asks }
        val before = answered()
        pressMain()
        val door = arriveAt<DoorModel>()
        until("a decision is shown") { door.state is ResultState.Admitted }
        val calls = answered() - before
        println("from the last frame to the result: ${application.film.looked} frame, $calls calls, 1 press")
        assertEquals(1, application.film.looked)
        assertTrue("$calls calls", calls in 1..6)
    }
}
