//! The shipped service with two live groceries, for stories that are told in another process: the Android app's.
//!
//! It first says `address …`, `root …`, `staff …`, one `poster …` for each grocery, and `ready`. Then it obeys lines: `code NUMBER`
//! gives the log-in code that went there, `iin N` the Nth person's IIN, `stop` and `start` take the service away and bring it
//! back. At the end of the input everything ends.

use ashyq_tests::{
    iin,
    process::{STAFF, ServiceProcess},
};

fn main() {
    let mut service = ServiceProcess::start(&[], None);
    println!("address {}\nroot {}\nstaff {STAFF}", service.address, service.root.0);
    for poster in &service.posters {
        println!("poster {poster}");
    }
    println!("ready");
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let (verb, what) = line.split_once(' ').unwrap_or((&line, ""));
        match verb {
            "code" => println!("{}", service.log_in_code(what)),
            "iin" => println!("{}", iin(what.parse().expect("a number"))),
            "stop" => {
                service.kill();
                println!("stopped");
            }
            "start" => {
                service.start_again();
                println!("started");
            }
            other => panic!("there is no {other}"),
        }
    }
}
