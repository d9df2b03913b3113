//! Who's On First tables: `wof_id, placetype, name, names_ar, lat, lon` and, where there, the ids of region and county.

use super::table::{Table, cell, point};
use super::{Place, Row};
use crate::packs::gazetteer::is_arabic;

/// A settlement with more inhabitants than this is a city.
const CITY: u64 = 100_000;
/// ... than this a town.
const TOWN: u64 = 10_000;

/// True for a table of that form.
pub fn fits(table: &Table) -> bool {
    ["wof_id", "placetype", "names_ar", "lat", "lon"].iter().all(|name| table.column(name).is_some())
}

/// One entry for each row below the header.
pub fn rows(table: &Table, country: &str) -> Vec<Row> {
    let column = |name: &str| table.column(name);
    let (id, placetype, name, names_ar) = (column("wof_id"), column("placetype"), column("name"), column("names_ar"));
    let (lat, lon, region, county, population) = (
        column("lat"),
        column("lon"),
        column("region_id"),
        column("county_id"),
        column("pop").or(column("population")),
    );
    let one = |row: &Vec<String>| {
        let population = cell(row, population).parse().unwrap_or(0);
        let Some(kind) = kind(cell(row, placetype), population) else {
            return Row::Skipped("a kind of place that is not read");
        };
        let names: Vec<&str> =
            cell(row, names_ar).split(['|', ';', ',', '\u{60c}']).map(str::trim).filter(|n| is_arabic(n)).collect();
        let Some((&ar, aliases)) = names.split_first() else { return Row::Skipped("no Arabic name") };
        let Some(point) = point(cell(row, lat), cell(row, lon)) else { return Row::Skipped("no coordinates") };
        let own = cell(row, id);
        let above =
            [cell(row, county), cell(row, region)].into_iter().find(|p| !p.is_empty() && *p != "-1" && *p != own);
        Row::Place(Box::new(Place {
            id: format!("wof-{own}"),
            ar: ar.to_owned(),
            en: cell(row, name).to_owned(),
            aliases: aliases.iter().filter(|a| **a != ar).map(|a| (*a).to_owned()).collect(),
            kind: kind.to_owned(),
            parent: above.map_or(String::new(), |p| format!("wof-{p}")),
            point: Some(point),
            area: matches!(kind, "governorate" | "district" | "subdistrict"),
            country: country.to_owned(),
            source: "wof",
            ..Place::default()
        }))
    };
    table.body().map(one).collect()
}

fn kind(placetype: &str, population: u64) -> Option<&'static str> {
    Some(match placetype {
        "region" => "governorate",
        "county" => "district",
        "localadmin" => "subdistrict",
        "locality" => match population {
            CITY.. => "city",
            TOWN.. => "town",
            _ => "village",
        },
        "borough" | "neighbourhood" | "macrohood" | "microhood" => "quarter",
        _ => return None,
    })
}
