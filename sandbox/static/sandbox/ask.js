// A register answers in its own place: the form is sent, and the answer's page takes the place of the work, with its address.
// Without this script the form leads to the same page.
(function () {
  "use strict";

  const STEP = { Accept: "text/html", "X-Desk-Step": "1" };
  const main = document.querySelector("main");
  let path = location.pathname;
  let isAsking = false;

  const isOwn = (form) =>
    form.method === "post" && form.enctype !== "multipart/form-data" && new URL(form.action, location.href).pathname === path;
  const isStep = (response) =>
    (response.status === 200 || response.status === 422) && response.headers.has("Content-Location");

  function turnTo(html, address) {
    const page = new DOMParser().parseFromString(html, "text/html");
    main.replaceChildren(...page.body.childNodes);
    document.title = page.title;
    if (address !== path) {
      history.pushState({}, "", address);
      path = location.pathname;
      document.querySelectorAll(".header input[name=next]").forEach((input) => (input.value = address));
    }
    const place = main.querySelector("[data-error-summary]") || main.querySelector("h1") || main;
    if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  async function ask(form) {
    let response;
    try {
      response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: STEP, redirect: "manual" });
    } catch (error) {
      form.submit(); // the form's key makes one query of two
      return;
    }
    if (isStep(response)) turnTo(await response.text(), response.headers.get("Content-Location"));
    else if (response.type === "opaqueredirect") location.reload(); // the run has moved on: its page says how
    else form.submit();
  }

  main.addEventListener("submit", (event) => {
    if (!isOwn(event.target)) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    ask(event.target).finally(() => (isAsking = false));
  });

  // Back and forward: the address is another page's again. A jump within the page is not.
  window.addEventListener("popstate", () => {
    if (location.pathname !== path) location.reload();
  });
})();
