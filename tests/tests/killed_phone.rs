//! The phone killed at every file-system call of three stories: what it promised to keep is kept and delivered once.
#![allow(clippy::unwrap_used, reason = "a panic is how a story fails")]

use std::{
    collections::HashSet,
    path::Path,
    process::{Command, Stdio},
};

use ashyq_core::client::Session;
use ashyq_tests::{
    desk, iin,
    process::{ServiceProcess, program},
};
use rusqlite::Connection;

/// The calls that change files.
const CALLS: &str = "openat,write,pwrite64,fsync,fdatasync,rename,unlink,ftruncate,mkdir";

struct Scene {
    service: ServiceProcess,
    poster: String,
    folder: tempfile::TempDir,
}

impl Scene {
    fn arguments(&self, story: &str, folder: &Path) -> Vec<String> {
        // Nobody listens on the discard port: the phone is offline.
        let address = if story == "offline" { "http://127.0.0.1:9" } else { &self.service.address };
        let root = self.service.root.0.to_string();
        [story, folder.to_str().unwrap(), address, &root, &self.poster].map(str::to_owned).to_vec()
    }

    fn tell(&self, story: &str, folder: &Path) -> Vec<String> {
        let output = Command::new(program("ashyq-story-phone")).args(self.arguments(story, folder)).output().unwrap();
        assert!(output.status.success(), "{story}: {}", String::from_utf8_lossy(&output.stderr));
        lines(&output.stdout)
    }

    /// Tells a story under strace; what it acknowledged before it was killed, and whether it was.
    fn kill(&self, story: &str, folder: &Path, call: &str, at: usize) -> (Vec<String>, bool) {
        let output = Command::new("strace")
            .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")])
            .args(["-e", &format!("inject={call}:signal=KILL:when={at}")])
            .arg(program("ashyq-story-phone"))
            .args(self.arguments(story, folder))
            .stderr(Stdio::null())
            .output()
            .unwrap();
        (lines(&output.stdout), !output.status.success())
    }

    /// How often a story makes each call.
    fn count(&self, story: &str, folder: &Path) -> Vec<(String, usize)> {
        let log = self.folder.path().join("calls");
        let output = Command::new("strace")
            .args(["-f", "-qq", "-o", log.to_str().unwrap(), "-e", &format!("trace={CALLS}")])
            .arg(program("ashyq-story-phone"))
            .args(self.arguments(story, folder))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let log = std::fs::read_to_string(log).unwrap();
        let times = |call: &str| log.lines().filter(|line| line.contains(&format!(" {call}("))).count();
        CALLS.split(',').map(|call| (call.to_owned(), times(call))).filter(|(_, times)| *times > 0).collect()
    }
}

fn lines(output: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(output).lines().map(str::to_owned).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// Visits in the service's database, by id as text: how often, and whether they have ended.
fn held(service: &ServiceProcess) -> Vec<(String, bool)> {
    let database = Connection::open(service.database()).unwrap();
    let mut rows = database.prepare("select lower(hex(visit_id)), exit_at is not null from visit").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_killed_at_any_call_keeps_what_it_promised() {
    let service = ServiceProcess::start(&[], None);
    let poster = service.posters[0].clone();
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene { service, poster, folder };

    // One person is outside and stories begin with an entry; the other is inside and leaves.
    let (outside, inside) = (scene.folder.path().join("outside"), scene.folder.path().join("inside"));
    for (number, (folder, seed)) in [("+77051110000", (&outside, 1)), ("+77052220000", (&inside, 2))] {
        std::fs::create_dir_all(folder).unwrap();
        let session: Session = desk::log_in(folder, &scene.service, number, &iin(seed)).await;
        drop(session);
    }
    scene.tell("enter", &inside);

    let mut points = 0;
    for (story, start) in [("enter", &outside), ("leave", &inside), ("offline", &outside)] {
        let rehearsal = scene.folder.path().join(format!("{story}-rehearsal"));
        copy(start, &rehearsal);
        for (call, times) in scene.count(story, &rehearsal) {
            for at in 1..=times {
                let folder = scene.folder.path().join(format!("{story}-{call}-{at}"));
                copy(start, &folder);
                let before: HashSet<(String, bool)> = held(&scene.service).into_iter().collect();
                let (promised, _) = scene.kill(story, &folder, &call, at);
                // Started again, the phone delivers everything, and says so.
                assert_eq!(scene.tell("deliver", &folder), ["unsent 0"], "{story}, {call} {at}");
                let after = held(&scene.service);
                let ids: HashSet<&String> = after.iter().map(|(id, _)| id).collect();
                assert_eq!(ids.len(), after.len(), "{story}, {call} {at}: a visit is there twice");
                for line in promised {
                    let id = line.split(' ').nth(1).unwrap();
                    let found = after.iter().find(|(held, _)| held == id);
                    let (_, ended) = found.unwrap_or_else(|| panic!("{story}, {call} {at}: {line} is lost"));
                    assert!(*ended || story != "leave", "{story}, {call} {at}: the exit is lost");
                }
                let new = after.iter().filter(|row| !before.contains(row)).count();
                assert!(new <= 2, "{story}, {call} {at}: {new} rows changed");
                points += 1;
                std::fs::remove_dir_all(folder).unwrap();
            }
        }
    }
    println!("killed at {points} calls");
    assert!(points > 50, "only {points} calls: that proves little");
}
