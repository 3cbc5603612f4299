// Search over HTTP and from `file:`: exact ids and numbers, prefixes, typing errors, word forms,
// keyboard.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DESKTOP, PAGES_AT_ONCE, PHONE, useBrowser, visit } from "./support/browser.mjs";

useBrowser();

const FOUND = [
  ["QP-07", "QP-07"],
  ["qp-07", "QP-07"],
  ["8.4.1", "8.4.1"],
  ["calibr", "FM-010"],
  ["calibratoin card", "FM-010"],
  ["calibrations", "FM-010"],
];

// Holds back all files of the index until the function that it returns is called.
async function holdIndex(page) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/search/*.js", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

describe("search", { concurrency: PAGES_AT_ONCE }, () => {
  for (const over of ["http", "file"]) {
    test(`finds ids, numbers, beginnings, mistyped and inflected words: ${over}`, () =>
      visit({ address: "documents/QP-01.html", over }, async (page, problems) => {
        for (const [typed, first] of FOUND) {
          const best = await page.evaluate(async (typed) => {
            const { best } = await globalThis.clausebookQuery(typed);
            return best.map((entry) => entry.row[1]);
          }, typed);
          assert.ok(best.slice(0, 3).includes(first), `${typed}: ${best.slice(0, 5)}`);
        }
        const nothing = await page.evaluate(() => globalThis.clausebookQuery("xyzzyxyzzy"));
        assert.equal(nothing.count, 0);
        assert.deepEqual(problems, []);
      }));

    test(`is used by keyboard: ${over}`, () =>
      visit({ address: "index.html", over }, async (page, problems) => {
        await page.keyboard.press("/");
        await page.keyboard.type("calibration card");
        await page.locator("[role=option]").first().waitFor();
        assert.match(await page.locator(".search-status").innerText(), /\d+ found/);
        await page.keyboard.press("ArrowDown");
        const active = page.locator("[role=option][aria-selected=true]");
        assert.match(await active.innerText(), /FM-010/);
        await page.keyboard.press("Enter");
        await page.waitForURL(/FM-010\.html/);
        await page.keyboard.press("Control+k");
        await page.locator(".search-input").waitFor();
        await page.keyboard.type("QP-07");
        await page.keyboard.press("Escape");
        assert.equal(await page.locator("dialog[open]").count(), 0);
        assert.deepEqual(problems, []);
      }));
  }

  test("shows the first results before the others, and keeps what is chosen when those come", () =>
    visit({ address: "index.html" }, async (page, problems) => {
      const options = page.locator("[role=option]");
      let release;
      const released = new Promise((done) => (release = done));
      await page.route("**/search/m-*.js", async (route) => {
        if ((await options.count()) > 0) await released;
        await route.continue();
      });
      await page.keyboard.press("/");
      await page.keyboard.insertText("the");
      await options.first().waitFor();
      assert.equal(await options.count(), 10);
      // The line of a result changes when its sentence is loaded.
      const names = page.locator("[role=option] .search-name");
      const before = await names.allInnerTexts();
      const said = await page.locator(".search-status").innerText();
      // The last result is active: later results above it would move it.
      await page.keyboard.press("ArrowUp");
      const active = page.locator("[role=option][aria-selected=true]");
      const activeName = active.locator(".search-name");
      assert.equal(await activeName.innerText(), before.at(-1));
      const seenAt = () => active.evaluate((option) => Math.round(option.getBoundingClientRect().top));
      const top = await seenAt();

      release();
      await page.waitForFunction(() => document.querySelectorAll("[role=option]").length > 10);
      assert.equal(await activeName.innerText(), before.at(-1));
      assert.ok(Math.abs((await seenAt()) - top) <= 1, `${await seenAt()} was ${top}`);
      const id = await active.getAttribute("id");
      assert.equal(await page.locator(".search-input").getAttribute("aria-activedescendant"), id);
      const after = await names.allInnerTexts();
      assert.deepEqual(after.filter((text) => before.includes(text)), before, "in the order in which they stood");
      const ids = await options.evaluateAll((all) => all.map((option) => option.id));
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(await page.locator(".search-status").innerText(), said);

      await page.keyboard.press("ArrowUp");
      assert.equal(await active.count(), 1);
      assert.equal(await activeName.innerText(), after[after.indexOf(before.at(-1)) - 1]);
      assert.deepEqual(problems, []);
    }));

  test("opens what is typed when Enter is pressed, not what was found for an earlier text", () =>
    visit({ address: "index.html" }, async (page, problems) => {
      await page.keyboard.press("/");
      await page.keyboard.insertText("QP-07");
      await page.locator("[role=option]").first().waitFor();
      const release = await holdIndex(page);
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText("FM-010");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(100);
      assert.match(page.url(), /index\.html$/);
      release();
      await page.waitForURL(/FM-010\.html/);

      // A barcode scanner types without pauses and ends with Enter.
      await page.keyboard.press("/");
      await page.keyboard.type("QP-11");
      await page.keyboard.press("Enter");
      await page.waitForURL(/QP-11\.html/);

      // Typing after Enter cancels it.
      await page.keyboard.press("/");
      await page.keyboard.type("xyzzyxyzzy");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Control+a");
      await page.keyboard.type("QP-07");
      await page.locator("[role=option]").first().waitFor();
      await page.waitForTimeout(100);
      assert.match(page.url(), /QP-11\.html/);
      assert.deepEqual(problems, []);
    }));

  test("finds the site's own pages by their names, and own documents before external ones", () =>
    visit({ address: "index.html" }, async (page) => {
      const found = (typed) =>
        page.evaluate(async (typed) => (await globalThis.clausebookQuery(typed)).best.map((entry) => entry.row[0]), typed);
      for (const [typed, address] of [
        ["training matrix", "registers/training-matrix.html"],
        ["audit programme", "registers/audit-programme.html"],
        ["gaps", "gaps.html"],
        ["coverage matrix 9001", "matrix/iso-9001-2015.html"],
        ["measuring equipment", "registers/measuring-equipment.html"],
        ["master list", "documents/index.html"],
      ]) {
        const best = await found(typed);
        assert.ok(best.slice(0, 5).includes(address), `${typed}: ${best.slice(0, 6)}`);
      }
      assert.deepEqual(await found("ＱＰ-０７"), await found("QP-07"));
    }));

  test("shows the words that were found in their sentence", () =>
    visit({ address: "index.html", over: "file" }, async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.insertText("scored suppliers");
      await page.locator(".search-line mark").first().waitFor();
      const words = await page.locator(".search-result mark").allInnerTexts();
      assert.ok(words.some((word) => /^scor/i.test(word)), `${words}`);
      assert.ok(words.every((word) => /^(scor|supplier)/i.test(word)), `${words}`);
    }));

  test("greys results of an earlier text until the new ones are there", () =>
    visit({ address: "index.html" }, async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.insertText("QP-07");
      await page.locator("[role=option]").first().waitFor();
      const release = await holdIndex(page);
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText("FM-010");
      const list = page.locator(".search-results");
      await page.locator(".search-results[aria-busy=true]").waitFor();
      assert.ok((await list.evaluate((list) => getComputedStyle(list).opacity)) < 1);
      release();
      await page.locator("[role=option]", { hasText: "FM-010" }).first().waitFor();
      assert.equal(await list.getAttribute("aria-busy"), null);
    }));

  test("begins with the group of the best result", () =>
    visit({ address: "index.html" }, async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.insertText("8.4.1");
      await page.locator("[role=option]").first().waitFor();
      assert.match(await page.locator("[role=option]").first().innerText(), /^8\.4\.1 /);
      const groups = page.locator(".search-group-title");
      assert.equal(new Set(await groups.allInnerTexts()).size, await groups.count());
    }));

  for (const [width, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    test(`loads little: ${width}`, () =>
      visit({ address: "index.html", viewport, over: "http" }, async (page) => {
        const bytes = await page.evaluate(async () => {
          await globalThis.clausebookQuery("inspection of the heat treatment lot");
          const loaded = performance.getEntriesByType("resource").filter((one) => one.name.includes("/search/"));
          return loaded.reduce((sum, one) => sum + one.decodedBodySize, 0);
        });
        assert.ok(bytes > 0 && bytes < 1e6, `${bytes} bytes`);
      }));
  }
});
