// axe-core finds no violation on any kind of page: WCAG 2.2 A and AA, and its best practices.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { DESKTOP, PAGES_AT_ONCE, PHONE, useBrowser, visit } from "./support/browser.mjs";
import { isOneOfMany, kinds } from "./support/site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const EVERYTHING = { runOnly: { type: "tag", values: TAGS } };
// A colour scheme only changes colours, so only these rules run again.
const COLOURS = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

useBrowser();

describe("axe-core", { concurrency: PAGES_AT_ONCE }, () => {
  for (const { name, address } of kinds) {
    for (const [width, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      if (isOneOfMany({ name }) && width === "phone") continue;
      test(`${name}, ${width}`, () => findsNothing(address, viewport));
    }
  }
});

async function findsNothing(address, viewport) {
  await visit({ address, viewport }, async (page) => {
    await page.evaluate(AXE);
    const found = await run(page, EVERYTHING, "light");
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...(await run(page, COLOURS, "dark")));
    assert.deepEqual(found, []);
  });
}

/** The violations that axe finds, one line for each rule and element. */
async function run(page, options, scheme) {
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map((node) => `${scheme}: ${id}: ${help}: ${node.target.join(" ")}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`),
  );
}
