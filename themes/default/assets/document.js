// A document's page: the section that is being read is marked in the contents, references show what
// they lead to, a section's link is copied, a suggestion names its section. All of it is extra.
(function () {
  "use strict";
  var prose = document.querySelector(".prose");
  if (!prose) return;

  // The section that is being read.
  var entries = Array.from(document.querySelectorAll(".contents a")).map(function (link) {
    var id = decodeURIComponent(link.getAttribute("href").slice(1));
    return { link: link, heading: document.getElementById(id) };
  }).filter(function (entry) { return entry.heading; });
  var current = null;
  function mark() {
    var line = window.innerHeight / 4;
    var found = null;
    entries.forEach(function (entry) {
      if (entry.heading.getBoundingClientRect().top <= line) found = entry;
    });
    if (found === current) return;
    if (current) current.link.removeAttribute("aria-current");
    if (found) found.link.setAttribute("aria-current", "location");
    current = found;
  }
  var waiting = false;
  function later() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; mark(); });
  }
  if (entries.length) {
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    mark();
  }

  // A suggestion about the section that is being read.
  var suggest = document.querySelector("[data-suggest]");
  if (suggest) {
    suggest.addEventListener("click", function () {
      var section = "";
      Array.from(prose.querySelectorAll("h2, h3, h4")).forEach(function (heading) {
        if (heading.getBoundingClientRect().top <= window.innerHeight / 2) section = titleOf(heading);
      });
      suggest.href = suggest.dataset.suggest.split("{section}").join(encodeURIComponent(section));
    });
  }
  function titleOf(heading) {
    var copy = heading.cloneNode(true);
    copy.querySelectorAll(".clause-badges, .section-link").forEach(function (part) { part.remove(); });
    return copy.textContent.trim();
  }

  // The address of a section, for the clipboard. Where there is none, the link is only followed.
  var said = document.createElement("p");
  said.className = "copied";
  said.setAttribute("role", "status");
  document.body.append(said);
  prose.addEventListener("click", function (event) {
    var link = event.target.closest(".section-link");
    if (!link || !navigator.clipboard || !prose.closest("[data-copied]")) return;
    navigator.clipboard.writeText(link.href).then(function () {
      said.textContent = prose.closest("[data-copied]").dataset.copied || "";
      setTimeout(function () { said.textContent = ""; }, 2000);
    }, function () { /* only followed */ });
  });

  // The text of a block of code, for the clipboard.
  var words = (prose.closest("[data-copy]") || document.body).dataset;
  if (navigator.clipboard && words.copy) prose.querySelectorAll(".code").forEach(function (block) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "code-copy";
    button.textContent = words.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(block.querySelector("code").textContent).then(function () {
        said.textContent = words.codeCopied;
        setTimeout(function () { said.textContent = ""; }, 2000);
      }, function () { /* nothing is copied */ });
    });
    block.append(button);
  });

  // Cards: shown for the reference under the pointer or in focus; they stay while the pointer is on
  // them, and Escape takes them away.
  var cards = {};
  document.querySelectorAll(".cards [data-card]").forEach(function (card) { cards[card.dataset.card] = card; });
  var shown = null;
  var timer = 0;
  function cardOf(target) {
    var link = target && target.closest && target.closest(".prose a.ref, .prose a.clause-ref");
    var card = link && cards[(link.getAttribute("href") || "").split("#")[0]];
    return card ? { link: link, card: card } : null;
  }
  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.card.removeAttribute("data-shown");
    shown.link.removeAttribute("aria-describedby");
    shown = null;
  }
  function show(found) {
    if (shown && shown.link === found.link) return clearTimeout(timer);
    hide();
    shown = found;
    var title = found.link.getAttribute("title");
    if (title) found.link.removeAttribute("title");
    found.card.setAttribute("data-shown", "");
    found.link.setAttribute("aria-describedby", found.card.id);
    var box = found.link.getBoundingClientRect();
    var width = found.card.offsetWidth, height = found.card.offsetHeight;
    var left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    var below = box.bottom + 4 + height <= window.innerHeight || box.top < height + 8;
    found.card.style.left = left + scrollX + "px";
    found.card.style.top = (below ? box.bottom + 4 : box.top - height - 4) + scrollY + "px";
  }
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var found = cardOf(event.target);
    clearTimeout(timer);
    if (found) timer = setTimeout(show, 250, found);
    else if (shown && !(event.target.closest && event.target.closest("[data-shown]"))) timer = setTimeout(hide, 200);
  });
  document.addEventListener("focusin", function (event) {
    var found = cardOf(event.target);
    if (found && event.target.matches(":focus-visible")) show(found); else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
})();
