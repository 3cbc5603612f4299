// The state of tables (filters, sorting, folding) is kept in the address after `#?`, so that a link
// shows another person the same rows, also in a page opened from a folder. The scripts of tables
// share `clausebookTables`.
(function () {
  "use strict";
  var known = new URLSearchParams("");
  // If only a row is chosen, the address is its id, which works without scripts, too.
  var ROW = "row";

  function read() {
    known = new URLSearchParams(location.hash.indexOf("#?") === 0 ? location.hash.slice(2) : "");
    return known;
  }

  function write() {
    var text = known.toString();
    var row = known.get(ROW);
    var hash = row && Array.from(known.keys()).length === 1 ? "#" + encodeURIComponent(row) : text && "#?" + text;
    // Some browsers do not let pages opened from a folder change their address.
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch (error) { /* shown all the same */ }
  }

  // After a link within the page was followed, the state is written to the address again.
  addEventListener("hashchange", function () {
    if (location.hash.indexOf("#?") === 0) return;
    known.delete(ROW);
    setTimeout(function () { if (known.toString()) write(); });
  });

  // A table that is as wide as its place needs no scroll bars: its head is sticky on the page.
  var fit = window.ResizeObserver && new ResizeObserver(function (all) {
    all.forEach(function (one) {
      var place = one.target;
      place.toggleAttribute("data-fits", place.querySelector("table").offsetWidth <= place.clientWidth);
    });
  });
  if (fit) document.querySelectorAll(".long-table").forEach(function (place) { fit.observe(place); });

  read();
  window.clausebookTables = {
    scopes: [],
    // Each is a function of a text. It returns a promise of a set of row positions, or of null if the
    // facts cannot be loaded.
    /** Filters by facts that are not in the rows, by name. */
    lookups: {},
    read: read,
    /** A column's name in the address: from its heading, so that other columns do not change it. */
    columnName: function (head) {
      return head.textContent.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/ /g, "-");
    },
    get: function (name) { return known.get(name) || ""; },
    keep: function (name, value) {
      if ((known.get(name) || "") === value) return;
      if (value) known.set(name, value); else known.delete(name);
      // Any other choice replaces the row that the address named.
      if (name !== ROW) known.delete(ROW);
      write();
    }
  };
})();
