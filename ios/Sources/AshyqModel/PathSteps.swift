import Foundation

/// A step of a drawing of the core's. Its path data holds these four and no others.
public enum PathStep: Equatable, Sendable {
    case move(CGPoint)
    case line(CGPoint)
    case curve(CGPoint, CGPoint, CGPoint)
    case close
}

/// The steps of a drawing: absolute `M`, `L`, `C` and `Z`, the numbers apart by spaces or commas. It ends where it cannot be read.
public func pathSteps(_ data: String) -> [PathStep] {
    var steps: [PathStep] = []
    var command: Character = "Z"
    var numbers: [CGFloat] = []
    for token in tokens(data) {
        if let number = Double(token) {
            numbers.append(CGFloat(number))
            guard let step = step(command, numbers) else { continue }
            steps.append(step)
            numbers = []
        } else if token == "Z" {
            steps.append(.close)
        } else if ["M", "L", "C"].contains(token) {
            command = Character(String(token))
            numbers = []
        } else {
            return steps
        }
    }
    return steps
}

private func step(_ command: Character, _ numbers: [CGFloat]) -> PathStep? {
    func point(_ at: Int) -> CGPoint { CGPoint(x: numbers[at], y: numbers[at + 1]) }
    switch (command, numbers.count) {
    case ("M", 2): return .move(point(0))
    case ("L", 2): return .line(point(0))
    case ("C", 6): return .curve(point(0), point(2), point(4))
    default: return nil
    }
}

/// Letters and numbers, which need no space between one another.
private func tokens(_ data: String) -> [Substring] {
    var tokens: [Substring] = []
    var start: String.Index?
    for at in data.indices {
        let letter = data[at]
        let ends = letter.isLetter || letter.isWhitespace || letter == ","
        if ends, let from = start {
            tokens.append(data[from..<at])
            start = nil
        }
        if letter.isLetter {
            tokens.append(data[at...at])
        } else if !ends && start == nil {
            start = at
        }
    }
    if let from = start { tokens.append(data[from...]) }
    return tokens
}
