// Says when the case has grown since the page was made. Everything else on the plain pages works without a script.
const known = Number(document.body.dataset.revision);
const grown = document.querySelector("[data-grown]");
if (grown && known && window.EventSource) {
  const live = new EventSource("/live");
  live.addEventListener("revision", (event) => {
    if (Number(event.data) > known) grown.hidden = false;
  });
  addEventListener("pagehide", () => live.close());
}
