//! Rows of the gazetteer, as `knowledge/README.md` describes them: read, written, compared.

use hudna_reader::KnowledgeFile;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// The header line of a places file.
pub const HEADER: &str = "id\tar\ten\taliases\tkind\tparent\tlat\tlon\tprecision\tpcode\tcountry\tguard\tsource";

/// Degrees within which two places of the same name are the same place (about 10 km).
const NEAR: f64 = 0.1;

/// The same for areas, whose centres are set in many ways.
const NEAR_AREA: f64 = 1.2;

/// A place of the gazetteer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// Identifier.
    pub id: String,
    /// Arabic name.
    pub ar: String,
    /// English name.
    pub en: String,
    /// Other Arabic names.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: String,
    /// Id of the place it lies in.
    pub parent: String,
    /// Latitude and longitude.
    pub point: Option<(f64, f64)>,
    /// The point is the centre of an area.
    pub area: bool,
    /// Administrative code.
    pub pcode: String,
    /// ISO 3166 alpha-3.
    pub country: String,
    /// When the name counts: `kind`, `word` or always.
    pub guard: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

impl Place {
    /// The line of the places file.
    pub fn row(&self) -> String {
        let degree = |value: Option<f64>| value.map_or(String::new(), |v| v.to_string());
        let precision = match (self.point, self.area) {
            (Some(_), true) => "area",
            (Some(_), false) => "exact",
            (None, _) => "unlocated",
        };
        let aliases = self.aliases.join("|");
        let (lat, lon) = (degree(self.point.map(|p| p.0)), degree(self.point.map(|p| p.1)));
        let cells: [&str; 13] = [
            &self.id,
            &self.ar,
            &self.en,
            &aliases,
            &self.kind,
            &self.parent,
            &lat,
            &lon,
            precision,
            &self.pcode,
            &self.country,
            self.guard,
            self.source,
        ];
        // A tab or a line end inside a name would break the row.
        cells.map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).join("\t")
    }
}

/// The places of a knowledge; a later row replaces an earlier one with the same id.
pub fn places(files: &[KnowledgeFile]) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for file in files.iter().filter(|f| f.path.starts_with("places/") && f.path.ends_with(".tsv")) {
        for line in file.text.lines().skip(1).filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let place = parse(line);
            match by_id.get(&place.id) {
                Some(&at) => found[at] = place,
                None => {
                    by_id.insert(place.id.clone(), found.len());
                    found.push(place);
                }
            }
        }
    }
    found
}

fn parse(line: &str) -> Place {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let cell = |n: usize| cells.get(n).copied().unwrap_or_default();
    Place {
        id: cell(0).to_owned(),
        ar: cell(1).to_owned(),
        en: cell(2).to_owned(),
        aliases: cell(3).split('|').filter(|a| !a.is_empty()).map(str::to_owned).collect(),
        kind: cell(4).to_owned(),
        parent: cell(5).to_owned(),
        point: cell(6).parse().ok().zip(cell(7).parse().ok()),
        area: cell(8) == "area",
        pcode: cell(9).to_owned(),
        country: cell(10).to_owned(),
        guard: "",
        source: "",
    }
}

/// Where a place lies, where that is known, and its id.
type Named = (Option<(f64, f64)>, String);

/// Finds places that are known already.
pub struct Known {
    by_name: HashMap<String, Vec<Named>>,
    by_pcode: HashMap<String, String>,
}

impl Known {
    /// The places of the built-in knowledge.
    pub fn new(places: &[Place]) -> Self {
        let mut known = Known { by_name: HashMap::new(), by_pcode: HashMap::new() };
        for place in places {
            known.add(place);
        }
        known
    }

    /// All names, folded.
    pub fn names(&self) -> HashSet<String> {
        self.by_name.keys().cloned().collect()
    }

    /// One more.
    pub fn add(&mut self, place: &Place) {
        for name in std::iter::once(&place.ar).chain(&place.aliases) {
            self.by_name.entry(plain(name)).or_default().push((place.point, place.id.clone()));
        }
        if !place.pcode.is_empty() {
            self.by_pcode.insert(place.pcode.clone(), place.id.clone());
        }
    }

    /// The id of a known place with this p-code.
    pub fn pcode(&self, pcode: &str) -> Option<&str> {
        self.by_pcode.get(pcode).map(String::as_str)
    }

    /// The id of a known place that is the same: same p-code, or same name nearby.
    pub fn same(&self, place: &Place) -> Option<&str> {
        if let Some(id) = self.pcode(&place.pcode) {
            return Some(id);
        }
        let (lat, lon) = place.point?;
        let reach = if place.area { NEAR_AREA } else { NEAR };
        let near =
            |point: &Option<(f64, f64)>| point.is_some_and(|(a, b)| (a - lat).abs() < reach && (b - lon).abs() < reach);
        self.by_name.get(&plain(&place.ar))?.iter().find(|(point, _)| near(point)).map(|(_, id)| id.as_str())
    }
}

/// A name without marks (NFKD drops the hamza's seat too) and without runs of blanks.
pub(super) fn plain(name: &str) -> String {
    let bare: String =
        name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c) && *c != '\u{640}').collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for a name in Arabic letters, as Arabic writes them: no Persian, Kurdish or Urdu ones.
pub fn is_arabic(name: &str) -> bool {
    let arabic = |c: char| matches!(c, '\u{621}'..='\u{652}' | '\u{670}' | '\u{671}');
    let other = |c: char| matches!(c, ' ' | '-' | '(' | ')' | '\'' | '0'..='9' | '\u{660}'..='\u{669}');
    name.chars().any(arabic) && name.chars().all(|c| arabic(c) || other(c))
}
