//! No actor and no place of `knowledge/` has the id of another: the later of two would silently replace the first, as a pack means to.

use super::File;
use std::collections::HashMap;
use toml::Value;

/// All files of the project, since two entries may stand in two of them.
pub fn check(files: &[File], problems: &mut Vec<String>) {
    for (folder, ending, ids) in
        [("knowledge/actors/", ".toml", actors as fn(&str) -> Vec<String>), ("knowledge/places/", ".tsv", places)]
    {
        let mut first: HashMap<String, &str> = HashMap::new();
        for file in files.iter().filter(|f| f.name.starts_with(folder) && f.name.ends_with(ending)) {
            for id in ids(&file.text) {
                if let Some(other) = first.insert(id.clone(), &file.name) {
                    problems
                        .push(format!("{}: `{id}` is the id of an entry of {other} too; make one of both", file.name));
                }
            }
        }
    }
}

/// What no TOML is has no ids here: the knowledge's own tests say what is wrong with it.
fn actors(text: &str) -> Vec<String> {
    let content: toml::Table = text.parse().unwrap_or_default();
    let actors = content.get("actor").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    actors.iter().filter_map(|a| Some(a.get("id")?.as_str()?.to_owned())).collect()
}

/// The first column, under the line of headings.
fn places(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.skip(1).filter_map(|line| line.split('\t').next().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;

    fn problems(files: &[(&str, &str)]) -> Vec<String> {
        let file = |(name, text): &(&str, &str)| File { name: (*name).to_owned(), text: (*text).to_owned() };
        let mut problems = Vec::new();
        check(&files.iter().map(file).collect::<Vec<_>>(), &mut problems);
        problems
    }

    #[test]
    fn entries_with_one_id_are_named() {
        let (a, b) = ("[[actor]]\nid = \"x\"\n", "[[actor]]\nid = \"y\"\n");
        assert!(problems(&[("knowledge/actors/a.toml", a), ("knowledge/actors/b.toml", b)]).is_empty());
        let both = problems(&[("knowledge/actors/a.toml", a), ("knowledge/actors/b.toml", a)]);
        assert_eq!(
            both,
            ["knowledge/actors/b.toml: `x` is the id of an entry of knowledge/actors/a.toml too; make one of both"]
        );
        let places = "# Places.\nid\tar\nx\tA\ny\tB\nx\tC\n";
        assert_eq!(problems(&[("knowledge/places/a.tsv", places)]).len(), 1);
        assert!(
            problems(&[("knowledge/places/a.tsv", "id\tar\nx\tA\n"), ("knowledge/places/b.tsv", "id\tar\ny\tA\n")])
                .is_empty()
        );
    }
}
