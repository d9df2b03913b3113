//! Any bytes as a WARC file, as the answer in a good record, and as a WACZ file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hudna_fuzz::check_file("fuzz.warc", bytes);
    let length = bytes.len();
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nContent-Length: {length}\r\n\r\n"
    );
    hudna_fuzz::check_file("fuzz.warc", &[head.as_bytes(), bytes].concat());
    hudna_fuzz::check_file("fuzz.wacz", &[b"PK\x03\x04", bytes].concat());
});
