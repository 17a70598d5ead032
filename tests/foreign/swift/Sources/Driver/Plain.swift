import Ashyq
import Foundation

/// A value as a line has it: what Swift knows of a record or an enum is all that it takes.
func plain(_ value: Any) -> Any {
    switch value {
    case let date as Date: return Int((date.timeIntervalSince1970 * 1000).rounded())
    case let duration as TimeInterval: return Int((duration * 1000).rounded())
    case let text as String: return text
    case let truth as Bool: return truth
    case let number as Float: return number
    case let number as any BinaryInteger: return number
    case let list as [Any]: return list.map(plain)
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { plain($0.value) } ?? NSNull()
    case .enum: return mirror.children.isEmpty ? variant(value) : tagged(value)
    default: return fields(value)
    }
}

/// A record's fields, named as the core names them.
func fields(_ record: Any) -> [String: Any] {
    var named: [String: Any] = [:]
    for case let (name?, value) in Mirror(reflecting: record).children { named[snake(name)] = plain(value) }
    return named
}

/// A variant with its fields, or with those of the record that it holds; another value stands in `of`.
func tagged(_ value: Any) -> [String: Any] {
    var shown: [String: Any] = ["is": variant(value)]
    guard let held = Mirror(reflecting: value).children.first?.value else { return shown }
    switch Mirror(reflecting: held).displayStyle {
    case .struct where !(held is String), .tuple: shown.merge(fields(held)) { _, field in field }
    default: shown["of"] = (held as? any Error).map(name) ?? plain(held)
    }
    return shown
}

/// The core's name of a variant.
func variant(_ value: Any) -> String {
    let name = Mirror(reflecting: value).children.first?.label ?? "\(value)"
    return name.prefix(1).uppercased() + name.dropFirst()
}

/// The core's name of an error: its type and its variant.
func name(_ error: any Error) -> String {
    "\(type(of: error)).\(variant(error))"
}

/// `signedAt` as `signed_at`.
private func snake(_ name: String) -> String {
    name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
}

func door(_ screen: DoorScreen) -> Any {
    var shown = tagged(screen)
    if case .decided(let decided) = screen { shown["door_code"] = doorCodeWritten(doorCode: decided.doorCode) }
    return shown
}

func status(_ session: Session, _ screen: StatusScreen) throws -> Any {
    var shown = fields(screen)
    shown["reason"] = statusReason(screen: screen, language: .en)
    shown["sentences"] = statusOpen(open: try session.whatIsOpen(), language: .en)
    return shown
}

func seen(_ seen: Seen) -> Any {
    var shown = tagged(seen.what)
    shown["outline"] = seen.outline.map { $0.map { [$0.x, $0.y] } } ?? NSNull()
    return shown
}

/// What a thrown error says on a line.
func thrown(_ error: any Error) -> [String: Any] {
    var said: [String: Any] = ["throws": name(error)]
    switch error {
    case is CancellationError: return ["throws": "Cancelled"]
    case let error as ClientError:
        said["says"] = sayClientError(error: error, language: .en)
        switch error {
        case .Refused(let refusal), .Unreachable(let refusal), .NeedsIin(let refusal), .Full(let refusal), .Broken(let refusal):
            said["word"] = refusal.word
        case .LoggedOut: break
        }
    case let error as CheckError: said["says"] = sayCheckError(error: error, language: .en)
    case let error as StartError: said["says"] = sayStartError(error: error, language: .en)
    case is FrameError: break
    default:
        // UniFFI's own error has no name outside its file.
        if "\(type(of: error))" == "UniffiInternalError" { return ["throws": "InternalError"] }
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        return ["throws": "DriverError"]
    }
    return said
}
