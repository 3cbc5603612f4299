// A document's page: marks the present section in the contents, shows cards for references, copies
// links of sections and code, and adds the section to a suggestion. The page works without all of
// it.
(function () {
  "use strict";
  var prose = document.querySelector(".prose");
  if (!prose) return;

  // The present section in the contents.
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
    if (found) {
      found.link.setAttribute("aria-current", "location");
      keepInView(found.link);
    }
    current = found;
  }
  // Contents that are longer than the screen have their own scroll bar.
  function keepInView(link) {
    var box = link.closest(".contents");
    if (box.scrollHeight > box.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 2;
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

  // The link for suggestions gets the title of the present section.
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

  // Copies the address of a section to the clipboard. Without a clipboard, the link is only
  // followed.
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

  // Copies the text of a code block to the clipboard.
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

  // Cards: a tooltip for the reference under the pointer or in focus. It has the same data as a
  // search result, from the file of the search index that the reference names. A card stays while
  // the pointer is over it, and Escape closes it.
  var search = window.clausebookSearch || {};
  var card = document.createElement("div");
  card.id = "_card";
  card.className = "card";
  card.setAttribute("role", "tooltip");
  document.body.append(card);
  var shown = null, wanted = null;
  var timer = 0;
  function referenceOf(target) {
    return target && target.closest && target.closest(".prose a[data-card]");
  }
  function hide() {
    clearTimeout(timer);
    wanted = null;
    if (!shown) return;
    card.removeAttribute("data-shown");
    shown.removeAttribute("aria-describedby");
    shown = null;
  }
  function show(link) {
    clearTimeout(timer);
    if (shown === link || !search.load) return;
    hide();
    wanted = link;
    var to = link.href.split("#")[0];
    search.load("m-" + link.dataset.card, "m" + link.dataset.card).then(function (rows) {
      var row = (rows || []).find(function (row) { return new URL(search.root + row[0], location.href).href === to; });
      if (row && wanted === link) place(link, row);
    });
  }
  function line(className, text) {
    if (!text) return null;
    var line = document.createElement("p");
    line.className = className;
    line.textContent = text;
    line.dir = "auto";
    card.append(line);
    return line;
  }
  function place(link, row) {
    shown = link;
    card.textContent = "";
    card.lang = row[8];
    line("eyebrow", row[1]);
    var title = line("card-title", row[2]);
    if (row[5]) {
      var badge = document.createElement("span");
      badge.className = "badge is-" + row[4];
      badge.textContent = row[5];
      title.append(" ", badge);
    }
    line("card-text", row[6]);
    link.removeAttribute("title");
    card.setAttribute("data-shown", "");
    link.setAttribute("aria-describedby", card.id);
    var box = link.getBoundingClientRect();
    var width = card.offsetWidth, height = card.offsetHeight;
    var left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    var below = box.bottom + 4 + height <= window.innerHeight || box.top < height + 8;
    card.style.left = left + scrollX + "px";
    card.style.top = (below ? box.bottom + 4 : box.top - height - 4) + scrollY + "px";
  }
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var link = referenceOf(event.target);
    clearTimeout(timer);
    if (link) timer = setTimeout(show, 250, link);
    else if (!card.contains(event.target)) timer = setTimeout(hide, 200);
  });
  document.addEventListener("focusin", function (event) {
    var link = referenceOf(event.target);
    if (link && event.target.matches(":focus-visible")) show(link); else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
})();
