//! Decides which controls a profile chooses, and finds the catalogs that it chooses from.

use std::collections::HashSet;

use globset::Glob;

use super::model::{Catalog, Choice, Control, Group, Import, Profile, ProfileFile, YesNo};
use super::{Model, catalog, foreign, parse, probe};
use crate::catalogs::words::{counted, first_few};
use crate::catalogs::{Choices, Folder, NamedFile, Refusal};
use crate::digest::Digest;

/// How many profiles may choose from each other.
const DEEPEST: usize = 8;

/// What a profile chooses.
#[derive(Default)]
pub(super) struct Chosen {
    pub(super) catalogs: Vec<ChosenCatalog>,
    /// The files that were read, with their digests.
    pub(super) files: Vec<(String, Digest)>,
    pub(super) notes: Vec<String>,
    /// What was passed over, and may hold requirements.
    pub(super) passed_over: Vec<String>,
}

/// A catalog, and the controls that are chosen of it.
pub(super) struct ChosenCatalog {
    path: String,
    pub(super) catalog: Catalog,
    pub(super) ids: HashSet<String>,
}

/// Resolves a profile with the files beside it.
///
/// # Errors
/// If a catalog is not found, or does not have a control that the profile names.
pub(super) fn resolve(
    file: &NamedFile,
    profile: &Profile,
    folder: &dyn Folder,
    choices: &Choices,
) -> Result<Chosen, Refusal> {
    let mut resolver = Resolver {
        folder,
        given: choices.catalog.as_ref(),
        chosen: Chosen::default(),
        own: file.name.clone(),
    };
    resolver.imports(profile, "", 0)?;
    let mut chosen = resolver.chosen;
    chosen.files.sort_by(|a, b| a.0.cmp(&b.0));
    chosen.files.dedup();
    if let Some(modify) = &profile.modify
        && modify.set_parameters.len() + modify.alters.len() > 0
    {
        chosen.notes.push(
            "the profile also changes parameters and texts of the controls, which are not part of a catalog"
                .to_owned(),
        );
    }
    Ok(chosen)
}

struct Resolver<'a> {
    folder: &'a dyn Folder,
    given: Option<&'a NamedFile>,
    chosen: Chosen,
    /// The name of the imported profile, which no profile chooses from.
    own: String,
}

/// A file that a profile chooses from.
struct Found {
    path: String,
    bytes: Vec<u8>,
    model: Model,
    version: String,
}

impl Resolver<'_> {
    /// Adds what a profile chooses, and returns the ids. `from` is the folder of the profile.
    fn imports(
        &mut self,
        profile: &Profile,
        from: &str,
        depth: usize,
    ) -> Result<HashSet<String>, Refusal> {
        if depth > DEEPEST {
            let message = format!("more than {DEEPEST} profiles choose from each other");
            return Err(Refusal::NoCatalog(message));
        }
        let mut all = HashSet::new();
        for import in &profile.imports {
            let found = self.find(profile, import, from)?;
            let digest = Digest::of(&found.bytes);
            self.chosen.files.push((found.path.clone(), digest));
            match found.model {
                Model::Catalog => {
                    let passed_over = &mut self.chosen.passed_over;
                    let catalog = catalog(&found.bytes, &found.version, passed_over)?;
                    let tree = Tree::of(&catalog);
                    let ids = chosen(import, &tree, &found.path, &mut self.chosen.notes)?;
                    all.extend(ids.iter().cloned());
                    self.add(found.path, catalog, ids);
                }
                Model::Profile => {
                    let inner: ProfileFile = parse(&found.bytes, "OSCAL profile")?;
                    let place = format!("profile {}", found.path);
                    let foreign = foreign::told_of(&inner.profile.foreign, &place);
                    self.chosen.passed_over.extend(foreign);
                    let outer = std::mem::take(&mut self.chosen.catalogs);
                    let folder = found.path.rsplit_once('/');
                    let folder = folder.map_or("", |(folder, _)| folder).to_owned();
                    let offered = self.imports(&inner.profile, &folder, depth + 1)?;
                    let mut tree = Tree::default();
                    for one in &self.chosen.catalogs {
                        tree.add(&one.catalog, &offered);
                    }
                    let ids = chosen(import, &tree, &found.path, &mut self.chosen.notes)?;
                    // Only what this profile chooses of the inner one stays.
                    let inner = std::mem::replace(&mut self.chosen.catalogs, outer);
                    for mut one in inner {
                        one.ids.retain(|id| ids.contains(id));
                        self.add(one.path, one.catalog, one.ids);
                    }
                    all.extend(ids);
                }
            }
        }
        Ok(all)
    }

    fn add(&mut self, path: String, catalog: Catalog, ids: HashSet<String>) {
        let mut known = self.chosen.catalogs.iter_mut();
        match known.find(|one| one.path == path) {
            Some(one) => one.ids.extend(ids),
            None => self
                .chosen
                .catalogs
                .push(ChosenCatalog { path, catalog, ids }),
        }
    }

    /// The file that an import names: where it says, else of that name beside the profile, else the
    /// only one beside it that has all controls that are named.
    fn find(&mut self, profile: &Profile, import: &Import, from: &str) -> Result<Found, Refusal> {
        if let Some(given) = self.given {
            let (model, version) = probe(&given.bytes)?;
            return Ok(Found {
                path: given.name.clone(),
                bytes: given.bytes.clone(),
                model,
                version,
            });
        }
        let addresses = addresses(profile, import);
        let below = |path: &str| match from {
            "" => path.to_owned(),
            from => format!("{from}/{path}"),
        };
        let mut refused = None;
        for address in &addresses {
            let name = address.rsplit('/').next().unwrap_or(address);
            let is_local = !address.contains("://") && !address.starts_with('/');
            let written = is_local.then(|| below(address));
            for path in written.into_iter().chain([below(name)]) {
                let Some(bytes) = self.folder.read(&path)? else {
                    continue;
                };
                match probe(&bytes) {
                    Ok((model, version)) => {
                        return Ok(Found {
                            path,
                            bytes,
                            model,
                            version,
                        });
                    }
                    Err(why) => {
                        refused.get_or_insert(Refusal::NoCatalog(format!(
                            "the profile chooses from {path}, but {why}"
                        )));
                    }
                }
            }
        }
        if let Some(refused) = refused {
            return Err(refused);
        }
        self.guess(import, from, addresses.first().map_or("", String::as_str))
    }

    fn guess(&mut self, import: &Import, from: &str, address: &str) -> Result<Found, Refusal> {
        let named: Vec<&str> = named(import).collect();
        let names = self.folder.names(from).into_iter();
        let others =
            names.filter(|name| name.to_ascii_lowercase().ends_with(".json") && *name != self.own);
        let mut found: Vec<Found> = others
            .filter_map(|name| {
                let path = match from {
                    "" => name,
                    from => format!("{from}/{name}"),
                };
                let bytes = self.folder.read(&path).ok()??;
                let (model, version) = probe(&bytes).ok()?;
                if model != Model::Catalog {
                    return None;
                }
                let catalog = catalog(&bytes, &version, &mut Vec::new()).ok()?;
                // What another profile has chosen already is no catalog of its own.
                let mut links = catalog.metadata.links.iter();
                if links.any(|link| link.rel.as_deref() == Some("source-profile")) {
                    return None;
                }
                let tree = Tree::of(&catalog);
                // A profile of everything would fit any catalog.
                let has_all = !named.is_empty() && named.iter().all(|id| tree.has(id));
                has_all.then_some(Found {
                    path,
                    bytes,
                    model,
                    version,
                })
            })
            .collect();
        let address = match address {
            "" => "a catalog that it does not name".to_owned(),
            address => format!("`{address}`"),
        };
        match (found.pop(), found.as_slice()) {
            (Some(one), []) => {
                self.chosen.notes.push(format!(
                    "the profile chooses from {address}, which is not beside it: {}, which has all of its \
                     controls, is taken in its place",
                    one.path
                ));
                Ok(one)
            }
            (None, _) => Err(Refusal::NoCatalog(format!(
                "the profile chooses from {address}, which is not beside it, and no other catalog there has \
                 all of its controls; put the catalog there, or name it with --catalog"
            ))),
            (Some(last), several) => {
                let mut names: Vec<&str> = several.iter().map(|one| one.path.as_str()).collect();
                names.push(&last.path);
                Err(Refusal::NoCatalog(format!(
                    "the profile chooses from {address}, which is not beside it, and {} catalogs there have \
                     all of its controls ({}); name one of them with --catalog",
                    names.len(),
                    first_few(&names)
                )))
            }
        }
    }
}

/// The addresses of what an import names, JSON first: its own, or those of a resource of the profile.
fn addresses(profile: &Profile, import: &Import) -> Vec<String> {
    let Some(uuid) = import.href.strip_prefix('#') else {
        return vec![without_fragment(&import.href)];
    };
    let mut resources = profile.back_matter.resources.iter();
    let Some(resource) = resources.find(|resource| resource.uuid.eq_ignore_ascii_case(uuid)) else {
        return Vec::new();
    };
    let is_json = |href: &str, media: Option<&str>| {
        media.is_some_and(|media| media.contains("json"))
            || href.to_ascii_lowercase().ends_with(".json")
    };
    let links = resource.rlinks.iter();
    let json = links.filter(|link| is_json(&link.href, link.media_type.as_deref()));
    json.map(|link| without_fragment(&link.href)).collect()
}

fn without_fragment(href: &str) -> String {
    href.split('#').next().unwrap_or_default().to_owned()
}

/// The ids that an import names, one by one.
fn named(import: &Import) -> impl Iterator<Item = &str> {
    let lists = import.include_controls.iter().flatten();
    lists
        .flat_map(|choice| &choice.with_ids)
        .map(String::as_str)
}

/// The controls of catalogs in their order, each with the control above it.
#[derive(Default)]
struct Tree<'a> {
    controls: Vec<(&'a str, Option<&'a str>)>,
    ids: HashSet<&'a str>,
}

impl<'a> Tree<'a> {
    fn of(catalog: &'a Catalog) -> Self {
        let mut tree = Self::default();
        tree.groups(&catalog.groups);
        tree.take(&catalog.controls, None);
        tree.ids = tree.controls.iter().map(|(id, _)| *id).collect();
        tree
    }

    /// Adds those controls of a catalog that are offered.
    fn add(&mut self, catalog: &'a Catalog, offered: &HashSet<String>) {
        let of_catalog = Self::of(catalog).controls.into_iter();
        for (id, above) in of_catalog.filter(|(id, _)| offered.contains(*id)) {
            if self.ids.insert(id) {
                self.controls.push((id, above));
            }
        }
    }

    fn groups(&mut self, groups: &'a [Group]) {
        for group in groups {
            self.groups(&group.groups);
            self.take(&group.controls, None);
        }
    }

    fn take(&mut self, controls: &'a [Control], above: Option<&'a str>) {
        for control in controls {
            self.controls.push((&control.id, above));
            self.take(&control.controls, Some(&control.id));
        }
    }

    fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The controls that a list of choices names, and the patterns that no control fits.
    ///
    /// # Errors
    /// If a choice names nothing, or has a pattern that cannot be read.
    fn pick(&self, list: &[Choice]) -> Result<Picked, Refusal> {
        let mut picked = Picked::default();
        for choice in list {
            if choice.with_ids.is_empty() && choice.matching.is_empty() {
                let message =
                    "a choice of the profile names no control: write `with-ids` or `matching`";
                return Err(Refusal::Incomplete(message.to_owned()));
            }
            let with_below = choice.with_child_controls == Some(YesNo::Yes);
            let ids = choice.with_ids.iter().map(String::as_str);
            let mut own: HashSet<&str> = ids.filter(|id| self.has(id)).collect();
            for matching in &choice.matching {
                let pattern = &matching.pattern;
                let glob = Glob::new(pattern).map_err(|error| {
                    Refusal::Incomplete(format!(
                        "the pattern `{pattern}` of the profile cannot be read: {}",
                        error.kind()
                    ))
                })?;
                let glob = glob.compile_matcher();
                let all = self.controls.iter().map(|(id, _)| *id);
                let mut fitting = all.filter(|id| glob.is_match(id)).peekable();
                if fitting.peek().is_none() {
                    picked.unfit.push(pattern.clone());
                }
                own.extend(fitting);
            }
            let lost = choice.with_ids.iter().filter(|id| !self.has(id));
            picked.lost.extend(lost.cloned());
            if with_below {
                for (id, above) in &self.controls {
                    if above.is_some_and(|above| own.contains(above)) {
                        own.insert(id);
                    }
                }
            }
            picked.ids.extend(own.into_iter().map(str::to_owned));
        }
        Ok(picked)
    }
}

/// What a list of choices picks.
#[derive(Default)]
struct Picked {
    ids: HashSet<String>,
    /// The ids that no control has.
    lost: Vec<String>,
    /// The patterns that no control fits.
    unfit: Vec<String>,
}

/// The ids that an import chooses.
///
/// # Errors
/// If it names a control that is not there, or has a pattern that cannot be read or that nothing fits.
fn chosen(
    import: &Import,
    tree: &Tree<'_>,
    path: &str,
    notes: &mut Vec<String>,
) -> Result<HashSet<String>, Refusal> {
    let included = import.include_controls.as_deref();
    let included = included.map(|list| tree.pick(list)).transpose()?;
    if let Some(Picked { lost, unfit, .. }) = &included {
        let advice = "name the catalog of its edition with --catalog";
        if !lost.is_empty() {
            return Err(Refusal::Incomplete(format!(
                "{path} does not have {} of the profile: {}; {advice}",
                counted(lost.len(), "control", "controls"),
                first_few(lost)
            )));
        }
        if !unfit.is_empty() {
            return Err(Refusal::Incomplete(format!(
                "no control of {path} fits {} of the profile: {}; {advice}",
                counted(unfit.len(), "pattern", "patterns"),
                first_few(unfit)
            )));
        }
    }
    let mut picked = match included {
        Some(included) if import.include_all.is_none() => included.ids,
        _ => tree
            .controls
            .iter()
            .map(|(id, _)| (*id).to_owned())
            .collect(),
    };
    if let Some(list) = &import.exclude_controls {
        let excluded = tree.pick(list)?;
        picked.retain(|id| !excluded.ids.contains(id));
        let without: Vec<&String> = excluded.lost.iter().chain(&excluded.unfit).collect();
        if !without.is_empty() {
            notes.push(format!(
                "the profile leaves out {} that {path} does not have: {}",
                counted(without.len(), "control or pattern", "controls or patterns"),
                first_few(&without)
            ));
        }
    }
    Ok(picked)
}
