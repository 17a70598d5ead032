//! The signs and nouns of door codes: what staff compare between a phone and the board.

use super::Language;
use crate::door_code::DoorCode;

/// A sign of a door code, with the name that is read aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// One character of one cell that no phone draws as an emoji.
    pub glyph: char,
    names: [&'static str; 3],
}

impl Sign {
    /// The sign's name for a screen reader.
    pub const fn spoken(&self, language: Language) -> &'static str {
        self.names[language as usize]
    }
}

impl DoorCode {
    /// How the code is written, as a board writes it: the sign, the Kazakh noun, two digits.
    pub fn written(self) -> String {
        format!("{} {} {:02}", self.sign().glyph, self.noun(), self.digits)
    }

    /// How the code is read aloud: the sign's name, the Kazakh noun, the digits.
    pub fn spoken(self, language: Language) -> String {
        format!("{}, {}, {:02}", self.sign().spoken(language), self.noun(), self.digits)
    }

    /// The sign.
    pub fn sign(self) -> &'static Sign {
        &SIGNS[usize::from(self.sign) % SIGNS.len()]
    }

    /// The noun, Kazakh whatever the language.
    pub fn noun(self) -> &'static str {
        NOUNS[usize::from(self.word) % NOUNS.len()]
    }
}

const fn sign(glyph: char, kk: &'static str, ru: &'static str, en: &'static str) -> Sign {
    Sign { glyph, names: [kk, ru, en] }
}

/// The sixteen signs, by their number in a door code.
///
/// A filled circle, square or triangle is missing on purpose: those shapes stand for statuses. So is every character
/// that Unicode lists as an emoji, since phones draw it in colours of their own (`♥`, `☀`, `☂`, `☎`, `⚓`, `♣`, `♠`).
pub const SIGNS: [Sign; 16] = [
    sign('★', "жұлдыз", "звезда", "star"),
    sign('◆', "ромб", "ромб", "diamond"),
    sign('✚', "плюс", "плюс", "plus"),
    sign('✿', "гүл", "цветок", "flower"),
    sign('♪', "нота", "нота", "note"),
    sign('☾', "ай", "луна", "moon"),
    sign('☼', "күн", "солнце", "sun"),
    sign('⚑', "жалау", "флаг", "flag"),
    sign('⌂', "үй", "дом", "house"),
    sign('♜', "мұнара", "башня", "tower"),
    sign('♞', "ат", "конь", "horse"),
    sign('✎', "қарындаш", "карандаш", "pencil"),
    sign('♡', "жүрек", "сердце", "heart"),
    sign('∞', "шексіздік", "бесконечность", "infinity"),
    sign('≈', "толқын", "волна", "wave"),
    sign('♧', "беде", "клевер", "clover"),
];

/// The sixty-four nouns, by their number in a door code; Kazakh whatever the language.
#[rustfmt::skip]
pub const NOUNS: [&str; 64] = [
    "АҒАШ", "АҚҚУ", "АЛМА", "АЛТЫН", "АСПАН", "ӘТЕШ", "БИДАЙ", "БОТА",
    "БӨРІК", "БҰЛАҚ", "БҮРКІТ", "ДАУЫЛ", "ДӘПТЕР", "ДОП", "ЕРТЕГІ", "ЖАЙЛАУ",
    "ЖАҢБЫР", "ЖЕЛКЕН", "ЖУСАН", "ЖҮГЕРІ", "ЖҮЗІМ", "ЖІБЕК", "КЕМЕ", "КЕРУЕН",
    "КИІК", "КӨЛ", "КӨПІР", "КҮМІС", "КІЛЕМ", "КІТАП", "ҚАЗ", "ҚАЙМАҚ",
    "ҚАЙЫҢ", "ҚАЛАМ", "ҚАРБЫЗ", "ҚИЯР", "ҚОРҒАН", "ҚҰЛЫН", "ЛАШЫН", "ЛИМОН",
    "МАҚТА", "МЫСЫҚ", "НӨСЕР", "ӨЗЕН", "ПОЙЫЗ", "САМАЛ", "САНДЫҚ", "СӘБІЗ",
    "СУРЕТ", "СҰҢҚАР", "СҮТ", "ТЕҢІЗ", "ТЕРЕЗЕ", "ТҮЙЕ", "ТҮЛКІ", "ТЫРНА",
    "ҮСТЕЛ", "ШАҒАЛА", "ШАҢҒЫ", "ШАТЫР", "ШӘЙНЕК", "ШЕЛЕК", "ЫДЫС", "ІНЖУ",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Insertions, deletions and replacements that lead from one word to the other.
    fn distance(one: &str, two: &str) -> usize {
        let two: Vec<char> = two.chars().collect();
        let mut row: Vec<usize> = (0..=two.len()).collect();
        for (at, letter) in one.chars().enumerate() {
            let mut next = vec![at + 1];
            for (to, other) in two.iter().enumerate() {
                next.push((row[to] + usize::from(letter != *other)).min(row[to + 1] + 1).min(next[to] + 1));
            }
            row = next;
        }
        row[two.len()]
    }

    #[test]
    fn distance_counts_single_changes() {
        assert_eq!(distance("ТАУ", "ТАС"), 1);
        assert_eq!(distance("АСЫҚ", "АСТЫҚ"), 1);
        assert_eq!(distance("КӨЛ", "КӨПІР"), 3);
    }

    #[test]
    fn no_two_nouns_are_mistaken_for_each_other() {
        for (at, one) in NOUNS.into_iter().enumerate() {
            for two in &NOUNS[at + 1..] {
                assert!(distance(one, two) >= 3, "{one} {two}");
            }
        }
    }

    #[test]
    fn a_noun_is_short_and_in_kazakh_capitals() {
        for noun in NOUNS {
            assert!((3..=6).contains(&noun.chars().count()), "{noun}");
            assert!(noun.chars().all(|letter| "АӘБВГҒДЕЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЫІЮЯ".contains(letter)), "{noun}");
        }
    }

    #[test]
    fn a_noun_is_neither_a_sign_nor_a_colour() {
        let taken = SIGNS.map(|sign| sign.spoken(Language::Kk)).into_iter().chain(["қызыл", "сары", "жасыл", "көк"]);
        for name in taken {
            assert!(!NOUNS.contains(&name.to_uppercase().as_str()), "{name}");
        }
    }

    #[test]
    fn signs_and_their_names_are_all_different() {
        assert_eq!(SIGNS.map(|sign| sign.glyph).into_iter().collect::<BTreeSet<_>>().len(), SIGNS.len());
        for language in Language::ALL {
            let names: BTreeSet<_> = SIGNS.iter().map(|sign| sign.spoken(language)).collect();
            assert_eq!(names.len(), SIGNS.len());
        }
    }

    /// Unicode 16, emoji-data.txt: what of the blocks in use has the property Emoji.
    #[test]
    fn no_sign_is_an_emoji_or_two_cells_wide() {
        let emoji = "↔↕↖↗↘↙↩↪⌚⌛⌨⏏▪▫▶◀◻◼◽◾☀☁☂☃☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸☹☺♀♂♈♉♊♋♌♍♎♏♐♑♒♓♟♠♣♥♦♨♻♾♿⚒⚓⚔⚕⚖⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑\
                     ⛓⛔⛩⛪⛰⛱⛲⛳⛴⛵⛷⛸⛹⛺⛽✂✅✈✉✊✋✌✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓❔❕❗❣❤➕➖➗➡➰➿";
        for sign in SIGNS {
            assert!(!emoji.contains(sign.glyph), "{}", sign.glyph);
            assert!(('\u{2190}'..='\u{27BF}').contains(&sign.glyph), "{}", sign.glyph);
        }
    }
}
