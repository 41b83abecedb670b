// The case chart by hand: drag or walk its boxes, zoom, tidy up, save. Without it the same picture stands still, and its links and
// forms do the rest. Lines are drawn as sandbox/domain/case/layout.py draws them.
(function () {
  "use strict";
  const root = document.querySelector("[data-chart]");
  if (!root) return;
  const svg = root.querySelector("svg.chart");
  const scroll = root.querySelector(".chart-scroll");
  const form = root.querySelector("[data-layout]");
  const state = root.querySelector("[data-state]");
  const words = JSON.parse(root.dataset.words);
  const BOX = [168, 60], LEAST = [124, 70], MOST = [6000, 6000], EDGE = [174, 104], FOOT = 32;
  const WORD = [84, 17], PARTS = [0.5, 0.36, 0.64, 0.26, 0.74];
  const STEP = 16, STRIDE = 64, SLACK = 5;

  const nodes = [...svg.querySelectorAll("[data-node]")].map((shape) => {
    const [x, y] = shape.getAttribute("transform").match(/-?\d+/g).map(Number);
    return { shape, number: Number(shape.dataset.node), name: shape.getAttribute("aria-label"), x: x + BOX[0] / 2, y: y + BOX[1] / 2 };
  });
  const byNumber = new Map(nodes.map((node) => [node.number, node]));
  const texts = svg.querySelectorAll(".chart__word");
  const links = [...svg.querySelectorAll("[data-link]")].map((path, index) => {
    const [source, target] = path.dataset.ends.split(" ").map((number) => byNumber.get(Number(number)));
    return { path, text: texts[index], source, target, word: path.dataset.word, certainty: path.dataset.certainty };
  });
  const past = [];
  let scale = 1, isMoving = false, isDirty = false, planned = 0, timer = 0;

  function tell(name, values) {
    state.textContent = (words[name] || name).replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  // Shapes.
  function leave(node, x, y) {
    const dx = x - node.x, dy = y - node.y;
    const part = Math.min(dx ? (BOX[0] / 2 + 3) / Math.abs(dx) : Infinity, dy ? (BOX[1] / 2 + 3) / Math.abs(dy) : Infinity, 1);
    return [Math.round(node.x + dx * part), Math.round(node.y + dy * part)];
  }
  function reach(x, y) {
    return (Math.abs(x) * BOX[0]) / 2 + (Math.abs(y) * BOX[1]) / 2;
  }
  function isBlocked(a, b) {
    const dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy || 1;
    const far = reach(dy / Math.sqrt(square), dx / Math.sqrt(square));
    return nodes.some((node) => {
      if (node === a || node === b) return false;
      const along = ((node.x - a.x) * dx + (node.y - a.y) * dy) / square;
      return along > 0 && along < 1 && Math.hypot(a.x + along * dx - node.x, a.y + along * dy - node.y) < far;
    });
  }
  function findRoom(places, taken) {
    const rate = ([x, y]) => {
      const gaps = taken.map((word) => Math.max(Math.abs(x - word[0]) / WORD[0], Math.abs(y - word[1]) / WORD[1]));
      const isCovered = nodes.some((n) => Math.abs(x - n.x) < (BOX[0] + WORD[0]) / 2 && Math.abs(y - n.y) < BOX[1] / 2 + 6);
      return Math.min(1, ...gaps) - (isCovered ? 1 : 0);
    };
    return places.reduce((best, place) => (rate(place) > rate(best) ? place : best));
  }
  function drawLinks() {
    const drawn = new Map(), taken = [];
    links.forEach(({ path, text, source: a, target: b }) => {
      const pair = [a.number, b.number].sort((x, y) => x - y).join(" ");
      const place = drawn.get(pair) || 0;
      drawn.set(pair, place + 1);
      const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      let bow = Math.floor((place + 1) / 2) * (place % 2 ? 46 : -46);
      if (place === 0 && isBlocked(a, b)) bow = reach((a.y - b.y) / length, (b.x - a.x) / length) + 18;
      const sign = a.x < b.x || (a.x === b.x && a.y <= b.y) ? 1 : -1;
      const cx = (a.x + b.x) / 2 + (-(b.y - a.y) / length) * sign * 2 * bow;
      const cy = (a.y + b.y) / 2 + ((b.x - a.x) / length) * sign * 2 * bow;
      const start = leave(a, cx, cy), end = leave(b, cx, cy);
      path.setAttribute("d", `M${start.join(" ")}Q${Math.round(cx)} ${Math.round(cy)} ${end.join(" ")}`);
      const word = findRoom(PARTS.map((part) => [0, 1].map((i) =>
        Math.round((1 - part) ** 2 * start[i] + 2 * part * (1 - part) * [cx, cy][i] + part ** 2 * end[i]))), taken);
      taken.push(word);
      text.setAttribute("x", word[0]);
      text.setAttribute("y", word[1] + 4);
    });
  }
  function measure() {
    return [
      Math.max(400, ...nodes.map((node) => Math.round(node.x) + EDGE[0])),
      Math.max(...nodes.map((node) => Math.round(node.y) + EDGE[1])) + FOOT,
    ];
  }
  function draw() {
    planned = 0;
    nodes.forEach((node) =>
      node.shape.setAttribute("transform", `translate(${Math.round(node.x - BOX[0] / 2)} ${Math.round(node.y - BOX[1] / 2)})`));
    drawLinks();
    const [width, height] = measure(), foot = svg.querySelector(".chart__foot"), mark = svg.querySelector(".chart__mark");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("width", Math.round(width * scale));
    svg.setAttribute("height", Math.round(height * scale));
    foot.setAttribute("width", width);
    foot.setAttribute("y", height - FOOT + 6);
    mark.setAttribute("x", Math.round(width / 2));
    mark.setAttribute("y", height - 8);
  }
  function plan() {
    if (!planned) planned = requestAnimationFrame(draw);
  }

  // Moves, and taking them back.
  function put(node, x, y) {
    node.x = Math.min(MOST[0], Math.max(LEAST[0], Math.round(x)));
    node.y = Math.min(MOST[1], Math.max(LEAST[1], Math.round(y)));
    plan();
  }
  function remember() {
    past.push(nodes.map((node) => [node.x, node.y]));
    if (past.length > 100) past.shift();
  }
  function soil() {
    isDirty = true;
    root.toggleAttribute("data-is-moved", true);
  }
  function undo() {
    const last = past.pop();
    if (!last) return tell("nothing");
    nodes.forEach((node, i) => put(node, ...last[i]));
    soil();
    tell("undone");
  }
  function setMoving(on) {
    isMoving = on;
    svg.classList.toggle("chart--moving", on);
    root.querySelector("[data-do=move]").setAttribute("aria-pressed", String(on));
    tell(on ? "moving" : "still");
  }

  // The pointer: a mouse drags at any time, a finger after "Move boxes", so that it can push the picture about otherwise.
  let held = null, wasDragged = false;
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    const shape = event.target.closest("[data-node]");
    wasDragged = false;
    if (event.button !== 0 || (event.pointerType === "touch" && !(isMoving && shape))) return;
    held = {
      id: event.pointerId, node: shape && byNumber.get(Number(shape.dataset.node)), x: event.clientX, y: event.clientY,
      left: scroll.scrollLeft, top: scroll.scrollTop,
    };
    if (held.node) Object.assign(held, { fromX: held.node.x, fromY: held.node.y });
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (!wasDragged) {
      if (Math.hypot(dx, dy) < SLACK) return;
      wasDragged = true;
      svg.setPointerCapture(held.id);
      svg.classList.add("chart--held");
      if (held.node) remember();
    }
    if (held.node) put(held.node, held.fromX + dx / scale, held.fromY + dy / scale);
    else scroll.scrollTo(held.left - dx, held.top - dy);
  });
  function release() {
    if (held && held.node && wasDragged) {
      soil();
      tell("unsaved");
    }
    held = null;
    svg.classList.remove("chart--held");
  }
  svg.addEventListener("pointerup", release);
  svg.addEventListener("pointercancel", release);
  svg.addEventListener("click", (event) => {
    if (wasDragged || (isMoving && event.detail > 0)) event.preventDefault();
    wasDragged = false;
  }, true);

  // The keyboard: arrows walk along links, or move the box.
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  function show(node) {
    const frame = scroll.getBoundingClientRect(), box = node.shape.getBoundingClientRect();
    const over = (low, high, least, most) => (low < least ? low - least - 16 : high > most ? high - most + 16 : 0);
    scroll.scrollBy(over(box.left, box.right, frame.left, frame.right), over(box.top, box.bottom, frame.top, frame.bottom));
  }
  function walk(node, [dx, dy]) {
    let best = null;
    links.forEach((link) => {
      if (link.source !== node && link.target !== node) return;
      const other = link.source === node ? link.target : link.source;
      const x = other.x - node.x, y = other.y - node.y, along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
      const cost = along + 2 * across;
      if (along > 0 && across <= 2 * along && (!best || cost < best.cost)) best = { other, link, cost };
    });
    if (!best) return tell("alone");
    best.other.shape.focus({ preventScroll: true });
    show(best.other);
    const count = links.filter((link) => link.source === best.other || link.target === best.other).length;
    tell("walked", { link: best.link.word, certainty: best.link.certainty, count });
  }
  function nudge(node, [dx, dy], step) {
    remember();
    put(node, node.x + dx * step, node.y + dy * step);
    soil();
    clearTimeout(timer);
    timer = setTimeout(() => tell("moved", { name: node.name, x: node.x, y: node.y }), 300);
    requestAnimationFrame(() => show(node));
  }
  svg.addEventListener("keydown", (event) => {
    const shape = event.target.closest("[data-node]");
    if (!shape || event.ctrlKey || event.altKey || event.metaKey) return;
    const node = byNumber.get(Number(shape.dataset.node)), arrow = ARROWS[event.key];
    if (arrow && isMoving) nudge(node, arrow, event.shiftKey ? STRIDE : STEP);
    else if (arrow) walk(node, arrow);
    else if (event.key.toLowerCase() === "m") setMoving(!isMoving);
    else if (event.key === "Escape" && isMoving) setMoving(false);
    else return;
    event.preventDefault();
  });

  // Size.
  function zoom(next) {
    const before = scale, x = scroll.scrollLeft + scroll.clientWidth / 2, y = scroll.scrollTop + scroll.clientHeight / 2;
    scale = Math.min(2, Math.max(0.2, next));
    draw();
    scroll.scrollTo((x * scale) / before - scroll.clientWidth / 2, (y * scale) / before - scroll.clientHeight / 2);
    tell("zoomed", { percent: Math.round(scale * 100) });
  }
  function fit() {
    const [width, height] = measure();
    zoom(Math.min(1, scroll.clientWidth / width, Math.max(320, window.innerHeight * 0.7) / height));
  }
  scroll.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
  }, { passive: false });

  // Tidying up: d3-force, loaded when it is asked for. Boxes are wider than high: it works on a sheet stretched in height.
  const STRETCH = 1.75;
  async function tidy() {
    let force;
    try {
      force = await import(root.dataset.force);
    } catch (error) {
      return tell("absent");
    }
    const points = nodes.map((node) => ({ x: node.x, y: node.y * STRETCH }));
    const index = new Map(nodes.map((node, i) => [node, i]));
    const simulation = force.forceSimulation(points).stop()
      .force("links", force.forceLink(links.map((link) => ({ source: index.get(link.source), target: index.get(link.target) }))).distance(270).strength(0.5))
      .force("apart", force.forceManyBody().strength(-1600).distanceMax(1400))
      .force("boxes", force.forceCollide(118).iterations(3))
      .force("x", force.forceX(0).strength(0.045))
      .force("y", force.forceY(0).strength(0.045));
    for (let round = 0; round < 320; round += 1) simulation.tick();
    const left = Math.min(...points.map((point) => point.x)), top = Math.min(...points.map((point) => point.y));
    remember();
    await glide(points.map((point) => [point.x - left + LEAST[0] + 50, (point.y - top) / STRETCH + LEAST[1] + 34]));
    soil();
    tell("tidied");
  }
  // Nothing is said to be tidied, nor saved, before every box has come to its place.
  let gliding = null;
  function glide(goals) {
    gliding = new Promise((arrived) => settle(goals, arrived)).then(() => { gliding = null; });
    return gliding;
  }
  function settle(goals, arrived) {
    const from = nodes.map((node) => [node.x, node.y]), began = performance.now();
    const time = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180;
    const step = (now) => {
      const part = time ? Math.min(1, Math.max(0, (now - began) / time)) : 1;
      nodes.forEach((node, i) => put(node, from[i][0] + (goals[i][0] - from[i][0]) * part, from[i][1] + (goals[i][1] - from[i][1]) * part));
      if (part < 1) requestAnimationFrame(step);
      else arrived();
    };
    step(began);
  }

  // Saving: all boxes stay where they stand. A refusal is said, and the next save is a choice.
  let isSaving = false;
  async function save() {
    if (isSaving) return;
    isSaving = true;
    await gliding;
    tell("saving");
    const body = new FormData(form);
    body.set("places", JSON.stringify(Object.fromEntries(nodes.map((node) => [node.number, [node.x, node.y]]))));
    const stood = body.get("places");
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" }, credentials: "same-origin" });
      const answer = await response.json();
      form.elements.layout.value = answer.layout;
      form.elements.key.value = answer.key;
      tell(answer.said);
      if (response.ok && stood === JSON.stringify(Object.fromEntries(nodes.map((node) => [node.number, [node.x, node.y]])))) {
        isDirty = false;
        root.removeAttribute("data-is-moved");
      }
    } catch (error) {
      tell(error instanceof TypeError ? "lost" : "failed");
    } finally {
      isSaving = false;
    }
  }
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });

  const deeds = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), fit, move: () => setMoving(!isMoving), tidy, undo, save };
  const tools = root.querySelector(".chart-tools");
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) deeds[button.dataset.do]();
  });
  tools.hidden = state.hidden = false;
  form.addEventListener("submit", () => (isDirty = false));
  svg.setAttribute("role", "application");
  svg.setAttribute("aria-roledescription", words.roles);
  tell(window.matchMedia("(pointer: coarse)").matches ? "touch" : "keys");
})();
