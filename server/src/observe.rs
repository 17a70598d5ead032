//! What the service says of itself while it runs: JSON lines without personal data, and panics without their words.

use std::{
    io::{self, Write as _},
    panic,
    time::SystemTime,
};

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{
    Layer,
    filter::Targets,
    fmt::MakeWriter,
    layer::{Context, SubscriberExt as _},
    registry::LookupSpan,
};

use crate::{
    metric,
    scrub::{MASK, scrub},
};

/// Fields that are masked whatever they hold.
const NEVER: [&str; 8] = ["iin", "phone", "token", "authorization", "dpop", "log_in_code", "body", "text"];

/// Begins to log to standard output and sets the panic hook, once for the process; later calls change nothing.
///
/// Other libraries are heard from `warn` up: their finer lines may hold headers.
pub fn begin(level: Level) {
    begin_into(level, io::stdout);
}

/// The same into something else: the demo's standard output is for people.
pub fn begin_into(level: Level, writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) {
    let filter = Targets::new().with_default(Level::WARN.min(level)).with_target("ashyq", level);
    let subscriber = tracing_subscriber::registry().with(JsonLines(writer).with_filter(filter));
    if tracing::subscriber::set_global_default(subscriber).is_ok() {
        panic::set_hook(Box::new(tell_of));
    }
}

/// A panic's words may hold anything; its place says enough to find it.
fn tell_of(panic: &panic::PanicHookInfo<'_>) {
    metrics::counter!(metric::PANICS).increment(1);
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "panicked");
}

/// Writes every event as one line of JSON, with the fields of the spans around it.
struct JsonLines<W>(W);

impl<S, W> Layer<S> for JsonLines<W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(fields);
        }
    }

    fn on_record(&self, id: &Id, record: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(fields) = span.extensions_mut().get_mut::<Fields>()
        {
            record.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut line = Map::new();
        let time = Timestamp::try_from(SystemTime::now()).map(|time| time.to_string()).unwrap_or_default();
        line.insert(String::from("time"), time.into());
        line.insert(String::from("level"), event.metadata().level().as_str().into());
        line.insert(String::from("target"), event.metadata().target().into());
        for span in context.event_scope(event).into_iter().flat_map(tracing_subscriber::registry::Scope::from_root) {
            if let Some(fields) = span.extensions().get::<Fields>() {
                line.extend(fields.0.clone());
            }
        }
        let mut fields = Fields::default();
        event.record(&mut fields);
        line.extend(fields.0);
        let text = format!("{}\n", Value::Object(line));
        // A log that cannot be written has nowhere to be told of.
        let _ = self.0.make_writer().write_all(text.as_bytes());
    }
}

/// Scrubbed fields.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, field: &Field, value: Value) {
        let never = NEVER.contains(&field.name());
        self.0.insert(field.name().to_owned(), if never { Value::from(MASK) } else { value });
    }

    fn put_text(&mut self, field: &Field, text: &str) {
        self.put(field, Value::from(scrub(text)));
    }

    fn put_number(&mut self, field: &Field, number: Value) {
        let text = number.to_string();
        let clean = scrub(&text);
        self.put(field, if clean == text { number } else { json!(clean) });
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.put_text(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put_text(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put_number(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put_number(field, value.into());
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put_number(field, value.into());
    }

    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        self.put_text(field, &value.to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(say: impl FnOnce()) -> Vec<Map<String, Value>> {
        let page = Page::default();
        let writer = page.clone();
        let subscriber = tracing_subscriber::registry().with(JsonLines(move || writer.clone()));
        tracing::subscriber::with_default(subscriber, say);
        let bytes = page.0.lock().unwrap().clone();
        let text = String::from_utf8(bytes).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn a_line_has_its_fields_and_those_of_its_spans() {
        let lines = logged(|| {
            let span = tracing::info_span!("request", route = "/v1/visits/{visit}", status = tracing::field::Empty);
            let _inside = span.enter();
            span.record("status", 200);
            tracing::info!(rows = 3, whole = true, "recorded");
        });
        let line = &lines[0];
        assert_eq!((&line["level"], &line["message"]), (&json!("INFO"), &json!("recorded")));
        assert_eq!((&line["route"], &line["status"]), (&json!("/v1/visits/{visit}"), &json!(200)));
        assert_eq!((&line["rows"], &line["whole"]), (&json!(3), &json!(true)));
        assert!(line["time"].as_str().unwrap().ends_with('Z'));
    }

    #[test]
    fn nothing_personal_reaches_a_line_by_any_way() {
        let canaries = ["900101300017", "77051234567", "MeNUEuPVWFBW2kumgy_nypR4avXuHkhVBV5BhZn6hzA"];
        let lines = logged(|| {
            for canary in canaries {
                let error = io::Error::other(canary);
                let span = tracing::info_span!("request", inside = canary);
                let _inside = span.enter();
                tracing::warn!(debug = ?Some(canary), display = %canary, error = &error as &dyn std::error::Error, "said {canary}");
            }
            tracing::warn!(
                number = 900_101_300_017_u64,
                signed = 77_051_234_567_i64,
                body = "short",
                iin = true,
                "numbers"
            );
        });
        let text = Value::from_iter(lines).to_string();
        for canary in canaries.into_iter().chain(["short"]) {
            assert!(!text.contains(canary), "{text}");
        }
        assert!(text.contains("\"iin\":\"•••\""), "{text}");
    }

    #[test]
    fn a_panic_is_told_by_its_place_alone() {
        let here = std::thread::current().id();
        let usual = panic::take_hook();
        panic::set_hook(Box::new(
            move |panic| {
                if std::thread::current().id() == here { tell_of(panic) } else { usual(panic) }
            },
        ));
        let lines = logged(|| drop(panic::catch_unwind(|| panic!("the IIN is 900101300017"))));
        drop(panic::take_hook());
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0]["message"], "panicked");
        assert!(lines[0]["place"].as_str().unwrap().contains("observe.rs"));
        assert!(!Value::from_iter(lines).to_string().contains("IIN is"));
    }
}
