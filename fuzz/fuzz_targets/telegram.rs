//! Any bytes as an export of Telegram Desktop, and as the text of a message of a good one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hudna_fuzz::check_file("result.json", bytes);
    let open = &br#"{"name": "x", "id": 1, "messages": [{"id": 2, "type": "message", "text": "#[..];
    hudna_fuzz::check_file("result.json", &[open, bytes, b"}]}"].concat());
});
