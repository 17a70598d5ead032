package kz.ashyq.app

import android.app.LocaleManager
import android.content.Context
import android.os.Build
import android.os.LocaleList
import androidx.annotation.RequiresApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kz.ashyq.Language
import kz.ashyq.languageOf
import kz.ashyq.ui.code
import kz.ashyq.ui.languageOfCode

private const val KEPT = "language"

/** The language of the app: the system's setting for one app where there is one, else a preference. */
internal object Languages {
    fun ofSystem(context: Context): Language =
        (0 until locales(context).size()).firstNotNullOfOrNull { languageOf(locales(context)[it].language) } ?: Language.KK

    fun chosen(context: Context): Language? =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) perApp(context) ?: kept(context) else kept(context)

    fun choose(context: Context, language: Language) {
        preferences(context).edit().putString(KEPT, language.code()).apply()
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) perApp(context, language)
    }

    private fun locales(context: Context) = context.resources.configuration.locales

    private fun kept(context: Context) = languageOfCode(preferences(context).getString(KEPT, null))

    private fun preferences(context: Context) = context.getSharedPreferences(KEPT, Context.MODE_PRIVATE)

    @RequiresApi(33)
    private fun perApp(context: Context) =
        context.getSystemService(LocaleManager::class.java)!!.applicationLocales.takeIf { !it.isEmpty }?.let { languageOf(it[0].language) }

    @RequiresApi(33)
    private fun perApp(context: Context, language: Language) {
        context.getSystemService(LocaleManager::class.java)!!.applicationLocales = LocaleList.forLanguageTags(language.code())
    }
}

/** Does what reads or writes, away from the screen. */
internal suspend fun <T> away(work: suspend () -> T): T = withContext(Dispatchers.IO) { work() }
