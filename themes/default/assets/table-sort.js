// Columns that sort: a header with `data-sort` (text, number, date) becomes a button.
(function () {
  "use strict";
  var address = window.clausebookTables;
  var order = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

  function valueOf(row, column, sort) {
    var cell = row.cells[column];
    if (!cell) return "";
    var time = cell.querySelector("time");
    if (sort === "date") return time ? time.getAttribute("datetime") : cell.textContent.trim();
    if (sort === "number") return parseFloat(cell.textContent.replace(",", ".")) || 0;
    return cell.textContent.trim();
  }

  function compare(a, b) {
    return typeof a === "number" ? a - b : order.compare(a, b);
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
        // What has no value comes last in both directions.
        if (a.value === "" || b.value === "") return (a.value === "") - (b.value === "") || a.at - b.at;
        return compare(a.value, b.value) * direction || a.at - b.at;
      });
      keyed.forEach(function (entry) { body.append(entry.row); });
    });
  }

  document.querySelectorAll("table[data-table]").forEach(function (table, number) {
    if (!table.tHead) return;
    var name = "sort" + (number || "");
    var header = Array.from(table.tHead.rows[0].cells);
    header.forEach(function (cell, column) {
      if (!cell.hasAttribute("data-sort")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "table-sort";
      button.append.apply(button, Array.from(cell.childNodes));
      cell.append(button);
      button.addEventListener("click", function () {
        var direction = cell.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        sortBy(table, column, direction);
        address.keep(name, (direction < 0 ? "-" : "") + column);
      });
    });
    var sorted = address.get(name);
    var column = Math.abs(parseInt(sorted, 10));
    if (sorted && header[column] && header[column].hasAttribute("data-sort")) sortBy(table, column, sorted.charAt(0) === "-" ? -1 : 1);
  });
})();
