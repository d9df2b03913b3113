//! Phrases of a view, in both languages: text whose names are set apart from the direction around them and lead to their own pages.

use super::Lang;
use super::terminal::{PDI, opener};
use super::text::{Text, Tone, strays};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::sync::Arc;

/// What kind of thing an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A siege.
    Siege,
    /// An agreement or truce.
    Agreement,
    /// A term of an agreement.
    Term,
    /// What passes at a place.
    Access,
    /// A checkpoint or road.
    Checkpoint,
    /// Who holds a place.
    Control,
    /// Those whom somebody holds at a place.
    Detention,
    /// The killed and injured of an incident; its id is the incident's.
    Casualty,
    /// An event, as all claims together tell of it.
    Incident,
    /// What one report says of one event.
    Claim,
    /// A report.
    Report,
    /// An outlet.
    Source,
    /// A place.
    Place,
    /// An actor or speaker.
    Actor,
    /// A decision; its id is its number in the log.
    Decision,
}

/// Something that has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
pub struct Link {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: Arc<str>,
}

impl Link {
    /// A link to the thing of an id.
    pub fn new(kind: Kind, id: impl AsRef<str>) -> Link {
        Link { kind, id: id.as_ref().into() }
    }
}

/// How a part of a phrase is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manner {
    /// Words of ours.
    Plain,
    /// What matters most.
    Strong,
    /// A name.
    Name,
    /// Words of a report.
    Quote,
    /// Those of them that carry the event.
    Trigger,
    /// What is beside the point: an id.
    Faint,
}

/// A part of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'p> {
    /// Its words.
    pub text: &'p str,
    /// How they are meant.
    pub manner: Manner,
    /// What they name.
    pub link: Option<&'p Link>,
    /// Parts that stand side by side with one number are set apart, together, from the direction around them (`<bdi>`).
    pub apart: Option<usize>,
}

/// A phrase in one language. As JSON: its text, with the marks that set apart what would else be put in the wrong order.
#[derive(Debug, Clone, Default)]
pub struct Phrase {
    pub(super) text: Text,
    rtl: bool,
}

impl Phrase {
    pub(super) fn new(text: Text, lang: Lang) -> Phrase {
        Phrase { text, rtl: lang == Lang::Ar }
    }

    /// Nothing is said.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Its parts, in the order of reading.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.text.runs.iter().map(|run| Part {
            text: &run.text,
            manner: match run.tone {
                Tone::Plain => Manner::Plain,
                Tone::Heading | Tone::Title => Manner::Strong,
                Tone::Name => Manner::Name,
                Tone::Quote => Manner::Quote,
                Tone::Trigger => Manner::Trigger,
                Tone::Dim => Manner::Faint,
            },
            link: run.link.as_ref(),
            apart: run.group,
        })
    }

    /// What it names, each once.
    pub fn links(&self) -> Vec<Link> {
        let mut all: Vec<Link> = Vec::new();
        for link in self.text.runs.iter().filter_map(|run| run.link.as_ref()) {
            if !all.contains(link) {
                all.push(link.clone());
            }
        }
        all
    }

    /// The words alone, without marks that steer direction.
    pub fn bare(&self) -> String {
        self.text.words()
    }

    /// The words, with isolates (U+2066 to U+2069) where they are needed.
    pub fn isolated(&self) -> String {
        let mut out = String::new();
        for chunk in self.text.runs.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
            let whole: String = chunk.iter().map(|run| run.text.as_str()).collect();
            if chunk.first().is_some_and(|run| run.group.is_some()) && strays(&whole, self.rtl) {
                out.push(opener(&whole));
                out.push_str(&whole);
                out.push(PDI);
            } else {
                out.push_str(&whole);
            }
        }
        out
    }
}

impl PartialEq for Phrase {
    fn eq(&self, other: &Phrase) -> bool {
        self.isolated() == other.isolated()
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.isolated())
    }
}

impl JsonSchema for Phrase {
    fn schema_name() -> Cow<'static, str> {
        "Phrase".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "A phrase; what must not take part in the order of the words around it is isolated." })
    }
}

/// A phrase in both languages.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Both {
    /// Arabic.
    pub ar: Phrase,
    /// English.
    pub en: Phrase,
}

impl Both {
    pub(super) fn new(ar: Text, en: Text) -> Both {
        Both { ar: Phrase::new(ar, Lang::Ar), en: Phrase::new(en, Lang::En) }
    }

    /// The phrase in a language.
    pub fn of(&self, lang: Lang) -> &Phrase {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// Nothing is said.
    pub fn is_empty(&self) -> bool {
        self.ar.is_empty() && self.en.is_empty()
    }
}
