//! Every frame file says what it is about, and every frame has examples of what it must match and of what it must not.

use super::File;
use toml::Value;

/// A frame file.
pub fn check(file: &File, problems: &mut Vec<String>) {
    let name = &file.name;
    let content: toml::Table = match file.text.parse() {
        Ok(content) => content,
        Err(error) => return problems.push(format!("{name}: {}", error.message())),
    };
    if empty(&content, "about") {
        problems.push(format!("{name}: `about` says what the family is about"));
    }
    let frames = content.get("frame").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if frames.is_empty() {
        problems.push(format!("{name}: no frame"));
    }
    for frame in frames.iter().filter_map(Value::as_table) {
        let id = frame.get("id").and_then(Value::as_str).unwrap_or("without id");
        if empty(frame, "about") {
            problems.push(format!("{name}: frame `{id}` does not say what it matches (`about`)"));
        }
        let examples = frame.get("example").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let says = |e: &&Value| e.get("is").and_then(Value::as_array).is_some_and(|is| !is.is_empty());
        if !examples.iter().any(|e| says(&e)) {
            problems.push(format!("{name}: frame `{id}` has no example that fires"));
        }
        if examples.iter().all(|e| says(&e)) {
            problems.push(format!("{name}: frame `{id}` has no example that must stay silent"));
        }
    }
}

fn empty(table: &toml::Table, key: &str) -> bool {
    table.get(key).and_then(Value::as_str).unwrap_or_default().trim().is_empty()
}

#[cfg(test)]
mod tests {
    use crate::tidy::tests::of;

    const NAME: &str = "knowledge/ar/frames/a.toml";
    const HEAD: &str = "about = \"A.\"\n[[frame]]\nid = \"x\"\nabout = \"X.\"\n";
    const FIRES: &str = "[[frame.example]]\ntext = \"a\"\nis = [\"attack happened\"]\n";
    const SILENT: &str = "[[frame.example]]\ntext = \"b\"\nis = []\n";

    #[test]
    fn both_kinds_of_example_are_asked_for() {
        assert!(of(NAME, &[HEAD, FIRES, SILENT].concat()).is_empty());
        assert_eq!(
            of(NAME, &[HEAD, FIRES].concat()),
            [format!("{NAME}: frame `x` has no example that must stay silent")]
        );
        assert_eq!(of(NAME, &[HEAD, SILENT].concat()), [format!("{NAME}: frame `x` has no example that fires")]);
        assert_eq!(of(NAME, HEAD).len(), 2);
    }

    #[test]
    fn what_it_is_about_is_asked_for() {
        let silent_on_itself = [HEAD.replace("about = \"X.\"\n", "").as_str(), FIRES, SILENT].concat();
        assert!(of(NAME, &silent_on_itself)[0].contains("`about`"));
        assert!(!of(NAME, "about = \"A.\"\n").is_empty());
        assert!(!of(NAME, "not toml").is_empty());
    }
}
