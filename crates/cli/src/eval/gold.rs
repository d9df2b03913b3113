//! Reports coded by hand: the files that the reader is measured against.

use crate::error::CliError;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// One report's coding.
#[derive(Debug, Deserialize)]
pub struct Gold {
    /// Name of the text file, without `.txt`.
    pub doc: String,
    /// Who and what the claims name.
    #[serde(default)]
    pub entities: HashMap<String, Entity>,
    /// The claims that a human found.
    pub claims: Vec<GoldClaim>,
}

/// An actor, a place, a person.
#[derive(Debug, Deserialize)]
pub struct Entity {
    /// Every way the report names it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A claim as coded.
#[derive(Debug, Deserialize)]
pub struct GoldClaim {
    /// Line of the text, from 0, front matter not counted.
    pub line: i64,
    /// The word that carries the event.
    #[serde(default)]
    pub trigger: String,
    /// Event code.
    pub event: String,
    /// Modality code.
    pub modality: Option<String>,
    /// About the event's ending.
    #[serde(default)]
    pub ceases: bool,
    /// The other keys: slots and numbers.
    #[serde(flatten)]
    pub slots: HashMap<String, Value>,
}

impl GoldClaim {
    /// Ids of the entities that fill a slot.
    pub fn fillers(&self, role: &str) -> Vec<&str> {
        match self.slots.get(role) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(one)) => vec![one],
            _ => Vec::new(),
        }
    }

    /// A number slot: `None` where it is not coded, `Some(None)` where it is coded without a value.
    pub fn number(&self, field: &str) -> Option<Option<f64>> {
        let value = self.slots.get(field)?;
        Some(value.get("value").unwrap_or(value).as_f64())
    }
}

/// A report's lines as bytes of its file.
pub struct Lines {
    data: Vec<u8>,
    ranges: Vec<(usize, usize)>,
}

impl Lines {
    /// The coded lines: those after the front matter block.
    pub fn of(data: Vec<u8>) -> Self {
        let (mut ranges, mut offset, mut fences) = (Vec::new(), 0, 0);
        for line in data.split(|&b| b == b'\n') {
            if line == b"---" && fences < 2 && (fences > 0 || ranges.is_empty()) {
                fences += 1;
            } else if fences != 1 {
                ranges.push((offset, offset + line.len()));
            }
            offset += line.len() + 1;
        }
        Lines { data, ranges }
    }

    /// The line in which a byte stands; -1 for none.
    pub fn at(&self, byte: usize) -> i64 {
        self.ranges.iter().position(|&(start, end)| (start..=end).contains(&byte)).map_or(-1, |n| n as i64)
    }

    /// The words of a line.
    pub fn text(&self, line: i64) -> String {
        let range = usize::try_from(line).ok().and_then(|n| self.ranges.get(n));
        range.map_or(String::new(), |&(start, end)| String::from_utf8_lossy(&self.data[start..end]).trim().to_owned())
    }
}

/// All codings of a folder, in the order of the files' names. A folder that holds `coded/` stands for it.
pub fn load(folder: &Path) -> Result<Vec<Gold>, CliError> {
    let inner = folder.join("coded");
    let folder = if inner.is_dir() { inner } else { folder.to_owned() };
    let entries = std::fs::read_dir(&folder).map_err(|error| CliError::file(&folder, error))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| CliError::file(&folder, error))?.path();
        if path.extension().is_some_and(|e| e == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(CliError::usage(format!(
            "{}: holds no coded reports (*.json); name the folder with the codings",
            folder.display()
        )));
    }
    paths.iter().map(|path| one(path)).collect()
}

fn one(path: &Path) -> Result<Gold, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| CliError::file(path, error))?;
    serde_json::from_str(&text).map_err(|error| {
        CliError::input(format!(
            "{}:{}: {error}; the format of a coding is described in `hudna eval --help`",
            path.display(),
            error.line()
        ))
    })
}
