// Written from https://developer.apple.com/documentation/audiotoolbox: each declaration names its page below that.

public typealias SystemSoundID = UInt32  // /systemsoundid

public func AudioServicesPlaySystemSound(_ inSystemSoundID: SystemSoundID) {}  // /audioservicesplaysystemsound(_:)
