//! What the service counts and measures. No label ever comes from a request's body or carries an id.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Requests that were answered; labels `route` (its name in the table), `status`.
pub const REQUESTS: &str = "ashyq_requests_total";
/// How long a request took; label `route`.
pub const REQUEST_SECONDS: &str = "ashyq_request_seconds";
/// SMS; label `result`.
pub const SMS: &str = "ashyq_sms_total";
/// Requests refused by a limit; label `limit`.
pub const LIMITED: &str = "ashyq_limited_total";
/// Groups that were committed.
pub const COMMITS: &str = "ashyq_commits_total";
/// How long a commit took, fsync included.
pub const COMMIT_SECONDS: &str = "ashyq_commit_seconds";
/// How many writes one commit held.
pub const COMMIT_WRITES: &str = "ashyq_commit_writes";
/// Rows that were deleted as their time was over; label `what`.
pub const SWEPT: &str = "ashyq_swept_total";
/// Boards that are open.
pub const BOARDS: &str = "ashyq_boards";
/// Seconds until the signed key set ends.
pub const KEY_SET_SECONDS_LEFT: &str = "ashyq_key_set_seconds_left";
/// Panics, all of them faults.
pub const PANICS: &str = "ashyq_panics_total";

/// Every metric: its name, its kind and what it is.
pub const TABLE: [(&str, Kind, &str); 11] = [
    (REQUESTS, Kind::Counter, "Requests that were answered"),
    (REQUEST_SECONDS, Kind::Histogram(&SECONDS), "How long a request took"),
    (SMS, Kind::Counter, "SMS by their result"),
    (LIMITED, Kind::Counter, "Requests refused by a limit"),
    (COMMITS, Kind::Counter, "Groups that were committed"),
    (COMMIT_SECONDS, Kind::Histogram(&SECONDS), "How long a commit took, fsync included"),
    (COMMIT_WRITES, Kind::Histogram(&WRITES), "How many writes one commit held"),
    (SWEPT, Kind::Counter, "Rows that were deleted as their time was over"),
    (BOARDS, Kind::Gauge, "Boards that are open"),
    (KEY_SET_SECONDS_LEFT, Kind::Gauge, "Seconds until the signed key set ends"),
    (PANICS, Kind::Counter, "Panics, all of them faults"),
];

/// The kinds of metric.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Only rises.
    Counter,
    /// Rises and falls.
    Gauge,
    /// Counts values up to these bounds.
    Histogram(&'static [f64]),
}

const SECONDS: [f64; 12] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0];
const WRITES: [f64; 8] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0];

/// Where the metrics come together.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Begins to collect, once for the process; later calls give the same.
    pub fn collect() -> Self {
        static METRICS: OnceLock<Metrics> = OnceLock::new();
        METRICS.get_or_init(Self::install).clone()
    }

    fn install() -> Self {
        let builder = TABLE.iter().fold(PrometheusBuilder::new(), |builder, (name, kind, _)| match kind {
            Kind::Histogram(bounds) => {
                let matcher = metrics_exporter_prometheus::Matcher::Full((*name).to_owned());
                // It refuses an empty list of bounds only.
                builder.set_buckets_for_metric(matcher, bounds).unwrap_or_default()
            }
            Kind::Counter | Kind::Gauge => builder,
        });
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        // A recorder that is there already belongs to whoever runs the service inside another program.
        if metrics::set_global_recorder(recorder).is_ok() {
            for (name, kind, meaning) in TABLE {
                match kind {
                    Kind::Counter => metrics::describe_counter!(name, meaning),
                    Kind::Gauge => metrics::describe_gauge!(name, meaning),
                    Kind::Histogram(_) => metrics::describe_histogram!(name, meaning),
                }
            }
        }
        Self(handle)
    }

    /// All metrics in Prometheus's text format.
    pub fn text(&self) -> String {
        self.0.render()
    }

    /// Sums up what histograms hold, so that memory does not grow where nobody asks for the text; call it now and then.
    pub fn keep_in_order(&self) {
        self.0.run_upkeep();
    }
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metrics")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_stands_in_the_text() {
        let metrics = Metrics::collect();
        metrics::counter!(SMS, "result" => "sent").increment(2);
        metrics::histogram!(COMMIT_WRITES).record(3.0);
        let text = metrics.text();
        assert!(text.contains("ashyq_sms_total{result=\"sent\"} 2"), "{text}");
        assert!(text.contains("ashyq_commit_writes_bucket{le=\"4\"} 1"), "{text}");
        assert!(text.contains("# HELP ashyq_sms_total SMS by their result"), "{text}");
        assert_eq!(Metrics::collect().text(), text);
    }

    #[test]
    fn every_metric_is_fed_and_none_is_named_elsewhere() {
        let mut sources = String::new();
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                match path.extension() {
                    _ if path.is_dir() => folders.push(path),
                    Some(ending) if ending == "rs" && !path.ends_with("metric.rs") => {
                        sources += &std::fs::read_to_string(path).unwrap();
                    }
                    _ => {}
                }
            }
        }
        let constants =
            include_str!("metric.rs").lines().filter_map(|line| line.strip_prefix("pub const ")?.split_once(": &str"));
        let fed = constants.inspect(|(name, _)| assert!(sources.contains(&format!("!(metric::{name}")), "{name}"));
        assert_eq!(fed.count(), TABLE.len());
        assert!(!sources.contains(concat!("!(\"", "ashyq_")));
    }

    #[test]
    fn every_metric_is_named_once_and_for_its_kind() {
        let names: std::collections::BTreeSet<_> = TABLE.iter().map(|(name, ..)| name).collect();
        assert_eq!(names.len(), TABLE.len());
        for (name, kind, _) in TABLE {
            assert_eq!(name.ends_with("_total"), matches!(kind, Kind::Counter), "{name}");
        }
    }
}
