//! Writes a random manual in the form of files.

use std::fmt::Write as _;

use sha2::Digest as _;

use super::model::{
    Audit, Document, Doubt, Finding, FrontClaim, Manual, OtherRecord, Section, Standard,
    Translation,
};

/// Returns the manual's files as pairs of path and content.
pub(crate) fn files(manual: &Manual) -> Vec<(String, String)> {
    let mut files = vec![("manual.toml".to_owned(), manual_toml(manual))];
    for standard in &manual.standards {
        files.push((
            format!("standards/{}.toml", standard.id),
            standard_toml(standard),
        ));
    }
    for document in &manual.documents {
        let folder = match document.kind {
            "form" => "forms",
            _ => "procedures/deep",
        };
        let front = if document.toml {
            toml_front(document)
        } else {
            yaml_front(document)
        };
        let mut text = front + &body(&document.sections);
        if document.in_merge {
            text.push_str("\n<<<<<<< ours\nBuyers score each supplier.\n=======\nNobody does.\n>>>>>>> theirs\n");
        }
        if document.has_twin {
            let twin = format!(
                "---\nid: {}\ntitle: Twin\nkind: policy\nrevision: 1\nstatus: draft\nowner: A\n---\nText.\n",
                document.id
            );
            files.push((format!("zz/{}.md", document.id.to_lowercase()), twin));
        }
        files.extend(approvals(document, &text));
        if let Some(translation) = &document.translation {
            let path = format!("{folder}/{}.de.md", document.id.to_lowercase());
            files.push((path, translated(document, translation)));
        }
        files.push((format!("{folder}/{}.md", document.id.to_lowercase()), text));
    }
    for audit in &manual.audits {
        let page = audit_page(manual, audit);
        files.extend(record_files(&audit.id, page, audit.doubt));
    }
    for finding in &manual.findings {
        let page = finding_page(manual, finding);
        files.extend(record_files(&finding.id, page, finding.doubt));
    }
    for record in &manual.other_records {
        let page = record_page(record);
        files.extend(record_files(&record.id, page, record.doubt));
    }
    if !manual.rows.is_empty() {
        files.push(("claims.csv".to_owned(), claims_csv(manual)));
    }
    files
}

/// The file of a record, and its twin if it has one.
fn record_files(id: &str, mut page: String, doubt: Doubt) -> Vec<(String, String)> {
    if doubt == Doubt::InMerge {
        page.push_str("\n<<<<<<< ours\nMore.\n=======\nLess.\n>>>>>>> theirs\n");
    }
    let mut files = vec![(format!("records/{id}.md"), page)];
    if doubt == Doubt::HasTwin {
        let twin = format!("---\nid: {id}\ntitle: Twin\nkind: inspection\nowner: A\n---\nText.\n");
        files.push((format!("zz/{}.md", id.to_lowercase()), twin));
    }
    files
}

fn claims_csv(manual: &Manual) -> String {
    let mut text = String::from("clause,document,section,extent,status\n");
    for row in &manual.rows {
        let _ = writeln!(
            text,
            "{},\"{}\",{},{},{}",
            row.clause,
            row.documents.join(", "),
            row.section.as_deref().unwrap_or_default(),
            row.extent,
            row.status
        );
    }
    text
}

/// The text of a document in German.
fn translated(document: &Document, translation: &Translation) -> String {
    let Document {
        id, kind, revision, ..
    } = document;
    let mut text = format!(
        "---\nid: {id}\ntitle: Titel\nkind: {kind}\nrevision: {revision}\nstatus: {}\n\
         owner: Purchasing manager\napprover: Quality manager\n",
        translation.status
    );
    if let Some(day) = document.effective {
        let _ = writeln!(text, "effective: {day}");
    }
    let _ = writeln!(
        text,
        "supersedes: {:?}\nrecords: {:?}",
        translation.supersedes, translation.records
    );
    text.push_str("clauses:\n");
    for claim in &translation.claims {
        let _ = writeln!(text, "  - {}", front_claim(claim, ": "));
    }
    text + "---\nEinkauf.\n"
}

/// Returns the file with a document's approvals, if it has one.
fn approvals(document: &Document, text: &str) -> Option<(String, String)> {
    let path = format!("approvals/{}.toml", document.id);
    if document.approvals_damaged {
        return Some((path, "[[approval]]\nstatement = \n".to_owned()));
    }
    if document.approvals.is_empty() {
        return None;
    }
    // The digest only covers the text, since no text here uses a variable or embeds a file.
    let content = format!("text {}\n", sha256(text));
    let mut file = String::new();
    for approval in &document.approvals {
        let digest = match approval.same_text {
            true => sha256(&content),
            false => sha256("another text"),
        };
        let _ = writeln!(
            file,
            "[[approval]]\nstatement = \"\"\"\ndocument: {}\nrevision: {}\nsha256: {digest}\n\
             role: {}\nmeaning: yes\ndate: {}\n\"\"\"",
            document.id, approval.revision, approval.role, approval.date
        );
    }
    Some((path, file))
}

fn sha256(text: &str) -> String {
    let digest = sha2::Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn manual_toml(manual: &Manual) -> String {
    let ids: Vec<&String> = manual
        .standards
        .iter()
        .map(|standard| &standard.id)
        .collect();
    let mut text = format!("title = \"Manual\"\norganisation = \"Harrow\"\nstandards = {ids:?}\n");
    if manual.review_interval_unreadable {
        text.push_str("review_interval = \"every spring\"\n");
    } else if let Some(months) = manual.review_interval {
        let _ = writeln!(text, "review_interval = \"{months} months\"");
    }
    if manual.evidence_interval_unreadable {
        text.push_str("evidence_interval = \"yearly\"\n");
    } else if let Some(months) = manual.evidence_interval {
        let _ = writeln!(text, "evidence_interval = \"{months} months\"");
    }
    if manual.audit_cycle_unreadable {
        text.push_str("audit_cycle = \"each spring\"\n");
    } else if let Some(months) = manual.audit_cycle {
        let _ = writeln!(text, "audit_cycle = \"{months} months\"");
    }
    if manual.approval_required {
        text.push_str("approval = { required = true }\n");
    }
    for exclusion in &manual.exclusions {
        let _ = writeln!(text, "\n[[exclusion]]\nclause = {:?}", exclusion.clause);
        if let Some(justification) = exclusion.justification {
            let _ = writeln!(text, "justification = {justification:?}");
        }
        text.push_str("approved_by = \"Managing director\"\n");
        if exclusion.date_unreadable {
            text.push_str("date = \"last spring\"\n");
        } else if let Some(day) = exclusion.date {
            let _ = writeln!(text, "date = {day}");
        }
    }
    text.push_str(&kinds_toml(manual));
    if !manual.rows.is_empty() {
        text.push_str("\n[[claims]]\nfile = \"claims.csv\"\n");
    }
    text
}

fn kinds_toml(manual: &Manual) -> String {
    let mut text = String::from(
        "\n[kind.sheet]\nclass = \"document\"\nrole = \"form\"\n\
         \n[kind.leaflet]\nclass = \"document\"\n\
         \n[kind.visit]\nclass = \"record\"\nrole = \"audit\"\n\
         fields = { date = \"date\", state = { one_of = [\"planned\", \"done\", \"cancelled\"] } }\n\
         \n[kind.nonconformity]\nclass = \"record\"\nrole = \"finding\"\n\
         open_when = { state = [\"shut\"], not = true }\n\
         fields = { date = \"date\", grade = { one_of = [\"major\", \"minor\", \"observation\"] }, \
         state = { one_of = [\"raised\", \"contained\", \"shut\"] } }\n",
    );
    if manual.kinds.audit_words {
        text.push_str(
            "\n[kind.audit]\nopen_when = { state = [\"agreed\"] }\ncounts_when = { state = [\"held\"] }\n\
             fields = { state = { one_of = [\"agreed\", \"held\", \"dropped\"] } }\n",
        );
    }
    if manual.kinds.finding_words {
        text.push_str(
            "\n[kind.finding]\nopen_when = { state = [\"contained\"] }\n\
             fields = { state = { one_of = [\"contained\", \"settled\"] } }\n",
        );
    }
    text
}

fn standard_toml(standard: &Standard) -> String {
    let Standard { id, aliases, .. } = standard;
    let mut text = format!(
        "id = {id:?}\ndesignation = \"The {id} standard\"\naliases = {aliases:?}\n\
         title = \"Requirements\"\npublisher = \"Harrow\"\nedition = \"1\"\n"
    );
    for clause in &standard.clauses {
        let _ = writeln!(text, "\n[[clause]]\nnumber = {:?}", clause.number);
        if let Some(title) = &clause.title {
            let _ = writeln!(text, "title = {title:?}");
        }
        text.push_str("summary = \"Something is done.\"\n");
        if let Some(records) = clause.records {
            let _ = writeln!(text, "records = {records:?}");
        }
        if !clause.items.is_empty() {
            let items: Vec<String> = clause.items.iter().map(char::to_string).collect();
            let _ = writeln!(
                text,
                "items = {items:?}\nexhaustive = {}",
                clause.exhaustive
            );
        }
        if let Some(requirement) = clause.requirement {
            let _ = writeln!(text, "requirement = {requirement}");
        }
        if let Some(parent) = &clause.parent {
            let _ = writeln!(text, "parent = {parent:?}");
        }
    }
    if let Some(numbers) = &standard.may_exclude {
        let _ = writeln!(text, "\n[applicability]\nmay_exclude = {numbers:?}");
    }
    text
}

fn yaml_front(document: &Document) -> String {
    let Document {
        id,
        kind,
        revision,
        status,
        ..
    } = document;
    let mut text = format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: {kind}\nrevision: {revision}\nstatus: {status}\n\
         owner: Purchasing manager\napprover: Quality manager\n"
    );
    for (name, value) in dates(document) {
        let _ = writeln!(text, "{name}: {value}");
    }
    if !document.supersedes.is_empty() {
        let _ = writeln!(text, "supersedes: {:?}", document.supersedes);
    }
    if !document.records.is_empty() {
        let _ = writeln!(text, "records: {:?}", document.records);
    }
    if !document.claims.is_empty() {
        text.push_str("clauses:\n");
        for claim in &document.claims {
            let _ = writeln!(text, "  - {}", front_claim(claim, ": "));
        }
    }
    text + "---\n"
}

/// Returns the names and written values of the fields for the source, the effective date and the
/// review of a document.
fn dates(document: &Document) -> Vec<(&'static str, String)> {
    let mut written = Vec::new();
    if document.source && document.kind == "external" {
        written.push(("source", "Customer's portal".to_owned()));
    }
    if document.effective_unreadable {
        written.push(("effective", "1 March".to_owned()));
    } else if let Some(day) = document.effective {
        written.push(("effective", day.to_string()));
    }
    if document.review_due_unreadable {
        written.push(("review_due", "1 Feb 2027".to_owned()));
    } else if let Some(day) = document.review_due {
        written.push(("review_due", day.to_string()));
    }
    if document.review_interval_unreadable {
        written.push(("review_interval", "yearly or so".to_owned()));
    } else if let Some(months) = document.review_interval {
        written.push(("review_interval", format!("{months} months")));
    }
    written
}

fn toml_front(document: &Document) -> String {
    let Document {
        id,
        kind,
        revision,
        status,
        ..
    } = document;
    let mut text = format!(
        "+++\nid = {id:?}\ntitle = \"Title of {id}\"\nkind = {kind:?}\nrevision = \"{revision}\"\n\
         status = {status:?}\nowner = \"Purchasing manager\"\napprover = \"Quality manager\"\n"
    );
    for (name, value) in dates(document) {
        let _ = writeln!(text, "{name} = {value:?}");
    }
    let _ = writeln!(
        text,
        "supersedes = {:?}\nrecords = {:?}",
        document.supersedes, document.records
    );
    let claims: Vec<String> = document
        .claims
        .iter()
        .map(|claim| front_claim(claim, " = "))
        .collect();
    let _ = writeln!(text, "clauses = [{}]", claims.join(", "));
    text + "+++\n"
}

/// A claim in inline style. `sign` separates name and value: `: ` in YAML, ` = ` in TOML.
fn front_claim(claim: &FrontClaim, sign: &str) -> String {
    if claim.section.is_none() && claim.extent.is_none() && !claim.note && !claim.proposed {
        return format!("{:?}", claim.clause);
    }
    let mut parts = vec![format!("clause{sign}{:?}", claim.clause)];
    parts.extend(
        claim
            .section
            .as_ref()
            .map(|section| format!("section{sign}{section:?}")),
    );
    parts.extend(claim.extent.map(|extent| format!("extent{sign}{extent:?}")));
    parts.extend(claim.note.then(|| format!("note{sign}\"Services only\"")));
    let proposed = || format!("status{sign}\"proposed\"");
    parts.extend(claim.proposed.then(proposed));
    format!("{{ {} }}", parts.join(", "))
}

fn body(sections: &[Section]) -> String {
    let mut text = String::new();
    for (index, section) in sections.iter().enumerate() {
        if let Some(id) = &section.id {
            let level = ["##", "###"][index % 2];
            let title = match section.struck_heading {
                true => format!("~~Part {index}~~"),
                false => format!("Part {index}"),
            };
            let _ = write!(text, "\n{level} {title} {{#{id}");
            for clause in &section.heading_claims {
                let _ = write!(text, " clause={clause}");
            }
            if section.partial_heading && !section.heading_claims.is_empty() {
                text.push_str(" extent=partial");
            }
            text.push_str("}\n");
        }
        let _ = writeln!(
            text,
            "\n{}",
            section.empty.unwrap_or("Buyers score each supplier.")
        );
        for clause in &section.text_claims {
            let badge = match section.partial_text {
                true => format!("[[satisfies:{clause}|partial]]"),
                false => format!("[[satisfies:{clause}]]"),
            };
            let _ = match (section.struck_text, section.empty, section.task) {
                (true, ..) => writeln!(text, "\n~~This meets {badge}.~~"),
                (false, Some(_), _) => writeln!(text, "\n{badge}"),
                (false, None, Some(true)) => writeln!(text, "\n- [x] Meet {badge}."),
                (false, None, Some(false)) => writeln!(text, "\n- [ ] Meet {badge}."),
                (false, None, None) => writeln!(text, "\nThis meets {badge}."),
            };
        }
        for clause in &section.decoys {
            let _ = write!(text, "\nWritten as `[[satisfies:{clause}]]`, or as\n\n");
            let _ = write!(
                text,
                "```\n## Heading {{#code clause={clause}}}\n[[satisfies:{clause}]]\n```\n"
            );
        }
    }
    text
}

fn audit_page(manual: &Manual, audit: &Audit) -> String {
    let Audit {
        id,
        kind,
        date,
        state,
        of_supplier,
        type_unreadable,
        date_unreadable,
        clauses,
        ..
    } = audit;
    let date = match date_unreadable {
        true => "last spring".to_owned(),
        false => date.to_string(),
    };
    let (state, audit_type) = match *kind {
        "audit" if *type_unreadable => (manual.kinds.audit_state(state), "type: vendor\n"),
        "audit" if *of_supplier => (manual.kinds.audit_state(state), "type: supplier\n"),
        "audit" => (manual.kinds.audit_state(state), "type: internal\n"),
        _ => (*state, ""),
    };
    format!(
        "---\nid: {id}\ntitle: Audit {id}\nkind: {kind}\nowner: Lead auditor\ndate: {date}\n\
         {audit_type}state: {state}\nclauses: {clauses:?}\n---\nText.\n"
    )
}

fn finding_page(manual: &Manual, finding: &Finding) -> String {
    let Finding {
        id,
        kind,
        grade,
        state,
        date,
        clauses,
        date_unreadable,
        ..
    } = finding;
    let date = match (date, date_unreadable) {
        (Some(day), _) => format!("date: {day}\n"),
        (None, true) => "date: last spring\n".to_owned(),
        (None, false) => String::new(),
    };
    let grade = match *grade {
        "" => String::new(),
        grade => format!("grade: {grade}\n"),
    };
    let state = match (*kind, *state) {
        (_, "") => "",
        ("finding", state) => manual.kinds.finding_state(state),
        (_, "open") if id.ends_with(['0', '2', '4']) => "raised",
        (_, "open") => "contained",
        _ => "shut",
    };
    let state = match state {
        "" => String::new(),
        state => format!("state: {state}\n"),
    };
    format!(
        "---\nid: {id}\ntitle: Finding {id}\nkind: {kind}\nowner: Lead auditor\n\
         {date}{grade}{state}clauses: {clauses:?}\n---\nText.\n"
    )
}

fn record_page(record: &OtherRecord) -> String {
    let OtherRecord {
        id, kind, clauses, ..
    } = record;
    let mut text = format!(
        "---\nid: {id}\ntitle: Record {id}\nkind: {kind}\nowner: Inspector\nclauses: {clauses:?}\n"
    );
    if let Some(form) = &record.form {
        let _ = writeln!(text, "form: {form}");
    }
    let field = match *kind {
        "certificate" => Some("issued"),
        "equipment" => Some("calibrated"),
        "review" | "training" => Some("date"),
        _ => None,
    };
    if *kind == "training" {
        text.push_str("person: A. Turner\nrole: Buyer\ndocument: D-0\nrevision: 1\n");
        if !record.result.is_empty() {
            let _ = writeln!(text, "result: {}", record.result);
        }
    }
    match (field, record.date) {
        (Some(field), Some(day)) => {
            let _ = writeln!(text, "{field}: {day}");
        }
        (Some(field), None) if record.date_unreadable => {
            let _ = writeln!(text, "{field}: last spring");
        }
        _ => {}
    }
    text.push_str("---\n");
    if let Some(clause) = &record.heading_claim {
        let _ = write!(
            text,
            "## Result {{#result clause={clause}}}\n\n[[satisfies:{clause}]]\n"
        );
    }
    text
}
