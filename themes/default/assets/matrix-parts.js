// The grid of a long standard is on separate pages. The links between them and the list carry the
// filter, and each link to a part shows how many of the filtered requirements are in it.
(function () {
  "use strict";
  var tables = window.clausebookTables;
  if (!tables || !tables.scopes.length) return;
  // The text filter is not carried: it searches the rows of the list, which the grid does not have.
  var CARRIED = ["status", "facts", "clause", "document", "owner"];
  var section = document.querySelector("[data-parts]");
  var links = Array.from(document.querySelectorAll(".list-parts a, a[data-carries]"));
  var plain = links.map(function (link) { return link.getAttribute("href"); });
  var firsts = section ? section.dataset.parts.split(" ").map(Number) : [];
  var counts = firsts.map(function (first, at) {
    var count = document.createElement("span");
    count.className = "count";
    links[at].after(" ", count);
    return count;
  });

  function follow(scope) {
    var carried = new URLSearchParams();
    CARRIED.forEach(function (name) { if (tables.get(name)) carried.set(name, tables.get(name)); });
    var filter = carried.toString();
    links.forEach(function (link, at) {
      link.setAttribute("href", filter ? plain[at].split("#")[0] + "#?" + filter : plain[at]);
    });
    counts.forEach(function (count, at) {
      var next = at + 1 < firsts.length ? firsts[at + 1] : Infinity;
      var within = scope.asked.filter(function (entry) { return !entry.out && entry.at >= firsts[at] && entry.at < next; });
      count.textContent = scope.active ? within.length : "";
    });
  }

  document.addEventListener("filtered", function (event) { follow(event.detail.scope); });
  tables.scopes.forEach(follow);
})();
