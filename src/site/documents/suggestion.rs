//! "Suggest a change": a link to an e-mail or an issue that names the document, the revision and
//! the section.

use serde::Serialize;

use crate::manual::{Document, SuggestionAddress};
use crate::site::address::percent_encode;
use crate::site::index::SiteIndex;

/// A link for readers who want to suggest a change to a document.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SuggestionView {
    /// The address of the link for the document as a whole.
    href: String,
    /// The same address with `{section}` in place of the section's title, for the script that knows
    /// the current section.
    with_section: String,
}

/// The placeholder for the section.
const SECTION: &str = "{section}";

/// The link of a document or a translation, if the manual sets an address for suggestions.
pub(crate) fn suggestion(site: &SiteIndex<'_>, document: &Document) -> Option<SuggestionView> {
    let manual = &site.compiled.manual;
    let address = manual.config.suggestions.as_ref()?;
    let (id, title) = (document.id.value.as_str(), &*document.title);
    let revision = document.revision.as_str();
    let messages = &site.messages;
    let heading = messages.with(
        "suggestion-title",
        [("id", id.into()), ("revision", revision.into())],
    );
    let body = format!(
        "{}: {id} {title}\r\n{}: {revision}\r\n{}: {SECTION}\r\n\r\n",
        messages.get("doc_id"),
        messages.get("doc_revision"),
        messages.get("section"),
    );
    let with_section = match address {
        SuggestionAddress::Mail(mail) => format!(
            "mailto:{}?subject={}&body={}",
            encoded(mail),
            encoded(&heading),
            encoded(&body)
        ),
        SuggestionAddress::Web(web) if web.contains('{') => web
            .replace("{id}", &encoded(id))
            .replace("{title}", &encoded(title))
            .replace("{revision}", &encoded(revision)),
        SuggestionAddress::Web(web) => {
            let join = if web.contains('?') { '&' } else { '?' };
            format!(
                "{web}{join}title={}&body={}",
                encoded(&heading),
                encoded(&body)
            )
        }
    };
    Some(SuggestionView {
        href: with_section.replace(SECTION, ""),
        with_section,
    })
}

/// A text, percent-encoded except for the placeholder of the section.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for (at, part) in text.split(SECTION).enumerate() {
        if at > 0 {
            out.push_str(SECTION);
        }
        percent_encode(part, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{CONFIG, TestSite, document};

    /// The address and the text of the link, and the address with the placeholder.
    fn link(suggestions: &str) -> [String; 2] {
        let config = format!("suggestions = \"{suggestions}\"\n{CONFIG}");
        let page = document(
            "QP-07",
            "Buying & selling",
            "approved",
            "## A\n\nx\n\n## B\n",
        );
        let page = TestSite::of_pages(&config, &[("a.md", page)]).page("documents/QP-07.html");
        let with_section = page.attribute("a.suggest", "data-suggest");
        [page.linked(".page-tools"), with_section.to_owned()]
    }

    #[test]
    fn a_letter_says_which_document_and_revision() {
        assert_data_eq!(
            link("quality@example.org").join("\n"),
            str![[r#"
[Suggest a change](mailto:quality%40example.org?subject=QP-07%20revision%203%3A%20suggested%20change&body=Document%3A%20QP-07%20Buying%20%26%20selling%0D%0ARevision%3A%203%0D%0ASection%3A%20%0D%0A%0D%0A)
mailto:quality%40example.org?subject=QP-07%20revision%203%3A%20suggested%20change&body=Document%3A%20QP-07%20Buying%20%26%20selling%0D%0ARevision%3A%203%0D%0ASection%3A%20{section}%0D%0A%0D%0A
"#]]
        );
    }

    #[test]
    fn a_tracker_gets_what_its_address_asks_for() {
        assert_data_eq!(
            link("https://tracker.example/new?t={id}-{revision}&amp;at={section}").join("\n"),
            str![[r#"
[Suggest a change](https://tracker.example/new?t=QP-07-3&amp;at=)
https://tracker.example/new?t=QP-07-3&amp;at={section}
"#]]
        );
        assert_data_eq!(
            link("https://tracker.example/new").join("\n"),
            str![[r#"
[Suggest a change](https://tracker.example/new?title=QP-07%20revision%203%3A%20suggested%20change&body=Document%3A%20QP-07%20Buying%20%26%20selling%0D%0ARevision%3A%203%0D%0ASection%3A%20%0D%0A%0D%0A)
https://tracker.example/new?title=QP-07%20revision%203%3A%20suggested%20change&body=Document%3A%20QP-07%20Buying%20%26%20selling%0D%0ARevision%3A%203%0D%0ASection%3A%20{section}%0D%0A%0D%0A
"#]]
        );
    }

    #[test]
    fn without_an_address_there_is_no_link() {
        let page = document("QP-07", "Buying", "approved", "x\n");
        let page = TestSite::of_pages(CONFIG, &[("a.md", page)]).page("documents/QP-07.html");
        assert_eq!(page.count(".suggest") + page.count("[data-suggest]"), 0);
    }
}
