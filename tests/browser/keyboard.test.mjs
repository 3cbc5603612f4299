// Keyboard only: the skip link, a focus order that follows the page, a visible focus, no focus
// trap.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DESKTOP, PAGES_AT_ONCE, PHONE, useBrowser, visit } from "./support/browser.mjs";
import { isOneOfMany, kinds } from "./support/site.mjs";

/** The number of tab stops checked on a page. They reach beyond the navigation into the content. */
const MOST_STOPS = 40;

useBrowser();

describe("the keyboard", { concurrency: PAGES_AT_ONCE }, () => {
  test("skips to the content with the first stop", () =>
    visit({ address: "index.html" }, async (page) => {
      await page.keyboard.press("Tab");
      const skip = page.locator(".skip");
      assert.ok(await skip.evaluate((link) => link === document.activeElement));
      const box = await skip.boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.width > 40, `not seen: ${JSON.stringify(box)}`);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the next stop is in the content");
    }));

  for (const { name, address } of kinds) {
    for (const [width, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      if (isOneOfMany({ name }) && width === "phone") continue;
      test(`goes through ${name}, ${width}`, () => goesThrough(address, viewport));
    }
  }

  test("opens the navigation of a phone by its button, and finds each of its links whole", () =>
    visit({ address: "registers/actions.html", viewport: PHONE }, async (page) => {
      const isWhole = (link) => {
        const box = link.getBoundingClientRect();
        return box.left >= 0 && box.right <= innerWidth;
      };
      const links = page.locator(".site-nav a");
      assert.equal(await links.first().isVisible(), false);
      const button = page.getByRole("button", { name: "Menu" });
      await button.focus();
      await page.keyboard.press("Enter");
      assert.equal(await button.getAttribute("aria-expanded"), "true");
      assert.ok(await page.locator(".site-nav [aria-current]").evaluate(isWhole));
      for (let at = 0; at < (await links.count()); at += 1) {
        await page.keyboard.press("Tab");
        const link = await links.nth(at).elementHandle();
        assert.ok(await link.evaluate((link) => link === document.activeElement), `stop ${at}`);
        await page.waitForFunction(isWhole, link);
      }
      await button.click();
      assert.equal(await links.first().isVisible(), false);
    }));

  test("switches between light and dark, and the choice lasts", () =>
    visit({ address: "index.html" }, async (page) => {
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await background();
      await page.locator(".theme-toggle").focus();
      await page.keyboard.press("Enter");
      const dark = await background();
      assert.notEqual(dark, light);
      await page.goto(page.url().replace("index.html", "gaps.html"));
      assert.equal(await background(), dark);
    }));
});

async function goesThrough(address, viewport) {
  await visit({ address, viewport }, async (page) => {
    const problems = [];
    let stops = 0;
    while (stops < MOST_STOPS) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(whereTheFocusIs);
      if (stop === null) break;
      stops += 1;
      problems.push(...stop);
    }
    assert.ok(stops >= 5, `only ${stops} stops`);
    assert.deepEqual(problems, []);
  });
}

/** Runs in the page. Returns the problems of the focused element; null after the last tab stop. */
function whereTheFocusIs() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const last = globalThis.lastStop;
  if (element === last) return [`trapped on ${element.outerHTML.slice(0, 120)}`];
  const problems = [];
  const say = (what) => problems.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) say("out of order");
  globalThis.lastStop = element;
  const style = getComputedStyle(element);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  if (!outlined && style.boxShadow === "none") say("the focus is not seen");
  // A link over two lines has two boxes; some point of one must be in view and not covered.
  const seen = [...element.getClientRects()].some(({ left, right, top, bottom }) =>
    [top + 1, (top + bottom) / 2, bottom - 1].some((y) => {
      const at = document.elementFromPoint(Math.min((left + right) / 2, innerWidth - 1), y);
      return at !== null && (element.contains(at) || at.contains(element));
    }),
  );
  if (!seen) say("hidden or out of view");
  return problems;
}
