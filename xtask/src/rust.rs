//! Part `rust`: form, lints, documentation, the rules of the house, and every crate's own tests.

use crate::{command, rules, test::Totals, tools};

/// What the pure part of the core may depend on; a new name here is a decision.
const PURE: &str = include_str!("../pure-part.txt");

pub(crate) fn run(totals: &mut Totals) {
    totals.check("form", || command::works(command::cargo().args(["fmt", "--check"])));
    totals.check("lints", || {
        let arguments = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"];
        command::works(command::cargo().args(arguments))
    });
    totals.check("the pure part depends on what the list says, and on nothing else", pure_part);
    totals.check("the pure part compiles alone, and so does the client", || {
        [&[][..], &["--features", "client"], &["--features", "scan"]].into_iter().all(|features| {
            let check = ["check", "--quiet", "--package", "ashyq-core", "--no-default-features"];
            command::works(command::cargo().args(check).args(features))
        })
    });
    totals.check("the service never uses the client, and the bindings hold no if", || {
        let client = [
            "tree",
            "--package",
            "ashyq-server",
            "--edges",
            "features,normal",
            "--format",
            "{p} {f}",
            "--prefix",
            "none",
        ];
        let features = command::output(command::cargo().args(client)).unwrap_or_default();
        let core = features.lines().find(|line| line.starts_with("ashyq-core ")).unwrap_or("ashyq-core client");
        !core.contains("client") && rules::of_the_bindings()
    });
    totals.attempt("the apps leave what is decided to the core", rules::are_the_apps);
    totals.check("documentation", || {
        let arguments = ["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"];
        command::works(command::cargo().args(arguments).env("RUSTDOCFLAGS", "--deny warnings"))
    });
    match tools::cargo_deny() {
        Ok(deny) => totals.check("licences, bans and sources of the dependencies", || {
            command::works(command::program(deny).args(["check", "licenses", "bans", "sources"]))
        }),
        Err(why) => totals.skip("licences, bans and sources of the dependencies", &why),
    }
    totals.cargo_test("unit tests", &["--workspace", "--exclude", "ashyq-tests"]);
}

/// Compares the pure part's dependencies, without their versions, with the list.
fn pure_part() -> bool {
    let arguments = [
        "tree",
        "--package",
        "ashyq-core",
        "--no-default-features",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    let Some(tree) = command::output(command::cargo().args(arguments)) else { return false };
    let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    names.sort_unstable();
    names.dedup();
    let listed: Vec<&str> = PURE.lines().filter(|line| !line.starts_with('#')).collect();
    for name in names.iter().filter(|name| !listed.contains(name)) {
        println!("not in xtask/pure-part.txt: {name}");
    }
    for name in listed.iter().filter(|name| !names.contains(name)) {
        println!("only in xtask/pure-part.txt: {name}");
    }
    names == listed
}
