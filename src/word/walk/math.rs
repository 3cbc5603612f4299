//! Formulas in plain text: `(a)/(b)`, `x^(2)`.

use crate::word::ooxml::names::{Element, Node, Space};

/// Returns a formula on one line.
pub(crate) fn linear(node: Node<'_>) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: Node<'_>, text: &mut String) {
    for child in node.elements() {
        let (space, name) = child.name();
        if space == Space::Word {
            match name {
                "t" => text.push_str(&child.own_text()),
                "del" | "moveFrom" | "rPr" | "pPr" => {}
                _ => write(child, text),
            }
            continue;
        }
        if space != Space::Math {
            continue;
        }
        let part = |name: &str| {
            let mut parts = child.elements();
            let part = parts.find(|part| part.name() == (Space::Math, name));
            part.map(linear).unwrap_or_default()
        };
        match name {
            "t" => text.push_str(&child.own_text()),
            "f" => text.push_str(&format!("({})/({})", part("num"), part("den"))),
            "sSup" => text.push_str(&format!("{}^({})", part("e"), part("sup"))),
            "sSub" => text.push_str(&format!("{}_({})", part("e"), part("sub"))),
            "sSubSup" => {
                let (base, sub, sup) = (part("e"), part("sub"), part("sup"));
                text.push_str(&format!("{base}_({sub})^({sup})"));
            }
            "rad" => {
                let degree = part("deg");
                let root = part("e");
                match degree.is_empty() {
                    true => text.push_str(&format!("√({root})")),
                    false => text.push_str(&format!("root({degree}; {root})")),
                }
            }
            "nary" => {
                let sign = property(child, "naryPr", "chr").unwrap_or("∫");
                text.push_str(sign);
                for (mark, name) in [('_', "sub"), ('^', "sup")] {
                    let bound = part(name);
                    if !bound.is_empty() {
                        text.push_str(&format!("{mark}({bound})"));
                    }
                }
                text.push_str(&format!(" {}", part("e")));
            }
            "d" => {
                text.push_str(property(child, "dPr", "begChr").unwrap_or("("));
                write(child, text);
                text.push_str(property(child, "dPr", "endChr").unwrap_or(")"));
            }
            "mr" => {
                write(child, text);
                text.push_str("; ");
            }
            "fPr" | "sSupPr" | "sSubPr" | "radPr" | "naryPr" | "dPr" | "rPr" | "ctrlPr" | "mPr"
            | "oMathParaPr" => {}
            _ => write(child, text),
        }
    }
}

fn property<'a>(node: Node<'a>, properties: &str, name: &str) -> Option<&'a str> {
    let of = |node: Node<'a>, name: &str| {
        node.elements()
            .find(|child| child.name() == (Space::Math, name))
    };
    let found = of(of(node, properties)?, name)?;
    let mut attributes = found.attributes();
    let value = attributes.find(|attribute| attribute.name() == "val")?;
    Some(value.value())
}
