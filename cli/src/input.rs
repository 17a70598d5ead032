//! What a person types: on the terminal, secrets without echo; without one, lines of standard input.

use std::io::{self, BufRead, IsTerminal as _, Write as _};

use ashyq_core::secret::Secret;

/// Where answers come from.
pub struct Input {
    terminal: bool,
    lines: Box<dyn BufRead>,
}

impl Input {
    /// Standard input.
    pub fn standard() -> Self {
        // Not locked for good: the demo listens to the Enter key as well.
        Self { terminal: io::stdin().is_terminal(), lines: Box::new(io::BufReader::new(io::stdin())) }
    }

    /// Lines that are there already: no terminal.
    #[cfg(test)]
    pub(crate) fn of(lines: &'static str) -> Self {
        Self { terminal: false, lines: Box::new(lines.as_bytes()) }
    }

    /// Whether a person can be asked.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Asks for a line; `None` at the end of the input.
    pub fn line(&mut self, label: &str) -> Option<String> {
        if self.terminal {
            eprint!("{label}: ");
            let _ = io::stderr().flush();
        }
        let mut line = String::new();
        let read = self.lines.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned())
    }

    /// Asks for a secret, without echo on a terminal; `None` at the end of the input.
    pub fn secret(&mut self, label: &str) -> Option<Secret<String>> {
        if self.terminal {
            return rpassword::prompt_password(format!("{label}: ")).ok().map(Secret::new);
        }
        self.line(label).map(Secret::new)
    }
}

/// Whether an answer says yes, in any of the languages.
pub fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "и" | "иә" | "д" | "да")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_terminal_answers_are_lines_in_their_order() {
        let mut input = Input::of("first\r\nsecond\n");
        assert_eq!(input.secret("a").map(|secret| secret.expose("test").clone()), Some("first".into()));
        assert_eq!(input.line("b").as_deref(), Some("second"));
        assert_eq!(input.line("c"), None);
    }

    #[test]
    fn only_yes_is_yes() {
        assert!(["y", "Yes", "иә", "ДА"].into_iter().all(is_yes));
        assert!(!["", "n", "нет", "жоқ", "yess"].into_iter().any(is_yes));
    }
}
