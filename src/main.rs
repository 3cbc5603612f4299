//! The `clausebook` program: arguments in, exit status out.

fn main() -> std::process::ExitCode {
    clausebook::run()
}
