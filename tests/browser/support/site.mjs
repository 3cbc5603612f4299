// The site under test, with one page of every kind. The pages come from the site's manifest, so a
// new kind of page is tested as soon as the program writes it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const folder = required("CLAUSEBOOK_SITE");
export const artefacts = required("CLAUSEBOOK_ARTEFACTS");

/** The paths of all files of the site, relative to its folder. */
export const files = Object.keys(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")).files);

/** Pages of the sample manual, each for one kind of document or clause. */
const CHOSEN = {
  "document in force": "documents/QP-07.html",
  "document with figures": "documents/QM-01.html",
  "document overdue for review": "documents/QP-18.html",
  "draft document": "documents/QP-21.html",
  "external document": "documents/EXT-01.html",
  "form with its records": "documents/FM-007.html",
  "covered clause": "standards/iso-9001-2015/8.4.1.html",
  "clause that is a heading": "standards/iso-9001-2015/8.html",
  "clause that nobody addresses": "standards/iso-9001-2015/4.2.html",
  "excluded clause": "standards/iso-9001-2015/8.3.html",
  "page that is not controlled": "pages/notes/visitor-information.html",
  role: "registers/roles/buyer.html",
};

/** One page of every kind: `{ name, address }`. */
export const kinds = [...ofTheirOwn(), ...chosen(), ...records()];

/** Whether the page is a register or record that only differs from a fully tested one in fields. */
export function isOneOfMany(kind) {
  const register = /^registers\/(?!actions|objectives|index|audit|corrective|management-review\.|training-)/.test(kind.name);
  return register || (kind.name.startsWith("record ") && kind.name !== "record NC");
}

/** The pages of which screenshots are kept. */
export const pictured = kinds.filter((kind) => !isOneOfMany(kind));

/** The `file:` URL of a page. */
export function fileAddress(address) {
  return pathToFileURL(join(folder, address)).href;
}

/** The content of a file of the site. */
export function text(address) {
  return readFileSync(join(folder, address), "utf8");
}

/** Pages that exist once, or once for each standard or register. */
function ofTheirOwn() {
  const one = /^([^/]+|.+\/index|(matrix|registers|print|search|applicability)\/[^/]+|(crosswalks|transitions)\/.+)\.html$/;
  return files.filter((file) => one.test(file)).map((address) => ({ name: address, address }));
}

function chosen() {
  for (const address of Object.values(CHOSEN)) {
    if (!files.includes(address)) throw new Error(`the sample manual's site has no ${address}`);
  }
  return Object.entries(CHOSEN).map(([name, address]) => ({ name, address }));
}

/** The last record of every kind, by the prefix of its id. */
function records() {
  const last = new Map();
  for (const file of files) {
    const prefix = /^records\/([A-Z]+)[^/]*\.html$/.exec(file)?.[1];
    if (prefix) last.set(prefix, file);
  }
  return [...last].map(([prefix, address]) => ({ name: `record ${prefix}`, address }));
}

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with tests/run or cargo test --test browser`);
  return value;
}
