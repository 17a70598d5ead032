package kz.ashyq.app

import android.app.Application
import android.content.Context
import android.content.pm.PackageManager
import io.crates.keyring.Keyring
import java.io.File
import kotlinx.coroutines.MainScope
import kz.ashyq.KeptIn
import kz.ashyq.PhoneSettings
import kz.ashyq.Start
import kz.ashyq.core.HardwareKey
import kz.ashyq.openPhone
import kz.ashyq.ui.AppModel
import kz.ashyq.ui.FrameSource
import kz.ashyq.ui.Given

/** Gives screens what they run on. A test puts its own parts in the place of hardware. */
open class AshyqApplication : Application() {
    /** Opens the phone: the folder is kept out of backups, the device key is the hardware's, secrets are the platform's. */
    open suspend fun openPhone(): Start {
        Keyring.attach(this)
        return openPhone(settings(KeptIn.Platform, service(), built("ashyq.root")), HardwareKey())
    }

    /** The address of the service that the app was built for; its pages are there, too. */
    open fun service(): String = built("ashyq.service")

    /** The camera of this phone. */
    open fun frames(context: Context): FrameSource = CameraX(context)

    /** Where screens wait for what the core does. */
    internal val scope = MainScope()

    /** The one model of this run of the app. */
    internal var model: AppModel? = null

    /** Who waits for what the system asks the person: kept here, as the activity may be made anew meanwhile. */
    internal val waiting = Waiting()

    internal fun given() = Given({ away { openPhone() } }, { away { Languages.chosen(this) } }, Languages.ofSystem(this), version())

    protected fun settings(keptIn: KeptIn, service: String, root: String) =
        PhoneSettings(File(noBackupFilesDir, "phone").path, service, root, version().toUInt(), keptIn)

    /** What the app was built with, from the manifest. */
    private fun built(name: String): String =
        packageManager.getApplicationInfo(packageName, PackageManager.GET_META_DATA).metaData?.getString(name).orEmpty()

    @Suppress("DEPRECATION") // the long code is API 28's, and versions are small
    private fun version() = packageManager.getPackageInfo(packageName, 0).versionCode
}
