// Scrubs a run: the slider and the marks load the desk of another event into the page. Without it they are links.
(function () {
  "use strict";
  const replay = document.querySelector("[data-replay]");
  if (!replay) return;
  const state = replay.querySelector("[data-replay-state]");
  const box = replay.querySelector("[data-replay-slider]");
  const slider = box.querySelector("input");
  const head = replay.querySelector("[data-replay-head]");
  const failed = replay.querySelector("[data-replay-failed]");
  const marks = new Map(Array.from(replay.querySelectorAll("[data-event]"), (mark) => [Number(mark.dataset.event), mark]));
  // Some numbers may be missing: not everyone may see every event.
  const numbers = Array.from(marks.keys()).sort((a, b) => a - b);
  let asked = null;
  let timer = 0;

  function point(number) {
    if (Number(slider.value) !== number) slider.value = number;
    const mark = marks.get(number);
    slider.setAttribute("aria-valuetext", mark.getAttribute("aria-label"));
    marks.forEach((other) => other.removeAttribute("aria-current"));
    mark.setAttribute("aria-current", "true");
    head.setAttribute("x1", mark.dataset.x);
    head.setAttribute("x2", mark.dataset.x);
    const film = head.closest(".reel__scroll");
    const spot = mark.getBoundingClientRect();
    const frame = film.getBoundingClientRect();
    if (spot.left < frame.left + 40 || spot.right > frame.right - 40) film.scrollLeft += spot.left - frame.left - frame.width / 2;
    const place = numbers.indexOf(number);
    const last = numbers.length - 1;
    const places = {
      first: numbers[0], previous: numbers[Math.max(0, place - 1)], next: numbers[Math.min(last, place + 1)], last: numbers[last],
    };
    replay.querySelectorAll("[data-replay-to]").forEach((link) => {
      const to = places[link.dataset.replayTo];
      if (to === undefined) return;
      link.setAttribute("href", "?event=" + to);
      if (to === number) link.setAttribute("aria-disabled", "true");
      else link.removeAttribute("aria-disabled");
    });
  }

  async function load(number) {
    if (asked) asked.abort();
    asked = new AbortController();
    state.setAttribute("aria-busy", "true");
    try {
      const response = await fetch("?event=" + number + "&part=1", { credentials: "same-origin", signal: asked.signal });
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      const shut = Array.from(state.querySelectorAll("[data-part]:not([open])"), (part) => part.dataset.part);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      page.querySelectorAll("[data-part]").forEach((part) => {
        const wasEmpty = !state.querySelector("[data-part=" + part.dataset.part + "] .count:not(:empty)");
        if (!wasEmpty && shut.includes(part.dataset.part) && !part.classList.contains("part--now")) part.removeAttribute("open");
      });
      state.replaceChildren(...page.body.childNodes);
      failed.hidden = true;
      history.replaceState(null, "", "?event=" + number);
      state.setAttribute("aria-busy", "false");
    } catch (error) {
      if (error.name === "AbortError") return;
      failed.hidden = false;
      state.setAttribute("aria-busy", "false");
    }
  }

  function go(wanted, wait) {
    const number = numbers.filter((known) => known <= wanted).pop() || numbers[0];
    point(number);
    clearTimeout(timer);
    timer = setTimeout(() => load(number), wait);
  }

  box.hidden = false;
  point(Number(slider.value));
  slider.addEventListener("input", () => go(Number(slider.value), 90));
  replay.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-event], a[data-replay-to]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.getAttribute("aria-disabled")) return;
    go(Number(new URLSearchParams(link.getAttribute("href").slice(1)).get("event")), 0);
  });
})();
