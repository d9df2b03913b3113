//! Analyses text with the lexicon of a folder: `analyse LEXICON_FOLDER < text` prints each word's readings;
//! `analyse LEXICON_FOLDER --speed < text` prints how long building and reading took.

use hudna_arabic::morph::{Analyser, LexiconBuilder};
use std::io::Read;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: analyse LEXICON_FOLDER [--speed] < text")?;
    let speed = args.next().is_some_and(|a| a == "--speed");
    let table = |name: &str| std::fs::read_to_string(format!("{folder}/{name}"));
    let (verbs, nouns, adjectives, particles) =
        (table("verbs.tsv")?, table("nouns.tsv")?, table("adjectives.tsv")?, table("particles.tsv")?);
    let begin = Instant::now();
    let mut builder = LexiconBuilder::new();
    builder.add_verbs("verbs.tsv", &verbs)?;
    builder.add_nouns("nouns.tsv", &nouns)?;
    builder.add_adjectives("adjectives.tsv", &adjectives)?;
    builder.add_particles("particles.tsv", &particles)?;
    let lexicon = builder.build();
    let built = begin.elapsed();
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut analyser = Analyser::new(&lexicon);
    let mut tokens = Vec::new();
    if speed {
        println!("{} lemmas, {} stems, built in {built:?}", lexicon.lemmas().len(), lexicon.stem_count());
        for round in ["first", "again"] {
            let begin = Instant::now();
            let mut count = 0;
            for line in text.lines() {
                tokens.clear();
                analyser.tokenize(line, 0, line.len(), &mut tokens);
                count += tokens.len();
            }
            let took = begin.elapsed();
            println!(
                "{round}: {count} tokens, {} types, {:.1} MB/s",
                analyser.types(),
                text.len() as f64 / 1e6 / took.as_secs_f64()
            );
        }
        return Ok(());
    }
    analyser.tokenize(&text, 0, text.len(), &mut tokens);
    for token in &tokens {
        let word = analyser.word(token.word);
        print!("{}\t{:?}", &text[token.start as usize..token.end as usize], token.kind);
        for r in word.readings {
            let f = r.feats;
            print!(
                "\t{}[{:?} {}{:?}{:?} {:?} pro={} enc={:?}]",
                lexicon.lemma(r.lemma).text,
                f.pos,
                f.person,
                f.number,
                f.gender,
                f.voice,
                r.proclitics.0,
                r.enclitic.map(|e| (e.person, e.number))
            );
        }
        println!();
    }
    Ok(())
}
