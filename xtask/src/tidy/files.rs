//! How a source file opens, how long it is, what it is called, and what does not land.

use super::File;

/// Longest source file, in lines.
const LONGEST: usize = 700;

/// Marks of what is not finished, put together here so that this file does not hold them.
fn unfinished() -> [String; 5] {
    [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["todo", "!("], ["unimple", "mented!("]].map(|parts| parts.concat())
}

/// A file of Rust.
pub fn rust(file: &File, problems: &mut Vec<String>) {
    let name = &file.name;
    let first = file.text.lines().next().and_then(|l| l.strip_prefix("//! ")).unwrap_or_default();
    if first.len() < 2 {
        problems.push(format!("{name}: the first line says what the module is for: `//! ...`"));
    }
    let lines = file.text.lines().count();
    if lines > LONGEST {
        problems.push(format!("{name}: {lines} lines; a file is read in a sitting, split it ({LONGEST} at most)"));
    }
    if name
        .rsplit('/')
        .any(|part| matches!(part.trim_end_matches(".rs"), "utils" | "util" | "helpers" | "misc" | "common_utils"))
    {
        problems.push(format!("{name}: name the module after what it is for"));
    }
    let marks = unfinished();
    for (number, line) in file.text.lines().enumerate() {
        for mark in marks.iter().filter(|m| line.contains(m.as_str())) {
            problems.push(format!("{name}:{}: `{mark}` does not land", number + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tidy::tests::of;

    #[test]
    fn every_module_says_what_it_is_for() {
        assert!(of("crates/cli/src/a.rs", "//! Says it.\n").is_empty());
        for text in ["use a;\n", "//!\n", "", "/// Of the next item.\n"] {
            assert_eq!(of("crates/cli/src/a.rs", text).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn long_files_and_helpers_are_named() {
        assert!(of("xtask/src/a.rs", &format!("//! Long.\n{}", "\n".repeat(800)))[0].contains("801 lines"));
        assert_eq!(of("crates/cli/src/utils/a.rs", "//! A.\n").len(), 1);
        assert_eq!(of("crates/cli/src/utils.rs", "//! A.\n").len(), 1);
    }

    #[test]
    fn what_is_not_finished_does_not_land() {
        let text = format!("//! A.\n// {}: later\n", ["TO", "DO"].concat());
        assert!(of("crates/cli/src/a.rs", &text)[0].starts_with("crates/cli/src/a.rs:2:"));
    }
}
