// The pages that show what has changed, of a manual in a git repository: readable at every width, in
// print and without colour, and without any violation that axe-core finds.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { DESKTOP, PHONE, useBrowser, visit } from "./support/browser.mjs";
import { artefacts } from "./support/site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["changes.html", "redlines/QP-1.html"];

const SETTINGS = `title = "Quality manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015"]
[changes]
since = "2025-03-01"
`;

const document = (id, revision, text) => `---
id: ${id}
title: Purchasing of rings, cages and every other bought-in part
kind: procedure
revision: ${revision}
status: approved
owner: Buyer
approver: Quality manager
effective: 2025-01-01
clauses: [8.4.1]
history:
  - { revision: ${revision}, date: 2025-01-01, change: "Reworded for the ${revision === 1 ? "first" : "second"} time" }
---
${text}
`;

const BEFORE = `## Suppliers

Buyers choose suppliers by price, by delivery and by what the last audit found, and write the choice into the list.

## Limits

| Part | Limit | Measured with | By | Every |
| --- | --- | --- | --- | --- |
| Ring | 5 mm | Micrometer | Inspector | lot |
| Cage | 2 mm | Caliper | Inspector | shift |
`;

const AFTER = `## Limits

| Part | Limit | Measured with | By | Every |
| --- | --- | --- | --- | --- |
| Ring | 6 mm | Micrometer | Inspector | lot |
| Cage | 2 mm | Caliper | Buyer | shift |

## Suppliers

Buyers score suppliers by price, by delivery and by what the last two audits found.
`;

let folder;

useBrowser();
before(() => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-changes-"));
  const write = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const commit = (day) => {
    const when = `${day}T12:00:00Z`;
    const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
    const names = ["-c", "user.name=Quality", "-c", "user.email=quality@example.org"];
    const options = { cwd: folder, env, stdio: "pipe" };
    execFileSync("git", ["add", "-A"], options);
    execFileSync("git", [...names, "commit", "-q", "-m", day], options);
  };
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: folder, stdio: "pipe" });
  write("qms/manual.toml", SETTINGS);
  write("qms/buying.md", document("QP-1", 1, BEFORE));
  write("qms/old.md", document("QP-2", 1, "Parts are released.\n"));
  commit("2025-02-01");
  write("qms/buying.md", document("QP-1", 2, AFTER));
  rmSync(join(folder, "qms/old.md"));
  write("qms/new.md", document("QP-3", 1, "Audits are held.\n"));
  commit("2025-06-01");
  const build = ["build", "--quiet", "--manual", join(folder, "qms"), "--as-of", "2025-07-01", "-o", join(folder, "site")];
  execFileSync(process.env.CLAUSEBOOK_PROGRAM, build, { stdio: "pipe" });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a page of the manual with changes. */
const look = (address, options, what) =>
  visit({ address: "index.html", over: "file", ...options }, async (page) => {
    await page.goto(pathToFileURL(join(folder, "site", address)).href, { waitUntil: "load" });
    await what(page);
  });

describe("pages of changes", () => {
  for (const address of PAGES) {
    for (const [width, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      for (const scheme of ["light", "dark"]) {
        test(`${address} can be read, ${width}, ${scheme}`, () =>
          look(address, { viewport, scheme }, async (page) => {
            const wide = await page.evaluate(() => {
              const root = globalThis.document.documentElement;
              return root.scrollWidth - root.clientWidth;
            });
            assert.ok(wide <= 0, `${wide} px too wide`);
            await page.evaluate(AXE);
            const { violations } = await page.evaluate(() => globalThis.axe.run(globalThis.document));
            const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
            assert.deepEqual(found, []);
            const pictures = join(artefacts, "pictures");
            mkdirSync(pictures, { recursive: true });
            const name = address.replace(/\.html$/, "").replaceAll("/", "_");
            await page.screenshot({ path: join(pictures, `${name}-${width}-${scheme}.png`), fullPage: true });
          }));
      }
    }
  }

  for (const media of [{ forcedColors: "active" }, { media: "print" }]) {
    test(`words put in and taken out differ without colour: ${JSON.stringify(media)}`, () =>
      look("redlines/QP-1.html", {}, async (page) => {
        await page.emulateMedia(media);
        const line = (selector) =>
          page.evaluate((selector) => {
            const element = globalThis.document.querySelector(`main .redline ${selector}, main ${selector}`);
            return globalThis.getComputedStyle(element).textDecorationLine;
          }, selector);
        assert.equal(await line("ins"), "underline");
        assert.equal(await line("del"), "line-through");
      }));
  }
});
