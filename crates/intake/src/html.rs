//! Saved pages: main text and metadata, found by a library. A page is parsed, never run, and never fetches anything.

use crate::encoding::decode_as;
use crate::error::Problem;
use crate::meta::{Meta, parse_date};
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;

/// Pages above this size are dumps, not articles.
const MAX_PAGE: usize = 16 << 20;
/// Browsers stop nesting at 512 levels; a page beyond that is made to hurt.
const MAX_DEPTH: usize = 512;
/// More elements than any article has.
const MAX_TAGS: usize = 200_000;
/// How much of a page is searched for its declared encoding.
const HEAD: usize = 4096;
/// Stack of the thread that parses a page.
const STACK: usize = 64 << 20;

/// The main text of a page, one paragraph a line, its metadata and its encoding. A charset that came with the page (in an
/// HTTP header) goes before the one that stands in it.
pub(crate) fn read(
    bytes: Vec<u8>,
    charset: Option<&'static Encoding>,
) -> Result<(String, Meta, &'static str), Problem> {
    if bytes.len() > MAX_PAGE {
        return Err(Problem::TooLarge { limit: MAX_PAGE as u64 });
    }
    let declared = charset.or_else(|| declared_encoding(&bytes));
    let decoded = decode_as(bytes, declared)?;
    let encoding = decoded.encoding;
    let (text, meta) = apart(decoded.text, |page| extract(&page))?;
    Ok((text, meta, encoding))
}

/// The text of a piece of HTML that is known to be the main text (an entry of a feed), one paragraph a line.
pub(crate) fn fragment(html: String) -> Result<String, Problem> {
    if html.len() > MAX_PAGE {
        return Err(Problem::TooLarge { limit: MAX_PAGE as u64 });
    }
    if !html.contains(['<', '&']) {
        return Ok(paragraphs(&html));
    }
    apart(html, |html| {
        let document = dom_query::Document::fragment(html);
        document.select("script, style, noscript, template, iframe, object, svg").remove();
        Ok(paragraphs(&document.formatted_text()))
    })
}

/// Parses on a thread of its own: a page that breaks the parser breaks nothing else.
fn apart<T: Send + 'static>(
    page: String,
    parse: impl FnOnce(String) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    guard(&page)?;
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(move || parse(page)).map_err(Problem::Io)?;
    match worker.join() {
        Ok(found) => found,
        Err(_) => Err(Problem::NoMainText { reason: "the page broke the parser".to_owned() }),
    }
}

fn extract(page: &str) -> Result<(String, Meta), Problem> {
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: MAX_TAGS, ..Config::default() };
    let failed = |error: dom_smoothie::ReadabilityError| Problem::NoMainText { reason: error.to_string() };
    let mut readability = Readability::new(page, None, Some(config)).map_err(failed)?;
    let article = readability.parse().map_err(failed)?;
    let text = paragraphs(&article.text_content);
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let meta = Meta {
        published: article.published_time.as_deref().and_then(parse_date),
        source: article.site_name.filter(|s| !s.trim().is_empty()),
        url: article.url.or_else(|| saved_from(page)),
        title: Some(article.title).filter(|t| !t.trim().is_empty()),
        ..Meta::default()
    };
    Ok((text, meta))
}

/// One paragraph a line, without empty lines and runs of blanks.
pub(crate) fn paragraphs(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let mut first = true;
        for word in line.split_whitespace() {
            if !first {
                lines.push(' ');
            }
            lines.push_str(word);
            first = false;
        }
        lines.push('\n');
    }
    lines
}

/// The address that browsers write into the pages they save.
fn saved_from(page: &str) -> Option<String> {
    let (start, rest) = page.split_once("<!-- saved from url=(")?;
    if start.len() > HEAD {
        return None;
    }
    let address = rest.split_once(')')?.1.split_once(" -->")?.0;
    Some(address.trim().to_owned()).filter(|a| a.starts_with("http"))
}

/// `charset=` in the first bytes of the page.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let after = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let label = after.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next()?;
    Encoding::for_label(label.as_bytes())
}

/// Refuses pages that nest or count beyond reason before a tree is built from them.
fn guard(page: &str) -> Result<(), Problem> {
    /// Elements without an end tag, or whose end tag may be left out.
    const OPEN: &[&str] = &[
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
        "li", "link", "meta", "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead",
        "tr", "track", "wbr",
    ];
    let (mut depth, mut tags) = (0usize, 0usize);
    for piece in page.split('<').skip(1) {
        let closing = piece.starts_with('/');
        let name: String = piece
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(16)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() || OPEN.contains(&name.as_str()) {
            continue;
        }
        tags += 1;
        let self_closing = piece.split_once('>').is_some_and(|(tag, _)| tag.ends_with('/'));
        match (closing, self_closing) {
            (true, _) => depth = depth.saturating_sub(1),
            (false, false) => depth += 1,
            (false, true) => {}
        }
        if depth > MAX_DEPTH {
            return Err(Problem::Hostile { what: "more than 512 levels of nesting" });
        }
        if tags > MAX_TAGS {
            return Err(Problem::Hostile { what: "more than 200,000 elements" });
        }
    }
    Ok(())
}
