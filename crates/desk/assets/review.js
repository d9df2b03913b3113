// Keys of the review. They press what stands on the page: all of it works without them, and they can be switched off.
const box = document.querySelector("[data-keys]");
const kept = "hudna-keys";
if (box) {
  box.checked = localStorage.getItem(kept) !== "off";
  box.addEventListener("change", () => localStorage.setItem(kept, box.checked ? "on" : "off"));
}
const same = { ArrowDown: "n", ArrowUp: "p" };
addEventListener("keydown", (event) => {
  if ((box && !box.checked) || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = same[event.key] ?? event.key;
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (!target) return;
  event.preventDefault();
  target.click();
  const details = target.closest("summary")?.parentElement;
  if (details?.open) details.querySelector("select, input:not([type=hidden])")?.focus();
});
