//! The gazetteer: the places of `knowledge/places`.

use super::files::{KnowledgeError, KnowledgeFile, under};
use super::names::{Name, NameTrie};
use hudna_claims::PlacePrecision;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// A place of the gazetteer.
#[derive(Debug, Clone)]
pub struct Place {
    /// Identifier.
    pub id: String,
    /// Arabic name.
    pub ar: String,
    /// English name.
    pub en: String,
    /// Other Arabic names.
    pub aliases: Vec<String>,
    /// Kind: `city`, `quarter`, `governorate` ...
    pub kind: String,
    /// The place it lies in.
    pub parent: Option<u32>,
    /// The governorate that it is or lies in.
    pub governorate: Option<u32>,
    /// Latitude and longitude in degrees, WGS 84.
    pub point: Option<(f64, f64)>,
    /// How exactly it is located.
    pub precision: PlacePrecision,
    /// COD/OCHA p-code.
    pub pcode: Option<String>,
    /// ISO 3166 alpha-3.
    pub country: String,
    /// When its name counts as this place.
    pub guard: Guard,
}

/// When a name that may mean something else counts as a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guard {
    /// Always.
    None,
    /// Where a place may stand: after a preposition or a kind word, in a list of places, after a verbal noun of an event.
    Word,
    /// After a kind word, or in a list of places.
    Kind,
}

const HEADER: &[&str] =
    &["id", "ar", "en", "aliases", "kind", "parent", "lat", "lon", "precision", "pcode", "country", "guard", "source"];

/// Reads all places; a later entry with the same id replaces the earlier one.
pub(super) fn load(files: &[KnowledgeFile], errors: &mut Vec<KnowledgeError>) -> Vec<Place> {
    let rows: usize = under(files, "places/", ".tsv").map(|f| f.text.lines().count()).sum();
    let mut places: Vec<Place> = Vec::with_capacity(rows);
    let mut parents: Vec<(&KnowledgeFile, &str)> = Vec::with_capacity(rows);
    let mut by_id: FxHashMap<&str, u32> = FxHashMap::with_capacity_and_hasher(rows, Default::default());
    for file in under(files, "places/", ".tsv") {
        for (number, line) in file.text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') || line.starts_with("id\t") {
                continue;
            }
            match row(line) {
                Ok((id, place, parent)) => {
                    let at = *by_id.entry(id).or_insert(places.len() as u32) as usize;
                    if at == places.len() {
                        places.push(place);
                        parents.push((file, parent));
                    } else {
                        places[at] = place;
                        parents[at] = (file, parent);
                    }
                }
                Err(problem) => errors.push(KnowledgeError::new(&file.path, &format!("line {}", number + 1), problem)),
            }
        }
    }
    for (at, (file, parent)) in parents.into_iter().enumerate() {
        if parent.is_empty() {
            continue;
        }
        match by_id.get(parent) {
            Some(&found) if found as usize != at => places[at].parent = Some(found),
            _ => errors.push(KnowledgeError::new(
                &file.path,
                &places[at].id,
                format!("parent `{parent}` is no other place; name an id of the gazetteer"),
            )),
        }
    }
    for at in 0..places.len() {
        let found = ancestors(&places, at as u32).find(|&up| places[up as usize].kind == "governorate");
        places[at].governorate = found;
    }
    places
}

/// A place and what it lies in, upwards.
pub(crate) fn ancestors(places: &[Place], at: u32) -> impl Iterator<Item = u32> + '_ {
    std::iter::successors(Some(at), |&up| places[up as usize].parent).take(8)
}

/// A line's id, place and parent.
fn row(line: &str) -> Result<(&str, Place, &str), String> {
    let cells: SmallVec<[&str; 16]> = line.split('\t').map(str::trim).collect();
    let cell = |i: usize| cells.get(i).copied().unwrap_or("");
    if cells.len() < 9 {
        return Err(format!("{} columns; the columns are {}", cells.len(), HEADER.join(" ")));
    }
    if cell(0).is_empty() || cell(1).is_empty() || cell(4).is_empty() {
        return Err("`id`, `ar` and `kind` must be given".to_owned());
    }
    let degree = |text: &str, name: &str, limit: f64| match text {
        "" => Ok(None),
        text => match text.parse::<f64>() {
            Ok(value) if value.abs() <= limit => Ok(Some(value)),
            _ => Err(format!("`{text}` is no {name} in decimal degrees")),
        },
    };
    let (lat, lon) = (degree(cell(6), "latitude", 90.0)?, degree(cell(7), "longitude", 180.0)?);
    let point = lat.zip(lon);
    let precision = cell(8).parse::<PlacePrecision>().map_err(|e| e.to_string())?;
    if point.is_none() && matches!(precision, PlacePrecision::Exact | PlacePrecision::Area) {
        return Err(format!(
            "precision `{precision}` without coordinates; give `lat` and `lon`, or `parent` or `unlocated`"
        ));
    }
    let guard = match cell(11) {
        "" => Guard::None,
        "word" => Guard::Word,
        "kind" => Guard::Kind,
        other => return Err(format!("`{other}` is no guard; write `word`, `kind` or nothing")),
    };
    let place = Place {
        id: cell(0).to_owned(),
        ar: cell(1).to_owned(),
        en: cell(2).to_owned(),
        aliases: cell(3).split('|').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect(),
        kind: cell(4).to_owned(),
        parent: None,
        governorate: None,
        point,
        precision,
        pcode: Some(cell(9)).filter(|p| !p.is_empty()).map(str::to_owned),
        country: cell(10).to_owned(),
        guard,
    };
    Ok((cell(0), place, cell(5)))
}

/// Enters names and aliases into the trie. Where a place has a name of one word, the guard is for that: what is written
/// out (`الخرطوم بحري` beside `بحري`) needs none.
pub(super) fn add_names(places: &[Place], names: &mut NameTrie) {
    for (at, place) in places.iter().enumerate() {
        let all = || std::iter::once(&place.ar).chain(&place.aliases);
        let short = all().any(|n| !n.contains(' '));
        for name in all() {
            let guard = if short && name.contains(' ') { Guard::None } else { place.guard };
            names.add(name, Name::Place { at: at as u32, guard });
        }
    }
}

/// Coordinates of a place, or of the nearest located place that it lies in.
pub(crate) fn located(places: &[Place], at: u32) -> (Option<(f64, f64)>, PlacePrecision) {
    let place = &places[at as usize];
    match place.precision {
        PlacePrecision::Exact | PlacePrecision::Area => (place.point, place.precision),
        PlacePrecision::Unlocated => (None, PlacePrecision::Unlocated),
        PlacePrecision::Parent => {
            let mut up = place.parent;
            for _ in 0..8 {
                let Some(parent) = up.map(|p| &places[p as usize]) else { break };
                if parent.point.is_some() {
                    return (parent.point, PlacePrecision::Parent);
                }
                up = parent.parent;
            }
            (None, PlacePrecision::Unlocated)
        }
    }
}
