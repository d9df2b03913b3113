// Says when the case has grown since the page was made, and lets other scripts know that a job goes on. Everything else on the plain pages
// works without a script.
const known = document.body.dataset.revision;
const grown = document.querySelector("[data-grown]");
if (grown && known !== undefined && window.EventSource) {
  const live = new EventSource("/live");
  live.addEventListener("revision", (event) => {
    if (Number(event.data) > Number(known)) grown.hidden = false;
  });
  live.addEventListener("jobs", () => document.dispatchEvent(new Event("hudna:jobs")));
  addEventListener("pagehide", () => live.close());
}
