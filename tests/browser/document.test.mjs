// A document's text: badges in the margin.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useBrowser, visit } from "./support/browser.mjs";

useBrowser();

const WITH_BADGES = ["QP-02", "QP-05", "QP-07", "QP-12", "QM-01"].map((id) => `documents/${id}.html`);

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

/** Runs in the page: what badges overlap, and those in the text where the page has a margin. */
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
