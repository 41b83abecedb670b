// Reads the code of a pack from the camera's picture. The decoder is loaded when the button is pressed and not before;
// the picture never leaves the device. Without a camera the code is typed.
(function () {
  "use strict";
  const scan = document.querySelector("[data-scan]");
  const field = scan && document.getElementById(scan.dataset.field);
  if (!field || !navigator.mediaDevices || !window.WebAssembly) return;

  const start = scan.querySelector("[data-scan-start]");
  const stop = scan.querySelector("[data-scan-stop]");
  const state = scan.querySelector("[data-scan-state]");
  const picture = scan.querySelector("[data-scan-picture]");
  const canvas = document.createElement("canvas");
  const EVERY = 150; // milliseconds between two looks at the picture
  const MOST = 1280; // pixels of the longer side that are looked at
  let stream = null;
  scan.hidden = false;

  function tell(text) {
    state.textContent = scan.dataset[text] || "";
  }

  function close(text) {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    picture.srcObject = null;
    picture.hidden = stop.hidden = true;
    start.disabled = false;
    tell(text);
  }

  function loadDecoder() {
    if (window.ZXingWASM) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = scan.dataset.decoder;
      script.onload = () => {
        window.ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => scan.dataset.program }, fireImmediately: false });
        resolve();
      };
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function draw() {
    const scale = Math.min(1, MOST / Math.max(picture.videoWidth, picture.videoHeight));
    canvas.width = Math.round(picture.videoWidth * scale);
    canvas.height = Math.round(picture.videoHeight * scale);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }

  async function look() {
    if (!stream) return;
    if (picture.videoWidth) {
      const found = await window.ZXingWASM.readBarcodes(draw(), {
        formats: ["DataMatrix", "QRCode"], maxNumberOfSymbols: 1, tryHarder: true, textMode: "Plain",
      });
      if (!stream) return;
      const code = found.find((result) => result.isValid && result.text);
      if (code) {
        field.value = code.text.replaceAll("\u001d", "<GS>");
        close("found");
        field.focus();
        return;
      }
    }
    window.setTimeout(() => look().catch(() => close("failed")), EVERY);
  }

  start.addEventListener("click", async () => {
    start.disabled = true;
    tell("loading");
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1280 } } });
    } catch (error) {
      close(error.name === "NotAllowedError" ? "denied" : "failed");
      return;
    }
    try {
      await loadDecoder();
      picture.srcObject = stream;
      picture.hidden = stop.hidden = false;
      await picture.play();
      tell("looking");
      await look();
    } catch (error) {
      close("failed");
    }
  });
  stop.addEventListener("click", () => {
    close("");
    start.focus();
  });
  window.addEventListener("pagehide", () => close(""));
})();
