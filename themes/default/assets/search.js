// Search without a server: the parts of the index are scripts, loaded by adding a script tag. Each
// passes its part to `clausebookSearch`. See src/search/ for the format of the parts.
(function () {
  "use strict";
  var script = document.currentScript;
  var root = script.getAttribute("data-root");
  var parts = {};
  var waiting = {};

  window.clausebookSearch = function (part, key, data) {
    var name = part + key;
    parts[name] = data;
    (waiting[name] || []).forEach(function (done) { done(data); });
    delete waiting[name];
  };
  // For other scripts that show data of the index.
  window.clausebookSearch.load = load;
  window.clausebookSearch.root = root;

  function load(file, name) {
    if (name in parts) return Promise.resolve(parts[name]);
    return new Promise(function (done) {
      if (waiting[name]) return waiting[name].push(done);
      waiting[name] = [done];
      var tag = document.createElement("script");
      tag.src = root + "search/" + file + ".js";
      tag.onerror = function () { window.clausebookSearch(name.charAt(0), name.slice(1), null); };
      document.head.append(tag);
    });
  }

  // Words are split and folded as in src/search/words.rs.
  var RUN = /[\p{L}\p{N}\p{M}._\/-]+/gu;
  var SPACELESS = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]+/gu;
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
  }
  function trimmed(word) { return word.replace(/^[._\/-]+|[._\/-]+$/g, ""); }

  // The words of a text. In scripts without spaces, each pair of characters is a word.
  function wordsOf(text) {
    var words = [];
    (fold(text).match(RUN) || []).forEach(function (run) {
      words = words.concat(run.replace(SPACELESS, " ").split(" ").map(trimmed).filter(Boolean));
      (run.match(SPACELESS) || []).forEach(function (part) {
        var letters = Array.from(part);
        for (var at = 0; at === 0 || at + 1 < letters.length; at++) words.push(letters.slice(at, at + 2).join(""));
      });
    });
    return words;
  }
  function typedWords(text) { return wordsOf(text).slice(0, 12); }

  function shardOf(word) {
    return Array.from(word).slice(0, 2).map(function (letter) {
      return /^[a-z0-9]$/.test(letter) ? letter : "u" + letter.codePointAt(0).toString(16);
    }).join("");
  }

  // The parts of the vocabulary that may contain a word, as texts: sorted rows of form, term, file,
  // count.
  function vocabulary(index, word) {
    var shard = shardOf(word);
    var names = Array.from(word).length > 1
      ? index.shards.filter(function (name) { return name === shard; })
      : index.shards.filter(function (name) { return name.indexOf(shard) === 0; }).slice(0, 8);
    return Promise.all(names.map(function (name) { return load("v-" + name, "v" + name); }));
  }

  function rowsIn(text) {
    return text ? text.split("\n").map(function (line) {
      var cells = line.split(" ");
      return { form: cells[0], term: +cells[1], file: +cells[2], count: +cells[3] };
    }) : [];
  }

  // The rows that begin with a word. They are adjacent, and only they are parsed.
  function beginningWith(text, word) {
    text = "\n" + text;
    var begin = text.indexOf("\n" + word);
    if (begin < 0) return [];
    var end = begin;
    do end = text.indexOf("\n", end + 1); while (end >= 0 && text.startsWith(word, end + 1));
    return rowsIn(text.slice(begin + 1, end < 0 ? undefined : end));
  }

  // The edit distance of two words, up to a limit; two swapped letters count as one edit.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    var before = [], last = [], row;
    for (var j = 0; j <= b.length; j++) last[j] = j;
    for (var i = 1; i <= a.length; i++) {
      row = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        var same = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > limit) return limit + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  // The terms that a typed word may mean, each with its factor.
  function termsFor(index, word, isLast) {
    return vocabulary(index, word).then(function (texts) {
      texts = texts.filter(Boolean);
      var found = new Map();
      function add(list, factor, most) {
        list.sort(function (a, b) { return b.count - a.count; });
        list.slice(0, most).forEach(function (row) {
          if (!found.has(row.term)) found.set(row.term, { row: row, factor: factor });
        });
      }
      var beginning = [].concat.apply([], texts.map(function (text) { return beginningWith(text, word); }));
      add(beginning.filter(function (row) { return row.form === word; }), 1, 1);
      if (isLast || !found.size) add(beginning, 0.6, 6);
      if (found.size || word.length < 4) return Array.from(found.values());
      var rows = [].concat.apply([], texts.map(rowsIn));
      if (word.length > 4) {
        // The typed word may be a longer form of an indexed word.
        add(rows.filter(function (row) {
          return row.form.length > 3 && word.length - row.form.length < 4 && word.indexOf(row.form) === 0;
        }), 0.6, 2);
      }
      var limit = word.length > 6 ? 2 : 1;
      for (var far = 1; far <= limit && !found.size; far++) {
        add(rows.filter(function (row) { return distance(word, row.form, far) === far; }), 0.4, 4);
      }
      return Array.from(found.values());
    });
  }

  // Decodes a list of numbers, see src/search/encode.rs.
  function numbers(text) {
    var list = new Uint32Array(text.length), count = 0, value = 0, place = 1;
    for (var at = 0; at < text.length; at++) {
      var code = text.charCodeAt(at);
      var digit = code > 92 ? code - 36 : code - 35;
      if (digit >= 45) {
        value += (digit - 45) * place;
        place *= 45;
      } else {
        list[count++] = value + digit * place;
        value = 0;
        place = 1;
      }
    }
    return list.subarray(0, count);
  }

  var WEIGHTS = [1, 1.6, 4, 9];
  var MOST = 30;
  // The number of results that are visible at first. They are shown before the others are loaded.
  var FIRST = 10;

  // The number of pages with any of the terms, and the best pages: { page, section, score }. Pages
  // with more of the words come first.
  function best(index, ofWords) {
    var score = new Float64Array(index.pages), matched = new Uint8Array(index.pages);
    var most = new Float64Array(index.pages), section = new Uint32Array(index.pages);
    var worths = new Float64Array(index.pages);
    var later = new Set(index.later);
    ofWords.forEach(function (terms) {
      worths.fill(0);
      terms.forEach(function (found) {
        var rare = Math.log(1 + index.pages / (1 + found.term.row.count)) + 0.2;
        var postings = found.postings;
        for (var at = 0, page = 0; at + 1 < postings.length; at += 2) {
          page += postings[at];
          var packed = postings[at + 1];
          var worth = WEIGHTS[packed % 4] * rare * found.term.factor;
          if (worth > worths[page]) worths[page] = worth;
          if (worth > most[page] || (packed > 3 && !section[page] && worth >= most[page] / 4)) {
            most[page] = Math.max(most[page], worth);
            section[page] = packed >> 2;
          }
        }
      });
      for (var page = 0; page < index.pages; page++) {
        if (!worths[page]) continue;
        matched[page] += 1;
        score[page] += worths[page];
      }
    });
    var count = 0, pages = [];
    function isBetter(a, b) { return matched[a] > matched[b] || matched[a] === matched[b] && score[a] > score[b]; }
    for (var page = 0; page < index.pages; page++) {
      if (!matched[page]) continue;
      if (later.has(page)) score[page] /= 2;
      count += 1;
      if (pages.length === MOST && !isBetter(page, pages[MOST - 1])) continue;
      var place = pages.length;
      while (place && isBetter(page, pages[place - 1])) place -= 1;
      pages.splice(place, 0, page);
      pages.length = Math.min(pages.length, MOST);
    }
    return { count: count, best: pages.map(function (page) { return { page: page, section: section[page], score: score[page] }; }) };
  }

  // Loads the texts of results. Results without texts are left out.
  function withRows(index, entries) {
    return Promise.all(entries.map(function (entry) {
      var block = Math.floor(entry.page / index.block);
      return load("m-" + block, "m" + block).then(function (rows) {
        entry.row = (rows || [])[entry.page % index.block];
      });
    })).then(function () { return entries.filter(function (entry) { return entry.row; }); });
  }

  // Resolves when the changes of the page have been drawn.
  function drawn() {
    return new Promise(function (done) {
      requestAnimationFrame(function () { setTimeout(done); });
    });
  }

  // The results of a query: their number, and the best of them. `first` is called as soon as the
  // texts of the first results are loaded. If `isWanted` returns false, nothing more is loaded.
  function query(index, text, first, isWanted) {
    var words = typedWords(text);
    function unless(next) {
      return function (value) { return isWanted && !isWanted() ? { count: 0, best: [] } : next(value); };
    }
    return Promise.all(words.map(function (word, at) {
      return termsFor(index, word, at === words.length - 1);
    })).then(unless(function (ofWords) {
      return Promise.all(ofWords.map(function (terms) {
        return Promise.all(terms.map(function (term) {
          return load("p-" + term.row.file, "p" + term.row.file).then(function (lists) {
            return { term: term, postings: numbers((lists || {})[term.row.term] || "") };
          });
        }));
      })).then(unless(function (ofWords) {
        var found = best(index, ofWords);
        return withRows(index, found.best.slice(0, FIRST)).then(unless(function (entries) {
          if (first) first({ count: found.count, best: entries });
          return (first ? drawn() : Promise.resolve()).then(unless(function () {
            return withRows(index, found.best).then(function (entries) {
              return { count: found.count, best: entries };
            });
          }));
        }));
      }));
    }));
  }

  // Resolves to what recognises the words of a query in texts: all forms of the terms that were
  // found, and whether a folded word is one of them.
  function recogniser(index, text) {
    var words = typedWords(text);
    return Promise.all(words.map(function (word, at) {
      return Promise.all([vocabulary(index, word), termsFor(index, word, at === words.length - 1)]).then(function (both) {
        var forms = new Set([word]);
        both[0].filter(Boolean).forEach(function (text) {
          both[1].forEach(function (found) {
            var rows = text.match(new RegExp("^\\S+ " + found.row.term + " ", "gm")) || [];
            rows.forEach(function (row) { forms.add(row.slice(0, row.indexOf(" "))); });
          });
        });
        return forms;
      });
    })).then(function (ofWords) {
      // The number of the word that a text is, or that one of its parts is, or -1.
      var known = new Map();
      return function (token) {
        if (known.has(token)) return known.get(token);
        var parts = wordsOf(token);
        parts = parts.concat([].concat.apply([], parts.map(function (part) { return part.split(/[._\/-]/); })));
        var at = ofWords.findIndex(function (forms) { return parts.some(function (part) { return forms.has(part); }); });
        known.set(token, at);
        return at;
      };
    });
  }

  // Splits a text into pieces of [text, whether it is one of the words].
  function pieces(text, wordAt) {
    var out = [], end = 0, cut = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2}|[\p{L}\p{N}\p{M}._\/-]+/gu, found;
    while ((found = cut.exec(text))) {
      if (wordAt(found[0]) < 0) continue;
      if (found.index > end) out.push([text.slice(end, found.index), false]);
      out.push([found[0], true]);
      end = found.index + found[0].length;
    }
    if (end < text.length) out.push([text.slice(end), false]);
    return out;
  }

  var LONGEST_LINE = 180;
  // The sentence of a page with the most of the words, at first of the section that was found.
  function sentence(texts, section, wordAt) {
    var best = "", most = 0;
    function look(text) {
      text.split(/\n|(?<=[.!?。！？]["”»)]?)\s+/u).forEach(function (line) {
        var seen = new Set(pieces(line, wordAt).filter(function (piece) { return piece[1]; }).map(function (piece) { return wordAt(piece[0]); }));
        if (seen.size > most) { most = seen.size; best = line; }
      });
    }
    look(texts[section] || "");
    if (!most) texts.forEach(look);
    return best;
  }
  // A long sentence is cut around its first word.
  function shortened(line, wordAt) {
    if (line.length <= LONGEST_LINE) return line;
    var first = pieces(line, wordAt)[0];
    var from = Math.max(0, (first && !first[1] ? first[0].length : 0) - 60);
    if (from) from = line.indexOf(" ", from) + 1 || from;
    var part = line.slice(from, from + LONGEST_LINE);
    if (from + LONGEST_LINE < line.length) part = part.replace(/\s\S*$/, "") + " …";
    return (from ? "… " : "") + part;
  }

  // For tests and for other scripts of a theme.
  window.clausebookQuery = function (text, first, isWanted) {
    return load("index", "i").then(function (index) { return query(index, text, first, isWanted); });
  };

  // The dialog.
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".search-open");
    if (!button || !window.HTMLDialogElement) return;
    // The style is not needed to read the page. The button is shown when it has its style.
    var style = make("link", { rel: "stylesheet", href: root + "assets/search.css" }, document.head);
    style.onload = style.onerror = function () { button.hidden = false; };
    var words = button.dataset;
    var dialog, input, list, status, asked = 0, answered = 0, entered = false, timer = 0, late = false, active = null, boxes = {}, shown = [];

    function make(name, attributes, parent) {
      var element = document.createElement(name);
      Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
      if (parent) parent.append(element);
      return element;
    }

    function build() {
      dialog = make("dialog", { class: "search", "aria-label": words.label }, document.body);
      input = make("input", {
        type: "search", class: "search-input", role: "combobox", placeholder: words.placeholder,
        "aria-label": words.label, "aria-controls": "_search-results", "aria-expanded": "false",
        "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false"
      }, dialog);
      status = make("p", { class: "search-status", role: "status" }, dialog);
      list = make("div", { class: "search-results", id: "_search-results", role: "listbox", "aria-label": words.label }, dialog);
      input.addEventListener("input", function () {
        entered = false;
        // Of several keys in quick succession, the first and the last start a query.
        if (timer) late = true; else run();
        clearTimeout(timer);
        timer = setTimeout(function () {
          timer = 0;
          if (late) run();
        }, 30);
        if (late) prepare();
      });
      input.addEventListener("keydown", keys);
      dialog.addEventListener("click", function (event) {
        if (event.target === dialog) dialog.close();
      });
    }

    function open() {
      if (!dialog) build();
      if (!dialog.open) dialog.showModal();
      entered = false;
      input.focus();
      input.select();
      load("index", "i");
    }

    // Loads the vocabulary for the next query during the wait for another key.
    function prepare() {
      load("index", "i").then(function (index) {
        typedWords(input.value).forEach(function (word) { if (word.length > 1) vocabulary(index, word); });
      });
    }

    function run() {
      late = false;
      var text = input.value.trim();
      var mine = ++asked;
      function isWanted() { return mine === asked; }
      function answer(found) {
        answered = mine;
        show(found);
        if (entered && dialog.open) choose();
      }
      if (!text) return answer(null);
      // What still stands is of an earlier text, until there are results of this one.
      if (shown.length) setBusy(true);
      var begun = false;
      window.clausebookQuery(text, function (found) {
        begun = true;
        answer(found);
      }, isWanted).then(function (found) {
        if (!isWanted()) return;
        if (begun) add(found.best); else answer(found);
      });
    }

    function setBusy(busy) {
      list.classList.toggle("is-old", busy);
      if (busy) list.setAttribute("aria-busy", "true"); else list.removeAttribute("aria-busy");
    }

    // Enter chooses a result of the present text. If that has no results yet, the choice waits for
    // them.
    function enter() {
      if (late) {
        clearTimeout(timer);
        timer = 0;
        run();
      }
      if (answered === asked) choose(); else entered = true;
    }

    function choose() {
      entered = false;
      var chosen = active || options()[0];
      if (!chosen) return;
      dialog.close();
      chosen.click();
    }

    function show(found) {
      setBusy(false);
      list.textContent = "";
      active = null;
      boxes = {};
      shown = [];
      input.removeAttribute("aria-activedescendant");
      status.textContent = found ? (found.count ? words.found.replace("{}", found.count) : words.none) : "";
      if (found) add(found.best);
      input.setAttribute("aria-expanded", String(shown.length > 0));
    }

    // Adds results to their groups. The group with the best result comes first. The active result
    // stays active and at the same place on the screen.
    function add(best) {
      var seenAt = active && active.offsetTop;
      best.forEach(function (entry) {
        if (shown.indexOf(entry) >= 0) return;
        var group = entry.row[3];
        boxes[group] = boxes[group] || groupBox(group);
        result(entry, boxes[group], shown.length);
        shown.push(entry);
      });
      if (active) list.scrollTop += active.offsetTop - seenAt;
      showWords();
    }

    // Marks the words that were found, in titles and in the sentence of each result. The sentences
    // are loaded after the results are shown.
    function showWords() {
      var index = parts.i, mine = answered;
      recogniser(index, input.value).then(function (wordAt) {
        shown.forEach(function (entry) {
          if (entry.worded || mine !== answered) return;
          entry.worded = true;
          mark(entry.title, entry.row[2], wordAt);
          var file = Math.floor(entry.page / index.texts);
          load("t-" + file, "t" + file).then(function (pages) {
            if (mine !== answered) return;
            var line = sentence((pages || [])[entry.page % index.texts] || [], entry.section, wordAt);
            var section = entry.section ? "§ " + entry.row[7][entry.section - 1][1] + (line ? ": " : "") : "";
            if (line) mark(entry.line, section + shortened(line, wordAt), wordAt);
          });
        });
      });
    }

    function mark(element, text, wordAt) {
      element.textContent = "";
      pieces(text, wordAt).forEach(function (piece) {
        if (piece[1]) make("mark", {}, element).textContent = piece[0]; else element.append(piece[0]);
      });
    }

    function groupBox(group) {
      var id = "_search-group-" + group;
      var box = make("div", { role: "group", "aria-labelledby": id, class: "search-group" }, list);
      make("p", { class: "search-group-title", id: id, role: "presentation" }, box).textContent = parts.i.groups[group];
      return box;
    }

    function result(entry, box, number) {
      var row = entry.row;
      var section = entry.section ? row[7][entry.section - 1] : null;
      var href = root + row[0] + (section ? "#" + encodeURIComponent(section[0]) : "");
      var link = make("a", {
        href: href, role: "option", id: "_search-" + number, "aria-selected": "false", tabindex: "-1", class: "search-result"
      }, box);
      var name = make("span", { class: "search-name" }, link);
      if (row[1]) make("b", {}, name).textContent = row[1];
      name.append(" ");
      // What a page says is in its own language.
      var spoken = row[8] ? { lang: row[8], dir: "auto" } : { dir: "auto" };
      entry.title = make("span", spoken, name);
      entry.title.textContent = row[2];
      if (row[5]) make("span", { class: "badge is-" + row[4] }, link).textContent = row[5];
      var line = section ? "§ " + section[1] : row[6];
      entry.line = make("span", spoken, link);
      entry.line.className = "search-line";
      entry.line.textContent = line;
    }

    function options() { return Array.from(list.querySelectorAll("[role=option]")); }

    function move(step) {
      var all = options();
      if (!all.length) return;
      var at = active ? all.indexOf(active) + step : step > 0 ? 0 : -1;
      if (active) active.setAttribute("aria-selected", "false");
      active = all[(at + all.length) % all.length];
      active.setAttribute("aria-selected", "true");
      active.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", active.id);
    }

    function keys(event) {
      // Keys of an input method are ignored.
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        enter();
      } else if (event.key === "Escape") {
        // Without this, browsers would only clear the field.
        event.preventDefault();
        dialog.close();
      }
    }

    button.addEventListener("click", open);
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
      var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      var ctrlK = (event.key === "k" || event.key === "K") && (event.ctrlKey || event.metaKey);
      if (slash || ctrlK) {
        event.preventDefault();
        open();
      }
    });
  });
})();
