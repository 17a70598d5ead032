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
    match tools::debian("strace", "strace") {
        Ok(()) => totals.cargo_test("stories", &["--package", "ashyq-tests"]),
        Err(why) => totals.skip("stories", &why),
    }
}
