package kz.ashyq.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.testTag
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.ashyq.CheckException
import kz.ashyq.Checked
import kz.ashyq.DoorAnswer
import kz.ashyq.Word
import kz.ashyq.answerSpoken
import kz.ashyq.answerWord
import kz.ashyq.colourWord
import kz.ashyq.dayAndClock
import kz.ashyq.durationWritten
import kz.ashyq.sayCheckError
import kz.ashyq.toSayByIin
import kz.ashyq.toSayByPass
import kz.ashyq.typedIin

/** What a member of staff does. */
class StaffWays(
    val accept: (RoleRow) -> Unit, val decline: (RoleRow) -> Unit, val openShift: (RoleRow) -> Unit, val closeShift: () -> Unit,
    val yes: () -> Unit, val no: () -> Unit, val enter: () -> Unit, val exit: () -> Unit, val check: () -> Unit, val tryAgain: () -> Unit, val back: () -> Unit,
)

@Composable
fun StaffPage(state: StaffState, ways: StaffWays) = when (state) {
    is StaffState.Loading -> Page(say(Word.FOR_STAFF), null, ways.back) { LoadingText() }
    is StaffState.NoRoles -> Page(say(Word.FOR_STAFF), null, ways.back) { Told(say(Word.STAFF_ROLES_NONE), style = Type.lead) }
    is StaffState.Roles -> RolesPage(state.roles, state.sentence, true, ways)
    // The main button keeps what there is; to cancel would be the same words as to decline, in Kazakh.
    is StaffState.Asking -> Page(say(Word.STAFF_ROLES), MainAction(say(Word.BACK), press = ways.no)) {
        Told(say(Word.DECLINE_ROLE_QUESTION, "venue" to state.row.venue), style = Type.lead)
        OtherButton(say(Word.DECLINE_ROLE), press = ways.yes)
    }
    is StaffState.Working -> RolesPage(state.roles, null, false, ways)
    is StaffState.OnShift -> Page(state.venue, MainAction(say(Word.CHECK_PASS), press = ways.check), ways.back) {
        Told(say(Word.SHIFT_OPEN_UNTIL, "time" to dayAndClock(state.until, LocalLanguage.current)), style = Type.lead)
        Quiet(say(Word.SHIFT_IS_FOR))
        OtherButton(say(Word.VISITOR_BY_IIN), press = ways.enter)
        OtherButton(say(Word.EXIT_BY_IIN), press = ways.exit)
        OtherButton(say(Word.CLOSE_SHIFT), press = ways.closeShift)
    }
    is StaffState.Failed -> Page(say(Word.FOR_STAFF), MainAction(say(Word.TRY_AGAIN), press = ways.tryAgain), ways.back) { Sentence(state.sentence) }
}

@Composable
private fun RolesPage(roles: List<RoleRow>, sentence: String?, enabled: Boolean, ways: StaffWays) =
    Page(say(Word.STAFF_ROLES), null, ways.back, !enabled) {
        sentence?.let { Sentence(it) }
        roles.forEach { row ->
            Card {
                Told(row.venue, style = Type.lead)
                Quiet(row.address)
                Told(say(if (row.accepted) Word.ROLE_ACCEPTED else Word.ROLE_NOT_ANSWERED), style = Type.strong)
                if (row.accepted) OtherButton(say(Word.OPEN_SHIFT), enabled) { ways.openShift(row) }
                else OtherButton(say(Word.ACCEPT_ROLE), enabled) { ways.accept(row) }
                OtherButton(say(Word.DECLINE_ROLE), enabled) { ways.decline(row) }
            }
        }
    }

/** What a member of staff does with an entry. */
class StaffEntryWays(
    val type: (Twice) -> Unit, val at: (Int) -> Unit, val send: () -> Unit, val ask: () -> Unit, val next: () -> Unit, val back: () -> Unit,
)

@Composable
fun StaffEntryPage(state: StaffEntryState, entrances: Int, ways: StaffEntryWays) = when (state) {
    is StaffEntryState.Typing -> Page(say(Word.VISITOR_BY_IIN), MainAction(say(Word.CONTINUE), state.twice.isComplete, ways.send), ways.back) {
        if (entrances > 1) Entrances(entrances, state.entrance, ways.at)
        TwiceFields(state.twice, ways.type, ways.send)
        state.sentence?.let { Sentence(it) }
    }
    is StaffEntryState.Sending -> Page(say(Word.VISITOR_BY_IIN), null, busy = true) { Told(say(Word.ASKING), style = Type.lead) }
    is StaffEntryState.NoAnswer -> Page(say(Word.VISITOR_BY_IIN), MainAction(say(Word.TRY_AGAIN), press = ways.ask), ways.back) {
        Sentence(state.sentence)
        Told(say(Word.ASK_AGAIN_SAME))
    }
    is StaffEntryState.Shown -> AnswerPage(state.screen.answer, say(Word.NEXT_VISITOR), ways.next, ways.back) {
        Told(toSayByIin(state.screen.answer, LocalLanguage.current), style = Type.lead)
        PlaceAndTime(state.screen.venue, state.screen.entrance.toInt(), dayAndClock(state.screen.at, LocalLanguage.current))
        Told(say(Word.ENTRY_BY_IIN_NOTED))
    }
}

/** Which entrance: one less or one more, by its number. */
@Composable
private fun Entrances(all: Int, chosen: Int, choose: (Int) -> Unit) {
    Told(say(Word.ENTRANCE_NUMBER))
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(8.dp), Alignment.CenterVertically) {
        StepButton("−", chosen - 1, chosen > 1, choose)
        val said = Modifier.weight(1f).semantics { liveRegion = LiveRegionMode.Polite }
        Told(say(Word.ENTRANCE, "entrance" to "$chosen"), said, style = Type.lead, textAlign = TextAlign.Center)
        StepButton("+", chosen + 1, chosen < all, choose)
    }
}

/** To the entrance before or after; a screen reader says which. */
@Composable
private fun StepButton(sign: String, to: Int, enabled: Boolean, choose: (Int) -> Unit) {
    val said = say(Word.ENTRANCE, "entrance" to "$to")
    val colours = ButtonDefaults.outlinedButtonColors(contentColor = MaterialTheme.colorScheme.onBackground)
    OutlinedButton(
        { choose(to) }, Modifier.size(56.dp).semantics { contentDescription = said }, enabled, MaterialTheme.shapes.medium, colours,
        contentPadding = PaddingValues(0.dp),
    ) { Text(sign, Modifier.clearAndSetSemantics { }, style = Type.lead.copy(fontSize = Type.lead.fontSize.fixed(), lineHeight = Type.lead.lineHeight.fixed())) }
}

@Composable
private fun TwiceFields(twice: Twice, type: (Twice) -> Unit, send: () -> Unit) {
    Quiet(say(Word.VISITOR_IIN_TWICE))
    val done = { if (twice.isComplete) send() }
    val keys = Keys(KeyboardType.Number)
    NumberField(twice.first, say(Word.IIN_LABEL), true, keys, { type(twice.copy(first = typedIin(it))) }, done)
    NumberField(twice.second, say(Word.IIN_AGAIN_LABEL), true, keys, { type(twice.copy(second = typedIin(it))) }, done)
}

@Composable
fun StaffExitPage(state: StaffExitState, type: (Twice) -> Unit, send: () -> Unit, next: () -> Unit, back: () -> Unit) = when (state) {
    is StaffExitState.Typing -> Page(say(Word.EXIT_BY_IIN), MainAction(say(Word.CONTINUE), state.twice.isComplete, send), back) {
        TwiceFields(state.twice, type, send)
        state.sentence?.let { Sentence(it) }
    }
    is StaffExitState.Sending -> Page(say(Word.EXIT_BY_IIN), null, busy = true) { LoadingText() }
    is StaffExitState.Noted -> Page(say(Word.EXIT_BY_IIN), MainAction(say(Word.NEXT_VISITOR), press = next), back) {
        Told(say(Word.NOTED), Modifier.semantics { liveRegion = LiveRegionMode.Assertive }, style = Type.title)
    }
}

/** What staff see of a person: colour, shape, word, decision, and what to say. */
@Composable
private fun AnswerPage(answer: DoorAnswer, next: String, onNext: () -> Unit, back: () -> Unit, content: @Composable ColumnScope.() -> Unit) {
    val look = drawn(answer.colour)
    val language = LocalLanguage.current
    val (ink, paper) = MaterialTheme.colorScheme.onBackground to MaterialTheme.colorScheme.background
    // Admitted fills the screen; refused is a band with a heavy border and the words first.
    val (ground, on) = if (answer.admitted) look.fill to look.on else paper to ink
    Felt(answer.admitted, answer)
    val page: @Composable () -> Unit = {
        val spoken = answerSpoken(answer, language)
        Page(null, MainAction(next, press = onNext), back, ground = ground, on = on, said = spoken) {
            val said = Modifier.clearAndSetSemantics {
                contentDescription = spoken
                heading()
                liveRegion = LiveRegionMode.Assertive
                testTag = "answer"
            }
            Column(said.fillMaxWidth(), Arrangement.spacedBy(8.dp), Alignment.CenterHorizontally) {
                Fit(answerWord(answer, language), Type.far, on, align = TextAlign.Center)
                val band = Modifier.fillMaxWidth().background(look.fill).padding(16.dp)
                Column(band, Arrangement.spacedBy(8.dp), Alignment.CenterHorizontally) {
                    Shape(look.shape, look.on, 112.dp)
                    Fit(colourWord(answer.colour, language), Type.huge, look.on, align = TextAlign.Center)
                }
            }
            if (answer.test) Told(say(Word.TEST_MEANING))
            content()
        }
    }
    Practice(answer.test, on, ground) { if (answer.admitted) page() else Bordered(page) }
}

/** What a member of staff does with passes. */
class CheckPassWays(
    val allowed: (Permission) -> Unit, val see: (Frame) -> Unit, val failed: () -> Unit, val torch: (Boolean) -> Unit,
    val next: () -> Unit, val back: () -> Unit,
)

@Composable
fun CheckPassPage(state: CheckPassState, ways: CheckPassWays) {
    val platform = LocalPlatform.current
    AskWhileInFront(ways.allowed)
    when (state) {
        is CheckPassState.Asking -> NeedsCamera(Word.CAMERA_REASON, ways.allowed, ways.back) { }
        is CheckPassState.NotAllowed -> {
            val settings = MainAction(say(Word.OPEN_PHONE_SETTINGS), press = platform::openPhoneSettings)
            Page(say(Word.CHECK_PASS), settings, ways.back) { Sentence(say(Word.CAMERA_DENIED)) }
        }
        is CheckPassState.NoCamera -> Page(say(Word.CHECK_PASS), MainAction(say(Word.BACK), press = ways.back)) { Sentence(say(Word.CAMERA_FAILS)) }
        is CheckPassState.Looking -> Finder(state.hint, null, state.torch, FinderWays(ways.see, ways.failed, ways.torch, ways.back)) { }
        is CheckPassState.Fits -> AnswerPage(state.checked.answer, say(Word.NEXT_VISITOR), ways.next, ways.back) {
            Told(say(Word.PASS_FITS), style = Type.strong)
            CheckedLines(state.checked)
        }
        is CheckPassState.NotAccepted -> NotAccepted(state.error, ways)
    }
}

@Composable
private fun CheckedLines(checked: Checked) {
    val language = LocalLanguage.current
    Told(toSayByPass(checked.answer, language), style = Type.lead)
    Told(say(Word.ENTRANCE, "entrance" to "${checked.entrance}"))
    Told(say(Word.PASS_SIGNED_AT, "time" to dayAndClock(checked.signedAt, language)))
}

/** A pass that is refused by name; one that was seen a moment ago shows the first answer. */
@Composable
private fun NotAccepted(error: CheckException, ways: CheckPassWays) {
    val language = LocalLanguage.current
    val ink = MaterialTheme.colorScheme.onBackground
    Felt(false, error)
    Bordered {
        val said = "${say(Word.PASS_NOT_ACCEPTED)}. ${sayCheckError(error, language)}"
        Page(null, MainAction(say(Word.NEXT_VISITOR), press = ways.next), ways.back, said = said) {
            Fit(say(Word.PASS_NOT_ACCEPTED), Type.far, ink, Modifier.semantics { heading(); liveRegion = LiveRegionMode.Assertive })
            Told(sayCheckError(error, language), style = Type.lead)
            (error as? CheckException.AlreadySeen)?.let {
                Card {
                    Told(say(Word.FIRST_ANSWER), style = Type.strong)
                    Told("${colourWord(it.first.answer.colour, language)} · ${answerWord(it.first.answer, language)}", style = Type.lead)
                    Told(say(Word.SINCE_FIRST_ANSWER, "duration" to durationWritten(it.ago, language)))
                }
            }
        }
    }
}
