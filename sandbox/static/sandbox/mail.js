// Comforts of the mail desk: marks as read, keeps drafts, speaks of time at thresholds. Without it buttons do the same.
(function () {
  "use strict";

  // A clock is a sentence that changes at its thresholds and says nothing between them. The server's clock counts: seconds left
  // are given with the page, and measured from its arrival.
  const began = performance.now();
  document.querySelectorAll("[data-mail-clock]").forEach((clock) => {
    const left = Number(clock.dataset.left);
    JSON.parse(clock.dataset.steps).forEach(([at, words]) => {
      const wait = (left - at) * 1000 - (performance.now() - began);
      if (wait < 0 || wait > 2147483647) return;
      setTimeout(() => {
        clock.textContent = words;
        if (at === 0) clock.classList.add("mail-clock--attention");
      }, wait);
    });
  });

  // Who reads a message has read it.
  const reading = document.querySelector("form[data-mail-read]");
  if (reading) {
    reading.hidden = true;
    fetch(reading.action, {
      method: "POST", body: new FormData(reading), headers: { "X-Autosave": "1" }, credentials: "same-origin", keepalive: true,
    })
      .then((response) => {
        if (!response.ok) reading.hidden = false;
      })
      .catch(() => (reading.hidden = false));
  }

  const form = document.querySelector("form[data-mail-form]");
  if (!form) return;

  // The list of what a good request has ticks itself off.
  const done = form.querySelector("[data-done]");
  const items = done ? done.querySelectorAll("[data-check]") : [];
  items.forEach((item) => {
    const words = item.firstElementChild.appendChild(document.createElement("span"));
    words.className = "visually-hidden";
  });
  function isFilled(name) {
    if (name === "deadline" && form.elements.purpose.value === "hit_confirmation") return true;
    const field = form.elements[name];
    return Boolean(field && String(field.value || "").trim());
  }
  function check() {
    items.forEach((item) => {
      const met = item.dataset.check.split(" ").every(isFilled);
      item.toggleAttribute("data-is-done", met);
      item.firstElementChild.lastElementChild.textContent = met ? " (" + done.dataset.done + ")" : "";
    });
    const warning = form.querySelector("[data-broadcast]");
    if (warning) {
      const count = 1 + form.querySelectorAll("[name=also_to]:checked").length;
      warning.hidden = count < Number(warning.dataset.broadcast);
    }
  }

  // Drafts: kept two seconds after the last key, tried again while there is no line.
  const status = form.querySelector("[data-saved]");
  let timer = null;
  let running = false;
  let isLeaving = false;
  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }
  async function save() {
    if (isLeaving) return;
    if (running) return plan(1000);
    running = true;
    try {
      const response = await fetch(form.dataset.save, {
        method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, credentials: "same-origin", redirect: "manual",
      });
      if (response.status === 204) {
        status.textContent = status.dataset.wordsSaved + " " + new Date().toLocaleTimeString();
      } else {
        status.textContent = response.status === 422 ? await response.text() : status.dataset.wordsLate;
      }
    } catch (error) {
      status.textContent = status.dataset.wordsLost;
      plan(5000);
    } finally {
      running = false;
    }
  }
  form.addEventListener("input", () => {
    check();
    plan(2000);
  });
  form.addEventListener("submit", () => {
    isLeaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("pageshow", () => (isLeaving = false));
  check();
})();
