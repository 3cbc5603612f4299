// Light or dark: as the system says, until the reader chooses. The choice is kept by the browser
// where it lets pages keep anything (some do not, for pages opened from a folder).
(function () {
  "use strict";
  var root = document.documentElement;
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try { return localStorage.getItem("clausebook-theme"); } catch (error) { return null; }
  }
  function keep(theme) {
    try { localStorage.setItem("clausebook-theme", theme); } catch (error) { /* for this page only */ }
  }
  function shown() {
    return root.getAttribute("data-theme") || (system.matches ? "dark" : "light");
  }

  var choice = kept();
  if (choice === "light" || choice === "dark") root.setAttribute("data-theme", choice);

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".theme-toggle");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = shown() === "dark" ? "light" : "dark";
      root.setAttribute("data-theme", next);
      keep(next);
    });
  });
})();
