//! What a status looks like: colour, what stands on it, and a shape that needs no colour.
//!
//! The values are the table of statuses in the page about look and voice; the tests measure them.

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Rgb {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

/// Ink: on green and yellow, and the surface of dark mode.
pub const INK: Rgb = Rgb { red: 0x10, green: 0x15, blue: 0x1C };
/// Paper: on red, blue and unknown, and behind every QR code.
pub const PAPER: Rgb = Rgb { red: 0xFF, green: 0xFF, blue: 0xFF };
/// A raised surface in dark mode, on [`INK`].
pub const DARK_RAISED: Rgb = Rgb { red: 0x1A, green: 0x21, blue: 0x2B };
/// Text in dark mode.
pub const DARK_TEXT: Rgb = Rgb { red: 0xE8, green: 0xEC, blue: 0xF1 };

/// The grounds of a screen and what stands on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surface {
    /// The ground of the screen.
    pub ground: Rgb,
    /// What is raised from it: cards and fields.
    pub raised: Rgb,
    /// Text on either, and the fill of the main button.
    pub text: Rgb,
    /// Text of less weight, and lines.
    pub quiet: Rgb,
}

impl Surface {
    /// Light mode.
    pub const LIGHT: Surface = Surface {
        ground: PAPER,
        raised: Rgb { red: 0xF1, green: 0xF4, blue: 0xF8 },
        text: INK,
        quiet: Rgb { red: 0x4A, green: 0x53, blue: 0x5F },
    };
    /// Dark mode, which is not inverted light.
    pub const DARK: Surface = Surface {
        ground: INK,
        raised: DARK_RAISED,
        text: DARK_TEXT,
        quiet: Rgb { red: 0xA8, green: 0xB2, blue: 0xBF },
    };
}

/// The sizes of type, in each platform's scalable pixels.
pub const TYPE_SIZES: [u8; 6] = [13, 16, 20, 28, 40, 64];
/// The step of all spacing, in pixels.
pub const SPACE: u8 = 4;
/// The radius of corners, in pixels.
pub const CORNER: u8 = 12;

/// The hatching that lies over everything in test mode: a tile of 24 by 24, to be repeated.
pub const HATCHING: &str = "M0 0 L4 0 L0 4 Z M12 0 L16 0 L0 16 L0 12 Z \
    M24 0 L24 4 L4 24 L0 24 Z M24 12 L24 16 L16 24 L12 24 Z";

impl Rgb {
    /// The colour as style sheets write it: `#B3001B`.
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }

    /// The relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast with another colour, 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Rgb) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// How a status is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The fill.
    pub colour: Rgb,
    /// Text and shape on the fill.
    pub on: Rgb,
    /// What tells the status without its colour.
    pub shape: Shape,
}

impl Look {
    /// The status red.
    pub const RED: Look = Look { colour: Rgb { red: 0xB3, green: 0x00, blue: 0x1B }, on: PAPER, shape: Shape::Octagon };
    /// The status yellow.
    pub const YELLOW: Look =
        Look { colour: Rgb { red: 0xFF, green: 0xD2, blue: 0x1F }, on: INK, shape: Shape::Triangle };
    /// The status green.
    pub const GREEN: Look = Look { colour: Rgb { red: 0x2F, green: 0xBF, blue: 0x71 }, on: INK, shape: Shape::Circle };
    /// The status blue.
    pub const BLUE: Look = Look { colour: Rgb { red: 0x1F, green: 0x63, blue: 0xD6 }, on: PAPER, shape: Shape::Square };
    /// An unknown status, and with a dashed frame whatever is shown offline.
    pub const UNKNOWN: Look =
        Look { colour: Rgb { red: 0x5B, green: 0x64, blue: 0x70 }, on: PAPER, shape: Shape::Ring };

    /// All looks.
    pub const ALL: [Look; 5] = [Look::RED, Look::YELLOW, Look::GREEN, Look::BLUE, Look::UNKNOWN];
}

/// A shape that stands for a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// An octagon with a bar: red.
    Octagon,
    /// A triangle with an exclamation mark: yellow.
    Triangle,
    /// A circle with a tick: green.
    Circle,
    /// A square with a dot: blue.
    Square,
    /// A dashed ring with a question mark: unknown.
    Ring,
}

impl Shape {
    /// SVG path data in a box of 24 by 24, to be filled by the even-odd rule.
    ///
    /// Only absolute `M`, `L`, `C` and `Z` occur, so that every platform can draw it.
    pub const fn path(self) -> &'static str {
        match self {
            Shape::Octagon => OCTAGON,
            Shape::Triangle => TRIANGLE,
            Shape::Circle => CIRCLE,
            Shape::Square => SQUARE,
            Shape::Ring => RING,
        }
    }

    /// A drawing for the terminal: seven lines of fourteen cells.
    pub const fn blocks(self) -> [&'static str; 7] {
        match self {
            Shape::Octagon => OCTAGON_BLOCKS,
            Shape::Triangle => TRIANGLE_BLOCKS,
            Shape::Circle => CIRCLE_BLOCKS,
            Shape::Square => SQUARE_BLOCKS,
            Shape::Ring => RING_BLOCKS,
        }
    }
}

const OCTAGON: &str = "M7.44 1 L16.56 1 L23 7.44 L23 16.56 L16.56 23 L7.44 23 L1 16.56 L1 7.44 Z \
    M5 9.75 L19 9.75 L19 14.25 L5 14.25 Z";

#[rustfmt::skip]
const OCTAGON_BLOCKS: [&str; 7] = [
    "  ▄▄██████▄▄  ",
    "▄████████████▄",
    "██████████████",
    "██          ██",
    "██████████████",
    "▀████████████▀",
    "  ▀▀██████▀▀  ",
];

const TRIANGLE: &str = "M12 1 L23.5 22 L0.5 22 Z M10.4 8 L13.6 8 L13.1 15 L10.9 15 Z \
    M12 16.3 C12.94 16.3 13.7 17.06 13.7 18 C13.7 18.94 12.94 19.7 12 19.7 \
    C11.06 19.7 10.3 18.94 10.3 18 C10.3 17.06 11.06 16.3 12 16.3 Z";

#[rustfmt::skip]
const TRIANGLE_BLOCKS: [&str; 7] = [
    "      ██      ",
    "     ████     ",
    "    ██  ██    ",
    "   ███  ███   ",
    "  ████▄▄████  ",
    " █████  █████ ",
    "██████████████",
];

const CIRCLE: &str = "M12 1 C18.08 1 23 5.92 23 12 C23 18.08 18.08 23 12 23 C5.92 23 1 18.08 1 12 C1 5.92 5.92 1 12 1 Z \
    M5.2 12.6 L7.4 10.4 L10.4 13.4 L16.6 7.2 L18.8 9.4 L10.4 17.8 Z";

#[rustfmt::skip]
const CIRCLE_BLOCKS: [&str; 7] = [
    "  ▄▄██████▄▄  ",
    " ████████████ ",
    "█████████▀  ██",
    "██  ▀██▀  ▄███",
    "███▄    ▄█████",
    " ████▄▄██████ ",
    "  ▀▀██████▀▀  ",
];

const SQUARE: &str = "M2 2 L22 2 L22 22 L2 22 Z \
    M12 8 C14.21 8 16 9.79 16 12 C16 14.21 14.21 16 12 16 C9.79 16 8 14.21 8 12 C8 9.79 9.79 8 12 8 Z";

#[rustfmt::skip]
const SQUARE_BLOCKS: [&str; 7] = [
    "██████████████",
    "██████████████",
    "████▀    ▀████",
    "████      ████",
    "████▄    ▄████",
    "██████████████",
    "██████████████",
];

const RING: &str = "M9.15 1.37 C11.02 0.88 12.98 0.88 14.85 1.37 L14.25 3.6 C12.78 3.2 11.22 3.2 9.75 3.6 Z \
    M17.5 2.47 C19.17 3.44 20.56 4.83 21.53 6.5 L19.53 7.65 C18.77 6.33 17.67 5.23 16.35 4.47 Z \
    M22.63 9.15 C23.12 11.02 23.12 12.98 22.63 14.85 L20.4 14.25 C20.8 12.78 20.8 11.22 20.4 9.75 Z \
    M21.53 17.5 C20.56 19.17 19.17 20.56 17.5 21.53 L16.35 19.53 C17.67 18.77 18.77 17.67 19.53 16.35 Z \
    M14.85 22.63 C12.98 23.12 11.02 23.12 9.15 22.63 L9.75 20.4 C11.22 20.8 12.78 20.8 14.25 20.4 Z \
    M6.5 21.53 C4.83 20.56 3.44 19.17 2.47 17.5 L4.47 16.35 C5.23 17.67 6.33 18.77 7.65 19.53 Z \
    M1.37 14.85 C0.88 12.98 0.88 11.02 1.37 9.15 L3.6 9.75 C3.2 11.22 3.2 12.78 3.6 14.25 Z \
    M2.47 6.5 C3.44 4.83 4.83 3.44 6.5 2.47 L7.65 4.47 C6.33 5.23 5.23 6.33 4.47 7.65 Z \
    M8.01 8.62 L8.38 7.58 L9.15 6.55 L10.2 5.81 L11.43 5.44 L12.71 5.46 L13.92 5.88 L14.95 6.65 \
    L15.69 7.7 L16.06 8.93 L16.04 10.21 L15.51 11.59 L13.68 13.37 L13.18 13.89 L13.08 14.62 \
    L10.92 14.18 L11.22 12.91 L12.12 11.83 L13.79 10.22 L13.87 9.83 L13.88 9.24 L13.71 8.67 \
    L13.37 8.18 L12.89 7.82 L12.33 7.63 L11.74 7.62 L11.17 7.79 L10.68 8.13 L10.32 8.61 L10.09 9.34 Z \
    M12 15.7 C12.72 15.7 13.3 16.28 13.3 17 C13.3 17.72 12.72 18.3 12 18.3 \
    C11.28 18.3 10.7 17.72 10.7 17 C10.7 16.28 11.28 15.7 12 15.7 Z";

#[rustfmt::skip]
const RING_BLOCKS: [&str; 7] = [
    "    ▀▀▀▀▀▀    ",
    " █▀ ▄█▀▀█▄ ▀█ ",
    "▄      ▄█▀   ▄",
    "█     ██     █",
    "▀     ▄▄     ▀",
    " █▄   ▀▀   ▄█ ",
    "    ▄▄▄▄▄▄    ",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_table() {
        let hexes = Look::ALL.map(|look| (look.colour.hex(), look.on.hex()));
        let expected = [
            ("#B3001B", "#FFFFFF"),
            ("#FFD21F", "#10151C"),
            ("#2FBF71", "#10151C"),
            ("#1F63D6", "#FFFFFF"),
            ("#5B6470", "#FFFFFF"),
        ];
        assert_eq!(hexes, expected.map(|(colour, on)| (colour.to_owned(), on.to_owned())));
    }

    #[test]
    fn luminance_and_contrast_are_those_of_the_table() {
        let measured = [(0.10, 7.2), (0.68, 12.6), (0.39, 7.7), (0.14, 5.5), (0.13, 6.0)];
        for (look, (luminance, contrast)) in Look::ALL.into_iter().zip(measured) {
            assert!((look.colour.luminance() - luminance).abs() < 0.006, "{look:?} {}", look.colour.luminance());
            let found = look.colour.contrast(look.on);
            assert!((found - contrast).abs() < 0.06, "{look:?} {found}");
            assert!(found >= 5.5, "{look:?} {found}");
        }
        assert!(DARK_TEXT.contrast(DARK_RAISED) >= 7.0);
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for surface in [Surface::LIGHT, Surface::DARK] {
            for ground in [surface.ground, surface.raised] {
                assert!(surface.text.contrast(ground) >= 12.0 && surface.quiet.contrast(ground) >= 7.0, "{surface:?}");
            }
        }
    }

    #[test]
    fn no_two_shapes_are_alike_without_colour() {
        for (at, one) in Look::ALL.into_iter().enumerate() {
            for two in &Look::ALL[at + 1..] {
                assert_ne!(one.shape.path(), two.shape.path());
                let cells =
                    one.shape.blocks().concat().chars().zip(two.shape.blocks().concat().chars()).collect::<Vec<_>>();
                let different = cells.iter().filter(|(left, right)| left != right).count();
                assert!(different >= 16, "{one:?} {two:?} differ in {different} cells");
            }
        }
    }

    #[test]
    fn a_path_has_four_commands_and_stays_in_its_box() {
        for path in Look::ALL.map(|look| look.shape.path()).into_iter().chain([HATCHING]) {
            assert!(path.starts_with('M') && path.ends_with('Z'), "{path}");
            for part in path.split_whitespace() {
                let number = part.strip_prefix(['M', 'L', 'C']).unwrap_or(part);
                let fits = part == "Z" || number.parse::<f64>().is_ok_and(|number| (0.0..=24.0).contains(&number));
                assert!(fits, "{part:?}");
            }
        }
    }

    #[test]
    fn a_drawing_is_seven_lines_of_fourteen_cells() {
        for look in Look::ALL {
            for line in look.shape.blocks() {
                assert_eq!(line.chars().count(), 14);
                assert!(line.chars().all(|cell| " █▀▄".contains(cell)), "{line:?}");
            }
        }
    }
}
