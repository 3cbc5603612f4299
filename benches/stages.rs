//! Measures each stage by itself: `cargo bench --bench stages`.

// A panic is the right end for a measurement that cannot continue.
#![allow(clippy::unwrap_used)]

use clausebook::stages::{Content, Published, Renderer, Selection, Source, Theme, assess};
use clausebook::{Compiled, Date, DiskSources, Parts, Sources, Workspace, stages};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use divan::{Bencher, black_box};
use rayon::prelude::*;

mod corpus;

const SIZES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
    for documents in SIZES {
        let _ = std::fs::remove_dir_all(folder(documents));
    }
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn read(bencher: Bencher<'_, '_>, documents: usize) {
    let manual = written(documents);
    bencher.bench(|| texts(&manual));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn parse(bencher: Bencher<'_, '_>, documents: usize) {
    let manual = written(documents);
    let texts = texts(&manual);
    let settings = stages::settings(
        &stages::read_files(&DiskSources::new(&manual), &Selection::default()).unwrap(),
    );
    bencher.bench(|| {
        let pages = texts.par_iter();
        let pages = pages.map(|text| stages::page(settings.reading(), black_box(text)));
        pages.collect::<Vec<_>>()
    });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn compile(bencher: Bencher<'_, '_>, documents: usize) {
    let parts = parts(documents);
    bencher
        .with_inputs(|| parts.clone())
        .bench_values(|parts| clausebook::compile(parts, as_of()));
}

/// Edits one document of a manual that a workspace keeps in memory.
#[divan::bench(args = SIZES, sample_count = 10)]
fn edit(bencher: Bencher<'_, '_>, documents: usize) {
    let manual = written(documents);
    let disk = DiskSources::new(&manual);
    let mut workspace = Workspace::open(Arc::new(disk.clone()), as_of()).unwrap();
    let file = manual.join(corpus::document_path(1));
    let text = corpus::document(1, documents);
    let mut edits = 0;
    bencher.bench_local(|| {
        edits += 1;
        std::fs::write(&file, format!("{text}\nEdit {edits}.\n")).unwrap();
        assert!(workspace.update(&[disk.touched(&file)], as_of()));
    });
    std::fs::write(&file, text).unwrap();
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn resolve_names(bencher: Bencher<'_, '_>, documents: usize) {
    let compiled = compiled(documents);
    bencher.bench(|| stages::resolve(black_box(&compiled.manual)));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn assess_coverage(bencher: Bencher<'_, '_>, documents: usize) {
    let Compiled {
        manual, resolved, ..
    } = &compiled(documents);
    bencher.bench(|| assess(black_box(manual), resolved, as_of()));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn keep_registers(bencher: Bencher<'_, '_>, documents: usize) {
    let Compiled {
        manual,
        resolved,
        coverage,
        ..
    } = &compiled(documents);
    bencher.bench(|| stages::build_registers(black_box(manual), resolved, coverage));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn render(bencher: Bencher<'_, '_>, documents: usize) {
    let compiled = compiled(documents);
    let theme = Theme::built_in();
    let list = stages::list(&compiled, &theme);
    bencher.bench(|| {
        let renderer = Renderer::new(&compiled, &theme).unwrap();
        list.par_iter().for_each(|file| {
            black_box(stages::content(&nowhere(), &compiled, &renderer, file).unwrap());
        });
    });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn search_index(bencher: Bencher<'_, '_>, documents: usize) {
    let compiled = compiled(documents);
    let renderer = Renderer::new(&compiled, &Theme::built_in()).unwrap();
    bencher.bench(|| renderer.search_index());
}

/// Writes a new site from pages that are already rendered: hash, write, manifest, swap.
#[divan::bench(args = SIZES, sample_count = 10)]
fn publish_new(bencher: Bencher<'_, '_>, documents: usize) {
    let files = made(documents);
    let target = folder(documents).with_extension("site");
    let gone = || drop(std::fs::remove_dir_all(&target));
    bencher
        .with_inputs(gone)
        .bench_values(|()| publish_made(&target, &files));
    gone();
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn publish_unchanged(bencher: Bencher<'_, '_>, documents: usize) {
    let files = made(documents);
    let target = folder(documents).with_extension("site");
    publish_made(&target, &files);
    bencher.bench(|| publish_made(&target, &files));
    let _ = std::fs::remove_dir_all(&target);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn matrix_json(bencher: Bencher<'_, '_>, documents: usize) {
    let compiled = &compiled(documents);
    bencher.bench(|| {
        clausebook::coverage_json(black_box(compiled), &[clausebook::stages::StandardIx(0)])
    });
}

/// The files of a site with their addresses, without the files that are copied.
fn made(documents: usize) -> Vec<(String, Vec<u8>)> {
    let compiled = compiled(documents);
    let theme = Theme::built_in();
    let renderer = Renderer::new(&compiled, &theme).unwrap();
    let list = stages::list(&compiled, &theme);
    let nowhere = nowhere();
    let content = |file| stages::content(&nowhere, &compiled, &renderer, file).unwrap();
    list.par_iter()
        .filter_map(|file| match content(file) {
            Content::Bytes(bytes) => Some((file.address().to_owned(), bytes)),
            Content::CopyOf(_) => None,
        })
        .collect()
}

fn publish_made(target: &Path, files: &[(String, Vec<u8>)]) -> Published {
    let content = |(_, bytes): &(String, Vec<u8>), mut buffer: Vec<u8>| {
        buffer.extend_from_slice(bytes);
        Ok::<_, std::convert::Infallible>(Content::Bytes(buffer))
    };
    stages::publish(target, files, |(address, _)| address, content).unwrap()
}

fn as_of() -> Date {
    "2026-11-23".parse().unwrap()
}

fn folder(documents: usize) -> PathBuf {
    std::env::temp_dir().join(format!(
        "clausebook-stages-{}-{documents}",
        std::process::id()
    ))
}

fn written(documents: usize) -> PathBuf {
    let folder = folder(documents);
    if !folder.exists() {
        corpus::write(
            &folder,
            corpus::Size {
                documents,
                records: 0,
            },
        )
        .unwrap();
    }
    folder
}

/// An empty source of files, since these manuals have no files to copy.
fn nowhere() -> Arc<dyn Sources> {
    Arc::new(DiskSources::new(Path::new("")))
}

fn texts(manual: &Path) -> Vec<Source> {
    let disk = DiskSources::new(manual);
    let files = stages::read_files(&disk, &Selection::default()).unwrap();
    let pages = files.pages.par_iter();
    pages
        .map(|path| stages::read_one(&disk, path).unwrap())
        .collect()
}

fn parts(documents: usize) -> Parts {
    clausebook::read(&DiskSources::new(&written(documents))).unwrap()
}

fn compiled(documents: usize) -> Compiled {
    clausebook::compile(parts(documents), as_of())
}
