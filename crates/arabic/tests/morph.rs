//! Words with clitics, spelling and ranking, with a small lexicon.

use hudna_arabic::morph::{
    Analyser, Enclitic, Gender, LemmaKind, Lexicon, LexiconBuilder, Number, Pos, Proclitics, Reading, Voice,
};

const VERBS: &str = "lemma\troot\tform\tpresent\tmasdar\tclasses\tgloss
دخل\tدخل\tI\tيدخل\tدخول\taccess\tenter
حاصر\tحصر\tIII\t\tحصار|محاصرة\tsiege\tbesiege
أزال\tزول\tIV\t\t\t\tremove
قتل\tقتل\tI\tيقتل\tقتل|مقتل\t\tkill
قصف\tقصف\tI\tيقصف\tقصف\t\tshell
نفى\tنفي\tI\tينفي\tنفي\tdeny\tdeny
أجلى\tجلو\tIV\t\t\t\tevacuate
هاجم\tهجم\tIII\t\tهجوم/هجمات\t\tattack
دعا\tدعو\tI\tيدعو\tدعوة\t\tcall
ودع\tودع\tII\t\t\t\tbid farewell
أشار\tشور\tIV\t\t\treport\tpoint out
اعتقد\tعقد\tVIII\t\t\t\tbelieve
";
const NOUNS: &str = "lemma\tplural\tgender\tclasses\tgloss
مدني\t+ون\tm\tpeople\tcivilian
مدينة\tمدن\tf\tplace_kind\tcity
لجنة\tلجان\tf\t\tcommittee
عضو\tأعضاء\tm\t\tmember
طرف\tأطراف\tm\t\tside
سلاح\tأسلحة\tm\t\tweapon
مستشفى\t+ات\tm\t\thospital
ناحية\tنواحي\tf\t\tdistrict
سور\tأسوار\tm\t\twall
بلد\tبلاد\tm\t\tcountry
بلدة\t+ات\tf\t\ttown
مشير\t\tm\t\tmarshal
قوة\tقوات|قوى\tf\tforce\tforce
";
const ADJECTIVES: &str = "lemma\tplural\tclasses\tgloss
سوري\t\tnationality\tSyrian
قوي\tأقوياء\t\tstrong
";
const PARTICLES: &str = "word\tkind\tclasses\tgloss
في\tpreposition\t\tin
ب\tpreposition\t\tby
ل\tpreposition\t\tfor
على\tpreposition\t\ton
إلى\tpreposition\t\tto
من\tpreposition\t\tfrom
لدى\tpreposition\t\tat
قد\tparticle\tqad\talready
أن\tparticle\tthat\tthat
إن\tparticle\tthat\tthat
ليس\tparticle\tnegation\tis not
";

fn lexicon() -> Lexicon {
    let mut builder = LexiconBuilder::new();
    builder.add_verbs("verbs.tsv", VERBS).expect("verbs");
    builder.add_nouns("nouns.tsv", NOUNS).expect("nouns");
    builder.add_adjectives("adjectives.tsv", ADJECTIVES).expect("adjectives");
    builder.add_particles("particles.tsv", PARTICLES).expect("particles");
    builder.build()
}

fn read(lexicon: &Lexicon, word: &str) -> Vec<Reading> {
    let mut analyser = Analyser::new(lexicon);
    let mut tokens = Vec::new();
    analyser.tokenize(word, 0, word.len(), &mut tokens);
    assert_eq!(tokens.len(), 1, "{word}");
    analyser.word(tokens[0].word).readings.to_vec()
}

fn bits(letters: &str) -> Proclitics {
    letters.chars().fold(Proclitics::default(), |all, c| {
        all.with(match c {
            'w' => Proclitics::WA,
            'f' => Proclitics::FA,
            'b' => Proclitics::BA,
            'l' => Proclitics::LA,
            'k' => Proclitics::KA,
            's' => Proclitics::SA,
            'a' => Proclitics::AL,
            _ => Proclitics::A,
        })
    })
}

#[test]
fn the_spelling_of_posts() {
    let lexicon = lexicon();
    // Word, lemma, part of speech, proclitics, whether it says no.
    for (word, lemma, pos, pro, no) in [
        ("دخلو", "دخل", Pos::Perfect, "", false),
        ("وقصفو", "قصف", Pos::Perfect, "w", false),
        ("يدخلو", "دخل", Pos::Imperfect, "", false),
        ("بيدخل", "دخل", Pos::Imperfect, "", false),
        ("وبتدخل", "دخل", Pos::Imperfect, "w", false),
        ("حيدخلو", "دخل", Pos::Imperfect, "s", false),
        ("ديقصفون", "قصف", Pos::Imperfect, "", false),
        ("مادخلوش", "دخل", Pos::Perfect, "", true),
        ("دخلتش", "دخل", Pos::Perfect, "", true),
        ("گصفو", "قصف", Pos::Perfect, "", false),
        ("دخلووووو", "دخل", Pos::Perfect, "", false),
        ("عالمدينة", "مدينة", Pos::Noun, "bka", false),
        ("هالبلدة", "بلدة", Pos::Noun, "a", false),
    ] {
        let readings = read(&lexicon, word);
        let first = readings.first().unwrap_or_else(|| panic!("{word} has no reading"));
        assert_eq!(
            (lexicon.lemma(first.lemma).text.as_str(), first.feats.pos, first.proclitics, first.feats.negated),
            (lemma, pos, bits(pro), no),
            "{word}"
        );
    }
    for name in ["بكو", "علوش", "ديفيد"] {
        assert!(read(&lexicon, name).is_empty(), "{name}");
    }
}

#[test]
fn a_word_of_a_dialect_stands_for_one_of_the_standard_language() {
    let mut builder = LexiconBuilder::new();
    builder.add_verbs("verbs.tsv", VERBS).expect("verbs");
    builder.add_nouns("nouns.tsv", NOUNS).expect("nouns");
    let dialect = "word\tkind\tstandard\troot\tform\tpresent\tplural\tgloss
شال\tverb\tأزال\tشيل\tI\tيشيل\t\ttake away
انقصف\tpassive\tقصف\tقصف\tVII\t\t\tbe shelled
ضيعة\tnoun\tبلدة\t\t\t\tضيع\tvillage
";
    builder.add_dialect("dialect.tsv", dialect).expect("dialect");
    let missing = builder.add_dialect("dialect.tsv", "word\tkind\tstandard\nخش\tverb\tولج\tخشش\tI\tيخش\t\tenter\n");
    assert!(missing.is_err_and(|e| e.to_string().contains("ولج")));
    let lexicon = builder.build();
    for (word, lemma) in [("شالو", "أزال"), ("بيشيل", "أزال"), ("انقصفت", "قصف"), ("الضيع", "بلدة")]
    {
        let readings = read(&lexicon, word);
        assert_eq!(readings.first().map(|r| lexicon.lemma(r.lemma).text.as_str()), Some(lemma), "{word}");
    }
    assert_eq!(read(&lexicon, "انقصفت").first().map(|r| r.feats.voice), Some(Voice::Passive));
}

#[test]
fn first_readings() {
    let lexicon = lexicon();
    let mut problems = Vec::new();
    // Word, lemma, part of speech, proclitics, number of its pronoun.
    for (word, lemma, pos, pro, pronoun) in [
        ("وقد", "قد", Pos::Particle, "w", None),
        ("وفي", "في", Pos::Preposition, "w", None),
        ("به", "ب", Pos::Preposition, "", Some((3, Number::Singular))),
        ("له", "ل", Pos::Preposition, "", Some((3, Number::Singular))),
        ("عليها", "على", Pos::Preposition, "", Some((3, Number::Singular))),
        ("إليهم", "إلى", Pos::Preposition, "", Some((3, Number::Plural))),
        ("لديه", "لدى", Pos::Preposition, "", Some((3, Number::Singular))),
        ("منهما", "من", Pos::Preposition, "", Some((3, Number::Dual))),
        ("بأنهم", "أن", Pos::Particle, "b", Some((3, Number::Plural))),
        ("لأنها", "أن", Pos::Particle, "l", Some((3, Number::Singular))),
        ("أليس", "ليس", Pos::Particle, "?", None),
        ("للمدنيين", "مدني", Pos::Noun, "la", None),
        ("للجنة", "لجنة", Pos::Noun, "la", None),
        ("وللمدينة", "مدينة", Pos::Noun, "wla", None),
        ("بالمدينة", "مدينة", Pos::Noun, "ba", None),
        ("وسيدخلون", "دخل", Pos::Imperfect, "ws", None),
        ("ليدخلوا", "دخل", Pos::Imperfect, "l", None),
        ("فحاصروها", "حاصر", Pos::Perfect, "f", Some((3, Number::Singular))),
        ("حاصروا", "حاصر", Pos::Perfect, "", None),
        ("بإزالتها", "إزالة", Pos::Masdar, "b", Some((3, Number::Singular))),
        ("محاصرته", "محاصرة", Pos::Masdar, "", Some((3, Number::Singular))),
        ("حصارهم", "حصار", Pos::Masdar, "", Some((3, Number::Plural))),
        ("القصف", "قصف", Pos::Masdar, "a", None),
        ("إزالة", "إزالة", Pos::Masdar, "", None),
        ("أزاله", "أزال", Pos::Perfect, "", Some((3, Number::Singular))),
        ("نفاها", "نفى", Pos::Perfect, "", Some((3, Number::Singular))),
        ("هجماتهم", "هجوم", Pos::Masdar, "", Some((3, Number::Plural))),
        ("أعضاؤها", "عضو", Pos::Noun, "", Some((3, Number::Singular))),
        ("أعضائه", "عضو", Pos::Noun, "", Some((3, Number::Singular))),
        ("أسلحتهم", "سلاح", Pos::Noun, "", Some((3, Number::Plural))),
        ("مستشفاهم", "مستشفى", Pos::Noun, "", Some((3, Number::Plural))),
        ("نواح", "ناحية", Pos::Noun, "", None),
        ("مدينتي", "مدينة", Pos::Noun, "", None),
        ("سوري", "سوري", Pos::Adjective, "", None),
        ("السوريات", "سوري", Pos::Adjective, "a", None),
        ("ودعا", "دعا", Pos::Perfect, "w", None),
        ("مشيرا", "مشير", Pos::ActiveParticiple, "", None),
        ("بلدة", "بلدة", Pos::Noun, "", None),
        ("بلده", "بلد", Pos::Noun, "", Some((3, Number::Singular))),
        ("المدينه", "مدينة", Pos::Noun, "a", None),
        ("القوى", "قوة", Pos::Noun, "a", None),
        ("القوي", "قوي", Pos::Adjective, "a", None),
        ("إن", "إن", Pos::Particle, "", None),
        ("أن", "أن", Pos::Particle, "", None),
        ("الى", "إلى", Pos::Preposition, "", None),
        ("اجلاء", "إجلاء", Pos::Masdar, "", None),
    ] {
        let found = read(&lexicon, word);
        let right = found.first().is_some_and(|r| {
            lexicon.lemma(r.lemma).text == lemma
                && r.feats.pos == pos
                && r.proclitics == bits(pro)
                && r.enclitic.map(|e: Enclitic| (e.person, e.number)) == pronoun
        });
        if !right {
            problems.push(format!(
                "{word}: {:?}",
                found
                    .iter()
                    .map(|r| (&lexicon.lemma(r.lemma).text, r.feats.pos, r.proclitics, r.enclitic))
                    .collect::<Vec<_>>()
            ));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn a_verb_and_its_verbal_noun_written_alike_both_stay() {
    let lexicon = lexicon();
    for word in ["قتل", "قصف", "قصفها"] {
        let kinds: Vec<LemmaKind> = read(&lexicon, word).iter().map(|r| lexicon.lemma(r.lemma).kind).collect();
        assert!(kinds.contains(&LemmaKind::Verb) && kinds.contains(&LemmaKind::Masdar), "{word}: {kinds:?}");
    }
}

#[test]
fn a_nisba_is_not_a_pronoun() {
    let lexicon = lexicon();
    assert!(read(&lexicon, "سوري").iter().all(|r| r.enclitic.is_none()));
}

#[test]
fn marks_show_the_voice() {
    let lexicon = lexicon();
    for (word, lemma, voice) in [
        ("قُتل", "قتل", Voice::Passive),
        ("وقُتل", "قتل", Voice::Passive),
        ("قَتل", "قتل", Voice::Active),
        ("قصفت", "قصف", Voice::Either),
        ("أُجلي", "أجلى", Voice::Passive),
        ("يُعتقد", "اعتقد", Voice::Passive),
        ("اعتُقد", "اعتقد", Voice::Passive),
        ("يُحاصر", "حاصر", Voice::Either),
        ("حوصرت", "حاصر", Voice::Passive),
        ("أُزيلت", "أزال", Voice::Passive),
    ] {
        let found = read(&lexicon, word);
        let verb = found.iter().find(|r| r.feats.person != 0).unwrap_or_else(|| panic!("{word}: {found:?}"));
        assert_eq!((lexicon.lemma(verb.lemma).text.as_str(), verb.feats.voice), (lemma, voice), "{word}");
    }
}

#[test]
fn duals_and_constructs() {
    let lexicon = lexicon();
    for word in ["طرفا", "طرفي", "مدينتا"] {
        assert!(read(&lexicon, word).iter().any(|r| r.feats.number == Number::Dual && r.feats.construct), "{word}");
    }
    assert!(read(&lexicon, "للمدنيين").iter().all(|r| !r.feats.construct));
    let cities = read(&lexicon, "مدن");
    assert_eq!((cities[0].feats.number, cities[0].feats.gender), (Number::Plural, Gender::Feminine));
}

#[test]
fn stems_are_the_word_without_clitics() {
    let lexicon = lexicon();
    let folded = "وبازالتها";
    let (from, to) = read(&lexicon, "وبإزالتها")[0].stem;
    assert_eq!(&folded[from as usize..to as usize], "ازالت");
}

#[test]
fn splits_of_unknown_words() {
    let lexicon = lexicon();
    let mut analyser = Analyser::new(&lexicon);
    let mut tokens = Vec::new();
    analyser.tokenize("وللقامشلي", 0, "وللقامشلي".len(), &mut tokens);
    let word = analyser.word(tokens[0].word);
    let rests: Vec<(&str, Proclitics)> =
        word.splits.iter().map(|s| (&word.folded[s.start as usize..s.end as usize], s.proclitics)).collect();
    assert_eq!(rests[0], ("وللقامشلي", Proclitics::default()));
    assert!(rests.contains(&("للقامشلي", bits("w"))));
    assert!(rests.contains(&("قامشلي", bits("wla"))));
    assert!(rests.windows(2).all(|w| w[0].0.len() >= w[1].0.len()));
}

#[test]
fn lemmas_and_classes() {
    let lexicon = lexicon();
    let siege = lexicon.class("siege").expect("a class");
    for text in ["حاصر", "حصار", "محاصرة", "محاصر"] {
        assert!(lexicon.find(text).iter().any(|l| lexicon.has_class(*l, siege)), "{text}");
    }
    assert_eq!(lexicon.class_label(siege), "siege");
    assert_eq!(lexicon.class("none"), None);
    assert_eq!(lexicon.find("ازاله").len(), 1);
    let masdar = lexicon.find("إزالة")[0];
    assert_eq!(lexicon.lemma(masdar).base, lexicon.find("أزال").first().copied());
    assert!(lexicon.written("قواتٌ").contains(&lexicon.find("قوة")[0]));
}

#[test]
fn rows_that_cannot_be_used_are_named() {
    let head = "lemma\troot\tform\tpresent\tmasdar\tclasses\tgloss\n";
    for (row, part) in [
        ("قتل\tقتل\tXI\t\t\t\t", "no verb form"),
        ("قتل\tقت\tI\tيقتل\t\t\t", "root of 3 letters"),
        ("قتل\tقطل\tI\tيقتل\t\t\t", "does not follow"),
        ("\tقتل\tI\tيقتل\t\t\t", "empty"),
    ] {
        let error = LexiconBuilder::new().add_verbs("v.tsv", &format!("{head}{row}\n")).expect_err(row);
        assert_eq!((error.file.as_str(), error.line), ("v.tsv", 2));
        assert!(error.to_string().contains(part), "{error}");
    }
    assert!(LexiconBuilder::new().add_nouns("n.tsv", "head\nكتاب\t+ين\tm\t\t\n").is_err());
    assert!(LexiconBuilder::new().add_nouns("n.tsv", "head\nكتاب\t\tn\t\t\n").is_err());
    assert!(LexiconBuilder::new().add_particles("p.tsv", "head\nفي\tprep\t\t\n").is_err());
}

#[test]
fn the_lexicon_of_the_project_builds() {
    let table = |name: &str| {
        let path = format!("{}/../../knowledge/ar/lexicon/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
    };
    let mut builder = LexiconBuilder::new();
    let built = builder
        .add_verbs("verbs.tsv", &table("verbs.tsv"))
        .and_then(|()| builder.add_nouns("nouns.tsv", &table("nouns.tsv")))
        .and_then(|()| builder.add_adjectives("adjectives.tsv", &table("adjectives.tsv")))
        .and_then(|()| builder.add_particles("particles.tsv", &table("particles.tsv")));
    assert_eq!(built, Ok(()));
    let lexicon = builder.build();
    for word in ["أفرجت", "استعادوا", "سيطرتها", "بمحاصرتهم", "للمفاوضات", "وأوضح"]
    {
        assert!(!read(&lexicon, word).is_empty(), "{word}");
    }
}
