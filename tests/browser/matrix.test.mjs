// The matrix and the other tables: filters in the URL, counts, folding, links to rows, the grid by
// keyboard, the panel with the claims of a clause, the crosswalk view. Over HTTP and from `file:`.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { DESKTOP, PAGES_AT_ONCE, PHONE, useBrowser, visit, whereIs } from "./support/browser.mjs";

const MATRIX = "matrix/iso-9001-2015.html";
const CROSSWALK = "crosswalks/iso-9001-2015/iso-9002-1994.html";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

useBrowser();

/** The numbers of the requirements that the list shows. */
const shown = (page) =>
  page.$$eval(".matrix tbody tr:not(.group)", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.id.slice("clause-".length)));
const headings = (page) =>
  page.$$eval(".matrix tbody tr.group", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.id.slice("clause-".length)));
const row = (page, number) => page.locator(`[id="clause-${number}"]`);
const field = (page, by) => page.locator(`input[data-by="${by}"]`);
const chip = (page, by, value) => page.locator(`fieldset[data-by="${by}"] input[value="${value}"]`);
/** Opens the filters that are behind a button. */
const openFilters = async (page) => {
  const button = page.locator(".filter-more:not([open]) > summary");
  if ((await button.count()) > 0) await button.click();
};
const said = (page) => page.locator(".filter-state [role=status]").innerText();
const hash = (page) => page.evaluate(() => location.hash);
const focused = (page) => page.evaluate(() => document.activeElement.closest("td, th")?.textContent.trim());

/** The URL of the page with another state in its fragment. */
const at = (address, over, state) => whereIs(address, over).replace(/#.*$/, "") + state;

describe("filters", { concurrency: PAGES_AT_ONCE }, () => {
  for (const over of ["http", "file"]) {
    test(`are chosen, counted, said, kept in the address and taken back: ${over}`, () =>
      visit({ address: MATRIX, over }, async (page, problems) => {
        const all = (await shown(page)).length;
        assert.equal(await said(page), "");
        await chip(page, "status", "gap").check();
        await chip(page, "status", "partial").check();
        const open = await shown(page);
        assert.ok(open.length > 2 && open.length < all, `${open}`);
        for (const number of open) {
          assert.match(await row(page, number).getAttribute("data-status"), /^(gap|partial)$/);
        }
        assert.match(await said(page), new RegExp(`Filtered, not everything: ${open.length} of ${all} requirements: Gap \\d+, Partial \\d+ · Status: Gap, Partial`));
        for (const number of await headings(page)) {
          const below = open.some((one) => one.startsWith(`${number}.`));
          assert.ok(below, `${number} has nothing below it`);
        }
        assert.equal(await page.locator(".strip .mark:not(.dimmed)").count(), open.length);
        const inGrid = await page.$$eval("#_grid tbody tr:not(.group)", (rows) => rows.filter((row) => row.checkVisibility()).length);
        assert.equal(inGrid, open.length);
        const kept = await hash(page);
        assert.equal(kept, "#?status=gap%2Cpartial");

        await page.goto(at(MATRIX, over, "#clause-4.1"));
        await page.waitForFunction(() => !document.querySelector(".filter-state").hasAttribute("data-active"));
        await page.goto(at(MATRIX, over, kept));
        await page.reload();
        assert.deepEqual(await shown(page), open);
        await page.getByRole("button", { name: "Show everything" }).click();
        assert.equal((await shown(page)).length, all);
        assert.equal(await said(page), "");
        assert.equal(await hash(page), "");
        assert.deepEqual(problems, []);
      }));

    test(`find documents and their owners, also where no row names them: ${over}`, () =>
      visit({ address: MATRIX, over }, async (page, problems) => {
        await openFilters(page);
        await field(page, "document").fill("qp-07");
        await page.waitForFunction(() => document.querySelector(".filter-state p").textContent.includes("requirements: "));
        const claimed = await shown(page);
        assert.ok(claimed.includes("8.4.1") && !claimed.includes("8.6"), `${claimed}`);
        await field(page, "document").fill("");
        await field(page, "owner").fill("Purchasing manager");
        await page.waitForFunction(() => document.querySelector(".filter-state p").textContent.includes("requirements: "));
        assert.ok((await shown(page)).includes("8.4.1"));
        const offered = await page.locator("#_offers-document option").count();
        assert.ok(offered > 10, `${offered} documents are offered`);
        assert.deepEqual(problems, []);
      }));
  }

  for (const missing of ["**/matrix/claims/*/documents.js", "**/assets/matrix-claims.js"]) {
    test(`show everything and say so where a file does not come: ${missing}`, () =>
      visit({ address: "index.html" }, async (page) => {
        await page.route(missing, (route) => route.abort());
        await page.goto(at(MATRIX, "http", "#?document=QP-07"));
        await page.waitForFunction(() => document.querySelector(".filter-state p").textContent);
        assert.match(await said(page), /^Not filtered by “Document”: a file of the site could not be loaded/);
        assert.ok((await shown(page)).length > 50);
        await chip(page, "status", "gap").check();
        assert.match(await said(page), /^Filtered, not everything: \d+ of \d+ requirements: Gap \d+ · Status: Gap · Not filtered by “Document”/);
        assert.ok((await shown(page)).length > 0);
        await page.getByRole("button", { name: "Show everything" }).click();
        assert.equal(await said(page), "");
      }));
  }

  test("a number means itself and what is below it", () =>
    visit({ address: MATRIX }, async (page) => {
      await openFilters(page);
      await field(page, "clause").fill("8.4");
      assert.deepEqual(await shown(page), ["8.4.1", "8.4.2", "8.4.3"]);
      assert.deepEqual(await headings(page), ["8", "8.4"]);
      await field(page, "clause").fill("1");
      assert.ok((await shown(page)).every((number) => number.startsWith("10")), "a beginning, where no clause has the number");
    }));

  test("a text is looked for in the rows and the headings above them", () =>
    visit({ address: MATRIX }, async (page) => {
      await openFilters(page);
      await field(page, "text").fill("externally provided GENERAL");
      assert.deepEqual(await shown(page), ["8.4.1"]);
      await field(page, "text").fill("xyzzy");
      assert.deepEqual(await shown(page), []);
      assert.match(await said(page), /0 of \d+ requirements/);
    }));

  test("an open finding is found also where it names only a heading", () =>
    visit({ address: MATRIX }, async (page) => {
      await openFilters(page);
      await chip(page, "facts", "findings").check();
      for (const number of await shown(page)) {
        assert.match(await row(page, number).locator(".findings").innerText(), /major|minor|observation/);
      }
      const numbers = await page.$$eval(".matrix tbody tr[data-facts~=findings]", (rows) => rows.filter((row) => !row.checkVisibility()).length);
      assert.equal(numbers, 0);
    }));

  test("what is filtered prints as a part, what is folded prints", () =>
    visit({ address: `${MATRIX}` }, async (page) => {
      await chip(page, "status", "gap").check();
      await page.locator(".fold").first().click();
      const open = await page.$$eval(".matrix tbody tr:not(.group):not([data-out])", (rows) => rows.length);
      await page.emulateMedia({ media: "print" });
      assert.equal((await shown(page)).length, open);
      for (const note of await page.locator(".sheet-note").all()) {
        assert.match(await note.innerText(), /Filtered, not everything/);
        assert.ok(await note.isVisible());
      }
      assert.equal(await page.locator(".filters").isVisible(), false);
    }));

  test("are behind a button, except those of the status", () =>
    visit({ address: MATRIX, viewport: PHONE }, async (page) => {
      assert.ok(await chip(page, "status", "gap").isVisible());
      assert.equal(await field(page, "clause").isVisible(), false);
      await page.getByText("More filters").click();
      await field(page, "clause").fill("8.4");
      assert.deepEqual(await shown(page), ["8.4.1", "8.4.2", "8.4.3"]);
      assert.ok(await page.locator(".filter-state").isVisible());
    }));
});

describe("the first screen", { concurrency: PAGES_AT_ONCE }, () => {
  for (const [width, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    test(`has the first rows of the list: ${width}`, () =>
      visit({ address: MATRIX, viewport }, async (page) => {
        const row = await page.locator(".matrix tbody tr").first().boundingBox();
        assert.ok(row.y + 24 < viewport.height, `the first row is at ${row.y}`);
      }));
  }

  test("has each number once", () =>
    visit({ address: MATRIX }, async (page) => {
      assert.equal(await page.locator(".coverage-counts").isVisible(), false);
      assert.ok(await page.locator("fieldset[data-by=status]").isVisible());
    }));

  test("is passed by few tab stops, and the strip is one of them", () =>
    visit({ address: MATRIX }, async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      let stops = 0;
      const isInList = () => page.evaluate(() => document.activeElement.closest(".matrix") !== null);
      await page.keyboard.press("Tab");
      assert.match(await page.evaluate(() => document.activeElement.textContent), /Skip to the list/);
      await page.keyboard.press("Enter");
      while (!(await isInList())) {
        await page.keyboard.press("Tab");
        stops += 1;
        assert.ok(stops <= 7, "the list is not reached");
      }
      await page.locator(".strip .mark").first().focus();
      await page.keyboard.press("ArrowRight");
      const places = await page.$$eval(".strip .mark", (marks) => marks.map((mark) => [mark === document.activeElement, mark.tabIndex]));
      assert.deepEqual(places[1], [true, 0]);
      assert.equal(places.filter(([, place]) => place === 0).length, 1);
    }));
});

describe("groups", { concurrency: PAGES_AT_ONCE }, () => {
  test("fold and unfold, which the address keeps", () =>
    visit({ address: MATRIX, over: "file" }, async (page, problems) => {
      const fold = row(page, "8.4").locator(".fold");
      assert.equal(await fold.getAttribute("aria-expanded"), "true");
      await fold.focus();
      await page.keyboard.press("Enter");
      assert.equal(await fold.getAttribute("aria-expanded"), "false");
      assert.equal(await row(page, "8.4.1").isVisible(), false);
      assert.match(await row(page, "8.4").innerText(), /Covered[\s\S]*3 of 3 requirements covered/);
      assert.equal(await hash(page), "#?fold=8.4");
      await page.reload();
      assert.equal(await row(page, "8.4.1").isVisible(), false);
      await page.getByRole("button", { name: "Fold all", exact: true }).click();
      assert.deepEqual(await shown(page), []);
      assert.equal((await headings(page)).length, 7);
      assert.equal(await hash(page), "#?fold=*");
      await page.getByRole("button", { name: "Unfold all" }).click();
      assert.ok((await shown(page)).length > 50);
      assert.equal(await hash(page), "");
      assert.deepEqual(problems, []);
    }));

  test("open when a filter is chosen", () =>
    visit({ address: `${MATRIX}` }, async (page) => {
      await page.getByRole("button", { name: "Fold all", exact: true }).click();
      await chip(page, "status", "gap").check();
      assert.ok((await shown(page)).length > 0);
    }));
});

describe("a link to a row", { concurrency: PAGES_AT_ONCE }, () => {
  for (const over of ["http", "file"]) {
    test(`opens what is folded and what is filtered out: ${over}`, () =>
      visit({ address: MATRIX, over }, async (page, problems) => {
        // The page opens the row asynchronously, so the test waits for it.
        const leads = async (why) => {
          await row(page, "8.4.1").waitFor({ state: "visible" }).catch(() => assert.fail(`${why}: hidden`));
          const seen = row(page, "8.4.1").evaluate((row) => {
            const isSeen = () => {
              const { top, bottom } = row.getBoundingClientRect();
              return top >= 0 && bottom <= innerHeight && row.matches(".here");
            };
            return new Promise((done, fail) => {
              const end = performance.now() + 10_000;
              const look = () => (isSeen() ? done() : performance.now() > end ? fail() : requestAnimationFrame(look));
              look();
            });
          });
          await seen.catch(() => assert.fail(`${why}: not in view`));
        };
        await page.goto(at(MATRIX, over, "#clause-8.4.1"));
        await page.locator("tr.here").waitFor();
        await page.reload();
        await leads("as it is");
        assert.equal(await hash(page), "#clause-8.4.1");
        await page.getByRole("button", { name: "Fold all", exact: true }).click();
        await page.evaluate(() => scrollTo(0, 0));
        await page.locator(".strip a[href='#clause-8.4.1']").click();
        await leads("folded");
        await chip(page, "status", "gap").check();
        assert.equal(await row(page, "8.4.1").isVisible(), false);
        await page.locator(".strip a[href='#clause-8.4.1']").click();
        await leads("filtered out");
        assert.equal(await said(page), "");
        assert.deepEqual(problems, []);
      }));
  }

  test("keeps the filter that shows the row", () =>
    visit({ address: MATRIX }, async (page) => {
      await openFilters(page);
      await field(page, "clause").fill("8");
      await page.locator(".strip a[href='#clause-8.4.1']").click();
      await page.waitForFunction(() => location.hash.startsWith("#?"));
      assert.equal(await hash(page), "#?clause=8&row=clause-8.4.1");
      assert.match(await said(page), /Clause: 8/);
      await page.locator(".panel-links a[href='#grid']").click();
      await page.waitForFunction(() => location.hash === "#?clause=8");
    }));
});

describe("the grid", { concurrency: PAGES_AT_ONCE }, () => {
  test("is one stop, and its cells are reached by the arrow keys", () =>
    visit({ address: MATRIX }, async (page, problems) => {
      assert.equal(await page.locator("#_grid [tabindex='0']").count(), 1);
      await page.locator("#_grid [tabindex='0']").focus();
      const press = async (key) => {
        await page.keyboard.press(key);
        return page.evaluate(() => {
          const cell = document.activeElement.closest("td, th");
          return [cell.parentElement.querySelector(".clause-number")?.textContent ?? "header", cell.cellIndex];
        });
      };
      assert.equal(await focused(page), "4 Context of the organization");
      assert.deepEqual(await press("ArrowDown"), ["4.1", 0]);
      assert.deepEqual(await press("ArrowRight"), ["4.1", 1]);
      assert.deepEqual(await press("ArrowDown"), ["4.2", 1]);
      assert.deepEqual(await press("ArrowDown"), ["4.3", 1]);
      assert.deepEqual(await press("ArrowDown"), ["4.4.1", 1], "a heading has one cell");
      assert.deepEqual(await press("Home"), ["4.4.1", 0]);
      const [number, last] = await press("End");
      assert.ok(number === "4.4.1" && last > 10);
      await press("PageDown");
      assert.deepEqual(await press("Control+Home"), ["header", 0]);
      const [end] = await press("Control+End");
      assert.match(end, /^10/);
      const [back] = await press("PageUp");
      assert.notEqual(back, end);
      await openFilters(page);
      await field(page, "clause").fill("8.4");
      assert.equal(await page.locator("#_grid [tabindex='0']").count(), 1);
      assert.ok(await page.locator("#_grid [tabindex='0']").isVisible());
      assert.deepEqual(problems, []);
    }));

  test("what has the focus is not under the header or the first column", () =>
    visit({ address: MATRIX, viewport: PHONE }, async (page) => {
      await page.locator("#_grid [tabindex='0']").focus();
      for (const key of ["ArrowDown", "End", ...Array(12).fill("ArrowLeft"), "PageDown", "PageDown", ...Array(5).fill("ArrowUp")]) {
        await page.keyboard.press(key);
        const seen = await page.evaluate(() => {
          const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
          const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return document.activeElement.contains(over) || over?.contains(document.activeElement);
        });
        assert.ok(seen, `${key}: ${await focused(page)}`);
      }
    }));
});

describe("the panel", { concurrency: PAGES_AT_ONCE }, () => {
  for (const over of ["http", "file"]) {
    test(`shows the claims behind a status and gives the focus back: ${over}`, () =>
      visit({ address: MATRIX, over }, async (page, problems) => {
        const panel = page.locator("dialog.claims");
        await row(page, "8.4.1").locator("[data-claims]").focus();
        await page.keyboard.press("Enter");
        await panel.waitFor();
        if (over === "http") {
          await page.addScriptTag({ path: axe });
          const { violations } = await page.evaluate(() => globalThis.axe.run(document.querySelector("dialog.claims")));
          assert.deepEqual(violations.map(({ id, help }) => `${id}: ${help}`), []);
        }
        const text = await panel.innerText();
        for (const part of ["8.4.1", "Covered", "QP-07", "rev ", "in full", "Counts as", "In force since", ".md:"]) {
          assert.ok(text.includes(part), `${part} is not in ${text}`);
        }
        assert.ok(await page.evaluate(() => document.querySelector("dialog.claims").contains(document.activeElement)));
        const section = panel.getByRole("link", { name: "Supplier evaluation" });
        assert.match(await section.getAttribute("href"), /documents\/QP-07\.html#/);
        await page.keyboard.press("Escape");
        assert.equal(await panel.isVisible(), false);
        assert.ok(await row(page, "8.4.1").locator("[data-claims]").evaluate((link) => link === document.activeElement));
        assert.deepEqual(problems, []);
      }));

    test(`shows those of one cell of the grid, and the others when asked: ${over}`, () =>
      visit({ address: MATRIX, over }, async (page, problems) => {
        const cell = page.locator("#_grid tr", { has: page.locator(".clause-number", { hasText: /^8\.4\.2$/ }) }).getByRole("link", { name: /^WI-01/ });
        await cell.focus();
        await page.keyboard.press("Enter");
        const panel = page.locator("dialog.claims");
        await panel.waitFor();
        const claims = panel.locator(".claims-list li:visible");
        assert.equal(await claims.count(), 1);
        assert.match(await claims.innerText(), /WI-01[\s\S]*in part[\s\S]*Partial/);
        await panel.getByRole("button", { name: /claims of the others/ }).click();
        assert.ok((await claims.count()) > 1);
        await panel.getByRole("button", { name: "Close" }).click();
        assert.ok(await cell.evaluate((link) => link === document.activeElement));
        assert.deepEqual(problems, []);
      }));
  }

  test("says why there is a gap, and why something is left out", () =>
    visit({ address: MATRIX }, async (page) => {
      const panel = page.locator("dialog.claims");
      await row(page, "4.2").locator("[data-claims]").click();
      await panel.waitFor();
      assert.match(await panel.innerText(), /Gap[\s\S]*No document claims it/);
      await page.keyboard.press("Escape");
      await row(page, "8.3.2").locator("[data-claims]").click();
      await panel.waitFor();
      assert.match(await panel.innerText(), /Excluded[\s\S]*Harrow designs no product/);
    }));
});

describe("the crosswalk", { concurrency: PAGES_AT_ONCE }, () => {
  test("shows what is covered there and open here, and the other way round", () =>
    visit({ address: MATRIX }, async (page, problems) => {
      await page.getByRole("link", { name: "ISO 9002:1994", exact: true }).last().click();
      assert.match(await page.locator("h1").innerText(), /ISO 9001:2015 beside ISO 9002:1994/);
      assert.match(await page.locator(".notice").innerText(), /covers nothing by itself/);
      await chip(page, "compared", "there").check();
      const open = await shown(page);
      assert.ok(open.length > 0);
      for (const number of open) {
        const here = await row(page, number).getAttribute("data-status");
        assert.notEqual(here, "covered");
        assert.match(await row(page, number).locator(".corresponding").innerText(), /Covered/);
      }
      await page.getByRole("link", { name: "The other way round" }).click();
      assert.match(await page.locator("h1").innerText(), /ISO 9002:1994 beside ISO 9001:2015/);
      assert.deepEqual(problems, []);
    }));

  test("is a plain table without scripts", () =>
    visit({ address: CROSSWALK, scripts: false, over: "file" }, async (page) => {
      assert.ok((await page.locator(".matrix tbody tr:visible").count()) > 60);
      assert.equal(await page.locator(".filters").isVisible(), false);
    }));
});

describe("without scripts", () => {
  test("the matrix is a plain table, and a status leads to its clause", () =>
    visit({ address: MATRIX, scripts: false, over: "file" }, async (page, problems) => {
      assert.ok((await page.locator(".matrix tbody tr:visible").count()) > 60);
      for (const extra of [".filters", ".fold-tools", "dialog"]) {
        assert.equal(await page.locator(extra).first().isVisible(), false, extra);
      }
      await row(page, "8.4.1").locator("[data-claims]").click();
      assert.match(await page.locator("h1").innerText(), /8\.4\.1/);
      assert.deepEqual(problems, []);
    }));
});

describe("other tables", { concurrency: PAGES_AT_ONCE }, () => {
  test("gaps are filtered by what is missing, standard and clause", () =>
    visit({ address: "gaps.html", over: "file" }, async (page, problems) => {
      // A row for several requirements counts each of them, in the section's title and in its chip.
      const counts = (of) => page.$$eval(of, (all) => all.map((count) => count.textContent.trim()));
      const inTitles = await counts(".gaps-section h2 .count");
      assert.ok(inTitles.length > 3);
      assert.deepEqual(await counts("fieldset[data-by=missing] .chip-count"), inTitles);
      await chip(page, "missing", "gap").check();
      assert.deepEqual(await counts("fieldset[data-by=missing] .chip-count"), inTitles);
      assert.equal(await page.locator(".gaps-section:visible").count(), 1);
      await openFilters(page);
      await field(page, "clause").fill("4");
      assert.equal(await page.locator(".gaps tbody tr:not(.group):visible").count(), 2);
      assert.equal(await hash(page), "#?missing=gap&clause=4");
      // The chips say the same, so that the list with the links to the sections is hidden.
      assert.equal(await page.locator(".gaps-contents").isVisible(), false);
      await page.evaluate(() => { location.hash = "#overdue"; });
      await page.locator("#overdue").waitFor();
      assert.equal(await said(page), "");
      assert.deepEqual(problems, []);
    }));

  test("registers are cards on a phone, and whole on paper", () =>
    visit({ address: "registers/actions.html", viewport: PHONE }, async (page) => {
      const isCut = () => page.$eval(".table-scroll", (around) => around.scrollWidth > around.clientWidth);
      assert.equal(await isCut(), false);
      const due = page.locator(".register tbody tr").first().locator("td[data-label]").first();
      assert.equal(await due.evaluate((cell) => getComputedStyle(cell, "::before").content), '"Due"');
      // The width of a landscape A4 page between its margins.
      await page.setViewportSize({ width: 1031, height: 700 });
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.$eval(".register", (table) => table.scrollWidth > document.querySelector("main").clientWidth), false);
      assert.equal(await page.locator(".register thead").isVisible(), true);
    }));

  test("registers are filtered and sorted by their columns", () =>
    visit({ address: "registers/actions.html" }, async (page, problems) => {
      const records = page.locator(".register tbody tr:visible");
      const all = await records.count();
      const open = page.locator(".chip", { hasText: "Open" }).locator("input");
      await open.check();
      const left = await records.count();
      assert.ok(left > 0 && left < all);
      assert.match(await said(page), new RegExp(`${left} of ${all}`));
      await page.locator("select").last().selectOption({ index: 1 });
      assert.ok((await records.count()) <= left);
      await page.getByRole("button", { name: "Title" }).click();
      const titles = await page.$$eval(".register tbody tr:not([data-out]) td:nth-child(2)", (cells) => cells.map((cell) => cell.textContent));
      assert.deepEqual(titles, titles.toSorted(new Intl.Collator("en", { numeric: true }).compare));
      // The URL has names of columns, which stay valid when another column is added or removed.
      assert.match(page.url(), /by-status=Open/);
      assert.match(page.url(), /sort=title/);
      await page.reload();
      assert.ok(await open.isChecked());
      assert.equal(await page.locator("th[aria-sort=ascending]").count(), 1);
      assert.deepEqual(problems, []);
    }));

  for (const [address, rows] of [["registers/actions.html", ".register tbody"], ["documents/index.html", "#kind-procedure"]]) {
    test(`${address}: cards are sorted by a choice above them`, () =>
      visit({ address, viewport: PHONE }, async (page, problems) => {
        const ids = () => page.$$eval(`${rows} tr:not(.group) th`, (cells) => cells.map((cell) => cell.textContent));
        const titles = () => page.$$eval(`${rows} tr:not(.group) td:nth-child(2)`, (cells) => cells.map((cell) => cell.textContent));
        const choice = page.getByLabel("Sort by");
        const listed = await ids();
        await choice.focus();
        await choice.selectOption("Title, descending");
        assert.deepEqual(await titles(), (await titles()).toSorted(new Intl.Collator("en", { numeric: true }).compare).toReversed());
        await page.reload();
        assert.equal(await choice.evaluate((select) => select.selectedOptions[0].text), "Title, descending");
        assert.notDeepEqual(await ids(), listed);
        await choice.selectOption("as listed");
        assert.deepEqual(await ids(), listed);
        assert.doesNotMatch(page.url(), /sort/);
        await page.setViewportSize(DESKTOP);
        assert.equal(await choice.isVisible(), false);
        assert.deepEqual(problems, []);
      }));
  }

  for (const [width, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    test(`the master list is filtered by a text, and its groups fold: ${width}`, () =>
      visit({ address: "documents/index.html", viewport }, async (page, problems) => {
        const rows = page.locator(".master-list[role] tbody tr:not(.group):visible");
        const all = await rows.count();
        const procedures = page.getByRole("button", { name: /^Procedures/ });
        const group = page.locator("#kind-procedure tr:not(.group):visible");
        const folded = await group.count();
        await procedures.click();
        assert.equal(await group.count(), 0);
        assert.equal(await rows.count(), all - folded);
        assert.match(page.url(), /fold=kind-procedure/);
        await page.reload();
        assert.equal(await rows.count(), all - folded);
        await page.getByRole("button", { name: "Unfold all" }).click();
        assert.equal(await rows.count(), all);
        if (viewport === PHONE) await page.getByRole("button", { name: "Filter" }).click();
        await openFilters(page);
        await field(page, "text").fill("QP-07");
        assert.equal(await rows.count(), 1);
        assert.match(await said(page), /1 of \d+/);
        assert.deepEqual(problems, []);
      }));
  }
});
