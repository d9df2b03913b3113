//! How reports, claims and decisions are written in a case.

use serde::Deserialize;

/// A file of `cases/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// What the case shows, in a sentence.
    #[serde(default)]
    #[allow(dead_code)]
    pub about: String,
    pub report: Vec<Report>,
    #[serde(default)]
    pub review: Vec<Review>,
    pub view: Vec<toml::Table>,
}

#[derive(Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub id: String,
    pub outlet: Option<String>,
    pub published: Option<String>,
    /// Record time; of a report with a date, that date unless another is given.
    pub entered: Option<String>,
    pub taken_from: Option<String>,
    /// For the likeness of its text to others.
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub claim: Vec<Claim>,
}

#[derive(Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub id: String,
    pub event: String,
    pub modality: String,
    #[serde(default)]
    pub ceases: bool,
    #[serde(default)]
    pub actor: Vec<String>,
    #[serde(default)]
    pub target: Vec<String>,
    #[serde(default)]
    pub mediator: Vec<String>,
    #[serde(default)]
    pub place: Vec<String>,
    #[serde(default)]
    pub speaker: Vec<String>,
    pub speaker_kind: Option<hudna_claims::SpeakerKind>,
    pub goods: Option<String>,
    pub people: Option<String>,
    pub count: Option<Number>,
    pub killed: Option<Number>,
    pub injured: Option<Number>,
    pub time: Option<Time>,
    #[serde(default)]
    pub answers: Vec<String>,
    #[serde(default)]
    pub trigger: String,
    /// Claims of a report with the same number are of one sentence.
    pub sentence: Option<usize>,
}

#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct Time {
    pub from: Option<String>,
    pub to: Option<String>,
    pub days: Option<f64>,
    pub precision: Option<hudna_claims::TimePrecision>,
}

#[derive(Deserialize, Clone, Debug)]
#[serde(untagged)]
pub enum Number {
    Plain(u64),
    Qualified { value: u64, high: Option<u64>, qualifier: Option<hudna_claims::Qualifier>, unit: Option<String> },
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// For `undo`.
    #[serde(default)]
    pub id: String,
    pub entered: String,
    pub decision: String,
    pub claim: Option<String>,
    #[serde(default)]
    pub claims: Vec<String>,
    pub to: Option<Claim>,
    pub report: Option<String>,
    #[serde(default)]
    pub reports: Vec<String>,
    pub source: Option<String>,
    pub reliability: Option<char>,
    pub follows: Option<String>,
    pub undo: Option<String>,
}
