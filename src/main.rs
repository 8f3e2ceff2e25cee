//! Arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ventanilla::run(std::env::args_os())
}
