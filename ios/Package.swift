// swift-tools-version: 6.0
// The app for iPhones, but for its entry point, which App/ holds.

import PackageDescription

#if os(macOS)
/// Laid out by `cargo xtask ios`.
let core = "../target/bindings/swift/Ashyq"
#else
/// Laid out by `cargo xtask test ios`.
let core = "../target/swift/Ashyq"
#endif

let ashyq: Target.Dependency = .product(name: "Ashyq", package: "Ashyq")

var products: [Product] = [
    .library(name: "AshyqCore", targets: ["AshyqCore"]),
    .library(name: "AshyqModel", targets: ["AshyqModel"]),
]
var targets: [Target] = [
    .target(name: "AshyqCore", dependencies: [ashyq]),
    .target(name: "AshyqModel", dependencies: [ashyq]),
    .testTarget(name: "AshyqModelTests", dependencies: [ashyq, "AshyqModel"]),
]

#if os(macOS)
// What is drawn with SwiftUI is built where that is.
products.append(.library(name: "AshyqUI", targets: ["AshyqUI"]))
targets.append(.target(name: "AshyqUI", dependencies: [ashyq, "AshyqModel"]))
#endif

let package = Package(
    name: "AshyqApp",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: products,
    dependencies: [.package(path: core)],
    targets: targets
)
