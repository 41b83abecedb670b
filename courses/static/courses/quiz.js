// A quiz that loses nothing: every answer is written down here first, then sent, then crossed off.
// Without this script each page is a plain form, and the server does the same work.
(function () {
  "use strict";

  const findHost = () => document.querySelector("[data-sitting], [data-review], [data-finished]");
  if (!findHost()) return;
  const attempt = findHost().dataset.attempt;

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

  if (findHost().matches("[data-finished]")) {
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

  // The question on this page: its form, what the server holds of it, and the last save's number. Null on the review.
  let sitting = null;
  let acknowledged = "";
  let writer = "";
  let sequence = 1;
  let typing = 0;
  const SEND_AFTER = 1000; // milliseconds
  const OWN = new Set(["csrfmiddlewaretoken", "key", "base", "go"]);

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
      const outcome = await sendOne(position, readQueue()[position]);
      if (outcome === "later") return sendLater();
      if (outcome === "stop") return false;
      pause = 2000;
    }
  }
  function sendLater() {
    if (sitting) say(sitting.dataset.sayUnsaved);
    pause = Math.min(pause * 2, 30000);
    timer = setTimeout(flush, pause);
    return false;
  }

  // Save one answer. With `go` the same request brings the page that follows.
  async function sendOne(position, entry, go, isRepeated) {
    const body = new URLSearchParams(entry.fields);
    const token = tokenInput();
    body.set("csrfmiddlewaretoken", token ? token.value : "");
    if (go) body.set("go", go);
    const headers = go ? STEP : { Accept: "application/json" };
    let response;
    try {
      response = await fetch(entry.url, { method: "POST", body, headers, redirect: "manual" });
    } catch (error) {
      show("line-lost", true);
      return "later";
    }
    show("line-lost", response.status >= 500 || response.status === 429);
    if (response.status >= 500 || response.status === 429) return "later";
    if (response.status === 403 && !isRepeated && (await refreshToken())) return sendOne(position, entry, go, true);
    if (go && isStep(response)) {
      const html = await response.text();
      crossOff(position, entry.key);
      turnTo(html, response.headers.get("Content-Location"));
      return "moved";
    }
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

  // ── Going on ───────────────────────────────────────────────────────────────
  const STEP = { Accept: "text/html", "X-Quiz-Step": "1" };
  const isStep = (response) => response.status === 200 && response.headers.has("Content-Location");

  let path = location.pathname;

  // Put another page of the attempt in the place of this one.
  function turnTo(html, address) {
    const page = new DOMParser().parseFromString(html, "text/html");
    document.querySelector("main").replaceChildren(...page.body.childNodes);
    history.pushState({}, "", address);
    path = location.pathname;
    document.querySelectorAll(".header input[name=next]").forEach((input) => (input.value = address));
    document.title = findHost().dataset.title;
    mount();
    document.querySelector("main h1").focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  // Another page without anything to save: by itself when it comes alone, otherwise as the browser loads any page.
  async function visit(address) {
    let response;
    try {
      response = await fetch(address, { headers: STEP, redirect: "manual" });
    } catch (error) {
      // Everything is saved, but the next page cannot come: better here than on the browser's error page.
      show("line-lost", true);
      return;
    }
    if (isStep(response)) turnTo(await response.text(), response.headers.get("Content-Location"));
    else location.assign(address);
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
  let clock = null;
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
    if (sitting) enqueue();
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
  mount();
  setInterval(tick, 1000);
  setInterval(askServer, 4 * 60 * 1000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") askServer();
    else if (sitting) enqueue();
    flush();
  });
  window.addEventListener("online", () => {
    show("line-lost", false);
    flush();
  });

  // Back and forward: the address is another page's again. A jump within the page is not.
  window.addEventListener("popstate", () => {
    if (location.pathname !== path) location.reload();
  });

  // The last chance of a page that is being closed.
  window.addEventListener("pagehide", () => {
    if (!sitting) return;
    enqueue();
    const entry = readQueue()[sitting.dataset.position];
    if (!entry) return;
    const body = new URLSearchParams(entry.fields);
    body.set("csrfmiddlewaretoken", tokenInput().value);
    fetch(entry.url, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true }).catch(() => {});
  });

  // ── The page at hand ───────────────────────────────────────────────────────
  function mount() {
    const host = findHost();
    sitting = host.matches("[data-sitting]") ? host : null;
    clock = find("clock");
    setLeft(Number(clock.dataset.secondsLeft));
    tick();
    if (sitting) {
      mountQuestion();
    } else if (Object.keys(readQueue()).length) {
      show("queued", true);
      flush().then((isSent) => isSent && location.reload());
    }
  }

  function mountQuestion() {
    clearTimeout(typing);
    writer = sitting.elements.key.value.split(":")[0];
    sequence = 1;
    acknowledged = snapshot();
    // An answer that an earlier visit to this page could not send.
    const waiting = readQueue()[sitting.dataset.position];
    if (waiting) fill(readFields(waiting.fields));
    flush();
    sitting.addEventListener("change", () => {
      enqueue();
      sendSoon();
    });
    sitting.addEventListener("input", (event) => {
      if (event.target.name !== "number") return;
      refuse("");
      say(sitting.dataset.sayUnsaved);
      sendSoon();
    });
    sitting.addEventListener("submit", (event) => {
      event.preventDefault();
      goOn(event.submitter ? event.submitter.value : "next");
    });
  }

  // What is written down here is sent a moment later: most often the step to the next question takes it along.
  function sendSoon() {
    clearTimeout(typing);
    typing = setTimeout(() => {
      enqueue();
      flush();
    }, SEND_AFTER);
  }

  async function goOn(go) {
    const form = sitting;
    enqueue();
    while (current) await current;
    if (form !== sitting) return; // a second press, and the first has turned the page
    const queue = readQueue();
    const position = form.dataset.position;
    if (queue[position] && Object.keys(queue).length === 1) {
      current = step(position, queue[position], go).finally(() => {
        current = null;
      });
      if (!(await current)) point();
      return;
    }
    if (!(await flush())) {
      point();
      return;
    }
    const places = { next: Number(position) + 1, previous: Number(position) - 1 };
    const place = places[go] || Number(go);
    await visit(place ? form.dataset.questionUrl.replace(/0\/$/, place + "/") : form.dataset.reviewUrl);
  }
  async function step(position, entry, go) {
    const outcome = await sendOne(position, entry, go);
    return outcome === "later" ? sendLater() : outcome === "moved";
  }

  // Bring into sight why nothing moved.
  function point() {
    const banner = document.querySelector("[data-refused]:not([hidden]), [data-signed-out]:not([hidden]), [data-line-lost]:not([hidden])");
    if (banner) banner.scrollIntoView({ block: "nearest" });
  }

  function snapshot() {
    return JSON.stringify([...new FormData(sitting)].filter(([name]) => !OWN.has(name)));
  }

  function enqueue() {
    clearTimeout(typing);
    const position = sitting.dataset.position;
    const before = readQueue()[position];
    if (snapshot() === (before ? before.shown : acknowledged)) return;
    sequence += 1;
    sitting.elements.key.value = writer + ":" + sequence;
    const fields = [...new FormData(sitting)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const queue = readQueue();
    queue[position] = { url: sitting.action, fields, key: sitting.elements.key.value, shown: snapshot() };
    writeQueue(queue);
    refuse("");
    say(sitting.dataset.saySaving);
  }

  function acknowledge(data) {
    sitting.elements.base.value = data.revision;
    if (!readQueue()[sitting.dataset.position]) acknowledged = snapshot();
    say(data.saved);
    const square = sitting.querySelector("[aria-current=step]");
    square.classList.toggle("map__square--answered", data.is_answered);
    square.classList.toggle("map__square--flagged", sitting.elements.flagged.checked);
    const words = square.closest("ol").dataset;
    square.querySelector("[data-state]").textContent = data.is_answered ? words.answered : words.unanswered;
    const squares = sitting.querySelectorAll("ol .map__square");
    const answered = sitting.querySelectorAll("ol .map__square--answered");
    const count = find("count");
    count.textContent = count.dataset.words.replace("%1", answered.length).replace("%2", squares.length);
  }

  // Posted fields as an answer in the form that the server sends.
  function readFields(fields) {
    const answer = { choices: [], pairs: {} };
    let isFlagged = false;
    for (const [name, value] of fields) {
      if (name === "choice" || name === "number") answer[name] = value;
      else if (name === "choices") answer.choices.push(value);
      else if (name === "flagged") isFlagged = true;
      else if (name.startsWith("pair-")) answer.pairs[name.slice(5)] = value;
    }
    return { answer, is_flagged: isFlagged };
  }

  // Fill the form with an answer in the form that a page posts.
  function fill(data) {
    for (const input of sitting.elements) {
      if (input.name === "choice") input.checked = data.answer.choice === input.value;
      else if (input.name === "choices") input.checked = (data.answer.choices || []).includes(input.value);
      else if (input.name === "number") input.value = data.answer.number || "";
      else if (input.name === "flagged") input.checked = data.is_flagged;
      else if (input.name.startsWith("pair-")) input.value = (data.answer.pairs || {})[input.name.slice(5)] || "";
    }
  }
  function adopt(data) {
    fill(data);
    sitting.elements.base.value = data.revision;
    acknowledged = snapshot();
    say(data.saved);
  }
})();
