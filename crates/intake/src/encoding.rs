//! Bytes to text: UTF-8, UTF-16 and Windows-1256 are told apart, and each byte's place is kept.

use crate::error::Problem;
use crate::offsets::{OffsetMap, Width};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

/// Decoded text and how it was decoded.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    pub offsets: OffsetMap,
}

/// How much of a file is looked at to tell UTF-16 without a byte order mark.
const SAMPLE: usize = 4096;
/// One broken byte in so many good characters still counts as damaged UTF-8 rather than as another encoding.
const DAMAGE: usize = 20;

/// Decodes a file whose encoding is not declared.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<Decoded, Problem> {
    if let Some((encoding, bom)) = Encoding::for_bom(&bytes) {
        return if encoding == encoding_rs::UTF_8 { utf8(bytes, bom) } else { other(&bytes, encoding, bom) };
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return other(&bytes, encoding, 0);
    }
    utf8(bytes, 0)
}

/// Whether the decoded text will be other than the bytes.
pub(crate) fn is_changed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xef\xbb\xbf")
        || simdutf8::basic::from_utf8(bytes).is_err()
        || utf16_without_mark(bytes).is_some()
}

/// What a file is encoded in, if not in UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Legacy {
    /// UTF-8, perhaps damaged.
    None,
    /// One byte a character, ASCII among them.
    Single(&'static Encoding),
    /// UTF-16.
    Wide,
}

/// The encoding of a file that begins so.
pub(crate) fn legacy(start: &[u8]) -> Result<Legacy, Problem> {
    if matches!(Encoding::for_bom(start), Some((encoding, _)) if encoding != encoding_rs::UTF_8)
        || utf16_without_mark(start).is_some()
    {
        return Ok(Legacy::Wide);
    }
    match str::from_utf8(start) {
        Ok(text) if !text.contains('\0') => Ok(Legacy::None),
        // The beginning may end within a character.
        Err(error) if error.error_len().is_none() => Ok(Legacy::None),
        _ => {
            let decoded = decode(start.to_vec())?;
            let encoding = Encoding::for_label(decoded.encoding.as_bytes()).filter(|e| e.is_single_byte());
            Ok(encoding.map_or(Legacy::None, Legacy::Single))
        }
    }
}

/// Decodes with an encoding that the file itself declares (a page's `charset`).
pub(crate) fn decode_as(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<Decoded, Problem> {
    match declared {
        Some(encoding)
            if encoding != encoding_rs::UTF_8
                && Encoding::for_bom(&bytes).is_none()
                && str::from_utf8(&bytes).is_err() =>
        {
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            let offsets = OffsetMap::identity(bytes.len());
            Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), offsets })
        }
        _ => decode(bytes),
    }
}

fn utf8(mut bytes: Vec<u8>, bom: usize) -> Result<Decoded, Problem> {
    let length = bytes.len();
    let offsets = if bom == 0 { OffsetMap::identity(length) } else { OffsetMap::shifted(bom, length) };
    bytes.drain(..bom);
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Err(Problem::Binary { what: "binary data" }),
        Ok(text) => Ok(Decoded { text, encoding: "UTF-8", offsets }),
        Err(error) => broken_utf8(&error.into_bytes(), bom),
    }
}

/// Damaged UTF-8, a legacy encoding, or no text.
fn broken_utf8(bytes: &[u8], bom: usize) -> Result<Decoded, Problem> {
    if bytes.contains(&0) {
        return Err(Problem::Binary { what: "binary data" });
    }
    let (mut broken, mut good) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if bom > 0 || good > broken * DAMAGE {
        return Ok(damaged_utf8(bytes, bom));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"sy"), Utf8Detection::Deny);
    // Windows-1252 is what the detector says when nothing speaks for anything: a report in Arabic is likelier here.
    let encoding = if guess == WINDOWS_1252 { WINDOWS_1256 } else { guess };
    if bytes.iter().filter(|b| b.is_ascii_control() && !b.is_ascii_whitespace()).count() * 100 > bytes.len() {
        return Err(Problem::Binary { what: "binary data" });
    }
    if !encoding.is_single_byte() {
        return Err(Problem::Encoding { name: encoding.name() });
    }
    other(bytes, encoding, 0)
}

/// Keeps the good characters, puts a replacement character where bytes are broken.
fn damaged_utf8(bytes: &[u8], bom: usize) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + 64);
    let mut marks = vec![(0, bom)];
    let mut original = bom;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        original += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            marks.push((text.len(), original));
            text.push(char::REPLACEMENT_CHARACTER);
            original += chunk.invalid().len();
            marks.push((text.len(), original));
        }
    }
    Decoded { text, encoding: "UTF-8 (damaged)", offsets: OffsetMap::pieces(marks, bom + bytes.len()) }
}

fn other(bytes: &[u8], encoding: &'static Encoding, bom: usize) -> Result<Decoded, Problem> {
    let (text, _) = encoding.decode_without_bom_handling(&bytes[bom..]);
    let text = text.into_owned();
    if text.contains('\0') {
        return Err(Problem::Binary { what: "binary data" });
    }
    let width = if encoding.is_single_byte() { Width::Single } else { Width::Utf16 };
    let offsets = OffsetMap::transcoded(width, &text, bom, bytes.len());
    Ok(Decoded { text, encoding: encoding.name(), offsets })
}

/// UTF-16 without a byte order mark: every other byte is the high byte of a letter, a space or a punctuation mark.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 || !sample.contains(&0) {
        return None;
    }
    let high = |b: u8| matches!(b, 0x00 | 0x06 | 0x20 | 0xfb | 0xfe);
    let pairs = sample.len() / 2;
    let little = sample.chunks_exact(2).filter(|p| high(p[1]) && p[0] != 0).count();
    let big = sample.chunks_exact(2).filter(|p| high(p[0]) && p[1] != 0).count();
    match little.cmp(&big) {
        std::cmp::Ordering::Greater if little * 20 >= pairs * 19 => Some(UTF_16LE),
        std::cmp::Ordering::Less if big * 20 >= pairs * 19 => Some(UTF_16BE),
        _ => None,
    }
}
