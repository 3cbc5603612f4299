// Checks the links of pages as the browser shows them, after scripts have run.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PAGES_AT_ONCE, useBrowser, visit } from "./support/browser.mjs";
import { files, fileAddress, kinds, text } from "./support/site.mjs";

useBrowser();

describe("links", { concurrency: PAGES_AT_ONCE }, () => {
  for (const { name, address } of kinds) {
    test(`of ${name} lead to something`, () =>
      visit({ address, over: "file" }, async (page) => {
        const links = await page.evaluate(() => [...document.querySelectorAll("a[href], area[href]")].map((link) => link.href));
        const dead = [...new Set(links)].map(whyDead).filter(Boolean);
        assert.ok(links.length > 0);
        assert.deepEqual(dead, []);
      }));
  }

  for (const over of ["http", "file"]) {
    test(`take a reader from the matrix to the very section and back, over ${over}`, () =>
      visit({ address: "matrix/iso-9001-2015.html", over }, async (page, problems) => {
        const section = page.locator('main a[href^="../documents/"][href*="#"]').first();
        const target = (await section.getAttribute("href")).split("#")[1];
        await section.click();
        await page.waitForURL(/documents\/.+\.html#/);
        const at = await page.evaluate((id) => document.getElementById(decodeURIComponent(id)).getBoundingClientRect().top, target);
        assert.ok(at >= 0 && at < 900, `the section is ${at} px from the top`);
        await page.locator('main a[href^="../standards/"]').first().click();
        await page.waitForURL(/standards\/.+\.html/);
        await page.goBack();
        await page.goBack();
        await page.waitForURL(/matrix\/iso-9001-2015\.html/);
        assert.deepEqual(problems, []);
      }));
  }

  test("of the navigation reach every main page", () =>
    visit({ address: "documents/QP-07.html", over: "file" }, async (page, problems) => {
      const count = await page.locator(".site-nav a").count();
      assert.ok(count >= 5);
      for (let at = 0; at < count; at += 1) {
        await page.goto(fileAddress("documents/QP-07.html"));
        const link = page.locator(".site-nav a").nth(at);
        const target = await link.evaluate((link) => link.href);
        await link.click();
        await page.waitForURL(target);
        assert.equal(await page.locator("h1").count(), 1);
      }
      assert.deepEqual(problems, []);
    }));
});

const ROOT = fileAddress("");
const idsOf = new Map();

/** The reason why a link has no target, or undefined if it has one. */
function whyDead(link) {
  if (link.startsWith("mailto:") || link.startsWith("tel:")) return undefined;
  const { href } = new URL(ROOT);
  const base = href.endsWith("/") ? href : `${href}/`;
  if (!link.startsWith(base)) return `${link} is not of the site`;
  const [path, fragment = ""] = link.slice(base.length).split("#");
  const address = decodeURIComponent(path.split("?")[0]);
  if (!files.includes(address) && address !== "manifest.json") return `${link}: no such file`;
  const isPage = address.endsWith(".html");
  // A filter: the page has a control with this value.
  if (isPage && fragment.startsWith("?")) {
    const [[by, value]] = new URLSearchParams(fragment.slice(1));
    const html = text(address);
    return html.includes(`data-by="${by}"`) && html.includes(`value="${value}"`) ? undefined : `${link}: no such filter`;
  }
  if (isPage && fragment && !ids(address).has(decodeURIComponent(fragment))) return `${link}: no such section`;
  return undefined;
}

function ids(address) {
  if (!idsOf.has(address)) {
    const found = text(address).matchAll(/ id="([^"]*)"/g);
    idsOf.set(address, new Set([...found].map(([, id]) => id.replaceAll("&amp;", "&").replaceAll("&#39;", "'"))));
  }
  return idsOf.get(address);
}
