//! A case as reports and decisions go into it, and as its ledger comes out.

use crate::audit::{Audit, Audited, KIND_AUDIT};
use crate::error::BookError;
use crate::prepare::{Prepared, json};
use hudna_casefile::{Batch, Case, Entry, Fault, NewEntry, REDACT};
use hudna_ledger::log::{Act, Entry as LogEntry, ReportRecord, Review};
use hudna_ledger::{Day, Ledger, Likenesses, ReportKey, Sketch, World};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// The kind of an entry that is a report.
pub const KIND_REPORT: &str = "report";
/// The kind of an entry that is a reading.
pub const KIND_READING: &str = "reading";
/// The kind of an entry that is a decision.
pub const KIND_REVIEW: &str = "review";

/// The kind, and the key, of the entry that is a pack of knowledge of the case's own.
const KNOWLEDGE: &str = "knowledge";

/// What became of a report that was to be added.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "fate", rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Fate {
    /// It is in the case now.
    Added {
        /// Its id.
        report: String,
        /// How many claims were read in it.
        claims: usize,
    },
    /// It is in the case now, and its text was there before under another outlet or in another version.
    NearDuplicate {
        /// Its id.
        report: String,
        /// How many claims were read in it.
        claims: usize,
        /// The report whose text it re-publishes.
        of: String,
        /// How much the two have in common, in hundredths.
        percent: u8,
    },
    /// It was there and was redacted; nothing was added.
    Redacted {
        /// Its id.
        report: String,
    },
    /// It was there already; nothing was added.
    Known {
        /// Its id.
        report: String,
    },
    /// It was there already and was read anew by this version.
    ReadAgain {
        /// Its id.
        report: String,
        /// How many claims were read in it.
        claims: usize,
    },
}

impl Fate {
    /// The id of the report.
    pub fn report(&self) -> &str {
        match self {
            Fate::Added { report, .. }
            | Fate::NearDuplicate { report, .. }
            | Fate::Redacted { report }
            | Fate::Known { report }
            | Fate::ReadAgain { report, .. } => report,
        }
    }
}

/// What is remembered of a report that is in a batch.
struct Pushed {
    report: String,
    /// The likeness of its text.
    sketch: Sketch,
    published: Option<Day>,
    /// How many claims it has.
    claims: usize,
}

/// What is remembered of the reports that are there.
#[derive(Default)]
struct There {
    likenesses: Likenesses,
    /// The numbers of those that were redacted.
    redacted: HashSet<u64>,
}

/// A case that is open.
pub struct Casebook {
    case: Case,
    by: String,
    there: Option<There>,
    faults: Vec<Fault>,
    audits: BTreeMap<u64, Audited>,
}

impl Casebook {
    /// Opens a case. `by` is who makes the entries that follow.
    ///
    /// # Errors
    /// There is no case at the address, or it cannot be opened.
    pub fn open(address: &str, by: &str) -> Result<Self, BookError> {
        Ok(Casebook::over(Case::open(address)?, by))
    }

    /// Opens a case; makes it where there is none.
    ///
    /// # Errors
    /// It can neither be opened nor made.
    pub fn open_or_create(address: &str, by: &str) -> Result<Self, BookError> {
        Ok(Casebook::over(Case::open_or_create(address)?, by))
    }

    /// Opens a case, if there is one; makes nothing.
    ///
    /// # Errors
    /// There is one and it cannot be opened, or none can be made at the address.
    pub fn open_if_there(address: &str, by: &str) -> Result<Option<Self>, BookError> {
        Ok(Case::open_if_there(address)?.map(|case| Casebook::over(case, by)))
    }

    fn over(case: Case, by: &str) -> Self {
        Casebook { case, by: by.to_owned(), there: None, faults: Vec::new(), audits: BTreeMap::new() }
    }

    /// From now on, entries are made by this person.
    pub fn work_as(&mut self, by: &str) {
        by.clone_into(&mut self.by);
    }

    /// The case file.
    pub fn case(&mut self) -> &mut Case {
        &mut self.case
    }

    /// Adds reports, all or none of them, durable when this returns. Says of each what became of it, in their order.
    ///
    /// # Errors
    /// The case cannot be written; nothing was added.
    pub fn add(&mut self, reports: Vec<Prepared>) -> Result<Vec<Fate>, BookError> {
        self.learn_what_is_there()?;
        let mut batch = Batch::new();
        let mut about = Vec::new();
        let redacted = self.redacted(&reports)?;
        for report in reports {
            // Neither is a new reading of it entered: it would quote what was taken out.
            about.push(if redacted.contains(&report.id) { Err(report.id) } else { Ok(self.push(&mut batch, report)) });
        }
        let appended = self.case.append(&batch)?;
        let likenesses = &mut self.there.get_or_insert_default().likenesses;
        let mut outcomes = appended.outcomes.chunks(2);
        let mut fates = Vec::new();
        for pushed in about {
            let pushed = match pushed {
                Ok(pushed) => pushed,
                Err(report) => {
                    fates.push(Fate::Redacted { report });
                    continue;
                }
            };
            let pair = outcomes.next().unwrap_or_default();
            let Pushed { report, sketch, published, claims } = pushed;
            let new = |at: usize| pair.get(at).is_some_and(|outcome| outcome.is_new());
            fates.push(match (new(0), new(1)) {
                (true, _) => {
                    let nearest = likenesses.nearest(&sketch, published);
                    if let Ok(key) = report.parse::<ReportKey>() {
                        likenesses.add(key, sketch, published);
                    }
                    match nearest {
                        Some((of, like)) => {
                            let percent = (like * 100.0).round() as u8;
                            Fate::NearDuplicate { report, claims, of: of.to_string(), percent }
                        }
                        None => Fate::Added { report, claims },
                    }
                }
                (false, true) => Fate::ReadAgain { report, claims },
                (false, false) => Fate::Known { report },
            });
        }
        Ok(fates)
    }

    /// Which of these reports were there and were redacted.
    fn redacted(&mut self, reports: &[Prepared]) -> Result<HashSet<String>, BookError> {
        let Some(redacted) = self.there.as_ref().map(|there| &there.redacted).filter(|all| !all.is_empty()) else {
            return Ok(HashSet::new());
        };
        let ids: Vec<&str> = reports.iter().map(|report| report.id.as_str()).collect();
        let found = self.case.find(&ids)?;
        let gone = ids.iter().zip(found).filter(|(_, seq)| seq.is_some_and(|seq| redacted.contains(&seq)));
        Ok(gone.map(|(id, _)| (*id).to_owned()).collect())
    }

    /// Adds a report to a batch.
    fn push(&self, batch: &mut Batch, report: Prepared) -> Pushed {
        let Prepared { id, reader, sketch, published, claims, record, reading, original, text } = report;
        let blobs = [Some(batch.blob(original)), text.map(|text| batch.blob(text))];
        let mut entry = NewEntry::new(&self.by, KIND_REPORT, record).key(&id);
        for blob in blobs.into_iter().flatten() {
            entry = entry.blob(blob);
        }
        batch.push(entry);
        batch.push(NewEntry::new(&self.by, KIND_READING, reading).key(format!("{id}/{reader}")));
        Pushed { report: id, sketch, published, claims }
    }

    /// Enters a decision; durable when this returns. Gives its place in the log. `ledger` is that of the case.
    ///
    /// # Errors
    /// The decision would mean nothing, or the case cannot be written.
    pub fn review(&mut self, review: &Review, ledger: &Ledger<'_>) -> Result<u64, BookError> {
        ledger.check(&review.decision)?;
        let by = self.by.clone();
        self.enter(&by, review)
    }

    /// Enters a decision of somebody that was checked; durable when this returns. Gives its place in the log.
    ///
    /// # Errors
    /// The case cannot be written.
    pub fn enter(&mut self, by: &str, review: &Review) -> Result<u64, BookError> {
        let mut batch = Batch::new();
        batch.push(NewEntry::new(by, KIND_REVIEW, json(review)?));
        let appended = self.case.append(&batch)?;
        Ok(appended.outcomes.first().map_or(0, |outcome| outcome.seq()))
    }

    /// Enters what happened at the desk; durable when this returns.
    ///
    /// # Errors
    /// The case cannot be written.
    pub fn audit(&mut self, audit: &Audit) -> Result<(), BookError> {
        let mut batch = Batch::new();
        batch.push(NewEntry::new(&self.by, KIND_AUDIT, json(audit)?));
        self.case.append(&batch)?;
        Ok(())
    }

    /// The audit log, as far as the case was read, in its order.
    pub fn audits(&self) -> impl DoubleEndedIterator<Item = &Audited> {
        self.audits.values()
    }

    /// Gives the case a pack of knowledge of its own, as (path inside the pack, text): its outlets, actors and places. A case that
    /// has one keeps it.
    ///
    /// # Errors
    /// The case cannot be written.
    pub fn set_knowledge(&mut self, files: &[(String, String)]) -> Result<(), BookError> {
        let mut batch = Batch::new();
        batch.push(NewEntry::new(&self.by, KNOWLEDGE, json(&files)?).key(KNOWLEDGE));
        self.case.append(&batch)?;
        Ok(())
    }

    /// The pack of knowledge that the case has of its own.
    ///
    /// # Errors
    /// The case cannot be read.
    pub fn knowledge(&mut self) -> Result<Vec<(String, String)>, BookError> {
        let Some(entry) = self.case.by_key(KNOWLEDGE)? else { return Ok(Vec::new()) };
        let body = entry.body.unwrap_or_else(|| b"[]".to_vec());
        serde_json::from_slice(&body).map_err(|source| BookError::Entry { seq: entry.seq, source })
    }

    /// Hands over every entry that bears on the ledger, in the order of the log. Redacted ones are left out, and damaged ones,
    /// which [`Casebook::faults`] names afterwards.
    ///
    /// # Errors
    /// The case cannot be read, or an entry is of a kind that this version does not understand.
    pub fn each(&mut self, take: impl FnMut(LogEntry)) -> Result<(), BookError> {
        self.each_from(0, take).map(|_| ())
    }

    /// As [`Casebook::each`], from an entry on. Says whether one of them tells of a redaction: then entries before it may say no more what
    /// they said, and who remembers them begins anew.
    ///
    /// # Errors
    /// As [`Casebook::each`].
    pub fn each_from(&mut self, from: u64, take: impl FnMut(LogEntry)) -> Result<bool, BookError> {
        self.each_in(from..u64::MAX, take)
    }

    /// As [`Casebook::each`], of some entries.
    ///
    /// # Errors
    /// As [`Casebook::each`].
    pub fn each_in(&mut self, range: Range<u64>, mut take: impl FnMut(LogEntry)) -> Result<bool, BookError> {
        let mut redacted = false;
        self.each_stored(range, |entry| {
            let seq = entry.seq;
            redacted |= entry.kind == REDACT;
            if let Some(entry) = log_entry(entry).map_err(|source| BookError::Entry { seq, source })? {
                take(entry);
            }
            Ok(())
        })?;
        Ok(redacted)
    }

    /// Hands over some entries, redacted ones too; damaged ones are left out and named afterwards.
    fn each_stored(
        &mut self,
        range: Range<u64>,
        mut take: impl FnMut(Entry) -> Result<(), BookError>,
    ) -> Result<(), BookError> {
        let mut faults = Vec::new();
        if range.start == 0 {
            self.audits.clear();
        }
        let audits = &mut self.audits;
        self.case.entries(range, |entry| match entry {
            Ok(entry) => {
                audits.extend(Audited::of(&entry).map(|audited| (entry.seq, audited)));
                take(entry)
            }
            Err(fault) => {
                faults.push(fault);
                Ok(())
            }
        })?;
        self.faults = faults;
        Ok(())
    }

    /// An entry that bears on the ledger, by its number. None where there is no such entry, or it was redacted.
    ///
    /// # Errors
    /// The entry is damaged, or the case cannot be read.
    pub fn entry(&mut self, seq: u64) -> Result<Option<LogEntry>, BookError> {
        let Some(entry) = self.case.entry(seq)? else { return Ok(None) };
        log_entry(entry).map_err(|source| BookError::Entry { seq, source })
    }

    /// What was found damaged when the case was last read.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The ledger of all that was entered.
    ///
    /// # Errors
    /// As [`Casebook::each`].
    pub fn ledger<'w>(&mut self, world: &'w World) -> Result<Ledger<'w>, BookError> {
        let mut ledger = Ledger::new(world);
        self.each(|entry| ledger.enter(&entry))?;
        Ok(ledger)
    }

    /// Before the first report is added, the texts that are there are learnt, and which are there no more.
    fn learn_what_is_there(&mut self) -> Result<(), BookError> {
        if self.there.is_some() {
            return Ok(());
        }
        let mut all = There::default();
        self.each_stored(0..u64::MAX, |entry| {
            if entry.kind == KIND_REPORT && entry.is_redacted() {
                all.redacted.insert(entry.seq);
                return Ok(());
            }
            let seq = entry.seq;
            let entry = log_entry(entry).map_err(|source| BookError::Entry { seq, source })?;
            if let Some(Act::Report(record)) = entry.map(|entry| entry.act)
                && let Ok(key) = record.id.parse()
            {
                all.likenesses.add(key, record.sketch, record.published.map(Day::from));
            }
            Ok(())
        })?;
        self.there = Some(all);
        Ok(())
    }
}

/// An entry of the case as one of the ledger's; none where it does not bear on the ledger.
fn log_entry(entry: Entry) -> Result<Option<LogEntry>, serde_json::Error> {
    let Some(body) = entry.body.as_deref() else { return Ok(None) };
    let act = match entry.kind.as_str() {
        KIND_REPORT => Act::Report(Box::new(serde_json::from_slice::<ReportRecord>(body)?)),
        KIND_READING => Act::Reading(serde_json::from_slice(body)?),
        KIND_REVIEW => Act::Review(serde_json::from_slice(body)?),
        _ => return Ok(None),
    };
    Ok(Some(LogEntry { seq: entry.seq, at: entry.at, by: entry.by, act }))
}
