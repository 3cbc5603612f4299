// Contrast themes of the system (forced colours) replace all colours and remove backgrounds. States
// must still differ in their shape, and areas must still have a border.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useBrowser, visit } from "./support/browser.mjs";

useBrowser();

const MATRIX = "matrix/iso-9001-2015.html";
const STATES = ["covered", "overdue", "partial", "planned", "gap", "excluded"];

describe("contrast themes", () => {
  for (const scheme of ["light", "dark"]) {
    test(`each state has a shape of its own: ${scheme}`, async () => {
      await visit({ address: MATRIX, scheme }, async (page) => {
        await page.emulateMedia({ forcedColors: "active", colorScheme: scheme });
        const { ink, paper, shapes } = await page.evaluate(looks, STATES);
        assert.notEqual(ink, paper);
        for (const [state, { fill, image, edge, ...shape }] of Object.entries(shapes)) {
          const isSeen = fill === ink || image.includes(ink) || (edge === ink && shape.edgeStyle !== "none");
          assert.ok(isSeen, `${state}: ${JSON.stringify({ fill, image, edge, ...shape })} on ${paper}`);
        }
        const distinct = new Set(Object.values(shapes).map((shape) => JSON.stringify(shape)));
        assert.equal(distinct.size, STATES.length, JSON.stringify(shapes));
      });
    });
  }

  test("only the place where one is has an edge", async () => {
    await visit({ address: MATRIX }, async (page) => {
      await page.emulateMedia({ forcedColors: "active" });
      const links = await page.evaluate(() => {
        const paper = getComputedStyle(document.body).backgroundColor;
        return [...document.querySelectorAll(".site-nav a")].map((link) => ({
          isHere: link.hasAttribute("aria-current"),
          hasEdge: getComputedStyle(link).borderBottomColor !== paper,
        }));
      });
      assert.ok(links.some(({ isHere }) => isHere));
      for (const { isHere, hasEdge } of links) assert.equal(hasEdge, isHere);
    });
  });
});

/** Runs in the page. Returns the styles that draw the shape of each state. */
function looks(states) {
  const body = getComputedStyle(document.body);
  const shapes = states.map((state) => {
    const drawn = getComputedStyle(document.querySelector(`.strip .is-${state}`), "::before");
    return [
      state,
      {
        fill: drawn.backgroundColor,
        image: drawn.backgroundImage,
        edge: drawn.borderTopColor,
        edgeStyle: drawn.borderTopStyle,
        outline: drawn.clipPath,
      },
    ];
  });
  return { ink: body.color, paper: body.backgroundColor, shapes: Object.fromEntries(shapes) };
}
