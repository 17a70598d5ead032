//! What the disk under the databases can do.

use std::{
    io::Write as _,
    time::{Duration, Instant},
};

const TIME: Duration = Duration::from_secs(1);

/// How often a second a file can be appended to and synced, beside where the databases are.
pub(crate) fn syncs_per_second() -> f64 {
    let mut file = tempfile::tempfile().expect("a temporary file");
    let (started, mut syncs) = (Instant::now(), 0_u32);
    while started.elapsed() < TIME {
        file.write_all(&[7; 4096]).expect("the file is written");
        file.sync_data().expect("the file is synced");
        syncs += 1;
    }
    f64::from(syncs) / started.elapsed().as_secs_f64()
}
