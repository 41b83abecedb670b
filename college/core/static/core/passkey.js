// A passkey that was refused or cancelled is said in words, not only in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.querySelector("[data-passkey-problem]");
  const heading = document.querySelector("main h1");
  document.querySelectorAll("[data-passkey-shown]").forEach((old) => old.remove());
  const alert = words.content.firstElementChild.cloneNode(true);
  alert.dataset.passkeyShown = "";
  heading.after(alert);
  alert.focus();
});
