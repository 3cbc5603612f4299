// Paper says on which day it was printed, beside the day on which the manual was judged.
(function () {
  "use strict";
  addEventListener("beforeprint", function () {
    var now = new Date();
    var two = function (number) { return String(number).padStart(2, "0"); };
    var day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
    document.querySelectorAll("[data-printed]").forEach(function (place) {
      place.textContent = " · " + place.dataset.printed + " " + day;
    });
  });
})();
