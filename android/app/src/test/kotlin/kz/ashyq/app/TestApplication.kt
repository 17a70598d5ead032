package kz.ashyq.app

import android.content.Context
import kz.ashyq.KeptIn
import kz.ashyq.Start
import kz.ashyq.ui.FrameSource

/** The app with a film for its camera, a sealed file for its secrets, and a service that the test started. */
class TestApplication : AshyqApplication() {
    val film = Film()

    override suspend fun openPhone(): Start {
        val settings = settings(KeptIn.SealedFile("a passphrase of a test"), service(), started().root)
        return kz.ashyq.openPhone(settings.copy(folder = folder), null)
    }

    override fun service() = started().address

    private fun started() = checkNotNull(service) { "the test has started no service" }

    override fun frames(context: Context): FrameSource = film

    companion object {
        var service: Service? = null
        lateinit var folder: String
    }
}
