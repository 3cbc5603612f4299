// What is chosen on a table is kept in the address, behind `#?`, so that what one person sees can be
// sent to another, also from a file. Tables and what is added to them meet in `clausebookTables`.
(function () {
  "use strict";
  var known = new URLSearchParams("");
  // Where only a row is meant, its own address does, which leads there without scripts, too.
  var ROW = "row";

  function read() {
    known = new URLSearchParams(location.hash.indexOf("#?") === 0 ? location.hash.slice(2) : "");
    return known;
  }

  function write() {
    var text = known.toString();
    var row = known.get(ROW);
    var hash = row && Array.from(known.keys()).length === 1 ? "#" + encodeURIComponent(row) : text && "#?" + text;
    // A file's page may not change its address in every browser.
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch (error) { /* shown all the same */ }
  }

  // A link within the page leads there, and leaves what is chosen in the address.
  addEventListener("hashchange", function () {
    if (location.hash.indexOf("#?") === 0) return;
    known.delete(ROW);
    setTimeout(function () { if (known.toString()) write(); });
  });

  read();
  window.clausebookTables = {
    scopes: [],
    /** Ways to find rows by what does not stand in them: name → function of a text, gives a promise of a set of positions, or of null where it cannot be known. */
    lookups: {},
    read: read,
    /** What a column is called in the address, by its head: it stays when other columns come and go. */
    columnName: function (head) {
      return head.textContent.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/ /g, "-");
    },
    get: function (name) { return known.get(name) || ""; },
    keep: function (name, value) {
      if ((known.get(name) || "") === value) return;
      if (value) known.set(name, value); else known.delete(name);
      // A row that was led to is no longer what the address is about.
      if (name !== ROW) known.delete(ROW);
      write();
    }
  };
})();
