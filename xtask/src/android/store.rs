//! What Play Market shows beside the screenshots: the icon, and a feature graphic in each language.

use std::{fs, sync::Arc};

use image::{DynamicImage, ImageFormat, RgbImage};
use resvg::usvg::{Options, fontdb};

use super::{error_at, folder};
use crate::{command::root, ios::icon};

/// The languages of the listing.
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];
/// The icon's side, in pixels.
const ICON: u16 = 512;
/// The most that an icon may weigh, in bytes.
const HEAVIEST_ICON: usize = 1024 * 1024;
/// A feature graphic, in pixels.
const FEATURE: [u16; 2] = [1024, 500];
/// Play crops and covers the rim: what says something stays so far inside, in pixels.
const RIM: usize = 64;
/// The typefaces of posters and pages.
const FONTS: [&str; 2] = ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"];
/// What the app's name and what is said beside the door take, in pixels from the left.
const TEXT: usize = 464;

/// Draws them into the folder of the store's screenshots; whether they have Play's form.
pub(super) fn draw() -> Result<bool, String> {
    let below = folder().join("store");
    fs::create_dir_all(&below).map_err(error_at(&below))?;
    let save = |name: &str, picture: &DynamicImage| {
        let file = below.join(name);
        picture.save_with_format(&file, ImageFormat::Png).map_err(error_at(&file))?;
        println!("{}", file.display());
        fs::metadata(&file).map_err(error_at(&file)).map(|file| file.len())
    };
    // Play asks for 32 bits a pixel here, and for 24 below.
    let drawn = icon::drawn(&icon::svg()?, ICON, &Options::default())?;
    let heavy = save("icon.png", &DynamicImage::from(DynamicImage::from(drawn).into_rgba8()))?;
    for language in LANGUAGES {
        save(&format!("feature-{language}.png"), &feature(language)?.into())?;
    }
    Ok(usize::try_from(heavy).is_ok_and(|heavy| heavy <= HEAVIEST_ICON))
}

/// The door, the name and the listing's subtitle.
fn feature(language: &str) -> Result<RgbImage, String> {
    let mut fonts = fontdb::Database::new();
    for font in FONTS {
        let file = root().join("server/assets/fonts").join(font);
        fonts.load_font_data(fs::read(&file).map_err(error_at(&file))?);
    }
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    let drawn = icon::drawn(&feature_svg(&subtitle(language)?)?, FEATURE[0], &options)?;
    // A line that is too long would run into the rim, or off the picture.
    let ground = *drawn.get_pixel(0, 0);
    let [wide, high] = FEATURE.map(usize::from);
    let in_rim = |x: u32, y: u32| {
        let (x, y) = (x as usize, y as usize);
        x < RIM || y < RIM || x >= wide - RIM || y >= high - RIM
    };
    if drawn.enumerate_pixels().any(|(x, y, pixel)| in_rim(x, y) && *pixel != ground) {
        return Err(format!("the feature graphic in {language} reaches into its rim"));
    }
    Ok(drawn)
}

fn feature_svg(subtitle: &str) -> Result<String, String> {
    let icon = icon::svg()?;
    // The icon's own ground goes on to every side.
    let (_, rest) = icon.split_once('>').ok_or("the icon is no drawing")?;
    let ground =
        rest.split_once("fill='").and_then(|(_, fill)| fill.split_once('\'')).ok_or("the icon has no ground")?.0;
    let [wide, high] = FEATURE;
    let lines = lines(subtitle);
    let (first, step) = (300 - (lines.len() - 1) * 20, 56);
    let said: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            format!("<text x='{TEXT}' y='{}' font-size='40' fill='#C9D0D8'>{line}</text>", first + at * step + 20)
        })
        .collect();
    let icon = icon.replacen("<svg ", "<svg x='96' y='90' width='320' height='320' ", 1);
    Ok(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{wide}' height='{high}' font-family='Noto Sans'>\
         <rect width='{wide}' height='{high}' fill='{ground}'/>{icon}\
         <text x='{TEXT}' y='{}' font-size='104' font-weight='700' fill='#FFFFFF'>Ashyq</text>{}</svg>",
        first - 56,
        said.concat(),
    ))
}

/// A sentence on two lines, broken at its last comma.
fn lines(sentence: &str) -> Vec<String> {
    match sentence.rsplit_once(", ") {
        Some((first, last)) => vec![format!("{first},"), last.to_owned()],
        None => vec![sentence.to_owned()],
    }
}

/// What the listing says below the name.
fn subtitle(language: &str) -> Result<String, String> {
    let file = root().join(format!("docs/store/listing-{language}.md"));
    let text = fs::read_to_string(&file).map_err(error_at(&file))?;
    let after = text.split_once("## Subtitle").map(|(_, after)| after.trim_start());
    let line = after.and_then(|after| after.lines().next());
    line.map(str::to_owned).ok_or_else(|| format!("{} has no subtitle", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_graphic_has_plays_size_and_says_something_in_each_language() {
        let drawn = LANGUAGES.map(|language| feature(language).unwrap());
        for picture in &drawn {
            assert_eq!(picture.dimensions(), (1024, 500));
            let right = picture.enumerate_pixels().filter(|(x, _, _)| *x as usize >= TEXT);
            let bright = right.filter(|(_, _, pixel)| pixel.0.iter().all(|part| *part > 0xB0)).count();
            assert!(bright > 5_000, "{bright} pixels of letters");
        }
        assert!(drawn[0] != drawn[1] && drawn[1] != drawn[2]);
    }

    #[test]
    fn a_sentence_is_broken_at_its_last_comma() {
        assert_eq!(lines("Постер, түс, ашық есік"), ["Постер, түс,", "ашық есік"]);
        assert_eq!(lines("Ашық есік"), ["Ашық есік"]);
    }
}
