//! Each stage by itself, on a manual in memory: `cargo bench --bench stages`.

// A measurement that cannot go on has failed.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use clausebook::coverage::assess;
use clausebook::files::{self, ManualFiles};
use clausebook::manual::Date;
use clausebook::pipeline::{self, Compiled, Parsed};
use clausebook::site::{Renderer, Theme};
use clausebook::{export, registers, resolve, site_files};
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
    bencher.bench(|| files::read(&manual, &[]).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn parse(bencher: Bencher<'_, '_>, documents: usize) {
    let files = files(documents);
    bencher.bench(|| pipeline::parse(black_box(&files)));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn compile(bencher: Bencher<'_, '_>, documents: usize) {
    let parsed = parsed(documents);
    bencher.bench(|| pipeline::compile(black_box(&parsed), as_of()));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn resolve_names(bencher: Bencher<'_, '_>, documents: usize) {
    let compiled = compiled(documents);
    bencher.bench(|| resolve::resolve(black_box(&compiled.manual)));
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
    bencher.bench(|| registers::keep(black_box(manual), resolved, coverage));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn render(bencher: Bencher<'_, '_>, documents: usize) {
    let compiled = compiled(documents);
    let theme = Theme::built_in();
    let list = site_files::list(&compiled, &theme);
    bencher.bench(|| {
        let renderer = Renderer::new(site_files::inputs(&compiled), &theme).unwrap();
        list.par_iter().for_each(|file| {
            black_box(site_files::content(Path::new(""), &compiled, &renderer, file).unwrap());
        });
    });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn matrix_json(bencher: Bencher<'_, '_>, documents: usize) {
    let Compiled {
        manual,
        resolved,
        coverage,
        ..
    } = &compiled(documents);
    bencher.bench(|| {
        export::coverage_json(
            black_box(manual),
            resolved,
            coverage,
            &[clausebook::manual::StandardIx(0)],
        )
    });
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

fn files(documents: usize) -> ManualFiles {
    files::read(&written(documents), &[]).unwrap()
}

fn parsed(documents: usize) -> Parsed {
    pipeline::parse(&files(documents))
}

fn compiled(documents: usize) -> Compiled {
    pipeline::compile(&parsed(documents), as_of())
}
