//! Edits under `clausebook serve`: the time from the write of a file until the server answers with
//! the changed page, for the different ways in which editors save.
//!
//! `cargo bench --bench edits` measures a manual of 10,000 documents; the number of documents can
//! be given: `cargo bench --bench edits -- 1000`.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

mod corpus;
mod scratch;

use scratch::Folder;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The number of repetitions of each kind of edit.
const EDITS: usize = 21;

/// The pause between two edits. People do not save twice within this time.
const PAUSE: Duration = Duration::from_millis(150);

/// The time after which the measurement fails if the change is not visible.
const LONGEST: Duration = Duration::from_secs(30);

fn main() -> Result<()> {
    let sizes: Vec<usize> = env::args()
        .skip(1)
        .filter_map(|size| size.parse().ok())
        .collect();
    if sizes.is_empty() {
        return measure(10_000);
    }
    sizes.into_iter().try_for_each(measure)
}

/// A way to save: its name, and the function that puts `text` into `file`.
type Save = (&'static str, fn(&Path, &str) -> std::io::Result<()>);

const SAVES: [Save; 4] = [
    ("written in place", |file, text| fs::write(file, text)),
    ("written beside, renamed over", |file, text| {
        let beside = file.with_extension("md.part");
        fs::write(&beside, text)?;
        fs::rename(&beside, file)
    }),
    ("deleted, created", |file, text| {
        fs::remove_file(file)?;
        fs::write(file, text)
    }),
    (
        "renamed away, created, the old one deleted",
        |file, text| {
            let old = file.with_extension("md~");
            fs::rename(file, &old)?;
            fs::write(file, text)?;
            fs::remove_file(&old)
        },
    ),
];

fn measure(documents: usize) -> Result<()> {
    let folder = Folder::new("edits", documents)?;
    let manual = folder.0.join("manual");
    corpus::write(
        &manual,
        corpus::Size {
            documents,
            records: 0,
        },
    )?;
    let server = Server::start(&manual)?;
    println!("\n{documents} documents, from the write to the changed answer\n");
    println!("| edit | median | worst |");
    println!("| --- | ---: | ---: |");
    let mut edit = 0;
    for (name, save) in SAVES {
        row(name, EDITS, || {
            edit += 1;
            let at = edit * 37 % documents;
            let mark = format!("Edit number {edit}.");
            let text = corpus::document(at, documents) + "\n" + &mark + "\n";
            let start = Instant::now();
            save(&manual.join(corpus::document_path(at)), &text)?;
            server.until(&page(at), &mark)?;
            Ok(start.elapsed())
        })?;
    }
    row("a heading and a link more", EDITS, || {
        edit += 1;
        let at = edit * 37 % documents;
        let text = corpus::document(at, documents);
        let mark = format!("Heading number {edit}");
        let text = format!("{text}\n## {mark}\n\nSee [[QP-00001#s1]].\n");
        let start = Instant::now();
        fs::write(manual.join(corpus::document_path(at)), text)?;
        server.until(&page(at), &mark)?;
        Ok(start.elapsed())
    })?;
    row("another title", EDITS, || {
        edit += 1;
        let at = edit * 37 % documents;
        let mark = format!("Title number {edit}");
        let text = corpus::document(at, documents);
        let text = text.replacen("title: ", &format!("title: {mark} "), 1);
        let start = Instant::now();
        fs::write(manual.join(corpus::document_path(at)), text)?;
        server.until(&page(at), &mark)?;
        Ok(start.elapsed())
    })?;
    row("300 documents at once, as in a checkout", 3, || {
        edit += 1;
        let mark = format!("Edit number {edit}.");
        let many = 300.min(documents);
        let texts: Vec<String> = (0..many)
            .map(|at| corpus::document(at, documents) + "\n" + &mark + "\n")
            .collect();
        let start = Instant::now();
        for (at, text) in texts.iter().enumerate() {
            let file = manual.join(corpus::document_path(at));
            fs::remove_file(&file)?;
            fs::write(&file, text)?;
        }
        server.until(&page(many - 1), &mark)?;
        Ok(start.elapsed())
    })?;
    row("a document more", 3, || {
        edit += 1;
        let id = format!("NEW-{edit}");
        let text = corpus::document(0, documents).replacen("QP-00000", &id, 1);
        let start = Instant::now();
        fs::write(manual.join(format!("procedures/new-{edit}.md")), text)?;
        server.until(&format!("/documents/{id}.html"), "</body>")?;
        Ok(start.elapsed())
    })?;
    Ok(())
}

fn page(document: usize) -> String {
    format!("/documents/QP-{document:05}.html")
}

/// Makes an edit `times` times and prints the median and the longest time in milliseconds.
fn row(name: &str, times: usize, mut edit: impl FnMut() -> Result<Duration>) -> Result<()> {
    let mut took = Vec::with_capacity(times);
    for _ in 0..times {
        thread::sleep(PAUSE);
        took.push(edit()?);
    }
    took.sort_unstable();
    let shown = |took: &Duration| format!("{:.0} ms", took.as_secs_f64() * 1000.0);
    let (median, worst) = (&took[times / 2], &took[times - 1]);
    println!("| {name} | {} | {} |", shown(median), shown(worst));
    Ok(())
}

/// A running server.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(manual: &Path) -> Result<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clausebook"))
            .args(["serve", "--port", "0", "--as-of", "2026-11-23", "--manual"])
            .arg(manual)
            .stderr(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(child.stderr.take().ok_or("no output")?).lines();
        let port = loop {
            let line = lines.next().ok_or("it ended before it served")??;
            if let Some((_, address)) = line.split_once("http://localhost:") {
                let digits: String = address.chars().take_while(char::is_ascii_digit).collect();
                break digits.parse()?;
            }
        };
        let tells = env::var_os("BENCH_TELL").is_some();
        // The rest of the output must be read, or the full pipe would block the server.
        thread::spawn(move || {
            for line in lines.map_while(std::result::Result::ok) {
                if tells && line.contains(" ms") {
                    eprintln!("{line}");
                }
            }
        });
        Ok(Self { child, port })
    }

    /// Requests a page until it contains a text.
    fn until(&self, page: &str, text: &str) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
            write!(
                stream,
                "GET {page} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            )?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer)?;
            if String::from_utf8_lossy(&answer).contains(text) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(1));
        }
        Err(format!("{page} never showed {text}").into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
