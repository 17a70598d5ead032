//! Part `service`: the stories across every boundary, the service and the phone killed, and the demo as a person runs it.

use crate::{
    command::{self, root},
    test::Totals,
    tools,
};

pub(crate) fn run(totals: &mut Totals) {
    totals.check("the programs that the stories start", || {
        let built = root().join("target/debug/ashyq-server");
        let mutants = ["build", "--quiet", "--package", "ashyq-server", "--features", "mutants"];
        command::works(command::cargo().args(mutants))
            && std::fs::copy(&built, built.with_file_name("ashyq-server-mutants")).is_ok()
            && command::works(command::cargo().args(["build", "--quiet", "--workspace", "--bins"]))
    });
    let needed = [("strace", "strace"), ("dbus-run-session", "dbus-daemon"), ("gnome-keyring-daemon", "gnome-keyring")];
    let missing: Vec<String> =
        needed.iter().filter_map(|(program, package)| tools::debian(program, package).err()).collect();
    if missing.is_empty() {
        totals.cargo_test("stories", &["--package", "ashyq-tests"]);
    } else {
        totals.skip("stories", &missing.join(", "));
    }
}
