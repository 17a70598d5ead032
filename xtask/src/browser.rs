//! Part `browser`: the site in a real headless Chromium; and the contact sheet of its pages.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    command::{self, error_at, root},
    test::Totals,
    tools,
};

/// What looks at pages for everybody's sake; only tests load it.
const AXE: &str = "axe-core@4.14.1";

pub(crate) fn run(totals: &mut Totals) {
    let needed = [("chromium", "chromium"), ("chromedriver", "chromium-driver"), ("npm", "npm")];
    let mut missing: Vec<String> =
        needed.iter().filter_map(|(program, package)| tools::debian(program, package).err()).collect();
    let axe = if missing.is_empty() { axe().map_err(|why| missing.push(why)).ok() } else { None };
    match axe {
        Some(axe) => {
            totals.check("the terminal app builds", || {
                command::works(command::cargo().args(["build", "--quiet", "--workspace", "--bins"]))
            });
            let arguments = ["--package", "ashyq-tests", "--test", "browser", "--", "--ignored", "--test-threads", "1"];
            totals.cargo_test_with("pages in Chromium", &arguments, &[("ASHYQ_AXE", axe)]);
        }
        None => totals.skip("pages in Chromium", &missing.join(", ")),
    }
}

/// Takes the pictures of every page and lays them side by side.
pub(crate) fn pages() -> Result<(), String> {
    let mut totals = Totals::default();
    run(&mut totals);
    let folder = root().join("target/pages");
    let listed = fs::read_dir(&folder).map_err(error_at(&folder))?;
    let mut names: Vec<String> = listed
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "png"))
        .collect();
    names.sort();
    let mut sheet = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Pages of Ashyq</title>\
         <style>body{font-family:sans-serif;display:flex;flex-wrap:wrap;gap:16px}img{height:480px;border:1px solid #999}figure{margin:0}</style>",
    );
    for name in &names {
        let _ = write!(
            sheet,
            "<figure><img loading=\"lazy\" src=\"{name}\" alt=\"\"><figcaption>{name}</figcaption></figure>"
        );
    }
    let file = folder.join("index.html");
    fs::write(&file, sheet).map_err(error_at(&file))?;
    println!("{} pictures: {}", names.len(), file.display());
    totals.end()
}

/// axe-core's file, fetched where it is not there.
fn axe() -> Result<PathBuf, String> {
    let folder = root().join("target/tools/axe");
    let file = folder.join("axe.min.js");
    if !file.exists() {
        println!("fetching {AXE}");
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let packed = command::output(command::program("npm").args(["pack", "--silent", AXE]).current_dir(&folder));
        let packed = packed.and_then(|name| name.lines().last().map(str::to_owned));
        let unpacked = packed.is_some_and(|name| {
            let unpack = ["--extract", "--gzip", "--strip-components=1", "--file"];
            command::works(
                command::program("tar").args(unpack).arg(name).arg("package/axe.min.js").current_dir(&folder),
            )
        });
        if !unpacked {
            return Err(format!("{AXE} could not be fetched from the npm registry"));
        }
    }
    Ok(file)
}
