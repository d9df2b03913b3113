//! What a request asks: of which view, in which language, as which format.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::guard::Person;
use crate::names::Names;
use crate::say::Say;
use axum::extract::{FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::response::Response;
use hudna_casebook::today;
use hudna_intake::parse_date;
use hudna_ledger::{ClaimKey, Day, Lang, ReportKey, View, Without};
use std::convert::Infallible;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The cookie that keeps the language.
pub const LANGUAGE: &str = "lang";

/// The farthest that a list can be begun from, and the last page of one.
pub const FARTHEST: usize = 1_000_000_000;
/// Most things of a list at once.
pub const MOST_LISTED: usize = 10_000;

/// As what a page is wanted: the ending of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// The page itself.
    #[default]
    Html,
    /// `.json`
    Json,
    /// `.jsonl`: one thing a line.
    Jsonl,
    /// `.csv`
    Csv,
}

/// A request, as the pages need it.
#[derive(Clone)]
pub struct Ask {
    /// The desk.
    pub desk: Arc<Desk>,
    /// As what the page is wanted.
    pub format: Format,
    /// The language of the desk's own words.
    pub lang: Lang,
    /// The view that is asked for.
    pub view: View,
    /// The day that the address names.
    pub as_of: Option<Day>,
    /// The day of knowledge that the address names.
    pub known_by: Option<Day>,
    /// The address's path, without the ending for the format.
    pub path: String,
    /// The address's parameters, in their order.
    pub query: Vec<(String, String)>,
    /// What takes personal names out of the answer, where that is asked for.
    pub names: Option<Names>,
    /// Who asks.
    pub person: Person,
    /// The validator that the browser has.
    pub if_none_match: Option<String>,
}

impl Ask {
    /// A parameter of the address; nothing where it is empty.
    pub fn param(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The page itself is wanted, not its data.
    pub fn wants_html(&self) -> bool {
        self.format == Format::Html
    }

    /// Rows are wanted: all that a list has, for other programs.
    pub fn is_rows(&self) -> bool {
        matches!(self.format, Format::Csv | Format::Jsonl)
    }

    /// All values of a parameter.
    pub fn params<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A parameter that is a number between two.
    ///
    /// # Errors
    /// It is none, or another.
    pub fn number(&self, name: &str, otherwise: usize, within: RangeInclusive<usize>) -> Result<usize, DeskError> {
        let Some(text) = self.param(name) else { return Ok(otherwise) };
        text.parse().ok().filter(|number| within.contains(number)).ok_or_else(|| {
            let (least, most) = within.into_inner();
            DeskError::Bad(Say::new("wrong.number").of(format!("{name}={text}")).of(least).of(most))
        })
    }

    /// Which part of a long list is wanted: how many are passed over, and how many follow.
    ///
    /// # Errors
    /// These are no numbers.
    pub fn part_of_list(&self, listed: usize) -> Result<(usize, usize), DeskError> {
        Ok((self.number("offset", 0, 0..=FARTHEST)?, self.number("limit", listed, 1..=MOST_LISTED)?))
    }

    /// Which part is wanted of a list with so many things: of rows all.
    ///
    /// # Errors
    /// These are no numbers.
    pub fn part_of_all(&self, listed: usize, total: usize) -> Result<(usize, usize), DeskError> {
        let part = self.part_of_list(listed)?;
        Ok(if self.format == Format::Json { part } else { (0, total) })
    }

    /// Whether a list is wanted with its oldest first.
    ///
    /// # Errors
    /// It is wanted in an order that there is not.
    pub fn oldest_first(&self) -> Result<bool, DeskError> {
        match self.param("sort") {
            None => Ok(false),
            Some("oldest") => Ok(true),
            Some(other) => Err(DeskError::Bad(Say::new("wrong.one_of").of(format!("sort={other}")).of("oldest"))),
        }
    }

    /// The address of this page, with the ending of the format in which it was asked for.
    pub fn address(&self) -> String {
        let ending = match self.format {
            Format::Html => return self.path.clone(),
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
        };
        format!("{}.{ending}", if self.path == "/" { "/index" } else { &*self.path })
    }
}

/// Takes the ending for the format off the address: `/sieges.json` is `/sieges`, as JSON. `/index.json` is the JSON of `/`.
pub async fn take_format(mut request: Request) -> Request {
    const ENDINGS: [(&str, Format); 3] = [(".json", Format::Json), (".jsonl", Format::Jsonl), (".csv", Format::Csv)];
    let path = request.uri().path();
    if path.starts_with("/assets/") {
        return request;
    }
    let found = ENDINGS.iter().find_map(|(ending, format)| Some((path.strip_suffix(ending)?, *format)));
    if let Some((path, format)) = found {
        let path = if path == "/index" { "/" } else { path };
        let target = match request.uri().query() {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        };
        if let Ok(uri) = target.parse::<Uri>() {
            *request.uri_mut() = uri;
            request.extensions_mut().insert(format);
        }
    }
    request
}

impl FromRequestParts<Arc<Desk>> for Ask {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Response> {
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let query = query.map(|Query(query)| query).unwrap_or_default();
        let format = parts.extensions.get::<Format>().copied().unwrap_or_default();
        let mut ask = Ask {
            desk: desk.clone(),
            format,
            lang: language(&query, &parts.headers),
            view: View::as_of(today()),
            as_of: None,
            known_by: None,
            path: parts.uri.path().to_owned(),
            query,
            names: None,
            person: Person::of(parts),
            if_none_match: text(&parts.headers, header::IF_NONE_MATCH).map(str::to_owned),
        };
        match ask.read_view() {
            Ok(()) => Ok(ask),
            Err(error) => Err(crate::answer::failure(&ask, &error)),
        }
    }
}

impl Ask {
    fn read_view(&mut self) -> Result<(), DeskError> {
        self.as_of = self.day("as-of")?;
        self.known_by = self.day("known-by")?;
        self.view.as_of = self.as_of.unwrap_or(self.view.as_of);
        self.view.known_by = self.known_by.map(Day::last_second);
        let without: Result<Vec<Without>, DeskError> = self.params("without").map(without).collect();
        self.view.without = without?;
        self.names = self.read_names()?.then(Names::default);
        match self.param(LANGUAGE) {
            Some(lang) if !matches!(lang, "ar" | "en") => {
                Err(DeskError::Bad(Say::new("wrong.one_of").of(format!("lang={lang}")).of("ar, en")))
            }
            _ => Ok(()),
        }
    }

    /// A parameter that is a day.
    ///
    /// # Errors
    /// It is none.
    pub fn day(&self, name: &str) -> Result<Option<Day>, DeskError> {
        let Some(text) = self.param(name) else { return Ok(None) };
        match parse_date(text) {
            Some(date) => Ok(Some(Day::from(date))),
            None => Err(DeskError::Bad(Say::new("wrong.date").of(format!("{name}={text}")))),
        }
    }
}

/// What is to be left out: `source:NAME`, `report:ID` or `claim:ID`.
fn without(text: &str) -> Result<Without, DeskError> {
    let wrong = || DeskError::Bad(Say::new("wrong.without").of(format!("without={text}")));
    let (kind, name) = text.split_once(':').ok_or_else(wrong)?;
    Ok(match kind {
        "source" => Without::Source(name.to_owned()),
        "report" => Without::Report(name.parse::<ReportKey>().map_err(|_| wrong())?),
        "claim" => Without::Claim(name.parse::<ClaimKey>().map_err(|_| wrong())?),
        _ => return Err(wrong()),
    })
}

/// The language that the address, else the cookie, else the browser asks for.
fn language(query: &[(String, String)], headers: &HeaderMap) -> Lang {
    let asked = query.iter().find(|(key, _)| key == LANGUAGE).and_then(|(_, value)| named(value));
    let kept = || {
        let cookies = text(headers, header::COOKIE)?;
        let pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(name, _)| *name == LANGUAGE).find_map(|(_, value)| named(value))
    };
    let wished = || text(headers, header::ACCEPT_LANGUAGE)?.split(',').find_map(|tag| named(tag.trim()));
    asked.or_else(kept).or_else(wished).unwrap_or(Lang::En)
}

fn named(tag: &str) -> Option<Lang> {
    match tag.get(..2)? {
        "ar" => Some(Lang::Ar),
        "en" => Some(Lang::En),
        _ => None,
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// The last part of an address that names a thing, as the router took it apart; the ending for the format is off already.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        Ok(Id(path.map(|axum::extract::Path(id)| id).unwrap_or_default()))
    }
}
