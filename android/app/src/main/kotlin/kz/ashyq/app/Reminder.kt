package kz.ashyq.app

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.os.SystemClock
import java.time.Duration

private const val SENTENCE = "sentence"
private const val CHANNEL = "visit"
private const val NOTIFICATION = 1

/** Reminds once, two hours after it was switched on; the phone may bring it a little later. */
class Reminder : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val notifications = context.getSystemService(NotificationManager::class.java)!!
        notifications.createNotificationChannel(NotificationChannel(CHANNEL, "Ashyq", NotificationManager.IMPORTANCE_DEFAULT))
        val sentence = intent.getStringExtra(SENTENCE)
        val app = PendingIntent.getActivity(context, 0, Intent(context, MainActivity::class.java), PendingIntent.FLAG_IMMUTABLE)
        val notification = Notification.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.ic_small).setContentTitle("Ashyq").setContentText(sentence)
            .setStyle(Notification.BigTextStyle().bigText(sentence)).setContentIntent(app).setAutoCancel(true).build()
        notifications.notify(NOTIFICATION, notification)
    }

    companion object {
        private val AFTER = Duration.ofHours(2)

        /** Once it has reminded, it is off. */
        private const val ONCE = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_ONE_SHOT

        fun isSet(context: Context) = pending(context, "", PendingIntent.FLAG_NO_CREATE) != null

        /** Switches it on from now, or off again together with what it has said. */
        fun set(context: Context, on: Boolean, sentence: String) {
            val alarms = context.getSystemService(AlarmManager::class.java)!!
            pending(context, "", PendingIntent.FLAG_NO_CREATE)?.let {
                alarms.cancel(it)
                it.cancel()
            }
            context.getSystemService(NotificationManager::class.java)!!.cancel(NOTIFICATION)
            if (!on) return
            val at = SystemClock.elapsedRealtime() + AFTER.toMillis()
            alarms.setAndAllowWhileIdle(AlarmManager.ELAPSED_REALTIME_WAKEUP, at, pending(context, sentence, PendingIntent.FLAG_UPDATE_CURRENT)!!)
        }

        private fun pending(context: Context, sentence: String, how: Int): PendingIntent? =
            PendingIntent.getBroadcast(context, 0, Intent(context, Reminder::class.java).putExtra(SENTENCE, sentence), ONCE or how)
    }
}
