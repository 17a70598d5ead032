// Written from https://developer.apple.com/documentation/corefoundation (/cfstring, /cfdata, /cfdictionary, /cferror, /cfallocator,
// /cftyperef). On Apple's platforms these come with Foundation and are bridged by `as`; here they are the types that they are bridged
// to, so that `as` means the same.

import Foundation

public typealias CFString = String
public typealias CFData = Data
public typealias CFDictionary = [String: Any]
public typealias CFTypeRef = AnyObject
public final class CFAllocator {}
public final class CFError {}
