/// The names of the screens: the same on both platforms, see docs/decisions/apps.md.
public enum Place: String, CaseIterable, Sendable {
    case start
    case language
    case phone
    case logInCode
    case iin
    case home
    case scanner
    case confirm
    case result
    case visit
    case visits
    case staff
    case staffEntry
    case staffExit
    case checkPass
    case notices
    case settings
    case pleaseUpdate
}
