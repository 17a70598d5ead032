//! A driver of the language that is tried: one line a call, one line an answer, in any order.

use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Condvar, Mutex},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// The longest that a call may take.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Default)]
struct Answers {
    come: Mutex<(HashMap<u64, Value>, bool)>,
    news: Condvar,
}

/// A program that makes calls in its language.
pub(crate) struct Driver {
    child: Child,
    lines: Mutex<(Option<ChildStdin>, u64)>,
    answers: Arc<Answers>,
}

impl Driver {
    /// Starts the driver that `cargo xtask test` names.
    pub(crate) fn start() -> Self {
        Self::named("FOREIGN_DRIVER")
    }

    /// Starts the driver that a variable of the environment names.
    pub(crate) fn named(variable: &str) -> Self {
        let program = std::env::var_os(variable).expect("`cargo xtask test python` (kotlin, swift) names a driver");
        let mut child =
            Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the driver starts");
        let output = BufReader::new(child.stdout.take().unwrap());
        let answers = Arc::new(Answers::default());
        let reader = Arc::clone(&answers);
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let answer: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no answer: {line}"));
                reader.come.lock().unwrap().0.insert(answer["id"].as_u64().unwrap(), answer);
                reader.news.notify_all();
            }
            reader.come.lock().unwrap().1 = true;
            reader.news.notify_all();
        });
        let lines = Mutex::new((child.stdin.take(), 0));
        Self { child, lines, answers }
    }

    /// The process, to be looked at.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Begins a call; its number is for [`Self::answer`].
    pub(crate) fn begins(&self, on: Option<&str>, call: &str, with: Value, keep: Option<&str>) -> u64 {
        let mut lines = self.lines.lock().unwrap();
        lines.1 += 1;
        let mut line = json!({ "id": lines.1, "call": call });
        line["with"] = with;
        for (name, value) in [("on", on), ("as", keep)] {
            if let Some(value) = value {
                line[name] = json!(value);
            }
        }
        writeln!(lines.0.as_mut().unwrap(), "{line}").expect("the driver reads");
        lines.1
    }

    /// Waits for the answer to a call.
    #[track_caller]
    pub(crate) fn answer(&self, id: u64) -> Value {
        let until = Instant::now() + PATIENCE;
        let mut come = self.answers.come.lock().unwrap();
        loop {
            if let Some(answer) = come.0.remove(&id) {
                return answer;
            }
            assert!(!come.1, "the driver has ended");
            assert!(Instant::now() < until, "no answer within {PATIENCE:?}");
            come = self.answers.news.wait_timeout(come, Duration::from_millis(100)).unwrap().0;
        }
    }

    #[track_caller]
    fn whole(&self, on: Option<&str>, call: &str, with: Value, keep: Option<&str>) -> Value {
        let answer = self.answer(self.begins(on, call, with, keep));
        assert!(answer.get("throws").is_none(), "{call}: {answer}");
        answer["gives"].clone()
    }

    /// What a call on an object gives.
    #[track_caller]
    pub(crate) fn gives(&self, on: &str, call: &str, with: Value) -> Value {
        self.whole(Some(on), call, with, None)
    }

    /// What a call gives, with the object that it makes kept under a name.
    #[track_caller]
    pub(crate) fn keeps(&self, on: &str, call: &str, with: Value, keep: &str) -> Value {
        self.whole(Some(on), call, with, Some(keep))
    }

    /// The same for a call that is on no object.
    #[track_caller]
    pub(crate) fn makes(&self, call: &str, with: Value, keep: &str) -> Value {
        self.whole(None, call, with, Some(keep))
    }

    /// What a call that is on no object gives.
    #[track_caller]
    pub(crate) fn does(&self, call: &str, with: Value) -> Value {
        self.whole(None, call, with, None)
    }

    /// The whole answer to a call that throws.
    #[track_caller]
    pub(crate) fn throws(&self, on: Option<&str>, call: &str, with: Value) -> Value {
        let answer = self.answer(self.begins(on, call, with, Some("thrown")));
        assert!(answer.get("throws").is_some(), "{call}: {answer}");
        answer
    }

    /// Checks which error a call throws, and its word.
    #[track_caller]
    pub(crate) fn refuses(&self, on: &str, call: &str, with: Value, error: &str, word: &str) {
        let answer = self.throws(Some(on), call, with);
        assert_eq!((&answer["throws"], &answer["word"]), (&json!(error), &json!(word)), "{call}: {answer}");
        let says = answer["says"].as_str().unwrap();
        assert!(says.len() > 10 && !says.contains('{'), "{says}");
    }

    /// Ends the input; the driver ends by itself.
    #[track_caller]
    pub(crate) fn ends(mut self) {
        self.lines.lock().unwrap().0 = None;
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
