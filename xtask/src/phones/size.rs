//! What a library's bytes are: by kind of section, and its code by crate.

use std::{collections::BTreeMap, fmt::Write as _};

use super::library::Library;

/// How many crates are named.
const NAMED: usize = 12;

/// A table of a library's parts, from its sections and the linker's map.
pub(super) fn table(library: &Library, bytes: u64, map: &str) -> String {
    let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
    for (section, size) in &library.sections {
        *kinds.entry(kind(section)).or_default() += size;
    }
    let listed: u64 = kinds.values().sum();
    kinds.insert("headers and padding", bytes.saturating_sub(listed));
    let mut text = String::new();
    write(&mut text, kinds.into_iter().map(|(kind, size)| (kind.to_owned(), size)));
    let mut crates = code_by_crate(map).into_iter().collect::<Vec<_>>();
    crates.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let others: u64 = crates.iter().skip(NAMED).map(|(_, size)| size).sum();
    let others = (format!("{} others", crates.len().saturating_sub(NAMED)), others);
    text.push_str("of the code:\n");
    write(&mut text, crates.into_iter().take(NAMED));
    write(&mut text, [others]);
    text
}

fn write(text: &mut String, rows: impl IntoIterator<Item = (String, u64)>) {
    for (name, size) in rows {
        let _ = writeln!(text, "  {:>6} KB  {name}", size.div_ceil(1000));
    }
}

fn kind(section: &str) -> &'static str {
    match section {
        ".text" | ".plt" | ".init" | ".fini" => "code",
        ".rodata" => "constants",
        ".eh_frame" | ".eh_frame_hdr" | ".gcc_except_table" => "unwinding",
        ".rela.dyn" | ".rela.plt" | ".relr.dyn" => "relocations",
        ".dynsym" | ".dynstr" | ".gnu.hash" | ".hash" | ".gnu.version" | ".gnu.version_r" => "symbols",
        _ => "data",
    }
}

/// Bytes of code by crate, from a map of lld's: lines of address, address, size, alignment and `FILE:(SECTION)`.
fn code_by_crate(map: &str) -> BTreeMap<String, u64> {
    let mut crates = BTreeMap::new();
    for line in map.lines() {
        let mut words = line.split_whitespace();
        let size = words.nth(2).and_then(|size| u64::from_str_radix(size, 16).ok());
        let placed = words.nth(1).and_then(|input| input.strip_suffix(')')?.rsplit_once(":("));
        if let (Some(size), Some((file, section))) = (size, placed)
            && section.starts_with(".text")
        {
            *crates.entry(owner(file, section)).or_default() += size;
        }
    }
    crates
}

/// The crate of a function: by its mangled name, or by the library that brought it where it is C.
fn owner(file: &str, section: &str) -> String {
    let symbol = section.trim_start_matches(".text.").trim_start_matches("unlikely.");
    let rust = rustc_demangle::try_demangle(symbol).ok().map(|name| name.to_string());
    let rust = rust.and_then(|name| {
        let start = name.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let start = start.trim_start_matches("dyn ").trim_start_matches("mut ");
        start.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().map(str::to_owned)
    });
    let library = || {
        let name = file.split('(').next().and_then(|path| path.rsplit('/').next()).unwrap_or(file);
        let name = name.strip_prefix("lib").unwrap_or(name);
        format!("{} (C or exported)", name.split(['-', '.']).next().unwrap_or(name))
    };
    rust.unwrap_or_else(library)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_counted_where_it_comes_from() {
        let map = "             VMA              LMA     Size Align Out     In      Symbol\n\
            \x20 1c0 1c0 10 8 .dynsym\n\
            \x20 400 400 20 4 .text\n\
            \x20 400 400 10 4 /t/ashyq.o:(.text._ZN10ashyq_core5words4Word3say17h0123456789abcdefE)\n\
            \x20 410 410 8 4 /t/ashyq.o:(.text._ZN52_$LT$ring..aead..Key$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE)\n\
            \x20 414 414 4 4 /t/ashyq.o:(.text._RNvNtCs1234_4core3ptr13drop_in_place)\n\
            \x20 418 418 6 4 /t/liblibsqlite3_sys-1f.rlib(sqlite3.o):(.text.sqlite3_open)\n\
            \x20 41e 41e 2 1 /t/ashyq.o:(.rodata.cst2)\n";
        let crates = code_by_crate(map);
        let expected = [("ashyq_core", 16), ("core", 4), ("libsqlite3_sys (C or exported)", 6), ("ring", 8)];
        assert_eq!(crates.iter().map(|(name, size)| (name.as_str(), *size)).collect::<Vec<_>>(), expected);
    }
}
