//! What there is to say to who asks and cannot have what they ask for: words of `knowledge/desk.toml`, in their language, about what they
//! asked.

use hudna_casebook::{NoSuch, Unset};
use hudna_ledger::{Futile, Labels, Lang};
use hudna_reader::built_in;
use std::borrow::Cow;
use std::fmt::{self, Display};
use std::sync::LazyLock;

/// Words under a key of `[wrong]`, in which `{0}`, `{1}` ... stand for what they are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    key: Cow<'static, str>,
    about: Vec<String>,
}

/// The words of the program itself, for terminals.
static OWN: LazyLock<Labels> = LazyLock::new(|| {
    let files = built_in();
    // Tests hold the files to be well formed; a key is shown for words that are missing.
    Labels::from_files(files.iter().map(|file| (file.path.as_str(), file.text.as_str()))).unwrap_or_default()
});

impl Say {
    /// The words under a key, such as `wrong.date`.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Say {
        Say { key: key.into(), about: Vec::new() }
    }

    /// The same about one thing more.
    #[must_use]
    pub fn of(mut self, thing: impl Display) -> Say {
        self.about.push(thing.to_string());
        self
    }

    /// In a language. What it is about may be written in the other direction: it stands apart from the words around it.
    pub fn in_words(&self, labels: &Labels, lang: Lang) -> String {
        let (mut said, mut rest) = (String::new(), labels.word(&self.key, lang));
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let part = after.split_once('}').and_then(|(number, after)| Some((number.parse::<usize>().ok()?, after)));
            let Some((number, after)) = part else {
                said.push('{');
                rest = after;
                continue;
            };
            let about = self.about.get(number).map(String::as_str).unwrap_or_default();
            match lang {
                Lang::Ar => said.extend(["\u{2068}", about, "\u{2069}"]),
                Lang::En => said.push_str(about),
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

/// In English.
impl Display for Say {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(&OWN, Lang::En))
    }
}

/// What it says in English stands first among what it is about.
impl From<&NoSuch> for Say {
    fn from(error: &NoSuch) -> Say {
        match error {
            NoSuch::Nothing { id, what } => {
                Say::new(if *what == "claim" { "wrong.no_claim" } else { "wrong.no_report" }).of(error).of(id)
            }
            NoSuch::Several { id, first } => Say::new("wrong.several").of(error).of(id).of(first.join("، ")),
        }
    }
}

/// What it says in English stands first among what it is about.
impl From<&Unset> for Say {
    fn from(error: &Unset) -> Say {
        let say = |key: &'static str| Say::new(key).of(error);
        match error {
            Unset::Part { part } => say("wrong.unset_part").of(part),
            Unset::Code { value, all } => say("wrong.unset_code").of(value).of(all),
            Unset::Truth => say("wrong.unset_truth"),
            Unset::Number(text) => say("wrong.unset_number").of(text),
            Unset::Downward(text) => say("wrong.unset_downward").of(text),
            Unset::Date => say("wrong.unset_date"),
            Unset::Unknown { name, .. } => say("wrong.unset_unknown").of(name),
        }
    }
}

/// What it says in English stands first among what it is about.
impl From<&Futile> for Say {
    fn from(error: &Futile) -> Say {
        let say = |key: &'static str| Say::new(key).of(error);
        match error {
            Futile::NoClaim { claim } => say("wrong.no_claim").of(claim),
            Futile::NoReport { report } => say("wrong.no_report").of(report),
            Futile::NotTwo { id } => say("wrong.not_two").of(id),
            Futile::Withdrawn { id, entry } => say("wrong.withdrawn").of(id).of(entry),
            Futile::Rejected { claim, entry } => say("wrong.rejected").of(claim).of(entry),
            Futile::Decided { id, entry } => say("wrong.decided").of(id).of(entry),
            Futile::Backward { claim, from, to } => say("wrong.backward").of(claim).of(from).of(to),
            Futile::OtherPart { claim, other, .. } => say("wrong.other_part").of(claim).of(other),
            Futile::OtherKind { claim, told, other, other_told } => {
                say("wrong.other_kind").of(claim).of(told).of(other).of(other_told)
            }
            Futile::Elsewhere { claim, at, other, other_at } => {
                say("wrong.elsewhere").of(claim).of(at).of(other).of(other_at)
            }
            Futile::Together { claims, incident } => say("wrong.together").of(claims.join(" ")).of(incident),
            Futile::SetApart { claim, other, entry } => say("wrong.set_apart").of(claim).of(other).of(entry),
            Futile::Apart { claim } => say("wrong.apart").of(claim),
            Futile::OneReport { reports } => say("wrong.one_report").of(reports.join(" ")),
            Futile::NoSource { outlet, known } => say("wrong.no_source").of(outlet).of(known),
            Futile::NothingSaid { outlet } => say("wrong.nothing_said").of(outlet),
            Futile::FollowsBack { outlet, follows } => say("wrong.follows_back").of(outlet).of(follows),
            Futile::Held { outlet } => say("wrong.held").of(outlet),
            Futile::NoDecision { entry } => say("wrong.no_decision").of(entry),
            Futile::Undone { entry, by } => say("wrong.undone").of(entry).of(by),
            Futile::Overruled { entry } => say("wrong.overruled").of(entry),
            _ => say("wrong.futile"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// The keys of `[wrong]` that the sources of a folder name.
    fn keys(folder: &Path, all: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                keys(&entry.path(), all);
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            let named = text.split("\"wrong.").skip(1).filter_map(|rest| rest.split('"').next());
            let plain = |key: &&str| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            all.extend(named.filter(plain).map(str::to_owned));
        }
    }

    #[test]
    fn all_that_is_said_has_words_in_both_languages_and_no_other_words_are_kept() {
        let mut used = BTreeSet::new();
        keys(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut used);
        let files = built_in();
        let desk = files.iter().find(|file| file.path == "desk.toml").unwrap();
        let kept: toml::Table = toml::from_str(&desk.text).unwrap();
        let kept: BTreeSet<String> = kept["wrong"].as_table().unwrap().keys().cloned().collect();
        assert_eq!(used, kept);
        for key in &kept {
            let key = format!("wrong.{key}");
            let arabic = OWN.word(&key, Lang::Ar);
            assert!(arabic.chars().any(|c| ('\u{0620}'..='\u{064a}').contains(&c)), "{key}: {arabic}");
        }
    }

    #[test]
    fn every_reason_why_a_row_is_not_taken_has_words() {
        let intake = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/src/error.rs")).unwrap();
        let (_, codes) = intake.split_once("pub fn code").unwrap();
        let (codes, _) = codes.split_once("pub fn remedy").unwrap();
        let codes: Vec<&str> = codes.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(codes.len() > 20, "{codes:?}");
        for code in codes {
            let said = Say::new(format!("rejected.{code}")).of("reason").of("remedy");
            assert_eq!(said.to_string(), "reason (remedy)", "{code}");
            let arabic = said.in_words(&OWN, Lang::Ar);
            assert!(arabic.chars().any(|c| ('\u{0620}'..='\u{064a}').contains(&c)), "{code}: {arabic}");
        }
    }

    #[test]
    fn what_it_is_about_stands_in_the_words() {
        let say = Say::new("wrong.date").of("as-of=x{0}");
        assert_eq!(say.to_string(), "as-of=x{0}: no date; write it as YYYY-MM-DD");
        assert!(say.in_words(&OWN, Lang::Ar).starts_with("\u{2068}as-of=x{0}\u{2069}: "));
        let several = NoSuch::Several { id: "r1".to_owned(), first: vec!["r11".to_owned(), "r12".to_owned()] };
        assert_eq!(Say::from(&several).to_string(), several.to_string());
        assert!(Say::from(&several).in_words(&OWN, Lang::Ar).contains("r12"));
    }
}
