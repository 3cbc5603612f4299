//! Calls the library instead of the binary: it reads the manual's folder, compiles it and writes
//! JSON, as a command does. It is for tests with hundreds of manuals. The code between the command
//! line and the library is tested through the binary.

use clausebook::stages::{Class, KindIx, StandardIx};
use clausebook::{Compiled, DiskSources};
use clausebook::{compile, coverage_json, read, registers_json};
use serde_json::Value;

use crate::manual_test::ManualTest;

/// The output of `coverage --format json`.
pub(crate) fn coverage(test: &ManualTest) -> Value {
    let compiled = compiled(test);
    let manual = &compiled.manual;
    let standards: Vec<StandardIx> = (0..manual.standards.len() as u32).map(StandardIx).collect();
    json(&coverage_json(&compiled, &standards))
}

/// The output of `registers --format json`, and the training matrix: role in lower case, document,
/// and the numbers of persons who are current, outdated and missing.
pub(crate) fn registers_and_training(
    test: &ManualTest,
) -> (Value, Vec<(String, String, [usize; 3])>) {
    let compiled = compiled(test);
    let cells = compiled.registers.training.cells.iter();
    let matrix = cells.map(|cell| {
        let document = compiled.manual.document(cell.document);
        let counts = [
            cell.current.len(),
            cell.outdated.len(),
            cell.missing as usize,
        ];
        let role = cell.role.as_str().to_lowercase();
        (role, document.id.value.to_string(), counts)
    });
    let mut matrix: Vec<(String, String, [usize; 3])> = matrix.collect();
    matrix.sort();
    (registers(&compiled), matrix)
}

fn registers(compiled: &Compiled) -> Value {
    let manual = &compiled.manual;
    let kinds = manual.kinds.iter().enumerate();
    let kinds: Vec<KindIx> = kinds
        .filter(|(_, kind)| kind.class == Class::Record)
        .map(|(at, _)| KindIx(at as u32))
        .collect();
    json(&registers_json(compiled, &kinds))
}

fn compiled(test: &ManualTest) -> Compiled {
    let parts = read(&DiskSources::new(&test.manual())).unwrap();
    compile(parts, test.as_of().parse().unwrap())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}
