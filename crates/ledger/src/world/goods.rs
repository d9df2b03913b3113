//! Kinds of goods and of people, by the words that reports use for them.

use crate::LedgerError;
use hudna_arabic::fold::fold;
use serde::Deserialize;
use smallvec::SmallVec;
use std::collections::HashMap;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    people: Vec<Row>,
    #[serde(default)]
    goods: Vec<Row>,
    #[serde(default)]
    unit: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    class: String,
    words: Vec<String>,
}

/// A kind of goods or of people: food, fuel, civilians ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Class(u8);

/// The kinds of which some words tell, each once.
pub(crate) type Classes = SmallVec<[Class; 2]>;

/// Words for kinds of goods and people.
#[derive(Debug, Default)]
pub(super) struct Goods {
    codes: Vec<Box<str>>,
    words: HashMap<Box<str>, Class>,
    /// Words for what is counted or measured, by folded word.
    units: HashMap<String, Class>,
    /// Words of the longest entry.
    longest: usize,
}

impl Goods {
    /// Reads `people_goods.toml`. Of two files the later one counts.
    pub fn from_file(path: &str, text: &str) -> Result<Goods, LedgerError> {
        let file: File = toml::from_str(text).map_err(|source| LedgerError::Toml { file: path.to_owned(), source })?;
        let mut goods = Goods::default();
        for Row { class, words } in file.people.into_iter().chain(file.goods) {
            let class = goods.class(&class);
            for word in words {
                let words: Vec<Box<str>> = parts(&word).collect();
                goods.longest = goods.longest.max(words.len());
                goods.words.entry(words.join(" ").into()).or_insert(class);
            }
        }
        for Row { class, words } in file.unit {
            let class = goods.class(&class);
            for word in words {
                goods.units.entry(fold(&word)).or_insert(class);
            }
        }
        Ok(goods)
    }

    /// The kind of unit that a word is: trucks are vehicles, tons are weight.
    pub fn unit(&self, text: &str) -> Option<Class> {
        self.units.get(&fold(text)).copied()
    }

    fn class(&mut self, code: &str) -> Class {
        let known = self.codes.iter().position(|known| **known == *code);
        let at = known.unwrap_or_else(|| {
            self.codes.push(code.into());
            self.codes.len() - 1
        });
        Class(u8::try_from(at).unwrap_or(u8::MAX))
    }

    /// The code of a kind.
    pub fn code(&self, class: Class) -> &str {
        self.codes.get(usize::from(class.0)).map_or("", |code| code)
    }

    /// The kinds that some words tell of, longest entries first, in the order of the words.
    pub fn classes(&self, text: &str) -> Classes {
        let words: Vec<Box<str>> = parts(text).collect();
        let mut found = Classes::new();
        let mut at = 0;
        while at < words.len() {
            let entry = (1..=self.longest.min(words.len() - at)).rev().find_map(|many| {
                let entry = words.get(at..at + many)?;
                Some((many, self.find(entry)?))
            });
            if let Some((_, class)) = entry
                && !found.contains(&class)
            {
                found.push(class);
            }
            at += entry.map_or(1, |(many, _)| many);
        }
        found
    }

    /// The kind of an entry: as it stands, or without the conjunction before it and the pronoun after it.
    fn find(&self, entry: &[Box<str>]) -> Option<Class> {
        let joined = entry.join(" ");
        let and = joined.strip_prefix('و').map(bare);
        let known = |word: &str| self.words.get(word).copied();
        let written = [Some(joined.as_str()), and];
        written.into_iter().flatten().find_map(|word| known(word).or_else(|| owned(word).find_map(|w| known(&w))))
    }
}

/// The words of a text, folded, without article.
fn parts(text: &str) -> impl Iterator<Item = Box<str>> {
    let folded = fold(text);
    let words: Vec<Box<str>> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| bare(w).into()).collect();
    words.into_iter()
}

/// A folded word without its article: a word is left of it.
fn bare(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(word)
}

/// What may be left of a folded word without the pronoun at its end: enough that it cannot be another word by chance. The ending of
/// the feminine is another one before a pronoun.
fn owned(word: &str) -> impl Iterator<Item = String> {
    let one = word.strip_suffix('ه');
    let two = word.strip_suffix('ا').and_then(|rest| rest.strip_suffix(['ه', 'ن']));
    let many = word.strip_suffix('م').and_then(|rest| rest.strip_suffix('ه'));
    let left = [one, two, many].into_iter().flatten().filter(|rest| rest.chars().count() > 3);
    let feminine = |rest: &str| rest.strip_suffix('ت').map(|stem| format!("{stem}ه"));
    left.flat_map(move |rest| [Some(rest.to_owned()), feminine(rest)]).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
[[people]]
class = "civilian"
words = ["مدنيين", "عائلة", "عائلات"]
[[people]]
class = "detainee"
words = ["أسير"]
[[people]]
class = "dead"
words = ["جثامين"]
[[goods]]
class = "food"
words = ["طحين", "مواد غذائية"]
[[goods]]
class = "aid"
words = ["مساعدات", "مواد"]
[[goods]]
class = "fuel"
words = ["محروقات"]
[[goods]]
class = "weapons"
words = ["أسلحة"]
"#;

    fn codes(text: &str) -> Vec<String> {
        let goods = Goods::from_file("people_goods.toml", FILE).expect("a well-formed file");
        goods.classes(text).into_iter().map(|class| goods.code(class).to_owned()).collect()
    }

    #[test]
    fn words_with_article_conjunction_and_pronoun_are_found() {
        assert_eq!(codes("الطحين والمحروقات"), ["food", "fuel"]);
        assert_eq!(codes("المواد الغذائية"), ["food"]);
        assert_eq!(codes("المساعدات الإنسانية"), ["aid"]);
        assert_eq!(codes("أسيرها"), ["detainee"]);
        assert_eq!(codes("جثامينهم"), ["dead"]);
        assert_eq!(codes("أسلحتهم"), ["weapons"]);
        assert_eq!(codes("العائلات"), ["civilian"]);
    }

    #[test]
    fn words_of_no_kind_have_none() {
        assert!(codes("الكتب").is_empty());
        assert!(codes("الغذائية").is_empty());
        assert!(codes("").is_empty());
    }
}
