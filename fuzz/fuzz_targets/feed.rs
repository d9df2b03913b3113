//! Any bytes as a feed, and as the text of an entry of a good one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hudna_fuzz::check_file("fuzz.rss", bytes);
    let open = &b"<rss version=\"2.0\"><channel><title>x</title><item><description>"[..];
    hudna_fuzz::check_file("fuzz.rss", &[open, bytes, b"</description></item></channel></rss>"].concat());
});
