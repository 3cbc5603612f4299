// `clausebook pdf` with the browser: the text of each page of the PDFs, and the targets of links.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { getDocumentProxy } from "unpdf";
import { artefacts } from "./support/site.mjs";

const folder = join(artefacts, "paper");

describe("as PDF", () => {
  test("a document says on every sheet who it is, and which sheet this is", async () => {
    clausebook(["pdf", "QP-07", "QP-21", "-o", folder]);
    const pdf = await read(join(folder, "QP-07.pdf"));
    assert.ok(pdf.sheets.length >= 2);
    pdf.sheets.forEach((text, at) => {
      const number = `Page ${at + 1} of ${pdf.sheets.length}`;
      for (const part of ["QP-07", "Revision 3", "In force", "Uncontrolled when printed", "23 Nov 2026", number]) {
        assert.ok(text.includes(part), `${part} is not on sheet ${at + 1}: ${text}`);
      }
    });
    assert.equal(pdf.info.Title, "QP-07 Control of externally provided processes, products and services · Quality Manual");
    assert.match(pdf.info.Creator, /^Clausebook/);
    assert.match(pdf.info.CreationDate, /^D:20261123/);
    const [title] = pdf.outline;
    assert.equal(title.title, "Control of externally provided processes, products and services");
    assert.ok(title.items.some((item) => item.title.startsWith("Supplier evaluation 4.6.2 ISO 9001:2015 8.4.1")));
    assert.ok(title.items.some((item) => item.title === "History"));
  });

  test("a draft carries its state across every sheet", async () => {
    const pdf = await read(join(folder, "QP-21.pdf"));
    assert.ok(pdf.sheets.length >= 2);
    for (const text of pdf.sheets) assert.ok(text.match(/Draft/g).length >= 2, text);
  });

  test("the whole manual is one PDF: cover, contents, documents, matrices", async () => {
    const file = join(folder, "manual.pdf");
    clausebook(["pdf", "-o", file]);
    const { sheets, outline } = await read(file);
    sheets.forEach((text, at) => assert.ok(text.includes(`Page ${at + 1} of ${sheets.length}`), text));
    assert.match(sheets[0], /Harrow Bearings Ltd.*Quality Manual.*As of 23 Nov 2026/);
    assert.match(sheets[1], /Contents/);
    const chapters = outline[0].items.map((item) => item.title);
    assert.equal(chapters[0], "Contents");
    // Documents stand below the name of their kind, with their ids; the quality manual comes first.
    assert.deepEqual(chapters.slice(1, 3), ["Quality manuals", "Policies"]);
    const policies = outline[0].items[2].items.map((item) => item.title);
    assert.deepEqual(policies, ["POL-01 Quality policy", "POL-02 Authority to stop work"]);
    const matrices = ["ISO 9002:1994", "ISO 9001:2015", "ISO 9001:2026"];
    assert.deepEqual(chapters.slice(-3), matrices.map((standard) => `Coverage matrix: ${standard}`));
    const matrix = sheets.at(-1);
    for (const part of ["Coverage matrix: ISO 9001:2026", "Last audit", "10.2.2"]) assert.ok(matrix.includes(part), `${part} is not in ${matrix}`);
  });

  test("the contents of the manual say on which sheet each document and matrix begins", async () => {
    const { sheets, outline } = await read(join(folder, "manual.pdf"));
    const first = sheets.findIndex((text) => text.includes("Quality manual QM-01"));
    const contents = sheets.slice(1, first).join(" ");
    const lines = Array.from(contents.matchAll(/([A-Z]+-\d+) .*?Rev\. \d+\s+(?:[A-Z][a-z ]+?\s+)?(\d+)\s/g));
    assert.ok(lines.length > 40, contents);
    for (const [line, id, number] of lines) {
      const begins = sheets.findIndex((text) => text.includes(`Document ${id} Revision`));
      assert.equal(Number(number), begins + 1, line);
    }
    for (const matrix of outline[0].items.slice(-2)) {
      const number = contents.match(new RegExp(`${matrix.title}\\s+(\\d+)`))?.[1];
      const begins = sheets.findIndex((text, at) => at >= first && text.includes(matrix.title));
      assert.equal(Number(number), begins + 1, matrix.title);
    }
  });

  test("nothing of what an edition leaves out is in its PDFs", async () => {
    const place = mkdtempSync(join(tmpdir(), "clausebook-"));
    try {
      const manual = join(place, "manual");
      cpSync(new URL("../markers/manual/", import.meta.url), manual, { recursive: true });
      const markers = async (name, args) => {
        clausebook(["pdf", "-o", join(place, name), ...args], manual);
        const found = [];
        for (const file of readdirSync(join(place, name), { recursive: true })) {
          if (/zqx/i.test(file)) found.push(file);
          const path = join(place, name, file);
          if (!file.endsWith(".pdf")) {
            if (statSync(path).isFile() && /zqx/i.test(readFileSync(path))) found.push(file);
            continue;
          }
          const { sheets, links, outline, info, attachments, names, described } = await read(path);
          const parts = { sheets, links, outline, info, attachments, names, described };
          for (const [part, value] of Object.entries(parts)) {
            const text = JSON.stringify(value, (key, value) => (value instanceof Map ? [...value] : value)) ?? "";
            // Letters may be spaced apart.
            const joined = text.replaceAll(/\s/g, "");
            for (const [mark] of joined.matchAll(/zqx\w*/gi)) found.push(`${mark} in ${part} of ${file}`);
          }
          for (const [mark] of readFileSync(path, "latin1").matchAll(/zqx\w*/gi)) found.push(`${mark} in ${file}`);
        }
        return found;
      };
      const whole = await markers("whole", []);
      for (const part of ["sheets", "links", "outline", "info", "names"]) {
        assert.ok(whole.some((one) => one.includes(` in ${part} `)), `the whole manual has markers in ${part}`);
      }
      assert.deepEqual(await markers("edition", ["--audience", "public"]), []);
      const { sheets } = await read(join(place, "edition/manual.pdf"));
      assert.match(sheets.join(" "), /a document that this edition does not hold/);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });

  test("a title too long for the running head is cut there, and wraps in the contents", async () => {
    const place = mkdtempSync(join(tmpdir(), "clausebook-"));
    try {
      const title = `Evaluation of ${"suppliers of processes, products and services, ".repeat(4)}and of laboratories`;
      writeFileSync(join(place, "manual.toml"), 'title = "M"\nstandards = ["iso-9001-2015"]\n');
      const fields = `id: QP-1\ntitle: "${title}"\nkind: procedure\nrevision: 1\nstatus: approved\nowner: Buyer\napprover: Manager\neffective: 2026-02-01`;
      writeFileSync(join(place, "QP-1.md"), `---\n${fields}\n---\n${"The operator checks each bearing.\n\n".repeat(70)}`);
      clausebook(["pdf", "-o", join(place, "manual.pdf")], place);
      const { sheets } = await read(join(place, "manual.pdf"));
      const flat = (text) => text.replaceAll(/\s+/g, " ");
      assert.ok(flat(sheets[1]).includes(`QP-1 ${title} Rev. 1 3`), sheets[1]);
      for (const text of sheets.slice(2, 4)) assert.match(text, /QP-1 Evaluation of [^…]*…\s+Revision 1 · In force/);
      assert.ok(flat(sheets[2]).includes(title), sheets[2]);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });

  test("the PDFs of a set lead to each other, are the same for the same manual, and mark drafts among the rest", async () => {
    const place = mkdtempSync(join(tmpdir(), "clausebook-"));
    try {
      const manual = join(place, "manual");
      mkdirSync(manual);
      writeFileSync(join(manual, "manual.toml"), 'title = "M"\nstandards = ["iso-9001-2015"]\n');
      for (const [id, other, status] of [["QP-1", "QP-2", "approved"], ["QP-2", "QP-1", "draft"]]) {
        const fields = `id: ${id}\ntitle: About ${id}\nkind: procedure\nrevision: 1\nstatus: ${status}\nowner: Buyer\napprover: Manager\neffective: 2026-02-01`;
        const text = `See [[${other}]], [[clause:8.4]] and <https://a.example/>.\n\n`;
        writeFileSync(join(manual, `${id}.md`), `---\n${fields}\n---\n${text}${"The operator checks each bearing.\n\n".repeat(70)}`);
      }
      const set = (name) => clausebook(["pdf", "-o", join(place, name)], manual);
      set("one");
      const links = (await read(join(place, "one/documents/QP-1.pdf"))).links;
      assert.ok(links.some((link) => link.startsWith("QP-2.pdf")), links.join(" "));
      assert.ok(links.includes("https://a.example/"), links.join(" "));
      assert.ok(!links.some((link) => link.startsWith("file:")), links.join(" "));
      const { sheets } = await read(join(place, "one/manual.pdf"));
      const of = (id) => sheets.filter((text) => new RegExp(`${id} About ${id}\\s+Revision 1`).test(text));
      assert.ok(of("QP-1").length >= 2 && of("QP-2").length >= 2);
      // A link to a draft says "(Draft)" too, which is allowed here.
      for (const text of of("QP-1")) assert.doesNotMatch(text, /Draft(?!\))/);
      // The running head and the watermark both say "Draft".
      for (const text of of("QP-2")) assert.ok(text.match(/Draft/g).length >= 2, text);
      set("two");
      for (const file of ["manual.pdf", "documents/QP-1.pdf", "documents/QP-2.pdf"]) {
        const [one, two] = ["one", "two"].map((set) => readFileSync(join(place, set, file)));
        assert.ok(one.equals(two), `${file} ${whereTheyPart(one, two)}`);
      }
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});

/** Runs the program on the sample manual, or on another one. */
function clausebook(args, manual = "manual") {
  const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
  execFileSync(process.env.CLAUSEBOOK_PROGRAM, [...args, "--manual", manual, "--as-of", "2026-11-23", "--quiet"], {
    cwd: root,
    env: { ...process.env, CLAUSEBOOK_PDF_PROGRAM: process.env.CLAUSEBOOK_BROWSER },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

/** Describes the first difference of two files that should be equal. */
function whereTheyPart(one, two) {
  const at = one.findIndex((byte, at) => byte !== two[at]);
  const [here, there] = [one, two].map((bytes) => bytes.subarray(Math.max(0, at - 80), at + 80).toString("latin1"));
  return `(${one.length} and ${two.length} bytes) at byte ${at}: ${here} is not ${there}`;
}

/**
 * Reads a PDF: the text of each page, bookmarks, information, targets of links, attachments, names of
 * places, and the descriptions for people who hear it.
 */
async function read(file) {
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(file)));
  const sheets = [];
  const links = [];
  const described = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    sheets.push(items.map((item) => item.str + (item.hasEOL ? " " : "")).join(""));
    for (const link of await page.getAnnotations()) links.push(link.unsafeUrl ?? link.url);
    described.push(await page.getStructTree());
  }
  const { info } = await pdf.getMetadata();
  const [outline, attachments, places] = await Promise.all([pdf.getOutline(), pdf.getAttachments(), pdf.getDestinations()]);
  return { sheets, links: links.filter(Boolean), outline, info, attachments, names: Object.keys(places), described };
}
