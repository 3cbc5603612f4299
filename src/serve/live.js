// Keeps an open page up to date: reloads it, at the place where it was read, when its text has
// changed, and shows what keeps the manual from being built.
(function () {
  "use strict";
  var script = document.currentScript;
  var key = "clausebook-scroll:" + location.pathname;
  var overlay = null;

  try {
    var place = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (place !== null) {
      window.scrollTo(0, Number(place));
    }
  } catch (error) {
    // Storage is switched off: the page is shown from its beginning.
  }

  function reload() {
    try {
      sessionStorage.setItem(key, String(window.scrollY));
    } catch (error) {
      // As above.
    }
    location.reload();
  }

  function show(errors) {
    if (overlay) {
      overlay.remove();
      overlay = null;
    }
    if (!errors) {
      return;
    }
    overlay = document.createElement("section");
    overlay.setAttribute("role", "alert");
    overlay.setAttribute("aria-label", "Mistakes in the manual");
    // Properties, not a style attribute: the policy of this server forbids those.
    var style = overlay.style;
    style.position = "fixed";
    style.zIndex = "1000";
    style.left = style.right = style.bottom = "0";
    style.maxHeight = "60vh";
    style.overflow = "auto";
    style.padding = "1rem 1.5rem";
    style.background = "#1d1f23";
    style.color = "#fff";
    style.borderTop = "4px solid #e5484d";
    var title = document.createElement("strong");
    title.textContent = "The manual has mistakes. This page shows its last good state.";
    var text = document.createElement("pre");
    text.tabIndex = 0;
    text.style.whiteSpace = "pre-wrap";
    text.style.background = "none";
    text.style.color = "inherit";
    text.textContent = errors;
    overlay.append(title, text);
    document.body.append(overlay);
  }

  var events = new EventSource(
    "/_clausebook/events?page=" + encodeURIComponent(decodeURI(location.pathname)) +
      "&state=" + (script ? script.dataset.state : "")
  );
  events.addEventListener("changed", reload);
  events.addEventListener("errors", function (event) {
    show(JSON.parse(event.data));
  });
})();
