//! `clausebook serve`: the manual's site as it is now, while it is written.

use std::fmt::Write;
use std::net::{IpAddr, Ipv4Addr};

use clap::Args;

use super::loading::find_manual;
use super::printer::Printer;
use super::{Common, Failure, Outcome, as_of, printing};
use crate::serve::{Options, Rebuild, serve};
use crate::sources::DiskSources;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// The port; the next free one where it is taken
    #[arg(short, long, default_value_t = 4400)]
    port: u16,
    /// The address to listen at; with another than this machine's own, others can read the manual
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADDRESS")]
    host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(common: &Common, arguments: &ServeArguments) -> Result<Outcome, Failure> {
    let root = std::fs::canonicalize(find_manual(common)?)?;
    let options = Options {
        manual: DiskSources::new(&root),
        host: arguments.host,
        port: arguments.port,
    };
    // That the day can be known is found out once; later it only moves on.
    let first = as_of::date(common)?;
    let asked = common.clone();
    let day = move || as_of::date(&asked).unwrap_or(first);
    let printer = Printer::start()?;
    let (colour, quiet) = (printing::colour(common), common.quiet);
    let say = |text: String| {
        if !quiet {
            printer.print(text + "\n");
        }
    };
    let ready = |address: std::net::SocketAddr| {
        if address.port() != arguments.port && arguments.port != 0 {
            say(format!("port {} is taken", arguments.port));
        }
        let url = format!("http://{}/", shown(address));
        say(format!("serving {url} until Ctrl-C"));
        if arguments.open && open::that_detached(&url).is_err() {
            say("no browser could be opened".to_owned());
        }
    };
    let rebuild_printer = printer.clone();
    let rebuilt = move |workspace: &Workspace, rebuild: &Rebuild| {
        rebuild_printer.print(summary(workspace, *rebuild, colour, quiet));
    };
    serve(&options, day, ready, rebuilt)?;
    Ok(Outcome::Ok)
}

/// The address as a browser reaches it from this machine.
fn shown(address: std::net::SocketAddr) -> String {
    match address.ip() {
        ip if ip.is_loopback() && ip.is_ipv4() => format!("localhost:{}", address.port()),
        ip if ip.is_unspecified() => format!("localhost:{}", address.port()),
        _ => address.to_string(),
    }
}

/// What is wrong with the manual, and how long the rebuild took.
fn summary(workspace: &Workspace, rebuild: Rebuild, colour: bool, quiet: bool) -> String {
    let report = workspace.report();
    let mut text = match quiet || rebuild.touched > 0 {
        true => workspace.shown(&report.denied(), colour),
        false => workspace.shown(report, colour),
    };
    if rebuild.touched > 0 && !quiet {
        let state = match workspace.report().stops_build() {
            true => "mistakes: the last good site stays",
            false => "rebuilt",
        };
        // Writing into a `String` cannot fail.
        let _ = writeln!(
            text,
            "{state}, in {:.0} ms",
            rebuild.took.as_secs_f64() * 1000.0
        );
    }
    text
}
