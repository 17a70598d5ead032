//! What is in Android's bytecode: classes with their own fields and methods, by name.

use std::collections::BTreeSet;

/// Every `class` and `class member` of a file of bytecode, with names as Java writes them.
pub(super) fn names(dex: &[u8]) -> Option<BTreeSet<String>> {
    let dex = Dex(dex);
    let mut names = BTreeSet::new();
    for at in 0..dex.u32(96)? {
        let definition = dex.u32(100)? + 32 * at;
        let class = dex.class(dex.u32(definition)?)?;
        if let data @ 1.. = dex.u32(definition + 24)? {
            for member in dex.members(data)? {
                names.insert(format!("{class} {member}"));
            }
        }
        names.insert(class);
    }
    Some(names)
}

/// A file of bytecode; the numbers are places in its format, which Android's documentation calls "Dalvik executable format".
struct Dex<'a>(&'a [u8]);

impl Dex<'_> {
    fn u32(&self, at: u32) -> Option<u32> {
        let at = usize::try_from(at).ok()?;
        Some(u32::from_le_bytes(self.0.get(at..at + 4)?.try_into().ok()?))
    }

    /// A number of seven bits a byte, and the place after it.
    fn packed(&self, mut at: u32) -> Option<(u32, u32)> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.0.get(usize::try_from(at).ok()?)?;
            at += 1;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some((number, at));
            }
        }
        None
    }

    fn string(&self, index: u32) -> Option<String> {
        let (_, start) = self.packed(self.u32(self.u32(60)? + 4 * index)?)?;
        let text = self.0.get(usize::try_from(start).ok()?..)?;
        let end = text.iter().position(|byte| *byte == 0)?;
        Some(String::from_utf8_lossy(&text[..end]).into_owned())
    }

    /// A class's name, from `Lkz/ashyq/Scanner;`.
    fn class(&self, index: u32) -> Option<String> {
        let name = self.string(self.u32(self.u32(68)? + 4 * index)?)?;
        Some(name.trim_start_matches('L').trim_end_matches(';').replace('/', "."))
    }

    /// The names of a class's own fields and methods.
    fn members(&self, mut at: u32) -> Option<Vec<String>> {
        let mut counts = [0; 4];
        for count in &mut counts {
            (*count, at) = self.packed(at)?;
        }
        let mut names = Vec::new();
        for (kind, count) in counts.into_iter().enumerate() {
            let (table, numbers) = if kind < 2 { (self.u32(84)?, 1) } else { (self.u32(92)?, 2) };
            let mut index = 0;
            for _ in 0..count {
                let (step, after) = self.packed(at)?;
                (index, at) = (index + step, after);
                for _ in 0..numbers {
                    (_, at) = self.packed(at)?;
                }
                // A field and a method alike: class, type or prototype, then the name.
                names.push(self.string(self.u32(table + 8 * index + 4)?)?);
            }
        }
        Some(names)
    }
}
