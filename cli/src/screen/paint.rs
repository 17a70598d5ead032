//! How much colour the terminal has.

use anstyle::{Ansi256Color, AnsiColor, Color, Effects, RgbColor, Style};
use ashyq_core::words::look::{INK, Look, PAPER, Rgb, Shape};

use super::line::{Ground, Ink};

/// How much colour there is to paint with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// None: no escape code is written.
    None,
    /// The sixteen colours that every terminal has.
    Sixteen,
    /// 24 bits.
    Full,
}

impl Paint {
    /// What a terminal can show: none without a terminal or with `NO_COLOR`, 24 bits where `COLORTERM` says so.
    pub fn choose(terminal: bool, variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name: &str| variable(name).filter(|value| !value.is_empty());
        if !terminal || said("NO_COLOR").is_some() || said("TERM").is_none_or(|term| term == "dumb") {
            return Self::None;
        }
        match said("COLORTERM").as_deref() {
            Some("truecolor" | "24bit") => Self::Full,
            _ => Self::Sixteen,
        }
    }

    /// Paints a text; the ground ends with it.
    pub(super) fn write(self, ink: Ink, text: &str, out: &mut String) {
        let style = self.style(ink);
        if style.is_plain() {
            out.push_str(text);
        } else {
            out.extend([&*style.render().to_string(), text, &*style.render_reset().to_string()]);
        }
    }

    fn style(self, ink: Ink) -> Style {
        let (ground, fore) = match (self, ink.ground) {
            (Self::None, _) => return Style::new(),
            (_, None) => (None, None),
            (Self::Full, Some(Ground::Status(look))) => (Some(full(look.colour)), Some(full(look.on))),
            (Self::Full, Some(Ground::Paper)) => (Some(full(PAPER)), Some(full(INK))),
            (Self::Sixteen, Some(Ground::Status(look))) => sixteen(look),
            // Pure black and white: a QR code needs the contrast, and themes move the sixteen colours.
            (Self::Sixteen, Some(Ground::Paper)) => (Some(fixed(231)), Some(fixed(16))),
        };
        let mut effects = Effects::new();
        if ink.bold {
            effects |= Effects::BOLD;
        }
        if ink.quiet {
            effects |= Effects::DIMMED;
        }
        Style::new().bg_color(ground).fg_color(fore).effects(effects)
    }
}

fn full(Rgb { red, green, blue }: Rgb) -> Color {
    RgbColor(red, green, blue).into()
}

fn fixed(number: u8) -> Color {
    Ansi256Color(number).into()
}

/// The nearest of the sixteen, by the shape, as every status has its own.
fn sixteen(look: Look) -> (Option<Color>, Option<Color>) {
    let (ground, fore) = match look.shape {
        Shape::Octagon => (AnsiColor::Red, AnsiColor::BrightWhite),
        Shape::Triangle => (AnsiColor::BrightYellow, AnsiColor::Black),
        Shape::Circle => (AnsiColor::Green, AnsiColor::Black),
        Shape::Square => (AnsiColor::Blue, AnsiColor::BrightWhite),
        Shape::Ring => (AnsiColor::BrightBlack, AnsiColor::BrightWhite),
    };
    (Some(ground.into()), Some(fore.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(terminal: bool, variables: &[(&str, &str)]) -> Paint {
        Paint::choose(terminal, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn colour_follows_the_terminal_and_nothing_else() {
        let full = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
        assert_eq!(chosen(true, &full), Paint::Full);
        assert_eq!(chosen(false, &full), Paint::None);
        assert_eq!(chosen(true, &[full[0], full[1], ("NO_COLOR", "1")]), Paint::None);
        assert_eq!(chosen(true, &[full[0], full[1], ("NO_COLOR", "")]), Paint::Full);
        assert_eq!(chosen(true, &[full[0]]), Paint::Sixteen);
        assert_eq!(chosen(true, &[("TERM", "dumb"), full[1]]), Paint::None);
        assert_eq!(chosen(true, &[]), Paint::None);
    }

    #[test]
    fn without_paint_there_is_no_escape_code() {
        let mut out = String::new();
        Paint::None.write(Ink::on(Ground::Status(Look::RED)).bold(), "a", &mut out);
        assert_eq!(out, "a");
    }
}
