//! `ashyq`: see the library.

fn main() -> std::process::ExitCode {
    ashyq_cli::main()
}
