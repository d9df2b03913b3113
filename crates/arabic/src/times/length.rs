//! Lengths of time: `ثلاثة أيام`, `يومين`, `ساعة ونصف`, `أكثر من أسبوعين`, `عدة أشهر`.

use super::Grammar;
use crate::calendar::{Meaning, NumberKind, Unit, UnitForm, clitic, fraction_word, kind, number_word, unit_word};
use crate::numbers::{cardinal, literal_at};

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Length {
    /// How many units; none for an unnumbered plural.
    pub count: Option<f64>,
    pub unit: Unit,
    /// In days, smaller parts added.
    pub days: Option<f64>,
    /// The article stands on it (`الأيام الثلاثة`).
    pub definite: bool,
    /// A noun alone: a singular, a plural without the article, a dual that may be an adjective.
    pub bare: bool,
    /// The token after it.
    pub end: usize,
}

impl Grammar<'_> {
    /// The length at token `at`, qualifying words before it included.
    pub(super) fn length(&self, at: usize) -> Option<Length> {
        if let Some((_, known)) = self.measured.get().filter(|(of, _)| *of == at) {
            return known;
        }
        let found = self.measure(at);
        self.measured.set(Some((at, found)));
        found
    }

    fn measure(&self, at: usize) -> Option<Length> {
        let c = &self.c;
        let mut start = at;
        while let Some(((), end)) =
            c.head_of(start, kind::QUALIFIER, |m| matches!(m, Meaning::Qualifier(_)).then_some(()))
        {
            start = end;
        }
        let start = c.next(start, |m| (m == Meaning::Article).then_some(())).map_or(start, |((), end)| end);
        let mut length = self.plain_length(start)?;
        if let Some(end) = self.length_adjective(length.end, length.definite) {
            length.end = end;
        }
        if let Some((_, end)) = c.next(length.end, |m| matches!(m, Meaning::QualifierAfter(_)).then_some(())) {
            length.end = end;
            length.bare = false;
        }
        if length.bare && start > at {
            length.bare = false;
        }
        // `ساعة ونصف`, `ساعتان و30 دقيقة`, `سنة وثلاثة أشهر`.
        if let (Some(count), Some(days), Some(next)) = (length.count, length.days, c.and(length.end)) {
            if let Some((divisor, end)) = c.head_of(next, kind::NUMBER, fraction_word)
                && c.unit(end).is_none()
            {
                let more = 1.0 / divisor as f64;
                length.count = Some(count + more);
                length.days = Some(days + more * length.unit.days());
                length.end = end;
                length.bare = false;
                return Some(length);
            }
            if let Some(part) = self.plain_length(next).filter(|p| p.unit.grain < length.unit.grain && !p.bare)
                && let Some(more) = part.days
            {
                length.days = Some(days + more);
                length.count = Some(count + more / length.unit.days());
                length.end = part.end;
                length.bare = false;
            }
        }
        Some(length)
    }

    /// `أيام قليلة`, `الساعات القليلة`: the token after the adjective.
    fn length_adjective(&self, at: usize, definite: bool) -> Option<usize> {
        (self.c.article(at) == definite).then(|| self.c.is(at, Meaning::LengthAdjective)).flatten()
    }

    fn plain_length(&self, at: usize) -> Option<Length> {
        if !self.c.may(at, kind::NUMBER | kind::UNIT | kind::DIGITS) {
            return None;
        }
        self.fraction_of_unit(at).or_else(|| self.counted_unit(at)).or_else(|| self.unit_alone(at))
    }

    /// `نصف ساعة`, `3/4 ساعة`.
    fn fraction_of_unit(&self, at: usize) -> Option<Length> {
        let c = &self.c;
        let (share, end) = if let Some((divisor, end)) = c.head_of(at, kind::NUMBER, fraction_word) {
            (1.0 / divisor as f64, end)
        } else {
            let (over, end) = literal_at(c, at)?;
            let (under, last) = c.inner_mark(end, &["/"]).then(|| literal_at(c, end + 1)).flatten()?;
            let (over, under) = (over.plain(1, 2)?, under.plain(1, 2)?);
            if over == 0 || over >= under {
                return None;
            }
            (over as f64 / under as f64, last)
        };
        let (unit, end) = c.unit(end).filter(|(u, _)| u.form == UnitForm::Singular && !c.article(end))?;
        Some(self.made(Some(share), unit, end, false))
    }

    /// `ثلاثة أيام`, `24 ساعة`, `عدة أسابيع`, `3 إلى 5 أيام` (the lower bound counts).
    fn counted_unit(&self, at: usize) -> Option<Length> {
        let c = &self.c;
        if let Some((_, end)) = c.head_of(at, kind::NUMBER, |m| number_word(m).filter(|n| n.kind == NumberKind::Few)) {
            let (unit, end) = c.unit(end)?;
            return Some(self.made(None, unit, end, c.article(end - 1)));
        }
        let number = cardinal(c, at)?;
        let mut end = number.end;
        if c.unit(end).is_none() {
            let link = c.next(end, |m| (m == Meaning::Or).then_some(())).map(|((), e)| e);
            let link = link.or_else(|| c.inner_mark(end, &["-", "–"]).then_some(end + 1));
            end = cardinal(c, link?)?.end;
        }
        let (unit, end) = c.unit(end)?;
        let definite = c.article(at) || c.article(end - 1) || self.after_article(at);
        Some(self.made(Some(number.written), unit, end, definite))
    }

    fn after_article(&self, at: usize) -> bool {
        at > 0 && self.c.meanings(at - 1).any(|(m, _)| m == Meaning::Article)
    }

    /// `يومين`, `أيام`, `أسبوع`, `يوم واحد`, `الأيام الثلاثة`.
    fn unit_alone(&self, at: usize) -> Option<Length> {
        let c = &self.c;
        let (unit, end) = c.head_of(at, kind::UNIT, unit_word)?;
        let definite = c.article(at);
        match unit.form {
            UnitForm::Dual => {
                let pair = c.number(end).filter(|(n, _)| n.kind == NumberKind::Digit && n.value == 2);
                let length = self.made(Some(2.0), unit, pair.map_or(end, |(_, e)| e), definite);
                Some(Length { bare: pair.is_none() && !unit.bare, ..length })
            }
            UnitForm::Plural => {
                let after = c.is(end, Meaning::Article).unwrap_or(end);
                let number = (definite && c.word(after).clitics & !clitic::AL == 0)
                    .then(|| cardinal(c, after))
                    .flatten()
                    .filter(|n| after > end || c.article(after) || n.digits);
                Some(match number {
                    Some(n) => self.made(Some(n.written), unit, n.end, true),
                    None => Length { bare: !definite, ..self.made(None, unit, end, definite) },
                })
            }
            UnitForm::Singular => {
                let one = c.number(end).filter(|(n, _)| n.kind == NumberKind::Digit && n.value == 1 && !c.article(end));
                let mut length = self.made(Some(1.0), unit, one.map_or(end, |(_, e)| e), definite);
                length.bare = one.is_none();
                Some(length)
            }
        }
    }

    fn made(&self, count: Option<f64>, unit: Unit, end: usize, definite: bool) -> Length {
        Length { count, unit, days: count.map(|n| n * unit.days()), definite, bare: false, end }
    }
}
