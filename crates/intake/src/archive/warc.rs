//! The records of a WARC file.

use crate::error::Problem;
use crate::outlet::{Outlet, Stop};
use crate::report::{Content, Format};
use crate::sent::http::{self, Headers};
use crate::sent::{Kind, Page};
use crate::source::MAX_BYTES;
use std::io::{self, BufRead, Read as _};

/// Why a file cannot be read further.
pub(super) enum Broken {
    Stop(Stop),
    /// A record without which the next cannot be found.
    Record(String),
    Io(io::Error),
}

impl From<Stop> for Broken {
    fn from(stop: Stop) -> Self {
        Broken::Stop(stop)
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Broken::Io(error)
    }
}

/// Hands out the pages among the records; each other record is passed over and told.
pub(super) fn records(input: &mut impl BufRead, number: &mut u64, outlet: &Outlet) -> Result<(), Broken> {
    loop {
        *number += 1;
        // Records are apart by empty lines.
        while let [b'\r' | b'\n', ..] = input.fill_buf()? {
            input.consume(1);
        }
        let Some(first) = http::line(input)? else {
            *number -= 1;
            return Ok(());
        };
        if !first.starts_with("WARC/") {
            return Err(Broken::Record("a record does not begin with `WARC/`".to_owned()));
        }
        let headers = Headers::read(input)?;
        let length = headers.get("content-length").and_then(|length| length.parse::<u64>().ok());
        let Some(length) = length else {
            return Err(Broken::Record("a record does not say how long it is".to_owned()));
        };
        let mut block = input.by_ref().take(length);
        match page(&mut block, &headers)? {
            Ok(page) => outlet.put(*number, Content::Sent(Format::Archive, page))?,
            Err(problem) => outlet.refuse(*number, problem)?,
        }
        io::copy(&mut block, &mut io::sink())?;
        if block.limit() > 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
    }
}

/// The page in a record, or why there is none.
fn page(block: &mut io::Take<impl BufRead>, headers: &Headers) -> Result<Result<Page, Problem>, Broken> {
    let none = |what: String| Ok(Err(Problem::NoReport { what }));
    let kind = headers.get("warc-type").unwrap_or("unknown");
    if kind != "response" {
        return none(format!("WARC record of type {kind}"));
    }
    let Some(url) = headers.get("warc-target-uri").map(|url| url.trim_matches(['<', '>'])) else {
        return Ok(Err(Problem::Broken { what: "WARC record", reason: "it names no WARC-Target-URI".to_owned() }));
    };
    let status = http::line(block)?.unwrap_or_default();
    if !status.starts_with("HTTP/") {
        return none(format!("response without HTTP of {url}"));
    }
    let code = status.split_whitespace().nth(1).unwrap_or("?");
    if !code.starts_with('2') {
        return none(format!("response with status {code} of {url}"));
    }
    let sent = Headers::read(block)?;
    let content_type = sent.get("content-type").unwrap_or("unknown");
    let Some(kind) = Kind::of(content_type) else {
        return none(format!("{content_type} from {url}"));
    };
    if block.limit() > MAX_BYTES {
        return Ok(Err(Problem::TooLarge { limit: MAX_BYTES }));
    }
    let packed = |name| sent.get(name).unwrap_or_default();
    let codings = match http::codings([packed("transfer-encoding"), packed("content-encoding")]) {
        Ok(codings) => codings,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut body = Vec::new();
    block.read_to_end(&mut body)?;
    if block.limit() > 0 {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    let date = headers.get("warc-date").map(str::to_owned);
    Ok(Ok(Page { url: url.to_owned(), date, kind, codings, body }))
}
