//! `clausebook serve`: the manual's site as it is now, while it is written.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};

use clap::Args;

use super::{Common, Failure, Outcome, as_of, printing};
use crate::files;
use crate::serve::{News, Options, ServeError, serve};
use crate::workshop::Workshop;

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
    let here = std::env::current_dir()?;
    let root = files::find_manual(&here, common.manual.as_deref())?;
    let options = Options {
        root: std::fs::canonicalize(&root)?,
        skip: Vec::new(),
        host: arguments.host,
        port: arguments.port,
    };
    // That the day can be known is found out once; later it only moves on.
    let first = as_of::date(common)?;
    let asked = common.clone();
    let day = move || as_of::date(&asked).unwrap_or(first);
    let ready = |address: std::net::SocketAddr| {
        if address.port() != arguments.port && arguments.port != 0 {
            let text = format!("port {} is taken", arguments.port);
            printing::say(common, &text);
        }
        let url = format!("http://{}/", shown(address));
        printing::say(common, &format!("serving {url} until Ctrl-C"));
        if arguments.open && open::that_detached(&url).is_err() {
            printing::say(common, "no browser could be opened");
        }
    };
    let (colour, quiet) = (printing::colour(common), common.quiet);
    let news = move |workshop: &Workshop, news: &News| tell(workshop, *news, colour, quiet);
    serve(&options, day, ready, news).map_err(|error| match error {
        ServeError::Files(error) => Failure::Files(error),
        other => Failure::Said(other.to_string()),
    })?;
    Ok(Outcome::Fine)
}

/// The address as a browser reaches it from this machine.
fn shown(address: std::net::SocketAddr) -> String {
    match address.ip() {
        ip if ip.is_loopback() && ip.is_ipv4() => format!("localhost:{}", address.port()),
        ip if ip.is_unspecified() => format!("localhost:{}", address.port()),
        _ => address.to_string(),
    }
}

/// Prints what is wrong with the manual, and how long the rebuild took.
fn tell(workshop: &Workshop, news: News, colour: bool, quiet: bool) {
    let report = workshop.report();
    let text = match quiet || news.touched > 0 {
        true => workshop.shown(&report.denied(), colour),
        false => workshop.shown(report, colour),
    };
    let mut out = std::io::stderr().lock();
    // Nobody may be reading any more; the server goes on.
    let _ = out.write_all(text.as_bytes());
    if news.touched > 0 && !quiet {
        let state = match workshop.report().stops_build() {
            true => "mistakes: the last good site stays",
            false => "rebuilt",
        };
        let _ = writeln!(
            out,
            "{state}, in {:.0} ms",
            news.took.as_secs_f64() * 1000.0
        );
    }
}
