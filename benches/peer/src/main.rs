//! The peer of `make bench`: tantivy's Arabic analyser (split at non-letters, lower-case, Snowball stem) on the same text.
//!
//! It only splits and stems; Hudna reads claims. What is compared is the time that a search engine spends on the same words.

use std::error::Error;
use std::time::Instant;
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer, TokenStream as _};

const WANTED: usize = 60 << 20;
const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let texts = texts()?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let times = WANTED.div_ceil(bytes.max(1)).max(1);
    let mut analyser = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Arabic))
        .build();
    let (mut best, mut tokens) = (f64::MAX, 0usize);
    for _ in 0..RUNS {
        let start = Instant::now();
        tokens = 0;
        for text in std::iter::repeat_n(&texts, times).flatten() {
            let mut stream = analyser.token_stream(text);
            while stream.advance() {
                tokens += usize::from(!stream.token().text.is_empty());
            }
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    let megabytes = (bytes * times) as f64 / 1e6;
    println!(
        "peer: tantivy 0.27, SimpleTokenizer + LowerCaser + Stemmer(Arabic), one thread, {tokens} tokens: {:.1} MB/s (best of {RUNS})",
        megabytes / best
    );
    Ok(())
}

/// The texts of the JSONL file that `HUDNA_CORPUS` names; `make bench` names one.
fn texts() -> Result<Vec<String>, Box<dyn Error>> {
    let path = std::env::var_os("HUDNA_CORPUS").ok_or("HUDNA_CORPUS must name a JSONL file with texts")?;
    let text =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?.get("text")?.as_str().map(str::to_owned);
    Ok(std::fs::read_to_string(path)?.lines().filter_map(text).collect())
}
