//! The words for people, read from `dossier.toml`, `status.toml`, `explain.toml`, `desk.toml` and `ontology.toml`.

use super::Lang;
use super::calendar::{Calendar, LocaleError};
use crate::LedgerError;
use hudna_claims::{Event, Modality, SpeakerKind};
use icu_locale_core::locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Words in both languages.
#[derive(Debug, Clone, Default, Deserialize)]
struct Both {
    ar: String,
    en: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Counted {
    ar: BTreeMap<String, String>,
    en: BTreeMap<String, String>,
}

/// The locales in which a group of countries writes dates; no countries: where nothing else is known.
#[derive(Debug, Deserialize)]
struct Habit {
    #[serde(default)]
    countries: Vec<String>,
    locales: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Habits {
    en: Vec<String>,
    ar: Vec<Habit>,
}

/// Who writes the dates.
#[derive(Debug)]
struct Calendars {
    en: Calendar,
    ar: Vec<(Vec<String>, Calendar)>,
}

impl Calendars {
    fn of(habits: Habits) -> Result<Calendars, LocaleError> {
        let ar = habits.ar.into_iter().map(|habit| Ok((habit.countries, Calendar::new(&habit.locales)?)));
        Ok(Calendars { en: Calendar::new(&habits.en)?, ar: ar.collect::<Result<_, _>>()? })
    }
}

#[derive(Deserialize)]
struct WordsFile {
    dates: Option<Habits>,
    #[serde(default)]
    count: BTreeMap<String, Counted>,
    #[serde(flatten)]
    groups: BTreeMap<String, BTreeMap<String, Both>>,
}

#[derive(Deserialize)]
struct OntologyFile {
    #[serde(default)]
    event: Vec<Coded>,
    #[serde(default)]
    modality: Vec<Coded>,
    #[serde(default)]
    speaker_kind: Vec<Coded>,
    #[serde(default)]
    qualifier: Vec<Coded>,
}

#[derive(Deserialize)]
struct Coded {
    code: String,
    #[serde(flatten)]
    both: Both,
}

/// The words that a dossier or a state is rendered with. A word that is missing shows as its key.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    words: BTreeMap<String, Both>,
    counts: BTreeMap<String, Counted>,
    dates: Option<Arc<Calendars>>,
}

impl Labels {
    /// Takes `dossier.toml`, `status.toml`, `explain.toml`, `desk.toml` and `ontology.toml` from knowledge files given as (path
    /// inside the knowledge, text); others are passed over. Of entries with the same key the later one counts.
    ///
    /// # Errors
    /// A file that is not well formed.
    pub fn from_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Labels, LedgerError> {
        let mut labels = Labels::default();
        for (path, text) in files {
            let toml = |source| LedgerError::Toml { file: path.to_owned(), source };
            if matches!(path, "dossier.toml" | "status.toml" | "explain.toml" | "desk.toml") {
                let file: WordsFile = toml::from_str(text).map_err(toml)?;
                labels.counts.extend(file.count);
                if let Some(habits) = file.dates {
                    let locale = |source| LedgerError::Locale { file: path.to_owned(), source };
                    labels.dates = Some(Arc::new(Calendars::of(habits).map_err(locale)?));
                }
                for (group, words) in file.groups {
                    labels.words.extend(words.into_iter().map(|(key, both)| (format!("{group}.{key}"), both)));
                }
            } else if path == "ontology.toml" {
                let file: OntologyFile = toml::from_str(text).map_err(toml)?;
                let groups = [
                    ("event", file.event),
                    ("modality", file.modality),
                    ("speaker_kind", file.speaker_kind),
                    ("qualifier", file.qualifier),
                ];
                for (group, rows) in groups {
                    labels.words.extend(rows.into_iter().map(|row| (format!("{group}.{}", row.code), row.both)));
                }
            }
        }
        Ok(labels)
    }

    /// The words under a key such as `phrase.siege`; the key itself where there are none.
    pub fn word<'a>(&'a self, key: &'a str, lang: Lang) -> &'a str {
        match (self.words.get(key), lang) {
            (Some(both), Lang::Ar) => &both.ar,
            (Some(both), Lang::En) => &both.en,
            (None, _) => key,
        }
    }

    /// There are words under a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// Who writes dates in a language as a country does; nobody where no file says how.
    pub(super) fn calendar(&self, country: Option<&str>, lang: Lang) -> Option<&Calendar> {
        let calendars = self.dates.as_ref()?;
        if lang == Lang::En {
            return Some(&calendars.en);
        }
        let here =
            |(countries, _): &&(Vec<String>, Calendar)| country.is_some_and(|c| countries.iter().any(|o| o == c));
        let sets = &calendars.ar;
        sets.iter().find(here).or_else(|| sets.iter().find(|(countries, _)| countries.is_empty())).map(|(_, c)| c)
    }

    pub(super) fn event(&self, event: Event, lang: Lang) -> String {
        self.coded("event", event.code(), lang)
    }

    pub(super) fn kind(&self, kind: SpeakerKind, lang: Lang) -> String {
        self.coded("speaker_kind", kind.code(), lang).to_lowercase()
    }

    pub(super) fn modality(&self, modality: Modality, lang: Lang) -> String {
        self.coded("modality", modality.code(), lang).to_lowercase()
    }

    pub(super) fn qualifier(&self, code: &str, lang: Lang) -> String {
        self.coded("qualifier", code, lang).to_lowercase()
    }

    fn coded(&self, group: &str, code: &str, lang: Lang) -> String {
        let key = format!("{group}.{code}");
        if self.has(&key) { self.word(&key, lang).to_owned() } else { code.to_owned() }
    }

    /// The form of a counted noun for a number.
    pub(super) fn counted<'a>(&'a self, noun: &'a str, n: usize, lang: Lang) -> &'a str {
        let Some(counted) = self.counts.get(noun) else { return noun };
        let forms = match lang {
            Lang::Ar => &counted.ar,
            Lang::En => &counted.en,
        };
        forms.get(category(n, lang)).or_else(|| forms.get("other")).map_or(noun, String::as_str)
    }
}

/// The CLDR plural category of a number.
fn category(n: usize, lang: Lang) -> &'static str {
    let locale = match lang {
        Lang::Ar => locale!("ar"),
        Lang::En => locale!("en"),
    };
    let selected = PluralRules::try_new_cardinal(locale.into()).ok().map(|rules| rules.category_for(n));
    match selected {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    }
}
