package kz.ashyq.app

import java.io.BufferedReader
import java.io.Closeable
import java.util.concurrent.TimeUnit

/** The service as it is shipped, in a process of its own, with two live groceries. It is spoken to a line at a time. */
class Service : Closeable {
    private val process: Process = ProcessBuilder(System.getProperty("ashyq.story")).redirectError(ProcessBuilder.Redirect.DISCARD).start()
    private val output: BufferedReader = process.inputReader()
    private val told = generateSequence { output.readLine() }.takeWhile { it != "ready" }.map { it.split(' ', limit = 2) }.toList()

    val address = of("address").single()
    val root = of("root").single()
    val posters = of("poster")
    val staff = of("staff").single()

    fun code(number: String) = ask("code $number")

    fun iin(person: Int) = ask("iin $person")

    fun stop() = check(ask("stop") == "stopped")

    fun start() = check(ask("start") == "started")

    override fun close() {
        process.outputStream.close()
        if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly()
    }

    private fun of(name: String) = told.filter { it[0] == name }.map { it[1] }

    private fun ask(line: String): String {
        process.outputWriter().apply { write("$line\n"); flush() }
        return output.readLine()
    }
}
