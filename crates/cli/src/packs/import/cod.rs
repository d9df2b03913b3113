//! OCHA's common operational datasets (COD-AB): tables with names and p-codes of each administrative level.

use super::table::{Table, cell, point};
use super::{Place, Row};
use crate::packs::gazetteer::{Known, is_arabic};
use std::collections::HashSet;

/// Kinds of the levels 1 to 4.
const KINDS: [&str; 4] = ["governorate", "district", "subdistrict", "village"];

/// The columns of one level.
pub struct Level {
    number: usize,
    ar: usize,
    en: Option<usize>,
    pcode: usize,
}

/// The levels of a table: columns `ADM1_AR` and `ADM1_PCODE`, or `admin1Name_ar` and `admin1Pcode`, and so on.
pub fn levels(table: &Table) -> Option<Vec<Level>> {
    let first = |names: &[String]| names.iter().find_map(|name| table.column(name));
    let level = |n: usize| {
        let ar = first(&[
            format!("adm{n}_ar"),
            format!("admin{n}name_ar"),
            format!("adm{n}_name_ar"),
            format!("adm{n}_name1"),
        ])?;
        let pcode = first(&[format!("adm{n}_pcode"), format!("admin{n}pcode")])?;
        let en = first(&[
            format!("adm{n}_en"),
            format!("admin{n}name_en"),
            format!("adm{n}_name_en"),
            format!("adm{n}_name"),
        ]);
        Some(Level { number: n, ar, en, pcode })
    };
    let levels: Vec<Level> = (1..=KINDS.len()).filter_map(level).collect();
    (!levels.is_empty()).then_some(levels)
}

/// One entry for each unit of each level, the larger ones first.
pub fn rows(table: &Table, levels: &[Level], country: Option<&str>, known: &Known) -> Vec<Row> {
    let lat = ["center_lat", "latitude", "lat", "y"].iter().find_map(|n| table.column(n));
    let lon = ["center_lon", "longitude", "lon", "x"].iter().find_map(|n| table.column(n));
    let deepest = levels.last().map_or(0, |l| l.number);
    let mut seen: HashSet<String> = HashSet::new();
    let mut found = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        for row in table.body() {
            let pcode = cell(row, Some(level.pcode));
            if pcode.is_empty() {
                if level.number == deepest {
                    found.push(Row::Skipped("no p-code"));
                }
                continue;
            }
            if !seen.insert(pcode.to_owned()) {
                continue;
            }
            let above = at.checked_sub(1).map(|up| cell(row, Some(levels[up].pcode))).unwrap_or_default();
            let centre = if level.number == deepest { point(cell(row, lat), cell(row, lon)) } else { None };
            found.push(unit(row, level, pcode, above, centre, country, known));
        }
    }
    found
}

fn unit(
    row: &[String],
    level: &Level,
    pcode: &str,
    above: &str,
    centre: Option<(f64, f64)>,
    country: Option<&str>,
    known: &Known,
) -> Row {
    let ar = cell(row, Some(level.ar));
    if !is_arabic(ar) {
        return Row::Skipped("no Arabic name");
    }
    // P-codes begin with the country's two letters.
    let own = pcode.get(..2).and_then(|two| celes::Country::from_alpha2(two.to_uppercase()).ok()).map(|c| c.alpha3);
    let Some(country) = country.or(own) else { return Row::Skipped("no country; name it with --country") };
    let id = |pcode: &str| format!("cod-{}", pcode.to_lowercase());
    let parent = match (above, known.pcode(above)) {
        ("", _) => String::new(),
        (_, Some(known)) => known.to_owned(),
        (above, None) => id(above),
    };
    Row::Place(Box::new(Place {
        id: id(pcode),
        ar: ar.to_owned(),
        en: cell(row, level.en).to_owned(),
        kind: KINDS[level.number - 1].to_owned(),
        parent,
        point: centre,
        area: centre.is_some(),
        pcode: pcode.to_owned(),
        country: country.to_owned(),
        source: "ocha",
        ..Place::default()
    }))
}
