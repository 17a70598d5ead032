import Ashyq
import class Ashyq.Scanner
import Foundation

/// A plane of luma as a camera hands it out.
struct Plane {
    var luma: Data
    var width: UInt32
    var height: UInt32
    var stride: UInt32

    /// A grey plane without a code.
    static func grey(_ width: Int, _ height: Int) -> Plane {
        Plane(luma: Data(repeating: 128, count: width * height), width: UInt32(width), height: UInt32(height), stride: UInt32(width))
    }

    /// A telephone number's code on white, eight pixels a module, in rows that are longer than the picture by `padding`;
    /// the last row ends with the picture.
    static func code(padding: Int = 0, inverted: Bool = false, quarterTurns: Int = 0) -> Plane {
        let (modules, quiet, scale) = (telephone.count, 4, 8)
        let side = (modules + 2 * quiet) * scale
        let stride = side + padding
        var luma = Data(repeating: 77, count: stride * (side - 1) + side)
        for y in 0..<side {
            for x in 0..<side {
                // A turn of the camera against the clock is what so many turns with it make upright.
                let (column, row) = (0..<quarterTurns).reduce((x, y)) { place, _ in (side - 1 - place.1, place.0) }
                let (across, down) = (column / scale - quiet, row / scale - quiet)
                let inside = (0..<modules).contains(across) && (0..<modules).contains(down)
                let dark = inside && telephone[down][across]
                luma[y * stride + x] = dark == inverted ? 240 : 15
            }
        }
        return Plane(luma: luma, width: UInt32(side), height: UInt32(side), stride: UInt32(stride))
    }
}

extension Scanner {
    func see(_ plane: Plane, degrees: UInt32 = 0, crop: Crop? = nil, budgetMs: UInt32 = 150) throws -> Seen {
        try see(
            luma: plane.luma, width: plane.width, height: plane.height, stride: plane.stride,
            degrees: degrees, crop: crop, budgetMs: budgetMs)
    }
}

/// `tel:+77001234567` as a QR code of version 2-Q.
private let telephone: [[Bool]] = """
    #######..#..##.#..#######
    #.....#.#.##.#....#.....#
    #.###.#.###.#...#.#.###.#
    #.###.#..#.##.##..#.###.#
    #.###.#....#..#...#.###.#
    #.....#...####....#.....#
    #######.#.#.#.#.#.#######
    ...........#...##........
    .###.##..#...#........##.
    ...#.#.......##..#....#..
    ##...##.######...#..#....
    .###.#.#...#...#.#.#..##.
    .##.#.#..#.#..###.###.###
    ...##..##...#.##..#.#.###
    .#.#.##.##..###....#...#.
    #.#.##..#########....#..#
    ..##..#.###..#..#####.#..
    ........#...#####...#..##
    #######....#.##.#.#.#.###
    #.....#.###..#..#...#..#.
    #.###.#..##...#.######...
    #.###.#.#......#..###..##
    #.###.#.#####..#..#.####.
    #.....#.#...##.#....#.#..
    #######..#.##..#.#.#..###
    """.split(separator: "\n").map { row in row.map { $0 == "#" } }
