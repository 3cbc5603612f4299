// Printing: a document prints as a controlled document, and the whole manual as a book.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { useBrowser, visit } from "./support/browser.mjs";
import { artefacts } from "./support/site.mjs";

useBrowser();

describe("on paper", () => {
  test("a document says who it is on every sheet, and leaves the screen's furniture out", () =>
    visit({ address: "documents/QP-07.html" }, async (page) => {
      await page.emulateMedia({ media: "print" });
      const head = await page.locator(".running-head").innerText();
      for (const part of ["QP-07", "In force", "Uncontrolled when printed", "23 Nov 2026"]) {
        assert.ok(head.includes(part), `${part} is not in ${head}`);
      }
      for (const furniture of [".site-header", ".site-footer", ".skip", ".contents"]) {
        assert.equal(await page.locator(furniture).first().isVisible(), false, furniture);
      }
      assert.equal(await page.locator(".watermark").count(), 0);
      assert.ok(sheets(await paper(page, "QP-07")) >= 2);
    }));

  test("a draft carries its state across the sheet", () =>
    visit({ address: "documents/QP-21.html" }, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator(".watermark").innerText(), "Draft");
      assert.ok(await page.locator(".watermark").isVisible());
      await paper(page, "QP-21");
    }));

  test("dark schemes print dark on white", () =>
    visit({ address: "documents/QP-07.html", scheme: "dark" }, async (page) => {
      await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const [red, green, blue] = await page.evaluate(() => getComputedStyle(document.querySelector(".prose p")).color.match(/[\d.]+/g).map(Number));
      assert.ok(red + green + blue < 300, `the text is rgb(${red} ${green} ${blue})`);
    }));

  test("nothing that is on the screen is missing on paper", () =>
    visit({ address: "documents/QP-07.html" }, async (page) => {
      // 180 mm, the width of the page between its margins.
      await page.setViewportSize({ width: 680, height: 900 });
      await page.emulateMedia({ media: "print" });
      const seen = await page.locator(".prose").evaluate((prose) => {
        const cells = (tag, word, count) => `<tr>${`<${tag}>${word}</${tag}>`.repeat(count)}</tr>`;
        const table = (word, count) => `<div class="table-wrap"><table><thead>${cells("th", word, count)}</thead><tbody>${cells("td", word, count)}</tbody></table></div>`;
        const tall = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='200' height='4000'/>";
        prose.innerHTML = [
          table("Recommended action", 15),
          table("Prüfmittelüberwachung", 9),
          table("F".repeat(200), 2),
          "<details><summary>Limits</summary><p id='folded'>5 mm at most.</p></details>",
          `<img src="${tall}" alt="">`,
        ].join("");
        const sheet = prose.getBoundingClientRect();
        return prose.querySelector("img").decode().then(() => ({
          sheet: sheet.right,
          tables: [...prose.querySelectorAll("table")].map((table) => Math.max(...[...table.querySelectorAll("th, td")].map((cell) => cell.getBoundingClientRect().right))),
          folded: prose.querySelector("#folded").getBoundingClientRect().height,
          picture: prose.querySelector("img").getBoundingClientRect().height,
        }));
      });
      for (const right of seen.tables) assert.ok(right <= seen.sheet + 1, `${right} is beyond ${seen.sheet}`);
      assert.ok(seen.folded > 0, "what is folded is open");
      assert.ok(seen.picture > 0 && seen.picture < 215 * 3.8, `the picture is ${seen.picture} high`);
    }));

  test("the whole manual has a cover, contents, and every document on sheets of its own", () =>
    visit({ address: "print.html" }, async (page) => {
      const documents = await page.locator("article.sheet").count();
      assert.ok(documents >= 50);
      assert.ok(sheets(await paper(page, "print")) > documents);
    }));
});

/** Prints a page to a PDF, which is kept as an artefact. */
async function paper(page, name) {
  const folder = join(artefacts, "paper");
  mkdirSync(folder, { recursive: true });
  return page.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true, printBackground: true, outline: true, tagged: true });
}

/** The number of pages of a PDF. */
function sheets(pdf) {
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
