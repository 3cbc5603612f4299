// Keyboard navigation of the grid: one tab stop for the whole grid, and the arrow keys, Home, End,
// Page Up and Page Down move between its cells (the ARIA grid pattern). Without scripts the grid is
// a table.
(function () {
  "use strict";
  var grid = document.querySelector("table.grid");
  if (!grid) return;
  var PAGE = 10;
  var frame = grid.closest(".grid-scroll");
  var header = grid.tHead.rows[grid.tHead.rows.length - 1];
  var current = null;

  grid.setAttribute("role", "grid");
  frame.removeAttribute("tabindex");
  grid.querySelectorAll("a").forEach(function (link) { link.tabIndex = -1; });

  /** The element of a cell to focus: its link, else the cell. */
  function stopOf(cell) {
    var link = cell.querySelector("a");
    if (!link && !cell.hasAttribute("tabindex")) cell.tabIndex = -1;
    return link || cell;
  }

  function rows() {
    return [header].concat(Array.from(grid.tBodies[0].rows).filter(function (row) {
      return !row.hasAttribute("data-out") && !row.hasAttribute("data-folded");
    }));
  }

  function mark(cell) {
    if (current) stopOf(current).tabIndex = -1;
    current = cell;
    stopOf(cell).tabIndex = 0;
  }

  function go(cell) {
    if (!cell) return;
    mark(cell);
    var stop = stopOf(cell);
    // The sticky header and first column would cover the cell.
    frame.style.scrollPaddingTop = header.offsetHeight + 4 + "px";
    frame.style.scrollPaddingLeft = header.cells[0].offsetWidth + 4 + "px";
    stop.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }

  /** The cell so many rows below; heading rows have only the first column. */
  function vertical(cell, steps) {
    var all = rows();
    var column = cell.cellIndex;
    var at = all.indexOf(cell.parentElement);
    var found = null;
    var way = Math.sign(steps);
    for (var left = Math.abs(steps); left > 0 && all[at + way];) {
      at += way;
      if (column && all[at].classList.contains("group")) continue;
      found = all[at].cells[column];
      left -= 1;
    }
    return found;
  }

  function across(cell, steps) {
    var row = cell.parentElement;
    if (row.classList.contains("group")) return null;
    return row.cells[cell.cellIndex + steps];
  }

  function last(row) { return row.classList.contains("group") ? row.cells[0] : row.cells[row.cells.length - 1]; }

  function next(event, cell) {
    var all = rows();
    switch (event.key) {
      case "ArrowDown": return vertical(cell, 1);
      case "ArrowUp": return vertical(cell, -1);
      case "ArrowRight": return across(cell, 1);
      case "ArrowLeft": return across(cell, -1);
      case "PageDown": return vertical(cell, PAGE);
      case "PageUp": return vertical(cell, -PAGE);
      case "Home": return event.ctrlKey ? all[0].cells[0] : cell.parentElement.cells[0];
      case "End": return last(event.ctrlKey ? all[all.length - 1] : cell.parentElement);
    }
    return undefined;
  }

  grid.addEventListener("keydown", function (event) {
    if (event.altKey || event.metaKey) return;
    var cell = event.target.closest("th, td");
    var to = cell && next(event, cell);
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });
  grid.addEventListener("focusin", function (event) {
    var cell = event.target.closest("th, td");
    if (cell && cell !== current) mark(cell);
  });

  /** Moves the tab stop to a visible cell. */
  function begin() {
    var all = rows();
    if (current && all.indexOf(current.parentElement) >= 0) return;
    mark((all[1] || all[0]).cells[0]);
  }
  begin();
  document.addEventListener("filtered", begin);
})();
