package kz.ashyq.core

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network

/** Tells of another network, so that a request that waits on the old one is not waited for. */
class NetworkChanges(context: Context, private val changed: () -> Unit) : ConnectivityManager.NetworkCallback(), AutoCloseable {
    private val connectivity = context.getSystemService(ConnectivityManager::class.java)!!

    init {
        connectivity.registerDefaultNetworkCallback(this)
    }

    override fun onAvailable(network: Network) = changed()

    override fun onLost(network: Network) = changed()

    override fun close() = connectivity.unregisterNetworkCallback(this)
}
