//! How many: of the numbers that are told of one event, the lowest, the best and the highest.

use crate::context::Context;
use crate::fact::{Bearing, ClaimKey, Day, Fact, Name, Number};
use crate::lineage::Word;
use hudna_claims::Qualifier;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A number as all words together tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Toll {
    /// The lowest that a word allows.
    pub low: u32,
    /// What most words say; where no two agree, the middle one.
    pub best: u32,
    /// The highest that a word gives.
    pub high: u32,
    /// The highest is told as a least: there may be more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub or_more: bool,
}

/// Which number of a fact.
pub(crate) type Of = fn(&Fact) -> Option<Number>;

/// The toll of an incident's facts. Each independent word counts once, with the last number it gave: a later and higher toll of
/// the same word takes the place of its earlier one.
pub(crate) fn toll(facts: &[&Fact], of: Of, context: &Context<'_>) -> Option<Toll> {
    let numbered = || facts.iter().filter(|f| f.bearing() != Bearing::Denied).filter_map(|f| Some((*f, of(f)?)));
    let mut numbered_facts = numbered();
    let (_, first) = numbered_facts.next()?;
    if numbered_facts.next().is_none() {
        return Some(from_all(&mut [first]));
    }
    let mut last: BTreeMap<&Word, (Day, u32, ClaimKey, Number)> = BTreeMap::new();
    for (fact, number) in numbered() {
        let Some((word, _)) = context.word(fact) else { continue };
        let told = (fact.told, number.value, fact.key, number);
        let known = last.entry(word).or_insert(told);
        if (told.0, told.1, told.2) > (known.0, known.1, known.2) {
            *known = told;
        }
    }
    let mut numbers: Vec<Number> = last.into_values().map(|(.., number)| number).collect();
    (!numbers.is_empty()).then(|| from_all(&mut numbers))
}

/// How many of what: trucks and tons are no one number. What most claims count is counted; of two, what the first claim counts.
pub(crate) fn counted(facts: &[&Fact], context: &Context<'_>) -> (Option<Toll>, Option<Name>) {
    let names = context.names;
    let all = || facts.iter().copied().filter(|f| f.count.is_some() && f.bearing() != Bearing::Denied);
    let Some(first) = all().find(|f| f.unit.is_some()) else { return (toll(facts, |f| f.count, context), None) };
    if all().all(|f| names.units_fit(f.unit, first.unit)) {
        return (toll(facts, |f| f.count, context), first.unit);
    }
    let like = |unit: Option<Name>| all().filter(|f| f.unit.is_some() && names.units_fit(f.unit, unit)).count();
    let most = all().filter(|f| f.unit.is_some()).max_by_key(|f| (like(f.unit), std::cmp::Reverse(f.key)));
    let unit = most.and_then(|f| f.unit);
    let of_unit: Vec<&Fact> = all().filter(|f| names.units_fit(f.unit, unit)).collect();
    (toll(&of_unit, |f| f.count, context), unit)
}

/// The toll of one number a word.
fn from_all(numbers: &mut [Number]) -> Toll {
    let bounds = || numbers.iter().map(bounds);
    let low = bounds().map(|(low, _)| low).min().unwrap_or_default();
    let high = bounds().map(|(_, high)| high).max().unwrap_or_default();
    let open = |n: &&Number| matches!(n.qualifier, Qualifier::AtLeast | Qualifier::MoreThan);
    let or_more = numbers.iter().filter(open).any(|n| self::bounds(n).1 >= high);
    numbers.sort_unstable_by_key(|n| n.value);
    let best = most_frequent(numbers).or_else(|| numbers.get(numbers.len() / 2).map(|n| n.value)).unwrap_or(low);
    Toll { low, best: best.clamp(low, high), high, or_more }
}

/// The value that more words give than any other, if two words do. The numbers are in order.
fn most_frequent(numbers: &[Number]) -> Option<u32> {
    let runs = || numbers.chunk_by(|a, b| a.value == b.value);
    let most = runs().map(<[Number]>::len).max().filter(|most| *most > 1)?;
    let mut best = runs().filter(|run| run.len() == most);
    let value = best.next()?.first()?.value;
    best.next().is_none().then_some(value)
}

/// The lowest and highest number that a number as told allows, as far as it names them.
fn bounds(number: &Number) -> (u32, u32) {
    let Number { value, high, qualifier } = *number;
    match qualifier {
        Qualifier::MoreThan => (value.saturating_add(1), high.max(value.saturating_add(1))),
        Qualifier::LessThan => (0, high.max(value).saturating_sub(1)),
        Qualifier::UpTo => (0, high.max(value)),
        Qualifier::Exactly | Qualifier::About | Qualifier::AtLeast => (value, high.max(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(value: u32, qualifier: Qualifier) -> Number {
        Number { value, high: value, qualifier }
    }

    fn of(numbers: &[Number]) -> (u32, u32, u32, bool) {
        let toll = from_all(&mut numbers.to_vec());
        (toll.low, toll.best, toll.high, toll.or_more)
    }

    #[test]
    fn what_most_words_say_is_best() {
        use Qualifier::Exactly;
        assert_eq!(of(&[told(3, Exactly)]), (3, 3, 3, false));
        assert_eq!(of(&[told(3, Exactly), told(9, Exactly), told(3, Exactly)]), (3, 3, 9, false));
        assert_eq!(of(&[told(3, Exactly), told(5, Exactly), told(4, Exactly)]), (3, 4, 5, false));
        assert_eq!(of(&[told(7, Exactly), told(3, Exactly)]), (3, 7, 7, false));
    }

    #[test]
    fn qualifiers_widen_the_bounds() {
        assert_eq!(of(&[told(30, Qualifier::MoreThan)]), (31, 31, 31, true));
        assert_eq!(of(&[told(5, Qualifier::AtLeast), told(9, Qualifier::Exactly)]), (5, 9, 9, false));
        assert_eq!(of(&[told(12, Qualifier::UpTo)]), (0, 12, 12, false));
        assert_eq!(of(&[Number { value: 20, high: 30, qualifier: Qualifier::Exactly }]), (20, 20, 30, false));
    }
}
