//! What hangs by a door: a poster, a forged one, a sticker, a Wi-Fi code; filmed as a phone sees it.

use ashyq_core::{
    client::prefixes,
    poster::SignedPoster,
    scan::{Budget, Frame, Rotation, Scanner, What},
};
use ashyq_server::poster_sheet::PosterSheet;
use qrcodegen::{QrCode, QrCodeEcc};

use super::Untold;
use crate::film::{FRAMES, Film, HEIGHT, Sheet, WIDTH};

/// How many pixels a poster is drawn wide for the film: about 150 dots an inch.
const DRAWN: u32 = 1240;

/// Something flat on a wall.
pub(super) struct Wall {
    sheet: Sheet,
    seed: u64,
}

/// What the phone saw.
pub(super) struct Filmed {
    /// What it is.
    pub(super) what: What,
    /// In which frame, from 1.
    pub(super) frame: usize,
}

impl Wall {
    /// A poster, drawn as it is printed.
    pub(super) fn poster(text: &str, seed: u64) -> Result<Self, Untold> {
        Self::signed(&SignedPoster::parse(text).map_err(|_| Untold::of("a poster that can be read"))?, seed)
    }

    /// A sheet as it was printed.
    pub(super) fn printed(png: &[u8], seed: u64) -> Result<Self, Untold> {
        let untold = || Untold::of("a printed poster");
        let luma = image::load_from_memory(png).map_err(|_| untold())?.into_luma8();
        let size = |side: u32| usize::try_from(side).unwrap_or(0);
        let (width, height) = (size(luma.width()), size(luma.height()));
        Ok(Self { sheet: Sheet::parse(luma.into_raw(), width, height).ok_or_else(untold)?, seed })
    }

    /// The same poster with another name on it: whoever made it had no key.
    pub(super) fn forged(text: &str, seed: u64) -> Result<Self, Untold> {
        let mut signed = SignedPoster::parse(text).map_err(|_| Untold::of("a poster that can be read"))?;
        signed.poster.name = "Алтын дүкені".into();
        Self::signed(&signed, seed)
    }

    /// Any other code, on paper or on a phone's screen.
    pub(super) fn code(text: &str, seed: u64) -> Result<Self, Untold> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| Untold::of("a code"))?;
        let side = usize::try_from(code.size()).unwrap_or(0);
        let dark = |x: usize, y: usize| {
            let at = |value: usize| i32::try_from(value).unwrap_or(-1);
            code.get_module(at(x), at(y))
        };
        Ok(Self { sheet: Sheet::draw(side, dark), seed })
    }

    fn signed(signed: &SignedPoster, seed: u64) -> Result<Self, Untold> {
        let untold = |_| Untold::of("a poster that is drawn");
        let sheet = PosterSheet::draw(signed, false).map_err(untold)?;
        let (luma, width, height) = sheet.luma(DRAWN).map_err(untold)?;
        let size = |side: u32| usize::try_from(side).unwrap_or(0);
        let sheet = Sheet::parse(luma, size(width), size(height));
        Ok(Self { sheet: sheet.ok_or_else(|| Untold::of("a poster that is drawn"))?, seed })
    }

    /// Films it and scans every frame until something is read.
    pub(super) fn film(&self) -> Result<Filmed, Untold> {
        let mut scanner = Scanner::new(prefixes());
        let mut last = Filmed { what: What::Nothing, frame: FRAMES };
        for (at, still) in Film::of_poster(&self.sheet, self.seed).enumerate() {
            let side = |pixels: usize| u32::try_from(pixels).unwrap_or(0);
            let frame = Frame::parse(&still.luma, side(WIDTH), side(HEIGHT), side(WIDTH), Rotation::None, None);
            let frame = frame.map_err(|_| Untold::of("a frame"))?;
            match scanner.see(&frame, Budget::unlimited()).what {
                What::Nothing => {}
                what @ (What::Ours(_) | What::Foreign(_)) => return Ok(Filmed { what, frame: at + 1 }),
                what @ What::Unreadable(_) => last = Filmed { what, frame: at + 1 },
            }
        }
        Ok(last)
    }

    /// The frames of its film as PNG files, for a second terminal to scan.
    pub(super) fn write_frames(&self, folder: &std::path::Path) -> Result<(), Untold> {
        let untold = || Untold::of("frames on the disk");
        std::fs::create_dir_all(folder).map_err(|_| untold())?;
        for (at, still) in Film::of_poster(&self.sheet, self.seed).enumerate() {
            let side = |pixels: usize| u32::try_from(pixels).unwrap_or(0);
            let path = folder.join(format!("{:02}.png", at + 1));
            image::save_buffer(path, &still.luma, side(WIDTH), side(HEIGHT), image::ExtendedColorType::L8)
                .map_err(|_| untold())?;
        }
        Ok(())
    }
}
