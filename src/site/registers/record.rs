//! The page of a record: its fields, its text, and its referrers.

use serde::Serialize;

use crate::manual::{PageKey, RecordIx};
use crate::site::documents::uncontrolled::languages_of_record;
use crate::site::index::SiteIndex;
use crate::site::registers;
use crate::site::registers::corrective::ActionView;
use crate::site::text;
use crate::site::text::body::Setting;
use crate::site::text::headings::ContentsEntry;
use crate::site::views;
use crate::site::views::backlinks::ReferrersView;
use crate::site::views::field::FieldView;
use crate::site::views::labels::{LanguageLink, LinkView};
use crate::site::views::objective_figure::FigureView;
use crate::site::views::record::RecordState;
use crate::site::views::sample::SampleRow;
use crate::site::{Address, Page};

/// A record's page.
#[derive(Serialize)]
pub(crate) struct RecordView<'a> {
    title: &'a str,
    /// The id of the heading that the title replaces, if the text had one.
    title_id: Option<String>,
    id: &'a str,
    kind: &'a str,
    state: RecordState<'a>,
    languages: Vec<LanguageLink<'a>>,
    fields: Vec<FieldView>,
    figure: Option<FigureView<'a>>,
    actions: Vec<ActionView<'a>>,
    /// What an audit sampled.
    samples: Vec<SampleRow<'a>>,
    register: LinkView<'a>,
    contents: Vec<ContentsEntry>,
    body: String,
    referrers: ReferrersView,
}

/// The view of a record's page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, ix: RecordIx) -> RecordView<'a> {
    let record = site.compiled.manual.record(ix);
    let page = PageKey::Record(ix);
    let from = Page::Record(ix).address(site.compiled);
    let body = text::body::body_html(site, page, &from, &record.title, Setting::Page);
    RecordView {
        title: &record.title,
        title_id: body.title.map(|title| title.id),
        id: record.id.value.as_str(),
        kind: views::names::kind_title(site, record.kind),
        state: views::record::record_state(site, &from, ix),
        languages: languages_of_record(site, ix, page, &from),
        fields: fields(site, ix, &from),
        figure: site
            .compiled
            .registers
            .objective(ix)
            .map(|objective| views::objective_figure::figure(site, objective, &from, 2)),
        actions: registers::corrective::actions(site, ix, &from),
        samples: views::sample::sample_rows(site, &from, record),
        register: LinkView {
            href: from.href(&site.addresses.register(record.kind, 0)),
            title: views::names::kind_plural(site, record.kind),
        },
        contents: text::headings::contents_of(site, page, &record.title),
        body: body.html,
        referrers: views::backlinks::referrers_view(site, &site.referrers(page), &from),
    }
}

/// The fields of the record: first those that every record has, then those of its kind.
fn fields(site: &SiteIndex<'_>, ix: RecordIx, from: &Address) -> Vec<FieldView> {
    let record = site.compiled.manual.record(ix);
    let kind = site.compiled.manual.kind(record.kind);
    let owner = record.owner.as_ref();
    let owner = owner.map(|owner| views::field::text_field(site, "owner", owner.as_str()));
    let form = views::field::form_field(site, record, from);
    let of_kind = views::field::field_views(site, kind, PageKey::Record(ix), from);
    let as_of = site.compiled.registers.as_of;
    let unsaid = kind.columns.iter().filter_map(|name| {
        let word = kind.word_for_unsaid(name.as_str(), &record.fields, as_of)?;
        Some(views::field::field(
            site,
            name.as_str(),
            vec![views::field::value_word(site, word)],
        ))
    });
    let written = owner.into_iter().chain(form).chain(of_kind);
    written.chain(unsaid).collect()
}
