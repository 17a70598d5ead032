// swift-tools-version:6.0
// A stranger's package in Swift 6's mode: what `cargo xtask bindings swift` laid out is all that it knows.

import PackageDescription

let ashyq: Target.Dependency = .product(name: "Ashyq", package: "Ashyq")

let package = Package(
    name: "AshyqTests",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "../../../target/swift/Ashyq")],
    targets: [
        .executableTarget(name: "Driver", dependencies: [ashyq]),
        .testTarget(name: "AshyqTests", dependencies: [ashyq]),
    ]
)
