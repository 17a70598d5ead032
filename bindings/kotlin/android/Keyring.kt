package io.crates.keyring

import android.content.Context

/**
 * Hands the application's context to the secure store, whose library looks for exactly this name. The rest of the core is
 * reached through JNA, which gives no library a context.
 */
class Keyring private constructor() {
    companion object {
        init {
            System.loadLibrary("ashyq")
        }

        private external fun initializeNdkContext(context: Context)

        /** Once in `Application.onCreate`, before a phone is opened; a second call does nothing. */
        fun attach(context: Context) = initializeNdkContext(context.applicationContext)
    }
}
