//! Every class of verb conjugates as the table in `data/verbs.tsv` says.

use hudna_arabic::morph::{Analyser, Feats, Gender, LemmaKind, LexiconBuilder, Number, Pos, Reading, Voice};

const TABLE: &str = include_str!("data/verbs.tsv");

fn readings(lexicon: &hudna_arabic::morph::Lexicon, word: &str) -> Vec<Reading> {
    let mut analyser = Analyser::new(lexicon);
    let mut tokens = Vec::new();
    analyser.tokenize(word, 0, word.len(), &mut tokens);
    tokens.iter().flat_map(|t| analyser.word(t.word).readings.to_vec()).collect()
}

fn code(f: Feats) -> String {
    let aspect = if f.pos == Pos::Perfect { 'P' } else { 'I' };
    let number = match f.number {
        Number::Singular => 's',
        Number::Dual => 'd',
        Number::Plural => 'p',
    };
    let gender = if f.gender == Gender::Masculine { 'm' } else { 'f' };
    let voice = match f.voice {
        Voice::Active => 'a',
        Voice::Passive => 'p',
        Voice::Either => 'e',
    };
    format!("{aspect}{}{number}{gender}{voice}", f.person)
}

#[test]
fn conjugation() {
    let mut problems = Vec::new();
    for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let row = format!("lemma\troot\tform\tpresent\tmasdar\tclasses\tgloss\n{}\t\t\tx\n", cells[..4].join("\t"));
        let mut builder = LexiconBuilder::new();
        builder.add_verbs("verbs.tsv", &row).unwrap_or_else(|e| panic!("{e}"));
        let lexicon = builder.build();
        for pair in cells[4].split(' ') {
            let (features, word) = pair.split_once('=').expect("features=word");
            let found = readings(&lexicon, word);
            let kind = |k: LemmaKind| {
                found.iter().any(|r| r.proclitics.0 == 0 && r.enclitic.is_none() && lexicon.lemma(r.lemma).kind == k)
            };
            let right = match features {
                "masdar" => kind(LemmaKind::Masdar),
                "ap" => kind(LemmaKind::ActiveParticiple),
                "pp" => kind(LemmaKind::PassiveParticiple),
                verb => {
                    lexicon.written(word).iter().any(|l| lexicon.lemma(*l).kind == LemmaKind::Verb)
                        && found.iter().any(|r| code(r.feats) == verb)
                        || loose(&lexicon, word, verb)
                }
            };
            if !right {
                let all: Vec<String> =
                    found.iter().map(|r| format!("{:?}/{}", lexicon.lemma(r.lemma).kind, code(r.feats))).collect();
                problems.push(format!("{}: {pair}: found {all:?}", cells[0]));
            }
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// A form that another form of the same verb, written alike, hides: `استعيد` is also a first person.
fn loose(lexicon: &hudna_arabic::morph::Lexicon, word: &str, verb: &str) -> bool {
    let passive = verb.ends_with('p');
    let marked: String = word
        .chars()
        .enumerate()
        .flat_map(|(i, c)| std::iter::once(c).chain((passive && i == 0).then_some('\u{64f}')))
        .collect();
    readings(lexicon, &marked).iter().any(|r| code(r.feats) == verb)
}
