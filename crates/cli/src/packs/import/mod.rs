//! `hudna knowledge import-places`: a gazetteer of others becomes a pack of the user's own; every row is accounted for.

mod cod;
mod geonames;
mod table;
mod wof;

use super::gazetteer::{HEADER, Known, Place, places, plain};
use crate::args::ImportArgs;
use crate::error::CliError;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use table::Table;

/// What became of a row.
enum Row {
    /// A place; its parent is an id of the same import, of the built-in gazetteer, or none.
    Place(Box<Place>),
    /// No place, and why.
    Skipped(&'static str),
}

/// Kinds whose one-word names are too often common words or persons' names to stand alone.
const SMALL: &[&str] = &["village", "quarter", "suburb", "area", "road", "mountain", "river", "site", "bridge"];

/// Reads the file, writes the pack, tells what became of each row.
pub fn run(args: &ImportArgs) -> Result<(), CliError> {
    let country = args.country.as_deref().map(country).transpose()?;
    let table = Table::read(&args.file)?;
    let known_places = places(&hudna_reader::built_in());
    let known = Known::new(&known_places);
    let (kind, rows) = if geonames::fits(&table) {
        ("GeoNames", geonames::rows(&table, country.as_deref(), &known_places))
    } else if wof::fits(&table) {
        let Some(country) = country.or_else(|| guess(&wof::rows(&table, ""), &known, &known_places)) else {
            return Err(CliError::usage(
                "a Who's On First table does not name its country; add --country, as --country SYR",
            ));
        };
        ("Who's On First", wof::rows(&table, &country))
    } else if let Some(levels) = cod::levels(&table) {
        ("COD-AB", cod::rows(&table, &levels, country.as_deref(), &known))
    } else {
        let message = "is no gazetteer that hudna knows; see `hudna knowledge import-places --help` for the columns";
        return Err(CliError::input(format!("{}: {message}", args.file.display())));
    };
    let total = rows.len();
    let (kept, skipped) = choose(rows, known);
    let path = write(&args.to, &args.file, &kept)?;
    let mut out = stdout().lock();
    let countries: BTreeSet<&str> = kept.iter().map(|p| p.country.as_str()).filter(|c| !c.is_empty()).collect();
    let countries = countries.into_iter().collect::<Vec<_>>().join(", ");
    let of = if countries.is_empty() { String::new() } else { format!(" ({countries})") };
    writeln!(out, "{}: {kind}, {total} entries{of}", args.file.display())?;
    writeln!(out, "{:7} imported into {}", kept.len(), path.display())?;
    let guarded = kept.iter().filter(|p| p.guard == "kind").count();
    if guarded > 0 {
        writeln!(
            out,
            "{guarded:7} of them guarded: one-word names of small places count only after a kind word or in a list"
        )?;
    }
    for (reason, count) in skipped {
        writeln!(out, "{count:7} skipped: {reason}")?;
    }
    writeln!(out, "use it with: hudna read --knowledge {} FILE", args.to.display())?;
    Ok(())
}

/// The country of most of those places that the rows name and the gazetteer knows at the same spot.
fn guess(rows: &[Row], known: &Known, places: &[Place]) -> Option<String> {
    let countries: HashMap<&str, &str> = places.iter().map(|p| (p.id.as_str(), p.country.as_str())).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        if let Row::Place(place) = row
            && let Some(country) = known.same(place).and_then(|id| countries.get(id))
        {
            *counts.entry(country).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(country, _)| country.to_owned())
}

/// Checks a country given by its three letters (two will do).
fn country(code: &str) -> Result<String, CliError> {
    let upper = code.to_uppercase();
    let found = celes::Country::from_alpha3(&upper).or_else(|_| celes::Country::from_alpha2(&upper));
    found
        .map(|c| c.alpha3.to_owned())
        .map_err(|_| CliError::usage(format!("--country {code}: no country code; write three letters, as SYR")))
}

/// Sorts out what is known already or named twice; a place whose parent was not imported lies in its country.
fn choose(rows: Vec<Row>, mut known: Known) -> (Vec<Place>, BTreeMap<&'static str, usize>) {
    let mut skipped: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut ids: HashSet<String> = HashSet::new();
    let mut kept: Vec<Place> = Vec::new();
    let mut same: BTreeMap<String, String> = BTreeMap::new();
    let taken = known.names();
    for row in rows {
        let reason = match row {
            Row::Skipped(reason) => reason,
            Row::Place(place) if ids.contains(&place.id) => "the same id stands in the file twice",
            Row::Place(place) => match known.same(&place) {
                Some(id) => {
                    same.insert(place.id, id.to_owned());
                    "known already (same name within 10 km, or same p-code)"
                }
                None => {
                    known.add(&place);
                    ids.insert(place.id.clone());
                    kept.push(guard(*place, &taken));
                    continue;
                }
            },
        };
        *skipped.entry(reason).or_default() += 1;
    }
    let known = places(&hudna_reader::built_in());
    let built_in: HashSet<&str> = known.iter().map(|p| p.id.as_str()).collect();
    let countries: HashMap<&str, &str> =
        known.iter().filter(|p| p.kind == "country").map(|p| (p.country.as_str(), p.id.as_str())).collect();
    for place in &mut kept {
        if let Some(id) = same.get(&place.parent) {
            place.parent.clone_from(id);
        }
        if !ids.contains(&place.parent) && !built_in.contains(place.parent.as_str()) {
            place.parent = countries.get(place.country.as_str()).copied().unwrap_or_default().to_owned();
        }
    }
    (kept, skipped)
}

/// Guards names of small places, of one word or those of a place that is known already and better (`الفوعة`), and less so those
/// of one word of larger ones.
fn guard(mut place: Place, taken: &HashSet<String>) -> Place {
    let small = SMALL.contains(&place.kind.as_str());
    let short = !place.ar.contains(' ');
    place.guard = match (small, short) {
        (true, _) if short || taken.contains(&plain(&place.ar)) => "kind",
        (_, true) => "word",
        _ => "",
    };
    place
}

/// Writes `places/NAME.tsv` into the pack.
fn write(pack: &Path, file: &Path, places: &[Place]) -> Result<PathBuf, CliError> {
    let folder = pack.join("places");
    std::fs::create_dir_all(&folder).map_err(|error| CliError::file(&folder, error))?;
    let stem = file.file_stem().map_or("places".to_owned(), |s| s.to_string_lossy().into_owned());
    let path = folder.join(format!("{stem}.tsv"));
    let mut text = String::with_capacity(places.len() * 96);
    text.push_str(HEADER);
    text.push('\n');
    for place in places {
        text.push_str(&place.row());
        text.push('\n');
    }
    std::fs::write(&path, text).map_err(|error| CliError::file(&path, error))?;
    Ok(path)
}
