//! What is searched for: words in any of their forms, and in quotation marks, words side by side.

use super::store::push_key;
use hudna_reader::{Term, Terms};

/// Words of a query that count.
const WORDS: usize = 24;

/// Something that must be found: a word, or words that stand side by side.
#[derive(Debug)]
struct Group {
    words: Vec<Term>,
    /// It was in quotation marks.
    quoted: bool,
}

/// What is searched for. All of it must be found.
#[derive(Debug)]
pub struct Query {
    groups: Vec<Group>,
}

impl Query {
    /// What somebody typed.
    pub fn of(text: &str, terms: &mut Terms<'_>) -> Query {
        let mut groups = Vec::new();
        let mut left = WORDS;
        for (part, quoted) in parts(text) {
            let mut words = terms.of(part);
            words.truncate(left);
            left -= words.len();
            if quoted {
                groups.extend((!words.is_empty()).then_some(Group { words, quoted }));
            } else {
                groups.extend(words.into_iter().map(|word| Group { words: vec![word], quoted }));
            }
        }
        Query { groups }
    }

    /// The query as the index understands it; none where there is no word in it. Every key stands in quotation marks and has none in
    /// itself, so nothing that somebody types means anything to the index.
    pub fn text(&self) -> Option<String> {
        let all: Vec<String> = self.groups.iter().map(Group::text).collect();
        (!all.is_empty()).then(|| all.join(" AND "))
    }

    /// Whether a word of a text is asked for.
    pub fn has(&self, term: &Term) -> bool {
        let same = |asked: &Term, exact: bool| {
            let forms = term.forms.iter().take(2).any(|form| asked.forms.contains(form));
            asked.word == term.word || !exact && forms
        };
        self.groups.iter().any(|group| {
            let exact = group.quoted && group.words.len() == 1;
            group.words.iter().any(|asked| same(asked, exact))
        })
    }
}

impl Group {
    fn text(&self) -> String {
        match (self.words.as_slice(), self.quoted) {
            // One word in quotation marks is meant as it is spelled.
            ([word], true) => format!("w : {}", key(&[&word.word])),
            ([word], false) => {
                let forms: Vec<String> = word.forms.iter().map(|form| key(&[form])).collect();
                match forms.is_empty() {
                    true => format!("w : {}", key(&[&word.word])),
                    false => format!("({{a b}} : ({}) OR w : {})", forms.join(" OR "), key(&[&word.word])),
                }
            }
            (words, _) => {
                let spelled: Vec<&str> = words.iter().map(|word| &*word.word).collect();
                let forms: Vec<&str> =
                    words.iter().map(|word| word.forms.first().map_or("-", String::as_str)).collect();
                format!("(a : {} OR w : {})", key(&forms), key(&spelled))
            }
        }
    }
}

/// Keys side by side, in quotation marks.
fn key(keys: &[&str]) -> String {
    let mut out = String::from("\"");
    for (at, key) in keys.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        push_key(&mut out, key);
    }
    out.push('"');
    out
}

/// The parts of what was typed: in quotation marks and not. A mark that is not closed means nothing.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let (mut all, mut rest) = (Vec::new(), text);
    while let Some((open, mark)) = rest.char_indices().find(|(_, c)| matches!(c, '"' | '«' | '“')) {
        let after = open + mark.len_utf8();
        let close = match mark {
            '«' => '»',
            '“' => '”',
            other => other,
        };
        let Some(length) = rest.get(after..).and_then(|inner| inner.find(close)) else { break };
        all.push((rest.get(..open).unwrap_or_default(), false));
        all.push((rest.get(after..after + length).unwrap_or_default(), true));
        rest = rest.get(after + length + close.len_utf8()..).unwrap_or_default();
    }
    all.push((rest, false));
    all
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn what_is_in_quotation_marks_is_a_part_of_its_own() {
        assert_eq!(parts("فك \"حصار حلب\" الآن"), [("فك ", false), ("حصار حلب", true), (" الآن", false)]);
        assert_eq!(parts("«أ ب»"), [("", false), ("أ ب", true), ("", false)]);
        assert_eq!(parts("a \"b"), [("a \"b", false)]);
    }
}
