//! As much of HTTP as archives keep of it: headers, and the ways in which a body is packed to be sent.

use crate::error::Problem;
use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{self, BufRead, Read};

/// The longest line of a header.
const MAX_LINE: u64 = 1 << 16;
/// More headers than any record has.
const MAX_HEADERS: usize = 1_000;
/// The largest body once unpacked.
const MAX_BODY: u64 = 64 << 20;

/// Headers, their names in small letters.
#[derive(Debug, Default)]
pub(crate) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads to the empty line.
    pub(crate) fn read(input: &mut impl BufRead) -> io::Result<Headers> {
        let mut headers = Headers::default();
        while let Some(line) = line(input)?.filter(|line| !line.is_empty()) {
            if headers.0.len() >= MAX_HEADERS {
                return Err(invalid("more headers than any record has"));
            }
            match (line.split_once(':'), headers.0.last_mut()) {
                (_, Some((_, value))) if line.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (Some((name, value)), _) => headers.0.push((name.trim().to_lowercase(), value.trim().to_owned())),
                // What is no header is passed over, as browsers do.
                (None, _) => {}
            }
        }
        Ok(headers)
    }

    /// The value of a header, its name in small letters.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// A line without its end; nothing at the end of the input.
pub(crate) fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
    if line.len() as u64 == MAX_LINE {
        return Err(invalid("a header longer than any"));
    }
    Ok((!line.is_empty()).then(|| String::from_utf8_lossy(line.trim_ascii_end()).into_owned()))
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// `charset=` in a content type.
pub(crate) fn charset(content_type: &str) -> Option<&'static Encoding> {
    let value = content_type.split_once("charset=")?.1;
    Encoding::for_label(value.split(';').next()?.trim_matches(['"', '\'', ' ']).as_bytes())
}

/// A way in which a body is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Chunked,
    Gzip,
    Deflate,
}

/// How a body is packed, the last step first, by the headers that tell of it, the last one first.
pub(crate) fn codings<'h>(headers: impl IntoIterator<Item = &'h str>) -> Result<Vec<Coding>, Problem> {
    let mut codings = Vec::new();
    for header in headers {
        for coding in header.to_lowercase().split(',').rev() {
            match coding.trim() {
                "" | "identity" => {}
                "chunked" => codings.push(Coding::Chunked),
                "gzip" | "x-gzip" => codings.push(Coding::Gzip),
                "deflate" => codings.push(Coding::Deflate),
                other => return Err(Problem::Packed { how: other.to_owned() }),
            }
        }
    }
    Ok(codings)
}

impl Coding {
    /// Unpacks. Programs that archive may have unpacked a body and kept the header that says how it was packed: what is not
    /// packed is left alone.
    pub(crate) fn undo(self, body: Vec<u8>) -> Result<Vec<u8>, Problem> {
        match self {
            Coding::Chunked => Ok(unchunk(&body).unwrap_or(body)),
            Coding::Gzip if body.starts_with(b"\x1f\x8b") => all(MultiGzDecoder::new(&body[..])),
            Coding::Gzip => Ok(body),
            // With the header of zlib, as it should be, or without, as some servers send it.
            Coding::Deflate => match all(ZlibDecoder::new(&body[..])) {
                Err(Problem::Broken { .. }) => match all(DeflateDecoder::new(&body[..])) {
                    Err(Problem::Broken { .. }) => Ok(body),
                    found => found,
                },
                found => found,
            },
        }
    }
}

fn all(unpacked: impl Read) -> Result<Vec<u8>, Problem> {
    let mut body = Vec::new();
    match unpacked.take(MAX_BODY + 1).read_to_end(&mut body) {
        Err(error) => Err(Problem::Broken { what: "packed page", reason: error.to_string() }),
        Ok(_) if body.len() as u64 > MAX_BODY => Err(Problem::Bomb { limit: MAX_BODY }),
        Ok(_) => Ok(body),
    }
}

/// The body of chunks, each with its length before it; nothing where it is not made so.
fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    loop {
        let end = rest.iter().take(1_000).position(|byte| *byte == b'\n')?;
        let (line, after) = rest.split_at(end + 1);
        let length = str::from_utf8(line).ok()?.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        // The last chunk may be cut off.
        let chunk = after.get(..length).unwrap_or(after);
        body.extend_from_slice(chunk);
        rest = &after[chunk.len()..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(unchunk(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").as_deref(), Some(&b"abcde"[..]));
        assert_eq!(unchunk(b"5\r\nabc").as_deref(), Some(&b"abc"[..]));
        assert_eq!(unchunk(b"<html>\n"), None);
        assert_eq!(unchunk(b"fffffffffffffffff\r\n"), None);
        assert_eq!(unchunk(b""), None);
    }
}
