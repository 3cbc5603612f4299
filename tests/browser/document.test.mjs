// The text of a document: diagrams and code in each colour scheme and in print, badges in the
// margin.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PHONE, useBrowser, visit } from "./support/browser.mjs";

useBrowser();

const WITH_DIAGRAM = "documents/QP-12.html";
const WITH_CODE = "documents/QP-10.html";
const WITH_WIDE_CODE = "documents/QP-08.html";
const WITH_BADGES = ["QP-02", "QP-05", "QP-07", "QP-12", "QM-01"].map((id) => `documents/${id}.html`);
const WITH_CARDS = "documents/QM-01.html";
/** The least contrast of text that is not large (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;

describe("a diagram", () => {
  for (const scheme of ["light", "dark"]) {
    test(`can be read on ${scheme} paper`, () =>
      visit({ address: WITH_DIAGRAM, scheme }, async (page) => {
        assert.ok(await page.locator(".drawing").isVisible());
        assert.ok(await page.getByRole("img", { name: "From the fault to the closed action" }).isVisible());
        // A label on a line has an outline in the paper colour instead of a box behind it.
        for (const [grounds, ground] of [[".drawing .fill-node, .drawing .fill-paper", "fill"], [".drawing text", "stroke"]]) {
          const least = await page.evaluate(leastContrast, [".drawing text", grounds, "fill", ground]);
          assert.ok(least >= ENOUGH, `contrast ${least} with the ${ground} of ${grounds}`);
        }
      }));
  }

  test("stands on paper without its source, which the screen offers", () =>
    visit({ address: WITH_DIAGRAM }, async (page) => {
      await page.locator(".diagram summary").focus();
      await page.keyboard.press("Enter");
      assert.match(await page.locator(".diagram pre").innerText(), /flowchart TD/);
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator(".drawing").isVisible());
      assert.equal(await page.locator(".diagram pre").isVisible(), false);
    }));

  test("keeps its words legible on a phone", () =>
    visit({ address: "documents/QP-07.html", viewport: PHONE }, async (page) => {
      const height = await page.locator(".drawing text").first().evaluate((text) => text.getBoundingClientRect().height);
      assert.ok(height >= 11, `${height} px`);
    }));
});

/** Opens a document at one of its sections, as a link on another page does. */
async function openAt(page, section) {
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(`${address}#${section}`);
}

describe("a link to a section", () => {
  for (const scheme of ["light", "dark"]) {
    test(`leads there at once, and the section is marked: ${scheme}`, () =>
      visit({ address: "documents/QM-01.html", scheme }, async (page) => {
        await openAt(page, "leadership");
        const top = await page.locator("#leadership").evaluate((heading) => heading.getBoundingClientRect().top);
        assert.ok(top >= 0 && top < 100, `${top} px`);
        const ground = (id) => page.locator(id).evaluate((heading) => getComputedStyle(heading).backgroundColor);
        assert.notEqual(await ground("#leadership"), await ground("#resources"));
        const edge = (id) => page.locator(`${id} .clause-badge`).first().evaluate((badge) => getComputedStyle(badge).borderColor);
        assert.notEqual(await edge("#leadership"), await edge("#resources"));
      }));
  }

  test("shows it in contents that are longer than the screen", () =>
    visit({ address: "documents/QM-01.html", viewport: { width: 1280, height: 240 } }, async (page) => {
      await openAt(page, "transition");
      await page.waitForFunction(() => {
        const link = document.querySelector(".contents [aria-current]");
        const box = document.querySelector(".contents");
        if (!link || box.scrollHeight <= box.clientHeight) return false;
        const [inside, around] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
        return inside.top >= around.top && inside.bottom <= around.bottom;
      });
    }));
});

describe("code", () => {
  for (const scheme of ["light", "dark"]) {
    test(`can be read on ${scheme} paper`, () =>
      visit({ address: WITH_CODE, scheme }, async (page) => {
        assert.ok((await page.locator(".code pre span").count()) > 3);
        const least = await page.evaluate(leastContrast, [".code pre span", ".code pre", "color", "backgroundColor"]);
        assert.ok(least >= ENOUGH, `contrast ${least}`);
      }));
  }

  test("that is wider than a phone is scrolled by keyboard", () =>
    visit({ address: WITH_WIDE_CODE, viewport: PHONE }, async (page) => {
      const pre = page.locator(".code pre").first();
      assert.ok(await pre.evaluate((pre) => pre.scrollWidth > pre.clientWidth));
      await pre.focus();
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction(() => document.querySelector(".code pre").scrollLeft > 0);
    }));
});

describe("a reference's card", () => {
  const card = (page) => page.locator(".card[data-shown]");
  for (const over of ["http", "file"]) {
    test(`says where the one in focus leads, and goes with Escape: ${over}`, () =>
      visit({ address: WITH_CARDS, over }, async (page, problems) => {
        const link = page.locator(".prose a.ref[data-card]").first();
        const id = (await link.getAttribute("href")).replace(".html", "").replace(/#.*/, "");
        // A link that gets the focus by keyboard shows its card; a click does not show it.
        await page.keyboard.press("Tab");
        await link.focus();
        await card(page).waitFor();
        assert.match(await card(page).innerText(), new RegExp(`^${id}\\s+\\S.{4,}\\s+\\S.{20,}`));
        assert.equal(await link.getAttribute("aria-describedby"), await card(page).getAttribute("id"));
        await page.keyboard.press("Escape");
        assert.equal(await card(page).count(), 0);
        assert.equal(await link.getAttribute("aria-describedby"), null);
        assert.deepEqual(problems, []);
      }));
  }

  test("stays while the pointer is on it", () =>
    visit({ address: WITH_CARDS }, async (page) => {
      await page.locator(".prose a.clause-ref[data-card]").first().hover();
      await card(page).waitFor();
      await card(page).hover();
      await page.waitForTimeout(500);
      assert.ok(await card(page).isVisible());
      await page.locator("h1").hover();
      await card(page).waitFor({ state: "detached" });
    }));
});

describe("clause badges", () => {
  for (const width of [1024, 1216, 1280, 1440, 1920]) {
    test(`${width} px wide: stand clear of everything else`, async () => {
      for (const address of WITH_BADGES) {
        await visit({ address, viewport: { width, height: 900 } }, async (page) => {
          const problems = await page.evaluate(whatBadgesCover, width >= 1216);
          assert.deepEqual(problems, [], address);
        });
      }
    });
  }
});

/** Runs in the page. Returns the least contrast of text with a painted background, or 0. */
function leastContrast([texts, grounds, colour, ground]) {
  const light = (value) => {
    const [red, green, blue] = value.match(/[\d.]+/g).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const all = (selector, property) => {
    const colours = [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element)[property]);
    return colours.filter((colour) => colour !== "none").map(light);
  };
  const contrasts = all(texts, colour).flatMap((text) =>
    all(grounds, ground).map((ground) => (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)),
  );
  return contrasts.length ? Math.min(...contrasts) : 0;
}

/** Runs in the page. Returns overlaps of badges; in a margin also those with their headings. */
function whatBadgesCover(inMargin) {
  const others = [...document.querySelectorAll(".document > .contents, .prose > *:not(:is(h2, h3, h4, h5)), .document-foot")];
  const problems = [];
  const covers = (one, other) => one.right > other.left + 1 && other.right > one.left + 1 && one.bottom > other.top + 1 && other.bottom > one.top + 1;
  for (const badge of document.querySelectorAll(".prose > :is(h2, h3, h4, h5) > .clause-badges > *")) {
    const box = badge.getBoundingClientRect();
    const heading = badge.closest("h2, h3, h4, h5").getBoundingClientRect();
    if (inMargin && covers(box, heading)) problems.push(`${badge.textContent} stands in its heading`);
    if (box.left < 0 || box.right > document.documentElement.clientWidth) problems.push(`${badge.textContent} leaves the page`);
    for (const other of others) {
      if (covers(box, other.getBoundingClientRect())) problems.push(`${badge.textContent} covers ${other.outerHTML.slice(0, 60)}`);
    }
  }
  return problems;
}
