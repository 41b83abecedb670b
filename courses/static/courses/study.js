// Remembers the part of a lesson that is being read, so that the reader can go on there. Nothing else depends on it:
// a lesson is never completed by scrolling.
(function () {
  "use strict";
  const lesson = document.querySelector("[data-lesson]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!lesson || !token || !("IntersectionObserver" in window)) return;

  const blocks = Array.from(lesson.querySelectorAll("[data-block]"));
  const visible = new Set();
  let sent = "";
  let timer = 0;

  function current() {
    return blocks.find((block) => visible.has(block));
  }

  function send() {
    const block = current();
    if (!block || block === blocks[0] || block.dataset.block === sent) return;
    sent = block.dataset.block;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token.value);
    body.append("block", sent);
    fetch(lesson.dataset.lesson, { method: "POST", body, keepalive: true, credentials: "same-origin" }).catch(() => {
      sent = ""; // The line is lost: the next part is sent when it is back.
    });
  }

  const observer = new IntersectionObserver(
    (entries) => {
      entries.forEach((entry) => (entry.isIntersecting ? visible.add(entry.target) : visible.delete(entry.target)));
      window.clearTimeout(timer);
      timer = window.setTimeout(send, 3000);
    },
    { rootMargin: "-20% 0px -40% 0px" },
  );
  blocks.forEach((block) => observer.observe(block));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
})();
