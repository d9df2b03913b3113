//! What one address answers: its parameters, its form, its body.

use super::form::Field;
use crate::pager::Pager;
use hudna_ledger::Thing;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// The schema of a type, with its parts among the components.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// The schema of a type.
pub fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// What comes back.
#[derive(Clone, Copy)]
pub enum Body {
    /// JSON of a type.
    Json(SchemaOf),
    /// A list under its name, with the day of the view.
    List(&'static str),
    /// A page of a list under its name, with the day of the view.
    Paged(&'static str, SchemaOf),
    /// No JSON: the kind of what it is.
    Other(&'static str),
}

/// What the rows of `.jsonl` and `.csv` are.
#[derive(Clone, Copy)]
pub enum Rows {
    /// The things of the list of this name in the JSON.
    Of(&'static str),
    /// Rows of their own.
    Own(SchemaOf),
}

/// An operation of the description.
pub struct Operation {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The route, as the router and the table of roles write it.
    pub pattern: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// What comes back.
    pub body: Body,
    /// Rows, where it is a list.
    pub rows: Option<Rows>,
    /// Parameters of the address beside those of the view.
    pub query: &'static [&'static str],
    /// The address says of which view it is.
    pub view: bool,
    /// The answer has a validator.
    pub tagged: bool,
    /// The fields of the form.
    pub form: &'static [Field],
    /// What can come back beside what comes of every request.
    pub also: &'static [u16],
}

impl Operation {
    /// A page in a view.
    pub fn page(pattern: impl Into<String>, summary: impl Into<String>, body: Body) -> Operation {
        Operation {
            method: "GET",
            pattern: pattern.into(),
            summary: summary.into(),
            body,
            rows: None,
            query: &[],
            view: true,
            tagged: true,
            form: &[],
            also: &[],
        }
    }

    /// Something that is the same in every view.
    pub fn fixed(pattern: &str, summary: &str, body: Body) -> Operation {
        Operation { view: false, tagged: false, ..Operation::page(pattern, summary, body) }
    }

    /// A form that changes something.
    pub fn form(pattern: &str, summary: &str, body: Body, form: &'static [Field]) -> Operation {
        Operation { method: "POST", form, ..Operation::fixed(pattern, summary, body) }
    }

    /// The same with parameters.
    pub fn asking(self, query: &'static [&'static str]) -> Operation {
        Operation { query, ..self }
    }

    /// The same with rows.
    pub fn with_rows(self, rows: Rows) -> Operation {
        Operation { rows: Some(rows), ..self }
    }

    /// The same with more that can come back.
    pub fn or(self, also: &'static [u16]) -> Operation {
        Operation { also, ..self }
    }

    /// The same with a validator.
    pub fn tagged(self) -> Operation {
        Operation { tagged: true, ..self }
    }

    /// The address with an ending.
    pub fn address(&self, ending: &str) -> String {
        match self.body {
            Body::Other(_) => self.pattern.clone(),
            _ if self.pattern == "/" => format!("/index.{ending}"),
            _ => format!("{}.{ending}", self.pattern),
        }
    }

    /// A name for programs, as `get_sieges_id`.
    pub fn id(&self, ending: &str) -> String {
        let parts = self.pattern.split('/').filter(|part| !part.is_empty());
        let parts: Vec<String> = parts.map(|part| part.trim_matches(['{', '}']).replace('-', "_")).collect();
        let name = if parts.is_empty() { "index".to_owned() } else { parts.join("_") };
        let ending = if ending == "json" { String::new() } else { format!("_{ending}") };
        format!("{}_{name}{ending}", self.method.to_lowercase())
    }
}

impl Body {
    /// The schema of the JSON; none where it is no JSON.
    pub fn schema(self, generator: &mut SchemaGenerator) -> Option<Schema> {
        let day = of::<hudna_ledger::Day>;
        Some(match self {
            Body::Json(of) => of(generator),
            Body::List(name) => json_schema!({
                "type": "object",
                "required": ["as_of", name],
                "properties": {
                    "as_of": day(generator),
                    name: { "type": "array", "items": of::<Thing<'static>>(generator) },
                },
            }),
            Body::Paged(name, item) => json_schema!({
                "type": "object",
                "required": ["as_of", "page", name],
                "properties": {
                    "as_of": day(generator),
                    "page": of::<Pager>(generator),
                    name: { "type": "array", "items": item(generator) },
                },
            }),
            Body::Other(_) => return None,
        })
    }

    /// The kind of the answer.
    pub fn kind(self) -> &'static str {
        match self {
            Body::Other(kind) => kind,
            _ => "application/json",
        }
    }
}
