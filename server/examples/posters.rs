//! Draws sample posters into a folder: `NAME.png`, and `NAME.txt` with the text of the code. `cargo xtask bench scan` films them.

use std::{error::Error, path::Path};

use ashyq_core::{
    id::{Entrance, VenueId},
    keys::{Purpose, Signer},
    moment::{DAY, Moment},
    poster::{Poster, PosterNumber},
};
use ashyq_server::poster_sheet::PosterSheet;

/// Short and long names: they decide how many modules the code has.
const NAMES: [&str; 3] = ["Дәмхана", "«Алтын дән» азық-түлік дүкені", "Оқушылар мен студенттер сарайы №2"];

/// Pixels of a sheet's width: 300 dots an inch.
const WIDTH: u32 = 2480;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    std::fs::create_dir_all(&folder)?;
    let key = Signer::derive(Purpose::Poster, &[2; 32]);
    for (number, name) in (1u8..).zip(NAMES) {
        let from = Moment(1_795_348_800_000);
        let poster = Poster {
            venue: VenueId([number; 16]),
            entrance: Entrance::new(number).ok_or("an entrance")?,
            number: PosterNumber::make(12_345_678_900 + u64::from(number)).ok_or("a number")?,
            from,
            until: from.plus(DAY * 366),
            name: name.to_owned(),
        };
        let signed = poster.sign(&key).ok_or("a poster that can be signed")?;
        let file = Path::new(&folder).join(format!("{number}.png"));
        std::fs::write(&file, PosterSheet::draw(&signed, false)?.png(WIDTH)?)?;
        std::fs::write(file.with_extension("txt"), signed.to_string())?;
    }
    Ok(())
}
