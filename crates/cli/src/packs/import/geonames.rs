//! GeoNames country dumps: 19 tab-separated columns, no header (geonames.org, CC BY 4.0).

use super::table::{Table, cell, point};
use super::{Place, Row};
use crate::packs::gazetteer::is_arabic;
use std::collections::HashMap;

const COLUMNS: usize = 19;
/// Towns above this size are called cities in reports.
const CITY: u64 = 100_000;
/// Settlements above this size are towns.
const TOWN: u64 = 10_000;

/// True for a table of that form.
pub fn fits(table: &Table) -> bool {
    table.tabs
        && table
            .rows
            .first()
            .is_some_and(|row| row.len() == COLUMNS && row[0].parse::<u64>().is_ok() && row[6].len() <= 1)
}

/// One entry for each row.
pub fn rows(table: &Table, country: Option<&str>, known: &[Place]) -> Vec<Row> {
    let mut areas: HashMap<String, String> = HashMap::new();
    for row in &table.rows {
        if let Some(code) = own_code(row) {
            areas.insert(code, id(row));
        }
    }
    let countries: HashMap<&str, &str> =
        known.iter().filter(|p| p.kind == "country").map(|p| (p.country.as_str(), p.id.as_str())).collect();
    table.rows.iter().map(|row| one(row, country, &areas, &countries)).collect()
}

fn id(row: &[String]) -> String {
    format!("gn-{}", cell(row, Some(0)))
}

/// The administrative code of an area: `09` for a governorate, `09.123` for a district.
fn own_code(row: &[String]) -> Option<String> {
    let code = |n: usize| cell(row, Some(n));
    match cell(row, Some(7)) {
        "ADM1" => Some(code(10).to_owned()),
        "ADM2" => Some(format!("{}.{}", code(10), code(11))),
        _ => None,
    }
}

fn one(row: &[String], country: Option<&str>, areas: &HashMap<String, String>, countries: &HashMap<&str, &str>) -> Row {
    if row.len() != COLUMNS {
        return Row::Skipped("the row does not have 19 columns");
    }
    let Some(kind) = kind(&row[7], row[14].parse().unwrap_or(0)) else {
        return Row::Skipped("a kind of feature that reports do not name as a place");
    };
    let names: Vec<&str> =
        std::iter::once(row[1].as_str()).chain(row[3].split(',')).map(str::trim).filter(|n| is_arabic(n)).collect();
    let Some((&ar, others)) = names.split_first() else { return Row::Skipped("no Arabic name") };
    let Some(point) = point(&row[4], &row[5]) else { return Row::Skipped("no coordinates") };
    let own = celes::Country::from_alpha2(&row[8]).ok().map(|c| c.alpha3);
    let Some(country) = own.or(country) else { return Row::Skipped("no country; name it with --country") };
    let mut aliases: Vec<String> = Vec::new();
    for alias in others {
        if *alias != ar && !aliases.iter().any(|a| a == alias) {
            aliases.push((*alias).to_owned());
        }
    }
    let (district, governorate) = (format!("{}.{}", row[10], row[11]), row[10].clone());
    let parent = match row[7].as_str() {
        "ADM1" => None,
        "ADM2" => areas.get(&governorate),
        _ => areas.get(&district).or_else(|| areas.get(&governorate)),
    };
    let parent = parent.map(String::as_str).or_else(|| countries.get(country).copied()).unwrap_or_default();
    Row::Place(Box::new(Place {
        id: id(row),
        ar: ar.to_owned(),
        en: if is_arabic(&row[1]) { row[2].clone() } else { row[1].clone() },
        aliases,
        kind: kind.to_owned(),
        parent: parent.to_owned(),
        point: Some(point),
        area: row[6] == "A" || kind == "area",
        country: country.to_owned(),
        source: "geonames",
        ..Place::default()
    }))
}

/// Our kind for a feature code; none where the feature is no place of reports.
fn kind(code: &str, population: u64) -> Option<&'static str> {
    Some(match code {
        "ADM1" => "governorate",
        "ADM2" => "district",
        "ADM3" | "ADM4" => "subdistrict",
        "PPLC" | "PPLA" => "city",
        "PPLX" => "quarter",
        _ if code.starts_with("PPL") && !matches!(code, "PPLH" | "PPLQ" | "PPLW" | "PPLCH") => match population {
            CITY.. => "city",
            TOWN.. => "town",
            _ => "village",
        },
        "AIRP" | "AIRF" => "airport",
        "AIRB" | "INSM" | "MILB" | "NVB" | "FT" => "base",
        "CSTM" | "PSTB" => "crossing",
        "CMP" | "CMPRF" => "camp",
        "DAM" => "dam",
        "BDG" => "bridge",
        "HSP" => "hospital",
        "PRN" => "prison",
        "MT" | "MTS" | "HLL" | "PK" | "RDGE" => "mountain",
        "STM" | "WAD" => "river",
        "ISL" | "ISLS" => "island",
        "RGN" | "AREA" | "LCTY" | "PLN" | "OAS" => "area",
        "RD" | "RDJCT" => "road",
        _ => return None,
    })
}
