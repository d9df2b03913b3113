//! Any bytes as a line of a JSONL file, and as the text of a good line.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hudna_fuzz::check(hudna_intake::Format::Jsonl, bytes);
    let text = String::from_utf8_lossy(bytes);
    hudna_fuzz::check(hudna_intake::Format::Jsonl, format!("{{\"id\": 1, \"text\": {text:?}}}").as_bytes());
});
