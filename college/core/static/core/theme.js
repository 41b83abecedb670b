// Runs before the first paint: a chosen theme must not flash. Everything else waits for college.js.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    // Storage is closed to us: the system's theme stands.
  }
})();
