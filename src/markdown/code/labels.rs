//! The words in a diagram, for the search. They are found without drawing it.

use mermaid_svg::Diagram;
use mermaid_svg::ast::{AltBranch, SequenceItem};

/// The words of a diagram, one text per line.
pub(crate) fn labels(diagram: &Diagram) -> String {
    let mut words = Words(String::new());
    match diagram {
        Diagram::Flowchart(chart) => {
            chart
                .subgraphs
                .iter()
                .for_each(|part| words.add(&part.label));
            chart.nodes.iter().for_each(|node| words.add(&node.text));
            chart
                .edges
                .iter()
                .for_each(|edge| words.add_some(&edge.label));
        }
        Diagram::Sequence(sequence) => {
            for participant in &sequence.participants {
                words.add(&participant.display);
            }
            words.items(&sequence.items);
        }
        Diagram::State(chart) => {
            chart
                .states
                .iter()
                .for_each(|state| words.add(&state.label));
            for transition in &chart.transitions {
                words.add_some(&transition.label);
            }
            chart.notes.iter().for_each(|note| words.add(&note.text));
        }
        Diagram::Class(chart) => {
            for class in &chart.classes {
                words.add(class.label.as_ref().unwrap_or(&class.name));
                words.add_some(&class.stereotype);
                class
                    .members
                    .iter()
                    .for_each(|member| words.add(&member.text));
            }
            for relation in &chart.relations {
                words.add_some(&relation.label);
            }
            for namespace in &chart.namespaces {
                words.add(namespace.label.as_ref().unwrap_or(&namespace.name));
            }
            chart.notes.iter().for_each(|note| words.add(&note.text));
        }
        Diagram::Er(chart) => {
            for entity in &chart.entities {
                words.add(&entity.label);
                for attribute in &entity.attributes {
                    words.add(&attribute.type_);
                    words.add(&attribute.name);
                    words.add_some(&attribute.key);
                    words.add_some(&attribute.comment);
                }
            }
            chart
                .relations
                .iter()
                .for_each(|relation| words.add(&relation.label));
        }
        Diagram::Pie(pie) => {
            pie.entries.iter().for_each(|slice| words.add(&slice.label));
        }
        // Diagrams of other types are not drawn.
        _ => {}
    }
    words.0
}

struct Words(String);

impl Words {
    fn add(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        let mut parts = text.split("<br");
        self.0.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let behind = part.split_once('>').map_or("", |(_, behind)| behind);
            self.0.push(' ');
            self.0.push_str(behind);
        }
    }

    fn add_some(&mut self, text: &Option<String>) {
        if let Some(text) = text {
            self.add(text);
        }
    }

    fn items(&mut self, items: &[SequenceItem]) {
        for item in items {
            match item {
                SequenceItem::Message(message) => self.add(&message.text),
                SequenceItem::Note(note) => self.add(&note.text),
                SequenceItem::Alt(branches)
                | SequenceItem::Par(branches)
                | SequenceItem::Critical(branches) => self.branches(branches),
                SequenceItem::Loop(block)
                | SequenceItem::Opt(block)
                | SequenceItem::Break(block) => {
                    self.add(&block.label);
                    self.items(&block.items);
                }
                SequenceItem::Rect(rect) => self.items(&rect.items),
                SequenceItem::Box(group) => self.add(&group.label),
                _ => {}
            }
        }
    }

    fn branches(&mut self, branches: &[AltBranch]) {
        for branch in branches {
            self.add(&branch.label);
            self.items(&branch.items);
        }
    }
}
