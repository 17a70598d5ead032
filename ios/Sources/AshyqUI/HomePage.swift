import Ashyq
import AshyqModel
import SwiftUI

/// What home leads to.
struct HomeWays {
    let scan: Way
    let openDoor: Way
    let openVisits: Way
    let openNotices: Way
    let openStaff: Way
    let openSettings: Way
    let openUpdate: Way
}

struct HomePage: View {
    let state: HomeState
    let ways: HomeWays
    @Environment(\.words) private var say

    var body: some View {
        switch state {
        case .loading(let view):
            page(view, MainAction(label: say(.scanPoster), press: ways.scan), busy: true) {}
        case .outside(let view):
            page(view, MainAction(label: say(.scanPoster), press: ways.scan)) {}
        case .inside(let view, let door):
            page(view, MainAction(label: say(.scanToLeave), press: ways.scan)) { Here(door: door, open: ways.openDoor) }
        case .waiting(let view, let sentence):
            page(view, nil) { Sentence(sentence) }
        }
    }

    private func page(
        _ view: HomeView, _ main: MainAction?, busy: Bool = false, @ViewBuilder first: () -> some View
    ) -> some View {
        let first = first()
        return Page(title: say(.myStatus), main: main, busy: busy) {
            first
            StatusCard(status: view.status, open: view.open)
            if view.updateIsAsked { OtherButton(say(.update), press: ways.openUpdate) }
            if view.unsent > 0 { Quiet(say(.unsentCount, ["count": "\(view.unsent)"])) }
            VStack(alignment: .leading, spacing: 0) {
                QuietButton(say(.myVisits), press: ways.openVisits)
                QuietButton(say(.notices) + (view.notices > 0 ? " · \(view.notices)" : ""), press: ways.openNotices)
                QuietButton(say(.forStaff), press: ways.openStaff)
                QuietButton(say(.settings), press: ways.openSettings)
            }
        }
    }
}

/// The visit that goes on: the way to it.
private struct Here: View {
    let door: DoorScreen
    let open: Way
    @Environment(\.words) private var say

    var body: some View {
        Button(action: open) {
            Card {
                Told(say(.currentVisit))
                Told(venue ?? say(.venueNotKnown), .lead)
            }
        }
        .buttonStyle(.plain)
    }

    private var venue: String? {
        switch door {
        case .decided(let decision): decision.venue
        case .inside(let visit): visit.venue
        case .asking, .outside: nil
        }
    }
}

/// The own status: its colour with shape and word, why, how old, when it changes, what is open.
struct StatusCard: View {
    let status: StatusScreen
    let open: WhatIsOpen
    @Environment(\.words) private var say

    var body: some View {
        card
        if status.offline { Sentence(say(.homeOffline), offline: true) }
        if let next = status.next {
            let colour = colourWord(colour: next.status.colour, language: say.language)
            Told(say(.turns, ["time": dayAndClock(moment: next.from, language: say.language), "colour": colour]))
        }
        let sentences = statusOpen(open: open, language: say.language)
        if !sentences.isEmpty {
            Card {
                Told(say(.openToMe), .strong)
                ForEach(sentences, id: \.self) { Told($0) }
            }
        }
    }

    private var card: some View {
        let colour = status.status?.colour
        // Without network it is drawn as unknown, whatever it is.
        let drawn = Drawn(status.offline ? nil : colour)
        let spoken = colour.map { colourSpoken(colour: $0, language: say.language) } ?? say(.unknownSpoken)
        return VStack(alignment: .leading, spacing: 8) {
            BesideOrBelow {
                StatusFigure(shape: Drawn(colour).shape, colour: drawn.on, size: 64)
                Fit(colour.map { colourWord(colour: $0, language: say.language) } ?? say(.unknown), .far)
            }
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(spoken)
            Told(statusReason(screen: status, language: say.language))
            if let asOf = status.asOf {
                Told(say(status.offline ? .timetableOffline : .asOf, ["time": dayAndClock(moment: asOf, language: say.language)]))
            }
        }
        .foregroundStyle(drawn.on)
        .padding(20)
        .frame(maxWidth: .infinity, alignment: .leading)
        .background(drawn.fill, in: corner)
        .dashed(status.offline, drawn.on)
    }
}

struct PleaseUpdatePage: View {
    let openStore: Way
    let later: Way
    @Environment(\.words) private var say

    var body: some View {
        Page(title: say(.newVersion), main: MainAction(label: say(.update), press: openStore)) {
            Told(say(.updatePlease))
            OtherButton(say(.later), press: later)
        }
    }
}
