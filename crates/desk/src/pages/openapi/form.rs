//! The fields of forms.

use super::examples::Examples;
use hudna_claims::{Event, Modality, SpeakerKind};
use serde_json::{Map, Value, json};

/// A field of a form.
pub struct Field {
    name: &'static str,
    holds: Holds,
    needed: bool,
    /// What it is.
    about: &'static str,
}

/// What may stand in a field.
#[derive(Clone, Copy)]
enum Holds {
    /// Words.
    Text,
    /// A secret.
    Secret,
    /// A day.
    Day,
    /// A number of the log.
    Number,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// An event of the codebook.
    Event,
    /// A modality of the codebook.
    Modality,
    /// A kind of speaker of the codebook.
    SpeakerKind,
    /// The id of a thing of this list.
    Id(&'static str),
    /// Several of them.
    Ids(&'static str),
    /// Several words, each in a field of its own.
    Texts,
    /// Files, where the form is sent as an upload.
    Files,
}

const fn needed(name: &'static str, holds: Holds, about: &'static str) -> Field {
    Field { name, holds, needed: true, about }
}

const fn field(name: &'static str, holds: Holds, about: &'static str) -> Field {
    Field { name, holds, needed: false, about }
}

const REASON: Field = field("reason", Holds::Text, "Why");

/// A claim that is decided about.
pub const CLAIM: &[Field] = &[needed("claim", Holds::Id("claims"), "The claim"), REASON];
/// Claims that are decided about together.
pub const CLAIMS: &[Field] =
    &[needed("claim", Holds::Ids("claims"), "The claims, or incidents that stand for theirs"), REASON];
/// A report that is decided about.
pub const REPORT: &[Field] = &[needed("report", Holds::Id("reports"), "The report"), REASON];
/// A report whose words are to go.
pub const REDACT: &[Field] = &[
    needed("reason", Holds::Text, "Why; it stays in the open"),
    needed("sure", Holds::OneOf(&["yes"]), "That it cannot be undone is known"),
];
/// Reports that are decided about together.
pub const REPORTS: &[Field] = &[needed("report", Holds::Ids("reports"), "The reports"), REASON];
/// A decision that is taken back.
pub const UNDO: &[Field] = &[needed("entry", Holds::Number, "The number of the decision"), REASON];
/// An outlet that is judged.
pub const SOURCE: &[Field] = &[
    needed("source", Holds::Id("sources"), "The outlet"),
    field("reliability", Holds::OneOf(&["A", "B", "C", "D", "E", "F"]), "How far it is trusted"),
    field("follows", Holds::Id("sources"), "The outlet that it follows"),
    REASON,
];
/// What a claim says instead. A part that is left out stays as it is; an empty one is taken away.
pub const CORRECT: &[Field] = &[
    needed("claim", Holds::Id("claims"), "The claim"),
    field("event", Holds::Event, "What happened"),
    field("modality", Holds::Modality, "In what way it is put forward"),
    field("ceases", Holds::OneOf(&["true", "false"]), "It is about the event's ending"),
    field("speaker_kind", Holds::SpeakerKind, "What kind of speaker"),
    field("actor", Holds::Texts, "By whom: ids or names"),
    field("target", Holds::Texts, "To whom"),
    field("mediator", Holds::Texts, "Through whom"),
    field("place", Holds::Texts, "Where"),
    field("speaker", Holds::Texts, "Who says it"),
    field("from", Holds::Day, "The first day"),
    field("to", Holds::Day, "The last day"),
    field("goods", Holds::Text, "Which goods"),
    field("people", Holds::Text, "Which people"),
    field("count", Holds::Text, "How many"),
    field("killed", Holds::Text, "How many were killed"),
    field("injured", Holds::Text, "How many were injured"),
    REASON,
];
/// Reports to be added.
pub const ADD: &[Field] = &[
    field("text", Holds::Text, "The text of one report"),
    field("title", Holds::Text, "Its headline"),
    field("url", Holds::Text, "Where it was published"),
    field("source", Holds::Text, "The outlet of reports that do not say it"),
    field("published", Holds::Day, "The day of reports that do not say it"),
    field("archive", Holds::OneOf(&["yes"]), "Each counts as received on the day on which it was published"),
    field("columns", Holds::Text, "Which columns of tables hold what: text=Body,published=Date"),
    field("sheet", Holds::Text, "The sheet of workbooks"),
    field("dates", Holds::OneOf(&["dmy", "mdy"]), "In what order tables write day and month"),
    field("files", Holds::Files, "Files of reports; only in an upload"),
];
/// A change of an account.
pub const CHANGE: &[Field] = &[
    needed("act", Holds::OneOf(&["add", "role", "password", "remove"]), "What is to be done"),
    needed("name", Holds::Text, "The account"),
    field("role", Holds::OneOf(&["viewer", "coder", "editor", "admin"]), "Its role, to add it or to change the role"),
    field("password", Holds::Secret, "Its password, to add it or to change the password"),
];
/// Another password.
pub const ACCOUNT: &[Field] =
    &[needed("old", Holds::Secret, "The password so far"), needed("new", Holds::Secret, "The new one")];
/// A login.
pub const LOGIN: &[Field] =
    &[needed("name", Holds::Text, "The account"), needed("password", Holds::Secret, "Its password")];

/// A form, as the body of a request.
pub fn body(form: &[Field], examples: &Examples) -> Value {
    let schema = |upload: bool| {
        let fields = form.iter().filter(|field| upload || !matches!(field.holds, Holds::Files));
        let properties: Map<String, Value> =
            fields.map(|field| (field.name.to_owned(), field.schema(examples))).collect();
        let needed: Vec<&str> = form.iter().filter(|field| field.needed).map(|field| field.name).collect();
        let mut schema = json!({ "type": "object", "properties": properties });
        if !needed.is_empty() {
            schema["required"] = json!(needed);
        }
        json!({ "schema": schema })
    };
    let mut content = json!({ "application/x-www-form-urlencoded": schema(false) });
    if form.iter().any(|field| matches!(field.holds, Holds::Files)) {
        content["multipart/form-data"] = schema(true);
    }
    json!({ "required": form.iter().any(|field| field.needed), "content": content })
}

impl Field {
    fn schema(&self, examples: &Examples) -> Value {
        // A field that is empty counts as left out.
        let of_list = |list: &str| {
            let mut schema = json!({ "type": "string", "minLength": usize::from(self.needed) });
            if let Some(id) = examples.of(list) {
                schema["examples"] = json!([id]);
            }
            schema
        };
        let codes = |mut all: Vec<&'static str>| {
            all.extend((!self.needed).then_some(""));
            json!({ "type": "string", "enum": all })
        };
        let mut schema = match self.holds {
            Holds::Text if self.needed => json!({ "type": "string", "minLength": 1 }),
            Holds::Text => json!({ "type": "string" }),
            Holds::Secret => json!({ "type": "string", "format": "password" }),
            Holds::Day => json!({ "type": "string", "anyOf": [{ "format": "date" }, { "const": "" }] }),
            Holds::Number => json!({ "type": "integer", "minimum": 0 }),
            Holds::OneOf(all) => codes(all.to_vec()),
            Holds::Event => codes(Event::ALL.iter().map(|code| code.code()).collect()),
            Holds::Modality => codes(Modality::ALL.iter().map(|code| code.code()).collect()),
            Holds::SpeakerKind => codes(SpeakerKind::ALL.iter().map(|code| code.code()).collect()),
            Holds::Id(list) => of_list(list),
            Holds::Ids(list) => json!({ "type": "array", "minItems": 1, "items": of_list(list) }),
            Holds::Texts => json!({ "type": "array", "items": { "type": "string" } }),
            Holds::Files => {
                json!({ "type": "array", "items": { "type": "string", "contentMediaType": "application/octet-stream" } })
            }
        };
        schema["description"] = json!(self.about);
        schema
    }
}
