// Sorting: a column header with `data-sort` (text, number or date) becomes a button. On narrow
// screens, where rows are cards without a header, a select above them does the same.
(function () {
  "use strict";
  var address = window.clausebookTables;
  var words = document.currentScript.dataset;
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

  /** The sorted rows of a group, without its heading row. */
  function sorted(body, column, sort, direction) {
    var rows = Array.from(body.rows).filter(function (row) { return !row.classList.contains("group"); });
    var keyed = rows.map(function (row, at) { return { row: row, at: at, value: valueOf(row, column, sort) }; });
    keyed.sort(function (a, b) {
      // Rows without a value come last in both directions.
      if (a.value === "" || b.value === "") return (a.value === "") - (b.value === "") || a.at - b.at;
      return compare(a.value, b.value) * direction || a.at - b.at;
    });
    return keyed.map(function (entry) { return entry.row; });
  }

  function isSorted(cell) { return cell.hasAttribute("data-sort"); }

  /** The select for cards: each column in both directions, or as listed. */
  function choiceFor(header, chosen) {
    var label = document.createElement("label");
    label.className = "filter-field sort-choice";
    var select = document.createElement("select");
    select.append(new Option(words.listed, ""));
    header.filter(isSorted).forEach(function (cell) {
      var title = cell.textContent.trim(), name = address.columnName(cell);
      select.append(new Option(title, name), new Option(words.descending.replace("{column}", title), "-" + name));
    });
    select.addEventListener("change", function () { chosen(select.value); });
    label.append(words.sort + " ", select);
    return label;
  }

  document.querySelectorAll("table[data-table]").forEach(function (table, number) {
    if (!table.tHead) return;
    var name = "sort" + (number || "");
    var header = Array.from(table.tHead.rows[0].cells);
    if (!table.tHead.querySelector("[data-sort]")) return;
    var listed = Array.from(table.tBodies).map(function (body) { return Array.from(body.rows); });

    /** `due` sorts ascending, `-due` descending, an empty text as listed. */
    function sortBy(order) {
      var direction = order.charAt(0) === "-" ? -1 : 1;
      var column = columnOf(order);
      header.forEach(function (cell) { cell.removeAttribute("aria-sort"); });
      if (order) header[column].setAttribute("aria-sort", direction < 0 ? "descending" : "ascending");
      Array.from(table.tBodies).forEach(function (body, at) {
        var rows = order ? sorted(body, column, header[column].getAttribute("data-sort"), direction) : listed[at];
        body.append.apply(body, rows);
      });
      choice.lastChild.value = order;
    }

    function columnOf(order) {
      var wanted = order.replace(/^-/, "");
      return header.findIndex(function (cell) { return isSorted(cell) && address.columnName(cell) === wanted; });
    }

    function choose(order) {
      sortBy(order);
      address.keep(name, order);
    }

    var choice = choiceFor(header, choose);
    (table.closest(".table-scroll") || table).before(choice);
    header.filter(isSorted).forEach(function (cell) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "table-sort";
      button.append.apply(button, Array.from(cell.childNodes));
      cell.append(button);
      button.addEventListener("click", function () {
        choose((cell.getAttribute("aria-sort") === "ascending" ? "-" : "") + address.columnName(cell));
      });
    });
    var kept = address.get(name);
    if (columnOf(kept) >= 0) sortBy(kept);
  });
})();
