//! A claim as JSON, written straight into bytes: what its `Serialize` gives, byte for byte, without asking serde for each key.

use crate::{
    Claim, Event, Mention, Modality, Name, PlacePrecision, Qualifier, Quantity, Span, SpeakerKind, TimePrecision,
    Trigger, When,
};
use jiff::civil::Date;
use serde::Serialize;

impl Claim {
    /// Appends the claim as JSON, on one line: the bytes that `serde_json::to_writer` writes, several times as fast.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        self.write(out);
    }
}

/// What can be a value of a claim.
trait Json {
    /// Appends it.
    fn write(&self, out: &mut Vec<u8>);

    /// Whether its key is left out too.
    fn absent(&self) -> bool {
        false
    }
}

/// Writes an object: its fields in the order of the declaration, without those that are absent.
macro_rules! object {
    ($name:ident { $first:ident $(, $field:ident)* $(,)? }) => {
        impl Json for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let $name { $first $(, $field)* } = self;
                out.extend_from_slice(concat!("{\"", stringify!($first), "\":").as_bytes());
                $first.write(out);
                $(if !$field.absent() {
                    out.extend_from_slice(concat!(",\"", stringify!($field), "\":").as_bytes());
                    $field.write(out);
                })*
                out.push(b'}');
            }
        }
    };
}

object!(Span { start, end });
object!(Trigger { text, start, end });
object!(Name { ar, en });
object!(Mention { text, start, end, id, name, via, lat, lon, precision, pcode });
object!(Quantity { value, high, qualifier, unit, text });
object!(When { text, start, end, precision, from, to, duration_days });
object!(Claim {
    doc,
    id,
    event,
    modality,
    ceases,
    evidence,
    trigger,
    actor,
    target,
    mediator,
    place,
    speaker,
    speaker_kind,
    goods,
    people,
    count,
    killed,
    injured,
    time,
    in_response_to,
    rule,
});

impl Json for String {
    fn write(&self, out: &mut Vec<u8>) {
        // Words of a report hardly ever need it.
        let escaped = |b: u8| u8::from(b < b' ') | u8::from(b == b'"') | u8::from(b == b'\\');
        if self.bytes().fold(0, |some, b| some | escaped(b)) != 0 {
            by_serde(self, out);
            return;
        }
        out.reserve(self.len() + 2);
        out.push(b'"');
        out.extend_from_slice(self.as_bytes());
        out.push(b'"');
    }
}

impl Json for usize {
    fn write(&self, out: &mut Vec<u8>) {
        (*self as u64).write(out);
    }
}

impl Json for u64 {
    fn write(&self, out: &mut Vec<u8>) {
        let (mut digits, mut first, mut rest) = ([b'0'; 20], 20, *self);
        while rest > 0 || first == 20 {
            first -= 1;
            digits[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        out.extend_from_slice(&digits[first..]);
    }
}

impl Json for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
    }

    fn absent(&self) -> bool {
        !*self
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(out),
            None => out.extend_from_slice(b"null"),
        }
    }

    fn absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for (i, value) in self.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            value.write(out);
        }
        out.push(b']');
    }

    fn absent(&self) -> bool {
        self.is_empty()
    }
}

/// Codes of the codebook have nothing to escape.
macro_rules! codes {
    ($($name:ident),+ $(,)?) => {
        $(impl Json for $name {
            fn write(&self, out: &mut Vec<u8>) {
                out.push(b'"');
                out.extend_from_slice(self.code().as_bytes());
                out.push(b'"');
            }
        })+
    };
}

codes!(Event, Modality, PlacePrecision, SpeakerKind,);

/// What is rare, or hard to write, is left to serde.
macro_rules! by_serde {
    ($($name:ty),+ $(,)?) => {
        $(impl Json for $name {
            fn write(&self, out: &mut Vec<u8>) {
                by_serde(self, out);
            }
        })+
    };
}

by_serde!(f64, Date, Qualifier, TimePrecision,);

fn by_serde(value: &impl Serialize, out: &mut Vec<u8>) {
    // Nothing that a claim has fails to be written, and neither do bytes in memory.
    serde_json::to_writer(out, value).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(text: &str) -> Mention {
        Mention {
            text: text.to_owned(),
            start: 0,
            end: 1_234_567,
            id: None,
            name: None,
            via: None,
            lat: None,
            lon: None,
            precision: None,
            pcode: None,
        }
    }

    fn claim() -> Claim {
        Claim {
            doc: "reports/1.txt".to_owned(),
            id: "c1".to_owned(),
            event: Event::Attack,
            modality: Modality::Happened,
            ceases: false,
            evidence: Span { start: 0, end: 10 },
            trigger: Trigger { text: "قصف".to_owned(), start: 9, end: 15 },
            actor: Vec::new(),
            target: Vec::new(),
            mediator: Vec::new(),
            place: Vec::new(),
            speaker: Vec::new(),
            speaker_kind: None,
            goods: None,
            people: None,
            count: None,
            killed: None,
            injured: None,
            time: None,
            in_response_to: Vec::new(),
            rule: "attack/shell".to_owned(),
        }
    }

    fn same(claim: &Claim) {
        let mut out = b"before ".to_vec();
        claim.write_json(&mut out);
        let expected = format!("before {}", serde_json::to_string(claim).unwrap());
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_bare_claim_is_written_as_serde_writes_it() {
        same(&claim());
    }

    #[test]
    fn a_full_claim_is_written_as_serde_writes_it() {
        let number = Quantity {
            value: u64::MAX,
            high: Some(0),
            qualifier: Qualifier::AtLeast,
            unit: Some("شخصا".to_owned()),
            text: "عشرة".to_owned(),
        };
        let place = Mention {
            id: Some("sy-aleppo".to_owned()),
            name: Some(Name { ar: "حلب".to_owned(), en: String::new() }),
            via: Some(Span { start: 3, end: 4 }),
            lat: Some(36.2),
            lon: Some(-0.000_01),
            precision: Some(PlacePrecision::ALL[0]),
            pcode: Some("SY02".to_owned()),
            ..mention("في \"حلب\"\\ \u{1}\t\n")
        };
        let day = Date::new(2024, 11, 5).ok();
        let time = When {
            text: "أمس".to_owned(),
            start: 1,
            end: 2,
            precision: TimePrecision::Day,
            from: day,
            to: day,
            duration_days: Some(21.0),
        };
        same(&Claim {
            ceases: true,
            actor: vec![mention("الجيش"), mention("")],
            target: vec![mention("القرية")],
            mediator: vec![mention("\u{7f}\u{2028}")],
            place: vec![place],
            speaker: vec![mention("المرصد")],
            speaker_kind: Some(SpeakerKind::ALL[0]),
            goods: Some("أدوية".to_owned()),
            people: Some("مدنيين".to_owned()),
            count: Some(number.clone()),
            killed: Some(number.clone()),
            injured: Some(Quantity { high: None, unit: None, ..number }),
            time: Some(time),
            in_response_to: vec!["c2".to_owned(), "c\"3".to_owned()],
            ..claim()
        });
    }
}
