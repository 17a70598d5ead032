// swift-tools-version:5.9
// UniFFI's file is Swift 5's. Whoever depends on this package may be Swift 6's.

import PackageDescription

#if os(macOS)
// For iPhones: `cargo xtask ios` makes it.
let core: Target = .binaryTarget(name: "AshyqFFI", path: "AshyqFFI.xcframework")
let linking: [LinkerSetting] = []
#else
let core: Target = .systemLibrary(name: "AshyqFFI")
let libraries = "\(Context.packageDirectory)/Libraries"
let linking: [LinkerSetting] = [.unsafeFlags(["-L\(libraries)", "-Xlinker", "-rpath", "-Xlinker", libraries])]
#endif

let package = Package(
    name: "Ashyq",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "Ashyq", targets: ["Ashyq"])],
    targets: [core, .target(name: "Ashyq", dependencies: ["AshyqFFI"], linkerSettings: linking)]
)
