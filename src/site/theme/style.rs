//! The style sheet in the form in which it is published: without comments and indentation.

/// Removes comments and insignificant white space. Text in quotation marks is kept unchanged.
pub(crate) fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut gap = false;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            gap = true;
        } else if c.is_ascii_whitespace() {
            rest = rest.trim_ascii_start();
            gap = true;
        } else {
            let before = out.chars().next_back();
            if gap && !is_edge(before) && before != Some(':') && !is_edge(Some(c)) {
                out.push(' ');
            }
            gap = false;
            let len = if matches!(c, '"' | '\'') {
                quoted_len(rest, c)
            } else {
                c.len_utf8()
            };
            // The last declaration of a block needs no semicolon.
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push_str(&rest[..len]);
            rest = &rest[len..];
        }
    }
    out
}

/// The beginning and the end of a rule for the dark scheme, in a compact style sheet. The rule
/// applies if the system asks for the dark scheme, unless the reader chose the light one.
const DARK_BEGIN: &str =
    "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){";
const DARK_END: &str = "}}";

/// The declarations for the dark scheme, both for a system that asks for it and for a reader who
/// chose it.
pub(crate) fn on_dark(settings: &str) -> String {
    format!(
        "{DARK_BEGIN}{settings}{DARK_END}@media screen{{:root[data-theme=\"dark\"]{{{settings}{DARK_END}"
    )
}

/// Repeats the rules for the dark scheme for readers who chose it, because CSS cannot apply one
/// list of declarations to both cases. All of them are merged into one rule at the position of the
/// last one.
pub(crate) fn with_chosen_dark(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut all = Vec::new();
    let mut last = 0;
    let mut rest = css;
    while let Some((before, after)) = rest.split_once(DARK_BEGIN) {
        let Some((settings, behind)) = after.split_once(DARK_END) else {
            break;
        };
        out.push_str(before);
        all.push(settings);
        last = out.len();
        rest = behind;
    }
    if !all.is_empty() {
        out.insert_str(last, &on_dark(&all.join(";")));
    }
    out + rest
}

/// Whether white space on either side of this character is insignificant. A colon is not included:
/// white space before it may be significant (`a :hover`), white space after it never is.
fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| matches!(c, '{' | '}' | ';' | ',' | '>'))
}

/// The length in bytes of a text in quotation marks, including the marks.
fn quoted_len(css: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in css.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + c.len_utf8(),
            _ => {}
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_layout_are_left_out() {
        let css = "/* Links */\na ,\nb :hover {\n  color: red;\n  margin: 0 auto;\n}\n\n@media (min-width: 48rem) and (hover: none) {\n  a > b + c {\n    top: calc(1px + 2px);\n  }\n}\n";
        assert_eq!(
            compact(css),
            "a,b :hover{color:red;margin:0 auto}@media (min-width:48rem) and (hover:none){a>b + c{top:calc(1px + 2px)}}"
        );
    }

    #[test]
    fn a_rule_for_dark_paper_holds_where_the_reader_chose_it_too() {
        let css = compact(
            "a { b: c }\n@media screen and (prefers-color-scheme: dark) {\n  :root:not([data-theme=\"light\"]) {\n    --ink: #fff;\n  }\n}\nd { e: f }",
        );
        assert_eq!(
            with_chosen_dark(&css),
            "a{b:c}@media screen and (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){--ink:#fff}}\
             @media screen{:root[data-theme=\"dark\"]{--ink:#fff}}d{e:f}"
        );
        let first = format!("{DARK_BEGIN}--paper:#000{DARK_END}");
        assert_eq!(
            with_chosen_dark(&(first + &css)),
            "a{b:c}@media screen and (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){--paper:#000;--ink:#fff}}\
             @media screen{:root[data-theme=\"dark\"]{--paper:#000;--ink:#fff}}d{e:f}"
        );
        assert_eq!(with_chosen_dark("a{b:c}"), "a{b:c}");
    }

    #[test]
    fn texts_stay_as_they_are() {
        let css = "a::before { content: \" /* no */ { \\\" ; \"; font: 'A  B', x }";
        assert_eq!(
            compact(css),
            "a::before{content:\" /* no */ { \\\" ; \";font:'A  B',x}"
        );
    }

    #[test]
    fn what_is_not_closed_ends_with_the_file() {
        assert_eq!(compact("a { b: \"c"), "a{b:\"c");
        assert_eq!(compact("a { } /* open"), "a{}");
    }
}
