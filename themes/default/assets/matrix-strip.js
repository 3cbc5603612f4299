// The strip follows the filter: the marks of hidden rows are dimmed, and a note says so.
(function () {
  "use strict";
  var strip = document.querySelector(".strip");
  if (!strip || !window.clausebookTables) return;
  var shapes = new Map();
  strip.querySelectorAll(".mark").forEach(function (shape) {
    shapes.set(decodeURIComponent(shape.getAttribute("href").slice(1)), shape);
  });
  var note = document.createElement("p");
  note.className = "strip-note";
  note.hidden = true;
  strip.before(note);
  function follow(scope) {
    note.hidden = !scope.active;
    note.textContent = scope.status.textContent;
    scope.asked.forEach(function (entry) {
      var shape = shapes.get(entry.row.id);
      if (shape) shape.classList.toggle("dimmed", entry.out);
    });
  }
  // The strip is one stop of the tab key; the arrow keys move within it.
  var list = Array.from(shapes.values());
  function enter(shape) { list.forEach(function (other) { other.tabIndex = other === shape ? 0 : -1; }); }
  enter(list[0]);
  strip.addEventListener("focusin", function (event) {
    if (list.indexOf(event.target) >= 0) enter(event.target);
  });
  strip.addEventListener("keydown", function (event) {
    var at = list.indexOf(event.target);
    var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -at, End: list.length - 1 - at }[event.key];
    if (at < 0 || step === undefined || !list[at + step]) return;
    event.preventDefault();
    list[at + step].focus();
  });
  document.addEventListener("filtered", function (event) { follow(event.detail.scope); });
  window.clausebookTables.scopes.forEach(follow);
})();
