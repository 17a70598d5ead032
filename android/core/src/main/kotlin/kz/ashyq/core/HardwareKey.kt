package kz.ashyq.core

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.PrivateKey
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import kz.ashyq.HostKey

private const val STORE = "AndroidKeyStore"
private const val ALIAS = "device-key"

/** The device key in the phone's Keystore; it never leaves it. Whatever is thrown here is `Unusable` to the core. */
class HardwareKey : HostKey {
    private val store: KeyStore by lazy { KeyStore.getInstance(STORE).apply { load(null) } }

    override fun publicKey(): ByteArray {
        val known = store.getCertificate(ALIAS)?.publicKey ?: make()
        return known.encoded
    }

    override fun sign(message: ByteArray): ByteArray =
        Signature.getInstance("SHA256withECDSA").run {
            initSign(store.getKey(ALIAS, null) as PrivateKey)
            update(message)
            sign()
        }

    private fun make() =
        KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, STORE).run {
            // Used without unlocking: a request may go out while the phone lies in a pocket.
            val purpose = KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_SIGN)
            initialize(
                purpose.setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1")).setDigests(KeyProperties.DIGEST_SHA256).build(),
            )
            generateKeyPair().public
        }
}
