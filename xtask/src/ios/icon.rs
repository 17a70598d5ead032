//! The icon: Android's vector on its ground, filling a square without transparency, as the App Store takes it.

use std::{fs, io::Cursor, path::Path};

use image::{ImageFormat, RgbImage};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};
use roxmltree::Document;
use serde_json::json;

use super::forms::{after, text};
use crate::command::error_at;

/// Where the project looks for it.
pub(super) const ASSETS: &str = "Assets.xcassets";
/// The side in pixels.
const SIDE: u16 = 1024;
/// What every Android phone shows of the 108 by 108.
const SEEN: &str = "18 18 72 72";
const RESOURCES: &str = "android/app/src/main/res";

/// Lays the icon down below a folder, as Xcode keeps one.
pub(super) fn write(below: &Path) -> Result<(), String> {
    let set = below.join(ASSETS).join("AppIcon.appiconset");
    let by = json!({ "author": "xcode", "version": 1 });
    let image = json!({ "filename": "icon.png", "idiom": "universal", "platform": "ios", "size": "1024x1024" });
    let files = [
        (set.with_file_name("Contents.json"), json!({ "info": by }).to_string().into_bytes()),
        (set.join("Contents.json"), json!({ "images": [image], "info": by }).to_string().into_bytes()),
        (set.join("icon.png"), png()?),
    ];
    fs::create_dir_all(&set).map_err(error_at(&set))?;
    files.into_iter().try_for_each(|(file, bytes)| fs::write(&file, bytes).map_err(error_at(&file)))
}

fn png() -> Result<Vec<u8>, String> {
    let mut png = Cursor::new(Vec::new());
    drawn(&svg()?, SIDE, &Options::default())?
        .write_to(&mut png, ImageFormat::Png)
        .map_err(error_at(Path::new("the icon")))?;
    Ok(png.into_inner())
}

/// A drawing as wide as wanted, without transparency.
pub(crate) fn drawn(svg: &str, width: u16, options: &Options<'_>) -> Result<RgbImage, String> {
    let tree = Tree::from_str(svg, options).map_err(error_at(Path::new("the icon")))?;
    let scale = f32::from(width) / tree.size().width();
    let size = tree.size().to_int_size().scale_to_width(width.into()).ok_or("the icon has no size")?;
    let mut drawn = Pixmap::new(size.width(), size.height()).ok_or("the icon has no size")?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut drawn.as_mut());
    let rows = drawn.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    RgbImage::from_raw(size.width(), size.height(), rows).ok_or_else(|| String::from("the icon has no pixels"))
}

/// Android's vector as SVG: the same paths, its colours without their first two digits, which are opaque.
pub(crate) fn svg() -> Result<String, String> {
    let vector = text(&format!("{RESOURCES}/drawable/ic_foreground.xml"))?;
    let theme = text(&format!("{RESOURCES}/values/theme.xml"))?;
    let ground = after(&theme, "<color name=\"icon_ground\">", '<').ok_or("the icon has no ground")?;
    let vector = Document::parse(&vector).map_err(|error| error.to_string())?;
    let path = |node: roxmltree::Node<'_, '_>| {
        let of = |name| node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value());
        let (fill, data) = (of("fillColor")?.strip_prefix("#FF")?, of("pathData")?);
        Some(format!(
            "<path fill='#{fill}' fill-rule='{}' d='{data}'/>",
            of("fillType").map_or("nonzero", |_| "evenodd")
        ))
    };
    let paths = vector.descendants().filter(|node| node.has_tag_name("path")).map(path);
    let paths: String = paths.collect::<Option<_>>().ok_or("a path of the icon is none that SVG knows")?;
    Ok(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='{SEEN}'><rect x='18' y='18' width='72' height='72' fill='{ground}'/>{paths}</svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_square_without_transparency_that_shows_the_door() {
        let picture = image::load_from_memory(&png().unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (1024, 1024));
        assert!(!picture.color().has_alpha());
        let picture = picture.into_rgb8();
        let at = |x: u32, y: u32| picture.get_pixel((x - 18) * 1024 / 72, (y - 18) * 1024 / 72).0;
        let (ground, door, light) = ([0x10, 0x15, 0x1C], [0xFF; 3], [0x2F, 0xBF, 0x71]);
        assert_eq!([at(18, 18), at(89, 89), at(45, 60), at(71, 50)], [ground, ground, door, light]);
        assert_eq!(at(56, 55), ground, "the handle");
    }
}
