//! The program's answers without starting it: the library reads the manual's folder, judges it and
//! writes its JSON, as a command does. For tests that ask hundreds of manuals; what is between the
//! command line and this is tested through the binary.

use clausebook::stages::{Class, KindIx, StandardIx};
use clausebook::{Compiled, DiskSources};
use clausebook::{compile, coverage_json, read, registers_json};
use serde_json::Value;

use crate::manual_test::ManualTest;

/// What `coverage --format json` prints.
pub(crate) fn coverage(test: &ManualTest) -> Value {
    let compiled = compiled(test);
    let manual = &compiled.manual;
    let standards: Vec<StandardIx> = (0..manual.standards.len() as u32).map(StandardIx).collect();
    json(&coverage_json(&compiled, &standards))
}

/// What `registers --format json` prints, and the training matrix: role in lower case, document, and
/// how many are current, outdated and missing.
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
