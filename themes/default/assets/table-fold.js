// Folding: each heading row of a table with `data-fold` gets a button. The folded groups are kept
// in the address. Choosing a filter opens all groups, so that every matching row is visible. An
// address that names a row opens the groups above it.
(function () {
  "use strict";
  var tables = window.clausebookTables;
  var PREFIX = "clause-";
  if (!tables) return;

  function hasBelow(scope, entry) {
    var next = scope.entries[entry.at + 1];
    return next && next.above === entry;
  }

  function Folds(scope) {
    var folds = this;
    this.scope = scope;
    this.headings = scope.entries.filter(function (entry) { return entry.heading && hasBelow(scope, entry); });
    this.main = this.headings.filter(function (entry) { return entry.row.hasAttribute("data-main"); });
    if (!this.main.length) this.main = this.headings;
    this.headings.forEach(function (entry) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "fold";
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-label", entry.row.cells[0].textContent.trim());
      button.addEventListener("click", function () {
        folds.set(entry, !entry.closed);
        folds.show();
        folds.keep();
      });
      entry.row.cells[0].prepend(button);
      entry.fold = button;
    });
    var tools = scope.element.querySelector("[data-fold-tools]");
    if (tools && this.headings.length) {
      tools.hidden = false;
      tools.addEventListener("click", function (event) {
        var button = event.target.closest("[data-fold-all]");
        if (!button) return;
        folds.setAll(button.dataset.foldAll === "close");
        folds.show();
        folds.keep();
      });
    }
  }

  Folds.prototype.set = function (entry, closed) {
    entry.closed = closed;
    entry.fold.setAttribute("aria-expanded", String(!closed));
    entry.row.toggleAttribute("data-closed", closed);
    if (entry.mirror) entry.mirror.toggleAttribute("data-closed", closed);
  };

  Folds.prototype.setAll = function (closed) {
    var folds = this;
    this.headings.forEach(function (entry) { folds.set(entry, closed && folds.main.indexOf(entry) >= 0); });
  };

  /** Hides the rows below folded headings. */
  Folds.prototype.show = function () {
    this.scope.entries.forEach(function (entry) {
      var folded = false;
      for (var above = entry.above; above && !folded; above = above.above) folded = above.closed === true;
      if (entry.folded === folded) return;
      entry.folded = folded;
      entry.row.toggleAttribute("data-folded", folded);
      if (entry.mirror) entry.mirror.toggleAttribute("data-folded", folded);
    });
  };

  /** The name of a heading row: its clause's number, or its group's id. */
  function nameOf(entry) { return entry.row.id ? entry.row.id.slice(PREFIX.length) : entry.body.id; }

  Folds.prototype.keep = function () {
    var closed = this.headings.filter(function (entry) { return entry.closed; });
    var all = closed.length > 1 && closed.length === this.main.length && this.main.every(function (entry) { return entry.closed; });
    tables.keep("fold" + this.scope.suffix, all ? "*" : closed.map(nameOf).join(","));
  };

  Folds.prototype.restore = function () {
    var folds = this;
    var kept = tables.get("fold" + this.scope.suffix);
    this.setAll(false);
    if (kept === "*") this.setAll(true);
    else if (kept) {
      var names = kept.split(",");
      this.headings.forEach(function (entry) { if (names.indexOf(nameOf(entry)) >= 0) folds.set(entry, true); });
    }
    this.show();
  };

  /** Makes a row visible, and scrolls to it. */
  Folds.prototype.reveal = function (id) {
    var entry = this.scope.entries.find(function (entry) { return entry.row.id === id; });
    if (!entry) return;
    this.scope.reveal(entry);
    for (var above = entry.above; above; above = above.above) if (above.closed) this.set(above, false);
    this.show();
    this.keep();
    tables.keep("row", id);
    if (this.here) this.here.classList.remove("here");
    this.here = entry.row;
    this.here.classList.add("here");
    entry.row.scrollIntoView({ block: "start" });
    // In a long list, rows get their height only when they are near the screen, so scroll again
    // then.
    if (entry.table.matches(".long")) requestAnimationFrame(function () {
      requestAnimationFrame(function () { entry.row.scrollIntoView({ block: "start", behavior: "instant" }); });
    });
  };

  var all = tables.scopes.filter(function (scope) {
    return scope.element.querySelector("table[data-fold]");
  }).map(function (scope) {
    var folds = new Folds(scope);
    folds.restore();
    scope.element.addEventListener("filtered", function (event) {
      if (!event.detail.chosen) return;
      folds.setAll(false);
      folds.show();
      folds.keep();
    });
    return folds;
  });

  /** The id of the row in the address. */
  function target() {
    var hash = location.hash.slice(1);
    if (hash.charAt(0) === "?") return tables.get("row");
    try { return decodeURIComponent(hash); } catch (error) { return hash; }
  }

  function follow() {
    var id = target();
    if (id.indexOf(PREFIX) === 0) all.forEach(function (folds) { folds.reveal(id); });
  }

  follow();
  addEventListener("hashchange", function () {
    if (location.hash.indexOf("#?") === 0) {
      tables.read();
      tables.scopes.forEach(function (scope) { scope.restore(); });
      all.forEach(function (folds) { folds.restore(); });
    }
    follow();
  });
})();
