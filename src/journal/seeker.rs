//! The thread that searches. Whoever asks never waits: a newer question stops the one that runs, and a question with a
//! time budget gives what it has found when the time is over.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::query::{Page, Query};
use super::{Error, Reader, Result, Unlocked};

/// Steps of the database's machine between two looks at the clock: about twenty rows.
const STEPS: i32 = 1000;
/// How long a search may run without a word.
const SILENCE: Duration = Duration::from_millis(300);

/// What is said of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Which question, as [`Seeker::ask`] gave it.
    pub ticket: u64,
    pub news: News,
}

/// An answer, or that there is none yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// It takes longer than 300 ms.
    Still,
    Found(Result<Page>),
}

/// Who is told.
pub(super) type OnNews = Arc<dyn Fn(Sought) + Send + Sync>;

/// Searches on a thread of its own, with a connection of its own. A question that a newer one overtook is not answered.
pub struct Seeker {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

/// What the two threads share.
struct Desk {
    inbox: Mutex<Inbox>,
    bell: Condvar,
    /// The newest question: a search for another stops.
    newest: AtomicU64,
}

#[derive(Default)]
struct Inbox {
    question: Option<(u64, Query, Option<Duration>)>,
    /// The connection is to be let go of.
    rest: bool,
    closed: bool,
}

impl Desk {
    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        // Nobody panics while holding it.
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next question; `None` once there will be no more. The connection goes when it is not needed for a while.
    fn next(&self, reader: &mut Option<Reader>) -> Option<(u64, Query, Option<Duration>)> {
        let mut inbox = self.inbox();
        loop {
            if inbox.closed {
                return None;
            }
            if std::mem::take(&mut inbox.rest) {
                // Closing may take the disk's time, and whoever asks must never wait for the inbox.
                drop(inbox);
                *reader = None;
                inbox = self.inbox();
                continue;
            }
            if let Some(question) = inbox.question.take() {
                return Some(question);
            }
            inbox = self
                .bell
                .wait(inbox)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Seeker {
    /// Starts the thread; the connection is opened with the first question. News come on the thread.
    pub fn start(unlocked: &Unlocked, on_news: Arc<dyn Fn(Sought) + Send + Sync>) -> Result<Self> {
        Self::paced(unlocked, on_news, STEPS, || {})
    }

    /// The same, looking at the clock every so many steps and doing something then.
    fn paced(
        unlocked: &Unlocked,
        on_news: OnNews,
        steps: i32,
        meanwhile: impl Fn() + Clone + Send + 'static,
    ) -> Result<Self> {
        let desk = Arc::new(Desk {
            inbox: Mutex::default(),
            bell: Condvar::new(),
            newest: AtomicU64::new(0),
        });
        let (unlocked, shared) = (unlocked.clone(), Arc::clone(&desk));
        let thread = thread::Builder::new()
            .name("seeker".to_owned())
            .spawn(move || work(&unlocked, &shared, &on_news, steps, &meanwhile))
            .map_err(|e| Error::io(std::path::Path::new(""), &e))?;
        Ok(Self {
            desk,
            thread: Some(thread),
        })
    }

    /// Asks, and stops whatever was asked before. With a budget, what was found when it is over is the answer; without one
    /// the search goes on to its end. Gives back the question's ticket; never waits.
    pub fn ask(&self, query: Query, budget: Option<Duration>) -> u64 {
        let ticket = self.desk.newest.fetch_add(1, Ordering::SeqCst) + 1;
        self.desk.inbox().question = Some((ticket, query, budget));
        self.desk.bell.notify_one();
        ticket
    }

    /// Stops what runs; it is not answered.
    pub fn forget(&self) {
        self.desk.newest.fetch_add(1, Ordering::SeqCst);
        self.desk.inbox().question = None;
    }

    /// Stops what runs and lets go of the connection until the next question; never waits, as dropping does.
    pub fn rest(&self) {
        self.forget();
        self.desk.inbox().rest = true;
        self.desk.bell.notify_one();
    }
}

impl Drop for Seeker {
    fn drop(&mut self) {
        self.forget();
        self.desk.inbox().closed = true;
        self.desk.bell.notify_one();
        if let Some(thread) = self.thread.take() {
            // A search that panicked has been reported by the hook.
            let _ended = thread.join();
        }
    }
}

/// What the connection looks at while it works.
struct Watch {
    ticket: AtomicU64,
    times: Mutex<Times>,
}

#[derive(Clone, Copy)]
struct Times {
    deadline: Option<Instant>,
    /// When it has been silent for too long; `None` once that was said.
    speak: Option<Instant>,
}

fn work(
    unlocked: &Unlocked,
    desk: &Arc<Desk>,
    on_news: &OnNews,
    steps: i32,
    meanwhile: &(impl Fn() + Clone + Send + 'static),
) {
    let watch = Arc::new(Watch {
        ticket: AtomicU64::new(0),
        times: Mutex::new(Times {
            deadline: None,
            speak: None,
        }),
    });
    let mut reader = None;
    while let Some((ticket, query, budget)) = desk.next(&mut reader) {
        let now = Instant::now();
        watch.ticket.store(ticket, Ordering::SeqCst);
        *watch.times.lock().unwrap_or_else(PoisonError::into_inner) = Times {
            deadline: budget.map(|b| now + b),
            speak: Some(now + SILENCE),
        };
        if reader.is_none() {
            match open(unlocked, desk, on_news, &watch, steps, meanwhile.clone()) {
                Ok(opened) => reader = Some(opened),
                Err(error) => {
                    let news = News::Found(Err(error));
                    on_news(Sought { ticket, news });
                    continue;
                }
            }
        }
        let Some(opened) = &reader else { continue };
        let found = opened.find_until_stopped(&query);
        let overtaken = desk.newest.load(Ordering::SeqCst) != ticket;
        if !overtaken {
            let news = News::Found(found);
            on_news(Sought { ticket, news });
        }
    }
}

/// A reader whose queries stop when their time is over or something newer is asked.
fn open(
    unlocked: &Unlocked,
    desk: &Arc<Desk>,
    on_news: &OnNews,
    watch: &Arc<Watch>,
    steps: i32,
    meanwhile: impl Fn() + Send + 'static,
) -> Result<Reader> {
    let mut reader = Reader::open(unlocked)?;
    let (desk, watch, on_news) = (Arc::clone(desk), Arc::clone(watch), Arc::clone(on_news));
    let is_over = move || {
        meanwhile();
        let ticket = watch.ticket.load(Ordering::SeqCst);
        if desk.newest.load(Ordering::SeqCst) != ticket {
            return true;
        }
        let now = Instant::now();
        let mut times = watch.times.lock().unwrap_or_else(PoisonError::into_inner);
        if times.deadline.is_some_and(|d| d <= now) {
            return true;
        }
        if times.speak.is_some_and(|s| s <= now) {
            times.speak = None;
            let news = News::Still;
            on_news(Sought { ticket, news });
        }
        false
    };
    reader.connection.progress_handler(steps, Some(is_over))?;
    Ok(reader)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use chrono::DateTime;
    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;
    use crate::journal::{Paths, Station, by_file, create};

    const PATIENCE: Duration = Duration::from_secs(20);

    /// A seeker whose database takes this long for every step, over an empty journal.
    fn slow(step: Duration) -> (TempDir, Seeker, Receiver<Sought>) {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths {
            data: folder.path().join("data"),
            config: folder.path().join("config"),
        };
        let station = Station {
            institution: "x".into(),
            office: "CAJ".into(),
            station: 2,
            agent: "x".into(),
            protocol: "x".into(),
            first_sequence: 1,
            practice: false,
        };
        let now = DateTime::UNIX_EPOCH;
        create(&paths, &station, Uuid::from_u128(1), now, [7; 16]).unwrap();
        let (sender, news) = channel();
        let on_news = Arc::new(move |sought| drop(sender.send(sought)));
        let pause = move || thread::sleep(step);
        let seeker = Seeker::paced(&by_file(&paths).unwrap(), on_news, 1, pause).unwrap();
        (folder, seeker, news)
    }

    fn query(text: &str) -> Query {
        Query {
            text: text.into(),
            limit: 9,
            ..Query::default()
        }
    }

    #[test]
    fn a_newer_question_stops_the_one_that_runs() {
        let (_folder, seeker, news) = slow(Duration::from_millis(30));
        let asked = Instant::now();
        let first = seeker.ask(query("a"), None);
        thread::sleep(Duration::from_millis(100));
        let second = seeker.ask(query("ab"), None);
        let third = seeker.ask(query("abc"), None);
        // Asking waited for nothing, though each search takes many steps.
        assert!(asked.elapsed() < Duration::from_millis(300));
        assert!(first < second && second < third);
        let answered = loop {
            let sought = news.recv_timeout(PATIENCE).unwrap();
            if matches!(sought.news, News::Found(_)) {
                break sought;
            }
        };
        assert_eq!(answered.ticket, third);
        assert_eq!(answered.news, News::Found(Ok(Page::default())));
        drop(seeker);
        assert!(
            news.try_recv().is_err(),
            "what was overtaken is not answered"
        );
    }

    #[test]
    fn when_the_time_is_over_a_part_is_the_answer() {
        let (_folder, seeker, news) = slow(Duration::from_millis(5));
        let ticket = seeker.ask(query("a"), Some(Duration::from_millis(10)));
        let sought = news.recv_timeout(PATIENCE).unwrap();
        let page = Page {
            partial: true,
            next: Some(i64::MAX),
            ..Page::default()
        };
        let news_of = News::Found(Ok(page));
        assert_eq!(
            sought,
            Sought {
                ticket,
                news: news_of
            }
        );
    }

    #[test]
    fn a_long_search_says_that_it_goes_on() {
        let (_folder, seeker, news) = slow(Duration::from_millis(40));
        let ticket = seeker.ask(query("a"), None);
        let first = news.recv_timeout(PATIENCE).unwrap();
        let news_of = News::Still;
        assert_eq!(
            first,
            Sought {
                ticket,
                news: news_of
            }
        );
        let second = news.recv_timeout(PATIENCE).unwrap();
        assert_eq!(second.news, News::Found(Ok(Page::default())));
        // Leaving waits for nothing, not even for the step that runs.
        seeker.ask(query("a"), None);
        thread::sleep(Duration::from_millis(60));
        let left = Instant::now();
        seeker.rest();
        assert!(left.elapsed() < Duration::from_millis(30));
        let ticket = seeker.ask(query("b"), Some(PATIENCE));
        let again = loop {
            let sought = news.recv_timeout(PATIENCE).unwrap();
            if matches!(sought.news, News::Found(_)) {
                break sought;
            }
        };
        let news_of = News::Found(Ok(Page::default()));
        assert_eq!((again.ticket, again.news), (ticket, news_of));
        // Forgotten, it is not answered, and the end does not wait for it.
        seeker.ask(query("a"), None);
        seeker.forget();
        let left = Instant::now();
        drop(seeker);
        assert!(left.elapsed() < Duration::from_secs(5));
        assert!(news.try_recv().is_err());
    }
}
