//! Plain text in any encoding.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hudna_fuzz::check(hudna_intake::Format::Text, bytes));
