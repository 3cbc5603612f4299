// Filters. A scope is an element with `data-filter`, or a single table with `data-table`; its rows
// are those of its tables. A control filters by the fact that its `data-by` names: a `data-*`
// attribute of the rows, or the text of a column whose header has `data-facet`, with the cell's
// `data-also`. The chosen filters are kept in the address and shown above the rows, also on paper,
// so that a reader never mistakes a part of the rows for all of them.
(function () {
  "use strict";
  var tables = window.clausebookTables;
  var words = document.currentScript.dataset;
  // Without table-address.js all rows are shown, without filters.
  if (!tables) return;
  var FEW = 5;

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // Rows.

  /** The rows of tables, each with the heading above it. */
  function entriesOf(list) {
    var entries = [];
    list.forEach(function (table) {
      var mirror = table.dataset.mirror && document.getElementById(table.dataset.mirror);
      var mirrored = mirror ? mirror.tBodies[0].rows : [];
      Array.from(table.tBodies).forEach(function (body) {
        var above = [];
        Array.from(body.rows).forEach(function (row, at) {
          var heading = row.classList.contains("group");
          var level = levelOf(row, heading);
          while (above.length && above[above.length - 1].level >= level) above.pop();
          var entry = { at: entries.length, row: row, mirror: mirrored[at], heading: heading, level: level, above: above[above.length - 1], table: table, body: body, out: false };
          above.push(entry);
          entries.push(entry);
        });
      });
    });
    return entries;
  }

  /** The level of a row: its `data-level`, else its indentation. */
  function levelOf(row, heading) {
    var indented = /(?:^| )depth-(\d+)/.exec(row.className);
    return parseInt(row.dataset.level || (indented ? indented[1] : heading ? 0 : 1), 10);
  }

  /** The sum of the rows' counts: a row may be several requirements. */
  function countOf(entries) {
    return entries.reduce(function (sum, entry) { return sum + (parseInt(entry.row.dataset.count, 10) || 1); }, 0);
  }

  /** The number of a row's clause, in lower case. */
  function numberOf(entry) {
    if (entry.number === undefined) {
      var number = entry.row.dataset.clause || (entry.row.querySelector(".clause-number") || {}).textContent || "";
      entry.number = number.toLowerCase();
    }
    return entry.number;
  }

  /** The text of a row and of the headings above it, in lower case. */
  function textOf(entry) {
    if (entry.text === undefined) {
      entry.text = entry.row.textContent.toLowerCase();
      for (var above = entry.above; above; above = above.above) entry.text += " " + above.row.cells[0].textContent.toLowerCase();
    }
    return entry.text;
  }

  function valuesOf(entry, by) {
    if (!entry.values) entry.values = {};
    var known = entry.values[by];
    if (known) return known;
    var column = /^column(\d+)$/.exec(by);
    var cell = column && entry.row.cells[column[1]];
    var text = cell ? (cell.querySelector(".badge") || cell).textContent.trim() : "";
    known = column ? [text, cell && cell.dataset.also].filter(Boolean) : (entry.row.getAttribute("data-" + by) || "").split(" ").filter(Boolean);
    entry.values[by] = known;
    return known;
  }

  // Controls.

  /** A clause's number matches it and the clauses below it; other text matches as a prefix. */
  function numberTest(typed, entries) {
    typed = typed.trim().toLowerCase();
    function below(number) { return number === typed || number.indexOf(typed) === 0 && /[^\p{L}\p{N}]/u.test(number.charAt(typed.length)); }
    function begins(number) { return number.indexOf(typed) === 0; }
    var test = entries.some(function (entry) { return below(numberOf(entry)); }) ? below : begins;
    return function (entry) { return test(numberOf(entry)); };
  }

  function textTest(typed) {
    var wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return function (entry) {
      var text = textOf(entry);
      return wanted.every(function (word) { return text.indexOf(word) >= 0; });
    };
  }

  function labelOf(box) {
    return box.closest("label").querySelector(".badge, .chip-word").textContent.trim();
  }

  /** A group of chips: rows match any of them, or with `data-every` all. */
  function chips(scope, fieldset) {
    var boxes = Array.from(fieldset.querySelectorAll("input"));
    var every = fieldset.hasAttribute("data-every");
    var by = fieldset.dataset.by;
    function chosen() { return boxes.filter(function (box) { return box.checked; }); }
    return {
      by: by,
      name: fieldset.dataset.name || by,
      title: fieldset.querySelector("legend").textContent.trim(),
      value: function () { return chosen().map(function (box) { return box.value; }).join(","); },
      set: function (value) {
        var wanted = value.split(",");
        boxes.forEach(function (box) { box.checked = wanted.indexOf(box.value) >= 0; });
      },
      said: function () { return chosen().map(labelOf).join(every ? " + " : ", "); },
      test: function () {
        var wanted = chosen().map(function (box) { return box.value; });
        if (!wanted.length) return null;
        return function (entry) {
          var has = valuesOf(entry, by);
          function of(value) { return has.indexOf(value) >= 0; }
          return every ? wanted.every(of) : wanted.some(of);
        };
      },
      /** How many rows each chip would show with the other filters. */
      count: function (fitting) {
        boxes.forEach(function (box) {
          var count = countOf(fitting.filter(function (entry) { return valuesOf(entry, by).indexOf(box.value) >= 0; }));
          var shown = box.closest("label").querySelector(".chip-count");
          if (shown) shown.textContent = count;
        });
      },
      every: every
    };
  }

  function field(scope, input) {
    var by = input.dataset.by;
    // Facts that are not in the rows are looked up in files, which may be missing.
    var isLookedUp = by in tables.lookups || input.hasAttribute("data-offers");
    var found = null;
    var control = {
      by: by,
      name: input.dataset.name || by,
      title: input.closest("label").firstChild.textContent.trim(),
      value: function () { return input.value.trim(); },
      set: function (value) { input.value = value; control.changed(); },
      said: function () { return input.value.trim(); },
      /** Whether the lookup failed. Then all rows are shown, with a message. */
      failed: false,
      changed: function () {
        if (!isLookedUp) return;
        var typed = control.value();
        var lookup = tables.lookups[by];
        control.failed = typed !== "" && !lookup;
        if (!typed) found = null;
        else if (lookup) lookup(typed, scope).then(function (rows) {
          if (control.value() !== typed) return;
          found = rows;
          control.failed = !rows;
          scope.apply();
        });
      },
      test: function () {
        var typed = control.value();
        if (!typed) return null;
        if (isLookedUp) return found && function (entry) { return found.has(entry.at); };
        if (input.dataset.match === "number") return numberTest(typed, scope.entries);
        if (by === "text") return textTest(typed);
        return function (entry) { return valuesOf(entry, by).indexOf(typed) >= 0; };
      }
    };
    return control;
  }

  /** The form for a table without one: a control per `data-facet` column, and a text field. */
  function formFor(list, entries) {
    var form = make("form", "filters");
    var table = list[0];
    // An edition that does not hold every record of a register shows no numbers of them.
    var counted = !table.hasAttribute("data-uncounted");
    Array.from(table.tHead ? table.tHead.rows[0].cells : []).forEach(function (cell, column) {
      if (!cell.hasAttribute("data-facet")) return;
      var by = "column" + column;
      var values = new Map();
      entries.forEach(function (entry) {
        if (entry.heading) return;
        valuesOf(entry, by).forEach(function (value) { values.set(value, (values.get(value) || 0) + 1); });
      });
      if (values.size < 2) return;
      var facet = { by: by, name: "by-" + tables.columnName(cell), title: cell.textContent.trim() };
      if (cell.dataset.facet === "chips" && values.size <= 8) form.append(chipsFor(facet, values, entries, counted));
      else form.append(selectFor(facet, values, counted));
    });
    var label = make("label", "filter-field", words.filter + " ");
    var input = make("input");
    input.type = "search";
    input.dataset.by = "text";
    label.append(input);
    form.append(label);
    return form;
  }

  function chipsFor(facet, values, entries, counted) {
    var by = facet.by;
    var fieldset = make("fieldset", "filter-chips");
    fieldset.dataset.by = by;
    fieldset.dataset.name = facet.name;
    fieldset.append(make("legend", "", facet.title));
    values.forEach(function (count, value) {
      var label = make("label", "chip");
      var box = make("input");
      box.type = "checkbox";
      box.value = value;
      var from = entries.find(function (entry) { return valuesOf(entry, by)[0] === value; });
      var badge = from && from.row.cells[by.slice(6)].querySelector(".badge");
      label.append(box, badge ? badge.cloneNode(true) : make("span", "chip-word", value));
      if (counted) label.append(" ", make("span", "chip-count", String(count)));
      fieldset.append(label);
    });
    return fieldset;
  }

  function selectFor(facet, values, counted) {
    var label = make("label", "filter-field", facet.title + " ");
    var select = make("select");
    select.dataset.by = facet.by;
    select.dataset.name = facet.name;
    select.append(new Option(words.any, ""));
    Array.from(values.keys()).sort(new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare).forEach(function (value) {
      select.append(new Option(counted ? value + " (" + values.get(value) + ")" : value, value));
    });
    label.append(select);
    return label;
  }

  // A scope.

  function Scope(element, list, number) {
    var scope = this;
    this.element = element;
    this.suffix = number ? String(number) : "";
    this.entries = entriesOf(list);
    this.asked = this.entries.filter(function (entry) { return !entry.heading; });
    this.shownWords = element.dataset.shown || words.shown;
    var form = element.querySelector("form.filters");
    if (!form) {
      form = formFor(list, this.entries);
      var place = list[0].closest(".table-scroll") || list[0];
      place.before(form);
    }
    this.form = form;
    // On narrow screens a button opens the form.
    var toggle = make("button", "button filters-toggle", words.filter);
    toggle.type = "button";
    toggle.setAttribute("aria-expanded", "false");
    toggle.addEventListener("click", function () {
      toggle.setAttribute("aria-expanded", String(form.toggleAttribute("data-open")));
    });
    // A form that folds by itself needs none.
    if (!form.querySelector("details")) form.before(toggle);
    this.bar = make("div", "filter-state");
    this.status = make("p");
    this.status.setAttribute("role", "status");
    var clear = make("button", "button", words.clear);
    clear.type = "button";
    this.bar.append(this.status, clear);
    form.after(this.bar);
    // The filter's description is sticky, and other sticky elements are placed below it.
    if (window.ResizeObserver) new ResizeObserver(function () {
      element.style.setProperty("--filter-height", scope.active ? scope.bar.offsetHeight + "px" : "0px");
    }).observe(this.bar);
    // Each printed sheet of a filtered table says that it is incomplete.
    this.notes = Array.from(element.querySelectorAll(".sheet-line th")).map(function (head) {
      var note = make("strong", "sheet-note");
      head.prepend(note);
      return note;
    });
    this.parts = Array.from(element.querySelectorAll("[data-filter-part]"));
    this.controls = Array.from(form.querySelectorAll("[data-by]")).map(function (element) {
      return element.matches("fieldset") ? chips(scope, element) : field(scope, element);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    function chosen(event) {
      var control = scope.controls[Array.from(form.querySelectorAll("[data-by]")).indexOf(event.target.closest("[data-by]"))];
      if (control.changed) control.changed();
      scope.keep();
      scope.apply(true);
    }
    form.addEventListener("input", chosen);
    clear.addEventListener("click", function () {
      scope.clear();
      (toggle.offsetParent ? toggle : scope.form.querySelector("input, select")).focus();
    });
    form.hidden = false;
    // The chips show the same numbers.
    element.ownerDocument.querySelectorAll("[data-without-filters]").forEach(function (counts) { counts.hidden = true; });
    // The rows' texts are read in advance, so that the first key press is fast.
    if (window.requestIdleCallback) requestIdleCallback(function () { scope.asked.forEach(textOf); });
    this.restore();
  }

  Scope.prototype.restore = function () {
    var scope = this;
    this.controls.forEach(function (control) { control.set(tables.get(control.name + scope.suffix)); });
    this.form.querySelectorAll("details [data-by]").forEach(function (element) {
      var control = scope.controls[Array.from(scope.form.querySelectorAll("[data-by]")).indexOf(element)];
      if (control.value()) element.closest("details").open = true;
    });
    this.apply();
  };

  Scope.prototype.keep = function () {
    var scope = this;
    this.controls.forEach(function (control) { tables.keep(control.name + scope.suffix, control.value()); });
  };

  Scope.prototype.clear = function () {
    this.controls.forEach(function (control) { control.set(""); });
    this.keep();
    this.apply(true);
  };

  /** Shows the matching rows; `chosen` if the reader has just changed a filter. */
  Scope.prototype.apply = function (chosen) {
    var scope = this;
    var tests = this.controls.map(function (control) { return control.test(); });
    var active = tests.some(Boolean);
    var facts = this.controls.some(function (control, at) { return control.by === "facts" && tests[at]; });
    var shown = [];
    // For each control, the rows that match all other controls.
    var fitting = this.controls.map(function () { return []; });
    this.entries.forEach(function (entry) {
      var failed = [];
      for (var at = 0; at < tests.length; at++) if (tests[at] && !tests[at](entry)) failed.push(at);
      entry.fits = !failed.length;
      if (entry.heading) return;
      if (entry.fits) shown.push(entry);
      scope.controls.forEach(function (control, at) {
        if (entry.fits || !control.every && failed.length === 1 && failed[0] === at) fitting[at].push(entry);
      });
    });
    this.controls.forEach(function (control, at) { if (control.count) control.count(fitting[at]); });
    // Headings above shown rows stay, and, with a filter by facts, headings that match themselves.
    var kept = new Set(shown);
    this.entries.forEach(function (entry) {
      if (facts && entry.heading && entry.fits) kept.add(entry);
    });
    Array.from(kept).forEach(function (entry) {
      for (var above = entry.above; above; above = above.above) if (above.heading) kept.add(above);
    });
    this.entries.forEach(function (entry) {
      var out = active && !kept.has(entry);
      if (entry.out === out) return;
      entry.out = out;
      entry.row.toggleAttribute("data-out", out);
      if (entry.mirror) entry.mirror.toggleAttribute("data-out", out);
    });
    this.parts.forEach(function (part) {
      part.hidden = active && !part.querySelector("tbody > tr:not(.group):not([data-out])");
    });
    this.active = active;
    this.say(active, shown);
    this.element.dispatchEvent(new CustomEvent("filtered", { bubbles: true, detail: { scope: this, chosen: chosen === true } }));
  };

  Scope.prototype.say = function (active, shown) {
    var text = this.shownWords.replace("{shown}", shown.length).replace("{all}", this.asked.length);
    var first = this.controls[0];
    if (this.element.dataset.shown && first && first.count && shown.length) text += this.tally(shown);
    var chosen = this.controls.filter(function (control) { return control.value() && !control.failed; });
    var said = chosen.map(function (control) { return control.title + ": " + control.said(); }).join("; ");
    var failed = this.controls.filter(function (control) { return control.failed; });
    failed = failed.map(function (control) { return words.failed.replace("{title}", control.title); }).join(" ");
    this.bar.toggleAttribute("data-active", active || failed !== "");
    this.element.toggleAttribute("data-filtered", active);
    var whole = active ? words.filtered + " " + text + " · " + said : "";
    var all = [whole, failed].filter(Boolean).join(" · ");
    if (this.status.textContent !== all) {
      this.status.textContent = active ? all.slice(words.filtered.length) : all;
      if (active) this.status.prepend(make("strong", "", words.filtered));
    }
    this.notes.forEach(function (note) { note.textContent = whole; });
    this.bar.querySelector("button").hidden = !active && !failed;
  };

  /** Counts by chip: ": Gap 2, Covered 8". */
  Scope.prototype.tally = function (shown) {
    var fieldset = this.form.querySelector("fieldset[data-by]");
    var by = fieldset.dataset.by;
    var parts = [];
    fieldset.querySelectorAll("input").forEach(function (box) {
      var count = countOf(shown.filter(function (entry) { return valuesOf(entry, by).indexOf(box.value) >= 0; }));
      if (count) parts.push(labelOf(box) + " " + count);
    });
    return parts.length ? ": " + parts.join(", ") : "";
  };

  /** Clears the filter if it hides a row. */
  Scope.prototype.reveal = function (entry) {
    if (entry.out) this.clear();
  };

  function start(element, list) {
    var scope = new Scope(element, list, tables.scopes.length);
    tables.scopes.push(scope);
  }

  // A link within the page may lead to a part that the filter hides.
  addEventListener("hashchange", function () {
    var target = document.getElementById(location.hash.slice(1));
    var part = target && target.closest("[data-filter-part][hidden]");
    if (!part) return;
    tables.scopes.forEach(function (scope) { if (scope.parts.indexOf(part) >= 0) scope.clear(); });
    target.scrollIntoView();
  });

  document.querySelectorAll("[data-filter]").forEach(function (element) {
    var list = Array.from(element.querySelectorAll("table[data-table]"));
    if (list.length) start(element, list);
  });
  document.querySelectorAll("table[data-table]").forEach(function (table) {
    if (table.closest("[data-filter]") || table.querySelectorAll("tbody > tr").length <= FEW) return;
    start(table.closest(".table-scroll") || table, [table]);
  });
})();
