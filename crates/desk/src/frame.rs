//! What stands around each page: title, ways to the others, the view, the language.

use crate::ask::Ask;
use crate::assets;
use crate::guard::{Person, Role};
use crate::html::{Said, inert, list_of, part};
use crate::names::{self, NAMES, REDACTED};
use crate::say::Say;
use hudna_ledger::{Both, Day, Lang, Link};

/// The pages that the navigation leads to: the name of each in `knowledge/desk.toml`, and its address.
const WAYS: [(&str, &str); 11] = [
    ("situation", "/"),
    ("map", "/map"),
    ("timeline", "/timeline"),
    ("sieges", "/sieges"),
    ("agreements", "/agreements"),
    ("due", "/due"),
    ("reports", "/reports"),
    ("review", "/review"),
    ("add", "/add"),
    ("sources", "/sources"),
    ("case", "/case"),
];

/// A way to another page.
pub struct Way {
    /// Its name.
    pub name: String,
    /// Its address, in the same view.
    pub href: String,
    /// It leads to where one is.
    pub here: bool,
}

/// What stands around a page.
pub struct Frame {
    /// The title of the page.
    pub title: String,
    /// `ar` or `en`.
    pub lang: &'static str,
    /// `rtl` or `ltr`.
    pub dir: &'static str,
    /// The case.
    pub case: String,
    /// The ways to the main pages.
    pub ways: Vec<Way>,
    /// This page in the other language.
    pub other_language: String,
    /// This page as JSON.
    pub json: String,
    /// This page's own address, without the view.
    pub path: String,
    /// What else the address asks for, which stays when another view is chosen.
    pub kept: Vec<(String, String)>,
    /// The day of the view, as the address names it.
    pub as_of: String,
    /// The day of knowledge, as the address names it.
    pub known_by: String,
    /// Why nothing was known by then, where all reports were received later.
    pub not_yet: Option<String>,
    /// The address of the icon.
    pub icon: String,
    /// The address of the style sheet.
    pub style: String,
    /// The address of the fonts.
    pub fonts: String,
    /// The address of the small script that every page has.
    pub script: String,
    /// How many entries the case has.
    pub revision: u64,
    /// Who looks at it.
    pub person: Person,
    /// What every form that changes something sends back, as `<input type="hidden" name="token" value="{{ frame.token }}">`, its first field.
    pub token: String,
    words: std::sync::Arc<crate::desk::Desk>,
    language: Lang,
    view: String,
}

impl Frame {
    /// The frame of a page. `title` is the key of its title among the words; `section` the way that leads to it.
    pub fn new(ask: &Ask, title: &str, section: &str) -> Frame {
        let view = view(ask.as_of, ask.known_by);
        let known = ask.person.role != Role::Nobody;
        let word = |key: &str| ask.desk.labels.word(key, ask.lang).to_owned();
        let ways = WAYS.iter().map(|(name, href)| Way {
            name: word(&format!("desk.{name}")),
            href: with(href, &view),
            here: *name == section,
        });
        let (lang, dir, other) = match ask.lang {
            Lang::Ar => ("ar", "rtl", "en"),
            Lang::En => ("en", "ltr", "ar"),
        };
        let kept = ask.query.iter().filter(|(key, _)| key != "lang");
        let kept: Vec<String> = kept.map(|(key, value)| format!("{}={}", part(key), part(value))).collect();
        let query = kept.join("&");
        let bare = if ask.path == "/" { "/index" } else { &*ask.path };
        Frame {
            title: word(title),
            lang,
            dir,
            // Who is not known learns nothing of the case, not even its name.
            case: if known { ask.desk.place.clone() } else { String::new() },
            ways: if known { ways.collect() } else { Vec::new() },
            other_language: with(&ask.path, &[query.as_str(), &format!("lang={other}")].join("&")),
            json: with(&format!("{bare}.json"), &query),
            path: ask.path.clone(),
            kept: ask.query.iter().filter(|(key, value)| stays(key) && !value.is_empty()).cloned().collect(),
            as_of: ask.as_of.map(iso).unwrap_or_default(),
            known_by: ask.known_by.map(iso).unwrap_or_default(),
            not_yet: known.then(|| not_yet(ask)).flatten(),
            icon: assets::address("icon.svg"),
            style: assets::address("desk.css"),
            fonts: assets::address("fonts.css"),
            script: assets::address("desk.js"),
            revision: if known { ask.desk.revision() } else { 0 },
            person: ask.person.clone(),
            token: ask.person.token.clone(),
            words: ask.desk.clone(),
            language: ask.lang,
            view,
        }
    }

    /// The title where it is a report's own words: what steers the direction of text steers nothing.
    pub fn headline(&self) -> Said {
        inert(&self.title)
    }

    /// The same with a title of its own.
    pub fn titled(mut self, title: impl Into<String>) -> Frame {
        self.title = title.into();
        self
    }

    /// Whether who looks at it is known.
    pub fn known(&self) -> bool {
        self.person.role != Role::Nobody
    }

    /// Whether who looks at it may do what an admin may.
    pub fn admin(&self) -> bool {
        self.person.may(Role::Admin)
    }

    /// The words under a key of `knowledge/desk.toml`.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.labels.word(key, self.language)
    }

    /// What there is to say, in the language of the page.
    pub fn say(&self, say: &Say) -> String {
        say.in_words(&self.words.labels, self.language)
    }

    /// Whether who asks may decide about claims and add reports.
    pub fn may_code(&self) -> bool {
        self.person.may(Role::Coder)
    }

    /// Whether who asks may decide about outlets and reports.
    pub fn may_edit(&self) -> bool {
        self.person.may(Role::Editor)
    }

    /// This page as rows: `csv` or `jsonl`, all of them.
    pub fn as_format(&self, ending: &str) -> String {
        self.json.replacen(".json", &format!(".{ending}"), 1)
    }

    /// An address for other programs, asked for without personal names.
    pub fn redacted(&self, address: &str) -> String {
        with(address, &format!("{NAMES}={REDACTED}"))
    }

    /// Whether this page can be had without personal names.
    pub fn redacts(&self) -> bool {
        self.known() && names::at(&self.path)
    }

    /// The address of a file that is embedded in the program.
    pub fn asset(&self, path: &str) -> String {
        assets::address(path)
    }

    /// A page of the desk in the same view.
    pub fn to(&self, path: &str) -> String {
        with(path, &self.view)
    }

    /// A page of the desk in the same view, with parameters of its own.
    pub fn to_with(&self, path: &str, query: &str) -> String {
        with(path, &[query, self.view.as_str()].join("&"))
    }

    /// The page of a thing. A term stands on the page of its agreement.
    pub fn link(&self, link: &Link) -> String {
        match link.id.split_once('#') {
            Some((whole, _)) => format!("{}#{}", self.to(&format!("/agreements/{}", part(whole))), part(&link.id)),
            None => self.to(&format!("/{}/{}", list_of(link.kind), part(&link.id))),
        }
    }

    /// A phrase in the language of the page, its names leading to their pages.
    pub fn said(&self, both: &Both) -> Said {
        Said::new(both.of(self.language), self)
    }

    /// A phrase in the language of the page where there is no HTML: in pictures and titles.
    pub fn plain(&self, both: &Both) -> String {
        both.of(self.language).isolated()
    }

    /// A phrase in the language of the page, to stand in a link.
    pub fn unlinked(&self, both: &Both) -> Said {
        Said::unlinked(both.of(self.language))
    }
}

/// Why nothing was known by the day that is asked for, and what can be done about it.
fn not_yet(ask: &Ask) -> Option<String> {
    let (by, (first, last)) = ask.known_by.zip(ask.desk.received())?;
    let say = || Say::new("desk.not_yet").of(iso(by)).of(iso(first)).of(iso(last));
    (by < first).then(|| say().in_words(&ask.desk.labels, ask.lang))
}

/// Whether a parameter of an address stays when another view is chosen.
fn stays(key: &str) -> bool {
    !matches!(key, "as-of" | "known-by" | "lang" | "page")
}

/// The view as parameters of an address.
fn view(as_of: Option<Day>, known_by: Option<Day>) -> String {
    let as_of = as_of.map(|day| format!("as-of={}", iso(day)));
    let known_by = known_by.map(|day| format!("known-by={}", iso(day)));
    as_of.into_iter().chain(known_by).collect::<Vec<_>>().join("&")
}

fn with(path: &str, query: &str) -> String {
    let query = query.trim_matches('&');
    if query.is_empty() {
        return path.to_owned();
    }
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}{query}")
}

/// A day as `2021-02-03`; nothing for one that is not known.
pub fn iso(day: Day) -> String {
    day.date().map(|date| date.to_string()).unwrap_or_default()
}
