//! The format of the cases, as `tests/cases/README.md` describes it.

use jiff::civil::{Date, date};
use std::fs;
use std::path::{Path, PathBuf};

/// A passage with the claims expected of it.
#[derive(Debug)]
pub struct Case {
    /// File and heading.
    pub name: String,
    /// The file that it stands in.
    pub file: PathBuf,
    /// All of it, from its heading on.
    pub source: String,
    pub published: Date,
    pub passage: String,
    pub claims: Vec<Expected>,
    /// Other claims may come out.
    pub open: bool,
}

/// A claim as it is expected.
#[derive(Debug)]
pub struct Expected {
    /// Event, modality, and `ceases`.
    pub head: String,
    /// Slots that are looked at, with what they hold.
    pub slots: Vec<(String, String)>,
}

/// All cases of the Markdown files in a folder, its folders left out.
pub fn cases(folder: &Path) -> Vec<Case> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    files.sort();
    files.iter().flat_map(|file| page(file)).collect()
}

fn page(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).expect("a page").replace("\r\n", "\n");
    text.split("\n## ").skip(1).map(|part| case(file, part)).collect()
}

fn case(file: &Path, part: &str) -> Case {
    let (heading, rest) = part.split_once('\n').expect("a heading");
    let name = format!("{}: {heading}", file.file_stem().unwrap_or_default().to_string_lossy());
    let (before, block) = rest.split_once("```claims\n").unwrap_or_else(|| panic!("{name}: no block of claims"));
    let block = block.split("```").next().unwrap_or_default();
    let mut published = date(2021, 2, 3);
    let mut passage = String::new();
    for line in before.trim().lines() {
        match line.strip_prefix("published: ") {
            Some(day) => published = day.parse().unwrap_or_else(|error| panic!("{name}: {error}")),
            None if line.is_empty() && passage.is_empty() => {}
            None => {
                passage.push_str(line);
                passage.push('\n');
            }
        }
    }
    let (mut claims, mut open) = (Vec::<Expected>::new(), false);
    for line in block.lines().filter(|l| !l.trim().is_empty()) {
        if line == "..." {
            open = true;
        } else if let Some(slot) = line.strip_prefix("  ") {
            let (slot, value) = slot.split_once(": ").unwrap_or_else(|| panic!("{name}: `{slot}` is no `slot: words`"));
            let claim = claims.last_mut().unwrap_or_else(|| panic!("{name}: a slot before any claim"));
            claim.slots.push((slot.to_owned(), value.trim().to_owned()));
        } else {
            claims.push(Expected { head: line.trim().to_owned(), slots: Vec::new() });
        }
    }
    Case { name, file: file.to_owned(), source: format!("## {}\n", part.trim()), published, passage, claims, open }
}

/// Moves a case to the file of the same name in another folder.
pub fn move_case(case: &Case, folder: &Path) {
    let page = fs::read_to_string(&case.file).expect("a page").replace("\r\n", "\n");
    fs::write(&case.file, format!("{}\n", page.replace(case.source.trim(), "").replace("\n\n\n", "\n\n").trim()))
        .expect("written");
    let there = folder.join(case.file.file_name().expect("a file"));
    let page = fs::read_to_string(&there).unwrap_or_else(|_| format!("# {}\n", case.name));
    fs::write(there, format!("{}\n\n{}", page.trim_end(), case.source)).expect("written");
}
