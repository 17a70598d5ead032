//! A command line that cannot be read: what is wrong with it and the rule, in the person's language. What was typed is not
//! repeated, as it may be what should never have been an argument.

use std::ffi::OsString;

use ashyq_core::words::{Language, Word};
use clap::{
    CommandFactory as _, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{
    args::{Args, language_of},
    ending::{Ending, Kind},
    say::Say,
};

/// The language of a command line that cannot be read: the last one that it names, else that of the environment.
pub(crate) fn language(words: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Language {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let named = words.windows(2).filter(|pair| pair[0] == "--language").map(|pair| pair[1]);
    let named = named.chain(words.iter().filter_map(|word| word.strip_prefix("--language=")));
    let named = named.filter_map(|name| Language::ALL.into_iter().find(|language| language.code() == name)).next_back();
    language_of(named, variable)
}

/// Whether the error is none: help or the version was asked for.
pub(crate) fn is_help(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

/// The sentence for a command line that cannot be read.
pub(crate) fn ending(language: Language, error: &Error) -> Ending {
    let context = |kind| error.get(kind).map(names).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => {
            // Those of the command that was named so far: its usage begins with its names.
            let (all, usage) = (Args::command(), context(ContextKind::Usage));
            let named = usage.split_whitespace().fold(&all, |at, word| at.find_subcommand(word).unwrap_or(at));
            let commands: Vec<&str> = named.get_subcommands().map(clap::Command::get_name).collect();
            Say::NoSuchCommand.fill(language, &[("commands", &commands.join(", "))])
        }
        ErrorKind::MissingRequiredArgument => Word::FieldMissing.fill(language, &[("field", &argument)]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if argument.starts_with("--language") => {
            let rule = Say::RuleLanguage.say(language);
            return Ending::field(language, "--language", rule);
        }
        ErrorKind::ValueValidation if argument.starts_with("--entrance") => {
            let rule = Say::RuleEntrance.fill(language, &[("count", "99")]);
            return Ending::field(language, "--entrance", &rule);
        }
        // An option at the end, without what belongs behind it.
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            Word::FieldMissing.fill(language, &[("field", &argument)])
        }
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            Say::NotTogether.fill(language, &[("first", &argument), ("second", &prior)])
        }
        _ => {
            let usage = context(ContextKind::Usage);
            let usage = usage.split_once(": ").map_or(&*usage, |(_, usage)| usage);
            let usage = if usage.is_empty() { "ashyq help" } else { usage.trim() };
            Say::UnknownArgument.fill(language, &[("usage", usage)])
        }
    };
    Ending { kind: Kind::Usage, sentence, key: "usage", details: None }
}

/// What clap says of its own arguments.
fn names(value: &ContextValue) -> String {
    match value {
        ContextValue::String(name) => name.clone(),
        ContextValue::Strings(names) => names.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn said(words: &[&str], language: Language) -> Ending {
        let words: Vec<OsString> = std::iter::once("ashyq").chain(words.iter().copied()).map(OsString::from).collect();
        let error = Args::try_parse_from(&words).unwrap_err();
        assert!(!is_help(&error), "{error}");
        ending(language, &error)
    }

    #[test]
    fn every_wrong_command_line_is_named_with_its_rule_and_not_repeated() {
        for (words, named) in [
            (
                &["canary"][..],
                "log-in, iin, scan, door, status, leave, visits, notices, staff, log-out, delete-my-data",
            ),
            (&["iin", "900101300017"], "ashyq iin [OPTIONS]"),
            (&["status", "--canary"], "ashyq status [OPTIONS]"),
            (&["--canary", "status"], "ashyq [OPTIONS] <COMMAND>"),
            (&["scan"], "<IMAGE|DIR>"),
            (&["scan", "canary.png", "another-canary.png"], "ashyq scan [OPTIONS]"),
            (&["scan", "canary.png", "--typed", "canary"], "--typed"),
            (&["scan", "--typed"], "--typed"),
            (&["notices", "--agree", "canary", "--object", "canary"], "--object"),
            (&["notices", "--agree"], "--agree"),
            (&["status", "--language", "canary"], "kk, ru, en"),
            (&["status", "--profile"], "--profile"),
            (&["status", "--json=canary"], "ashyq status"),
            (&["staff", "canary"], ": roles, accept, decline, shift, enter, leave, check"),
            (&["staff", "shift", "canary"], ": open, close"),
            (&["staff", "enter", "900101300017"], "ashyq staff enter [OPTIONS]"),
            (&["staff", "leave", "900101300017"], "ashyq staff leave [OPTIONS]"),
            (&["staff", "enter", "--entrance", "100"], "99"),
            (&["staff", "check"], "<IMAGE|DIR>"),
        ] {
            let sentences = Language::ALL.map(|language| said(words, language).sentence);
            for sentence in &sentences {
                assert!(sentence.contains(named), "{words:?}: {sentence}");
                assert!(!sentence.contains("canary") && !sentence.contains("900101300017"), "{words:?}: {sentence}");
                assert!(!sentence.contains(['{', '\u{1b}', '\n']), "{words:?}: {sentence}");
            }
            assert!(sentences[0] != sentences[1] && sentences[1] != sentences[2], "{sentences:?}");
        }
    }

    #[test]
    fn the_language_is_found_where_the_rest_cannot_be_read() {
        let of = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            language(&words, |name| (name == "LANG").then(|| "kk_KZ.UTF-8".to_owned()))
        };
        assert_eq!(of(&["ashyq", "canary"]), Language::Kk);
        assert_eq!(of(&["ashyq", "--language", "ru", "canary"]), Language::Ru);
        assert_eq!(of(&["ashyq", "canary", "--language=en"]), Language::En);
        assert_eq!(of(&["ashyq", "canary", "--language", "de"]), Language::Kk);
    }
}
