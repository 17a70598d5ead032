//! What a frame showed.

use ashyq_core::scan::{Crop, ForeignKind, Hint, Point, Quad, Seen, Text as SeenText, What};

/// The four corners of a code, clockwise from its own top left.
type Outline = Quad;

uniffi::custom_type!(
    /// The text of a code that is ours by its prefix.
    SeenText, String, {
        remote,
        lower: |text| text.as_str().to_owned(),
        try_lift: |_text| Err(uniffi::deps::anyhow::anyhow!("a text is seen, never made")),
    }
);
uniffi::custom_type!(
    /// The four corners of a code in pixels of the upright frame, clockwise from the code's own top left.
    Outline, Vec<Point>, {
        remote,
        lower: |outline| outline.corners.to_vec(),
        try_lift: |_corners| Err(uniffi::deps::anyhow::anyhow!("an outline is seen, never made")),
    }
);

/// What one frame showed, and where.
#[uniffi::remote(Record)]
pub struct Seen {
    /// What it is.
    pub what: What,
    /// Where it lies in the upright frame, if anywhere.
    pub outline: Option<Outline>,
}

/// What a frame showed.
#[uniffi::remote(Enum)]
pub enum What {
    /// A code that starts with one of our prefixes.
    Ours(SeenText),
    /// A code of others. Its text is not given out, so nobody can open it.
    Foreign(ForeignKind),
    /// A code that cannot be read yet, and what would help.
    Unreadable(Hint),
    /// No code.
    Nothing,
}

/// The kinds of code that are named to the person instead of being opened.
#[uniffi::remote(Enum)]
pub enum ForeignKind {
    /// A Wi-Fi network.
    WiFi,
    /// A web address that is not ours.
    Link,
    /// A visiting card.
    Contact,
    /// A telephone number.
    Phone,
    /// A message to send.
    Message,
    /// A payment.
    Payment,
    /// A place.
    Place,
    /// A calendar's event.
    Event,
    /// Another check-in or health system.
    AnotherCheckIn,
    /// A second factor or another secret.
    Secret,
    /// A part of a text that is spread over several codes.
    Part,
    /// Any other text.
    Text,
}

/// What the person can do to make a code readable.
#[uniffi::remote(Enum)]
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

/// A point in pixels; the middle of the first pixel is (0.5, 0.5).
#[uniffi::remote(Record)]
pub struct Point {
    /// Pixels from the left.
    pub x: f32,
    /// Pixels from the top.
    pub y: f32,
}

/// The part of a frame that is looked at, in pixels of the frame as it lies in memory (before rotation).
#[uniffi::remote(Record)]
pub struct Crop {
    /// The first column.
    pub left: u32,
    /// The first row.
    pub top: u32,
    /// The number of columns.
    pub width: u32,
    /// The number of rows.
    pub height: u32,
}
