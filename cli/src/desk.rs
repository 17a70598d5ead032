//! The desk that a command runs at: its options, what is typed, and where pages or JSON go.

use std::io::{IsTerminal as _, Write as _};

use ashyq_core::{
    secret::Secret,
    words::{Language, Word},
};
use serde_json::{Value, json};

use crate::{
    args::Options,
    ending::Ending,
    input::{Input, is_yes},
    say::Say,
    screen::{self, Page, Paint, View},
};

/// The desk that a command runs at.
pub struct Desk {
    /// What goes with every command.
    pub options: Options,
    /// For whom pages are drawn.
    pub view: View,
    /// The terminal's width, in columns.
    pub columns: usize,
    input: Input,
}

impl Desk {
    /// The desk of this process.
    pub fn standard(options: Options) -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        let language = options.language(variable);
        let paint = Paint::choose(std::io::stdout().is_terminal(), variable);
        let columns = terminal_size::terminal_size().map(|(width, _)| width.0);
        let view = View::new(language, columns, paint);
        Self { options, view, columns: columns.map_or(80, usize::from), input: Input::standard() }
    }

    /// The language in which everything is said.
    pub fn language(&self) -> Language {
        self.view.language
    }

    /// Shows a page, unless JSON is asked for.
    pub fn show(&self, page: &Page) {
        if !self.options.json {
            print(&page.show(self.view.paint));
        }
    }

    /// Shows a sentence.
    pub fn tell(&self, sentence: &str) {
        self.show(&screen::sentence(&self.view, sentence));
    }

    /// Shows a word of the core.
    pub fn tell_word(&self, word: Word) {
        self.tell(word.say(self.language()));
    }

    /// Reports the command's result, if JSON is asked for.
    pub fn report(&self, command: &str, result: Value) {
        if self.options.json {
            let mut report = json!({ "command": command });
            if let (Some(report), Value::Object(result)) = (report.as_object_mut(), result) {
                report.extend(result);
            }
            print(&format!("{report}\n"));
        }
    }

    /// Tells how the command ended that did not do what was asked.
    pub fn refuse(&self, command: &str, ending: &Ending) {
        let mut refusal = json!({ "refused": ending.key, "sentence": ending.sentence });
        if let (Some(refusal), Some(Value::Object(details))) = (refusal.as_object_mut(), ending.details.clone()) {
            refusal.extend(details);
        }
        self.report(command, refusal);
        eprintln!("{}", ending.sentence);
    }

    /// Whether a person sits at a terminal.
    pub fn is_terminal(&self) -> bool {
        self.input.is_terminal()
    }

    /// Asks for a line that is no secret.
    pub fn line(&mut self, field: &str, label: &str) -> Result<String, Ending> {
        let language = self.language();
        self.input.line(label).ok_or_else(|| missing(language, field))
    }

    /// Asks for a secret.
    pub fn secret(&mut self, field: &str, label: &str) -> Result<Secret<String>, Ending> {
        let language = self.language();
        self.input.secret(label).ok_or_else(|| missing(language, field))
    }

    /// Asks a question; `--yes` has answered it already.
    pub fn confirm(&mut self, question: &str) -> Result<(), Ending> {
        let language = self.language();
        if self.options.yes {
            return Ok(());
        }
        if !self.input.is_terminal() {
            return Err(Ending::usage(language, Say::YesNeeded));
        }
        let answer = self.input.line(&format!("{question} {}", Say::YesNo.say(language))).unwrap_or_default();
        if is_yes(&answer) { Ok(()) } else { Err(Ending::refused(language, Say::NothingDone)) }
    }
}

fn missing(language: Language, field: &str) -> Ending {
    let sentence = Word::FieldMissing.fill(language, &[("field", field)]);
    Ending { kind: crate::ending::Kind::Usage, sentence, key: Word::FieldMissing.key(), details: None }
}

/// Prints; a reader that has gone is no fault.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
