//! `clausebook serve`: serves the manual's site, and rebuilds it when files change.

use std::fmt::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use crate::cli::audience::AudienceArgument;
use crate::cli::loading::{find_manual, no_changes};
use crate::cli::printer::Printer;
use crate::cli::reporting;
use crate::cli::{Common, Failure, Outcome, as_of, printing};
use crate::diagnostics::{Level, Rule};
use crate::serve::{Options, Rebuild, serve};
use crate::sources::DiskSources;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(in crate::cli) struct ServeArguments {
    #[command(flatten)]
    audience: AudienceArgument,
    /// The port; if it is taken, the next free one
    #[arg(short, long, default_value_t = 4400)]
    port: u16,
    /// The address to listen on; with any but a loopback address, other machines can read the
    /// manual
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADDRESS")]
    host: IpAddr,
    /// Look for changed files every so many seconds: for network drives and containers, which do
    /// not report changes
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "1", value_parser = clap::value_parser!(u64).range(1..=3600))]
    poll: Option<u64>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

pub(in crate::cli) fn run(common: &Common, arguments: &ServeArguments) -> Result<Outcome, Failure> {
    let root = std::fs::canonicalize(find_manual(common)?)?;
    let options = Options {
        manual: DiskSources::new(&root),
        host: arguments.host,
        port: arguments.port,
        poll: arguments.poll.map(Duration::from_secs),
    };
    // The first call reports an invalid `SOURCE_DATE_EPOCH`; later calls find the present day
    // again.
    let first = as_of::judged_on(common)?;
    let asked = common.clone();
    let day = move || as_of::judged_on(&asked).unwrap_or(first);
    let manual = Arc::new(options.manual.clone());
    let audience = arguments.audience.name().map(str::to_owned);
    let workspace = Workspace::open_for(manual, first, audience)?;
    // A manual that cannot be built may lack the audience because of the same mistake.
    let now = &workspace.latest().manual;
    if !workspace.latest().report.stops_build() {
        arguments.audience.held(now)?;
    }
    arguments.audience.tell_whole(common, &now.config);
    let printer = Printer::start()?;
    let (colour, quiet) = (printing::colour(common), common.quiet);
    let say = |text: String| {
        if !quiet {
            printer.print(text + "\n");
        }
    };
    let ready = |address: SocketAddr| {
        if address.port() != arguments.port && arguments.port != 0 {
            say(format!("port {} is taken", arguments.port));
        }
        let url = format!("http://{}/", shown(address));
        // One message, so that no findings of the first build come between the two lines.
        let mut message = format!("serving {url} until Ctrl-C");
        if let Some(remark) = who_can_read(address) {
            message.push('\n');
            message.push_str(&remark);
        }
        say(message);
        if arguments.open && open::that_detached(&url).is_err() {
            say("no browser could be opened".to_owned());
        }
    };
    let rebuild_printer = printer.clone();
    let command = common.clone();
    let rebuilt = move |workspace: &Workspace, rebuild: &Rebuild| {
        let list_all = |rule: &Rule| reporting::list_all(&command, rule);
        let list_all: Option<&dyn Fn(&Rule) -> String> = match command.verbose {
            true => None,
            false => Some(&list_all),
        };
        rebuild_printer.print(summary(workspace, *rebuild, colour, quiet, list_all));
    };
    serve(&options, workspace, day, ready, rebuilt)?;
    Ok(Outcome::Ok)
}

/// A remark that other machines can read the manual, with the address. `None` for a loopback
/// address.
fn who_can_read(address: SocketAddr) -> Option<String> {
    let ip = address.ip();
    if ip.is_loopback() {
        return None;
    }
    let reached = match ip.is_unspecified() {
        true => own_address(ip),
        false => Some(ip),
    };
    let by = reached.map_or_else(String::new, |ip| {
        format!(", at http://{}/", SocketAddr::new(ip, address.port()))
    });
    Some(format!(
        "everybody who reaches this machine can read the manual now{by}"
    ))
}

/// The address of this machine in the network. Connecting a UDP socket sends nothing.
fn own_address(like: IpAddr) -> Option<IpAddr> {
    let (here, there) = match like.is_ipv4() {
        true => ("0.0.0.0:0", "192.0.2.1:9"),
        false => ("[::]:0", "[2001:db8::1]:9"),
    };
    let socket = UdpSocket::bind(here).ok()?;
    socket.connect(there).ok()?;
    let found = socket.local_addr().ok()?.ip();
    (!found.is_unspecified() && !found.is_loopback()).then_some(found)
}

/// The address for a browser on this machine.
fn shown(address: SocketAddr) -> String {
    match address.ip() {
        ip if ip.is_loopback() && ip.is_ipv4() => format!("localhost:{}", address.port()),
        ip if ip.is_unspecified() => format!("localhost:{}", address.port()),
        _ => address.to_string(),
    }
}

/// The diagnostics of the manual, and how long the rebuild took.
fn summary(
    workspace: &Workspace,
    rebuild: Rebuild,
    colour: bool,
    quiet: bool,
    list_all: Option<&dyn Fn(&Rule) -> String>,
) -> String {
    let report = workspace.report();
    let denied = report.only(|entry| entry.level == Level::Deny);
    let told = match quiet || rebuild.touched > 0 {
        true => &denied,
        false => report,
    };
    let mut text = workspace.shown(told, colour, list_all);
    if let (0, false, Some(why)) = (rebuild.touched, quiet, workspace.no_changes()) {
        let _ = writeln!(text, "{}", no_changes(&why));
    }
    if rebuild.touched > 0 && !quiet {
        let state = match workspace.is_stopped() {
            true => "mistakes: the last good site stays",
            false => "rebuilt",
        };
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "{state}, in {:.0} ms",
            rebuild.took.as_secs_f64() * 1000.0
        );
    }
    text
}
