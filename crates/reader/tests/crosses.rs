//! Words crossed into plain sentences, each read as one expects: `tests/crosses/*.toml`.

mod support;

use hudna_claims::{Claim, Mention};
use hudna_reader::{Reader, Report};
use serde::Deserialize;
use std::path::Path;
use support::knowledge;

/// What a report tells before the sentence: a report of one line is no measure of what is told in it.
const BEFORE: &str = "قتل رجلان الأحد في قصف على قرية كفرنبل.\nاعتقلت الشرطة ثلاثة رجال الأحد في بلدة كفرنبل.\n";

/// So many failures are shown.
const SHOWN: usize = 12;

#[derive(Deserialize)]
struct Who {
    text: String,
    #[serde(default)]
    feminine: bool,
}

#[derive(Deserialize)]
struct Verb {
    masculine: String,
    feminine: String,
    #[serde(default)]
    event: String,
    #[serde(default)]
    modality: String,
    #[serde(default)]
    takes: Vec<String>,
    #[serde(default)]
    that: String,
}

impl Verb {
    fn of(&self, who: &Who) -> &str {
        if who.feminine { &self.feminine } else { &self.masculine }
    }
}

#[derive(Deserialize)]
struct Counted {
    many: Vec<Many>,
    clause: Vec<Of>,
}

#[derive(Deserialize)]
struct Many {
    object: String,
    subject: String,
}

#[derive(Deserialize)]
struct Of {
    text: String,
    who: String,
    event: String,
    slot: String,
}

#[derive(Deserialize)]
struct Rest {
    text: String,
    group: String,
    slot: String,
    said: String,
}

#[derive(Deserialize)]
struct Clause {
    text: String,
    event: String,
    modality: String,
    #[serde(default)]
    actor: String,
}

#[derive(Deserialize)]
struct Deeds {
    who: Vec<Who>,
    between: Vec<String>,
    verb: Vec<Verb>,
    rest: Vec<Rest>,
}

#[derive(Deserialize)]
struct Told {
    who: Vec<Who>,
    verb: Vec<Verb>,
    clause: Vec<Clause>,
}

#[derive(Deserialize)]
struct About {
    text: String,
    said: String,
    verb: String,
}

#[derive(Deserialize)]
struct Predicate {
    masculine: String,
    feminine: String,
    plural: String,
    rest: String,
    event: String,
    modality: String,
}

#[derive(Deserialize)]
struct Topics {
    who: Vec<About>,
    opens: Vec<String>,
    verb: Vec<Predicate>,
}

/// What stands over a deed.
#[derive(Deserialize)]
struct Over {
    text: String,
    modality: String,
}

#[derive(Deserialize)]
struct Deed {
    text: String,
    event: String,
}

#[derive(Deserialize)]
struct Finite {
    past: String,
    present: String,
    object: String,
    event: String,
}

#[derive(Deserialize)]
struct Under {
    over: Vec<Over>,
    deed: Vec<Deed>,
    clause: Vec<Over>,
    verb: Vec<Finite>,
}

/// By which words somebody is named, and after which.
#[derive(Deserialize)]
struct Cited {
    who: Vec<Who>,
    opening: Vec<String>,
    after: Vec<String>,
    fact: Vec<String>,
    opened: Vec<String>,
}

/// Who suffers, and who besides.
#[derive(Deserialize)]
struct Victims {
    who: Vec<Who>,
    more: Vec<String>,
    verb: Vec<String>,
}

fn file<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crosses").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The claims of a sentence at the end of a short report.
fn claims(reader: &mut Reader<'_>, sentence: &str) -> Vec<Claim> {
    let text = format!("{BEFORE}{sentence}");
    let mut claims = reader.read(&Report::plain("cross", &text));
    claims.retain(|c| c.evidence.start >= BEFORE.len());
    claims
}

fn words(mentions: &[Mention]) -> String {
    mentions.iter().map(|m| m.text.as_str()).collect::<Vec<_>>().join(" + ")
}

/// Counts the sentences that are read otherwise, and keeps some to show.
#[derive(Default)]
struct Failures {
    sentences: usize,
    failed: usize,
    shown: String,
}

impl Failures {
    fn judge(&mut self, sentence: &str, right: bool, claims: &[Claim]) {
        self.sentences += 1;
        if right {
            return;
        }
        self.failed += 1;
        if self.failed > SHOWN {
            return;
        }
        self.shown.push_str(&format!("\n{sentence}\n"));
        for c in claims {
            let (actor, target, place) = (words(&c.actor), words(&c.target), words(&c.place));
            let speaker = words(&c.speaker);
            self.shown.push_str(&format!(
                "  {} {} actor: {actor} target: {target} place: {place} speaker: {speaker}\n",
                c.event.code(),
                c.modality.code()
            ));
        }
    }

    fn none(&self) {
        assert!(
            self.failed == 0,
            "{} of {} sentences are read otherwise:\n{}",
            self.failed,
            self.sentences,
            self.shown
        );
    }
}

#[test]
fn whoever_acts_and_whatever_is_struck() {
    let deeds: Deeds = file("deeds.toml");
    let mut reader = Reader::new(knowledge());
    let mut failures = Failures::default();
    for verb in &deeds.verb {
        for rest in deeds.rest.iter().filter(|r| verb.takes.contains(&r.group)) {
            for who in &deeds.who {
                for between in &deeds.between {
                    let sentence = format!("{} {}{between} {}.", verb.of(who), who.text, rest.text);
                    let claims = claims(&mut reader, &sentence);
                    let right = |c: &Claim| {
                        let slot = if rest.slot == "place" { words(&c.place) } else { words(&c.target) };
                        c.event.code() == verb.event
                            && c.modality.code() == verb.modality
                            && words(&c.actor) == who.text
                            && slot.contains(&rest.said)
                    };
                    failures.judge(&sentence, claims.iter().any(right), &claims);
                }
            }
        }
    }
    failures.none();
}

#[test]
fn whoever_is_killed() {
    let victims: Victims = file("victims.toml");
    let mut reader = Reader::new(knowledge());
    let mut failures = Failures::default();
    for verb in &victims.verb {
        for who in &victims.who {
            for more in &victims.more {
                let sentence = verb.replace("{who}", &format!("{}{more}", who.text)) + ".";
                let claims = claims(&mut reader, &sentence);
                let harm = |c: &&Claim| c.event.code() == "harm";
                let done = |c: &Claim| words(&c.actor).is_empty() || words(&c.actor) == "مجهولين";
                let suffered: Vec<String> = claims.iter().filter(harm).map(|c| words(&c.target)).collect();
                let last = who.text.rsplit(' ').next().unwrap_or_default();
                let right = suffered.join(" ").contains(last) && claims.iter().all(done);
                failures.judge(&sentence, right, &claims);
            }
        }
    }
    failures.none();
}

#[test]
fn however_many_they_are() {
    let counted: Counted = file("many.toml");
    let mut reader = Reader::new(knowledge());
    let mut failures = Failures::default();
    for clause in &counted.clause {
        for many in &counted.many {
            let put = |form: &str| form.replace("{who}", &clause.who);
            let text = clause.text.replace("{object}", &put(&many.object)).replace("{subject}", &put(&many.subject));
            let sentence = format!("{text}.");
            let claims = claims(&mut reader, &sentence);
            let right = |c: &Claim| {
                let slot = if clause.slot == "actor" { &c.actor } else { &c.target };
                c.event.code() == clause.event && words(slot).contains(&clause.who)
            };
            failures.judge(&sentence, claims.iter().any(right), &claims);
        }
    }
    failures.none();
}

#[test]
fn whoever_tells_it() {
    let told: Told = file("told.toml");
    let mut reader = Reader::new(knowledge());
    let mut failures = Failures::default();
    for verb in &told.verb {
        for who in &told.who {
            for clause in &told.clause {
                let sentence = format!("{} {} {} {}.", verb.of(who), who.text, verb.that, clause.text);
                let claims = claims(&mut reader, &sentence);
                let right = |c: &Claim| {
                    c.event.code() == clause.event
                        && c.modality.code() == clause.modality
                        && words(&c.speaker) == who.text
                        && (clause.actor.is_empty() || words(&c.actor) == clause.actor)
                };
                failures.judge(&sentence, claims.iter().any(right), &claims);
            }
        }
    }
    failures.none();
}

#[test]
fn whatever_describes_who_acts() {
    let topics: Topics = file("topics.toml");
    let mut reader = Reader::new(knowledge());
    let mut failures = Failures::default();
    for verb in &topics.verb {
        for who in &topics.who {
            let form = match who.verb.as_str() {
                "feminine" => &verb.feminine,
                "plural" => &verb.plural,
                _ => &verb.masculine,
            };
            for opens in &topics.opens {
                let sentence = format!("{opens}{} {form} {}.", who.text, verb.rest);
                let claims = claims(&mut reader, &sentence);
                let right = |c: &Claim| {
                    c.event.code() == verb.event
                        && c.modality.code() == verb.modality
                        && words(&c.actor).contains(&who.said)
                        && words(&c.place).contains("بلدة سلقين")
                };
                failures.judge(&sentence, claims.iter().any(right), &claims);
            }
        }
    }
    failures.none();
}

#[test]
fn whatever_stands_over_it() {
    let under: Under = file("under.toml");
    let mut reader = Reader::new(knowledge());
    let mut failures = Failures::default();
    let mut judge = |sentence: String, event: &str, modality: &str| {
        let claims = claims(&mut reader, &sentence);
        let right = |c: &Claim| c.event.code() == event && c.modality.code() == modality;
        failures.judge(&sentence, claims.iter().any(right), &claims);
    };
    for over in &under.over {
        for deed in &under.deed {
            judge(format!("{}{}.", over.text, deed.text), &deed.event, &over.modality);
        }
    }
    for clause in &under.clause {
        for verb in &under.verb {
            let sentence = clause.text.replace("{past}", &verb.past).replace("{present}", &verb.present);
            judge(sentence.replace("{object}", &verb.object) + ".", &verb.event, &clause.modality);
        }
    }
    failures.none();
}

#[test]
fn whoever_is_cited() {
    let cited: Cited = file("cited.toml");
    let mut reader = Reader::new(knowledge());
    let mut failures = Failures::default();
    for who in &cited.who {
        let told = |words: &str, fact: &str| words.replace("{who}", &who.text).replace("{fact}", fact);
        let sentences = cited.after.iter().flat_map(|a| cited.fact.iter().map(move |f| (a, f)));
        let sentences = sentences.chain(cited.opening.iter().flat_map(|o| cited.opened.iter().map(move |f| (o, f))));
        for (words, fact) in sentences {
            let sentence = told(words, fact) + ".";
            let claims = claims(&mut reader, &sentence);
            let right = !claims.is_empty() && claims.iter().all(|c| self::words(&c.speaker) == who.text);
            failures.judge(&sentence, right, &claims);
        }
    }
    failures.none();
}
