#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ashyq_fuzz::modules(bytes));
