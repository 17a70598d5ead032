//! The apps are thin: where Kotlin or Swift looks at what the core decided, a person has agreed to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::{command::root, kotlin::files};

/// The places that were agreed to: a file, what looks, at what, how often.
const AGREED: &str = include_str!("thin.txt");
/// Where the apps' own code is.
const APPS: [&str; 5] =
    ["android/core/src/main", "android/ui/src/main", "android/app/src/main", "ios/Sources", "ios/App"];

/// What the core decides: its enums with their variants, and what is true or false of its records.
#[derive(Default)]
struct Core {
    enums: BTreeMap<String, BTreeSet<String>>,
    facts: BTreeSet<String>,
    /// The cases of the apps' own enums in Swift, where a case is named without its enum.
    own: BTreeSet<String>,
}

/// Whether every look at what the core decided was agreed to, and every agreement is needed; else both are said.
pub(crate) fn are_the_apps() -> Result<bool, String> {
    let mut core = core()?;
    let mut sources = Vec::new();
    for app in APPS.iter().map(|app| root().join(app)).filter(|app| app.exists()) {
        for file in files(&app)?.iter().filter(|file| has_extension(file, "kt") || has_extension(file, "swift")) {
            let name = file.strip_prefix(root()).unwrap_or(file).display().to_string();
            sources.push((name, fs::read_to_string(file).unwrap_or_default()));
        }
    }
    core.own = sources.iter().flat_map(|(_, text)| own_cases(text)).collect();
    let looks = |(name, text): &(String, String)| -> Vec<String> {
        core.looks(text).into_iter().map(|(look, times)| format!("{name} {look} {times}")).collect()
    };
    let found: BTreeSet<String> = sources.iter().flat_map(looks).collect();
    let agreed: BTreeSet<String> = AGREED.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    println!("{} places where an app looks at what the core decided", found.len());
    let beyond: Vec<&String> = found.difference(&agreed).collect();
    let needless: Vec<&String> = agreed.difference(&found).collect();
    for line in &beyond {
        println!("not agreed to in xtask/src/rules/thin.txt: {line}");
    }
    for line in &needless {
        println!("agreed to, and not there: {line}");
    }
    Ok(beyond.is_empty() && needless.is_empty())
}

fn has_extension(file: &Path, wanted: &str) -> bool {
    file.extension().is_some_and(|extension| extension == wanted)
}

/// The core's enums and facts, as the bindings show them.
fn core() -> Result<Core, String> {
    let mut core = Core::default();
    for (_, text) in super::sources() {
        let mut within = None;
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("pub enum ") {
                within = Some(name.trim_end_matches([' ', '{']).to_owned());
            } else if line == "}" {
                within = None;
            } else if let (Some(name), Some(first)) = (&within, line.trim().chars().next())
                && first.is_ascii_uppercase()
            {
                let variant: String = line.trim().chars().take_while(|letter| letter.is_alphanumeric()).collect();
                core.enums.entry(name.clone()).or_default().insert(variant.to_lowercase());
            } else if let Some((field, "bool,")) = line.trim().split_once(": ") {
                core.facts.insert(camel(field.trim_start_matches("pub ")));
            }
        }
    }
    if core.enums.len() > 20 { Ok(core) } else { Err(String::from("the bindings' enums were not found")) }
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

impl Core {
    /// What looks at which of the core's decisions, and how often.
    fn looks(&self, text: &str) -> BTreeMap<String, usize> {
        let lines: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        let code = lines.join("\n");
        let mut looks = BTreeMap::new();
        for (keyword, at) in ["when", "switch"].iter().flat_map(|word| words(&code, word).map(move |at| (*word, at))) {
            for name in self.of_labels(&labels(&code[at..], keyword == "switch")) {
                *looks.entry(format!("{keyword} {name}")).or_default() += 1;
            }
        }
        for (keyword, at) in ["if", "guard"].iter().flat_map(|word| words(&code, word).map(move |at| (*word, at))) {
            for name in self.of_condition(condition(&code[at + keyword.len()..])) {
                *looks.entry(format!("{keyword} {name}")).or_default() += 1;
            }
        }
        // In Swift a look may stand before a question mark, in Kotlin outside of everything.
        for asked in lines.iter().flat_map(|line| line.match_indices(" ? ").map(|(at, _)| &line[..at])) {
            for name in self.of_condition(asked.rsplit([' ', '(', ',']).next().unwrap_or_default()) {
                *looks.entry(format!("? {name}")).or_default() += 1;
            }
        }
        for line in lines.iter().filter(|line| !line.trim().starts_with("is ") && words(line, "if").next().is_none()) {
            for at in words(line, "is") {
                for name in self.of_condition(line[at + 2..].split(&[')', '&', '|'][..]).next().unwrap_or_default()) {
                    *looks.entry(format!("is {name}")).or_default() += 1;
                }
            }
        }
        looks
    }

    /// The enum that labels belong to: named in Kotlin; in Swift the one that has all of them.
    fn of_labels(&self, labels: &[String]) -> BTreeSet<String> {
        let named = labels.iter().filter_map(|label| {
            let name = label.trim_start_matches("is ").split(['.', ' ', ',']).next().unwrap_or_default();
            self.enums.contains_key(name).then(|| name.to_owned())
        });
        let named: BTreeSet<String> = named.collect();
        let short: Vec<String> = labels.iter().filter_map(|label| variant(label)).collect();
        if !named.is_empty() || short.is_empty() {
            return named;
        }
        let whole = self.enums.iter().filter(|(_, variants)| short.iter().all(|name| variants.contains(name)));
        whole.map(|(name, _)| name.clone()).take(1).collect()
    }

    fn of_condition(&self, condition: &str) -> BTreeSet<String> {
        let parts = condition.split(|letter: char| !letter.is_alphanumeric() && letter != '.');
        let look = |word: &str| {
            let (first, last) =
                (word.split('.').next().unwrap_or_default(), word.rsplit('.').next().unwrap_or_default());
            let fact = word.contains('.') && self.facts.contains(last);
            if self.enums.contains_key(first) { Some(first.to_owned()) } else { fact.then(|| last.to_owned()) }
        };
        let unnamed = condition.split("case ").skip(1).filter_map(variant).filter(|name| !self.own.contains(name));
        let of_unnamed = unnamed.filter_map(|name| {
            self.enums.iter().find(|(_, variants)| variants.contains(&name)).map(|(of, _)| of.clone())
        });
        parts.filter_map(look).chain(of_unnamed).collect()
    }
}

/// The cases that a Swift source declares.
fn own_cases(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let name = line.trim_start().strip_prefix("case ").filter(|name| name.starts_with(char::is_lowercase))?;
        variant(&format!(".{name}"))
    })
}

/// Where a word stands alone.
fn words(code: &str, word: &'static str) -> impl Iterator<Item = usize> {
    code.match_indices(word).filter_map(move |(at, _)| {
        let letter = |letter: char| letter.is_alphanumeric() || "_.#".contains(letter);
        let (before, after) = (code[..at].chars().next_back(), code[at + word.len()..].chars().next());
        (!before.is_some_and(letter) && !after.is_some_and(letter)).then_some(at)
    })
}

/// What is asked after an `if` or a `guard`: up to the brackets' end in Kotlin, to the brace in Swift.
fn condition(code: &str) -> &str {
    let start = code.find(|letter: char| !letter.is_whitespace()).unwrap_or(0);
    if !code[start..].starts_with('(') {
        return &code[start..code.find('{').unwrap_or(code.len())];
    }
    let mut depth = 0;
    for (at, letter) in code[start..].char_indices() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        if depth == 0 {
            return &code[start..start + at];
        }
    }
    code
}

/// The labels of a block's own arms, without those of blocks within.
fn labels(code: &str, swift: bool) -> Vec<String> {
    let Some(start) = code.find('{') else { return Vec::new() };
    let (mut depth, mut labels) = (0, Vec::new());
    for line in code[start..].split('\n') {
        let label = if swift {
            line.trim().strip_prefix("case ")
        } else {
            line.split_once("->").map(|(label, _)| label.trim())
        };
        if depth == 1 {
            labels.extend(label.map(str::to_owned));
        }
        for letter in line.chars() {
            depth += i32::from(letter == '{') - i32::from(letter == '}');
            if depth == 0 {
                return labels;
            }
        }
    }
    labels
}

/// The variant of a label such as `.decided(let screen):`.
fn variant(label: &str) -> Option<String> {
    let name = label.trim_start_matches("let ").strip_prefix('.')?;
    let name: String = name.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    Some(name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(text: &str) -> Vec<(String, usize)> {
        core().unwrap().looks(text).into_iter().collect()
    }

    #[test]
    fn a_look_at_what_the_core_decided_is_found_in_both_languages() {
        let kotlin = "fun a() = when (val door = session.door()) {\n    DoorScreen.Outside -> b()\n    is DoorScreen.Decided -> when (c) {\n        Colour.RED -> d()\n    }\n}\n";
        assert_eq!(looks(kotlin), [("when Colour".to_owned(), 1), ("when DoorScreen".to_owned(), 1)]);
        let swift = "switch try session.door() {\ncase .outside: a()\ncase .decided(let screen): b(screen)\n}\n";
        assert_eq!(looks(swift), [("switch DoorScreen".to_owned(), 1)]);
        assert_eq!(looks("if (decision.admitted) a() else b()"), [("if admitted".to_owned(), 1)]);
        assert_eq!(looks("if screen.status.offline { a() }"), [("if offline".to_owned(), 1)]);
        assert_eq!(looks("a(decision.admitted ? .one : .two)"), [("? admitted".to_owned(), 1)]);
        assert_eq!(looks("guard case DoorScreen.outside = door else { return }"), [("guard DoorScreen".to_owned(), 1)]);
        assert_eq!(looks("if case .waiting = try session.binding() { a() }"), [("if IinBinding".to_owned(), 1)]);
        assert_eq!(looks("val inside = door !is DoorScreen.Outside"), [("is DoorScreen".to_owned(), 1)]);
        assert_eq!(looks("if (door !is DoorScreen.Outside) a()"), [("if DoorScreen".to_owned(), 1)]);
    }

    #[test]
    fn what_an_app_may_decide_itself_is_not() {
        assert_eq!(
            looks("// when (x) { Colour.RED -> 1 }\nif (busy) a()\nwhen (state) {\n    is HomeState.Inside -> b()\n}"),
            []
        );
        assert_eq!(looks("if (busy) show(decision.admitted)"), []);
        assert_eq!(looks("#if canImport(Security)\nfunc open() -> Start {"), []);
        let own = Core { own: own_cases("enum State {\n    case inside(Visit)\n}").collect(), ..core().unwrap() };
        assert!(own.looks("if case .inside = state { a() }").is_empty());
    }

    #[test]
    fn the_apps_are_thin() {
        assert!(are_the_apps().unwrap());
    }
}
