package kz.ashyq.suite

import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyPairGenerator
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import kz.ashyq.ClientException
import kz.ashyq.HostKey
import kz.ashyq.HostKeyException
import kz.ashyq.KeptIn
import kz.ashyq.Language
import kz.ashyq.LogIn
import kz.ashyq.PhoneSettings
import kz.ashyq.Start
import kz.ashyq.StartException
import kz.ashyq.openPhone
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** A device key as Android's Keystore has it; [before] each signature something may go wrong. */
private class Keystore(private val before: () -> Unit = {}) : HostKey {
    private val pair = KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1")) }.generateKeyPair()
    var signatures = 0
        private set

    override fun publicKey(): ByteArray = pair.public.encoded

    override fun sign(message: ByteArray): ByteArray {
        before()
        signatures += 1
        return Signature.getInstance("SHA256withECDSA").run {
            initSign(pair.private)
            update(message)
            sign()
        }
    }
}

class PhoneTest {
    @TempDir private lateinit var folder: Path

    /** Gives out what a request is signed with, and is no service otherwise. */
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
    private val address = "http://127.0.0.1:${server.address.port}"
    private val asked = AtomicInteger()
    @Volatile private var standsStill = false

    @BeforeEach
    fun start() {
        server.executor = Executors.newCachedThreadPool()
        server.createContext("/") { exchange ->
            asked.incrementAndGet()
            while (standsStill) Thread.sleep(10)
            exchange.responseHeaders["DPoP-Nonce"] = "a-nonce-of-a-test"
            exchange.sendResponseHeaders(404, -1)
            exchange.close()
        }
        server.start()
    }

    @AfterEach
    fun stop() {
        standsStill = false
        server.stop(0)
    }

    private suspend fun open(key: HostKey?, service: String = address, folder: Path = this.folder): Start {
        val kept = KeptIn.SealedFile("a passphrase of a test")
        return openPhone(PhoneSettings("$folder/phone", service, "A".repeat(43), 1u, kept), key)
    }

    private suspend fun logIn(key: HostKey): LogIn = (open(key) as Start.LoggedOut).logIn

    @Test
    fun `requests are signed by the platform's key`() = runBlocking<Unit> {
        val keystore = Keystore()
        assertThrows<ClientException.Unreachable> { logIn(keystore).ask("+7 705 123 45 67", Language.RU) }
        assertTrue(keystore.signatures > 0)
    }

    @Test
    fun `a platform's key that throws what it may is an exception of the call`() = runBlocking<Unit> {
        val logIn = logIn(Keystore { throw HostKeyException.Unusable() })
        assertThrows<ClientException.Broken> { logIn.ask("+77051234567", Language.RU) }
    }

    @Test
    fun `a platform's key that throws anything else tells nothing of it`() = runBlocking<Unit> {
        val logIn = logIn(Keystore { error("what only the platform may know") })
        val thrown = assertThrows<ClientException.Broken> { logIn.ask("+77051234567", Language.RU) }
        assertFalse(thrown.stackTraceToString().contains("only the platform"))
    }

    @Test
    fun `a platform's key that recovers is asked again`() = runBlocking<Unit> {
        var broken = true
        val logIn = logIn(Keystore { check(!broken) })
        assertThrows<ClientException.Broken> { logIn.ask("+77051234567", Language.RU) }
        broken = false
        assertThrows<ClientException.Unreachable> { logIn.ask("+77051234567", Language.RU) }
    }

    @Test
    fun `a number that is none is refused before anything is sent`() = runBlocking<Unit> {
        assertThrows<ClientException.Refused> { logIn(Keystore()).ask("7705", Language.RU) }
        assertEquals(0, asked.get())
    }

    @Test
    fun `settings that cannot be right are their own exception`() = runBlocking<Unit> {
        assertThrows<StartException.Settings> { open(null, service = "http://ashyq.kz") }
        val file = Files.writeString(folder.resolve("file"), "")
        assertThrows<StartException.Settings> { open(null, folder = file) }
    }

    @Test
    fun `a folder that another phone has open is its own exception`() = runBlocking<Unit> {
        val first = open(null)
        assertThrows<StartException.Storage> { open(null) }
        first.destroy()
    }

    @Test
    fun `a cancelled coroutine stops waiting at once, and the object goes on`() = runBlocking<Unit> {
        val logIn = logIn(Keystore())
        standsStill = true
        val started = System.nanoTime()
        assertNull(withTimeoutOrNull(300) { logIn.ask("+77051234567", Language.RU) })
        assertTrue(System.nanoTime() - started < 3_000_000_000, "it waited for the service")
        standsStill = false
        assertThrows<ClientException.Unreachable> { logIn.ask("+77051234567", Language.RU) }
    }

    @Test
    fun `cancel ends what a coroutine waits for`() = runBlocking<Unit> {
        val logIn = logIn(Keystore())
        standsStill = true
        val waiting = async(start = CoroutineStart.UNDISPATCHED) { runCatching { logIn.ask("+77051234567", Language.RU) } }
        while (asked.get() == 0) delay(10)
        logIn.cancel()
        assertInstanceOf(ClientException.Unreachable::class.java, withTimeout(3_000) { waiting.await() }.exceptionOrNull())
    }
}
