//! The token of forms: whoever changes something shows that the form came from this desk (against forged requests from other sites).

use super::pace::TooSlow;
use crate::error::DeskError;
use crate::say::Say;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use hudna_casefile::Sha256;
use tokio_stream::StreamExt as _;

/// The name of the form's field.
pub const TOKEN: &str = "token";
/// The header in which scripts and programs send it, whose bodies are no forms.
pub const TOKEN_HEADER: &str = "x-hudna-token";
/// How far into an upload the token must stand: it is the first field.
const PREFIX: usize = 16 * 1024;

/// An id that nobody guesses, written with 64 hexadecimal digits.
///
/// # Errors
/// The system has no randomness to give.
pub fn fresh_id() -> Result<String, DeskError> {
    Ok(Sha256(Key::new()?.0).to_string())
}

/// A secret of the running desk.
pub struct Key([u8; 32]);

impl Key {
    /// A new one.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn new() -> Result<Key, DeskError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| DeskError::Random(error.to_string()))?;
        Ok(Key(bytes))
    }

    /// The token of a session. Nobody learns from it the session or the key, or the token of another session.
    pub fn token(&self, session: &str) -> String {
        let mut bytes = self.0.to_vec();
        bytes.extend_from_slice(Sha256::of(session.as_bytes()).0.as_slice());
        Sha256::of(&bytes).to_string()
    }
}

/// Whether two secrets are the same. What is compared are hashes, so the time that it takes tells nothing of the secrets.
pub fn same(a: &str, b: &str) -> bool {
    Sha256::of(a.as_bytes()) == Sha256::of(b.as_bytes())
}

/// The token that a request carries: in the header, else in its form. The body is given back, whole.
///
/// # Errors
/// The body is larger than `most` bytes, or breaks off.
pub async fn carried(headers: &HeaderMap, body: Body, most: usize) -> Result<(Option<String>, Body), DeskError> {
    if let Some(token) = headers.get(TOKEN_HEADER) {
        return Ok((token.to_str().ok().map(str::to_owned), body));
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().map(str::trim) {
        Some("application/x-www-form-urlencoded") => {
            let wrong = |error| if TooSlow::is_behind(&error) { DeskError::Slow } else { DeskError::TooLarge(most) };
            let bytes = axum::body::to_bytes(body, most).await.map_err(wrong)?;
            Ok((in_form(&bytes), Body::from(bytes)))
        }
        Some("multipart/form-data") => in_upload(kind, body).await,
        _ => Ok((None, body)),
    }
}

fn in_form(bytes: &[u8]) -> Option<String> {
    let fields = bytes.split(|byte| *byte == b'&');
    let value = fields.filter_map(|field| field.strip_prefix(b"token=")).next()?;
    // A token is of hexadecimal digits: there is nothing to be decoded in it.
    std::str::from_utf8(value).ok().map(str::to_owned)
}

/// The first field of an upload, if it is the token. The rest is left to come.
async fn in_upload(kind: &str, body: Body) -> Result<(Option<String>, Body), DeskError> {
    let mut rest = body.into_data_stream();
    let mut start = Vec::new();
    let Some(boundary) = boundary(kind) else { return Ok((None, Body::from_stream(rest))) };
    let mut token = None;
    while start.len() < PREFIX {
        let Some(chunk) = rest.next().await else { break };
        start.extend_from_slice(&chunk.map_err(broke_off)?);
        token = first_field(&start, &boundary);
        if token.is_some() {
            break;
        }
    }
    let start = tokio_stream::once(Ok(Bytes::from(start)));
    Ok((token, Body::from_stream(start.chain(rest))))
}

/// Why an upload ended before its end.
fn broke_off(error: axum::Error) -> DeskError {
    match TooSlow::is_behind(&error) {
        true => DeskError::Slow,
        false => DeskError::Bad(Say::new("wrong.broke_off").of(error)),
    }
}

fn boundary(kind: &str) -> Option<String> {
    let named = kind.split(';').filter_map(|part| part.trim().split_once('='));
    let (_, value) = named.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("boundary"))?;
    let value = value.trim_matches('"');
    (!value.is_empty()).then(|| format!("--{value}"))
}

/// The value of the first field, once it is there in full and is the token.
fn first_field(start: &[u8], boundary: &str) -> Option<String> {
    let text = String::from_utf8_lossy(start);
    let (head, rest) = text.strip_prefix(boundary)?.split_once("\r\n\r\n")?;
    let (value, _) = rest.split_once(&format!("\r\n{boundary}"))?;
    head.contains(&format!("name=\"{TOKEN}\"")).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())])
    }

    #[tokio::test]
    async fn the_token_is_found_and_the_body_stays_whole() {
        let upload = "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--x\r\nContent-Disposition: \
                      form-data; name=\"file\"; filename=\"a\"\r\n\r\nname=\"token\"\r\n--x--\r\n";
        let late = upload.replace("name=\"token\"\r\n\r\nabc", "name=\"a\"\r\n\r\nb");
        for (kind, text, token) in [
            ("application/x-www-form-urlencoded", "claim=1&token=abc&a=%26token=d", Some("abc")),
            ("application/x-www-form-urlencoded", "mytoken=abc", None),
            ("multipart/form-data; boundary=x", upload, Some("abc")),
            ("multipart/form-data; boundary=\"x\"", upload, Some("abc")),
            ("multipart/form-data; boundary=x", late.as_str(), None),
            ("multipart/form-data", upload, None),
            ("application/json", "{\"token\":\"abc\"}", None),
        ] {
            let (found, body) = carried(&of(kind), Body::from(text.to_owned()), 1000).await.unwrap();
            assert_eq!(found.as_deref(), token, "{kind} {text}");
            assert_eq!(axum::body::to_bytes(body, 1000).await.unwrap(), text);
        }
        let large = carried(&of("application/x-www-form-urlencoded"), Body::from("a".repeat(11)), 10).await;
        assert!(matches!(large, Err(DeskError::TooLarge(10))));
    }

    #[test]
    fn sessions_have_tokens_of_their_own() {
        let (a, b) = (Key::new().unwrap(), Key::new().unwrap());
        assert_eq!(a.token("one"), a.token("one"));
        assert_ne!(a.token("one"), a.token("two"));
        assert_ne!(a.token("one"), b.token("one"));
    }
}
