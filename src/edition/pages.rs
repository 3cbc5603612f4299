//! The pages of an edition, without references to pages that it does not hold.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::held::Renumbered;
use super::{Held, WithheldWords};
use crate::assemble::{Assembled, AssembledPage, first_heading};
use crate::diagnostics::{Diagnostic, Source, Span, Spanned};
use crate::manual::{
    Body, Class, Document, DocumentIx, FieldReference, FieldType, FieldValue, Fields, Kind,
    PageKey, Record, Reference, StatedClaim, Target, UncontrolledPage,
};
use crate::markdown::{Fragment, Withheld, parse_for_edition, references_in};
use crate::parse::body_start;
use crate::pipeline::Compiled;
use crate::resolve::Link;
use crate::sources;
use crate::sources::Sources;

/// A page of an edition. In its text and its fields, `words` stand in place of each reference to a
/// page that the edition does not hold.
pub(super) fn without_others(
    whole: &Compiled,
    from: &dyn Sources,
    held: &Held,
    words: &WithheldWords,
    key: PageKey,
    assembled: &Arc<Assembled>,
) -> Result<Arc<Assembled>, Diagnostic> {
    let mask = Mask::new(whole, held, words.of(whole.manual.language(key)));
    let text = mask.text(from, key)?;
    let page = match &assembled.page {
        AssembledPage::Document(document) => {
            let mut document = mask.document(key, document);
            if let Some((body, _)) = &text {
                let before = std::mem::replace(&mut document.body, Arc::clone(body));
                rename(&mut document.title, &before, body);
            }
            AssembledPage::Document(Arc::new(document))
        }
        AssembledPage::Record(record) => {
            let mut record = mask.record(key, record);
            if let Some((body, _)) = &text {
                let before = std::mem::replace(&mut record.body, Arc::clone(body));
                rename(&mut record.title, &before, body);
            }
            AssembledPage::Record(Arc::new(record))
        }
        AssembledPage::Uncontrolled(page) => AssembledPage::Uncontrolled(with_text(page, &text)),
        AssembledPage::Home(page) => AssembledPage::Home(with_text(page, &text)),
        // The edition holds no page that could not be read.
        AssembledPage::Unreadable { .. } => assembled.page.clone(),
    };
    let fragment = text.map_or_else(|| Arc::clone(&assembled.fragment), |(_, fragment)| fragment);
    Ok(Arc::new(Assembled {
        page,
        fragment,
        diagnostics: Vec::new(),
        claims: None,
        used: Box::default(),
    }))
}

/// The claims that tables and other notations hand to the documents of an edition, as in the whole
/// manual.
pub(super) fn given_claims(
    whole: &Compiled,
    held: &Held,
    renumbered: &Renumbered,
) -> Vec<(DocumentIx, Vec<StatedClaim>)> {
    let mask = Mask {
        whole,
        held,
        words: "",
    };
    let documents = renumbered.documents.enumerated();
    let given = documents.filter_map(|(before, ix)| {
        let own = whole.manual.document(before).id.span;
        let mut claims = whole.resolved.given_to(before).to_vec();
        for claim in &mut claims {
            mask.claim(claim, own);
        }
        Some(((*ix)?, claims))
    });
    given.filter(|(_, claims)| !claims.is_empty()).collect()
}

/// Whether a document names a form as its evidence that the edition does not hold.
pub(super) fn names_withheld_evidence(whole: &Compiled, held: &Held, document: &Document) -> bool {
    let mask = Mask::new(whole, held, "");
    let mut named = document.records.iter();
    named.any(|name| !mask.is_record_kind(&name.value) && mask.withholds(&name.value))
}

/// A page's text that was read again.
type Text = Option<(Arc<Body>, Arc<Fragment>)>;

fn with_text(page: &Arc<UncontrolledPage>, text: &Text) -> Arc<UncontrolledPage> {
    let Some((body, _)) = text else {
        return Arc::clone(page);
    };
    let mut title = page.title.clone();
    rename(&mut title, &page.body, body);
    Arc::new(UncontrolledPage {
        path: page.path.clone(),
        title,
        has_other_fields: page.has_other_fields,
        record: page.record.clone(),
        language: page.language.clone(),
        audience: page.audience.clone(),
        body: Arc::clone(body),
    })
}

/// Gives a page that is named by its first heading the heading of the text that was read again.
fn rename(title: &mut String, before: &Body, body: &Body) {
    let is_heading = first_heading(before).is_some_and(|heading| heading == *title);
    if let Some(heading) = first_heading(body).filter(|_| is_heading) {
        *title = heading;
    }
}

/// Replaces references to pages that an edition does not hold.
pub(super) struct Mask<'a> {
    whole: &'a Compiled,
    held: &'a Held,
    words: &'a str,
}

impl<'a> Mask<'a> {
    pub(super) fn new(whole: &'a Compiled, held: &'a Held, words: &'a str) -> Self {
        Self { whole, held, words }
    }

    /// The byte ranges of a page's file that the edition does not show: references to pages that it
    /// does not hold, in the text and in fields, and comments.
    pub(super) fn unshown(&self, source: &Source, key: PageKey) -> Vec<Range<usize>> {
        let withheld = Withheld {
            targets: self.targets(key),
            words: self.words,
        };
        let start = body_start(source);
        let (_, _, mut unshown) = parse_for_edition(
            source,
            start,
            self.whole.manual.config.page_settings(),
            &withheld,
        );
        unshown.extend(self.in_field_texts(source, key));
        let spans = self.withheld_values(key).into_iter();
        let spans = spans.filter(|span| !span.is_in_settings);
        unshown.extend(spans.map(|span| span.start as usize..span.end as usize));
        unshown
    }

    /// The byte ranges of references to pages that the edition does not hold in the texts of fields, as
    /// they are written in the page's file. Where the file writes one otherwise than its text reads, as
    /// with escapes, it has no range.
    fn in_field_texts(&self, source: &Source, key: PageKey) -> Vec<Range<usize>> {
        let withheld = self.withheld_in_fields(key);
        let mut ranges = Vec::new();
        for reference in &withheld {
            let Reference { target, span, .. } = &reference.reference;
            if span.is_in_settings {
                continue;
            }
            let start = span.start as usize;
            let written = source.text().get(start..span.end as usize);
            let found = references_in(written.unwrap_or_default()).into_iter();
            let same = found.filter(|one| one.target == *target);
            ranges.extend(same.map(|one| start + one.range.start..start + one.range.end));
        }
        ranges
    }

    /// The references in the texts of a page's fields that lead to pages which the edition does not
    /// hold.
    fn withheld_in_fields(&self, key: PageKey) -> Vec<&'a FieldReference> {
        let (manual, resolved) = (&self.whole.manual, &self.whole.resolved);
        let references = manual
            .fields(key)
            .map_or(&[][..], |fields| &fields.references);
        references
            .iter()
            .zip(resolved.field_links(key))
            .filter(|(one, link)| self.leads_to_withheld(&one.reference.target, link))
            .map(|(one, _)| one)
            .collect()
    }

    /// Puts the words in place of the references in the texts of fields that lead to pages which the
    /// edition does not hold.
    fn field_texts(&self, key: PageKey, fields: &mut Fields) {
        let withheld = self.withheld_in_fields(key);
        // From the last one on, so that the ranges before it stay as they are.
        for reference in withheld.into_iter().rev() {
            let value = fields
                .values
                .iter_mut()
                .find(|(name, _)| *name == reference.field);
            let text = match value.map(|(_, value)| &mut value.value) {
                Some(FieldValue::Text(text)) => Some(text),
                Some(FieldValue::Texts(texts)) => {
                    texts.get_mut(reference.item).map(|text| &mut text.value)
                }
                _ => None,
            };
            if let Some(text) = text {
                text.replace_range(reference.range.clone(), self.words);
            }
            fields.references.retain(|one| one != reference);
            let is_behind = |one: &&mut FieldReference| {
                one.field == reference.field
                    && one.item == reference.item
                    && one.range.start >= reference.range.end
            };
            let (old, new) = (reference.range.len(), self.words.len());
            for one in fields.references.iter_mut().filter(is_behind) {
                one.range = one.range.start + new - old..one.range.end + new - old;
            }
        }
    }

    /// Whether a reference leads to a page that the edition does not hold. Without a translation, an id
    /// leads to the document itself.
    fn leads_to_withheld(&self, target: &Target, link: &Link) -> bool {
        match (target, link) {
            (Target::Id { .. }, Link::Page(PageKey::Translation(ix), _)) => {
                let document = self.whole.manual.translation(*ix).of;
                !self.held.has(PageKey::Document(document))
            }
            (_, Link::Page(page, _)) => !self.held.has(*page),
            _ => false,
        }
    }

    /// The spans of the values in a page's front-matter that name pages which the edition does not
    /// hold.
    fn withheld_values(&self, key: PageKey) -> Vec<Span> {
        let manual = &self.whole.manual;
        let mut named: Vec<&Spanned<String>> = Vec::new();
        let document = match key {
            PageKey::Document(ix) => Some(manual.document(ix)),
            PageKey::Translation(ix) => Some(&*manual.translation(ix).page),
            _ => None,
        };
        let (kind, fields) = match key {
            PageKey::Document(_) | PageKey::Translation(_) => {
                let Some(document) = document else {
                    return Vec::new();
                };
                named.extend(document.records.iter().chain(&document.supersedes));
                (manual.kind(document.kind), &document.fields)
            }
            PageKey::Record(ix) => {
                let record = manual.record(ix);
                named.extend(&record.form);
                (manual.kind(record.kind), &record.fields)
            }
            PageKey::Uncontrolled(_) | PageKey::Home => return Vec::new(),
        };
        let mut spans: Vec<Span> = Vec::new();
        for (name, value) in &fields.values {
            match (
                kind.field(name.as_str()).map(|field| &field.of),
                &value.value,
            ) {
                (Some(FieldType::Reference | FieldType::Id), FieldValue::Text(id)) => {
                    spans.extend(self.withholds(id).then_some(value.span));
                }
                (Some(FieldType::References | FieldType::Evidence), FieldValue::Texts(names)) => {
                    named.extend(names);
                }
                (_, FieldValue::Samples(samples)) => {
                    named.extend(samples.iter().filter_map(|sample| sample.finding.as_ref()));
                }
                _ => {}
            }
        }
        let named = named.into_iter().filter(|name| self.withholds(&name.value));
        spans.extend(named.map(|name| name.span));
        spans
    }

    /// The targets in a page's text that lead to pages which the edition does not hold.
    fn targets(&self, key: PageKey) -> FxHashSet<&'a Target> {
        let (manual, resolved) = (&self.whole.manual, &self.whole.resolved);
        let Some(body) = manual.body(key) else {
            return FxHashSet::default();
        };
        let references = body.references.iter().zip(resolved.links(key));
        references
            .filter(|(reference, link)| self.leads_to_withheld(&reference.target, link))
            .map(|(reference, _)| &reference.target)
            .collect()
    }

    /// Reads the text of a page again, without its references to pages that the edition does not
    /// hold; `None` if it has no such reference.
    fn text(&self, from: &dyn Sources, key: PageKey) -> Result<Text, Diagnostic> {
        let targets = self.targets(key);
        let Some(path) = self.whole.manual.path(key).filter(|_| !targets.is_empty()) else {
            return Ok(None);
        };
        let source = sources::read_one(from, path)?;
        let withheld = Withheld {
            targets,
            words: self.words,
        };
        let start = body_start(&source);
        let settings = self.whole.manual.config.page_settings();
        let (body, fragment, _) = parse_for_edition(&source, start, settings, &withheld);
        Ok(Some((Arc::new(body), Arc::new(fragment))))
    }

    fn document(&self, key: PageKey, document: &Document) -> Document {
        let kind = self.whole.manual.kind(document.kind);
        let mut document = document.clone();
        self.mask(&mut document.records, |name| !self.is_record_kind(name));
        self.mask(&mut document.supersedes, |_| true);
        self.fields(kind, &mut document.fields);
        self.field_texts(key, &mut document.fields);
        let own = document.id.span;
        for claim in &mut document.claims {
            self.claim(claim, own);
        }
        document
    }

    fn record(&self, key: PageKey, record: &Record) -> Record {
        let kind = self.whole.manual.kind(record.kind);
        let mut record = record.clone();
        if let Some(form) = &mut record.form {
            self.mask_one(&mut form.value);
        }
        self.fields(kind, &mut record.fields);
        self.field_texts(key, &mut record.fields);
        record
    }

    fn fields(&self, kind: &Kind, fields: &mut Fields) {
        for (name, value) in &mut fields.values {
            let of = kind.field(name.as_str()).map(|field| &field.of);
            match (of, &mut value.value) {
                (Some(FieldType::Reference | FieldType::Id), FieldValue::Text(id)) => {
                    self.mask_one(id);
                }
                (Some(FieldType::References), FieldValue::Texts(ids)) => self.mask(ids, |_| true),
                (Some(FieldType::Evidence), FieldValue::Texts(names)) => {
                    self.mask(names, |name| !self.is_record_kind(name));
                }
                (_, FieldValue::Samples(samples)) => {
                    for sample in samples {
                        sample
                            .finding
                            .take_if(|finding| self.withholds(&finding.value));
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes the place out of a claim that is written in a file which the edition does not hold: a
    /// page, or a table of claims. The note of a claim that another page makes is taken out as well.
    fn claim(&self, claim: &mut StatedClaim, own: Span) {
        let Some(path) = &claim.file else {
            return;
        };
        let page = self.whole.manual.names.by_path.get(path);
        if page.is_some_and(|page| self.held.has(*page)) {
            return;
        }
        if page.is_some() {
            claim.note = None;
        }
        claim.file = None;
        claim.read_by = None;
        claim.clause.span = own;
    }

    /// Puts the words in place of the first name of a withheld page, and takes out the others.
    fn mask(&self, names: &mut Vec<Spanned<String>>, is_id: impl Fn(&str) -> bool) {
        let mut is_said = false;
        names.retain_mut(|name| {
            if !is_id(&name.value) || !self.withholds(&name.value) {
                return true;
            }
            self.words.clone_into(&mut name.value);
            !std::mem::replace(&mut is_said, true)
        });
    }

    fn mask_one(&self, name: &mut String) {
        if self.withholds(name) {
            self.words.clone_into(name);
        }
    }

    /// Whether this names a page that the edition does not hold, or may name one.
    fn withholds(&self, name: &str) -> bool {
        let names = &self.whole.manual.names;
        match names.find(name).or_else(|| names.find_look_alike(name)) {
            Some(page) => !self.held.has(page),
            None => names.unreadable.contains(name),
        }
    }

    fn is_record_kind(&self, name: &str) -> bool {
        let manual = &self.whole.manual;
        let kind = manual.kind_named(name);
        kind.is_some_and(|kind| manual.kind(kind).class == Class::Record)
    }
}
