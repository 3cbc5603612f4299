// The panel with the claims of a cell. The claims are in script files beside the page, which are
// loaded on demand, so that this works from a folder as well. A link with `data-claims` shows the
// claims of its row, in the grid those of its row and column; without scripts it leads to them.
// This file also has the filters by document and owner, which are not in the rows.
(function () {
  "use strict";
  var lookups = window.clausebookTables ? window.clausebookTables.lookups : {};
  var list = document.querySelector("table[data-claims-in]");
  var dialog = document.querySelector("dialog.claims");
  if (!list) return;
  var folder = list.dataset.claimsIn;
  var perFile = 32;
  var loaded = {};
  var waiting = {};

  window.clausebookClaims = function (name, content) {
    loaded[name] = content;
    (waiting[name] || []).forEach(function (done) { done(content); });
    delete waiting[name];
  };

  function load(name) {
    if (name in loaded) return Promise.resolve(loaded[name]);
    return new Promise(function (done) {
      if (waiting[name]) return waiting[name].push(done);
      waiting[name] = [done];
      var script = document.createElement("script");
      script.src = folder + name + ".js";
      script.onerror = function () { window.clausebookClaims(name, null); };
      document.head.append(script);
    });
  }

  // Documents and owners.

  // A part of a long standard begins with a later clause. The clauses above that one, the nearest first,
  // are in earlier parts.
  var first = Number(list.dataset.first || 0);
  var above = (list.dataset.above || "").split(" ").filter(Boolean).map(Number);

  /** The rows of these clauses and of those below. */
  function withBelow(clauses, scope) {
    var rows = new Set();
    function addBelow(level, next) {
      for (; scope.entries[next] && scope.entries[next].level > level; next++) rows.add(next);
    }
    clauses.forEach(function (clause) {
      var at = clause - first;
      if (above.indexOf(clause) >= 0) addBelow(scope.entries[0].level - 1 - above.indexOf(clause), 0);
      if (!scope.entries[at]) return;
      rows.add(at);
      addBelow(scope.entries[at].level, at + 1);
    });
    return rows;
  }

  /** Finds names that equal the typed text, else that contain it. */
  function finder(names) {
    var small = names.map(function (name) { return name.toLowerCase(); });
    return function (typed) {
      typed = typed.toLowerCase();
      var exact = small.indexOf(typed) >= 0;
      return function (at) { return exact ? small[at] === typed : small[at].indexOf(typed) >= 0; };
    };
  }

  function lookup(fits) {
    return function (typed, scope) {
      return load("documents").then(function (content) {
        // A file that cannot be loaded is not an empty result.
        if (!content) return null;
        var clauses = [];
        var wanted = fits(content)(typed);
        content.documents.forEach(function (document, at) {
          if (wanted(document, at)) clauses = clauses.concat(document[2]);
        });
        return withBelow(clauses, scope);
      });
    };
  }

  lookups.document = lookup(function (content) {
    var find = finder(content.documents.map(function (document) { return document[0]; }));
    return function (typed) {
      var fits = find(typed);
      return function (document, at) { return fits(at); };
    };
  });
  lookups.owner = lookup(function (content) {
    var find = finder(content.owners);
    return function (typed) {
      var fits = find(typed);
      return function (document) { return document[1] !== null && fits(document[1]); };
    };
  });

  /** Offers the known values. */
  document.querySelectorAll("input[data-offers]").forEach(function (input) {
    input.addEventListener("focus", function () {
      load("documents").then(function (content) {
        var names = content ? content[input.dataset.offers] : [];
        var options = names.map(function (name) {
          var option = document.createElement("option");
          option.value = Array.isArray(name) ? name[0] : name;
          return option;
        });
        var offers = document.createElement("datalist");
        offers.id = "_offers-" + input.dataset.by;
        offers.append.apply(offers, options);
        input.after(offers);
        input.setAttribute("list", offers.id);
      });
    }, { once: true });
  });

  // The panel.

  if (!dialog || !dialog.showModal) return;
  var content = dialog.querySelector(".claims-content");
  var positions = new Map();
  Array.from(list.tBodies[0].rows).forEach(function (row, at) { positions.set(row, first + at); });

  document.querySelectorAll("[data-claims]").forEach(function (link) { link.setAttribute("aria-haspopup", "dialog"); });

  function positionOf(link) {
    var row = link.closest("tr");
    return positions.has(row) ? positions.get(row) : row.sectionRowIndex;
  }

  /** In the grid, shows only the claims of a column; the others on demand. */
  function only(column) {
    var claims = Array.from(content.querySelectorAll("[data-column]"));
    var others = claims.filter(function (claim) { return claim.dataset.column !== String(column); });
    if (!others.length || others.length === claims.length) return;
    others.forEach(function (claim) { claim.hidden = true; });
    var button = dialog.querySelector(".claims-all").content.firstElementChild.cloneNode(true);
    button.append(" (" + others.length + ")");
    button.addEventListener("click", function () {
      others.forEach(function (claim) { claim.hidden = false; });
      button.remove();
      var first = others[0].querySelector("a");
      if (first) first.focus();
    });
    content.querySelector(".claims-list").after(button);
  }

  function show(link) {
    var at = positionOf(link);
    load(String(Math.floor(at / perFile))).then(function (panels) {
      var html = panels && panels[at % perFile];
      // Without the script file, the link is followed.
      if (!html) return location.assign(link.href);
      content.innerHTML = html;
      if (link.closest("table.grid")) only(link.closest("td").cellIndex - 1);
      dialog.returnTo = link;
      dialog.showModal();
      dialog.scrollTop = 0;
      dialog.querySelector(".claims-close").focus();
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-claims]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link);
  });
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target.closest(".claims-close")) dialog.close();
  });
  dialog.addEventListener("close", function () {
    if (dialog.returnTo) dialog.returnTo.focus();
  });
})();
