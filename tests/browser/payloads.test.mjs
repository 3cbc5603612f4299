// Opens the pages of the manuals that have a script in every field. None of these scripts may run.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PAGES_AT_ONCE, useBrowser, visit } from "./support/browser.mjs";

const source = fileURLToPath(new URL("../payloads/", import.meta.url));
const payloads = JSON.parse(readFileSync(join(source, "payloads.json"), "utf8"));

let folder;
const siteOf = (at) => join(folder, `site-${at}`);
const below = (root) => readdirSync(root, { recursive: true }).filter((name) => statSync(join(root, name)).isFile());

useBrowser();
before(() => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-payloads-"));
  payloads.forEach((payload, at) => build(payload, siteOf(at), join(folder, `manual-${at}`)));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Builds the manual with the payload in place of its placeholders. */
function build(payload, site, manual) {
  const marks = {
    "@Q@": JSON.stringify(payload).slice(1, -1),
    "@T@": payload,
    "@C@": payload.replaceAll('"', '""'),
    "@R@": payload.replaceAll(/["\\]/g, "").replaceAll("<", "\\<"),
    "@N@": payload.replaceAll(/["\\:/|#]/g, ""),
    "@F@": payload.replaceAll(/[/\\]/g, ""),
  };
  for (const name of below(join(source, "manual"))) {
    const text = readFileSync(join(source, "manual", name), "utf8");
    const filled = (text) => text.replaceAll(/@[QTCRNF]@/g, (mark) => marks[mark]);
    mkdirSync(dirname(join(manual, name)), { recursive: true });
    writeFileSync(join(manual, filled(name)), filled(text));
  }
  execFileSync(process.env.CLAUSEBOOK_PROGRAM, ["build", "--quiet", "--manual", manual, "--as-of", "2026-11-23", "-o", site], { stdio: "pipe" });
}

describe("a page with scripts in its fields runs none of them", { concurrency: PAGES_AT_ONCE }, () => {
  payloads.forEach((payload, at) => {
    test(payload, () =>
      visit({ address: "index.html", over: "file" }, async (page) => {
        const wrong = [];
        page.on("dialog", (dialog) => {
          wrong.push(`${page.url()}: dialog ${dialog.message()}`);
          return dialog.dismiss();
        });
        page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error.message}`));
        const pages = below(siteOf(at)).filter((name) => name.endsWith(".html"));
        assert.ok(pages.length > 15);
        for (const name of pages) {
          await page.goto(pathToFileURL(join(siteOf(at), name)).href, { waitUntil: "load" });
          // Triggers the handlers of pointer and focus events.
          await page.evaluate(() => {
            for (const element of document.querySelectorAll("main *, nav *, header *, footer *")) {
              element.dispatchEvent(new MouseEvent("mouseover"));
              element.dispatchEvent(new FocusEvent("focus"));
            }
          });
          if ((await page.evaluate(() => window.__pwned)) !== undefined) wrong.push(`${name}: ran`);
        }
        await openClaims(page, at, wrong);
        await searchFor(page, at, wrong);
        assert.deepEqual(wrong, []);
      }),
    );
  });
});

/** Searches, since a script makes the results from the texts of all pages. */
async function searchFor(page, at, wrong) {
  await page.goto(pathToFileURL(join(siteOf(at), "index.html")).href);
  await page.keyboard.press("/");
  await page.keyboard.type("title");
  await page.waitForTimeout(500);
  if ((await page.evaluate(() => window.__pwned)) !== undefined) wrong.push("the search ran it");
}

/** Opens the panel with a clause's claims, which a script makes too. */
async function openClaims(page, at, wrong) {
  await page.goto(pathToFileURL(join(siteOf(at), "matrix/own.html")).href);
  await page.locator("[data-claims]").first().click();
  await page.locator("dialog[open] .claims-content").waitFor();
  if ((await page.evaluate(() => window.__pwned)) !== undefined) wrong.push("the panel of claims ran it");
}
