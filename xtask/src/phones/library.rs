//! What a linked Android library says of itself: what it asks of the phone, what it gives, how its pages lie, how big it is.

use std::{collections::BTreeSet, fmt};

use object::{
    Endianness, FileKind, Object as _, ObjectSection as _, ObjectSegment as _, ObjectSymbol as _,
    elf::DT_NEEDED,
    read::elf::{Dyn as _, ElfFile, FileHeader},
};

/// What Android 8.0 (API 26) has of what the library asks for.
const KNOWN: &str = include_str!("bionic-26.txt");
/// Android 8.0, the oldest that the apps run on.
const LEVEL: u32 = 26;
/// The least alignment that runs on phones with pages of 16 KB.
pub(crate) const PAGE: u64 = 16 * 1024;

/// A library for Android.
#[derive(Default)]
pub(crate) struct Library {
    /// The libraries that it loads.
    needs: BTreeSet<String>,
    /// The symbols that must be there when it is loaded.
    pub(crate) asks: BTreeSet<String>,
    /// The symbols that it exports.
    pub(crate) gives: BTreeSet<String>,
    /// The alignment of each loaded segment, where its address and its place in the file agree on it; else zero.
    aligned: Vec<u64>,
    /// Bytes by section.
    pub(crate) sections: Vec<(String, u64)>,
}

/// Why a library would not run, or would not be found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No known library of Android has it.
    Needs(String),
    /// Android 8.0 has no such symbol.
    Asks(String),
    /// Kotlin would look for it in vain.
    Lacks(String),
    /// A segment that phones with pages of 16 KB cannot load.
    Aligned(u64),
}

impl Library {
    /// Reads an ELF file.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        match FileKind::parse(bytes) {
            Ok(FileKind::Elf32) => look::<object::elf::FileHeader32<Endianness>>(bytes),
            Ok(FileKind::Elf64) => look::<object::elf::FileHeader64<Endianness>>(bytes),
            Ok(other) => return Err(format!("this is no library for Android: {other:?}")),
            Err(error) => Err(error),
        }
        .map_err(|error| error.to_string())
    }

    /// The least alignment of a segment.
    pub(super) fn alignment(&self) -> u64 {
        self.aligned.iter().copied().min().unwrap_or_default()
    }

    /// Everything that is wrong with it, where it should export `expected`.
    pub(crate) fn faults(&self, expected: &BTreeSet<String>) -> Vec<Fault> {
        let known: Vec<Known> = known().filter(|known| known.level <= LEVEL).collect();
        let has = |library: &str| known.iter().any(|known| known.library == library);
        let needs = self.needs.iter().filter(|library| !has(library)).cloned().map(Fault::Needs);
        let asks = self.asks.iter().filter(|symbol| !known.iter().any(|known| known.symbol == **symbol));
        let lacks = expected.difference(&self.gives).cloned().map(Fault::Lacks);
        let aligned = self.aligned.iter().filter(|aligned| **aligned < PAGE).copied().map(Fault::Aligned);
        needs.chain(asks.cloned().map(Fault::Asks)).chain(lacks).chain(aligned).collect()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Needs(library) => write!(f, "it loads {library}, which Android does not have"),
            Self::Asks(symbol) => write!(f, "it asks for {symbol}, which xtask/src/phones/bionic-26.txt does not list"),
            Self::Lacks(symbol) => write!(f, "it does not export {symbol}"),
            Self::Aligned(aligned) => write!(f, "a segment is aligned to {aligned} bytes, not to {PAGE}"),
        }
    }
}

fn look<Elf: FileHeader<Endian = Endianness>>(bytes: &[u8]) -> object::Result<Library> {
    let file = ElfFile::<Elf>::parse(bytes)?;
    let mut library = Library::default();
    for symbol in file.dynamic_symbols() {
        // What is asked for weakly may be missing: the standard library looks before it calls.
        if symbol.is_undefined() && !symbol.is_weak() {
            library.asks.extend(symbol.name().ok().filter(|name| !name.is_empty()).map(str::to_owned));
        } else if symbol.is_definition() {
            library.gives.insert(symbol.name()?.to_owned());
        }
    }
    for segment in file.segments() {
        let (align, (offset, _)) = (segment.align(), segment.file_range());
        let agrees = align > 0 && segment.address() % align == offset % align;
        library.aligned.push(if agrees { align } else { 0 });
    }
    for section in file.sections() {
        let in_file = section.file_range().map_or(0, |(_, size)| size);
        library.sections.push((section.name()?.to_owned(), in_file));
    }
    let endian = file.endian();
    let sections = file.elf_section_table();
    if let Some((dynamic, strings)) = sections.dynamic(endian, bytes)? {
        let strings = sections.strings(endian, bytes, strings)?;
        for entry in dynamic.iter().filter(|entry| entry.tag(endian) == DT_NEEDED) {
            library.needs.insert(String::from_utf8_lossy(entry.string(endian, strings)?).into_owned());
        }
    }
    Ok(library)
}

/// A symbol of Android's.
struct Known {
    library: &'static str,
    level: u32,
    symbol: &'static str,
}

fn known() -> impl Iterator<Item = Known> {
    KNOWN.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut words = line.split_whitespace();
        let (library, level, symbol) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
        Some(Known { library, level, symbol })
    })
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf, process::Command};

    use super::*;

    #[test]
    fn the_list_names_what_android_8_has_each_once_and_in_order() {
        let lines: Vec<&str> = KNOWN.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(known().count(), lines.len(), "every line is a library, a level and a symbol");
        assert!(known().all(|known| known.level <= LEVEL));
        let key = |line: &&str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert!(lines.is_sorted_by_key(key));
        assert_eq!(known().map(|known| known.symbol).collect::<BTreeSet<_>>().len(), lines.len());
    }

    #[test]
    fn what_is_no_library_is_refused() {
        assert!(Library::read(b"").is_err());
        assert!(Library::read(b"\x7fELF").is_err());
        assert!(Library::read(&fs::read("/proc/self/exe").unwrap()[..1000]).is_err());
    }

    const SOURCE: &str = "void *malloc(unsigned long); void free(void *); __attribute__((weak)) void later(void);\n\
        void ffi_ashyq_one(void) { free(malloc(7)); if (later) later(); }\n";

    /// Links a small library for Android, and says what is wrong with it.
    fn faults(name: &str, source: &str, arguments: &[&str]) -> Vec<Fault> {
        let folder: PathBuf = std::env::temp_dir().join(format!("ashyq-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (c, so) = (folder.join("a.c"), folder.join("a.so"));
        fs::write(&c, source).unwrap();
        let mut clang = Command::new("clang-19");
        clang.args(["--target=aarch64-linux-android26", "--ld-path=/usr/bin/ld.lld-19", "-nostdlib", "-shared", "-o"]);
        assert!(clang.arg(&so).arg(&c).args(arguments).current_dir(&folder).status().unwrap().success());
        let library = Library::read(&fs::read(&so).unwrap()).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        library.faults(&BTreeSet::from([String::from("ffi_ashyq_one")]))
    }

    const ALIGNED: &str = "-Wl,-z,max-page-size=16384";

    #[test]
    #[ignore = "needs clang 19: `cargo xtask test phones` runs it"]
    fn a_right_library_has_no_fault_even_where_it_asks_weakly() {
        assert_eq!(faults("right", SOURCE, &[ALIGNED]), []);
    }

    #[test]
    #[ignore = "needs clang 19: `cargo xtask test phones` runs it"]
    fn pages_of_4_kb_are_a_fault() {
        let faults = faults("pages", SOURCE, &["-Wl,-z,max-page-size=4096"]);
        assert!(!faults.is_empty() && faults.iter().all(|fault| *fault == Fault::Aligned(4096)), "{faults:?}");
    }

    /// bionic has getloadavg from level 29 on.
    #[test]
    #[ignore = "needs clang 19: `cargo xtask test phones` runs it"]
    fn a_symbol_that_came_after_android_8_is_a_fault() {
        let source =
            format!("{SOURCE}int getloadavg(double *, int); int ffi_ashyq_two(void) {{ return getloadavg(0, 0); }}");
        assert_eq!(faults("later", &source, &[ALIGNED]), [Fault::Asks("getloadavg".into())]);
    }

    #[test]
    #[ignore = "needs clang 19: `cargo xtask test phones` runs it"]
    fn a_missing_export_and_a_library_that_phones_do_not_have_are_faults() {
        let hidden = SOURCE.replace("void ffi_ashyq_one", "__attribute__((visibility(\"hidden\"))) void ffi_ashyq_one");
        assert_eq!(faults("hidden", &hidden, &[ALIGNED]), [Fault::Lacks("ffi_ashyq_one".into())]);
        let stub = ["--target=aarch64-linux-android26", "--ld-path=/usr/bin/ld.lld-19", "-nostdlib", "-shared"];
        let folder = std::env::temp_dir().join(format!("ashyq-stub-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut clang = Command::new("clang-19");
        clang
            .args(stub)
            .args(["-Wl,-soname,libc++_shared.so", "-x", "c", "/dev/null", "-o"])
            .arg(folder.join("libcxx.so"));
        assert!(clang.status().unwrap().success());
        let at = format!("-L{}", folder.display());
        let needs = faults("needs", SOURCE, &[ALIGNED, &at, "-lcxx"]);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(needs, [Fault::Needs("libc++_shared.so".into())]);
    }
}
