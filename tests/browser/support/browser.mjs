// Starts one Chromium for a test file and opens pages that record their problems.

import { chromium } from "playwright-core";
import { after, before } from "node:test";
import { serve } from "./server.mjs";
import { fileAddress, folder } from "./site.mjs";
import { pathToFileURL } from "node:url";

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

/** The number of pages that are open at once. */
export const PAGES_AT_ONCE = 3;

let browser;
let server;

/** Starts the browser and the server for the tests of this file. */
export function useBrowser() {
  before(async () => {
    server = await serve();
    browser = await chromium.launch({ executablePath: process.env.CLAUSEBOOK_BROWSER });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
}

/** The URL of a page of the site; `over` is "http" or "file". */
export function whereIs(address, over) {
  return over === "file" ? fileAddress(address) : server.at(address);
}

/**
 * Opens a page and calls `look` with it and the list of its problems so far: errors and warnings
 * on the console, requests to another host, responses that are not successful.
 */
export async function visit({ address, over = "http", viewport = DESKTOP, scheme = "light", scripts = true }, look) {
  const context = await browser.newContext({
    viewport,
    colorScheme: scheme,
    javaScriptEnabled: scripts,
    // Without animations, so that the page does not change during a check.
    reducedMotion: "reduce",
  });
  try {
    const page = await context.newPage();
    const problems = noteProblems(page);
    await page.goto(whereIs(address, over), { waitUntil: "load" });
    await look(page, problems);
  } finally {
    await context.close();
  }
}

function noteProblems(page) {
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    const own = [`${server.origin}/`, pathToFileURL(folder).href, "data:", "blob:"];
    if (!own.some((begin) => url.startsWith(begin))) problems.push(`asks another host: ${url}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // Leaving a page aborts its pending requests.
    if (why !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  return problems;
}
