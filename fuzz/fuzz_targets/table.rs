//! Any bytes as a table, as the rows of a good one, and as a workbook.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hudna_fuzz::check_file("fuzz.csv", bytes);
    hudna_fuzz::check_file("fuzz.csv", &[b"id,text,date\n", bytes].concat());
    hudna_fuzz::check_file("fuzz.xlsx", &[b"PK\x03\x04", bytes].concat());
});
