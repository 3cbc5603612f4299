// Adds the day of printing to printed pages, beside the as-of date, and starts printing.
(function () {
  "use strict";
  // Without scripts the button would do nothing.
  var button = document.querySelector(".print-page");
  if (button) {
    button.hidden = false;
    button.onclick = function () { print(); };
  }
  addEventListener("beforeprint", function () {
    var now = new Date();
    var two = function (number) { return String(number).padStart(2, "0"); };
    var day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
    document.querySelectorAll("[data-printed]").forEach(function (place) {
      place.textContent = " · " + place.dataset.printed + " " + day;
    });
  });
})();
