// Makes the calls of the shared stories on the Swift package; ../../../README.md says how it is spoken to.

import Foundation

@main
struct Main {
    static func main() async throws {
        let driver = Driver()
        while let text = readLine() { driver.begin(try Line(JSONSerialization.jsonObject(with: Data(text.utf8)))) }
        await driver.end()
    }
}
