// Tables that can be sorted by their columns and filtered by what is typed. Both are kept in the
// address, so that what one person sees can be sent to another. Without scripts they are tables.
(function () {
  "use strict";

  function rowsOf(table) {
    return Array.from(table.querySelectorAll("tbody > tr"));
  }

  function valueOf(row, column, sort) {
    var cell = row.cells[column];
    if (!cell) return "";
    var time = cell.querySelector("time");
    if (sort === "date") return time ? time.getAttribute("datetime") : cell.textContent.trim();
    if (sort === "number") return parseFloat(cell.textContent.replace(",", ".")) || 0;
    return cell.textContent.trim();
  }

  function compare(a, b) {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    if (typeof a === "number") return a - b;
    return a.localeCompare(b, document.documentElement.lang, { numeric: true });
  }

  function sortBy(table, column, direction) {
    var header = table.tHead.rows[0].cells;
    var sort = header[column].getAttribute("data-sort");
    Array.from(header).forEach(function (cell) { cell.removeAttribute("aria-sort"); });
    header[column].setAttribute("aria-sort", direction < 0 ? "descending" : "ascending");
    Array.from(table.tBodies).forEach(function (body) {
      var rows = Array.from(body.rows).filter(function (row) { return !row.classList.contains("group"); });
      var keyed = rows.map(function (row, at) { return { row: row, at: at, value: valueOf(row, column, sort) }; });
      keyed.sort(function (a, b) {
        var empty = a.value === "" || b.value === "";
        return compare(a.value, b.value) * (empty ? 1 : direction) || a.at - b.at;
      });
      keyed.forEach(function (entry) { body.append(entry.row); });
    });
  }

  function filter(table, text, count) {
    var words = text.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0, all = 0;
    Array.from(table.tBodies).forEach(function (body) {
      var left = 0;
      Array.from(body.rows).forEach(function (row) {
        if (row.classList.contains("group")) return;
        var content = row.textContent.toLowerCase();
        var fits = words.every(function (word) { return content.indexOf(word) >= 0; });
        row.hidden = !fits;
        all += 1;
        if (fits) left += 1;
      });
      shown += left;
      body.hidden = words.length > 0 && !left;
    });
    count.textContent = words.length ? shown + " / " + all : "";
  }

  function state() {
    return new URLSearchParams(location.hash.indexOf("#?") === 0 ? location.hash.slice(2) : "");
  }
  function keep(name, value) {
    var now = state();
    if (value) now.set(name, value); else now.delete(name);
    var text = now.toString();
    // A file's page may not change its address in every browser.
    try { history.replaceState(null, "", text ? "#?" + text : location.pathname + location.search); } catch (error) { /* shown all the same */ }
  }

  document.addEventListener("DOMContentLoaded", function () {
    var words = document.querySelector(".search-open");
    document.querySelectorAll("table[data-table]").forEach(function (table, number) {
      var name = number ? String(number) : "";
      if (rowsOf(table).length > 5) {
        var box = document.createElement("p");
        box.className = "table-filter";
        var label = document.createElement("label");
        var input = document.createElement("input");
        input.type = "search";
        label.append((words && words.dataset.filter) || "", " ", input);
        var count = document.createElement("span");
        count.className = "soft";
        count.setAttribute("role", "status");
        box.append(label, " ", count);
        (table.closest(".table-scroll") || table).before(box);
        input.addEventListener("input", function () {
          filter(table, input.value, count);
          keep("filter" + name, input.value);
        });
        var kept = state().get("filter" + name);
        if (kept) {
          input.value = kept;
          filter(table, kept, count);
        }
      }
      if (!table.tHead) return;
      Array.from(table.tHead.rows[0].cells).forEach(function (cell, column) {
        if (!cell.hasAttribute("data-sort")) return;
        var button = document.createElement("button");
        button.type = "button";
        button.className = "table-sort";
        button.append.apply(button, Array.from(cell.childNodes));
        cell.append(button);
        button.addEventListener("click", function () {
          var direction = cell.getAttribute("aria-sort") === "ascending" ? -1 : 1;
          sortBy(table, column, direction);
          keep("sort" + name, (direction < 0 ? "-" : "") + column);
        });
      });
      var sorted = state().get("sort" + name);
      if (sorted && table.tHead.rows[0].cells[Math.abs(parseInt(sorted, 10))]) {
        sortBy(table, Math.abs(parseInt(sorted, 10)), sorted.charAt(0) === "-" ? -1 : 1);
      }
    });
  });
})();
