package kz.ashyq.app

import androidx.compose.runtime.Composable
import java.time.Duration
import java.time.Instant
import kz.ashyq.Action
import kz.ashyq.Change
import kz.ashyq.CheckException
import kz.ashyq.Checked
import kz.ashyq.Colour
import kz.ashyq.DecisionScreen
import kz.ashyq.DoorAnswer
import kz.ashyq.DoorCode
import kz.ashyq.DoorScreen
import kz.ashyq.Entry
import kz.ashyq.Exit
import kz.ashyq.FactKind
import kz.ashyq.Fill
import kz.ashyq.Language
import kz.ashyq.Learnt
import kz.ashyq.Notice
import kz.ashyq.NoticeKind
import kz.ashyq.OpenKind
import kz.ashyq.Opening
import kz.ashyq.PassError
import kz.ashyq.Point
import kz.ashyq.Refusal
import kz.ashyq.StaffScreen
import kz.ashyq.Status
import kz.ashyq.StatusScreen
import kz.ashyq.VenueKind
import kz.ashyq.VisitLine
import kz.ashyq.VisitScreen
import kz.ashyq.WhatIsOpen
import kz.ashyq.Why
import kz.ashyq.Word
import kz.ashyq.say
import kz.ashyq.sayRefusal
import kz.ashyq.typedIin
import kz.ashyq.typedPhone
import kz.ashyq.ui.*

/** One state of one screen, by the names of docs/decisions/apps.md, as it is drawn. */
class Sample(val name: String, val draw: @Composable (Language) -> Unit)

private val AT: Instant = Instant.parse("2026-11-23T09:05:00Z")
private const val VISIT = "00000000000000000000000000000000"
private const val ID = "AAAAAAAAAAAAAAAAAAAAAA"
private const val VENUE = "Алма дүкені"
private val PASS = "ASHYQ:1:" + "7ABCDEFGHJKMNPQRSTVWXYZ0123456789".repeat(9)
private val CODE = DoorCode(3u, 7u, 42u)
private fun refusal(key: String, language: Language, fill: Fill = Fill.Nothing) = sayRefusal(Refusal(key, fill), language)

private fun decision(colour: Colour, admitted: Boolean, why: Why? = null, test: Boolean = false) =
    DecisionScreen(VISIT, colour, admitted, why, test, VENUE, 2u, AT, Duration.ofSeconds(212), CODE, PASS)

private fun visit(checked: Boolean = true, verified: Boolean = true, test: Boolean = false) = VisitScreen(VISIT, VENUE, 2u, AT, checked, verified, test)

private fun status(colour: Colour?, reason: FactKind? = null, offline: Boolean = false, next: Boolean = false) = StatusScreen(
    colour?.let { Status(it, reason) }, AT.takeIf { colour != null }, Duration.ofMinutes(5), offline,
    Change(AT.plusSeconds(90_000), Status(Colour.BLUE, null)).takeIf { next },
)

private fun kinds(opening: (VenueKind) -> Opening) = WhatIsOpen(VenueKind.entries.map { OpenKind(it, opening(it)) })

private val NEAR = kinds { if (it.ordinal < 3) Opening.Within(500u) else Opening.Closed(Why.NOT_FOR_CONTACTS) }
private val NOWHERE = kinds { Opening.Closed(Why.ISOLATION) }
private val ALL = kinds { Opening.Open }
private val TESTED = setOf(VenueKind.SANATORIUM, VenueKind.AIRPORT, VenueKind.ENTERTAINMENT)
private val MOST = kinds { if (it in TESTED) Opening.Closed(Why.TEST_NEEDED) else Opening.Open }
private val NOT_KNOWN = WhatIsOpen(emptyList())

private val GREEN = HomeView(status(Colour.GREEN, FactKind.PCR_NEGATIVE, next = true), ALL)
private val HOME = HomeWays({}, {}, {}, {}, {}, {}, {})
private fun home(name: String, state: (Language) -> HomeState) = Sample("home-$name") { HomePage(state(it), HOME) }

private val SCANNER = ScannerWays({}, {}, {}, {}, {}, {}, {}, {}, {})
private fun scanner(name: String, state: (Language) -> ScannerState) = Sample("scanner-$name") { ScannerPage(state(it), null, SCANNER) }
private val OUTLINE = Outline(listOf(Point(60f, 140f), Point(250f, 150f), Point(240f, 340f), Point(70f, 330f)), 320, 480)

private fun asked(action: Action = Action.ENTER, verified: Boolean = true, ends: String? = null, test: Boolean = false) =
    Asked(action, VENUE, 2, "Алматы, Абай даңғылы, 10", verified, ends, test)
private fun confirm(name: String, state: (Language) -> ConfirmState) = Sample("confirm-$name") { ConfirmPage(state(it), {}, {}, {}) }

private fun result(name: String, state: ResultState) = Sample("result-$name") { ResultPage(state, 500) {} }
private val REMINDING = mapOf("inside" to Reminding.ON, "inside-not-checked" to Reminding.NOT_ALLOWED)
private fun visit(name: String, state: (Language) -> VisitState) = Sample("visit-$name") { VisitPage(state(it), REMINDING[name] ?: Reminding.OFF, {}, VisitWays({}, {}, {})) }

private val LINES = listOf(
    VisitLine(VISIT, VENUE, 2u, AT, Entry.ADMITTED, Colour.GREEN, null, true, null, false),
    VisitLine(VISIT, "Шипа дәріханасы", 1u, AT.minusSeconds(90_000), Entry.UNCHECKED, null, Exit(AT.minusSeconds(88_000), Learnt.BUTTON), false, null, false),
    VisitLine(VISIT, "Арман кинотеатры", 1u, AT.minusSeconds(190_000), null, Colour.YELLOW, null, true, null, false),
)
private fun visits(name: String, state: (Language) -> VisitsState) = Sample("visits-$name") { VisitsPage(state(it), {}, {}) }

private val NOTICES = listOf(
    Notice(ID, AT, NoticeKind.IIN_CLAIMED, AT.plusSeconds(80_000), null),
    Notice("BBBBBBBBBBBBBBBBBBBBBA", AT.minusSeconds(90_000), NoticeKind.LOOKED_UP, null, null),
)
private fun notices(name: String, state: (Language) -> NoticesState) = Sample("notices-$name") { NoticesPage(state(it), NoticesWays({ _, _ -> }, {}, {}, {}, {})) }
private fun settings(name: String, state: (Language) -> SettingsState) = Sample("settings-$name") { SettingsPage(state(it), 1, SettingsWays({}, {}, {}, {}, {}, {}, {}, {})) }

private val ROLES = listOf(RoleRow(0, VENUE, "Алматы, Абай даңғылы, 10", true), RoleRow(1, "Арман кинотеатры", "Алматы, Достық даңғылы, 5", false))
private fun staff(name: String, state: (Language) -> StaffState) = Sample("staff-$name") { StaffPage(state(it), StaffWays({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})) }
private val TWICE = Twice(typedIin("900101300017"), typedIin("900101"))
private fun answer(colour: Colour, admitted: Boolean, test: Boolean = false) = DoorAnswer(colour, admitted, test)
private fun entry(name: String, state: (Language) -> StaffEntryState) = Sample("staff-entry-$name") { StaffEntryPage(state(it), 3, StaffEntryWays({}, {}, {}, {}, {}, {})) }
private fun exit(name: String, state: (Language) -> StaffExitState) = Sample("staff-exit-$name") { StaffExitPage(state(it), {}, {}, {}, {}) }
private fun checked(colour: Colour, admitted: Boolean, test: Boolean = false) = Checked(answer(colour, admitted, test), 2u, AT, AT.plusSeconds(20))
private fun check(name: String, state: (Language) -> CheckPassState) = Sample("check-pass-$name") { CheckPassPage(state(it), CheckPassWays({}, {}, {}, {}, {}, {})) }

private val TIMES = LogInCodeTimes(Duration.ofSeconds(272), Duration.ofSeconds(48), 3)
private fun code(name: String, times: LogInCodeTimes = TIMES, state: (Language) -> LogInCodeState) =
    Sample("log-in-code-$name") { LogInCodePage(state(it), times, "+7 705 123 45 67", {}, {}, {}, {}) }
private fun phone(name: String, state: (Language) -> PhoneState) = Sample("phone-$name") { PhonePage(state(it), {}, {}, {}) }
private fun iin(name: String, state: (Language) -> IinState) = Sample("iin-$name") { IinPage(state(it), {}, {}, null) }

/** Every state of every screen. */
val SAMPLES = listOf(
    Sample("start-opening") { StartPage(null) {} },
    Sample("start-failed") { StartPage(refusal("vault_locked", it)) {} },
    Sample("language-choosing") { LanguagePage(it, null, {}, {}) },
    phone("typing") { PhoneState.Typing(typedPhone("+7 705 12")) },
    phone("complete") { PhoneState.Typing(typedPhone("+7 705 123 45 67")) },
    phone("wrong") { PhoneState.Typing(typedPhone("+7 916")) },
    phone("sending") { PhoneState.Sending(typedPhone("+7 705 123 45 67")) },
    phone("refused") { PhoneState.Refused(typedPhone("+7 705 123 45 67"), refusal("no_network", it)) },
    code("typing") { LogInCodeState.Typing("12") },
    code("answering") { LogInCodeState.Answering("123456") },
    code("refused", TIMES.copy(resendAfter = Duration.ZERO)) { LogInCodeState.Refused("123456", refusal("log_in_code_wrong", it, Fill.Tries(2u))) },
    iin("typing") { IinState.Typing(typedIin("900101")) },
    iin("complete") { IinState.Typing(typedIin("900101300017")) },
    iin("wrong") { IinState.Typing(typedIin("900101300018")) },
    iin("sending") { IinState.Sending(typedIin("900101300017")) },
    iin("refused") { IinState.Refused(typedIin("900101300017"), refusal("iin_changes_used_up", it, Fill.Time(AT))) },
    home("loading") { HomeState.Loading(HomeView(status(null), NOT_KNOWN)) },
    home("green") { HomeState.Outside(GREEN) },
    home("busy") { HomeState.Outside(GREEN.copy(unsent = 2, updateIsAsked = true, notices = 1)) },
    home("blue") { HomeState.Outside(HomeView(status(Colour.BLUE), MOST)) },
    home("yellow") { HomeState.Outside(HomeView(status(Colour.YELLOW, FactKind.CONTACT), NEAR)) },
    home("red") { HomeState.Outside(HomeView(status(Colour.RED, FactKind.PCR_POSITIVE), NOWHERE)) },
    home("offline") { HomeState.Outside(HomeView(status(Colour.BLUE, offline = true), MOST, unsent = 1)) },
    home("unknown") { HomeState.Outside(HomeView(status(null, offline = true), NOT_KNOWN)) },
    home("inside") { HomeState.Inside(HomeView(status(Colour.BLUE), MOST), DoorScreen.Inside(visit())) },
    home("waiting") { HomeState.Waiting(HomeView(status(null), NOT_KNOWN), refusal("iin_waits", it, Fill.Time(AT))) },
    scanner("asking") { ScannerState.Asking },
    scanner("not-allowed") { ScannerState.NotAllowed },
    scanner("no-camera") { ScannerState.NoCamera },
    scanner("looking") { ScannerState.Looking(say(Word.AIM_AT_POSTER, it)) },
    scanner("outlined") { ScannerState.Looking(say(Word.SEEN_OTHER_CHECK_IN, it), OUTLINE, torch = true) },
    scanner("typing") { ScannerState.Typing("7K3M") },
    confirm("reading") { ConfirmState.Reading },
    confirm("enter") { ConfirmState.Asks(asked()) },
    confirm("enter-ends-visit") { ConfirmState.Asks(asked(ends = "Шипа дәріханасы")) },
    confirm("enter-not-verified") { ConfirmState.Asks(Asked(Action.ENTER, null, null, null, false, null, false)) },
    confirm("enter-test") { ConfirmState.Asks(asked(test = true)) },
    confirm("leave") { ConfirmState.Asks(asked(Action.LEAVE)) },
    confirm("nothing") { ConfirmState.Asks(asked(Action.NOTHING)) },
    confirm("sending") { ConfirmState.Sending(asked()) },
    confirm("refused") { ConfirmState.Refused(refusal("poster_revoked", it)) },
    result("asking", ResultState.Asking),
    result("admitted-green", ResultState.Admitted(decision(Colour.GREEN, true))),
    result("admitted-blue", ResultState.Admitted(decision(Colour.BLUE, true))),
    result("admitted-yellow", ResultState.Admitted(decision(Colour.YELLOW, true))),
    result("admitted-test", ResultState.Admitted(decision(Colour.GREEN, true, test = true))),
    result("refused-red", ResultState.Refused(decision(Colour.RED, false, Why.ISOLATION))),
    result("refused-yellow", ResultState.Refused(decision(Colour.YELLOW, false, Why.TOO_FAR))),
    result("refused-blue", ResultState.Refused(decision(Colour.BLUE, false, Why.TEST_NEEDED))),
    result("refused-test", ResultState.Refused(decision(Colour.RED, false, Why.ISOLATION, test = true))),
    result("not-checked", ResultState.NotChecked(visit(checked = false, verified = false))),
    visit("inside") { VisitState.Inside(visit()) },
    visit("inside-not-checked") { VisitState.Inside(visit(checked = false)) },
    visit("inside-test") { VisitState.Inside(visit(test = true)) },
    visit("failed") { VisitState.Inside(visit(), refusal("storage_full", it)) },
    visit("leaving") { VisitState.Leaving(visit()) },
    visit("left") { VisitState.Left(AT) },
    visit("nowhere") { VisitState.Nowhere },
    visits("loading") { VisitsState.Loading },
    visits("empty") { VisitsState.Empty },
    visits("shown") { VisitsState.Shown(LINES) },
    visits("failed") { VisitsState.Failed(refusal("storage_full", it)) },
    notices("loading") { NoticesState.Loading },
    notices("empty") { NoticesState.Empty },
    notices("shown") { NoticesState.Shown(NOTICES) },
    notices("answering") { NoticesState.Shown(NOTICES, answering = ID) },
    notices("asking") { NoticesState.Asking(NoticesState.Shown(NOTICES), NOTICES[0]) },
    notices("failed") { NoticesState.Failed(refusal("no_network", it)) },
    settings("shown") { SettingsState.Shown() },
    settings("asking-log-out") { SettingsState.Asking(Question.LOG_OUT_HERE) },
    settings("asking-delete") { SettingsState.Asking(Question.DELETE) },
    settings("asking-unsent") { SettingsState.Asking(Question.DELETE_UNSENT, 2) },
    settings("working") { SettingsState.Working },
    settings("failed") { SettingsState.Shown(refusal("no_network", it)) },
    Sample("please-update-asked") { PleaseUpdatePage {} },
    staff("loading") { StaffState.Loading },
    staff("no-roles") { StaffState.NoRoles },
    staff("roles") { StaffState.Roles(ROLES, say(Word.ROLE_IS_YOURS, it)) },
    staff("asking") { StaffState.Asking(ROLES, ROLES[1]) },
    staff("working") { StaffState.Working(ROLES) },
    staff("on-shift") { StaffState.OnShift(VENUE, AT) },
    staff("failed") { StaffState.Failed(refusal("no_network", it)) },
    entry("typing") { StaffEntryState.Typing(TWICE, 2) },
    entry("refused") { StaffEntryState.Typing(TWICE, 2, refusal("iin_not_the_same_twice", it)) },
    entry("sending") { StaffEntryState.Sending },
    entry("no-answer") { StaffEntryState.NoAnswer(refusal("no_network", it)) },
    entry("admitted") { StaffEntryState.Shown(StaffScreen(VISIT, VENUE, 2u, AT, answer(Colour.GREEN, true))) },
    entry("refused-red") { StaffEntryState.Shown(StaffScreen(VISIT, VENUE, 2u, AT, answer(Colour.RED, false))) },
    exit("typing") { StaffExitState.Typing(TWICE) },
    exit("refused") { StaffExitState.Typing(TWICE, refusal("no_network", it)) },
    exit("sending") { StaffExitState.Sending },
    exit("noted") { StaffExitState.Noted },
    check("asking") { CheckPassState.Asking },
    check("not-allowed") { CheckPassState.NotAllowed },
    check("no-camera") { CheckPassState.NoCamera },
    check("looking") { CheckPassState.Looking(say(Word.AIM_AT_PASS, it)) },
    check("fits") { CheckPassState.Fits(checked(Colour.BLUE, true)) },
    check("fits-refused") { CheckPassState.Fits(checked(Colour.YELLOW, false)) },
    check("fits-test") { CheckPassState.Fits(checked(Colour.GREEN, true, test = true)) },
    check("not-accepted") { CheckPassState.NotAccepted(CheckException.Refused(PassError.OLD_SLOT)) },
    check("already-seen") { CheckPassState.NotAccepted(CheckException.AlreadySeen(checked(Colour.GREEN, true), Duration.ofSeconds(20))) },
)

/** What the store shows, in its order: docs/store/pictures.md. */
val STORE = listOf("result-admitted-green", "home-green", "confirm-enter", "visit-inside", "visits-shown", "settings-shown", "check-pass-fits")
    .map { name -> SAMPLES.single { it.name == name } }
