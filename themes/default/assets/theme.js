// Light or dark: as the system says, until the reader chooses. The choice is kept in
// `localStorage`, which some browsers do not allow for pages opened from a folder.
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

  // On phones a button opens the navigation; it is closed before the page is drawn.
  root.dataset.menu = "closed";

  // In a part of the page that scrolls sideways, the focused element is scrolled into view.
  document.addEventListener("focusin", function (event) {
    var target = event.target;
    if (target.matches(":focus-visible") && target.closest(".site-nav, .table-scroll table")) {
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    var menu = document.querySelector(".menu-toggle");
    if (menu) {
      menu.hidden = false;
      menu.onclick = function () {
        var open = root.dataset.menu === "closed";
        root.dataset.menu = open ? "open" : "closed";
        menu.setAttribute("aria-expanded", open);
      };
    }
    // If the navigation is wider than the screen, it is scrolled to the current page.
    var here = document.querySelector(".site-nav [aria-current]");
    var list = here && here.closest("ul");
    if (list) list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;

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
