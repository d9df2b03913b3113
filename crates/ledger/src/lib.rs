//! The ledger: what the claims of many reports come to, as of any day, each part with the words it rests on.
//!
//! [`Ledger`] takes the entries of a case in and shows its state in any [`View`]; [`dossier`] is the same for one report alone.
//! Pure: no files, no clock, no network. Nothing here is stated as true; every entry says on whose word it stands.

mod agreement;
mod amended;
mod background;
mod change;
mod confidence;
mod context;
mod decide;
mod decisions;
mod docket;
mod dossier;
mod error;
mod fact;
mod in_order;
mod incident;
mod ledger;
mod likeness;
mod lineage;
mod live;
pub mod log;
mod outlook;
mod queue;
mod render;
mod roll;
mod sketch;
pub mod state;
mod units;
mod world;

pub use agreement::{
    AgreementRecord, DealEvidence, DealKind, DealState, DealTerm, DealTermKind, DealWeight, Due, Life, Mark, Meeting,
    Reached, Scored, dues,
};
pub use change::{Change, ChangeKind, changes};
pub use confidence::{Confidence, Weighing};
pub use decide::Futile;
pub use decisions::{Decided, Decisions};
pub use fact::{
    Basis, Bearing, ClaimKey, Day, DayName, Fact, Name, Named, Names, NoId, Number, ReportKey, Timing, Where, Wheres,
    Who, Whos,
};
pub use incident::{Incident, IncidentId, Incidents, Joined, Toll};
pub use ledger::{Ledger, Reviewed, Seen, View, Without};
pub use likeness::Likenesses;
pub use lineage::{Lineage, ReportInfo, Word as SourceWord};
pub use live::Live;
pub use outlook::{Deals, Glance, Looked, Meantime, Outlook, Peeked, Plan, Reach, Shown};
pub use queue::{Doubt, Doubtful, Resting};
pub use roll::Told;
pub use sketch::Sketch;
pub use state::State;
pub use world::{AgreementSettings, Domain, Located, Outlet, Precision, Settings, SiegeSettings, Window, World};

pub use background::{Background, Obligation};
pub use dossier::{
    Agreement, AgreementState, Dossier, Entry, Evidence, Party, Range, Said, Saying, Section, Siege, SiegeState,
    SiegeStep, Standing, Status, Step, Term, TermKind, TermState, Venue, Voice, Weight, Word, dossier,
};
pub use error::LedgerError;
pub use render::{
    About, ActorView, Bar, BidiMode, Both, ClaimView, IncidentView, Kind, Labels, Lang, Lasting, Link, Manner, NoTexts,
    NotFound, PageOptions, Part, Phrase, PlaceView, Quoted, Reason, Record, RenderOptions, ReportView, Row, SourceView,
    Spot, StatusAbout, Texts, Thing, Timeline, ToldChange, Veil, Viewer, WhatIf, WhyStep, render, render_list,
    render_queue, render_status, render_thing, render_timeline, render_what_if, render_why,
};
