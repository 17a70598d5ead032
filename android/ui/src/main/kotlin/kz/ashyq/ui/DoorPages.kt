package kz.ashyq.ui

import androidx.compose.animation.Crossfade
import androidx.compose.animation.core.tween
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.testTag
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.ashyq.DecisionScreen
import kz.ashyq.DoorAnswer
import kz.ashyq.DoorCode
import kz.ashyq.Fill
import kz.ashyq.Refusal
import kz.ashyq.VisitScreen
import kz.ashyq.Word
import kz.ashyq.answerWord
import kz.ashyq.colourWord
import kz.ashyq.dayAndClock
import kz.ashyq.decisionShareLeft
import kz.ashyq.decisionSpoken
import kz.ashyq.doorCodeSpoken
import kz.ashyq.doorCodeWritten
import kz.ashyq.durationSpoken
import kz.ashyq.durationWritten
import kz.ashyq.sayRefusal
import kz.ashyq.whyToDo
import kz.ashyq.whyWord

/** A result, or the visit that follows. */
@Composable
fun ResultPage(state: ResultState, metres: Int, done: () -> Unit) = when (state) {
    is ResultState.Asking -> Page(null, null, busy = true, said = say(Word.ASKING)) { Told(say(Word.ASKING), style = Type.title) }
    is ResultState.Admitted -> AdmittedPage(state.decision, done)
    is ResultState.Refused -> RefusedPage(state.decision, metres, done)
    is ResultState.NotChecked -> NotCheckedPage(state.visit, done)
}

/** Admitted: the colour of the status fills the screen. */
@Composable
private fun AdmittedPage(decision: DecisionScreen, done: () -> Unit) {
    val look = drawn(decision.colour)
    Felt(decision.admitted, decision.visit)
    Practice(decision.test, look.on, look.fill) {
        val said = decisionSpoken(decision, LocalLanguage.current)
        Page(null, MainAction(say(Word.DONE), press = done), ground = look.fill, on = look.on, said = said) {
            Middle {
                Spoken(decision) {
                    Shape(look.shape, look.on, 112.dp)
                    Fit(colourWord(decision.colour, LocalLanguage.current), Type.huge, look.on, align = TextAlign.Center)
                    Fit(decision.answer(), Type.far, look.on, align = TextAlign.Center)
                }
            }
            // The pass stands where a large phone shows all of it.
            DoorCodeCard(decision.doorCode)
            Pass(decision.pass)
            Near(decision, look.on)
            Told(say(Word.DO_SHOW), style = Type.strong)
        }
    }
}

/** Refused: the words first, the colour as a band, a heavy border around everything. */
@Composable
private fun RefusedPage(decision: DecisionScreen, metres: Int, done: () -> Unit) {
    val look = drawn(decision.colour)
    val language = LocalLanguage.current
    val (ink, ground) = MaterialTheme.colorScheme.onBackground to MaterialTheme.colorScheme.background
    Felt(decision.admitted, decision.visit)
    Practice(decision.test, ink, ground) {
        Bordered {
            // The sides are as narrow as the pass needs on the smallest phone.
            Page(null, MainAction(say(Word.DONE), press = done), sides = if (decision.test) 2.dp else 10.dp, said = decisionSpoken(decision, language)) {
                Spoken(decision) {
                    Fit(decision.answer(), Type.far, ink, align = TextAlign.Center)
                    Column(
                        Modifier.fillMaxWidth().background(look.fill).padding(16.dp), Arrangement.spacedBy(8.dp), Alignment.CenterHorizontally,
                    ) {
                        Shape(look.shape, look.on, 72.dp)
                        Fit(colourWord(decision.colour, language), Type.far, look.on, align = TextAlign.Center)
                    }
                }
                DoorCodeCard(decision.doorCode)
                decision.why?.let {
                    Told(whyWord(it, metres.toUInt(), language))
                    Told(whyToDo(it, language), style = Type.strong)
                }
                Pass(decision.pass)
                Near(decision, ink)
            }
        }
    }
}

/** What a screen reader says at once, in the core's words. */
@Composable
private fun Spoken(decision: DecisionScreen, content: @Composable ColumnScope.() -> Unit) {
    val spoken = decisionSpoken(decision, LocalLanguage.current)
    val said = Modifier.clearAndSetSemantics { contentDescription = spoken; heading(); liveRegion = LiveRegionMode.Assertive; testTag = "answer" }
    Column(said.fillMaxWidth(), Arrangement.spacedBy(8.dp), Alignment.CenterHorizontally, content)
}

/** How long the decision lives, where and since when. */
@Composable
private fun Near(decision: DecisionScreen, on: Color) {
    val language = LocalLanguage.current
    BesideOrBelow(Modifier.clearAndSetSemantics { contentDescription = durationSpoken(decision.left, language) }) {
        Countdown(decisionShareLeft(decision), on, 48.dp)
        Told(say(Word.TIME_LEFT, "duration" to durationWritten(decision.left, language)), style = Type.lead)
    }
    PlaceAndTime(decision.venue, decision.entrance.toInt(), dayAndClock(decision.signedAt, language))
    if (decision.test) Told(say(Word.TEST_MEANING))
}

/** The pass, at least 45 mm wide with its quiet zone. */
@Composable
private fun Pass(pass: String) = Middle {
    PassCode(pass, say(Word.PASS), Modifier.widthIn(min = 284.dp, max = 300.dp).fillMaxWidth())
    Told(say(Word.PASS_SHOW), textAlign = TextAlign.Center)
}

/** The door code: the same on the venue's board. It turns over with a short fade. */
@Composable
private fun DoorCodeCard(doorCode: DoorCode) {
    val language = LocalLanguage.current
    Column(
        Modifier.fillMaxWidth().background(Color.White, MaterialTheme.shapes.medium).border(2.dp, Color.Black, MaterialTheme.shapes.medium).padding(12.dp)
            .clearAndSetSemantics { contentDescription = doorCodeSpoken(doorCode, language); testTag = "door code" },
        Arrangement.spacedBy(4.dp), Alignment.CenterHorizontally,
    ) {
        Told(say(Word.DOOR_CODE), color = Color.Black, style = Type.small)
        Crossfade(doorCode, animationSpec = tween(if (LocalReducedMotion.current) 0 else 200)) {
            Fit(doorCodeWritten(it), Type.far, Color.Black, align = TextAlign.Center)
        }
    }
}

@Composable
fun PlaceAndTime(venue: String?, entrance: Int?, time: String) = Column(Modifier.semantics(mergeDescendants = true) { }) {
    Told(venue ?: say(Word.VENUE_NOT_KNOWN), style = Type.lead)
    entrance?.let { Told(say(Word.ENTRANCE, "entrance" to "$it")) }
    Told(time)
}

@Composable
private fun DecisionScreen.answer() = answerWord(DoorAnswer(colour, admitted, test), LocalLanguage.current)

/** No decision: no colour, no pass, no door code. */
@Composable
private fun NotCheckedPage(visit: VisitScreen, done: () -> Unit) {
    val look = drawn(null)
    val language = LocalLanguage.current
    Practice(visit.test, look.on, look.fill) {
        Box(Modifier.background(look.fill).safeDrawingPadding().dashed(true, look.on).padding(8.dp)) {
            val spoken = say(Word.NOT_CHECKED_SPOKEN)
            Page(null, MainAction(say(Word.DONE), press = done), ground = look.fill, on = look.on, said = spoken) {
                val said = Modifier.clearAndSetSemantics { contentDescription = spoken; heading(); testTag = "answer" }
                Column(said.fillMaxWidth(), Arrangement.spacedBy(8.dp), Alignment.CenterHorizontally) {
                    Shape(look.shape, look.on, 128.dp)
                    Fit(say(Word.NOT_CHECKED), Type.far, look.on, align = TextAlign.Center)
                    Told(say(Word.NOT_CHECKED_ASK_STAFF), style = Type.lead, textAlign = TextAlign.Center)
                }
                PlaceAndTime(visit.venue, visit.entrance?.toInt(), dayAndClock(visit.since, language))
                if (!visit.verified) Told(sentence("poster_unverified"))
                Told(say(Word.ENTRY_KEPT))
            }
        }
    }
}

/** What a person does during a visit. */
class VisitWays(val scan: () -> Unit, val leave: () -> Unit, val done: () -> Unit)

/** The visit: where, since when, and the ways out. */
@Composable
fun VisitPage(state: VisitState, reminder: Reminding, remind: (Boolean) -> Unit, ways: VisitWays) = when (state) {
    is VisitState.Inside -> InsidePage(state.visit, state.sentence, false, reminder, remind, ways)
    is VisitState.Leaving -> InsidePage(state.visit, null, true, reminder, remind, ways)
    is VisitState.Left -> {
        val left = say(Word.LEFT, "time" to dayAndClock(state.at, LocalLanguage.current))
        Page(null, MainAction(say(Word.DONE), press = ways.done), said = left) { Told(left, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, style = Type.title) }
    }
    is VisitState.Nowhere -> Page(null, MainAction(say(Word.DONE), press = ways.done), said = sentence("not_inside")) { Told(sentence("not_inside"), style = Type.lead) }
}

@Composable
private fun InsidePage(visit: VisitScreen, sentence: String?, leaving: Boolean, reminder: Reminding, remind: (Boolean) -> Unit, ways: VisitWays) {
    val ink = MaterialTheme.colorScheme.onBackground
    Practice(visit.test, ink, MaterialTheme.colorScheme.background) {
        Page(say(Word.CURRENT_VISIT), MainAction(say(Word.SCAN_TO_LEAVE), !leaving, ways.scan), ways.done, leaving) {
            Card { PlaceAndTime(visit.venue, visit.entrance?.toInt(), say(Word.INSIDE_SINCE, "time" to dayAndClock(visit.since, LocalLanguage.current))) }
            if (!visit.checked) Sentence(say(Word.NOT_CHECKED_SPOKEN), offline = true)
            if (visit.test) Told(say(Word.PRACTICE_ENTRY))
            sentence?.let { Sentence(it) }
            Told(say(Word.LEAVE_BY_SCAN))
            OtherButton(say(Word.LEFT_ALREADY), !leaving, press = ways.leave)
            Switched(say(Word.REMIND_ME), say(Word.NOTIFICATIONS_REASON), reminder, remind)
        }
    }
}

/** A sentence of the core's that it says by its name only. */
@Composable
fun sentence(key: String) = sayRefusal(Refusal(key, Fill.Nothing), LocalLanguage.current)

/** The question at a poster. */
@Composable
fun ConfirmPage(state: ConfirmState, yes: () -> Unit, no: () -> Unit, again: () -> Unit) = when (state) {
    is ConfirmState.Reading -> Page(null, null, busy = true, said = say(Word.LOADING)) { LoadingText() }
    is ConfirmState.Asks -> AskedPage(state.asked, false, yes, no)
    is ConfirmState.Sending -> AskedPage(state.asked, true, yes, no)
    is ConfirmState.Refused -> Page(say(Word.SCAN_POSTER), MainAction(say(Word.TRY_AGAIN), press = again), no) { Sentence(state.sentence) }
}

@Composable
private fun AskedPage(asked: Asked, sending: Boolean, yes: () -> Unit, no: () -> Unit) {
    val words = drawnOf(asked.action)
    val venue = asked.venue ?: say(Word.VENUE_NOT_KNOWN)
    Practice(asked.test, MaterialTheme.colorScheme.onBackground, MaterialTheme.colorScheme.background) {
        Page(say(Word.CONFIRM_VISIT), MainAction(say(words.yes), !sending, yes), busy = sending) {
            Card {
                Fit(venue, Type.title, MaterialTheme.colorScheme.onBackground)
                asked.entrance?.let { Told(say(Word.ENTRANCE, "entrance" to "$it"), style = Type.lead) }
                asked.address?.let { Quiet(it) }
            }
            // A code typed without network has no venue to ask about yet.
            val question = if (sending) say(Word.ASKING) else say(words.question, "venue" to venue)
            if (sending || asked.venue != null) Told(question, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, style = Type.lead)
            asked.ends?.let { Told(say(Word.ENTRY_ENDS_VISIT, "venue" to it)) }
            if (!asked.verified) Told(sentence("poster_to_be_checked"))
            if (asked.test) Told(say(Word.PRACTICE_ENTRY))
            words.no?.let { OtherButton(say(it), !sending, press = no) }
        }
    }
}
