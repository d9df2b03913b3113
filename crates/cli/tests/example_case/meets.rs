//! Whether a state meets an entry of `expected.toml`, by the rules that stand at the head of that file.

use hudna_ledger::World;
use serde_json::Value;
use toml::Value as Wanted;

/// The states of a siege that is not over.
const HOLDS: [&str; 6] = ["in-force", "tightened", "eased", "lifting", "partly-lifted", "disputed"];
/// The states of an agreement that was reached.
const REACHED: [&str; 4] = ["reached", "broken", "collapsed", "expired"];
/// Lists of which one must be the record's, or one of its family, and what the record calls them.
const ACTORS: [(&str, &str); 4] =
    [("besieger", "besiegers"), ("holder", "holders"), ("by", "by"), ("owed_by", "owed_by")];

/// Compares a state with what was expected of it.
pub struct Judge<'a> {
    pub world: &'a World,
    pub state: &'a Value,
}

/// A list of an entry, empty where it has none.
pub fn list<'a>(entry: &'a Wanted, key: &str) -> &'a [Wanted] {
    entry.get(key).and_then(Wanted::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A text of an entry.
pub fn text<'a>(entry: &'a Wanted, key: &str) -> &'a str {
    entry.get(key).and_then(Wanted::as_str).unwrap_or_default()
}

fn texts<'a>(entry: &'a Wanted, key: &str) -> Vec<&'a str> {
    list(entry, key).iter().filter_map(Wanted::as_str).collect()
}

fn number(entry: &Wanted, key: &str) -> Option<i64> {
    entry.get(key).and_then(Wanted::as_integer)
}

fn array<'a>(record: &'a Value, key: &str) -> &'a [Value] {
    record[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The ids of the places or actors of a record.
fn ids<'a>(record: &'a Value, key: &str) -> Vec<&'a str> {
    array(record, key).iter().filter_map(|named| named.as_str().or_else(|| named["id"].as_str())).collect()
}

/// Whether a range of days touches another; an open end reaches everywhere.
fn touches(between: &Value, earliest: &str, latest: &str) -> bool {
    let from = between["earliest"].as_str().or_else(|| between.as_str()).unwrap_or("0000");
    let to = between["latest"].as_str().or_else(|| between.as_str()).unwrap_or("9999");
    from <= latest && to >= earliest
}

impl Judge<'_> {
    /// What an entry misses in the state: nothing if one record meets it, else the faults of the record that comes nearest.
    pub fn faults(&self, kind: &str, key: &str, entry: &Wanted) -> Vec<String> {
        let all = array(self.state, key);
        let at = text(entry, "place");
        let here = |record: &&Value| at.is_empty() || ids(record, "places").contains(&at);
        match kind {
            "siege_absent" => {
                let holds = |record: &&Value| record["state"].as_str().is_some_and(|state| HOLDS.contains(&state));
                return all
                    .iter()
                    .filter(here)
                    .filter(holds)
                    .map(|r| format!("of {at} is there: {}", r["id"]))
                    .collect();
            }
            "agreement_absent" => {
                let reached = |record: &&Value| record["state"].as_str().is_some_and(|s| REACHED.contains(&s));
                let then = |record: &&Value| touches(&record["date"], text(entry, "from"), text(entry, "to"));
                let kind =
                    |record: &&Value| entry.get("kind").is_none_or(|kind| record["kind"].as_str() == kind.as_str());
                let theirs = all.iter().filter(|record| self.has_parties(record, entry)).filter(kind);
                return theirs.filter(reached).filter(then).map(|r| format!("is there: {}", r["id"])).collect();
            }
            _ => {}
        }
        let fits = |record: &&Value| {
            let same = |field: &str| entry.get(field).is_none() || record[field].as_str() == Some(text(entry, field));
            let on = entry.get("date").is_none() || touches(&record["date"], text(entry, "date"), text(entry, "date"));
            let checkpoint = kind != "checkpoint" || record["kind"] == "checkpoint";
            same("goods") && on && checkpoint && (kind != "agreement" || same("kind")) && self.has_actors(record, entry)
        };
        let candidates = all.iter().filter(here).filter(fits).filter(|record| self.has_parties(record, entry));
        let nearest = candidates.map(|record| self.compare(record, entry)).min_by_key(Vec::len);
        let name = format!("{at}{} {}", text(entry, "goods"), text(entry, "date"));
        match nearest {
            Some(faults) => faults.into_iter().map(|fault| format!("{}: {fault}", name.trim())).collect(),
            None => vec![format!("{}: no record ({})", name.trim(), text(entry, "why"))],
        }
    }

    fn has_actors(&self, record: &Value, entry: &Wanted) -> bool {
        ACTORS.iter().all(|(wanted, key)| {
            let wanted = texts(entry, wanted);
            wanted.is_empty() || self.kin(&wanted, &ids(record, key))
        })
    }

    fn has_parties(&self, record: &Value, entry: &Wanted) -> bool {
        let sides = list(entry, "parties").iter().filter_map(Wanted::as_array);
        sides.into_iter().all(|side| {
            let side: Vec<&str> = side.iter().filter_map(Wanted::as_str).collect();
            self.kin(&side, &ids(record, "parties"))
        })
    }

    fn kin(&self, some: &[&str], others: &[&str]) -> bool {
        some.iter().any(|a| others.iter().any(|b| a == b || self.world.kin(a, b)))
    }

    /// What a record lacks of an entry.
    fn compare(&self, record: &Value, entry: &Wanted) -> Vec<String> {
        let mut faults = Vec::new();
        for field in ["state", "lift", "confidence"] {
            let wanted = texts(entry, field);
            if !wanted.is_empty() && !record[field].as_str().is_some_and(|is| wanted.contains(&is)) {
                faults.push(format!("{field} is {}, not {wanted:?}", record[field]));
            }
        }
        if let Some(least) = number(entry, "independent_sources_at_least")
            && record["independent_sources"].as_i64() < Some(least)
        {
            faults.push(format!("{} independent sources, not {least}", record["independent_sources"]));
        }
        let last = array(record, "episodes").last().unwrap_or(&Value::Null);
        for (prefix, range) in
            [("begin", &last["begin"]), ("end", &last["end"]), ("since", &record["since"]), ("by", &record["by"])]
        {
            let (earliest, latest) =
                (text(entry, &format!("{prefix}_earliest")), text(entry, &format!("{prefix}_latest")));
            if !earliest.is_empty() && (range.is_null() || !touches(range, earliest, latest)) {
                faults.push(format!("{prefix} is {range}, not {earliest} to {latest}"));
            }
        }
        if !text(entry, "ends").is_empty() && !touches(&record["ends"], text(entry, "ends"), text(entry, "ends")) {
            faults.push(format!("ends is {}", record["ends"]));
        }
        self.numbers(record, entry, &mut faults);
        let mediators = texts(entry, "mediator");
        if !mediators.is_empty() && !self.kin(&mediators, &ids(record, "mediators")) {
            faults.push(format!("mediators are {:?}", ids(record, "mediators")));
        }
        let answered: Vec<&Value> = array(self.state, "sieges")
            .iter()
            .filter(|siege| array(record, "in_answer_to").contains(&siege["id"]))
            .collect();
        for place in texts(entry, "in_answer_to") {
            if !answered.iter().any(|siege| ids(siege, "places").contains(&place)) {
                faults.push(format!("answers no siege of {place}"));
            }
        }
        let marks: Vec<&str> = array(record, "marks").iter().filter_map(Value::as_str).collect();
        faults.extend(
            texts(entry, "marks_include").iter().filter(|m| !marks.contains(m)).map(|m| format!("no mark {m}")),
        );
        faults.extend(texts(entry, "marks_exclude").iter().filter(|m| marks.contains(m)).map(|m| format!("mark {m}")));
        for term in list(entry, "term") {
            faults.extend(self.term(record, term));
        }
        faults
    }

    fn term(&self, agreement: &Value, wanted: &Wanted) -> Vec<String> {
        let fits = |term: &&Value| {
            term["event"] == text(wanted, "event")
                && term["kind"] == text(wanted, "kind")
                && term["ceases"].as_bool().unwrap_or_default() == wanted.get("ceases").is_some()
                && self.has_actors(term, wanted)
                && texts(wanted, "places").iter().all(|place| ids(term, "places").contains(place))
        };
        let candidates = array(agreement, "terms").iter().filter(fits);
        let nearest = candidates.map(|term| self.compare(term, wanted)).min_by_key(Vec::len);
        let name = format!("term {} ({})", text(wanted, "event"), texts(wanted, "places").join(" "));
        match nearest {
            Some(faults) => faults.into_iter().map(|fault| format!("{name}: {fault}")).collect(),
            None => vec![format!("{name}: not there")],
        }
    }

    fn numbers(&self, record: &Value, entry: &Wanted, faults: &mut Vec<String>) {
        if let Some(episodes) = number(entry, "episodes").filter(|n| *n != array(record, "episodes").len() as i64) {
            faults.push(format!("{} episodes, not {episodes}", array(record, "episodes").len()));
        }
        if let Some(least) = number(entry, "terms_at_least").filter(|n| *n > array(record, "terms").len() as i64) {
            faults.push(format!("{} terms, not {least}", array(record, "terms").len()));
        }
        if let (Some(low), Some(high)) = (number(entry, "days_low"), number(entry, "days_high")) {
            let days = &record["days"];
            let from = days["low"].as_i64().unwrap_or_default();
            let to = days["high"].as_i64().unwrap_or(i64::MAX);
            if days.is_null() || from > high || to < low {
                faults.push(format!("days are {days}, not {low} to {high}"));
            }
        }
        let told: Vec<i64> = array(record, "durations").iter().filter_map(|d| d["days"].as_i64()).collect();
        let untold = list(entry, "told_days").iter().filter_map(Wanted::as_integer).filter(|days| !told.contains(days));
        faults.extend(untold.map(|days| format!("{days} days are not among those told: {told:?}")));
        if let Some((low, high)) = number(entry, "detained_low").zip(number(entry, "detained_high"))
            && (record["detained"]["low"].as_i64(), record["detained"]["high"].as_i64()) != (Some(low), Some(high))
        {
            faults.push(format!("detained are {}, not {low} to {high}", record["detained"]));
        }
        for field in ["killed", "injured"] {
            for (at, wanted) in ["low", "best", "high"].iter().zip(list(entry, field)) {
                let one_of: Vec<i64> = match wanted {
                    Wanted::Array(all) => all.iter().filter_map(Wanted::as_integer).collect(),
                    one => one.as_integer().into_iter().collect(),
                };
                if !record[field][*at].as_i64().is_some_and(|is| one_of.contains(&is)) {
                    faults.push(format!("{field} {at} is {}, not {one_of:?}", record[field][*at]));
                }
            }
        }
        let scores: Vec<i64> = list(entry, "score").iter().filter_map(Wanted::as_integer).collect();
        if !scores.is_empty() && !record["score"].as_i64().is_some_and(|score| scores.contains(&score)) {
            faults.push(format!("score is {}, not {scores:?}", record["score"]));
        }
    }
}
