// A long standard is on several pages: the parts of its matrix, its grid, a crosswalk. The links between them
// carry the filter, and on the page of the whole matrix each link to a part shows how many of the
// filtered requirements are in it. An address of such a page with the row of a clause leads to the
// clause's part.
(function () {
  "use strict";
  var tables = window.clausebookTables;
  if (!tables || !tables.scopes.length) return;
  // The text filter is not carried: it searches the rows of a list, which the other pages do not have.
  var CARRIED = ["status", "facts", "compared", "clause", "document", "owner"];
  var ROW = "clause-";
  var links = Array.from(document.querySelectorAll(".list-parts a, a.chapter-link, a[data-carries]"));
  var plain = links.map(function (link) { return link.getAttribute("href"); });

  /** The links of a section to the parts, each with the position of the part's first clause. */
  function partsIn(section) {
    var firsts = section.dataset.parts.split(" ").map(Number);
    var list = Array.from(section.querySelectorAll(".list-parts a, a.chapter-link"));
    return list.map(function (link, at) {
      var count = document.createElement("span");
      count.className = "count";
      link.after(" ", count);
      return { link: link, count: count, row: link.closest("tr"), first: firsts[at], next: at + 1 < firsts.length ? firsts[at + 1] : Infinity };
    });
  }

  var sections = Array.from(document.querySelectorAll("[data-parts]"), partsIn);

  function follow(scope) {
    var carried = new URLSearchParams();
    CARRIED.forEach(function (name) { if (tables.get(name)) carried.set(name, tables.get(name)); });
    var filter = carried.toString();
    links.forEach(function (link, at) {
      link.setAttribute("href", filter ? plain[at].split("#")[0] + "#?" + filter : plain[at]);
    });
    sections.forEach(function (parts) {
      parts.forEach(function (part) {
        var within = scope.asked.filter(function (entry) { return !entry.out && entry.at >= part.first && entry.at < part.next; });
        part.count.textContent = scope.active ? within.length : "";
        if (part.row) part.row.toggleAttribute("data-out", scope.active && !within.length);
      });
    });
  }

  /** Leads to the part with the row in the address, if this page has only links to the parts. */
  function leave() {
    var chapters = sections.find(function (parts) { return parts.length && parts[0].row; });
    var hash = location.hash.slice(1);
    if (!chapters || !hash) return;
    var id = tables.get("row") || hash;
    try { id = decodeURIComponent(id); } catch (error) { /* the id as it is */ }
    if (id.indexOf(ROW) !== 0) return;
    var entry = tables.scopes[0].entries.find(function (entry) {
      return ROW + (entry.row.dataset.clause || "").replace(/\s/g, "_") === id;
    });
    var part = entry && chapters.find(function (part) { return entry.at >= part.first && entry.at < part.next; });
    if (part) location.replace(part.link.getAttribute("href").split("#")[0] + location.hash);
  }

  document.addEventListener("filtered", function (event) { follow(event.detail.scope); });
  tables.scopes.forEach(follow);
  leave();
  addEventListener("hashchange", leave);
})();
