//! The live server: pages after an edit, accepted and refused requests, and shutdown.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::manual_test::{AS_OF, ManualTest, clausebook};

const PAGE: &str = "---\nid: QP-1\ntitle: Purchasing\nkind: procedure\nrevision: 1\nstatus: approved\n\
    owner: Buyer\napprover: Manager\neffective: 2026-01-01\nclauses: [8.4.1]\n---\n## Scope {#scope}\n\n";

/// The time after which a test fails if a change is not visible.
const LONGEST: Duration = Duration::from_secs(20);

pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(test: &ManualTest) -> Self {
        Self::start_with(test, &[])
    }

    pub(crate) fn start_with(test: &ManualTest, options: &[&str]) -> Self {
        let mut child = clausebook()
            .args(["serve", "--port", "0", "--as-of", AS_OF, "--manual"])
            .arg(test.manual())
            .args(options)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let port = loop {
            let line = lines.next().expect("it ended before it served").unwrap();
            if let Some((_, address)) = line.split_once("http://localhost:") {
                let digits: String = address.chars().take_while(char::is_ascii_digit).collect();
                break digits.parse().unwrap();
            }
        };
        // The rest of the output must be read, or the full pipe would block the server.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    /// The raw response to a request, head and body.
    fn ask(&self, method: &str, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LONGEST)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.ask("GET", path, "localhost")
    }

    #[track_caller]
    pub(crate) fn shows(&self, path: &str, text: &str) {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.contains(text) {
                return;
            }
            assert!(start.elapsed() < LONGEST, "{text} is not in {answer}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Opens the event stream of a page.
    pub(crate) fn events(&self, page: &str, state: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LONGEST)).unwrap();
        write!(
            stream,
            "GET /_clausebook/events?page={page}&state={state} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        .unwrap();
        BufReader::new(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

/// The state of a page, from the `data-state` attribute of its script.
pub(crate) fn state(page: &str) -> &str {
    let (_, rest) = page.split_once("data-state=\"").unwrap();
    rest.split('"').next().unwrap()
}

fn manual() -> ManualTest {
    ManualTest::new(&[("qp-1.md", format!("{PAGE}First.\n"))])
}

#[test]
fn an_edit_is_seen_however_an_editor_saves() {
    let test = manual();
    let server = Server::start(&test);
    let page = "/documents/QP-1.html";
    server.shows(page, "First.");
    let file = test.manual().join("qp-1.md");
    fs::write(&file, format!("{PAGE}In place.\n")).unwrap();
    server.shows(page, "In place.");
    let beside = test.manual().join(".qp-1.md.swp");
    fs::write(&beside, format!("{PAGE}By renaming.\n")).unwrap();
    fs::rename(&beside, &file).unwrap();
    server.shows(page, "By renaming.");
    fs::remove_file(&file).unwrap();
    fs::write(&file, format!("{PAGE}Made again.\n")).unwrap();
    server.shows(page, "Made again.");
}

#[test]
fn folders_and_settings_may_come_and_go() {
    let test = manual();
    let server = Server::start(&test);
    let other = PAGE.replace("QP-1", "QP-2").replace("8.4.1", "8.6");
    test.write("new/folder/qp-2.md", format!("{other}Second.\n"));
    server.shows("/documents/QP-2.html", "Second.");
    server.shows("/matrix/iso-9001-2015.html", "QP-2");
    fs::rename(test.manual().join("new"), test.beside("away")).unwrap();
    server.shows("/documents/QP-2.html", "There is no such page");
    test.write(
        "manual.toml",
        "title = \"Another title\"\nstandards = [\"iso-9001-2015\"]\n",
    );
    server.shows("/index.html", "Another title");
}

#[test]
fn a_mistake_leaves_the_last_good_page_and_is_told() {
    let test = manual();
    let server = Server::start(&test);
    let page = server.get("/documents/QP-1.html");
    let mut events = server.events("/documents/QP-1.html", state(&page));
    let mut told = move |wanted: &str| {
        let mut seen = String::new();
        loop {
            let mut line = String::new();
            let read = events.read_line(&mut line).unwrap();
            assert!(read > 0, "the stream ended: {seen}");
            seen.push_str(&line);
            if line.contains(wanted) {
                return;
            }
        }
    };
    told("data: \"\"");
    test.write("qp-1.md", format!("{PAGE}Broken [[QP-404]].\n"));
    told("QP-404");
    assert!(server.get("/documents/QP-1.html").contains("First."));
    test.write("manual.toml", "title = \n");
    told("manual.toml");
    assert!(server.get("/documents/QP-1.html").contains("First."));
    test.write("manual.toml", crate::manual_test::PLAIN_MANUAL);
    test.write("qp-1.md", format!("{PAGE}Mended.\n"));
    told("event: changed");
    assert!(server.get("/documents/QP-1.html").contains("Mended."));
}

#[test]
fn a_page_that_did_not_change_is_not_reloaded() {
    let test = manual();
    let other = PAGE.replace("QP-1", "QP-2");
    test.write("qp-2.md", format!("{other}Second.\n"));
    let server = Server::start(&test);
    let page = server.get("/documents/QP-2.html");
    let mut events = server.events("/documents/QP-2.html", state(&page));
    test.write("qp-1.md", format!("{PAGE}Edited.\n"));
    server.shows("/documents/QP-1.html", "Edited.");
    test.write("qp-2.md", format!("{other}Edited.\n"));
    let mut changed = 0;
    let mut line = String::new();
    while changed == 0 {
        line.clear();
        assert!(events.read_line(&mut line).unwrap() > 0);
        changed += usize::from(line.contains("event: changed"));
    }
    assert!(server.get("/documents/QP-2.html").contains("Edited."));
}

#[test]
fn only_this_machine_is_answered_and_only_files_of_the_site() {
    let test = manual();
    test.write(".secret", "nothing for readers");
    fs::write(test.beside("outside.html"), "outside").unwrap();
    let server = Server::start(&test);
    for host in ["evil.example", "localhost.evil.example", "192.168.0.1"] {
        assert_eq!(
            status(&server.ask("GET", "/index.html", host)),
            403,
            "{host}"
        );
        assert_eq!(
            status(&server.ask("GET", "/_clausebook/events?page=/", host)),
            403
        );
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(
            status(&server.ask(method, "/index.html", "localhost")),
            405,
            "{method}"
        );
    }
    for path in [
        "/../outside.html",
        "/%2e%2e/outside.html",
        "/..%2foutside.html",
        "/documents/..%5c..%5coutside.html",
        "/.secret",
        "/manual.toml",
        "/qp-1.md",
        "//evil.example",
    ] {
        let answer = server.get(path);
        assert!(matches!(status(&answer), 400 | 404), "{path}: {answer}");
        assert!(
            !answer.contains("outside") || answer.contains("no such page"),
            "{answer}"
        );
    }
    let page = server.get("/");
    assert_eq!(status(&page), 200);
    let head = page.to_lowercase();
    assert!(
        head.contains("content-type: text/html; charset=utf-8"),
        "{head}"
    );
    assert!(head.contains("x-content-type-options: nosniff"), "{head}");
    assert!(
        head.contains("content-security-policy: default-src 'none'"),
        "{head}"
    );
    let head_only = server.ask("HEAD", "/", "localhost");
    assert!(head_only.ends_with("\r\n\r\n"), "{head_only}");
    assert!(server.get("/documents").contains("location: /documents/"));
}

#[test]
fn a_taken_port_is_no_obstacle() {
    let test = manual();
    let first = Server::start(&test);
    let mut child = clausebook()
        .args([
            "serve",
            "--as-of",
            AS_OF,
            "--port",
            &first.port.to_string(),
            "--manual",
        ])
        .arg(test.manual())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let said = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("is taken")));
    assert!(said.is_some());
    let next = lines.next().unwrap().unwrap();
    let _ = child.kill();
    let _ = child.wait();
    assert!(next.contains("http://localhost:"), "{next}");
    assert!(!next.contains(&format!(":{}/", first.port)), "{next}");
}

#[test]
fn what_nobody_reads_holds_up_no_page() {
    let test = manual();
    // More warnings than fit into the buffer of a pipe.
    for at in 0..600 {
        let page = PAGE.replace("QP-1", &format!("QP-{}", at + 10));
        let page = page.replace("approver: Manager", "approver: Buyer");
        test.write(&format!("p{at}.md"), page);
    }
    let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let child = clausebook()
        .args(["serve", "-v", "--as-of", AS_OF])
        .args(["--port", &port.to_string(), "--manual"])
        .arg(test.manual())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut server = Server { child, port };
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed() < LONGEST, "it does not serve");
        std::thread::sleep(Duration::from_millis(20));
    }
    server.shows("/documents/QP-1.html", "Purchasing");
    test.write("qp-1.md", PAGE.replace("Purchasing", "Buying"));
    server.shows("/documents/QP-1.html", "Buying");

    let mut said = server.child.stderr.take().unwrap();
    let mut read = vec![0; 100_000];
    said.read_exact(&mut read).unwrap();
    assert!(String::from_utf8_lossy(&read).contains("self-approved"));
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly_when_it_is_told_to_with_pages_open() {
    let test = manual();
    let mut server = Server::start(&test);
    let mut events = server.events("/index.html", "");
    let mut line = String::new();
    events.read_line(&mut line).unwrap();
    let before = names(&test);
    let pid = server.child.id().to_string();
    let told = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(told.success());
    let start = Instant::now();
    let ended = loop {
        if let Some(status) = server.child.try_wait().unwrap() {
            break status;
        }
        assert!(start.elapsed() < LONGEST, "it goes on");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(ended.code(), Some(0));
    assert_eq!(names(&test), before, "nothing was written");
}

#[cfg(unix)]
fn names(test: &ManualTest) -> Vec<String> {
    let files = crate::manual_test::files_below(&test.manual());
    files.into_iter().map(|(name, _)| name).collect()
}

/// Waits until the page contains a text; panics after [`LONGEST`].
#[track_caller]
fn shows(server: &Server, path: &str, text: &str) {
    let start = Instant::now();
    while !server.get(path).contains(text) {
        assert!(start.elapsed() < LONGEST, "`{text}` is not on {path}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
#[test]
fn an_edit_behind_a_link_is_seen() {
    use std::os::unix::fs::symlink;
    let test = manual();
    let settings = format!(
        "{}[reading]\nfollow_links = true\n",
        crate::manual_test::PLAIN_MANUAL
    );
    test.write("manual.toml", settings);
    let elsewhere = test.beside("elsewhere");
    fs::create_dir_all(elsewhere.join("shared")).unwrap();
    fs::write(elsewhere.join("a.md"), "First of one.\n").unwrap();
    fs::write(elsewhere.join("shared/b.md"), "First of two.\n").unwrap();
    symlink(elsewhere.join("a.md"), test.manual().join("linked.md")).unwrap();
    symlink(elsewhere.join("shared"), test.manual().join("shared")).unwrap();
    let server = Server::start(&test);
    shows(&server, "/pages/linked.html", "First of one");
    fs::write(elsewhere.join("a.md"), "Second of one.\n").unwrap();
    shows(&server, "/pages/linked.html", "Second of one");
    fs::write(elsewhere.join("shared/b.md"), "Second of two.\n").unwrap();
    shows(&server, "/pages/shared/b.html", "Second of two");
}

#[test]
fn files_are_looked_at_where_the_system_tells_nothing() {
    let test = manual();
    let server = Server::start_with(&test, &["--poll", "1"]);
    test.write("notes.md", "A note.\n");
    shows(&server, "/pages/notes.html", "A note");
}

#[test]
fn served_to_others_it_says_who_can_read_it_and_answers_by_number() {
    let test = manual();
    let mut child = clausebook()
        .args([
            "serve", "--port", "0", "--host", "0.0.0.0", "--as-of", AS_OF, "--manual",
        ])
        .arg(test.manual())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut lines = lines.map(Result::unwrap);
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("http://localhost:")?;
        port.split('/').next()?.parse().ok()
    });
    let told = lines.next().unwrap_or_default();
    std::thread::spawn(move || lines.for_each(drop));
    let server = Server {
        child,
        port: port.unwrap(),
    };
    let who = "everybody who reaches this machine can read the manual now";
    assert!(told.starts_with(who), "{told}");
    let by_number = server.ask("GET", "/", &format!("192.168.0.7:{}", server.port));
    assert_eq!(status(&by_number), 200);
    let by_name = server.ask("GET", "/", "evil.example");
    assert_eq!(status(&by_name), 403);
}
