//! The command line: every command, option and help text.

use crate::case_args;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const AFTER: &str = "\
Examples:
  hudna read report.txt                       the dossier of one report, for people
  hudna read --format jsonl reports/ > c.jsonl   every claim of every report in a folder
  curl -s URL | hudna read -                  a page from standard input
  hudna read --jobs 2 archive.jsonl | jq .event  a stream of reports, two at a time
  hudna explain report.txt:12                 why line 12 was read as it was
  hudna eval --gold coded/ --texts texts/     how well the reader does on reports coded by hand

Exit status:
  0  all reports were read
  1  some were not (each is named on standard error), or the output could not be written
  2  nothing was read: wrong usage, mistakes in the knowledge, or no report that could be read
  130  stopped with Ctrl-C";

/// Reads Arabic conflict reports into claims: who did what to whom, where and when, in what way it is put forward, and on
/// whose word; each claim tied to the bytes that it came from.
#[derive(Debug, Parser)]
#[command(name = "hudna", version, about, long_about = None, after_help = AFTER, max_term_width = 110)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports: plain text, saved pages, JSON lines, feeds, exports of Telegram, tables, web archives,
    /// folders, standard input.
    Read(ReadArgs),
    /// Add reports to a case; the case is made where there is none.
    Add(case_args::AddArgs),
    /// What holds in a case as of a day: sieges, agreements and their terms, access, checkpoints, control, detainees, casualties.
    Status(case_args::StatusArgs),
    /// Show one thing of a case: a siege, agreement, term, checkpoint, incident, claim, report, place, actor or outlet.
    Show(case_args::ShowArgs),
    /// Why something holds: from the state through rules and incidents to the quoted words.
    Why(case_args::ShowArgs),
    /// What would change without a source, a report or a claim.
    WhatIf(case_args::WhatIfArgs),
    /// Who owes what, since or by when, what waits for it, what would settle it.
    Due(case_args::ListArgs),
    /// What happened, day by day.
    Timeline(case_args::ListArgs),
    /// All incidents, each with its claims and reports.
    Incidents(case_args::ListArgs),
    /// Decide about a case: accept, reject or correct a claim, join or split incidents, and more; all can be undone.
    Review(case_args::ReviewArgs),
    /// Check that a case, or an evidence bundle, is what it was.
    Verify(case_args::VerifyArgs),
    /// Make a checkpoint of a case, to be kept elsewhere.
    Checkpoint(case_args::CheckpointArgs),
    /// Write evidence of a thing of a case, which can be checked without the case.
    Prove(case_args::ProveArgs),
    /// Take the words of reports out of a case.
    Redact(case_args::RedactArgs),
    /// Open a case in the browser: situation, map, timeline, evidence, review.
    Desk(case_args::DeskArgs),
    /// Make and change the accounts of those who share a desk.
    DeskUser(case_args::DeskUserArgs),
    /// Make the example case and print its status.
    Demo(case_args::DemoArgs),
    /// Score the reader on reports coded by hand.
    Eval(EvalArgs),
    /// Show for one line of a report how it was read: tokens, phrases, rules tried and why each fired or not.
    Explain(ExplainArgs),
    /// Look at the knowledge, check it, add to it.
    #[command(subcommand)]
    Knowledge(KnowledgeCommand),
}

/// Output of `hudna read`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people: sieges, agreements, access, violence, who says what, each with the words it rests on.
    Dossier,
    /// One claim a line.
    Jsonl,
    /// One object a report and line: {report, entities, claims, dossier}.
    Json,
}

/// Language of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Arabic.
    Ar,
    /// English.
    En,
}

/// Whether the terminal orders right-to-left text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Bidi {
    /// Decide by the terminal's name.
    Auto,
    /// The terminal does it: text goes out in logical order.
    On,
    /// The terminal does not: hudna orders the text itself.
    Off,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

const READ_AFTER: &str = "\
What is read:
  plain text   UTF-8, UTF-16 or Windows-1256 (detected); one paragraph a line. It may open with a block of YAML between two
               lines `---` with the keys published, source, url, title.
  saved pages  .html, .htm, or by content: the main text and the metadata are found, scripts and frames are ignored.
  JSON lines   .jsonl, .ndjson, or by content: one report a line with id, text and, if known, published (or date),
               source, url, title. Read as a stream: size does not matter.
  feeds        RSS and Atom: .rss, .atom, or by content. Each entry with text is a report; links are not followed.
  Telegram     result.json as Telegram Desktop exports it, of one chat or of all; told by content. Read as a stream.
  tables       .csv, .tsv, .xlsx: each row is a report. Columns with plain names (text, date, source, url, title, id and the like,
               in Arabic or English) are found; --columns names others, as in
               --columns text=Body,published=Date,source=Outlet,url=Link,title=Headline,id=ID. The first sheet, or --sheet.
  web archives .warc, .warc.gz, .wacz, or by content: each page (HTML or plain text) that was answered with success. Requests,
               pictures and the like are passed over and counted. Read as a stream.
  addresses    http://... and https://..., only with --fetch: the page or feed that is named, and nothing that it refers to.
  folders      with all their folders, in the order of names; hidden files are passed over, files of other types counted.
               Of .xml and .json files only feeds and exports of Telegram are read.

Offsets in claims are bytes of the original file, half-open. For a report of a file that holds many they are bytes of its text's
UTF-8; for pages, of the extracted main text; --format json carries both as report.text.

Format: without --format a terminal gets the dossier, a pipe or file gets jsonl.
--format json prints one object a line for each report: one report gives one JSON document, many give JSON lines.

A report that cannot be read stops nothing: it is named on standard error with the reason, and the last line there says how many
were read and how many not.";

/// In what order the parts of a date are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dates {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// How inputs are to be understood.
#[derive(Debug, Default, Clone, Args)]
pub struct InputArgs {
    /// Which column of a table holds what: FIELD=COLUMN, apart by commas; the fields are text, published, source, url,
    /// title, id. `#3` is the third column, and `title=` says that none holds it. With it, standard input may be a table.
    #[arg(long, value_name = "MAPPING")]
    pub columns: Vec<String>,
    /// The sheet of XLSX workbooks that is read [default: the first].
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// In what order the dates of tables are written where the year does not come first, as in 02/03/2021. Without it such
    /// dates are not guessed, and their rows not read.
    #[arg(long, value_enum, value_name = "ORDER")]
    pub dates: Option<Dates>,
    /// Fetch the addresses that are named. Without it nothing is fetched.
    #[arg(long)]
    pub fetch: bool,
}

/// How what is printed for people looks.
#[derive(Debug, Args)]
pub struct StyleArgs {
    /// Columns, 80 at least [default: the terminal's].
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
    /// Does the terminal order right-to-left text itself? `auto` knows VTE (GNOME, Xfce, Tilix ...), Konsole, mlterm and
    /// Apple's Terminal as those that do; what goes into a file or pipe is kept in the order of reading.
    #[arg(long, value_enum, default_value = "auto", env = "HUDNA_BIDI")]
    pub bidi: Bidi,
    /// Colours.
    #[arg(long, value_enum, default_value = "auto", alias = "colour")]
    pub color: Colour,
}

/// What is kept out of what is printed.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct NamesArgs {
    /// Put `Person 1`, `Person 2` ... in the place of personal names, the same number for the same person throughout. Ids of reports and
    /// claims, names of files and addresses of pages lead back to names and are numbered or cut too; offsets are of the text without
    /// names. What Hudna does not recognise as a name stays: read it before you pass it on (docs/names.md).
    #[arg(long)]
    pub redact_names: bool,
}

/// Options of `hudna read`.
#[derive(Debug, Args)]
#[command(after_help = READ_AFTER)]
pub struct ReadArgs {
    /// Files, folders, addresses (with --fetch), or `-` for standard input (also when none is named and standard input is no
    /// terminal).
    #[arg(value_name = "FILE|DIR|URL|-")]
    pub inputs: Vec<PathBuf>,
    /// What to print [default: dossier on a terminal, else jsonl].
    #[arg(long, value_enum)]
    pub format: Option<OutputFormat>,
    /// Language of the dossier.
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Language,
    /// Day of publication (YYYY-MM-DD) of reports that do not carry their own.
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Outlet of reports that do not name their own.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// How inputs are to be understood.
    #[command(flatten)]
    pub input: InputArgs,
    /// What is kept out. With `--redact-names`, reports are read one after the other.
    #[command(flatten)]
    pub names: NamesArgs,
    /// Reports read at the same time; the order of the output does not change [default: number of cores].
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// A folder with your own knowledge; may be repeated. Entries with the id of a built-in one replace it.
    #[arg(long, value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
    /// How it looks.
    #[command(flatten)]
    pub style: StyleArgs,
}

const EVAL_AFTER: &str = "\
A coding is a JSON file: {\"doc\": NAME, \"entities\": {ID: {\"type\", \"aliases\": [..]}}, \"claims\": [{\"line\", \"trigger\",
\"event\", \"modality\", \"actor\": [ID..], \"target\", \"mediator\", \"place\", \"speaker\", \"count\": {\"value\"}, ...}]}.
Lines count from 0, after the front matter block. The report is NAME.txt in the folder of texts.

Figures: event: the event was found in its line; modality: with modality and ceases; actor, target, mediator, place, speaker: the
fillers of matched claims, wrong and missing claims counting; numbers: killed, injured, count; claim: all of them together. A filler
is right when it shares a content word with an alias of the coded entity.

With --incidents: lines {\"id\", \"text\", \"code\"} and, if known, published and source. Reports with one code tell of one incident.
Two reports count as linked when the ledger finds an incident of violence that both tell of. Pairs: precision and recall over pairs of
reports; B3: the mean over reports, each with those that it is linked to. Beside it three simple ways: nearly the same text; the same
settlement named most often; and that with the same day.";

/// Options of `hudna eval`.
#[derive(Debug, Args)]
#[command(after_help = EVAL_AFTER)]
pub struct EvalArgs {
    /// Folder of the codings (*.json), or one that holds `coded/`.
    #[arg(long, value_name = "DIR", required_unless_present = "incidents")]
    pub gold: Option<PathBuf>,
    /// Instead of the reader, measure the ledger: JSON lines, one report each, with the code of the incident of violence that
    /// it tells of.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["gold", "texts", "only", "event", "doc"])]
    pub incidents: Option<PathBuf>,
    /// Folder of the texts (*.txt) [default: `texts` in or beside the codings].
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// How many differences to show, each with its sentence.
    #[arg(long, value_name = "N", default_value = "20")]
    pub errors: usize,
    /// Only differences of this kind: missed, extra, modality, numbers or a slot; may be repeated.
    #[arg(long, value_name = "KIND")]
    pub only: Vec<String>,
    /// Only differences of this event; may be repeated.
    #[arg(long, value_name = "EVENT")]
    pub event: Vec<String>,
    /// Only differences of this report; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub doc: Vec<String>,
    /// Print the figures as JSON and nothing else.
    #[arg(long)]
    pub json: bool,
    /// A folder with your own knowledge; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
}

/// Options of `hudna explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A report and a line of it, counted from 1 as editors do: report.txt:12. For a report of a file that holds many: the
    /// line of the file (or the number of the report in it), then the line of its text: archive.jsonl:3:1.
    #[arg(value_name = "FILE:LINE")]
    pub place: String,
    /// Day of publication (YYYY-MM-DD), if the report does not carry its own.
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// A folder with your own knowledge; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
}

/// Commands of `hudna knowledge`.
#[derive(Debug, Subcommand)]
pub enum KnowledgeCommand {
    /// Check all files and name every mistake with its file and entry.
    Check(CheckArgs),
    /// List entries, all or those that hold a word.
    List(ListArgs),
    /// Turn a gazetteer into a pack of your own.
    ImportPlaces(ImportArgs),
    /// Print what the salience model sees of each mention, to train it (tools/train-salience.py).
    Features(FeaturesArgs),
}

/// Options of `hudna knowledge features`.
#[derive(Debug, Args)]
pub struct FeaturesArgs {
    /// Reports: files, folders, or `-`.
    #[arg(value_name = "FILE|DIR|-", required = true)]
    pub inputs: Vec<PathBuf>,
    /// A folder with your own knowledge; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
}

/// Options of `hudna knowledge check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// A folder with your own knowledge, checked together with the built-in one; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
}

/// What to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Entries {
    /// Who is who.
    Actors,
    /// The gazetteer.
    Places,
    /// How events are said.
    Frames,
}

/// Options of `hudna knowledge list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Which entries.
    #[arg(value_enum)]
    pub entries: Entries,
    /// Only entries that hold this text, in Arabic or English.
    pub query: Option<String>,
    /// A folder with your own knowledge; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
}

const IMPORT_AFTER: &str = "\
What is understood, told apart by the columns:
  GeoNames   a country dump (SY.txt): 19 tab-separated columns, no header line
  Who's On First   a CSV with wof_id, placetype, name, names_ar, lat, lon (the country is that of the places known already)
  COD-AB     an OCHA table (CSV or TSV) with ADM1_AR, ADM1_EN, ADM1_PCODE ... columns

Every row is accounted for: imported, or skipped with the reason. Places without an Arabic name, and places that the built-in
gazetteer knows already, are skipped. One-word names of small places are guarded: they count only after a kind word or in a list.

Example:
  hudna knowledge import-places SY.txt --to my-pack
  hudna read --knowledge my-pack report.txt";

/// Options of `hudna knowledge import-places`.
#[derive(Debug, Args)]
#[command(after_help = IMPORT_AFTER)]
pub struct ImportArgs {
    /// The gazetteer.
    pub file: PathBuf,
    /// Folder of the pack; the places go to its folder `places`.
    #[arg(long, value_name = "DIR", default_value = "hudna-pack")]
    pub to: PathBuf,
    /// Country of rows that do not say it: three letters, as SYR.
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
}
