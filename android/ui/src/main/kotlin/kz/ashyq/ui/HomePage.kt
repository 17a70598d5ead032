package kz.ashyq.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kz.ashyq.DoorScreen
import kz.ashyq.StatusScreen
import kz.ashyq.WhatIsOpen
import kz.ashyq.Word
import kz.ashyq.colourSpoken
import kz.ashyq.colourWord
import kz.ashyq.dayAndClock
import kz.ashyq.statusOpen
import kz.ashyq.statusReason

/** What home leads to. */
class HomeWays(
    val scan: () -> Unit, val openDoor: () -> Unit, val openVisits: () -> Unit, val openNotices: () -> Unit,
    val openStaff: () -> Unit, val openSettings: () -> Unit, val openUpdate: () -> Unit,
)

@Composable
fun HomePage(state: HomeState, ways: HomeWays) {
    val inside = state as? HomeState.Inside
    val main = MainAction(say(if (inside == null) Word.SCAN_POSTER else Word.SCAN_TO_LEAVE), press = ways.scan)
    Page(say(Word.MY_STATUS), main.takeUnless { state is HomeState.Waiting }, busy = state is HomeState.Loading) {
        inside?.let { Here(it.door, ways.openDoor) }
        (state as? HomeState.Waiting)?.let { Sentence(it.sentence) }
        StatusCard(state.view.status, state.view.open)
        if (state.view.updateIsAsked) OtherButton(say(Word.UPDATE), press = ways.openUpdate)
        if (state.view.unsent > 0) Quiet(say(Word.UNSENT_COUNT, "count" to "${state.view.unsent}"))
        Ways(state.view.notices, ways)
    }
}

/** The visit that goes on: the way to it. */
@Composable
private fun Here(door: DoorScreen, open: () -> Unit) {
    val venue = (door as? DoorScreen.Inside)?.v1?.venue ?: (door as? DoorScreen.Decided)?.v1?.venue
    val shape = MaterialTheme.shapes.medium
    Column(
        Modifier.fillMaxWidth().clip(shape).background(MaterialTheme.colorScheme.surfaceVariant).clickable(onClick = open).padding(16.dp).testTag("here"),
        Arrangement.spacedBy(4.dp),
    ) {
        Told(say(Word.CURRENT_VISIT))
        Told(venue ?: say(Word.VENUE_NOT_KNOWN), style = Type.lead)
    }
}

/** The own status: its colour with shape and word, why, how old, when it changes, what is open. */
@Composable
fun StatusCard(status: StatusScreen, open: WhatIsOpen) {
    val language = LocalLanguage.current
    val colour = status.status?.colour
    val drawn = if (status.offline) drawn(null) else drawn(colour)
    val shape = drawn(colour).shape
    val word = colour?.let { colourWord(it, language) } ?: say(Word.UNKNOWN)
    val spoken = colour?.let { colourSpoken(it, language) } ?: say(Word.UNKNOWN_SPOKEN)
    Column(
        Modifier.fillMaxWidth().background(drawn.fill, MaterialTheme.shapes.medium).dashed(status.offline, drawn.on).padding(20.dp).testTag("status"),
        Arrangement.spacedBy(8.dp),
    ) {
        BesideOrBelow(Modifier.semantics(mergeDescendants = true) { contentDescription = spoken }) {
            Shape(shape, drawn.on, 64.dp)
            Told(word, color = drawn.on, style = Type.far)
        }
        Told(statusReason(status, language), color = drawn.on)
        status.asOf?.let {
            val age = say(if (status.offline) Word.TIMETABLE_OFFLINE else Word.AS_OF, "time" to dayAndClock(it, language))
            Told(age, color = drawn.on)
        }
    }
    if (status.offline) Sentence(say(Word.HOME_OFFLINE), offline = true)
    status.next?.let {
        val values = arrayOf("time" to dayAndClock(it.from, language), "colour" to colourWord(it.status.colour, language))
        Told(say(Word.TURNS, *values))
    }
    val sentences = statusOpen(open, language)
    if (sentences.isNotEmpty()) Card {
        Told(say(Word.OPEN_TO_ME), style = Type.strong)
        sentences.forEach { Told(it) }
    }
}

/** In one line where there is room, else below one another. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun BesideOrBelow(modifier: Modifier = Modifier, content: @Composable () -> Unit) =
    FlowRow(modifier, Arrangement.spacedBy(16.dp), Arrangement.spacedBy(4.dp), itemVerticalAlignment = Alignment.CenterVertically) { content() }

@Composable
private fun Ways(notices: Int, ways: HomeWays) = Column {
    QuietButton(say(Word.MY_VISITS), press = ways.openVisits)
    QuietButton(say(Word.NOTICES) + if (notices > 0) " · $notices" else "", press = ways.openNotices)
    QuietButton(say(Word.FOR_STAFF), press = ways.openStaff)
    QuietButton(say(Word.SETTINGS), press = ways.openSettings)
}

@Composable
fun PleaseUpdatePage(later: () -> Unit) {
    val platform = LocalPlatform.current
    Page(say(Word.NEW_VERSION), MainAction(say(Word.UPDATE), press = platform::openStore)) {
        Told(say(Word.UPDATE_PLEASE))
        OtherButton(say(Word.LATER), press = later)
    }
}
