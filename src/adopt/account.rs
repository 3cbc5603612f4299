//! What a person is told: what was found, and what to look at next.

use std::collections::BTreeMap;

use super::Known;
use super::inference::{ANY_KIND, Becomes, Chosen, Inference, Left, Proposals};
use super::project::Project;
use super::settings::{CLAIMS_FILE, counted};
use super::standard_names::StandardNames;
use crate::diagnostics::SourcePath;
use crate::proposed_claims::ClaimsFile;

/// How many examples of one sort are named.
const EXAMPLES: usize = 3;

/// What was found.
pub(super) fn found(
    inference: &Inference<'_>,
    project: Option<&Project>,
    claims: &ClaimsFile,
    names: &StandardNames,
) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(project) = project {
        lines.push(format!(
            "a project of {} ({})",
            project.program, project.file
        ));
    }
    let pages = inference.survey.pages.len();
    let documents = counted(inference.documents, "document");
    let translations = match inference.translations {
        0 => String::new(),
        1 => ", and 1 text of them in another language".to_owned(),
        more => format!(", and {more} texts of them in other languages"),
    };
    let files = counted(pages, "Markdown file");
    lines.push(format!("{files}: {documents}{translations}"));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for becomes in &inference.becomes {
        if let Becomes::Document(kind, _) = becomes {
            *kinds.entry(&kind.0).or_default() += 1;
        }
    }
    for (kind, count) in kinds {
        let guess = match kind == ANY_KIND {
            true => ": nothing says of which kind they are",
            false => "",
        };
        lines.push(format!("  {count} of kind {kind}{guess}"));
    }
    for (left, count) in &inference.left {
        let (one, many) = match left {
            Left::AboutProject => ("tells about the project", "tell about the project"),
            Left::Record => ("lies in a folder of records", "lie in folders of records"),
            Left::Standard => ("is the text of a standard", "are texts of standards"),
            Left::Mapping => ("maps clauses to documents", "map clauses to documents"),
            Left::Unknown => ("says nothing of what it is", "say nothing of what they are"),
        };
        let says = if *count == 1 { one } else { many };
        lines.push(format!("  {count} {says}: not controlled"));
    }
    for chosen in &inference.standards {
        if let Some(standard) = names.standard(chosen.standard) {
            lines.push(format!(
                "{}: named in {}, a clause of it in {}",
                standard.designation,
                counted(chosen.files, "file"),
                counted(chosen.places, "place")
            ));
        }
    }
    if claims.proposed + claims.confirmed > 0 {
        let confirmed = match claims.confirmed {
            0 => String::new(),
            some => format!(", {some} confirmed"),
        };
        lines.push(format!(
            "{CLAIMS_FILE}: {} proposed ({} new){confirmed}",
            counted(claims.proposed, "claim"),
            claims.added
        ));
    }
    lines
}

/// What a person should look at next.
pub(super) fn next(
    inference: &Inference<'_>,
    project: Option<&Project>,
    (claims, held_back): (&ClaimsFile, usize),
    known: Known<'_>,
    names: &StandardNames,
) -> Vec<String> {
    let is_present = known.present.is_some();
    let mut lines: Vec<String> = Vec::new();
    lines.extend(
        project
            .into_iter()
            .flat_map(|project| project.remarks.clone()),
    );
    if !is_present {
        let lacking: Vec<String> = inference
            .lacking
            .iter()
            .filter(|(field, lacking)| **lacking > 0 && **field != "status")
            .map(|(field, lacking)| format!("{field} ({lacking} of {})", inference.texts))
            .collect();
        if !lacking.is_empty() {
            lines.push(format!(
                "manual.toml fills in what documents do not say: {}; mend the values marked so",
                lacking.join(", ")
            ));
        }
        let guessed = inference.becomes.iter();
        let is_guess = |one: &&Becomes| match one {
            Becomes::Document(_, why) => why.is_guess(),
            Becomes::Itself | Becomes::Uncontrolled(_) => false,
        };
        let guessed = guessed.filter(is_guess).count();
        if guessed > 0 {
            lines.push(format!(
                "{} of kind document: say in manual.toml what they are",
                counted(guessed, "document")
            ));
        }
        let drafts = inference.lacking.get("status").copied().unwrap_or_default();
        if drafts > 0 {
            lines.push(format!(
                "{} without a status count as drafts, so that their claims are planned at most",
                counted(drafts, "document")
            ));
        }
    }
    lines.extend(outgrown_statuses(inference, known));
    let unclear = inference.statuses.iter();
    let unclear = unclear.filter_map(|word| Some((word, word.remark.as_ref()?)));
    let (unknown, others): (Vec<_>, Vec<_>) = unclear.partition(|(word, _)| word.is_unknown);
    for (word, remark) in others {
        lines.push(format!(
            "the status \"{}\" is read as {}: {remark}",
            word.written, word.status
        ));
    }
    if let Some((first, _)) = unknown.first() {
        let shown = unknown.iter().take(EXAMPLES);
        let shown: Vec<String> = shown
            .map(|(word, _)| format!("\"{}\"", word.written))
            .collect();
        lines.push(format!(
            "{} as {}, such as {}: write under [values.status] what {}",
            match unknown.len() {
                1 => "1 unknown word for a status is read".to_owned(),
                many => format!("{many} unknown words for a status are read"),
            },
            first.status,
            shown.join(", "),
            match unknown.len() {
                1 => "it means",
                _ => "they mean",
            }
        ));
    }
    if claims.added > 0 {
        lines.push(format!(
            "read the proposals in {CLAIMS_FILE}: delete \"proposed\" where the sentence is a claim, \
             the row where it is none"
        ));
    }
    lines.extend(claims.told_unwritable());
    if held_back > 0 {
        lines.push(format!(
            "{} for pages that are no documents under the present manual.toml: copy the settings above, and \
             run `adopt` again",
            match held_back {
                1 => "1 proposal is".to_owned(),
                many => format!("{many} proposals are"),
            }
        ));
    }
    let exclusions = &inference.proposals.exclusions;
    if !exclusions.is_empty() {
        let shown = exclusions.iter().take(EXAMPLES);
        let shown: Vec<String> = shown
            .map(|one| format!("{} ({})", one.clause, one.document))
            .collect();
        lines.push(format!(
            "the texts say that {} not apply, such as {}: manual.toml has {} as a comment, which counts once \
             you take the signs `#` away",
            match exclusions.len() {
                1 => "1 clause does".to_owned(),
                many => format!("{many} clauses do"),
            },
            shown.join(", "),
            if exclusions.len() == 1 { "it" } else { "each" }
        ));
    }
    let undone = inference.proposals.undone;
    if undone > 0 {
        lines.push(format!(
            "{} a clause as open, planned, not met, an example or something to read, or in words that leave it \
             open: nothing is proposed for {}",
            match undone {
                1 => "1 place names".to_owned(),
                many => format!("{many} places name"),
            },
            if undone == 1 { "it" } else { "them" }
        ));
    }
    lines.extend(doubts(&inference.proposals));
    let listing = &inference.proposals.listing;
    if !listing.is_empty() {
        let shown: Vec<&str> = listing
            .iter()
            .take(EXAMPLES)
            .map(SourcePath::as_str)
            .collect();
        lines.push(format!(
            "{} most of a standard in tables, such as {}: nothing is proposed from their rows that name no \
             other document",
            match listing.len() {
                1 => "1 document lists".to_owned(),
                many => format!("{many} documents list"),
            },
            shown.join(", ")
        ));
    }
    if inference.proposals.unknown > 0 {
        lines.push(format!(
            "{} a number that is none of these standards: nothing is proposed for {}",
            match inference.proposals.unknown {
                1 => "1 place names".to_owned(),
                many => format!("{many} places name"),
            },
            if inference.proposals.unknown == 1 {
                "it"
            } else {
                "them"
            }
        ));
    }
    let missing = &inference.proposals.missing;
    if !missing.is_empty() {
        let shown: Vec<String> = missing
            .keys()
            .take(EXAMPLES)
            .map(|name| format!("\"{name}\""))
            .collect();
        lines.push(format!(
            "tables map clauses to {} that no file is called, such as {}",
            counted(missing.len(), "document"),
            shown.join(", ")
        ));
    }
    // Texts that name another edition by its year or version do not mean this one.
    let is_other = |one: &&Chosen| {
        let mut others = inference.others.iter();
        others.any(|(name, _)| names.other_editions_of(name).contains(&one.standard))
    };
    let mentioned = inference.mentioned.iter().filter(|one| !is_other(one));
    let mentioned: Vec<&Chosen> = mentioned.collect();
    if !mentioned.is_empty() {
        let shown = mentioned.iter().filter_map(|one| {
            let standard = names.standard(one.standard)?;
            Some(format!(
                "{} ({})",
                standard.designation,
                counted(one.files, "file")
            ))
        });
        let shown: Vec<String> = shown.collect();
        lines.push(format!(
            "the texts mention {}, with hardly a clause: add what the manual is to meet to `standards`",
            shown.join(", ")
        ));
    }
    if !inference.others.is_empty() {
        let shown = inference.others.iter().take(EXAMPLES + 2);
        let shown: Vec<String> = shown
            .map(|(name, files)| format!("{name} ({})", counted(*files, "file")))
            .collect();
        lines.push(format!(
            "the texts also speak of {}: not built in; a catalog in standards/ makes them countable",
            shown.join(", ")
        ));
    }
    for (notation, places) in &inference.unknown_notations {
        lines.push(format!(
            "{} {notation}, whose standard is not built in",
            match places {
                1 => "1 place has".to_owned(),
                many => format!("{many} places have"),
            }
        ));
    }
    if inference.broken > 0 {
        lines.push(format!(
            "{} front-matter that cannot be read: `check` says what is wrong",
            match inference.broken {
                1 => "1 document has".to_owned(),
                many => format!("{many} documents have"),
            }
        ));
    }
    if !known.unreadable.is_empty() {
        let shown = known.unreadable.iter().take(EXAMPLES);
        let shown: Vec<&str> = shown.map(SourcePath::as_str).collect();
        lines.push(format!(
            "{}, such as {}: left out by `exclude`",
            match known.unreadable.len() {
                1 => "1 file cannot be read as it is".to_owned(),
                many => format!("{many} files cannot be read as they are"),
            },
            shown.join(", ")
        ));
    }
    for stop in known.stops {
        lines.push(format!(
            "{} by [rules], such as {}",
            match stop.count {
                1 => format!("1 mistake of {} does not stop a build", stop.rule),
                many => format!("{many} mistakes of {} do not stop a build", stop.rule),
            },
            stop.example
        ));
    }
    for unread in inference.survey.unreadable.iter().take(EXAMPLES) {
        lines.push(format!(
            "{} was not read: {}",
            unread.location.path, unread.message
        ));
    }
    lines
}

/// The words for approved that the present settings read as in review, though all files with them say by
/// whom and since when.
fn outgrown_statuses(inference: &Inference<'_>, known: Known<'_>) -> Vec<String> {
    let settings = known.present.map(|present| &present.settings);
    let words = settings.and_then(|settings| settings.get("values")?.get("status"));
    let is_read_as_review = |word: &str| {
        let read = words.and_then(|words| words.get(word)?.as_str());
        read == Some("review")
    };
    let approved = inference.statuses.iter();
    let approved = approved.filter(|word| word.status == "approved" && word.remark.is_none());
    let outgrown = approved.filter(|word| is_read_as_review(&word.written));
    let lines = outgrown.map(|word| {
        format!(
            "[values.status] reads \"{}\" as review, though each file with it says by whom it was approved \
             and since when: write \"approved\" there",
            word.written
        )
    });
    lines.collect()
}

/// The places and pages from which nothing is proposed because they are in doubt.
fn doubts(proposals: &Proposals) -> Vec<String> {
    let mut lines = Vec::new();
    let shown = |paths: &[SourcePath]| -> String {
        let shown: Vec<&str> = paths
            .iter()
            .take(EXAMPLES)
            .map(SourcePath::as_str)
            .collect();
        shown.join(", ")
    };
    if !proposals.reports.is_empty() {
        lines.push(format!(
            "{} of findings, gaps or plans, or is a form or in an archive, such as {}: nothing is proposed from \
             {}",
            match proposals.reports.len() {
                1 => "1 document tells".to_owned(),
                many => format!("each of {many} documents tells"),
            },
            shown(&proposals.reports),
            if proposals.reports.len() == 1 { "it" } else { "them" }
        ));
    }
    if !proposals.outdated.is_empty() {
        lines.push(format!(
            "{} numbers that only ISO/IEC 27001:2013 has, such as {}: numbers that both editions have are not \
             proposed, since the other edition gives them to other controls",
            match proposals.outdated.len() {
                1 => "1 document has or stands beside".to_owned(),
                many => format!("{many} documents have or stand beside"),
            },
            shown(&proposals.outdated)
        ));
    }
    if !proposals.own_numbers.is_empty() {
        lines.push(format!(
            "{} \"clause\" with the number of a section that is there in the same page, such as {}: nothing is \
             proposed for it unless the sentence names the standard",
            match proposals.own_numbers.len() {
                1 => "1 document writes".to_owned(),
                many => format!("{many} documents write"),
            },
            shown(&proposals.own_numbers)
        ));
    }
    if !proposals.doubtful.is_empty() {
        let examples = proposals.doubtful.iter().take(EXAMPLES);
        let examples: Vec<String> = examples
            .map(|(path, clause, title)| format!("{clause} \"{title}\" ({path})"))
            .collect();
        lines.push(format!(
            "{} another title at a clause than its standard, such as {}: nothing is proposed for {}",
            match proposals.doubtful.len() {
                1 => "1 place has".to_owned(),
                many => format!("{many} places have"),
            },
            examples.join(", "),
            if proposals.doubtful.len() == 1 { "it" } else { "them" }
        ));
    }
    for (path, rows) in &proposals.mapping {
        lines.push(format!(
            "{path} only maps clauses, and {} no document that is there: nothing is proposed for {}",
            match rows {
                1 => "1 of its places names".to_owned(),
                many => format!("{many} of its places name"),
            },
            if *rows == 1 { "it" } else { "them" }
        ));
    }
    if !proposals.ambiguous.is_empty() {
        let names = proposals.ambiguous.keys().take(EXAMPLES);
        let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
        lines.push(format!(
            "tables map clauses to {} that several files are called, such as {}: nothing is proposed for them",
            counted(proposals.ambiguous.len(), "name"),
            names.join(", ")
        ));
    }
    lines
}
