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
  document.addEventListener("filtered", function (event) { follow(event.detail.scope); });
  window.clausebookTables.scopes.forEach(follow);
})();
