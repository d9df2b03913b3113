//! Which column of a table holds what.

use crate::error::Problem;
use serde::Deserialize;
use std::sync::OnceLock;
use thiserror::Error;

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Text,
    Published,
    Source,
    Url,
    Title,
    Id,
}

const FIELDS: [(Field, &str); 6] = [
    (Field::Text, "text"),
    (Field::Published, "published"),
    (Field::Source, "source"),
    (Field::Url, "url"),
    (Field::Title, "title"),
    (Field::Id, "id"),
];

/// Which column of a table holds what, as the user says it: `text=Body,published=Date`. Columns that are not named here are
/// found by their names, as far as these are plain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    named: [Option<String>; FIELDS.len()],
}

/// What is wrong with a mapping.
#[derive(Debug, Error)]
#[error("`{part}` names no column; write FIELD=COLUMN, the fields being text, published, source, url, title and id")]
pub struct MappingError {
    part: String,
}

impl Mapping {
    /// Reads `text=Body,published=Date`. A comma belongs to a column's name unless a field and `=` follow. `#3` is the third
    /// column, and nothing (`title=`) says that no column holds it.
    ///
    /// # Errors
    /// Names the part that is no pair of field and column.
    pub fn parse(text: &str) -> Result<Mapping, MappingError> {
        let mut mapping = Mapping::default();
        let mut last: Option<usize> = None;
        for part in text.split(',') {
            let pair = part.split_once('=').map(|(field, column)| (field.trim().to_lowercase(), column));
            let field = pair.as_ref().and_then(|(field, _)| FIELDS.iter().position(|(_, name)| name == field));
            if let (Some(field), Some((_, column))) = (field, pair) {
                mapping.named[field] = Some(column.to_owned());
                last = Some(field);
            } else if let Some(column) = last.and_then(|field| mapping.named[field].as_mut()) {
                column.push(',');
                column.push_str(part);
            } else {
                return Err(MappingError { part: part.to_owned() });
            }
        }
        Ok(mapping)
    }

    /// Whether the user named any column.
    pub fn is_given(&self) -> bool {
        self.named.iter().any(Option::is_some)
    }

    /// Takes over what another names.
    pub fn and(mut self, other: Mapping) -> Mapping {
        for (slot, named) in self.named.iter_mut().zip(other.named) {
            *slot = named.or(slot.take());
        }
        self
    }
}

/// The columns of a table.
#[derive(Debug)]
pub(crate) struct Columns {
    pub names: Vec<String>,
    at: [Option<usize>; FIELDS.len()],
}

/// Names that are plain, by field.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    text: Vec<String>,
    published: Vec<String>,
    source: Vec<String>,
    url: Vec<String>,
    title: Vec<String>,
    id: Vec<String>,
}

impl Plain {
    fn get() -> &'static Plain {
        static PLAIN: OnceLock<Plain> = OnceLock::new();
        // A test reads the file: it is in order.
        PLAIN.get_or_init(|| toml::from_str(include_str!("../../columns.toml")).unwrap_or_default())
    }

    fn of(&self, field: Field) -> &[String] {
        match field {
            Field::Text => &self.text,
            Field::Published => &self.published,
            Field::Source => &self.source,
            Field::Url => &self.url,
            Field::Title => &self.title,
            Field::Id => &self.id,
        }
    }
}

impl Columns {
    /// Finds the columns of a table whose first row is this.
    pub(crate) fn find(names: Vec<String>, mapping: &Mapping) -> Result<Columns, Problem> {
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let mut at = [None; FIELDS.len()];
        for ((slot, named), (_, field)) in at.iter_mut().zip(&mapping.named).zip(FIELDS) {
            if let Some(named) = named.as_deref().filter(|named| !named.trim().is_empty()) {
                *slot = Some(by_name(named, field, &names, &folded)?);
            }
        }
        let taken = at;
        for ((slot, named), (field, name)) in at.iter_mut().zip(&mapping.named).zip(FIELDS) {
            if named.is_some() {
                continue;
            }
            let plain = Plain::get().of(field);
            let fits = |n: &usize| folded.get(*n).is_some_and(|f| plain.contains(f)) && !taken.contains(&Some(*n));
            let found: Vec<usize> = (0..names.len()).filter(fits).collect();
            match found.as_slice() {
                [] => {}
                [one] => *slot = Some(*one),
                [one, other, ..] => {
                    let quoted = |n: &usize| names.get(*n).map_or_else(String::new, |name| format!("`{name}`"));
                    let reason = format!("both {} and {} may hold the {name}", quoted(one), quoted(other));
                    return Err(problem(reason, &names));
                }
            }
        }
        if at[Field::Text as usize].is_none() {
            return Err(problem("it is not plain which column holds the text".to_owned(), &names));
        }
        Ok(Columns { names, at })
    }

    pub(crate) fn at(&self, field: Field) -> Option<usize> {
        self.at.get(field as usize).copied().flatten()
    }
}

/// The column that the user names: as it stands, else whatever its case, else by number.
fn by_name(named: &str, field: &str, names: &[String], folded: &[String]) -> Result<usize, Problem> {
    let all = |fits: &dyn Fn(usize) -> bool| (0..names.len()).filter(|n| fits(*n)).collect::<Vec<usize>>();
    let exact = all(&|n| names[n].trim() == named.trim());
    let found = if exact.is_empty() { all(&|n| folded[n] == fold(named)) } else { exact };
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let number = named.trim().strip_prefix('#').and_then(|n| n.parse::<usize>().ok());
            let number = number.and_then(|n| n.checked_sub(1)).filter(|n| *n < names.len());
            number.ok_or_else(|| problem(format!("it has no column `{named}`"), names))
        }
        [one, ..] => {
            let way = format!("write its number, as {field}=#{}", one + 1);
            Err(problem(format!("it has several columns `{named}`: {way}"), names))
        }
    }
}

fn problem(reason: String, names: &[String]) -> Problem {
    Problem::Columns { reason, found: names.join(", ") }
}

/// A name in small letters, with single spaces between its words.
fn fold(name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '\u{feff}');
    let words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == '_' || c == '-').collect();
    words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], mapping: &str) -> Result<[Option<usize>; 6], String> {
        let mapping = if mapping.is_empty() { Mapping::default() } else { Mapping::parse(mapping).expect("a mapping") };
        Columns::find(names.iter().map(|n| (*n).to_owned()).collect(), &mapping)
            .map(|columns| columns.at)
            .map_err(|e| e.to_string())
    }

    #[test]
    fn the_plain_names_are_in_order() {
        let plain: Plain = toml::from_str(include_str!("../../columns.toml")).expect("columns.toml");
        let mut all: Vec<&String> = FIELDS.iter().flat_map(|(field, _)| plain.of(*field)).collect();
        for name in &all {
            assert_eq!(**name, fold(name));
        }
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "a name stands twice");
    }

    #[test]
    fn plain_names_are_found_in_both_languages() {
        let all = Ok([Some(2), Some(1), Some(3), Some(4), Some(5), Some(0)]);
        assert_eq!(found(&["ID", "Publication_Date", " Text ", "Outlet", "URL", "headline"], ""), all);
        assert_eq!(found(&["الرقم", "تاريخ النشر", "النص", "المصدر", "الرابط", "العنوان"], ""), all);
    }

    #[test]
    fn what_is_not_plain_is_asked_for() {
        let names = ["Text", "Body", "When, exactly", "Title", "Title"];
        assert_eq!(
            found(&names, "").expect_err("two texts"),
            "both `Text` and `Body` may hold the text; its columns: Text, Body, When, exactly, Title, Title"
        );
        assert!(found(&names, "text=Body").expect_err("two titles").starts_with("both `Title` and `Title`"));
        assert!(found(&names, "text=Body,title=title").expect_err("two titles").contains("as title=#4"));
        assert_eq!(
            found(&names, "text=body,published=When, exactly,title=#5"),
            Ok([Some(1), Some(2), None, None, Some(4), None])
        );
        assert_eq!(found(&names, "title=,text=Text"), Ok([Some(0), None, None, None, None, None]));
        assert!(found(&names, "text=Story").expect_err("none").starts_with("it has no column `Story`"));
        assert!(found(&["a", "b"], "").expect_err("none").ends_with("its columns: a, b"));
    }

    #[test]
    fn a_mapping_of_other_fields_is_refused() {
        for wrong in ["", "Body", "body=Text", "text", ",text=a"] {
            assert!(Mapping::parse(wrong).is_err(), "{wrong}");
        }
    }
}
