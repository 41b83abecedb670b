// A quiz that loses nothing: every answer is written down here first, then sent, then crossed off.
// Without this script each page is a plain form, and the server does the same work.
(function () {
  "use strict";

  const host = document.querySelector("[data-sitting], [data-review], [data-finished]");
  if (!host) return;
  const attempt = host.dataset.attempt;
  const sitting = host.matches("[data-sitting]") ? host : null;

  // ── What waits to be sent: {position: {url, fields, key}} ──────────────────
  const SHELF = "quiz:" + attempt;
  let memory = {};
  function readQueue() {
    try {
      return JSON.parse(localStorage.getItem(SHELF)) || memory;
    } catch (error) {
      return memory;
    }
  }
  function writeQueue(queue) {
    memory = queue;
    try {
      if (Object.keys(queue).length) localStorage.setItem(SHELF, JSON.stringify(queue));
      else localStorage.removeItem(SHELF);
    } catch (error) {
      // No storage in this window: the queue lasts as long as the page.
    }
  }
  function crossOff(position, key) {
    const queue = readQueue();
    if (queue[position] && queue[position].key === key) delete queue[position];
    writeQueue(queue);
  }

  if (host.matches("[data-finished]")) {
    writeQueue({});
    return;
  }

  const find = (name) => document.querySelector("[data-" + name + "]");
  function show(name, isShown) {
    const element = find(name);
    if (element) element.hidden = !isShown;
  }
  function say(words) {
    const place = find("saved");
    if (place && place.textContent !== words) place.textContent = words;
  }
  function refuse(words) {
    const place = find("refused-words");
    if (place) place.textContent = words;
    show("refused", Boolean(words));
  }
  const tokenInput = () => document.querySelector("main input[name=csrfmiddlewaretoken]");

  // ── Sending ────────────────────────────────────────────────────────────────
  let current = null; // the flush under way
  let pause = 2000;
  let timer = 0;

  function flush() {
    if (!current) {
      current = sendAll().finally(() => {
        current = null;
      });
    }
    return current;
  }

  // True when nothing is left to send.
  async function sendAll() {
    clearTimeout(timer);
    for (;;) {
      const [position] = Object.keys(readQueue());
      if (!position) return true;
      const outcome = await sendOne(position, readQueue()[position], true);
      if (outcome === "later") {
        if (sitting) say(sitting.dataset.sayUnsaved);
        pause = Math.min(pause * 2, 30000);
        timer = setTimeout(flush, pause);
        return false;
      }
      if (outcome === "stop") return false;
      pause = 2000;
    }
  }

  async function sendOne(position, entry, mayRefresh) {
    const body = new URLSearchParams(entry.fields);
    const token = tokenInput();
    body.set("csrfmiddlewaretoken", token ? token.value : "");
    let response;
    try {
      response = await fetch(entry.url, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    } catch (error) {
      show("line-lost", true);
      return "later";
    }
    show("line-lost", response.status >= 500 || response.status === 429);
    if (response.status >= 500 || response.status === 429) return "later";
    if (response.status === 403 && mayRefresh && (await refreshToken())) return sendOne(position, entry, false);
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    const isSignedOut = response.status === 401 || !isJson;
    show("signed-out", isSignedOut);
    if (isSignedOut) return "later";
    return settle(position, entry, response.status, await response.json());
  }

  function settle(position, entry, status, data) {
    crossOff(position, entry.key);
    if (data.result) {
      location.assign(data.result);
      return "stop";
    }
    const isHere = sitting && position === sitting.dataset.position;
    if (status === 200) {
      if (isHere) acknowledge(data);
      return "sent";
    }
    if (isHere && status === 409 && data.answer) adopt(data);
    refuse(data.message || "");
    if (isHere && status === 422) say(sitting.dataset.sayUnsaved);
    return "stop";
  }

  // Signing in again changes the token of every form: the page's own address has the new one.
  async function refreshToken() {
    try {
      const response = await fetch(location.pathname, { redirect: "manual" });
      if (response.status !== 200) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("main input[name=csrfmiddlewaretoken]");
      if (!fresh) return false;
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => (input.value = fresh.value));
      return true;
    } catch (error) {
      return false;
    }
  }

  // ── The clock ──────────────────────────────────────────────────────────────
  const clock = find("clock");
  const THRESHOLDS = [600, 300, 60];
  let endsAt = 0;
  let lastLeft = Infinity;
  let isOver = false;

  function setLeft(seconds) {
    endsAt = performance.now() + seconds * 1000;
  }
  function tick() {
    const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
    const face = find("clock-left");
    const minutes = Math.floor(left / 60);
    const digits = minutes + ":" + String(left % 60).padStart(2, "0");
    face.textContent = left >= 600 ? clock.dataset.minutes.replace("%s", Math.ceil(left / 60)) : clock.dataset.left.replace("%s", digits);
    face.toggleAttribute("data-low", left < 300);
    const crossed = THRESHOLDS.filter((threshold) => lastLeft > threshold && left <= threshold);
    if (crossed.length && lastLeft !== Infinity) {
      const threshold = Math.min(...crossed);
      const words = threshold === 60 ? clock.dataset.sayMinute : clock.dataset.sayMinutes.replace("%s", threshold / 60);
      find("clock-voice").textContent = words;
    }
    lastLeft = left;
    if (left === 0 && !isOver) handIn();
  }
  async function handIn() {
    isOver = true;
    find("clock-voice").textContent = clock.dataset.sayOver;
    await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, 5000))]);
    // A save that came too late has already led to the result.
    find("time-up").submit();
  }
  async function askServer() {
    try {
      const response = await fetch(clock.dataset.statusUrl, { headers: { Accept: "application/json" } });
      if (response.status === 401) show("signed-out", true);
      if (!response.ok) return;
      show("signed-out", false);
      const data = await response.json();
      if (data.state === "finished") find("time-up").submit();
      else setLeft(data.seconds_left);
    } catch (error) {
      // The line is lost: this clock goes on, and the server's decides.
    }
  }
  setLeft(Number(clock.dataset.secondsLeft));
  tick();
  setInterval(tick, 1000);
  setInterval(askServer, 4 * 60 * 1000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    askServer();
    flush();
  });
  window.addEventListener("online", () => {
    show("line-lost", false);
    flush();
  });

  if (!sitting) {
    if (Object.keys(readQueue()).length) {
      show("queued", true);
      flush().then((isSent) => isSent && location.reload());
    }
    return;
  }

  // ── The question on this page ──────────────────────────────────────────────
  const keyInput = sitting.elements.key;
  const baseInput = sitting.elements.base;
  const position = sitting.dataset.position;
  const writer = keyInput.value.split(":")[0];
  let sequence = 1;
  let typing = 0;
  const OWN = new Set(["csrfmiddlewaretoken", "key", "base", "go"]);
  const snapshot = () => JSON.stringify([...new FormData(sitting)].filter(([name]) => !OWN.has(name)));
  let acknowledged = snapshot();

  function enqueue() {
    clearTimeout(typing);
    const before = readQueue()[position];
    if (snapshot() === (before ? before.shown : acknowledged)) return;
    sequence += 1;
    keyInput.value = writer + ":" + sequence;
    const fields = [...new FormData(sitting)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const queue = readQueue();
    queue[position] = { url: sitting.action, fields, key: keyInput.value, shown: snapshot() };
    writeQueue(queue);
    refuse("");
    say(sitting.dataset.saySaving);
  }

  function acknowledge(data) {
    baseInput.value = data.revision;
    if (!readQueue()[position]) acknowledged = snapshot();
    say(data.saved);
    const square = sitting.querySelector("[aria-current=step]");
    square.classList.toggle("map__square--answered", data.is_answered);
    square.classList.toggle("map__square--flagged", sitting.elements.flagged.checked);
    const state = square.querySelector("[data-state]");
    state.textContent = data.is_answered ? state.dataset.answered : state.dataset.unanswered;
    const squares = sitting.querySelectorAll("ol .map__square");
    const answered = sitting.querySelectorAll("ol .map__square--answered");
    const count = find("count");
    count.textContent = count.dataset.words.replace("%1", answered.length).replace("%2", squares.length);
  }

  // Fill the form with an answer in the form that a page posts.
  function fill(answer, isFlagged) {
    for (const input of sitting.elements) {
      if (input.name === "choice") input.checked = answer.choice === input.value;
      else if (input.name === "choices") input.checked = (answer.choices || []).includes(input.value);
      else if (input.name === "number") input.value = answer.number || "";
      else if (input.name === "flagged") input.checked = isFlagged;
      else if (input.name.startsWith("pair-")) input.value = (answer.pairs || {})[input.name.slice(5)] || "";
    }
  }
  function adopt(data) {
    fill(data.answer, data.is_flagged);
    baseInput.value = data.revision;
    acknowledged = snapshot();
    say(data.saved);
  }

  // An answer that an earlier visit to this page could not send.
  const waiting = readQueue()[position];
  if (waiting) {
    const pairs = {};
    const answer = { choices: [], pairs };
    let isFlagged = false;
    for (const [name, value] of waiting.fields) {
      if (name === "choice" || name === "number") answer[name] = value;
      else if (name === "choices") answer.choices.push(value);
      else if (name === "flagged") isFlagged = true;
      else if (name.startsWith("pair-")) pairs[name.slice(5)] = value;
    }
    fill(answer, isFlagged);
  }
  flush();

  sitting.addEventListener("change", () => {
    enqueue();
    flush();
  });
  sitting.addEventListener("input", (event) => {
    if (event.target.name !== "number") return;
    refuse("");
    say(sitting.dataset.sayUnsaved);
    clearTimeout(typing);
    typing = setTimeout(() => {
      enqueue();
      flush();
    }, 1200);
  });

  sitting.addEventListener("submit", async (event) => {
    event.preventDefault();
    const go = event.submitter ? event.submitter.value : "next";
    enqueue();
    while (current) await current;
    const isSent = await flush();
    if (!isSent) {
      const banner = document.querySelector("[data-refused]:not([hidden]), [data-signed-out]:not([hidden]), [data-line-lost]:not([hidden])");
      if (banner) banner.scrollIntoView({ block: "nearest" });
      return;
    }
    if (navigator.onLine === false) {
      // Everything is saved, but the next page cannot come: better here than on the browser's error page.
      show("line-lost", true);
      return;
    }
    const places = { next: Number(position) + 1, previous: Number(position) - 1 };
    const place = places[go] || Number(go);
    location.assign(place ? sitting.dataset.questionUrl.replace(/0\/$/, place + "/") : sitting.dataset.reviewUrl);
  });

  // The last chance of a page that is being closed.
  window.addEventListener("pagehide", () => {
    const entry = readQueue()[position];
    if (!entry) return;
    const body = new URLSearchParams(entry.fields);
    body.set("csrfmiddlewaretoken", tokenInput().value);
    fetch(entry.url, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true }).catch(() => {});
  });
})();
