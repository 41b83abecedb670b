// The form of a question shows the rows of its kind alone. Without this script it shows them all.
(function () {
  "use strict";
  const kind = document.getElementById("id_kind");
  if (!kind) return;
  const sections = document.querySelectorAll("[data-kinds]");
  function show() {
    sections.forEach((section) => {
      section.hidden = !section.dataset.kinds.split(" ").includes(kind.value);
    });
  }
  kind.addEventListener("change", show);
  show();
})();
