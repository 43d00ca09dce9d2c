//! `cargo xtask serve`: builds, serves on loopback, and builds again when a source changes.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::process::Call;
use crate::progress::remark;
use crate::tools;

const FIRST_PORT: u16 = 8080;
/// How many ports are tried after the wanted one.
const FURTHER_PORTS: u16 = 100;
const GLANCE: Duration = Duration::from_millis(200);

/// Serves until it is stopped.
///
/// # Errors
/// When a tool cannot be installed, no port is free, or the build fails.
pub fn run(arguments: &[String]) -> Outcome<()> {
    let wanted = port_of(arguments)?;
    tools::toolchain()?;
    tools::wasm_bindgen()?;
    let trunk = tools::trunk()?;
    let port = free_port(wanted)?;
    if port != wanted {
        remark(&format!("Port {wanted} is taken; using {port}"));
    }

    let mut serving = Call::new(trunk)
        .arguments(["serve", "--release", "--port", &port.to_string()])
        .environment("RUST_LOG", "warn")
        .environment("RUST_BACKTRACE", "0")
        .started()?;
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if !serving.is_running() {
            return Err(
                Failure::new("Trunk stopped before it served anything").with_remedy(
                    "Mend what is said above; `cargo xtask wasm` runs the part before Trunk alone.",
                ),
            );
        }
        thread::sleep(GLANCE);
    }
    println!("Serving on http://127.0.0.1:{port}/ (stop with Ctrl-C)");
    match serving.ended() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("Trunk stopped ({status})"))),
        Err(cause) => Err(Failure::new(format!("Trunk is lost: {cause}"))),
    }
}

/// Reads `--port 8080` or `--port=8080`.
fn port_of(arguments: &[String]) -> Outcome<u16> {
    let text = match arguments {
        [] => return Ok(FIRST_PORT),
        [name, value] if name == "--port" => value.as_str(),
        [one] if one.starts_with("--port=") => one.trim_start_matches("--port="),
        _ => {
            return Err(
                Failure::new(format!("`serve` does not know `{}`", arguments.join(" ")))
                    .with_remedy("Use: cargo xtask serve [--port 8080]"),
            );
        }
    };
    text.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
        Failure::new(format!("`{text}` is not a port"))
            .with_remedy("A port is a whole number from 1 to 65535.")
    })
}

fn free_port(wanted: u16) -> Outcome<u16> {
    let last = wanted.saturating_add(FURTHER_PORTS);
    (wanted..=last)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or_else(|| {
            Failure::new(format!("No port from {wanted} to {last} is free"))
                .with_remedy("Choose another by --port.")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn port(arguments: &[&str]) -> Result<u16, String> {
        let arguments: Vec<String> = arguments.iter().map(|text| (*text).to_owned()).collect();
        port_of(&arguments).map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_port_is_8080_or_what_is_asked_for() {
        assert_eq!(port(&[]), Ok(8080));
        assert_eq!(port(&["--port", "9000"]), Ok(9000));
        assert_eq!(port(&["--port=9000"]), Ok(9000));
        assert_eq!(port(&["--port", "0"]), Err("`0` is not a port".into()));
        assert_eq!(port(&["--port", "70000"]), Err("`70000` is not a port".into()));
        assert_eq!(
            port(&["--prot", "1"]),
            Err("`serve` does not know `--prot 1`".into())
        );
    }

    #[test]
    fn a_taken_port_gives_a_later_one() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(free_port(port).unwrap() > port);
    }
}
