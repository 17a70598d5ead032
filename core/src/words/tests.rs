use super::*;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The names that placeholders may have, each with the longest value that a test fills in.
const PLACEHOLDERS: &[(&str, &str)] = &[
    ("claim", "0C0G-40W2"),
    ("colour", "Белгісіз"),
    ("count", "999"),
    ("day", "22 қыркүйек"),
    ("digits", "42"),
    ("duration", "23 сағ 59 мин"),
    ("entrance", "99"),
    ("field", "address"),
    ("kinds", "әуежайлар, шипажайлар"),
    ("limit", "65536"),
    ("log_in_code", "123456"),
    ("metres", "500"),
    ("name", "AAAAAAAAAAAAAAAAAAAAAA"),
    ("noun", "БҮРКІТ"),
    ("phone", "+7 705 123 45 67"),
    ("rule", "12"),
    ("seconds", "3600"),
    ("sign", "жұлдыз"),
    ("time", "22 қыркүйек, 14:05"),
    ("tries", "5"),
    ("venue", "Дәріхана"),
];

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// Every text with what a failing test should name.
fn texts() -> impl Iterator<Item = (Word, Language, &'static str)> {
    Word::ALL.iter().flat_map(|&word| Language::ALL.map(|language| (word, language, word.say(language))))
}

fn ends_a_sentence(text: &str) -> bool {
    text.ends_with(['.', '?', '…'])
}

fn sentences(text: &str) -> usize {
    let letters: Vec<char> = text.chars().chain([' ']).collect();
    letters.windows(2).filter(|pair| ['.', '?'].contains(&pair[0]) && pair[1] == ' ').count()
}

#[test]
fn the_whole_table_side_by_side() {
    let subjects: BTreeSet<_> = Word::ALL.iter().map(|word| word.subject()).collect();
    for subject in subjects {
        let mut table = String::new();
        for word in Word::ALL.iter().filter(|word| word.subject() == subject) {
            table += word.key();
            for language in Language::ALL {
                write!(table, "\n  {}  {}", language.code(), word.say(language)).expect("a String takes it");
            }
            table.push('\n');
        }
        insta::assert_snapshot!(subject, table);
    }
}

#[test]
fn the_door_codes_side_by_side() {
    let signs = door_code::SIGNS
        .iter()
        .map(|sign| format!("{} {}", sign.glyph, Language::ALL.map(|language| sign.spoken(language)).join(" | ")));
    let nouns = door_code::NOUNS.chunks(8).map(|row| row.join(" "));
    insta::assert_snapshot!("door_code", signs.chain(nouns).collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_drawings_in_a_terminal() {
    let drawings = look::Look::ALL.map(|look| format!("{:?}\n{}\n", look.shape, look.shape.blocks().join("\n")));
    insta::assert_snapshot!("drawings", drawings.join("\n"));
}

#[test]
fn the_same_placeholders_stand_in_all_three_languages() {
    for word in Word::ALL {
        let [kk, ru, en] = Language::ALL.map(|language| placeholders(word.say(language)));
        assert!(kk == ru && ru == en, "{word:?}: {kk:?} {ru:?} {en:?}");
        for name in kk {
            assert!(PLACEHOLDERS.iter().any(|(known, _)| *known == name), "{word:?}: {name}");
        }
    }
}

#[test]
fn a_filled_text_has_no_brace_left() {
    for (word, language, _) in texts() {
        let filled = word.fill(language, PLACEHOLDERS);
        assert!(!filled.contains(['{', '}']), "{word:?}: {filled}");
    }
}

#[test]
fn fill_reads_a_value_once_and_leaves_what_it_does_not_know() {
    assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    assert_eq!(fill("{a} and {c}", &[("a", "1")]), "1 and {c}");
    assert_eq!(fill("open { at the end", &[("a", "1")]), "open { at the end");
    assert_eq!(fill("", &[]), "");
}

#[test]
fn the_voice_is_calm_and_the_typing_clean() {
    for (word, language, text) in texts() {
        let found = format!("{word:?} {language:?}: {text}");
        assert!(!text.is_empty() && text.trim() == text, "{found}");
        assert!(!text.contains(['!', '"', '\n', '\t', '—']) && !text.contains("  "), "{found}");
        assert!(!text.contains(" .") && !text.contains(" ,") && !text.contains(".."), "{found}");
        let length = text.chars().count();
        assert!(length <= if ends_a_sentence(text) { 140 } else { 50 }, "{length} characters, {found}");
    }
}

#[test]
fn the_three_languages_end_alike() {
    for word in Word::ALL {
        let ends = Language::ALL.map(|language| word.say(language).chars().last().filter(|end| ".?…".contains(*end)));
        assert!(ends[0] == ends[1] && ends[1] == ends[2], "{word:?}: {ends:?}");
    }
}

/// A text of several sentences is no label, so its last sentence ends too; hints at the camera are brief on purpose.
#[test]
fn a_sentence_ends_with_its_mark() {
    for (word, language, text) in texts() {
        let must_end = ["refusal", "notice"].contains(&word.subject()) && word.say(Language::En).contains(' ')
            || sentences(text) > 0 && word.subject() != "camera";
        assert!(!must_end || ends_a_sentence(text), "{word:?} {language:?}: {text}");
    }
}

#[test]
fn a_refusal_says_what_happened_and_then_what_to_do() {
    for (word, language, text) in texts().filter(|(word, ..)| word.subject() == "refusal") {
        assert!(sentences(text) >= 2, "{word:?} {language:?}: {text}");
    }
}

#[test]
fn every_language_keeps_to_its_letters() {
    let kazakh_only = "әғқңөұүһі";
    let mut kazakh_letters = BTreeSet::new();
    for (word, language, text) in texts() {
        let found = format!("{word:?} {language:?}: {text}");
        let text = fill(text, &PLACEHOLDERS.iter().map(|(name, _)| (*name, "0")).collect::<Vec<_>>()).to_lowercase();
        let special = text.chars().filter(|letter| kazakh_only.contains(*letter));
        match language {
            Language::Kk => kazakh_letters.extend(special),
            Language::Ru | Language::En => assert_eq!(special.count(), 0, "{found}"),
        }
        let cyrillic = |letter: char| ('\u{400}'..='\u{4FF}').contains(&letter);
        assert_eq!(text.contains(cyrillic), language != Language::En, "{found}");
        // A Latin letter inside a Cyrillic word looks right and is read, searched and spoken wrongly.
        for part in text.split(|letter: char| !letter.is_alphabetic()) {
            let mixed = part.contains(cyrillic) && part.contains(|letter: char| letter.is_ascii_alphabetic());
            assert!(!mixed, "{part:?} in {found}");
        }
    }
    assert!(kazakh_only.chars().filter(|letter| *letter != 'һ').all(|letter| kazakh_letters.contains(&letter)));
}

#[test]
fn an_sms_fits_one_message() {
    for (word, language, text) in texts().filter(|(word, ..)| word.key().starts_with("sms_")) {
        let text = fill(text, PLACEHOLDERS);
        let length = text.encode_utf16().count();
        assert!(length <= 70, "{length} characters, {word:?} {language:?}: {text}");
        assert!(language != Language::En || text.is_ascii(), "{text}");
    }
}

#[test]
fn the_first_words_of_a_refusal_and_the_samples_of_the_voice_stay() {
    let say = |word: Word| Language::ALL.map(|language| word.say(language));
    assert_eq!(say(Word::Refused), ["Кіруге болмайды", "Вход запрещён", "Do not enter"]);
    assert_eq!(
        say(Word::NotCheckedAskStaff),
        [
            "Желі жоқ. Қызметкерден ЖСН енгізуін сұраңыз.",
            "Нет сети. Попросите сотрудника ввести ваш ИИН.",
            "No network. Ask staff to enter your IIN."
        ]
    );
    assert_eq!(
        say(Word::SeenWifi),
        [
            "Бұл Wi-Fi коды, Ashyq постері емес.",
            "Это код Wi-Fi, а не плакат Ashyq.",
            "This is a Wi-Fi code, not an Ashyq poster."
        ]
    );
    for (text, sample) in say(Word::IinCheckDigit).into_iter().zip([
        "ЖСН-де қате бар: соңғы цифр сәйкес келмейді.",
        "В ИИН ошибка: не сходится последняя цифра.",
        "The IIN has a mistake: its last digit does not fit.",
    ]) {
        assert!(text.starts_with(sample), "{text}");
    }
}

#[test]
fn a_key_is_the_name_in_small_letters_and_leads_back() {
    assert_eq!(Word::Red.key(), "red");
    assert_eq!(Word::LogInCodeNotSixDigits.key(), "log_in_code_not_six_digits");
    for &word in Word::ALL {
        assert_eq!(Word::of_key(word.key()), Some(word));
        assert_eq!(Word::ALL[word as usize], word);
    }
    assert_eq!(Word::of_key("Red"), None);
}

#[test]
fn a_language_is_read_from_a_code_or_a_locale() {
    for language in Language::ALL {
        assert_eq!(Language::parse(language.code()), Some(language));
        assert_eq!(serde_json::to_value(language).expect("a language is JSON"), language.code());
    }
    assert_eq!(Language::parse("kk-KZ"), Some(Language::Kk));
    assert_eq!(Language::parse("ru_RU.UTF-8"), Some(Language::Ru));
    assert_eq!(Language::parse("EN"), Some(Language::En));
    assert_eq!(Language::parse(""), None);
    assert_eq!(Language::parse("kz"), None);
}

#[test]
fn kinds_in_a_sentence_begin_small() {
    let kinds = list_kinds(Language::Kk, &[Word::Airport, Word::Sanatorium]);
    assert_eq!(kinds, "әуежайлар, шипажайлар");
    assert_eq!(list_kinds(Language::En, &[]), "");
    assert_eq!(
        Word::OpenExcept.fill(Language::En, &[("kinds", &list_kinds(Language::En, &[Word::Airport]))]),
        "You may enter everywhere except where a PCR test is mandatory: airports."
    );
}
