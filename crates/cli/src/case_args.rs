//! The command line of the commands that work on a case.

use crate::args::{InputArgs, Language, NamesArgs, StyleArgs};
use clap::{Args, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Which case, and with which knowledge.
#[derive(Debug, Args)]
pub struct CaseArgs {
    /// The case: a file, as aleppo.hudna, or a PostgreSQL database, as postgres://user@host/name.
    #[arg(value_name = "CASE")]
    pub case: String,
    /// A folder with your own knowledge; may be repeated. Entries with the id of a built-in one replace it.
    #[arg(long, value_name = "DIR")]
    pub knowledge: Vec<PathBuf>,
}

/// Who makes entries.
#[derive(Debug, Args)]
pub struct ByArgs {
    /// Who does this: it stands in the log with the entry.
    #[arg(long, value_name = "NAME", env = "HUDNA_BY", default_value_t = whoever())]
    pub by: String,
}

/// The account's name, where the system tells one.
fn whoever() -> String {
    let named = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    named.filter(|name| !name.is_empty()).unwrap_or_else(|| "unknown".to_owned())
}

/// Which state of a case.
#[derive(Debug, Default, Args)]
pub struct ViewArgs {
    /// The day whose state is wanted [default: today].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Only what was known on that day: reports that were received later, and decisions taken later, do not count.
    #[arg(long, value_name = "DATE")]
    pub known_by: Option<String>,
}

/// For whom to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CaseFormat {
    /// For people.
    Text,
    /// For programs: one JSON document.
    Json,
    /// For programs: one JSON object a line.
    Jsonl,
}

/// How to print.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub format: CaseFormat,
    /// Language.
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Language,
    /// How it looks.
    #[command(flatten)]
    pub style: StyleArgs,
}

const ADD_AFTER: &str = "\
Inputs are those of `hudna read` (see `hudna read --help`). What becomes of each report is printed, one line a report: added, already
there, near-duplicate of another, or not taken and why. The same text of the same outlet is one report, however often it is added.

Reports are stored in batches; a batch that was acknowledged stays, whatever happens afterwards. Ctrl-C finishes the batch at hand.

Exit status: 0 all reports are in the case; 1 some could not be read; 2 none could, or the case cannot be opened; 130 Ctrl-C.";

/// Options of `hudna add`.
#[derive(Debug, Args)]
#[command(after_help = ADD_AFTER)]
pub struct AddArgs {
    /// The case, and the knowledge.
    #[command(flatten)]
    pub case: CaseArgs,
    /// Files, folders, or `-` for standard input.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Day of publication (YYYY-MM-DD) of reports that do not carry their own.
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Outlet of reports that do not name their own.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// The reports are an archive: each counts as received at the end of the day on which it was published. Without this, a report
    /// is known from the moment it is added.
    #[arg(long)]
    pub archive: bool,
    /// Reports read at the same time [default: number of cores].
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Print only the sum and the reports that were not taken.
    #[arg(long, short)]
    pub quiet: bool,
    /// Print what became of each report as JSON lines.
    #[arg(long)]
    pub json: bool,
    /// Tables and addresses.
    #[command(flatten)]
    pub input: InputArgs,
    /// Who adds them.
    #[command(flatten)]
    pub by: ByArgs,
}

/// Options of `hudna status`.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// The case, and the knowledge.
    #[command(flatten)]
    pub case: CaseArgs,
    /// Which state.
    #[command(flatten)]
    pub view: ViewArgs,
    /// Only what concerns this place, by name or id, and what lies in it.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Show what changed in so many days.
    #[arg(long, value_name = "DAYS", default_value = "7")]
    pub changes: u16,
    /// What is kept out.
    #[command(flatten)]
    pub names: NamesArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Options of commands that show one thing.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The case, and the knowledge.
    #[command(flatten)]
    pub case: CaseArgs,
    /// The id of a siege, agreement, term, checkpoint, incident, claim or report, as `hudna status` prints it, of a place, an actor or
    /// an outlet; of these three the name will do too, in Arabic or English. The beginning of an id is enough where it is the only one.
    pub id: String,
    /// Which state.
    #[command(flatten)]
    pub view: ViewArgs,
    /// What is kept out.
    #[command(flatten)]
    pub names: NamesArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Options of `hudna what-if`.
#[derive(Debug, Args)]
pub struct WhatIfArgs {
    /// The case, and the knowledge.
    #[command(flatten)]
    pub case: CaseArgs,
    /// What to leave out: source:NAME (an outlet or speaker, by id or name), report:ID or claim:ID; may be repeated.
    #[arg(long, value_name = "WHAT", required = true)]
    pub without: Vec<String>,
    /// Which state.
    #[command(flatten)]
    pub view: ViewArgs,
    /// What is kept out.
    #[command(flatten)]
    pub names: NamesArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Options of commands that show a list.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// The case, and the knowledge.
    #[command(flatten)]
    pub case: CaseArgs,
    /// Which state.
    #[command(flatten)]
    pub view: ViewArgs,
    /// Only what concerns this place, by name or id, and what lies in it.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// What is kept out.
    #[command(flatten)]
    pub names: NamesArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Options of `hudna review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// The case, and the knowledge.
    #[command(flatten)]
    pub case: CaseArgs,
    /// What is decided; without it, the claims to look at are listed: most doubtful and most consequential first.
    #[command(subcommand)]
    pub decision: Option<ReviewCommand>,
    /// How many claims to look at are listed.
    #[arg(long, value_name = "N", default_value = "10")]
    pub limit: usize,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
    /// Why.
    #[arg(long, value_name = "TEXT", default_value = "", global = true)]
    pub reason: String,
    /// Who decides.
    #[command(flatten)]
    pub by: ByArgs,
}

/// Decisions. Each is an entry of the log, with who and when; `undo` takes it back.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Lists what was decided, by whom and when.
    Decisions {
        /// How to print.
        #[command(flatten)]
        print: PrintArgs,
    },
    /// The claim is what the report says.
    Accept {
        /// The claim.
        claim: String,
    },
    /// The claim is not what the report says.
    Reject {
        /// The claim.
        claim: String,
    },
    /// The report says something else: parts of the claim are set anew.
    Correct {
        /// The claim.
        claim: String,
        /// PART=VALUE: event, modality, ceases, goods, people, killed, injured, count, speaker_kind; actor, target, mediator, place,
        /// speaker (ids of the knowledge, or names, apart by commas; empty for none); from, to (dates). May be repeated.
        #[arg(long = "set", value_name = "PART=VALUE", required = true)]
        set: Vec<String>,
    },
    /// These claims tell of one event.
    Join {
        /// The claims, or incidents.
        #[arg(required = true, num_args = 2..)]
        claims: Vec<String>,
    },
    /// These claims tell of different events.
    Split {
        /// The claims.
        #[arg(required = true, num_args = 2..)]
        claims: Vec<String>,
    },
    /// These reports are one: they count as one source.
    SameReport {
        /// The reports.
        #[arg(required = true, num_args = 2..)]
        reports: Vec<String>,
    },
    /// Nothing of this report counts.
    Withdraw {
        /// The report.
        report: String,
    },
    /// What is held of an outlet.
    Source {
        /// The outlet, by id or name.
        source: String,
        /// Reliability, A (completely reliable) to E (unreliable), or F (cannot be judged).
        #[arg(long, value_parser = grade)]
        reliability: Option<char>,
        /// The outlet or owner that it takes its reports from: the two are not independent.
        #[arg(long, value_name = "NAME")]
        follows: Option<String>,
    },
    /// An earlier decision no longer holds.
    Undo {
        /// Its number, as `hudna review CASE decisions` lists it.
        entry: u64,
    },
}

fn grade(text: &str) -> Result<char, String> {
    match text.to_ascii_uppercase().as_str() {
        "A" => Ok('A'),
        "B" => Ok('B'),
        "C" => Ok('C'),
        "D" => Ok('D'),
        "E" => Ok('E'),
        "F" => Ok('F'),
        _ => Err("write A, B, C, D, E or F".to_owned()),
    }
}

/// Options of `hudna verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// A case, or an evidence bundle that `hudna prove` made.
    #[arg(value_name = "CASE|BUNDLE")]
    pub what: String,
    /// A checkpoint that was kept elsewhere: the case must still hold all that it covers; a bundle must be of the same log, as long as
    /// it was then.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// The public key of who signed the checkpoint, as `hudna checkpoint --sign` prints it.
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
}

/// Options of `hudna checkpoint`.
#[derive(Debug, Args)]
pub struct CheckpointArgs {
    /// The case.
    #[arg(value_name = "CASE")]
    pub case: String,
    /// A file with the key to sign with; it is made where there is none, readable only by you.
    #[arg(long, value_name = "KEY")]
    pub sign: Option<PathBuf>,
}

/// Options of `hudna prove`.
#[derive(Debug, Args)]
pub struct ProveArgs {
    /// The case, and the knowledge.
    #[command(flatten)]
    pub case: CaseArgs,
    /// A claim, report, incident, siege, agreement or term.
    pub id: String,
    /// Which state.
    #[command(flatten)]
    pub view: ViewArgs,
    /// Where the bundle goes.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// A file with the key to sign the bundle with, as `hudna checkpoint --sign` makes it.
    #[arg(long, value_name = "KEY")]
    pub sign: Option<PathBuf>,
}

/// Options of `hudna redact`.
#[derive(Debug, Args)]
pub struct RedactArgs {
    /// The case.
    #[arg(value_name = "CASE")]
    pub case: String,
    /// Reports whose words are to go: the text, the original, the claims. What stays is that there was an entry, and a commitment.
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Do it: without this, what would go is only told.
    #[arg(long)]
    pub yes: bool,
    /// Who redacts.
    #[command(flatten)]
    pub by: ByArgs,
}

const DESK_AFTER: &str = "\
On the machine where you sit (127.0.0.1, ::1), nobody logs in, and what is entered stands in the log under the name of --by. At any
other address, with --accounts or with --host, people log in: make the first account with `hudna desk-user CASE add NAME --role admin`.
Over a network the desk speaks TLS (--tls-cert, --tls-key), or a proxy of yours does and you say --insecure-http.

Examples:
  hudna desk aleppo.hudna --open
  hudna desk aleppo.hudna --bind 0.0.0.0:7117 --host desk.example.org --tls-cert desk.pem --tls-key desk.key";

/// Options of `hudna desk`.
#[derive(Debug, Args)]
#[command(after_help = DESK_AFTER)]
pub struct DeskArgs {
    /// The case, and the knowledge.
    #[command(flatten)]
    pub case: CaseArgs,
    /// The address at which the desk is served. One that others can reach needs accounts.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7117")]
    pub bind: SocketAddr,
    /// Open the desk in the browser.
    #[arg(long)]
    pub open: bool,
    /// The day of which the first page is [default: today].
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Your own tiles under the map: `https://HOST/{z}/{x}/{y}.png` (or `.pbf`), or `https://HOST/FILE.pmtiles`. That server sees
    /// which places are looked at; without it nothing is fetched from anywhere.
    #[arg(long, value_name = "ADDRESS")]
    pub tiles: Option<String>,
    /// The accounts of those who log in.
    #[command(flatten)]
    pub accounts: AccountsArgs,
    /// A name under which the desk is reached, besides its address; may be repeated. With a port, only with that port.
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// The certificate for TLS, with those that vouch for it, in PEM.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The private key of the certificate, in PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Serve others without TLS: only behind a proxy of your own that speaks it. Passwords go over the wire as they are.
    #[arg(long, conflicts_with = "tls_cert")]
    pub insecure_http: bool,
    /// The largest upload, in MB.
    #[arg(long, value_name = "MB", default_value = "64", value_parser = clap::value_parser!(u16).range(1..=4096))]
    pub max_upload: u16,
    /// Who works at the desk where nobody logs in: it stands in the log with what is entered.
    #[command(flatten)]
    pub by: ByArgs,
}

/// Where accounts are.
#[derive(Debug, Args)]
pub struct AccountsArgs {
    /// The file of the accounts [default: CASE.accounts beside the case; a case in a database needs it named].
    #[arg(long, value_name = "FILE")]
    pub accounts: Option<PathBuf>,
}

/// Options of `hudna desk-user`.
#[derive(Debug, Args)]
pub struct DeskUserArgs {
    /// The case: a file, or postgres://USER@HOST/DATABASE.
    #[arg(value_name = "CASE")]
    pub case: String,
    /// What to do.
    #[command(subcommand)]
    pub command: DeskUserCommand,
    /// The accounts.
    #[command(flatten)]
    pub accounts: AccountsArgs,
    /// Who does this: it stands in the audit log of the case.
    #[command(flatten)]
    pub by: ByArgs,
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub enum DeskUserCommand {
    /// Make an account; its password is asked for.
    Add {
        /// Its name: letters and digits, with . - _ @ between them.
        name: String,
        /// What it may do: viewer reads; coder adds reports and reviews claims; editor also joins, splits and judges sources; admin all.
        #[arg(long, value_name = "ROLE", default_value = "viewer")]
        role: hudna_desk::Role,
        /// How the password comes.
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// Give an account another role. Whoever is logged in with it logs in anew.
    Role {
        /// Its name.
        name: String,
        /// viewer, coder, editor or admin.
        role: hudna_desk::Role,
    },
    /// Give an account another password. Whoever is logged in with it logs in anew.
    Password {
        /// Its name.
        name: String,
        /// How the password comes.
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// Take an account away.
    Remove {
        /// Its name.
        name: String,
    },
    /// List the accounts.
    List,
}

/// How a password comes.
#[derive(Debug, Args)]
pub struct PasswordArgs {
    /// Read the password from standard input, up to the end of the line, instead of asking for it.
    #[arg(long)]
    pub password_stdin: bool,
}

/// Options of `hudna demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where the example case is made.
    #[arg(long, value_name = "CASE", default_value = "hasakah-2021.hudna")]
    pub case: String,
    /// Which state.
    #[command(flatten)]
    pub view: ViewArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}
