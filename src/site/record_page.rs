//! A record: its fields, its text, and what refers to it.

use serde::Serialize;

use super::body::Setting;
use super::corrective_page::{self, ActionView};
use super::fields::FieldView;
use super::headings::ContentsEntry;
use super::lookup::Site;
use super::objective_figure::FigureView;
use super::parts::LinkView;
use super::referrers::ReferrersView;
use super::register_parts::RecordState;
use super::{Address, Page};
use crate::manual::{PageKey, RecordIx};

/// A record's page.
#[derive(Serialize)]
pub(super) struct RecordView<'a> {
    title: &'a str,
    /// The id of the heading that the title stands for, if the text had one.
    title_id: Option<String>,
    id: &'a str,
    kind: &'a str,
    state: RecordState<'a>,
    fields: Vec<FieldView>,
    figure: Option<FigureView<'a>>,
    actions: Vec<ActionView<'a>>,
    register: LinkView<'a>,
    contents: Vec<ContentsEntry>,
    body: String,
    referrers: ReferrersView,
}

/// The view of a record's page.
pub(super) fn view<'a>(site: &'a Site<'_>, ix: RecordIx) -> RecordView<'a> {
    let record = site.inputs.manual.record(ix);
    let page = PageKey::Record(ix);
    let from = Page::Record(ix).address(&site.inputs);
    let body = site.body_html(page, &from, &record.title, Setting::Page);
    RecordView {
        title: &record.title,
        title_id: body.title.map(|title| title.id),
        id: record.id.value.as_str(),
        kind: site.kind_title(record.kind),
        state: site.record_state(&from, ix),
        fields: fields(site, ix, &from),
        figure: site
            .inputs
            .registers
            .objective(ix)
            .map(|objective| site.figure(objective, &from, 2)),
        actions: corrective_page::actions(site, ix, &from),
        register: LinkView {
            href: from.href(&site.inputs.register_address(record.kind, 0)),
            title: site.kind_plural(record.kind),
        },
        contents: site.contents(page, &record.title),
        body: body.html,
        referrers: site.referrers_view(site.referrers(page), &from),
    }
}

/// The record's fields: first those that every record has, then those of its kind.
fn fields(site: &Site<'_>, ix: RecordIx, from: &Address) -> Vec<FieldView> {
    let record = site.inputs.manual.record(ix);
    let kind = site.inputs.manual.kind(record.kind);
    let owner = record.owner.as_ref();
    let owner = owner.map(|owner| site.text_field("owner", owner.as_str()));
    let form = site.form_field(record, from);
    let scope = site.inputs.resolved.scopes.get(ix.0 as usize);
    let scope = scope.map_or(&[][..], Vec::as_slice);
    let of_kind = site.field_views(kind, &record.fields, scope, &record.path, from);
    owner.into_iter().chain(form).chain(of_kind).collect()
}
