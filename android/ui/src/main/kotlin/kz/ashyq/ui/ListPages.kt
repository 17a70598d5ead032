package kz.ashyq.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Switch
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kz.ashyq.Notice
import kz.ashyq.VisitLine
import kz.ashyq.Word
import kz.ashyq.colourWord
import kz.ashyq.dayAndClock
import kz.ashyq.languageName
import kz.ashyq.learntWord
import kz.ashyq.noticeText

@Composable
fun VisitsPage(state: VisitsState, back: () -> Unit, tryAgain: () -> Unit) {
    val again = MainAction(say(Word.TRY_AGAIN), press = tryAgain).takeIf { state is VisitsState.Failed }
    Page(say(Word.MY_VISITS), again, back) {
        when (state) {
            is VisitsState.Loading -> LoadingText()
            is VisitsState.Empty -> Told(say(Word.VISITS_NONE), style = Type.lead)
            is VisitsState.Shown -> state.visits.forEach { VisitCard(it) }
            is VisitsState.Failed -> Sentence(state.sentence)
        }
        Quiet(say(Word.VISITS_KEPT))
    }
}

@Composable
private fun VisitCard(line: VisitLine) {
    val language = LocalLanguage.current
    val on = MaterialTheme.colorScheme.onBackground
    Card {
        Column(Modifier.semantics(mergeDescendants = true) { }, Arrangement.spacedBy(4.dp)) {
            PlaceAndTime(line.venue, line.entrance?.toInt(), dayAndClock(line.enteredAt, language))
            line.colour?.let {
                BesideOrBelow {
                    Shape(drawn(it).shape, on, 24.dp)
                    Told(colourWord(it, language), style = Type.strong)
                }
            }
            val said = listOfNotNull(
                Word.TEST.takeIf { line.test },
                Word.REFUSED.takeIf { line.entry == null },
                Word.VISIT_NOT_CHECKED.takeIf { line.entry != null && line.colour == null },
                Word.NOT_COUNTED.takeIf { line.mark != null && !line.test },
                Word.NOT_DELIVERED.takeUnless { line.delivered },
            )
            said.forEach { Told(say(it)) }
            line.exit?.let { Told("${learntWord(it.learnt, language)} · ${dayAndClock(it.at, language)}") }
        }
    }
}

/** What a person does with the notices. */
class NoticesWays(
    val answer: (Notice, Boolean) -> Unit, val yes: () -> Unit, val no: () -> Unit, val back: () -> Unit, val tryAgain: () -> Unit,
)

@Composable
fun NoticesPage(state: NoticesState, ways: NoticesWays) {
    // The main button keeps what there is.
    if (state is NoticesState.Asking) return Page(say(Word.NOTICES), MainAction(say(Word.CANCEL), press = ways.no), ways.no) {
        val language = LocalLanguage.current
        Told(noticeText(state.notice, language), style = Type.lead)
        state.notice.until?.let { Quiet(say(Word.CLAIM_ENDS, "time" to dayAndClock(it, language))) }
        OtherButton(say(Word.CLAIM_AGREE), press = ways.yes)
    }
    val again = MainAction(say(Word.TRY_AGAIN), press = ways.tryAgain).takeIf { state is NoticesState.Failed }
    Page(say(Word.NOTICES), again, ways.back, (state as? NoticesState.Shown)?.answering != null) {
        when (state) {
            is NoticesState.Loading -> LoadingText()
            is NoticesState.Asking -> Unit
            is NoticesState.Empty -> Told(say(Word.NOTICES_NONE), style = Type.lead)
            is NoticesState.Shown -> {
                state.sentence?.let { Sentence(it) }
                state.notices.forEach { NoticeCard(it, state.answering == null, ways.answer) }
            }
            is NoticesState.Failed -> Sentence(state.sentence)
        }
    }
}

/** A notice; one that has an end can be answered until then. */
@Composable
private fun NoticeCard(notice: Notice, enabled: Boolean, answer: (Notice, Boolean) -> Unit) = Card {
    val language = LocalLanguage.current
    Quiet(dayAndClock(notice.at, language))
    Told(noticeText(notice, language))
    notice.until?.let {
        Quiet(say(Word.CLAIM_ENDS, "time" to dayAndClock(it, language)))
        OtherButton(say(Word.CLAIM_OBJECT), enabled) { answer(notice, false) }
        OtherButton(say(Word.CLAIM_AGREE), enabled) { answer(notice, true) }
    }
}

/** What a person does in the settings. */
class SettingsWays(
    val language: () -> Unit, val changeIin: () -> Unit, val openPrivacy: () -> Unit, val ask: (Question) -> Unit,
    val yes: () -> Unit, val no: () -> Unit, val sendFirst: () -> Unit, val back: () -> Unit,
)

@Composable
fun SettingsPage(state: SettingsState, version: Int, ways: SettingsWays) = when (state) {
    is SettingsState.Shown -> Page(say(Word.SETTINGS), null, ways.back) {
        state.sentence?.let { Sentence(it) }
        Card {
            Told(say(Word.WHAT_VENUE_LEARNS), style = Type.lead)
            Told(say(Word.VENUE_LEARNS))
        }
        OtherButton("${say(Word.LANGUAGE_LABEL)}: ${languageName(LocalLanguage.current)}", press = ways.language)
        OtherButton(say(Word.CHANGE_IIN), press = ways.changeIin)
        OtherButton(say(Word.PRIVACY_TITLE), press = ways.openPrivacy)
        OtherButton(say(Word.LOG_OUT_HERE)) { ways.ask(Question.LOG_OUT_HERE) }
        OtherButton(say(Word.LOG_OUT_EVERYWHERE)) { ways.ask(Question.LOG_OUT_EVERYWHERE) }
        OtherButton(say(Word.DELETE_MY_DATA)) { ways.ask(Question.DELETE) }
        Quiet(say(Word.VERSION_OF_APP, "count" to "$version"))
    }
    // The main button keeps what there is: nothing destructive stands beside it.
    is SettingsState.Asking -> {
        val words = wordsOf(state.question)
        val keep = if (state.question == Question.DELETE_UNSENT) ways.sendFirst else ways.no
        Page(say(Word.SETTINGS), MainAction(say(words.keep), press = keep), ways.no) {
            Told(say(words.question, "count" to "${state.unsent}"), style = Type.lead)
            OtherButton(say(words.yes), press = ways.yes)
        }
    }
    is SettingsState.Working -> Page(say(Word.SETTINGS), null, busy = true) { LoadingText() }
}

/** The words of a question: what keeps what there is, and the yes. */
private class QuestionWords(val question: Word, val yes: Word, val keep: Word = Word.CANCEL)

private fun wordsOf(question: Question) = when (question) {
    Question.LOG_OUT_HERE -> QuestionWords(Word.LOG_OUT_QUESTION, Word.LOG_OUT_HERE)
    Question.LOG_OUT_EVERYWHERE -> QuestionWords(Word.LOG_OUT_QUESTION, Word.LOG_OUT_EVERYWHERE)
    Question.DELETE -> QuestionWords(Word.DELETE_QUESTION, Word.DELETE_MY_DATA)
    Question.DELETE_UNSENT -> QuestionWords(Word.DELETE_UNSENT_QUESTION, Word.DISCARD_UNSENT, Word.SEND_FIRST)
}

/** The reminder's switch with what it does, and why it asks for what it asks. */
@Composable
fun Switched(label: String, below: String, reminding: Reminding, switch: (Boolean) -> Unit) {
    val platform = LocalPlatform.current
    val on = reminding == Reminding.ON
    Column(
        Modifier.fillMaxWidth().heightIn(min = 48.dp).toggleable(on, role = Role.Switch, onValueChange = switch).padding(vertical = 4.dp),
        Arrangement.spacedBy(4.dp),
    ) {
        BesideOrBelow {
            Switch(on, null)
            Told(label, style = Type.strong)
        }
        Quiet(below)
    }
    // The system asks no more.
    if (reminding == Reminding.NOT_ALLOWED) OtherButton(say(Word.OPEN_PHONE_SETTINGS), press = platform::openPhoneSettings)
}
