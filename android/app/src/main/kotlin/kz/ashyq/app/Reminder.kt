package kz.ashyq.app

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import java.time.Duration

private const val SENTENCE = "sentence"
private const val CHANNEL = "visit"

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
        notifications.notify(1, notification)
    }

    companion object {
        private val AFTER = Duration.ofHours(2)

        /** Switches it on, or off again. */
        fun set(context: Context, on: Boolean, sentence: String) {
            val alarms = context.getSystemService(AlarmManager::class.java)!!
            val intent = Intent(context, Reminder::class.java).putExtra(SENTENCE, sentence)
            val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
            val pending = PendingIntent.getBroadcast(context, 0, intent, flags)
            if (on) alarms.set(AlarmManager.RTC, System.currentTimeMillis() + AFTER.toMillis(), pending) else alarms.cancel(pending)
        }
    }
}
