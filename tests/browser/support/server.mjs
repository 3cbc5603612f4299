// A small static file server. The site is in a subfolder of the server, as on an intranet, and a
// missing page is answered with 404.html.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { folder } from "./site.mjs";

const BELOW = "/quality/manual/";
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Starts the server; `at(address)` returns the URL of a page of the site. */
export async function serve() {
  const server = createServer(answer);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    at: (address) => `${origin}${BELOW}${encodeURI(address).replaceAll("#", "%23")}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

async function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
  const file = await content(path);
  if (file) {
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(file);
  } else {
    response.writeHead(404, { "content-type": TYPES[".html"] });
    response.end(await readFile(join(folder, "404.html")));
  }
}

async function content(path) {
  const inside = normalize(path);
  if (!inside.startsWith(BELOW)) return undefined;
  return readFile(join(folder, inside.slice(BELOW.length))).catch(() => undefined);
}
