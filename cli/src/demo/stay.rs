//! After the demo: the service goes on; a browser can sit in every chair, a second terminal can try the app.

use std::{path::Path, time::Duration};

use super::{
    Played, Untold,
    cast::{Person, Spot},
    links,
    narration::Stay,
    stage::Stage,
    wall::Wall,
};
use crate::desk::Desk;

/// The number of the second terminal's phone, which is also named as staff.
const SPARE_NUMBER: &str = "+77050000099";
/// An IIN that nobody in the demo has: right by its check digit, and nobody's.
const SPARE_IIN: &str = "000101900364";
/// The folder of the film of a pass that was shown too late.
pub(super) const OLD_PASS: &str = "film-old-pass";
/// How wide posters are drawn for the second terminal, in pixels.
const DRAWN: u32 = 1240;

/// Prints what to open and what to type, and waits for Ctrl-C.
pub(super) async fn stay(desk: &Desk, stage: &Stage, played: &mut Played) -> Result<(), Untold> {
    desk.tell("");
    desk.tell(Stay::Runs.say(desk.language()));
    links::print(desk, stage, played).await?;
    links::name_staff(stage, played, SPARE_NUMBER).await?;
    commands(desk, stage, played)?;
    let mut pressed = links::enter_key();
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    loop {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => return Ok(()),
            Some(()) = pressed.recv() => links::print_passwords(desk, stage, played),
            _ = minute.tick() => {
                stage.service.sweep().await.map_err(|error| Untold::of(&error.to_string()))?;
            }
        }
    }
}

/// Leaves posters on the disk, and prints the commands that scan them.
fn commands(desk: &Desk, stage: &Stage, played: &Played) -> Result<(), Untold> {
    let (language, town) = (desk.language(), &played.town);
    let posters = stage.folder.posters();
    for spot in Spot::ALL {
        let signed = ashyq_core::poster::SignedPoster::parse(town.poster(spot)?).map_err(|_| Untold::of("a poster"))?;
        let png = ashyq_server::poster_sheet::PosterSheet::draw(&signed, false).and_then(|sheet| sheet.png(DRAWN));
        let png = png.map_err(|_| Untold::of("a poster that is drawn"))?;
        std::fs::write(posters.join(format!("{}.png", spot.slug())), png)
            .map_err(|_| Untold::of("posters on the disk"))?;
    }
    let film = posters.join("film-cafe");
    Wall::poster(town.poster(Spot::Cafe)?, 3)?.write_frames(&film)?;
    let typed = town.venue(Spot::Cinema)?.posters.first().map(|poster| poster.number.to_string()).unwrap_or_default();
    let program = std::env::current_exe().map_or_else(|_| "ashyq".into(), |path| quoted(&path));
    let phone = stage.folder.path().join("phones");
    let this_phone = format!("--profile {} --vault {}", quoted(&phone.join("desk")), quoted(&phone.join("desk.vault")));
    desk.tell("");
    desk.tell(Stay::Commands.say(language));
    if !desk.options.json {
        // Not wrapped: these are to be copied.
        println!("  ashyq() {{ {program} --language {} {this_phone} \"$@\"; }}", language.code());
        println!("  ashyq log-in --service {} --root {}", stage.address, stage.root.0);
        println!("  ashyq iin");
        println!("  ashyq scan {} --pass", quoted(&posters.join("grocery.png")));
        println!("  ashyq scan {}", quoted(&film));
        println!("  ashyq scan --typed {typed}");
        for command in ["status", "leave", "visits"] {
            println!("  ashyq {command}");
        }
    }
    desk.tell(Stay::StaffCommands.say(language));
    if !desk.options.json {
        for command in ["roles", "accept", "shift open", "enter", "leave"] {
            println!("  ashyq staff {command}");
        }
    }
    desk.tell(Stay::OldPass.say(language));
    if !desk.options.json {
        println!("  ashyq staff check {}", quoted(&posters.join(OLD_PASS)));
    }
    let values = [("number", SPARE_NUMBER), ("iin", SPARE_IIN), ("other", Person::Bibigul.iin())];
    desk.tell(&Stay::Types.fill(language, &values));
    Ok(())
}

/// A path as a shell reads it.
fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    if plain { text.into_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_survives_the_shell() {
        assert_eq!(quoted(Path::new("/tmp/a-b/c.png")), "/tmp/a-b/c.png");
        assert_eq!(quoted(Path::new("/tmp/a b'c")), r"'/tmp/a b'\''c'");
    }

    #[test]
    fn the_spare_iin_is_right() {
        assert!(ashyq_core::iin::Iin::parse(SPARE_IIN).is_ok());
    }
}
