// The matrix of a standard with very many requirements: its list and its grid have a page for each
// chapter, to which filters go along, and whose cells show their claims.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { PAGES_AT_ONCE, useBrowser, visit } from "./support/browser.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PARTS = 12;
const IN_PART = 100;
/** The last chapter has so many more, and therefore two pages. */
const MORE = 30;

let folder;

useBrowser();
before(() => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-long-"));
  const manual = join(folder, "manual");
  for (const [path, text] of Object.entries(files())) {
    mkdirSync(dirname(join(manual, path)), { recursive: true });
    writeFileSync(join(manual, path), text);
  }
  const out = join(folder, "site");
  execFileSync(process.env.CLAUSEBOOK_PROGRAM, ["build", "--quiet", "--manual", manual, "--as-of", "2026-11-23", "-o", out], { stdio: "ignore" });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A manual of 200 documents that claim 12 of 1,230 requirements each, and one for a whole chapter. */
function files() {
  const clauses = [];
  const pairs = [];
  for (let part = 1; part <= PARTS; part++) {
    clauses.push(`[[clause]]\nnumber = "${part}"\ntitle = "Part ${part}"\n`);
    for (let clause = 1; clause <= IN_PART + (part === PARTS ? MORE : 0); clause++) {
      clauses.push(`[[clause]]\nnumber = "${part}.${clause}"\ntitle = "Requirement ${clause}"\nsummary = "Do it."\n`);
      pairs.push(`"${part}.${clause}" = ["${part}.${clause}"]`);
    }
  }
  const all = {
    "manual.toml": 'title = "M"\norganisation = "O"\nstandards = ["long", "later"]\n',
    "standards/long.toml": `id = "long"\ndesignation = "LONG-1"\ntitle = "A long one"\n\n${clauses.join("\n")}\n[edition_state]\nreplaced_by = "later"\nreplaced_on = 2026-01-01\n`,
    "standards/later.toml": `id = "later"\ndesignation = "LONG-2"\ntitle = "A long one"\n\n${clauses.join("\n")}\n[[crosswalk]]\nstandard = "long"\nrelation = "changed"\n[crosswalk.pairs]\n${pairs.join("\n")}\n`,
  };
  const document = (id, claims) =>
    `---\nid: ${id}\ntitle: Procedure ${id}\nkind: procedure\nrevision: 1\nstatus: approved\nowner: Buyer\napprover: Manager\neffective: 2026-02-01\nclauses: [${claims.join(", ")}]\n---\nText.\n`;
  for (let at = 0; at < 200; at++) {
    const claims = Array.from({ length: PARTS }, (_, part) => `"${part + 1}.${1 + (at % IN_PART)}"`);
    all[`procedures/${at % 20}/qp-${at}.md`] = document(`QP-${at}`, claims);
  }
  all["procedures/0/whole.md"] = document("WHOLE", ['"12"']);
  return all;
}

/** Opens a page of that manual's site. */
const see = (address, look) =>
  visit({ address: "index.html", over: "file" }, async (page) => {
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    const [path, hash = ""] = address.split("#");
    await page.goto(`${pathToFileURL(join(folder, "site", path)).href}${hash && `#${hash}`}`);
    await look(page);
    assert.deepEqual(wrong, []);
  });

const numbersShown = (page) =>
  page.$$eval(".matrix tbody tr:not(.group)", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.querySelector(".clause-number").textContent));

/** The violations that axe finds in the first rows and groups; all others are like them. */
async function violations(page) {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(() => {
    for (const each of document.querySelectorAll("tbody tr:nth-child(n + 9), .strip-group:nth-child(n + 3)")) each.remove();
    return globalThis.axe.run(document, { preload: false });
  });
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes[0].html}`);
}

describe("a long standard", { concurrency: PAGES_AT_ONCE }, () => {
  test("has a page for each chapter, which is filtered by number and text, and folds", () =>
    see("matrix/long.html", async (page) => {
      const chapters = page.locator(".chapter-link");
      assert.equal(await chapters.count(), PARTS + 1);
      await chapters.nth(6).click();
      await page.waitForURL(/long~chapter-7\.html$/);
      const field = (by) => page.locator(`input[data-by="${by}"]`);
      await page.locator(".filter-more > summary").click();
      assert.equal((await numbersShown(page)).length, IN_PART);
      await field("clause").fill("7.31");
      assert.deepEqual(await numbersShown(page), ["7.31"]);
      assert.ok(await page.locator("[id='clause-7']").isVisible());
      await field("clause").fill("");
      await field("document").fill("QP-4");
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
      assert.deepEqual(await numbersShown(page), ["7.5"]);
      await page.getByRole("button", { name: "Show everything" }).click();
      await page.getByRole("button", { name: "Fold all", exact: true }).click();
      assert.deepEqual(await numbersShown(page), []);
    }));

  test("counts the filtered requirements of each chapter, and takes the filter along", () =>
    see("matrix/long.html", async (page) => {
      const counts = (within) => page.locator(`${within} .count`).allInnerTexts();
      const shown = () => page.$$eval(".chapters tbody tr", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.querySelector(".clause-number").textContent));
      await page.locator(".filter-more > summary").click();
      await page.locator('input[data-by="document"]').fill("WHOLE");
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
      assert.deepEqual(await shown(), ["12 – 12.99", "12.100 – 12.130"]);
      assert.deepEqual((await counts(".chapters")).slice(-3), ["0", "99", "31"]);
      assert.deepEqual((await counts(".grid-section")).slice(-3), ["0", "99", "31"]);
      await page.locator('input[data-by="document"]').fill("QP-4");
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent.includes("QP-4"));
      assert.deepEqual((await counts(".chapters")).map(Number), [...Array.from({ length: PARTS }, () => 1), 0]);
      await page.locator(".chapter-link").nth(4).click();
      await page.waitForURL(/long~chapter-5\.html#\?document=QP-4$/);
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
      assert.deepEqual(await numbersShown(page), ["5.5"]);
      await page.locator("a[rel=next]").click();
      await page.waitForURL(/long~chapter-6\.html#\?document=QP-4$/);
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
      assert.deepEqual(await numbersShown(page), ["6.5"]);
      assert.deepEqual(await violations(page), []);
      await page.locator(".lead a").click();
      await page.waitForURL(/long\.html#\?document=QP-4$/);
      assert.match(await page.locator(".filter-state p").innerText(), /^Filtered, not everything: 12 of 1230 requirements/);
    }));

  test("finds what is claimed through a clause in an earlier part", () =>
    see("matrix/long~chapter-12.100.html#?document=WHOLE", async (page) => {
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
      const all = Array.from({ length: MORE + 1 }, (_, at) => `12.${IN_PART + at}`);
      assert.deepEqual(await numbersShown(page), all);
      await page.goto(page.url().replace("chapter-12.100.html", "grid-13.html"));
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
      assert.equal(await page.locator("#_grid tbody tr:not(.group):not([data-out])").count(), MORE + 1);
    }));

  test("leads from an address of a row to its chapter", () =>
    see("matrix/long.html#clause-7.31", async (page) => {
      await page.waitForURL(/long~chapter-7\.html#clause-7\.31$/);
      const row = page.locator("[id='clause-7.31']");
      assert.ok(await row.evaluate((row) => row.classList.contains("here")));
    }));

  for (const whole of ["crosswalks/later/long", "transitions/long/later"]) {
    test(`leads from ${whole} to its chapters, by an address of a row and with a filter`, () =>
      see(`${whole}.html#clause-7.31`, async (page) => {
        await page.waitForURL(/~chapter-7\.html#clause-7\.31$/);
        assert.ok(await page.locator("[id='clause-7.31']").evaluate((row) => row.classList.contains("here")));
        assert.equal((await numbersShown(page)).length, IN_PART);
        await page.locator(".lead a").click();
        await page.waitForURL((url) => url.pathname.endsWith(`${whole}.html`));
        const value = page.locator('fieldset[data-by="compared"] input').first();
        const chosen = await value.getAttribute("value");
        await value.check();
        const said = page.locator(".filter-state p");
        await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
        const counts = (await page.locator(".chapters .count").allInnerTexts()).map(Number);
        assert.equal(counts.length, PARTS + 1);
        const all = counts.reduce((sum, count) => sum + count, 0);
        assert.ok((await said.innerText()).startsWith(`Filtered, not everything: ${all} of 1230 requirements`), await said.innerText());
        assert.deepEqual(await violations(page), []);
        await page.locator(".chapter-link").nth(4).click();
        await page.waitForURL((url) => url.hash === `#?compared=${chosen}`);
        await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
        assert.equal((await numbersShown(page)).length, counts[4]);
        assert.deepEqual(await violations(page), []);
      }));
  }

  test("has its clauses on a page for each chapter", () =>
    see("standards/long/index.html", async (page) => {
      assert.deepEqual(await violations(page), []);
      await page.locator(".chapter-link").nth(6).click();
      await page.waitForURL(/index~chapter-7\.html$/);
      assert.equal(await page.locator(".clause-tree .clause-number").count(), IN_PART + 1);
      await page.locator("a[rel=next]").click();
      await page.waitForURL(/index~chapter-8\.html$/);
      assert.deepEqual(await violations(page), []);
    }));

  test("has a grid on pages of its own, whose cells show their claims", () =>
    see("matrix/long.html", async (page) => {
      assert.equal(await page.locator("table.grid").count(), 0);
      const parts = page.locator(".list-parts a");
      assert.equal(await parts.count(), PARTS + 1);
      await parts.nth(4).click();
      await page.waitForURL(/long~grid-5\.html/);
      assert.match(await page.locator("h1").innerText(), /^Clauses by folders of documents: LONG-1 5$/);
      assert.equal(await page.locator(".list-parts [aria-current=page]").innerText(), "5");

      const row = page.locator("#_grid tr", { has: page.locator(".clause-number", { hasText: /^5\.7$/ }) });
      const cell = row.getByRole("link", { name: /^F2 procedures\/6\/: in full/ });
      await cell.focus();
      assert.equal(await page.locator("#_grid [tabindex='0']").count(), 1);
      await page.keyboard.press("Enter");
      const panel = page.locator("dialog.claims");
      await panel.waitFor();
      assert.match(await panel.innerText(), /5\.7[\s\S]*Covered[\s\S]*QP-6/);
      assert.equal(await panel.getByRole("link", { name: /QP-6/ }).first().getAttribute("href"), "../documents/QP-6.html");
      await page.keyboard.press("Escape");
      assert.ok(await cell.evaluate((link) => link === document.activeElement));
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.locator("#_grid :focus").count(), 1);

      assert.deepEqual(await violations(page), []);
      await page.locator(".lead a").click();
      await page.waitForURL(/long\.html#grid$/);
    }));

  test("takes its filter along to the grid and back", () =>
    see("matrix/long.html", async (page) => {
      const numbers = () =>
        page.$$eval("#_grid tbody tr:not(.group)", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.querySelector(".clause-number").textContent));
      const said = page.locator(".filter-state p");
      await page.locator(".filter-more > summary").click();
      await page.locator('input[data-by="document"]').fill("QP-4");
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
      const counts = await page.locator(".list-parts .count").allInnerTexts();
      assert.deepEqual(counts.map(Number), [...Array.from({ length: PARTS }, () => 1), 0]);
      await page.locator(".list-parts a").nth(4).click();
      await page.waitForURL(/long~grid-5\.html#\?document=QP-4$/);
      await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
      assert.deepEqual(await numbers(), ["5.5"]);
      assert.match(await said.innerText(), /^Filtered, not everything: 1 of \d+ requirements.*Document: QP-4$/);
      assert.equal(await page.locator("#_grid [tabindex='0']").evaluate((stop) => stop.checkVisibility()), true);
      await page.locator('input[data-by="document"]').fill("");
      await page.locator('input[data-by="clause"]').fill("5.9");
      assert.deepEqual(await numbers(), ["5.9"]);
      assert.deepEqual(await violations(page), []);
      await page.locator(".lead a").click();
      await page.waitForURL(/long\.html#\?clause=5\.9$/);
      assert.equal((await page.locator(".chapters .count").allInnerTexts())[4], "1");
    }));

  test("has nothing that axe finds on the page of all chapters", () =>
    see("matrix/long.html", async (page) => {
      assert.deepEqual(await violations(page), []);
    }));
});
