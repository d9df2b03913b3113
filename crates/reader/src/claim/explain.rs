//! What the reader saw in one line, in words: tokens, nodes, speech, frames tried and why each fired or not.

use super::build::draft;
use super::layout::{Layout, ListHead, list_head};
use super::mention::Mentions;
use super::refer::{Memory, Talk};
use super::said::Said;
use super::salience::features;
use super::slots::{Found, Sentence};
use super::speaker::speeches;
use super::trigger::{Rejection, find_triggers, inner_nodes, try_frames};
use crate::knowledge::Knowledge;
use crate::parse::{Kind, Parse, Remains, Types};
use crate::reader::Report;
use hudna_arabic::morph::Reading;
use std::fmt::Write as _;

/// Explains a line of a parsed report.
pub(crate) fn explain(k: &Knowledge, types: &Types<'_>, report: &Report<'_>, lines: &[Parse], number: usize) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut out, k, types, report, lines, number);
    out
}

fn write(
    out: &mut String,
    k: &Knowledge,
    types: &Types<'_>,
    report: &Report<'_>,
    lines: &[Parse],
    number: usize,
) -> std::fmt::Result {
    let text = report.text;
    let layout = Layout::of(k, types, report, lines);
    let mut list = ListHead::default();
    let mut memory = Memory::new(lines);
    memory.country = Mentions::new(k, types, report, lines).country();
    let mut talk = Talk::default();
    let mut said = Said::nothing(k);
    for (line, earlier) in lines[..number].iter().enumerate() {
        memory.author = layout.author(line, &list);
        let triggers = find_triggers(k, types, earlier, &mut said);
        let heads: Vec<usize> = triggers.iter().map(|t| t.node).collect();
        let inner = inner_nodes(&triggers);
        let s = Sentence {
            inner: &inner,
            k,
            types,
            parse: earlier,
            nodes: &earlier.nodes,
            line: line as u32,
            triggers: &heads,
            memory: &memory,
            speeches: &[],
            published: None,
            list: None,
        };
        let over = speeches(&s, &mut talk, layout.under(line, &list));
        if layout.opens_list(line) {
            list = list_head(&s, &over, layout.issuer);
        }
    }
    let parse = &lines[number];
    memory.author = layout.author(number, &list);
    let triggers = find_triggers(k, types, parse, &mut said);
    let heads: Vec<usize> = triggers.iter().map(|t| t.node).collect();
    let inner = inner_nodes(&triggers);
    let base = Sentence {
        inner: &inner,
        k,
        types,
        parse,
        nodes: &parse.nodes,
        line: number as u32,
        triggers: &heads,
        memory: &memory,
        speeches: &[],
        published: None,
        list: list.modality.filter(|_| layout.lines[number].item_of.is_some()),
    };
    let over = speeches(&base, &mut talk, layout.under(number, &list));
    let s = Sentence { speeches: &over, ..base };
    let show = |f: &Found| -> String {
        let p = &lines[f.line as usize];
        let n = &p.nodes[f.node as usize];
        let (a, b) = p.span(n.first, n.last);
        let via = f.via.map_or(String::new(), |(a, b)| format!(" (through {})", &text[a..b]));
        format!("{}{via}", &text[a..b])
    };
    if parse.tokens.is_empty() {
        return writeln!(out, "an empty line: nothing to read");
    }
    match parse.remains {
        Some(Remains::Repeats) => return writeln!(out, "not read: another line has the same words"),
        Some(Remains::OtherReports) => {
            return writeln!(
                out,
                "not read: a heading of another report that the page puts beside its own, or the page's words under such headings"
            );
        }
        Some(Remains::Caption) => {
            return writeln!(out, "not read: it says what a picture shows, or where it comes from");
        }
        None => {}
    }
    writeln!(out, "tokens, with their readings, best first, and the classes of each:")?;
    for token in &parse.tokens {
        let readings: Vec<String> = types.readings(*token).iter().take(READINGS).map(|r| reading(k, r)).collect();
        let word = &text[token.start as usize..token.end as usize];
        writeln!(
            out,
            "  {word}  {}",
            if readings.is_empty() { "not in the lexicon".to_owned() } else { readings.join("; ") }
        )?;
    }
    writeln!(out, "phrases:")?;
    for (at, node) in parse.nodes.iter().enumerate() {
        let (a, b) = s.span(at);
        write!(out, "  {at:3} {:?} {}", node.kind, &text[a..b])?;
        if let Some(lemma) = node.lemma {
            write!(out, "  lemma {}", k.lexicon.lemma(lemma).text)?;
        }
        if let Some(feats) = node.feats {
            write!(out, " {:?}", feats.pos)?;
        }
        if let Some(prep) = node.joined_prep() {
            write!(out, " +{prep}")?;
        }
        if let Some(op) = node.operator {
            write!(out, "  operator {}", k.language.operators[op as usize].id)?;
        }
        if node.kind == Kind::Entity {
            let e = &parse.entities[node.index as usize];
            if let Some(actor) = e.actor {
                write!(out, "  actor {}{}", k.actors[actor as usize].id, if e.weak { " (weak)" } else { "" })?;
            }
            for place in &e.places {
                write!(out, "  place {}{}", k.places[*place as usize].id, if e.guarded { " (guarded)" } else { "" })?;
            }
            for (is, word) in [
                (e.person, "person"),
                (e.group, "group"),
                (e.area, "area"),
                (e.people.is_some(), "people"),
                (e.goods.is_some(), "goods"),
            ] {
                if is {
                    write!(out, "  {word}")?;
                }
            }
        }
        if let Some(speech) = &over[at] {
            let by: Vec<String> = speech.speakers.iter().map(show).collect();
            write!(out, "  « {}", by.join("، "))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "frames:")?;
    for at in 0..parse.nodes.len() {
        let mut tried: Vec<(u16, u16, Result<(), Rejection>)> = Vec::new();
        if matches!(
            parse.nodes[at].kind,
            Kind::Verb
                | Kind::Noun
                | Kind::Adjective
                | Kind::Unknown
                | Kind::Entity
                | Kind::Particle
                | Kind::Prep
                | Kind::Operator
        ) {
            try_frames(k, types, parse, at, |frame, pattern, result| {
                let covered = result
                    .as_ref()
                    .is_ok_and(|t| !triggers.iter().any(|kept| kept.frame == t.frame && kept.node == t.node));
                tried.push((frame, pattern, if covered { Err(Rejection::Covered) } else { result.map(|_| ()) }));
            });
        }
        for (frame, pattern, result) in tried {
            let f = &k.frames[frame as usize];
            let (a, b) = s.span(at);
            let outcome = result.map_or_else(|r| format!("no: {}", r.words()), |()| "fires".to_owned());
            writeln!(out, "  {at:3} {}  {} `{}`  {outcome}", &text[a..b], f.rule, f.triggers[pattern as usize].text)?;
        }
    }
    writeln!(out, "claims before they are completed from each other:")?;
    for t in &triggers {
        let Some(d) = draft(&s, t) else { continue };
        write!(out, "  {:3} {} {}{}", d.node, d.event, d.modality, if d.ceases { " ceases" } else { "" })?;
        for (name, found) in [
            ("actor", &d.slots.actor),
            ("target", &d.slots.target),
            ("mediator", &d.slots.mediator),
            ("place", &d.slots.place),
            ("goods", &d.slots.goods),
            ("people", &d.slots.people),
            ("speaker", &d.speakers),
        ] {
            if !found.is_empty() {
                let all: Vec<String> = found.iter().map(show).collect();
                write!(out, "  {name}: {}", all.join(" | "))?;
            }
        }
        let ops: Vec<String> = s
            .way(t.node, t.last)
            .operators
            .iter()
            .map(|(n, op)| format!("{n}:{}", k.language.operators[*op as usize].id))
            .collect();
        let salience = &k.salience;
        if salience.weighs(d.event, d.modality, d.ceases) {
            // Asked only where the sentence is all that its report says.
            let mut sum = salience.bias;
            features(&s, &d, 1, |kind, value| sum += salience.weight((kind, value)));
            write!(out, "  salience {sum:+.2}, needs {:+.2}", salience.needs(d.event))?;
            write!(out, " where it stands alone")?;
        }
        writeln!(out, "  under {}", if ops.is_empty() { "nothing".to_owned() } else { ops.join(" < ") })?;
    }
    Ok(())
}

/// Readings of a token that are shown.
const READINGS: usize = 3;

/// A reading: `فك Perfect [@siege_end]`.
fn reading(k: &Knowledge, reading: &Reading) -> String {
    let lemma = k.lexicon.lemma(reading.lemma);
    let classes: Vec<String> = lemma.classes.iter().map(|c| format!("@{}", k.lexicon.class_label(*c))).collect();
    let classes = if classes.is_empty() { String::new() } else { format!(" [{}]", classes.join(" ")) };
    format!("{} {:?}{classes}", lemma.text, reading.feats.pos)
}
