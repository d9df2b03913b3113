//! The thread that has the ledger: it takes entries in, and between them lets pages look at the views of the case.
//!
//! A view borrows from the ledger, and the ledger changes with each entry. So the two take turns: as long as nothing new comes,
//! workers answer what pages ask, and share the views that were looked at last; when entries come, the workers end what they do,
//! the ledger takes the entries in, and new workers begin. Decisions about claims, of which somebody takes one after the other, leave
//! the views: only what they change is looked at anew.

use crate::help::Help;
use crate::roll::Roll;
use crossbeam_channel::{Receiver, RecvError, Sender, bounded, select, unbounded};
use hudna_ledger::log::Entry;
use hudna_ledger::{Day, Doubtful, Glance, Lang, Ledger, Outlook, Reach, Seen, Shown, ToldChange, View, World};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{scope, spawn};

/// Views that are kept: those of the last pages, and those from which their changes are counted.
const KEPT: usize = 4;
/// Glimpses that are kept: the last one, for whoever asks for its JSON or in the other language.
const GLIMPSES: usize = 1;
/// Views of any day that are kept: all that is known, and what was known by a day or is left out.
const OUTLOOKS: usize = 2;

/// What is made of a view, once, by the first that asks for it; others wait for it.
type Kept<T, K = View> = Mutex<VecDeque<(K, Arc<OnceLock<T>>)>>;

/// Anything that is to be let go.
trait Gone: Send + Sync {}
impl<T: Send + Sync> Gone for T {}

/// What has made room: letting go of a view takes time, for which nobody who asks is to wait.
type Left<'l> = Mutex<Vec<Arc<dyn Gone + 'l>>>;

/// Of which view changes are told, from which day on, and in which language alone.
type Since = (View, Day, Option<Lang>);
/// Changes of a view, and how many came before these.
type Changed = (Vec<ToldChange>, usize);

/// What is seen at a glimpse of a view, and of the same of another day; none where that cannot be.
pub type Glimpse<'l> = Option<[Seen<'l>; 2]>;

/// The ledger at rest, with the views that were looked at.
pub struct Lookout<'l> {
    /// The ledger.
    pub ledger: &'l Ledger<'static>,
    outlooks: Kept<Outlook<'l>>,
    seen: Kept<Seen<'l>>,
    changed: Kept<Changed, Since>,
    glimpses: Kept<Glimpse<'l>, (View, Day)>,
    rolls: Kept<Roll<'l>>,
    queues: Kept<Vec<Doubtful>>,
    about: OnceLock<About<'l>>,
    left: Left<'l>,
    help: Help<'l>,
}

/// What stands above the pages of every view.
#[derive(Debug, Clone, Copy)]
pub struct About<'l> {
    /// The last day of which any report is.
    pub last_report: Option<Day>,
    /// The first and the last day on which any report was received.
    pub received: Option<(Day, Day)>,
    /// The country in which most of the places lie that claims name.
    pub country: Option<&'l str>,
}

impl<'l> Lookout<'l> {
    fn new(ledger: &'l Ledger<'static>) -> Self {
        Lookout {
            ledger,
            outlooks: Mutex::default(),
            seen: Mutex::default(),
            changed: Mutex::default(),
            glimpses: Mutex::default(),
            rolls: Mutex::default(),
            queues: Mutex::default(),
            about: OnceLock::new(),
            left: Mutex::default(),
            help: Help::new(),
        }
    }

    /// Takes decisions in, as far as that can be done while there are views, and forgets of these what is another now. Gives the entries
    /// that are left.
    fn decide<'e>(&mut self, entries: &'e [Entry]) -> &'e [Entry] {
        let taken = entries.iter().take_while(|entry| self.ledger.decide(entry)).count();
        if taken > 0 {
            self.decided();
        }
        entries.get(taken..).unwrap_or_default()
    }

    fn decided(&mut self) {
        let mut reaches: Vec<(View, Reach)> = Vec::new();
        unlocked(&mut self.outlooks).retain_mut(|(view, cell)| {
            // Nobody else has it: those who looked have ended.
            let Some(outlook) = Arc::get_mut(cell).and_then(OnceLock::get_mut) else { return false };
            let reach = outlook.decided();
            reaches.push((view.clone(), reach));
            reach != Reach::All
        });
        let same = |view: &View| reaches.contains(&(any_day(view), Reach::Nothing));
        unlocked(&mut self.seen).retain(|(view, _)| same(view));
        unlocked(&mut self.changed).retain(|((view, ..), _)| same(view));
        unlocked(&mut self.glimpses).clear();
        // Both say of each claim what was decided of it.
        unlocked(&mut self.rolls).clear();
        unlocked(&mut self.queues).clear();
    }

    /// What stands above the pages.
    pub fn about(&self) -> About<'l> {
        *self.about.get_or_init(|| About {
            last_report: self.ledger.last_day(),
            received: self.ledger.received(),
            country: self.ledger.country(),
        })
    }

    /// What a view shows.
    pub fn seen(&self, view: &View) -> Arc<OnceLock<Seen<'l>>> {
        let cell = self.kept(&self.seen, view, KEPT);
        cell.get_or_init(|| self.look(view, &[view.as_of]).pop().unwrap_or_else(|| self.ledger.see(view)));
        cell
    }

    /// Looks at a view and at the same of another day, which a page compares with it: both together cost little more than one.
    pub fn seen_with(&self, view: &View, other: Day) {
        let then = View { as_of: other, ..view.clone() };
        let (cell, before) = (self.kept(&self.seen, view, KEPT), self.kept(&self.seen, &then, KEPT));
        if cell.get().is_some() || before.get().is_some() || view.as_of == other {
            return;
        }
        let mut found = None;
        cell.get_or_init(|| {
            let mut both = self.look(view, &[view.as_of, other]);
            found = both.pop();
            both.pop().unwrap_or_else(|| self.ledger.see(view))
        });
        if let Some(found) = found {
            before.get_or_init(|| found);
        }
    }

    /// A view and the same of an earlier day at a glimpse, for a page that tells of the sieges and agreements of the one and what differs between the
    /// two. None if somebody has looked at the whole view already.
    pub fn glimpse(&self, view: &View, earlier: Day) -> Option<Arc<OnceLock<Glimpse<'l>>>> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let known = seen.iter().any(|(known, cell)| known == view && cell.get().is_some());
        drop(seen);
        (!known).then(|| {
            let cell = self.kept(&self.glimpses, &(view.clone(), earlier), GLIMPSES);
            cell.get_or_init(|| self.look_at([view.as_of, earlier], view));
            cell
        })
    }

    fn look_at(&self, days: [Day; 2], view: &View) -> Glimpse<'l> {
        let (outlook, parts) = (self.ready(view), parts());
        let of = Arc::clone(&outlook);
        let plans = self.help.of_each(days, move |day| of.get()?.plan(day));
        let [one, other] = <[_; 2]>::try_from(plans).ok()?;
        let plans = Arc::new([one?, other?]);
        let meantime = Arc::new(outlook.get()?.meantime(days));
        let (of, own) = (Arc::clone(&outlook), Arc::clone(&plans));
        let peek = move |part| Some(of.get()?.peek(&meantime, own.each_ref(), part, parts));
        let peeked: Option<Vec<_>> = self.help.of_each(0..parts, peek).into_iter().collect();
        let (of, peeked) = (Arc::clone(&outlook), Arc::new(peeked?));
        let glance = move |((nth, plan), day)| Some(of.get()?.glance(day, nth, plan, &peeked));
        // All who looked at the plans have ended.
        let plans = Arc::into_inner(plans)?.into_iter().enumerate().zip(days);
        let [one, other] = <[_; 2]>::try_from(self.help.of_each(plans, glance)).ok()?;
        let (mut seen, deals) = Glance::parts([one?, other?], parts);
        let shown: Option<Vec<_>> =
            self.help.of_each(deals, move |deals| Some(outlook.get()?.show(days, deals))).into_iter().collect();
        Shown::put(shown?, &mut seen);
        Some(seen)
    }

    /// What a view shows on some days. Somebody waits for it: all processors work on it.
    fn look(&self, view: &View, days: &[Day]) -> Vec<Seen<'l>> {
        let (outlook, parts, days) = (self.ready(view), parts(), Arc::<[Day]>::from(days));
        let (of, own) = (Arc::clone(&outlook), Arc::clone(&days));
        let looked = self.help.of_each(0..parts, move |part| of.get().map(|outlook| outlook.look(&own, part, parts)));
        let looked: Arc<Vec<_>> = Arc::new(looked.into_iter().flatten().collect());
        let see = move |(nth, day)| outlook.get().map(|outlook| outlook.see(day, nth, &looked));
        let days: Vec<Day> = days.to_vec();
        self.help.of_each(days.into_iter().enumerate(), see).into_iter().flatten().collect()
    }

    /// What changed in a view since a day; `make` finds it out.
    pub fn changed(
        &self,
        view: &View,
        since: Day,
        only: Option<Lang>,
        make: impl FnOnce() -> Changed,
    ) -> Arc<OnceLock<Changed>> {
        let cell = self.kept(&self.changed, &(view.clone(), since, only), KEPT);
        cell.get_or_init(make);
        cell
    }

    /// Finds out beforehand, as far as that can be, what days of a view come to that nobody has asked for.
    pub fn prepare(&self, view: &View) {
        if let Some(outlook) = self.outlook(view).get() {
            outlook.prepare();
        }
    }

    /// Where something of a view is kept; what was asked for longest ago makes room.
    fn kept<T: Send + Sync + 'l, K: PartialEq + Clone>(
        &self,
        all: &Kept<T, K>,
        view: &K,
        most: usize,
    ) -> Arc<OnceLock<T>> {
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        match all.iter().position(|(known, _)| known == view) {
            Some(at) => {
                let found = all.remove(at);
                let cell = found.as_ref().map(|(_, cell)| Arc::clone(cell)).unwrap_or_default();
                all.extend(found);
                cell
            }
            None => {
                if all.len() >= most
                    && let Some((_, gone)) = all.pop_front()
                {
                    self.left.lock().unwrap_or_else(PoisonError::into_inner).push(gone);
                }
                let cell = Arc::default();
                all.push_back((view.clone(), Arc::clone(&cell)));
                cell
            }
        }
    }

    /// Lets go of what has made room.
    fn let_go(&self) {
        let left = std::mem::take(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner));
        drop(left);
    }

    /// The outlook of a view, made.
    fn ready(&self, view: &View) -> Arc<OnceLock<Outlook<'l>>> {
        let cell = self.outlook(view);
        cell.get_or_init(|| Outlook::of(self.ledger, view));
        cell
    }

    /// The view with any day.
    fn outlook(&self, view: &View) -> Arc<OnceLock<Outlook<'l>>> {
        self.kept(&self.outlooks, &any_day(view), OUTLOOKS)
    }

    /// What is to be looked at first in a view.
    pub fn queue(&self, view: &View) -> Arc<OnceLock<Vec<Doubtful>>> {
        let cell = self.kept(&self.queues, view, KEPT);
        let seen = self.seen(view);
        cell.get_or_init(|| seen.get().map(|seen| self.ledger.queue(seen, view)).unwrap_or_default());
        cell
    }

    /// The claims and reports of a view, of whatever day.
    pub fn roll(&self, view: &View) -> Arc<OnceLock<Roll<'l>>> {
        let cell = self.kept(&self.rolls, &any_day(view), OUTLOOKS);
        cell.get_or_init(|| Roll::of(self.ledger, view));
        cell
    }
}

/// The view of whatever day.
fn any_day(view: &View) -> View {
    View { as_of: Day(0), ..view.clone() }
}

fn unlocked<T, K>(all: &mut Kept<T, K>) -> &mut VecDeque<(K, Arc<OnceLock<T>>)> {
    all.get_mut().unwrap_or_else(PoisonError::into_inner)
}

/// Makes two things at the same time.
pub fn together<A: Send, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    scope(|scope| {
        let other = scope.spawn(other);
        (one(), other.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

type Job = Box<dyn for<'l> FnOnce(&Lookout<'l>) + Send>;

/// What the ledger takes in, and whom to tell when it is done.
struct Growth {
    entries: Vec<Entry>,
    /// They are all that there is: what was taken in before is forgotten.
    anew: bool,
    tell: Sender<()>,
}

/// A way to the thread that has the ledger. When it is dropped, the thread ends.
pub struct Watch {
    jobs: Sender<Job>,
    growth: Sender<Growth>,
}

impl Watch {
    /// A ledger with nothing in it.
    pub fn new(world: &'static World) -> Watch {
        let (jobs, asked) = unbounded();
        let (growth, grown) = bounded(1);
        spawn(move || turns(world, &asked, &grown));
        Watch { jobs, growth }
    }

    /// Takes entries in, beside those before or, where it begins anew, in their stead. Returns when pages see them. False: the thread is
    /// gone.
    pub fn enter(&self, entries: Vec<Entry>, anew: bool) -> bool {
        let (tell, done) = bounded(1);
        self.growth.send(Growth { entries, anew, tell }).is_ok() && done.recv().is_ok()
    }

    /// Looks at the ledger. Nothing comes back if the look failed.
    pub fn look<T: Send + 'static>(&self, look: impl for<'l> FnOnce(&Lookout<'l>) -> T + Send + 'static) -> Option<T> {
        let (answer, answered) = bounded(1);
        let job: Job = Box::new(move |lookout| {
            // Whoever asked may have gone.
            let _ = answer.send(look(lookout));
        });
        self.jobs.send(job).ok()?;
        answered.recv().ok()
    }
}

/// In how many parts work is shared: in more than there are processors, since not all parts are alike.
fn parts() -> usize {
    const EACH: usize = 4;
    workers() * EACH
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn turns(world: &'static World, jobs: &Receiver<Job>, growth: &Receiver<Growth>) {
    let mut ledger = Ledger::new(world);
    let workers = workers();
    loop {
        let mut lookout = Lookout::new(&ledger);
        let (Growth { entries, anew, tell }, left) = loop {
            let Ok(grown) = turn(&lookout, workers, jobs, growth) else { return };
            let left = if grown.anew { grown.entries.len() } else { lookout.decide(&grown.entries).len() };
            if left > 0 || grown.anew {
                break (grown, left);
            }
            told(&grown.tell);
        };
        drop(lookout);
        if anew {
            ledger = Ledger::new(world);
        }
        for entry in entries.iter().skip(entries.len() - left) {
            ledger.enter(entry);
        }
        told(&tell);
    }
}

/// Lets pages look until entries come.
fn turn(
    lookout: &Lookout<'_>,
    workers: usize,
    jobs: &Receiver<Job>,
    growth: &Receiver<Growth>,
) -> Result<Growth, RecvError> {
    scope(|scope| {
        // Nothing is ever sent: workers see it closed.
        let (rest, woken) = bounded::<()>(0);
        for _ in 0..workers {
            let woken = woken.clone();
            scope.spawn(move || work(lookout, jobs, &woken));
        }
        for _ in 1..workers {
            let woken = woken.clone();
            scope.spawn(move || lookout.help.give(&woken));
        }
        let grown = growth.recv();
        drop(rest);
        grown
    })
}

/// Tells that pages see what was entered.
fn told(tell: &Sender<()>) {
    // Whoever entered may have gone.
    let _ = tell.send(());
}

fn work(lookout: &Lookout<'_>, jobs: &Receiver<Job>, woken: &Receiver<()>) {
    loop {
        select! {
            recv(woken) -> _ => return,
            recv(jobs) -> job => match job {
                // A page that fails must not stop the others: its asker sees that no answer comes.
                Ok(job) => {
                    drop(catch_unwind(AssertUnwindSafe(|| job(lookout))));
                    lookout.let_go();
                }
                Err(_) => return,
            },
        }
    }
}
