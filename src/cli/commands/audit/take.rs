//! `clausebook audit take`: reads the workbook that an auditor has filled in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::find_audit;
use super::misread::PageReader;
use crate::audit_sheet::{
    self, FilledIn, Finding, NewSample, Plan, Planned, Told, finding_kind, identify, short,
    with_samples,
};
use crate::cli::commands::new::{as_written, likely_owner, nth_id, path_beside};
use crate::cli::loading::Loaded;
use crate::cli::new_page::{Owner, Page, quoted};
use crate::cli::{Common, Failure, Outcome, next_command, printing};
use crate::diagnostics::{Judged, Level, Report, SourcePath};
use crate::edition::Held;
use crate::export::workbook::{Book, Carried, Holds};
use crate::manual::{AuditVerdict, Config, FieldType, Grade, JudgedOn, KindIx, Manual, RecordIx};
use crate::pipeline::{self, Compiled};
use crate::publish::{DiskError, NewFile, write_all_new_and_change};
use crate::resolve::FoundClause;
use crate::rules;
use crate::site_output;
use crate::sources::{DiskSources, UnsavedSources, read_elsewhere};
use crate::workbook_reader;

#[derive(Debug, Args)]
pub(in crate::cli) struct TakeArguments {
    /// The workbook: that of the site, of `coverage --format xlsx`, or of `audit pack`, filled in
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The audit whose samples they are [default: the one for which the workbook was made]
    #[arg(long, value_name = "ID")]
    audit: Option<String>,
    /// Write the findings and the samples
    #[arg(long)]
    write: bool,
    /// Take the workbook although the manual has changed since it was made; each changed row is told
    #[arg(long)]
    older: bool,
}

pub(super) fn run(common: &Common, arguments: &TakeArguments) -> Result<Outcome, Failure> {
    let file = &arguments.file;
    let told =
        |why: &dyn std::fmt::Display| Failure::Message(format!("`{}`: {why}", file.display()));
    let bytes =
        read_elsewhere(file, workbook_reader::MOST_BYTES).map_err(DiskError::new("read", file))?;
    let workbook = workbook_reader::read(&bytes).map_err(|refusal| told(&refusal))?;
    let carried = identify(&workbook).map_err(|error| told(&error))?;
    let loaded = Loaded::new(common, &[])?;
    let manual = &loaded.compiled.manual;
    if carried.identity.manual != manual.config.title {
        return Err(told(&format!(
            "it is a workbook of the manual `{}`, and this manual is `{}`",
            short(&carried.identity.manual),
            manual.config.title
        )));
    }
    let audit = audit_of(manual, arguments, &carried)?;
    let book = book(&loaded, &carried).map_err(|error| match error {
        BookError::Told(why) => told(&why),
        BookError::Failed(failure) => *failure,
    })?;
    let mut filled = audit_sheet::read(&workbook, &carried, &book, manual);
    let plan = audit_sheet::plan(&loaded.compiled, audit, std::mem::take(&mut filled.rows));
    if !tell(common, arguments, &filled, &plan) {
        return Ok(Outcome::Denied);
    }
    if plan.new.is_empty() {
        printing::say(common, &nothing_new(&plan));
        return Ok(Outcome::Ok);
    }
    let label = sample_label(&book);
    let writing = Writing::new(&loaded, audit, &plan.new, label)?;
    if !writing.misread.is_empty() {
        let told = writing.misread.iter().map(|told| line(file, told));
        told.for_each(|told| printing::error(common, &told));
        let mistakes = printing::counted(writing.misread.len(), "mistake");
        let message = format!("nothing was written; {mistakes}: correct the workbook");
        printing::say(common, &message);
        return Ok(Outcome::Denied);
    }
    let faults = writing.faults(&loaded)?;
    if !faults.is_empty() {
        let mut text =
            "nothing was written: with the new findings and samples the manual would have mistakes"
                .to_owned();
        faults
            .iter()
            .for_each(|fault| text.push_str(&format!("\n  {fault}")));
        return Err(Failure::Message(text));
    }
    if let Some(note) = planned_later(&loaded, audit) {
        printing::say(common, &format!("note: {note}"));
    }
    writing.show(&loaded, &plan)?;
    if !arguments.write {
        printing::say(common, "nothing was written: `--write` writes it");
        return Ok(Outcome::Ok);
    }
    let change = (
        Path::new(&writing.path),
        &*writing.before,
        writing.after.as_bytes(),
    );
    write_all_new_and_change(&loaded.root, &writing.files, change)?;
    let check = next_command::again(common, &["check"]);
    let mut next = format!("\nNext:\n  {check}");
    if !writing.blank.is_empty() {
        next.push_str(&format!(
            "\n  fill in {} of the findings",
            writing.blank.join(", ")
        ));
    }
    if let Some(held) = once_held(&loaded, audit) {
        next.push_str(&format!("\n  {held}"));
    }
    printing::say(common, &next);
    Ok(Outcome::Ok)
}

/// The audit of `--audit`, else the one for which the workbook was made.
fn audit_of(
    manual: &Manual,
    arguments: &TakeArguments,
    carried: &Carried,
) -> Result<RecordIx, Failure> {
    match (&arguments.audit, &carried.identity.audit) {
        (Some(asked), Some(made)) if !asked.trim().eq_ignore_ascii_case(made) => {
            Err(Failure::Message(format!(
                "the workbook was made for the audit {}, not for {asked}",
                short(made)
            )))
        }
        (Some(id), _) | (None, Some(id)) => find_audit(manual, id),
        (None, None) => Err(Failure::Message(
            "the workbook was made for no audit: name the one whose samples it has with --audit ID"
                .to_owned(),
        )),
    }
}

/// Why the matrix could not be made again.
enum BookError {
    /// The workbook does not fit the manual.
    Told(String),
    Failed(Box<Failure>),
}

/// The matrix as it is now, judged on the day of the workbook: the passing of days is no change of the
/// manual.
fn book(loaded: &Loaded, carried: &Carried) -> Result<Book, BookError> {
    let failed = |failure: Failure| BookError::Failed(Box::new(failure));
    let then;
    let compiled: &Compiled = match carried.as_of == loaded.compiled.coverage.as_of {
        true => &loaded.compiled,
        false => {
            let parts = pipeline::read(&*loaded.sources).map_err(|error| failed(error.into()))?;
            let on = JudgedOn {
                as_of: carried.as_of,
                ..loaded.compiled.coverage.judged_on()
            };
            then = pipeline::compile_on(parts, on);
            &then
        }
    };
    let held = match &carried.identity.audience {
        None => None,
        Some(name) => {
            let held = Held::new(&compiled.manual, name);
            Some(held.ok_or_else(|| {
                BookError::Told(format!(
                    "it is of the edition for `{}`, which manual.toml does not have",
                    short(name)
                ))
            })?)
        }
    };
    let audit = carried.identity.audit.as_deref();
    let book = site_output::book(&*loaded.sources, compiled, held.as_ref(), audit);
    book.map_err(|error| failed(error.into()))
}

/// Tells what was found. Returns whether the workbook can be taken.
fn tell(common: &Common, arguments: &TakeArguments, filled: &FilledIn, plan: &Plan) -> bool {
    let line = |told: &Told| line(&arguments.file, told);
    for told in filled.remarks.iter().chain(&plan.remarks) {
        printing::say(common, &format!("note: {}", line(told)));
    }
    let mistakes = filled.mistakes.iter().chain(&plan.mistakes);
    mistakes
        .clone()
        .for_each(|told| printing::error(common, &line(told)));
    for told in &filled.older {
        match arguments.older {
            true => printing::say(common, &format!("note: {}", line(told))),
            false => printing::error(common, &line(told)),
        }
    }
    let mistakes = mistakes.count();
    let older = if arguments.older {
        0
    } else {
        filled.older.len()
    };
    if mistakes + older == 0 {
        return true;
    }
    let mut said = Vec::new();
    if mistakes > 0 {
        said.push(format!(
            "{}: correct the workbook",
            printing::counted(mistakes, "mistake")
        ));
    }
    if older > 0 {
        said.push(format!(
            "the manual has changed since the workbook was made, in {}: look at these rows again, then \
             take it with --older",
            printing::counted(older, "row")
        ));
    }
    printing::say(common, &format!("nothing was written; {}", said.join("; ")));
    false
}

/// What is told of a place in the workbook.
fn line(file: &Path, told: &Told) -> String {
    let help = match told.help.as_str() {
        "" => String::new(),
        help => format!("\n  help: {help}"),
    };
    format!("{}, {}: {}{help}", file.display(), told.place, told.message)
}

/// What to write into the audit's record once it was held; `None` if the record says that it was.
fn once_held(loaded: &Loaded, audit: RecordIx) -> Option<String> {
    let manual = &loaded.compiled.manual;
    let record = manual.record(audit);
    let kind = manual.kind(record.kind);
    if kind.has_happened(&record.fields, loaded.compiled.coverage.as_of) {
        return None;
    }
    let state = match kind.word_of_done() {
        Some((field, word)) => format!("write `{field}: {word}`"),
        None => "set its state".to_owned(),
    };
    let day = match kind.dated_in(&record.fields) {
        Some((field, date)) => format!(
            "and as `{field}` the day on which it was held (now {date}, for which it is planned)"
        ),
        None => "and the day on which it was held".to_owned(),
    };
    let id = &record.id.value;
    Some(format!(
        "once {id} was held, {state} into {}, {day}",
        record.path
    ))
}

/// That the audit is planned for a day that has not come, so that the findings get another one; `None` if
/// it is not.
fn planned_later(loaded: &Loaded, audit: RecordIx) -> Option<String> {
    let manual = &loaded.compiled.manual;
    let as_of = loaded.compiled.coverage.as_of;
    let record = manual.record(audit);
    let dated = manual.kind(record.kind).dated_in(&record.fields);
    let (field, date) = dated.filter(|(_, date)| *date > as_of)?;
    Some(format!(
        "{} is dated {date}, which is after {as_of}, so new findings are dated {as_of}; if it was held already, \
         first write the day on which it was held, {as_of} or earlier, as `{field}: …` into {}",
        record.id.value, record.path
    ))
}

fn nothing_new(plan: &Plan) -> String {
    match plan.taken_before {
        0 => "no row is filled in: there is nothing to take".to_owned(),
        count => format!("{} taken before: there is nothing to write", rows(count)),
    }
}

fn rows(count: usize) -> String {
    match count {
        1 => "1 row was".to_owned(),
        count => format!("{count} rows were"),
    }
}

/// The label of the column with the samples.
fn sample_label(book: &Book) -> &str {
    let mut columns = book.sheets.iter().flat_map(|sheet| &sheet.columns);
    let found = columns.find(|column| column.holds == Holds::ToFillIn);
    found.map_or("", |column| &column.label)
}

/// The files that are to be written.
struct Writing {
    /// The path of the audit's file, and its content before and after.
    path: String,
    before: Vec<u8>,
    after: String,
    /// The files of the new findings.
    files: Vec<NewFile>,
    /// The id and the path of the finding of each planned row.
    findings: Vec<Option<(String, Option<String>)>>,
    /// The required fields that the findings leave blank.
    blank: Vec<String>,
    /// The rows whose texts the manual would read as something else.
    misread: Vec<Told>,
}

impl Writing {
    fn new(
        loaded: &Loaded,
        audit: RecordIx,
        planned: &[Planned],
        label: &str,
    ) -> Result<Self, Failure> {
        let compiled = &loaded.compiled;
        let manual = &compiled.manual;
        let mut writing = Self {
            path: manual.record(audit).path.to_string(),
            before: Vec::new(),
            after: String::new(),
            files: Vec::new(),
            findings: Vec::new(),
            blank: Vec::new(),
            misread: Vec::new(),
        };
        let grades: Vec<Grade> = planned
            .iter()
            .filter_map(|one| match one.finding {
                Finding::New(grade) => Some(grade),
                Finding::None | Finding::There(_) => None,
            })
            .collect();
        let kind = match grades.is_empty() {
            true => None,
            false => Some(finding_kind(compiled, &grades).map_err(Failure::Message)?),
        };
        let reader = PageReader::new(&*loaded.sources)?;
        for one in planned {
            let finding = match (&one.finding, kind) {
                (Finding::There(ix), _) => Some((manual.record(*ix).id.value.to_string(), None)),
                (Finding::New(grade), Some(kind)) => {
                    let (id, path) =
                        writing.finding(compiled, audit, kind, (one, *grade), (label, &reader))?;
                    Some((id, Some(path)))
                }
                _ => None,
            };
            writing.findings.push(finding);
        }
        writing.samples(loaded, audit, planned)?;
        Ok(writing)
    }

    /// Adds the file of a finding. Returns its id and its path.
    fn finding(
        &mut self,
        compiled: &Compiled,
        audit: RecordIx,
        kind: KindIx,
        (planned, grade): (&Planned, Grade),
        (label, reader): (&str, &PageReader),
    ) -> Result<(String, String), Failure> {
        let manual = &compiled.manual;
        let as_of = compiled.coverage.as_of;
        let record = manual.record(audit);
        let day = manual.kind(record.kind).happened_on(&record.fields);
        let day = day.filter(|day| *day <= as_of).unwrap_or(as_of);
        let id = nth_id(manual, kind, as_of, self.files.len() as u64)?;
        let row = &planned.row;
        let title = audit_sheet::title(&row.note);
        let clause = as_written(
            manual,
            &FoundClause {
                clause: row.clause,
                item: None,
            },
        );
        let mut given = vec![
            ("audit", quoted(record.id.value.as_str())),
            ("date", day.to_string()),
            ("grade", grade.word().to_owned()),
        ];
        let audience = record.fields.texts("audience").iter();
        let audience: Vec<String> = audience.map(|name| quoted(&name.value)).collect();
        if !audience.is_empty() {
            given.push(("audience", format!("[{}]", audience.join(", "))));
        }
        let owner = likely_owner(manual, kind).map(Owner::Likely);
        let mut page = Page {
            config: &manual.config,
            kind: manual.kind(kind),
            id: id.as_str(),
            title: &title,
            owner: owner.unwrap_or(Owner::Unknown),
            clauses: &[clause],
            sections: &[],
            today: day,
            given: &given,
            body: Some(""),
        };
        let is_taken = |path: &str| self.files.iter().any(|file| file.path() == Path::new(path));
        let path = path_beside(manual, kind, &id, &title, is_taken);
        for field in page.blank_fields() {
            if !self.blank.contains(&field) {
                self.blank.push(field);
            }
        }
        // A text that the manual would read as something else is written as code, in which it looks for
        // nothing.
        let without_text = page.text();
        let sample = (label, &*row.sample);
        let text = audit_sheet::text(&row.note, sample);
        let code = audit_sheet::as_code(&row.note, sample);
        let mut misread = None;
        for body in [&text, &code] {
            page.body = Some(body);
            misread = reader.misread(&path, &title, [&page.text(), &without_text]);
            if misread.is_none() {
                break;
            }
        }
        self.misread.extend(misread.map(|what| Told {
            place: row.place.clone(),
            message: format!("the manual would read {what} in the note or the sample"),
            help: "write it in other words: `[[metadata]]` or `[[claims]]` of manual.toml looks for it"
                .to_owned(),
        }));
        self.files.push(NewFile::new(&path, page.text()));
        Ok((id.to_string(), path))
    }

    /// Puts the samples into the audit's file.
    fn samples(
        &mut self,
        loaded: &Loaded,
        audit: RecordIx,
        planned: &[Planned],
    ) -> Result<(), Failure> {
        let manual = &loaded.compiled.manual;
        let record = manual.record(audit);
        let kind = manual.kind(record.kind);
        let field = kind
            .fields
            .iter()
            .find(|field| field.of == FieldType::Samples);
        let Some(field) = field else {
            return Err(Failure::Message(format!(
                "records of the kind `{0}` have no field for samples: write `sampled = \"samples\"` into the \
                 fields of [kind.{0}] in manual.toml",
                kind.name
            )));
        };
        let samples = planned
            .iter()
            .zip(&self.findings)
            .map(|(one, finding)| NewSample {
                clause: as_written(
                    manual,
                    &FoundClause {
                        clause: one.row.clause,
                        item: None,
                    },
                ),
                verdict: one.row.verdict,
                sample: one.row.sample.clone(),
                note: one.row.note.clone(),
                finding: finding.as_ref().map(|(id, _)| id.clone()),
            });
        let samples: Vec<NewSample> = samples.collect();
        let path = loaded.root.join(record.path.as_str());
        self.before = std::fs::read(&path).map_err(DiskError::new("read", &path))?;
        let names = [
            field.name.as_str(),
            own_name(&manual.config, field.name.as_str()),
        ];
        let text = std::str::from_utf8(&self.before).ok();
        let after = text.and_then(|text| with_samples(text, names, &samples));
        self.after = after.ok_or_else(|| {
            Failure::Message(format!(
                "the samples cannot be put into the front-matter of `{}` without changing the rest of it: \
                 write `{}:` there as a list with an item on each line, and take the workbook again",
                record.path, names[1]
            ))
        })?;
        Ok(())
    }

    /// The mistakes that the manual would have with these files, and does not have now.
    fn faults(&self, loaded: &Loaded) -> Result<Vec<String>, Failure> {
        let mut sources = UnsavedSources::over(DiskSources::new(&loaded.root));
        sources.set(&SourcePath::new(&self.path), Some(&self.after));
        let mut new = Vec::new();
        for file in &self.files {
            let path = SourcePath::new(&file.path().to_string_lossy());
            sources.set(&path, Some(&String::from_utf8_lossy(file.bytes())));
            new.push(path);
        }
        let sources = Arc::new(sources);
        let on = loaded.compiled.coverage.judged_on();
        let after = pipeline::compile_on(pipeline::read(&*sources)?, on);
        let mistakes = |report: &Report| -> Vec<String> {
            let denied = report.entries.iter().filter(|entry| {
                // What a kind asks for beyond what an auditor says is left to be filled in.
                let is_blank = entry.diagnostic.rule == &rules::MISSING_FIELD
                    && new.contains(&entry.diagnostic.location.path);
                entry.level == Level::Deny && !entry.is_finding() && !is_blank
            });
            denied.map(mistake).collect()
        };
        let known = mistakes(&loaded.compiled.report);
        let mut faults = mistakes(&after.report);
        faults.retain(|fault| !known.contains(fault));
        Ok(faults)
    }

    /// Prints what is to be written.
    fn show(&self, loaded: &Loaded, plan: &Plan) -> Result<(), Failure> {
        let manual = &loaded.compiled.manual;
        let mut out = std::io::stdout().lock();
        let rows: Vec<(String, &str)> = plan
            .new
            .iter()
            .map(|one| {
                let clause = FoundClause {
                    clause: one.row.clause,
                    item: None,
                };
                (as_written(manual, &clause), one.row.verdict.word())
            })
            .collect();
        let width = rows
            .iter()
            .map(|(clause, _)| clause.chars().count())
            .max()
            .unwrap_or(0);
        let words = AuditVerdict::ALL.map(|verdict| verdict.word().len());
        let verdicts = words.into_iter().max().unwrap_or(0);
        for (((clause, verdict), one), finding) in rows.iter().zip(&plan.new).zip(&self.findings) {
            let finding = match finding {
                None => String::new(),
                Some((id, None)) => format!("{id}, which is there already"),
                Some((id, Some(path))) => {
                    format!("{id} {} ({path})", audit_sheet::title(&one.row.note))
                }
            };
            let line = format!("{clause:width$}  {verdict:verdicts$}  {finding}");
            writeln!(out, "{}", printing::escaped(line.trim_end()))?;
        }
        let before = match plan.taken_before {
            0 => String::new(),
            count => format!("; {} taken before", self::rows(count)),
        };
        writeln!(
            out,
            "{} in {}, {}{before}",
            printing::counted(plan.new.len(), "sample"),
            self.path,
            printing::counted(self.files.len(), "new finding"),
        )?;
        Ok(())
    }
}

fn mistake(entry: &Judged) -> String {
    let diagnostic = &entry.diagnostic;
    format!("{}: {}", diagnostic.location.path, diagnostic.message)
}

/// The name of a field in this manual: the one from `[fields]`, if there is one.
fn own_name<'a>(config: &'a Config, field: &'a str) -> &'a str {
    let mut names = config.field_names.iter();
    names
        .find(|(_, ours)| *ours == field)
        .map_or(field, |(own, _)| own)
}
