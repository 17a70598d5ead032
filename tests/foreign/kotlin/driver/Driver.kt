/** Makes the calls of the shared stories on the package for the JVM; ../../README.md says how it is spoken to. */
package kz.ashyq.driver

import com.sun.jna.Function
import java.io.File
import java.nio.ByteBuffer
import java.util.concurrent.ConcurrentHashMap
import kotlin.concurrent.thread
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import kz.ashyq.*

/** A host key that does not work, in a way of its own. */
private object ThrowingKey : HostKey {
    override fun publicKey(): ByteArray = error("the hardware is gone")
    override fun sign(message: ByteArray): ByteArray = error("the hardware is gone")
}

/** What stands beside a call. */
private class With(private val fields: JsonObject) {
    fun text(name: String) = fields.getValue(name).jsonPrimitive.content
    fun number(name: String) = fields.getValue(name).jsonPrimitive.int
    fun truth(name: String) = fields.getValue(name).jsonPrimitive.boolean
    fun has(name: String) = fields[name].let { it != null && it != JsonNull }
    val id get() = fields.getValue("id").jsonPrimitive.long
    val language get() = named<Language>(text("language"))
    val frame get() = Frame(fields.getValue("frame").jsonObject)
}

private class Frame(private val asked: JsonObject) {
    private fun number(name: String) = asked.getValue(name).jsonPrimitive.int.toUInt()
    val width = number("width")
    val height = number("height")
    val stride = number("stride")
    val degrees = number("degrees")
    val budgetMs = number("budget_ms")
    val crop = (asked["crop"] as? JsonArray)?.map { it.jsonPrimitive.int.toUInt() }?.let { (left, top, width, height) -> Crop(left, top, width, height) }
    val luma: ByteBuffer = File(asked.getValue("file").jsonPrimitive.content).readBytes().let {
        ByteBuffer.allocateDirect(it.size).put(it).flip()
    }
}

private fun Scanner.see(frame: Frame) = frame.run { see(luma, width, height, stride, degrees, crop, budgetMs) }

private fun Checker.see(frame: Frame) = frame.run { see(luma, width, height, stride, degrees, crop, budgetMs) }

/** Makes a call so often on each of so many threads; what one throws is thrown. */
private fun atOnce(with: With, call: () -> Unit) {
    val fallen = ConcurrentHashMap.newKeySet<Throwable>()
    val threads = List(with.number("threads")) {
        thread { runCatching { repeat(with.number("times")) { call() } }.onFailure(fallen::add) }
    }
    threads.forEach { it.join() }
    fallen.firstOrNull()?.let { throw it }
}

/** The median of a call's time in microseconds, once the compiler is done with it. */
private inline fun medianUs(times: Int, call: () -> Unit): Double {
    repeat(times) { call() }
    val spent = LongArray(times) {
        val before = System.nanoTime()
        call()
        System.nanoTime() - before
    }
    return spent.sorted()[times / 2] / 1000.0
}

private fun residentKb(): Long {
    System.gc()
    Thread.sleep(200)
    // What is free goes back: else the memory is as large as it ever was.
    Function.getFunction("c", "malloc_trim").invokeInt(arrayOf(0L))
    return File("/proc/self/statm").readText().split(" ")[1].toLong() * 4
}

/** What the process holds once a thread of JNA's own has let go of all that was forgotten: when it gets no less. */
private fun memory(): JsonObject {
    val readings = generateSequence(::residentKb).zipWithNext().take(20)
    val settled = (readings.firstOrNull { (before, after) -> before - after < 100 } ?: readings.first()).second
    // The least of several counts: Java itself opens a file now and then and closes it at once.
    val handles = (1..10).minOf {
        Thread.sleep(10)
        checkNotNull(File("/proc/self/fd").list()).size
    }
    return JsonObject(mapOf("rss_kb" to JsonPrimitive(settled), "handles" to JsonPrimitive(handles)))
}

private fun door(screen: DoorScreen) =
    if (screen is DoorScreen.Decided) plain(screen).with("door_code" to doorCodeWritten(screen.v1.doorCode)) else plain(screen)

private fun status(session: Session, screen: StatusScreen): JsonObject {
    val open = statusOpen(session.whatIsOpen(), Language.EN)
    return plain(screen).with("reason" to statusReason(screen, Language.EN), "sentences" to open)
}

private fun seen(seen: Seen) = plain(seen.what).with("outline" to seen.outline?.map { listOf(it.x, it.y) })

private fun shift(shift: Shift) = JsonObject(emptyMap())
    .with("venue" to shift.venue(), "entrances" to shift.entrances(), "opened_at" to shift.openedAt(), "until" to shift.until())

private class Driver {
    private val kept = ConcurrentHashMap<String, Any>()
    private val tasks = ConcurrentHashMap<Long, Job>()

    private suspend fun free(call: String, with: With, keep: (Any) -> Unit): Any? = when (call) {
        "open" -> {
            val keptIn = if (with.has("passphrase")) KeptIn.SealedFile(with.text("passphrase")) else KeptIn.Platform
            val settings = PhoneSettings(with.text("folder"), with.text("service"), with.text("root"), 1u, keptIn)
            val start = openPhone(settings, if (with.has("key")) ThrowingKey else null)
            keep(if (start is Start.LoggedIn) start.session else (start as Start.LoggedOut).logIn)
            start.javaClass.simpleName
        }
        "forget" -> (kept.remove(with.text("what")) as AutoCloseable).close()
        "scanner" -> keep(Scanner())
        "say" -> say(named<Word>(with.text("word")), with.language)
        "drawing" -> drawingOfPass(with.text("pass"))
        "abandon" -> tasks.getValue(with.id).cancel()
        "memory" -> memory()
        else -> throw DriverException(call)
    }

    private suspend fun logIn(on: LogIn, call: String, with: With, keep: (Any) -> Unit): Any? = when (call) {
        "ask" -> keep(on.ask(with.text("phone"), with.language))
        "cancel" -> on.cancel()
        "network_changed" -> on.networkChanged()
        else -> throw DriverException(call)
    }

    private suspend fun challenge(on: Challenge, call: String, with: With, keep: (Any) -> Unit): Any? = when (call) {
        "tries_left" -> on.triesLeft()
        "resend_after" -> on.resendAfter()
        "lives_for" -> on.livesFor()
        "resend" -> keep(on.resend())
        "answer" -> keep(on.answer(with.text("code")))
        else -> throw DriverException(call)
    }

    private suspend fun session(on: Session, call: String, with: With, keep: (Any) -> Unit): Any? = when (call) {
        "bind_iin" -> on.bindIin(with.text("iin"))
        "binding" -> on.binding()
        "binding_refusal" -> on.bindingRefusal()?.let { sayRefusal(it, Language.EN) }
        "refresh" -> on.refresh()
        "cancel" -> on.cancel()
        "network_changed" -> on.networkChanged()
        "own_status" -> status(on, on.ownStatus())
        "held_status" -> status(on, on.heldStatus(with.truth("offline")))
        "notices" -> on.notices()
        "answer_notice" -> on.answerNotice(with.text("notice"), with.truth("agree"))
        "damaged_rows" -> on.damagedRows()
        "needs_update" -> on.needsUpdate()
        "confirm" -> on.confirm(with.text("text")).run {
            keep(this)
            JsonObject(emptyMap()).with(
                "action" to action(), "venue" to venue(), "entrance" to entrance(), "address" to address(),
                "verified" to verified(), "ends" to ends(), "test" to test(),
            )
        }
        "enter" -> door(on.enter(kept.getValue(with.text("confirmed")) as Confirmation))
        "door" -> door(on.door())
        "leave" -> on.leave()
        "leave_by" -> on.leaveBy(kept.getValue(with.text("confirmed")) as Confirmation)
        "visits" -> on.visits()
        "deliver" -> on.deliver()
        "log_out" -> on.logOut(with.truth("everywhere"))
        "delete_my_data" -> on.deleteMyData(with.truth("discard_unsent"))
        "log_in_again" -> keep(on.logInAgain())
        "staff" -> keep(on.staff())
        "fall" -> on.fall()
        "fall_later" -> on.fallLater()
        "fall_at_work" -> on.fallAtWork()
        "full" -> on.full()
        "nothing" -> on.nothing()
        "doors" -> atOnce(with) { on.door() }
        "timed" -> {
            val callUs = medianUs(with.number("times")) { on.heldStatus(true) }
            JsonObject(emptyMap()).with("call_us" to callUs, "async_us" to medianUs(with.number("times")) { on.nothing() })
        }
        else -> throw DriverException(call)
    }

    private suspend fun staff(on: Staff, call: String, with: With, keep: (Any) -> Unit): Any? = when (call) {
        "roles" -> on.roles().also { roles -> roles.firstOrNull()?.let(keep) }.map {
            JsonObject(emptyMap())
                .with("venue" to it.venue(), "address" to it.address(), "entrances" to it.entrances(), "accepted" to it.accepted())
        }
        "accept" -> on.accept(kept.getValue(with.text("role")) as Role)
        "decline" -> on.decline(kept.getValue(with.text("role")) as Role)
        "open_shift" -> shift(on.openShift(kept.getValue(with.text("role")) as Role))
        "shift" -> on.shift()?.let(::shift)
        "close_shift" -> on.closeShift()
        "entry" -> keep(on.entry(with.number("entrance").toUByte(), with.text("first"), with.text("second")))
        "exit" -> keep(on.exit(with.text("first"), with.text("second")))
        "checker" -> keep(on.checker())
        else -> throw DriverException(call)
    }

    private fun checker(on: Checker, call: String, with: With): Any? = when (call) {
        "read" -> on.read(with.text("text"))
        "see" -> on.see(with.frame)
        "uncertain" -> on.uncertain()
        else -> throw DriverException(call)
    }

    private fun scanner(on: Scanner, call: String, with: With): Any? = when (call) {
        "see" -> seen(on.see(with.frame))
        "sees" -> with.frame.let { frame -> atOnce(with) { on.see(frame) } }
        "timed" -> with.frame.let { frame -> medianUs(with.number("times")) { on.see(frame) } }
        "fall" -> on.fall()
        else -> throw DriverException(call)
    }

    private suspend fun make(line: JsonObject): JsonElement {
        val (call, with) = line.getValue("call").jsonPrimitive.content to With(line["with"]?.jsonObject ?: JsonObject(emptyMap()))
        val keep = { made: Any -> kept[line.getValue("as").jsonPrimitive.content] = made }
        val on = line["on"]?.jsonPrimitive?.content?.let { kept[it] ?: throw DriverException(it) }
        val gives = when (on) {
            null -> free(call, with, keep)
            is LogIn -> logIn(on, call, with, keep)
            is Challenge -> challenge(on, call, with, keep)
            is Session -> session(on, call, with, keep)
            is Staff -> staff(on, call, with, keep)
            is EntryByIin -> if (call == "ask") on.ask() else throw DriverException(call)
            is ExitByIin -> if (call == "report") on.report() else throw DriverException(call)
            is Checker -> checker(on, call, with)
            is Scanner -> scanner(on, call, with)
            else -> throw DriverException(on.javaClass.simpleName)
        }
        return if (gives == Unit) JsonNull else plain(gives)
    }

    private suspend fun answer(line: JsonObject) {
        val answer = try {
            JsonObject(mapOf("gives" to make(line)))
        } catch (_: CancellationException) {
            JsonObject(mapOf("throws" to JsonPrimitive("Cancelled")))
        } catch (error: Throwable) {
            thrown(error)
        }
        println(JsonObject(mapOf("id" to line.getValue("id")) + answer))
    }

    /** Every line is a task of its own; the end of the input waits for all. */
    @OptIn(DelicateCoroutinesApi::class)
    suspend fun run() = coroutineScope {
        for (text in generateSequence(::readlnOrNull)) {
            val line = Json.parseToJsonElement(text).jsonObject
            // It starts even where the next line abandons it at once: every line has an answer.
            val task = launch(Dispatchers.IO, CoroutineStart.ATOMIC) { answer(line) }
            tasks[line.getValue("id").jsonPrimitive.long] = task
        }
    }
}

fun main() = runBlocking { Driver().run() }
