// Comforts of every page. Without this script everything still works.
(function () {
  "use strict";

  function store(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch (error) {
      // Private windows refuse storage: the choice then lasts for this page.
    }
  }

  function recall(key) {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }

  // Theme
  const root = document.documentElement;
  const themes = document.querySelectorAll("[data-theme-choice]");
  function showTheme() {
    const current = root.dataset.theme || "system";
    themes.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.themeChoice === current)));
  }
  themes.forEach((button) =>
    button.addEventListener("click", () => {
      const choice = button.dataset.themeChoice;
      if (choice === "system") delete root.dataset.theme;
      else root.dataset.theme = choice;
      store("theme", choice === "system" ? null : choice);
      showTheme();
    }),
  );
  showTheme();

  // After a refused form the summary of errors takes the focus.
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // Menus close on Escape, on a click elsewhere, and when another opens.
  const menus = document.querySelectorAll("details[data-menu]");
  document.addEventListener("click", (event) => {
    menus.forEach((menu) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus.forEach((menu) => {
      if (!menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // Copy an identifier; the answer is spoken and shown in the button.
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    const label = button.querySelector("[data-copy-label]") || button;
    const before = label.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.textContent = button.dataset.copied;
      setTimeout(() => (label.textContent = before), 2000);
    });
  });

  // A form that was sent is not sent twice by an impatient click. Coming back by the browser's button opens it again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => delete form.dataset.sent);
  });

  // Rows of links that scroll sideways on a phone show the current one.
  document.querySelectorAll("nav [aria-current]").forEach((link) => link.scrollIntoView({ block: "nearest", inline: "nearest" }));

  // The workbench's drawer: open beside the work on a wide screen, put away on a narrow one, and as it was left.
  const drawer = document.querySelector("details[data-drawer]");
  if (drawer) {
    const left = recall("drawer");
    const wide = window.matchMedia("(min-width: 70rem)").matches;
    drawer.open = wide ? left !== "away" : false;
    drawer.addEventListener("toggle", () => {
      if (window.matchMedia("(min-width: 70rem)").matches) store("drawer", drawer.open ? "pinned" : "away");
    });
  }
})();
