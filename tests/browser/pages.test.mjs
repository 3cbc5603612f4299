// Every kind of page: at phone and desktop width, light and dark, with and without scripts, over
// HTTP and from `file:`. Screenshots of the main pages are kept as artefacts.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { DESKTOP, PAGES_AT_ONCE, PHONE, useBrowser, visit, whereIs } from "./support/browser.mjs";
import { artefacts, isOneOfMany, kinds, pictured } from "./support/site.mjs";

/** The narrowest width at which text must reflow (WCAG 2.2, 1.4.10). */
const NARROWEST = { width: 320, height: 640 };
const WIDTHS = { desktop: DESKTOP, phone: PHONE, narrow: NARROWEST };
const SCHEMES = ["light", "dark"];
/** Long pages: the screenshot only shows their beginning. */
const LONG = ["print.html"];

useBrowser();

describe("every kind of page", { concurrency: PAGES_AT_ONCE }, () => {
  for (const kind of kinds) {
    for (const over of ["http", "file"]) {
      for (const scripts of [true, false]) {
        if (isOneOfMany(kind) && (over === "file") === scripts) continue;
        const how = `${over}, ${scripts ? "with" : "without"} scripts`;
        test(`${kind.name}: ${how}`, () => readsWell(kind, over, scripts));
      }
    }
  }
});

describe("a page that is not there", () => {
  test("is answered with words and a way out", () =>
    visit({ address: "index.html" }, async (page) => {
      await page.goto(whereIs("documents.html", "http"));
      assert.match(await page.locator("h1").innerText(), /no such page/);
      await page.getByRole("link", { name: /master list/i }).first().click();
      await page.waitForURL(/documents\/index\.html$/);
    }));
});

async function readsWell(kind, over, scripts) {
  await visit({ address: kind.address, over, scripts }, async (page, problems) => {
    assert.notEqual(await page.title(), "");
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      await page.setViewportSize(viewport);
      for (const scheme of SCHEMES) {
        await page.emulateMedia({ colorScheme: scheme });
        const unreadable = await page.evaluate(whatCannotBeRead);
        problems.push(...unreadable.map((problem) => `${width}, ${scheme}: ${problem}`));
        if (scripts && over === "http" && width !== "narrow" && pictured.includes(kind)) {
          await picture(page, kind, `${width}-${scheme}`);
        }
      }
    }
    assert.deepEqual(problems, []);
  });
}

/** Runs in the page. Returns elements that are too wide or invisible, and a wrong colour scheme. */
function whatCannotBeRead() {
  const problems = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].find(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest(".table-scroll, .table-wrap, .site-nav ul, pre"),
    );
    problems.push(`${root.scrollWidth} px wide: ${wide?.outerHTML.slice(0, 120)}`);
  }
  // At 400 % only tables, diagrams and code scroll sideways, and nothing is cut off.
  const OWN = ".table-scroll, .table-wrap, .grid-scroll, .diagram-scroll, pre, textarea, input";
  if (root.clientWidth <= 320) {
    for (const element of document.querySelectorAll("body *")) {
      const isWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
      if (!isWide || element.closest("svg, dialog, [hidden], [aria-hidden=true]") || element.getClientRects().length === 0) continue;
      const { display, overflowX, clipPath } = getComputedStyle(element);
      if (display === "inline" || overflowX === "visible" || clipPath !== "none" || element.matches(OWN)) continue;
      problems.push(`does not reflow (${overflowX}): ${element.outerHTML.slice(0, 120)}`);
    }
  }
  const main = document.querySelector("main");
  for (const element of main.querySelectorAll("h1, h2, h3, p, table, dl, ul")) {
    const folded = element.closest("[hidden], details:not([open]), dialog, template, [aria-hidden=true], .visually-hidden, .card");
    if (!folded && element.textContent.trim() && element.getClientRects().length === 0) {
      problems.push(`not shown: ${element.outerHTML.slice(0, 120)}`);
    }
  }
  const light = matchMedia("(prefers-color-scheme: light)").matches;
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  if (light !== red + green + blue > 382) problems.push("the background is not that of the scheme");
  return problems;
}

async function picture(page, kind, variant) {
  const folder = join(artefacts, "pictures");
  mkdirSync(folder, { recursive: true });
  const name = kind.address.replace(/\.html$/, "").replaceAll("/", "_");
  await page.screenshot({ path: join(folder, `${name}-${variant}.png`), fullPage: !LONG.includes(kind.address) });
}
