//! No Arabic words in code: a word that means something to the reader lives in `knowledge/`.

use super::{File, rust};

/// Where letters, endings and patterns of the language are the code's own matter.
const MORPHOLOGY: &[&str] = &["crates/arabic/src/morph/", "crates/arabic/src/fold.rs"];

/// What is no word: the article, joined letters, endings of number and case. Any single letter is none either.
const MORPHEMES: &[&str] = &["ال", "لل", "ون", "ين", "ان", "ات", "تان", "تين"];

/// A file of Rust.
pub fn check(file: &File, problems: &mut Vec<String>) {
    if !file.shipped() || MORPHOLOGY.iter().any(|m| file.name.starts_with(m)) {
        return;
    }
    for (line, literal) in rust::parts(rust::without_tests(&file.text)).literals {
        let mut runs = literal.split(|c| !letter(c) && !mark(c)).map(|run| run.replace(mark, ""));
        if let Some(word) = runs.find(|run| run.chars().count() > 1 && !MORPHEMES.contains(&run.as_str())) {
            problems.push(format!("{}:{line}: `{word}`: an Arabic word in code; words live in knowledge/", file.name));
        }
    }
}

fn letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{66e}'..='\u{66f}' | '\u{671}'..='\u{6d3}')
}

fn mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use crate::tidy::tests::of;

    #[test]
    fn a_word_in_a_literal_is_named_with_its_line() {
        let problems = of("crates/reader/src/a.rs", "//! A.\n\nconst A: &str = \"قَصف\";\n");
        assert_eq!(problems, ["crates/reader/src/a.rs:3: `قصف`: an Arabic word in code; words live in knowledge/"]);
        assert_eq!(of("crates/cli/src/a.rs", "//! A.\nconst A: &str = r\"a|عن\";\n").len(), 1);
    }

    #[test]
    fn morphemes_letters_comments_and_tests_are_none() {
        let text = "//! `قصف`.\n// حصار\nconst A: [&str; 3] = [\"ال\", \"ال{w}\", \"ين\"];\nconst B: char = 'ب';\n";
        assert!(of("crates/reader/src/a.rs", text).is_empty());
        assert!(
            of("crates/reader/src/a.rs", "//! A.\n#[cfg(test)]\nmod tests {\n    const A: &str = \"قصف\";\n}\n")
                .is_empty()
        );
        assert!(of("crates/reader/tests/a.rs", "//! A.\nconst A: &str = \"قصف\";\n").is_empty());
        assert!(of("crates/arabic/src/morph/a.rs", "//! A.\nconst A: &str = \"مفعول\";\n").is_empty());
    }
}
