//! What was seen: our text, somebody else's code by its kind, a hint to the person, or nothing.

use std::fmt;

use super::decode::MOST_TEXT;
use super::frame::Point;

/// What one frame showed, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// What it is.
    pub what: What,
    /// Where it lies in the upright frame, if anywhere.
    pub outline: Option<Quad>,
}

impl Seen {
    /// A frame that showed nothing.
    pub const NOTHING: Seen = Seen { what: What::Nothing, outline: None };
}

/// A code's outline in pixels of the upright frame, clockwise from the code's own top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quad {
    /// The four corners.
    pub corners: [Point; 4],
}

/// What a frame showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A code that starts with one of our prefixes.
    Ours(Text),
    /// A code of others. Its text is not given out, so nobody can open it.
    Foreign(ForeignKind),
    /// A code that cannot be read yet, and what would help.
    Unreadable(Hint),
    /// No code.
    Nothing,
}

/// The text of a code that is ours: UTF-8, at most 4096 bytes, otherwise as it was printed by whoever printed it.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Gives the text, to be parsed: it is ours by its prefix only.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl What {
    /// The text, where the code is ours.
    pub fn ours(&self) -> Option<&str> {
        match self {
            Self::Ours(text) => Some(text.as_str()),
            Self::Foreign(_) | Self::Unreadable(_) | Self::Nothing => None,
        }
    }
}

impl fmt::Debug for Text {
    /// Shows the length only: a pass is personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

/// The kinds of code that are named to the person instead of being opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ForeignKind {
    /// A Wi-Fi network (`WIFI:`).
    WiFi,
    /// A web address that is not ours.
    Link,
    /// A visiting card (vCard, MECARD, bizcard).
    Contact,
    /// A telephone number (`tel:`).
    Phone,
    /// A message to send (SMS, mail, WhatsApp, Telegram).
    Message,
    /// A payment (EMV merchant-presented QR, Kaspi, SEPA, a crypto-currency address).
    Payment,
    /// A place (`geo:` or a map's link).
    Place,
    /// A calendar's event (iCalendar).
    Event,
    /// Another check-in or health system.
    AnotherCheckIn,
    /// A second factor or another secret (`otpauth:`).
    Secret,
    /// A part of a text that is spread over several codes (structured append): half a text is no text.
    Part,
    /// Any other text.
    Text,
}

/// What the person can do to make a code readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hint {
    /// The code is too small in the frame.
    MoveCloser,
    /// There is too little light.
    TooDark,
    /// There is too much light, or a reflection on the code.
    TooBright,
    /// The picture is blurred.
    HoldStill,
    /// Two codes of ours are in the frame, and only the person knows which is meant.
    SeveralCodes,
}

/// The prefixes that make a text ours, compared without regard to ASCII case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefixes(Vec<String>);

impl Prefixes {
    /// Collects prefixes, such as `HTTPS://ASHYQ.KZ/P/`; an empty one makes every text ours.
    pub fn new<S: Into<String>>(prefixes: impl IntoIterator<Item = S>) -> Prefixes {
        Prefixes(prefixes.into_iter().map(Into::into).collect())
    }

    /// Tells what the bytes of a code are.
    pub fn tell(&self, bytes: &[u8]) -> What {
        let ours = self.0.iter().any(|prefix| starts_with(bytes, prefix));
        if ours
            && bytes.len() <= MOST_TEXT
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return What::Ours(Text(text.to_owned()));
        }
        What::Foreign(ForeignKind::tell(bytes))
    }
}

fn starts_with(bytes: &[u8], prefix: &str) -> bool {
    bytes.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// The starts that tell a kind; the first that fits counts. Hosts come before plain links.
const STARTS: &[(&str, ForeignKind)] = &[
    ("WIFI:", ForeignKind::WiFi),
    // Check-in systems seen on doors in Europe, Asia, Australia and New Zealand.
    ("UKC19TRACING:", ForeignKind::AnotherCheckIn),
    ("NZCOVIDTRACER:", ForeignKind::AnotherCheckIn),
    ("HC1:", ForeignKind::AnotherCheckIn),
    ("shc:/", ForeignKind::AnotherCheckIn),
    ("https://app.luca-app.de", ForeignKind::AnotherCheckIn),
    ("https://e.coronawarn.app", ForeignKind::AnotherCheckIn),
    ("https://tac.gov.sg", ForeignKind::AnotherCheckIn),
    ("https://temperaturepass.ndi-api.gov.sg", ForeignKind::AnotherCheckIn),
    ("https://www.safeentry-qr.gov.sg", ForeignKind::AnotherCheckIn),
    ("https://safeentry-qr.gov.sg", ForeignKind::AnotherCheckIn),
    ("https://www.service.nsw.gov.au/campaign/service-nsw-mobile-app", ForeignKind::AnotherCheckIn),
    ("https://qr.thailandplus.in.th", ForeignKind::AnotherCheckIn),
    ("https://mysejahtera", ForeignKind::AnotherCheckIn),
    ("BEGIN:VCARD", ForeignKind::Contact),
    ("MECARD:", ForeignKind::Contact),
    ("BIZCARD:", ForeignKind::Contact),
    ("tel:", ForeignKind::Phone),
    ("sms:", ForeignKind::Message),
    ("smsto:", ForeignKind::Message),
    ("mms:", ForeignKind::Message),
    ("mmsto:", ForeignKind::Message),
    ("mailto:", ForeignKind::Message),
    ("MATMSG:", ForeignKind::Message),
    ("whatsapp:", ForeignKind::Message),
    ("tg:", ForeignKind::Message),
    ("https://wa.me/", ForeignKind::Message),
    ("https://api.whatsapp.com/", ForeignKind::Message),
    ("https://t.me/", ForeignKind::Message),
    // EMV QR Code, merchant-presented mode: payload format indicator 00, length 02, value 01.
    ("000201", ForeignKind::Payment),
    ("https://kaspi.kz/pay", ForeignKind::Payment),
    ("https://pay.kaspi.kz", ForeignKind::Payment),
    ("kaspi:", ForeignKind::Payment),
    ("BCD\n", ForeignKind::Payment),
    ("SPC\n", ForeignKind::Payment),
    ("bitcoin:", ForeignKind::Payment),
    ("ethereum:", ForeignKind::Payment),
    ("litecoin:", ForeignKind::Payment),
    ("tron:", ForeignKind::Payment),
    ("geo:", ForeignKind::Place),
    ("https://maps.google.", ForeignKind::Place),
    ("https://www.google.com/maps", ForeignKind::Place),
    ("https://goo.gl/maps", ForeignKind::Place),
    ("https://maps.app.goo.gl", ForeignKind::Place),
    ("https://2gis.", ForeignKind::Place),
    ("https://go.2gis.com", ForeignKind::Place),
    ("BEGIN:VCALENDAR", ForeignKind::Event),
    ("BEGIN:VEVENT", ForeignKind::Event),
    ("otpauth:", ForeignKind::Secret),
    ("otpauth-migration:", ForeignKind::Secret),
    ("http://", ForeignKind::Link),
    ("https://", ForeignKind::Link),
    ("URLTO:", ForeignKind::Link),
    ("www.", ForeignKind::Link),
];

impl ForeignKind {
    /// Tells the kind by how the bytes begin; leading white space does not count.
    fn tell(bytes: &[u8]) -> ForeignKind {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        STARTS.iter().find(|(start, _)| starts_with(bytes, start)).map_or(ForeignKind::Text, |&(_, kind)| kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Prefixes {
        Prefixes::new(["HTTPS://ASHYQ.KZ/P/", "ASHYQ-PASS:"])
    }

    #[test]
    fn a_prefix_makes_a_text_ours_whatever_its_case() {
        for text in ["HTTPS://ASHYQ.KZ/P/ABC", "https://ashyq.kz/p/ABC", "Ashyq-Pass:1"] {
            let What::Ours(found) = ours().tell(text.as_bytes()) else { panic!("{text}") };
            assert_eq!(found.as_str(), text);
        }
    }

    #[test]
    fn a_text_that_only_resembles_ours_is_foreign() {
        for text in
            ["https://ashyq.kz.evil.example/p/", "https://ashyq.kz/q/1", " ASHYQ-PASS:1", "xHTTPS://ASHYQ.KZ/P/", ""]
        {
            assert!(matches!(ours().tell(text.as_bytes()), What::Foreign(_)), "{text}");
        }
    }

    #[test]
    fn ours_but_not_utf_8_or_too_long_is_not_given_out() {
        assert_eq!(ours().tell(b"ASHYQ-PASS:\xFF"), What::Foreign(ForeignKind::Text));
        let long = format!("ASHYQ-PASS:{}", "A".repeat(MOST_TEXT));
        assert_eq!(ours().tell(long.as_bytes()), What::Foreign(ForeignKind::Text));
    }

    #[test]
    fn every_kind_of_foreign_code_is_named() {
        let table = [
            ("WIFI:T:WPA;S:guest;P:x;;", ForeignKind::WiFi),
            ("wifi:S:x;;", ForeignKind::WiFi),
            ("https://example.org", ForeignKind::Link),
            ("HTTP://EXAMPLE.ORG", ForeignKind::Link),
            ("BEGIN:VCARD\nVERSION:3.0", ForeignKind::Contact),
            ("MECARD:N:A;;", ForeignKind::Contact),
            ("tel:+77010000000", ForeignKind::Phone),
            ("SMSTO:1:x", ForeignKind::Message),
            ("mailto:a@example.org", ForeignKind::Message),
            ("https://wa.me/77010000000", ForeignKind::Message),
            ("00020101021226", ForeignKind::Payment),
            ("https://pay.kaspi.kz/pay/x", ForeignKind::Payment),
            ("bitcoin:1", ForeignKind::Payment),
            ("geo:43.2,76.9", ForeignKind::Place),
            ("BEGIN:VCALENDAR", ForeignKind::Event),
            ("UKC19TRACING:1:x", ForeignKind::AnotherCheckIn),
            ("https://app.luca-app.de/webapp/x", ForeignKind::AnotherCheckIn),
            ("https://e.coronawarn.app?v=1#x", ForeignKind::AnotherCheckIn),
            ("otpauth://totp/x", ForeignKind::Secret),
            ("javascript:alert(1)", ForeignKind::Text),
            ("\u{202E}moc", ForeignKind::Text),
            ("\0", ForeignKind::Text),
        ];
        for (text, kind) in table {
            assert_eq!(ours().tell(text.as_bytes()), What::Foreign(kind), "{text}");
        }
    }

    #[test]
    fn a_text_does_not_show_in_debug_output() {
        let seen = Seen { what: ours().tell(b"ASHYQ-PASS:secret"), outline: None };
        assert!(!format!("{seen:?}").contains("secret"));
    }
}
