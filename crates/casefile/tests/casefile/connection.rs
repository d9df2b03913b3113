//! Two processes on one case, and connections to PostgreSQL that break: a clear error, one new try, and nothing twice.

use crate::places::Place;
use hudna_casefile::{Batch, Case, CaseError, NewEntry, Problem};
use postgres::config::Host;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

const CASE: &str = "HUDNA_CONNECTION_CASE";

/// Entries without a key, which only the batch's id keeps from being stored twice, and one with.
fn batch(who: &str, n: usize) -> Batch {
    let mut batch = Batch::new();
    for m in 0..3 {
        batch.push(NewEntry::new(who, "note", format!("{who} {n} {m}")));
    }
    batch.push(NewEntry::new(who, "report", format!("{who} {n}")).key(format!("shared {n}")));
    batch
}

fn bodies(case: &mut Case) -> Vec<Vec<u8>> {
    let mut bodies = Vec::new();
    case.entries(.., |entry| {
        bodies.extend(entry.expect("whole").body);
        Ok::<(), CaseError>(())
    })
    .expect("entries");
    bodies
}

/// Not a test: another process that adds to the case.
#[test]
fn other_process() {
    let Ok(address) = std::env::var(CASE) else { return };
    let mut case = Case::open_or_create(&address).expect("the case");
    let who = format!("process {}", std::process::id());
    for n in 0..30 {
        case.append(&batch(&who, n)).expect("stored");
    }
}

/// Two processes make the case and add to it at once.
fn together(place: &Place) {
    let start = || {
        let this = std::env::current_exe().expect("this executable");
        let mut command = Command::new(this);
        command.args(["--exact", "connection::other_process", "--test-threads=1"]).env(CASE, &place.address);
        command.stdout(Stdio::null()).spawn().expect("a process")
    };
    let processes = [start(), start()];
    for mut process in processes {
        assert!(process.wait().expect("its end").success());
    }
    let mut case = Case::open(&place.address).expect("the case");
    let found = bodies(&mut case);
    // Each keyed report is there once, whoever was first; each note of both.
    assert_eq!((found.len(), found.iter().collect::<BTreeSet<_>>().len()), (210, 210));
    assert_eq!(case.verify().expect("a verification").faults, []);
}

#[test]
fn two_processes_share_a_file() {
    together(&Place::sqlite());
}

#[test]
fn two_processes_share_a_database() {
    Place::postgres().iter().for_each(together);
}

#[test]
fn a_connection_that_the_server_ended_is_made_anew() {
    let Some(place) = Place::postgres() else { return };
    let mut case = Case::create(&place.address).expect("a case");
    let mut server = Place::server().expect("the server");
    let schema = place.schema.as_deref().expect("its schema");
    for n in 0..4 {
        case.append(&batch("ana", n)).expect("stored");
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1";
        assert_eq!(server.query(end, &[&schema]).expect("ended").len(), 1);
        // Reading is made good as writing is.
        assert_eq!(if n % 2 == 0 { case.refresh().expect("read") } else { case.len() }, 4 * (n as u64 + 1));
    }
    assert_eq!(bodies(&mut case).len(), 16);
    assert_eq!(case.verify().expect("a verification").faults, []);
}

#[test]
fn a_server_that_is_not_there_is_said_to_be_none() {
    let refused = |address: &str| Case::open(address).map(|_| ()).expect_err("no case");
    let nobody = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let error = refused(&format!("postgres://ana:secret@{nobody}/case"));
    assert!(matches!(error.problem, Problem::Connection(_)), "{error}");
    let text = error.to_string();
    assert!(text.starts_with(&format!("postgres://ana@{nobody}/case: no connection to the database: ")), "{text}");
    assert!(!text.contains("secret") && text.contains("nothing is stored twice"), "{text}");
    // Nothing goes unencrypted to another machine unless the address says so.
    let error = refused("postgres://ana@db.example.org/case");
    assert!(matches!(error.problem, Problem::Address(_)) && error.to_string().contains("ssh -L"), "{error}");
    assert!(matches!(refused("postgres://ana@localhost:port/case").problem, Problem::Address(_)));
}

/// Stands between the case and the server, and cuts each connection after some bytes.
struct Cutter {
    port: u16,
    cuts: Arc<AtomicUsize>,
}

impl Cutter {
    fn start(server: Host, port: u16) -> Cutter {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let cutter = Cutter { port: listener.local_addr().expect("a port").port(), cuts: Arc::default() };
        let cuts = cutter.cuts.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let left = 5_000 + i64::try_from(RandomState::new().hash_one(0) % 60_000).expect("small");
                let left = Arc::new(AtomicI64::new(left));
                match &server {
                    Host::Tcp(name) => {
                        let server = TcpStream::connect((name.as_str(), port)).expect("the server");
                        let back = server.try_clone().expect("its other end");
                        between(client, server, back, left, cuts.clone(), |s| drop(s.shutdown(Shutdown::Both)));
                    }
                    Host::Unix(folder) => {
                        let server = UnixStream::connect(folder.join(format!(".s.PGSQL.{port}"))).expect("the server");
                        let back = server.try_clone().expect("its other end");
                        between(client, server, back, left, cuts.clone(), |s| drop(s.shutdown(Shutdown::Both)));
                    }
                }
            }
        });
        cutter
    }
}

/// Carries bytes both ways until there are no more to be carried; then both sides see the connection end.
fn between<S: Read + Write + Send + 'static>(
    client: TcpStream,
    mut server: S,
    mut back: S,
    left: Arc<AtomicI64>,
    cuts: Arc<AtomicUsize>,
    end: fn(&S),
) {
    let (mut from, mut to) = (client.try_clone().expect("its other end"), client);
    let budget = left.clone();
    std::thread::spawn(move || {
        carry(&mut from, &mut server, &budget);
        end(&server);
        drop(from.shutdown(Shutdown::Both));
    });
    std::thread::spawn(move || {
        carry(&mut back, &mut to, &left);
        if left.load(Ordering::SeqCst) <= 0 {
            cuts.fetch_add(1, Ordering::SeqCst);
        }
        end(&back);
        drop(to.shutdown(Shutdown::Both));
    });
}

fn carry(from: &mut impl Read, to: &mut impl Write, left: &AtomicI64) {
    let mut buffer = [0; 512];
    while let Ok(read) = from.read(&mut buffer) {
        let before = left.fetch_sub(read as i64, Ordering::SeqCst);
        let may = read.min(usize::try_from(before).unwrap_or(0));
        // The last bytes arrive in part: the server may have been told to commit, and cannot say that it did.
        if read == 0 || to.write_all(&buffer[..may]).is_err() || may < read {
            return;
        }
    }
}

#[test]
fn a_connection_cut_anywhere_stores_nothing_twice() {
    let Some(place) = Place::postgres() else { return };
    drop(Case::create(&place.address).expect("a case"));
    let server = std::env::var("HUDNA_TEST_POSTGRES").expect("the server");
    let config: postgres::Config = server.parse().expect("its address");
    let cutter = Cutter::start(config.get_hosts()[0].clone(), config.get_ports().first().copied().unwrap_or(5432));
    let user = config.get_user().unwrap_or("hudna");
    let password = config.get_password().map(|p| format!(":{}", String::from_utf8_lossy(p))).unwrap_or_default();
    let database = config.get_dbname().unwrap_or(user);
    let through = format!("postgres://{user}{password}@127.0.0.1:{}/{database}", cutter.port);
    let through = Place::in_schema(&through, place.schema.as_deref().expect("its schema"));

    let mut told = 0;
    let mut case = None;
    let mut seqs = Vec::new();
    for n in 0..150 {
        let batch = batch("ana", n);
        let appended = loop {
            let open = case.take().map_or_else(|| Case::open(&through), Ok);
            match open.and_then(|mut open| open.append(&batch).map(|appended| (open, appended))) {
                Ok((open, appended)) => {
                    case = Some(open);
                    break appended;
                }
                Err(error) => {
                    assert!(matches!(error.problem, Problem::Connection(_)), "{error}");
                    told += 1;
                    assert!(told < 2_000, "no connection lives long enough");
                    std::thread::sleep(Duration::from_millis(2));
                }
            }
        };
        seqs.extend(appended.outcomes.iter().map(|outcome| outcome.seq()));
    }
    let cuts = cutter.cuts.load(Ordering::SeqCst);
    let mut case = Case::open(&place.address).expect("the case");
    println!("{cuts} connections cut, {told} errors told, {} entries, none lost and none twice", case.len());
    assert!(cuts > 20, "{cuts}");
    assert_eq!(seqs, (0..600).collect::<Vec<u64>>());
    let found = bodies(&mut case);
    assert_eq!((found.len(), found.iter().collect::<BTreeSet<_>>().len()), (600, 600));
    assert_eq!(case.verify().expect("a verification").faults, []);
}
