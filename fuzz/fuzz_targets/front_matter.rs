//! Any front matter before a report in which events happen.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let report = include_bytes!("../../examples/reports/hasakah-deal.txt");
    hudna_fuzz::check(hudna_intake::Format::Text, &[b"---\n", bytes, b"\n---\n", &report[..]].concat());
});
