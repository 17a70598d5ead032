package kz.ashyq.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.RadioButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kz.ashyq.Language
import kz.ashyq.Typed
import kz.ashyq.Word
import kz.ashyq.durationWritten
import kz.ashyq.languageName
import kz.ashyq.typedSays

/** The app opens, or says why it cannot. */
@Composable
fun StartPage(sentence: String?, tryAgain: () -> Unit) =
    Page("Ashyq", sentence?.let { MainAction(say(Word.TRY_AGAIN), press = tryAgain) }) {
        if (sentence == null) LoadingText() else Sentence(sentence)
    }

@Composable
fun LanguagePage(chosen: Language, back: (() -> Unit)?, choose: (Language) -> Unit, done: () -> Unit) =
    Page(say(Word.CHOOSE_LANGUAGE), MainAction(say(Word.CONTINUE), press = done), back) {
        Column(Modifier.selectableGroup()) {
            Language.entries.forEach { language ->
                Row(
                    Modifier.fillMaxWidth().heightIn(min = 56.dp).selectable(language == chosen, role = Role.RadioButton) { choose(language) },
                    Arrangement.spacedBy(8.dp),
                    Alignment.CenterVertically,
                ) {
                    RadioButton(language == chosen, null, Modifier.padding(12.dp))
                    Told(languageName(language), style = Type.lead)
                }
            }
        }
    }

@Composable
fun PhonePage(state: PhoneState, type: (String) -> Unit, send: () -> Unit, chooseLanguage: () -> Unit) {
    val sending = state is PhoneState.Sending
    val ready = state.typed.isComplete && !sending
    Page(say(Word.LOG_IN), MainAction(say(Word.SEND_LOG_IN_CODE), ready, send), busy = sending) {
        Quiet(say(Word.PHONE_WHY))
        NumberField(state.typed, say(Word.PHONE_LABEL), !sending, Keys(KeyboardType.Phone, ContentType.PhoneNumber), type) { if (ready) send() }
        (state as? PhoneState.Refused)?.let { Sentence(it.sentence) }
        QuietButton("${say(Word.LANGUAGE_LABEL)}: ${languageName(LocalLanguage.current)}", press = chooseLanguage)
    }
}

@Composable
fun LogInCodePage(
    state: LogInCodeState, times: LogInCodeTimes, phone: String,
    type: (String) -> Unit, answer: () -> Unit, resend: () -> Unit, back: () -> Unit,
) {
    val language = LocalLanguage.current
    val answering = state is LogInCodeState.Answering
    val ready = state.typed.isNotBlank() && !answering
    Page(say(Word.LOG_IN), MainAction(say(Word.CONTINUE), ready, answer), back, answering) {
        // A number is not torn apart at the end of a line.
        Quiet(say(Word.LOG_IN_CODE_SENT, "phone" to phone.replace(' ', '\u00a0')))
        // The system offers the digits of the SMS above the keyboard.
        val keys = Keys(KeyboardType.NumberPassword, ContentType.SmsOtpCode)
        Field(state.typed, say(Word.LOG_IN_CODE_LABEL), "", state is LogInCodeState.Refused, !answering, keys, type) { if (ready) answer() }
        (state as? LogInCodeState.Refused)?.let { Sentence(it.sentence) } ?: Told(say(Word.TRIES_LEFT, "tries" to "${times.triesLeft}"))
        Quiet(say(Word.LOG_IN_CODE_LIVES, "duration" to durationWritten(times.livesFor, language)))
        if (times.resendAfter.isZero) OtherButton(say(Word.RESEND), !answering, press = resend)
        else Quiet(say(Word.RESEND_IN, "duration" to durationWritten(times.resendAfter, language)))
    }
}

@Composable
fun IinPage(state: IinState, type: (String) -> Unit, send: () -> Unit, back: (() -> Unit)?) {
    val sending = state is IinState.Sending
    val ready = state.typed.isComplete && !sending
    Page(say(Word.ENTER_IIN), MainAction(say(Word.CONTINUE), ready, send), back, sending) {
        Quiet(say(Word.IIN_WHY))
        NumberField(state.typed, say(Word.IIN_LABEL), !sending, Keys(KeyboardType.Number), type) { if (ready) send() }
        (state as? IinState.Refused)?.let { Sentence(it.sentence) }
        Quiet(say(Word.IIN_STAYS))
    }
}

/** A field of a number that the core groups and checks while it is typed. */
@Composable
fun NumberField(typed: Typed, label: String, enabled: Boolean, keys: Keys, type: (String) -> Unit, done: () -> Unit) =
    Field(typed.shown, label, typedSays(typed, LocalLanguage.current), typed.isWrong, enabled, keys, type, done)
