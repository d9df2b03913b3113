// The timeline: buttons, keys and the wheel ask the server for other days and put its picture in place of the old one.
// Without this script the same buttons are links.

import { daysOf, moved, parseDay, writeDay, zoomed, type Range } from "./range.ts";

const mirrored = document.documentElement.dir === "rtl";
let asked = 0;

function box(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#timeline");
}

function shown(): Range | undefined {
  const from = parseDay(box()?.dataset["from"] ?? "");
  const to = parseDay(box()?.dataset["to"] ?? "");
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** The address of other days in the view of this page. */
function address(range: Range): string {
  const url = new URL(location.href);
  url.searchParams.set("from", writeDay(range.from));
  url.searchParams.set("to", writeDay(range.to));
  return url.pathname + url.search;
}

async function go(href: string, keep = true): Promise<void> {
  const mine = ++asked;
  const answer = await fetch(href, { headers: { accept: "text/html" } }).catch(() => undefined);
  if (mine !== asked) return;
  if (!answer?.ok) {
    location.href = href;
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("#timeline");
  const old = box();
  if (mine !== asked || !next || !old) return;
  const focus = document.activeElement;
  const way = focus instanceof HTMLElement ? focus.dataset["way"] : undefined;
  const inPicture = focus instanceof Element && focus.closest("[data-picture]") !== null;
  old.replaceWith(document.adoptNode(next));
  if (way) box()?.querySelector<HTMLElement>(`[data-way="${way}"]`)?.focus();
  else if (inPicture) box()?.querySelector<HTMLElement>("[data-picture]")?.focus({ preventScroll: true });
  if (keep) history.replaceState(null, "", href);
  ready();
}

function ready(): void {
  document.querySelectorAll("[data-keys]").forEach((note) => note.removeAttribute("hidden"));
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-way]") : null;
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  void go(link.getAttribute("href") ?? "");
});

document.addEventListener("keydown", (event) => {
  const inPicture = event.target instanceof Element && event.target.closest("[data-picture]") !== null;
  const range = shown();
  if (!inPicture || !range || event.metaKey || event.ctrlKey || event.altKey) return;
  const later = mirrored ? "ArrowLeft" : "ArrowRight";
  const earlier = mirrored ? "ArrowRight" : "ArrowLeft";
  let next: Range | undefined;
  if (event.key === "+" || event.key === "=") next = zoomed(range, 0.5);
  else if (event.key === "-") next = zoomed(range, 2);
  else if (event.key === later) next = moved(range, 0.25);
  else if (event.key === earlier) next = moved(range, -0.25);
  else if (event.key === "0") {
    event.preventDefault();
    void go(box()?.querySelector('[data-way="all"]')?.getAttribute("href") ?? location.pathname);
    return;
  }
  if (!next) return;
  event.preventDefault();
  void go(address(next));
});

let wheeling: { range: Range; timer: number } | undefined;

document.addEventListener(
  "wheel",
  (event) => {
    const picture = event.target instanceof Element ? event.target.closest("[data-picture]") : null;
    const svg = picture?.querySelector("svg");
    // The wheel alone scrolls the page, as everywhere; with Ctrl or a pinch it zooms.
    if (!svg || !event.ctrlKey) return;
    const range = wheeling?.range ?? shown();
    if (!range) return;
    event.preventDefault();
    const edges = svg.getBoundingClientRect();
    const along = (event.clientX - edges.left) / edges.width;
    const next = zoomed(range, event.deltaY < 0 ? 0.8 : 1.25, mirrored ? 1 - along : along);
    if (wheeling) clearTimeout(wheeling.timer);
    const timer = window.setTimeout(() => {
      wheeling = undefined;
      if (daysOf(next) > 0) void go(address(next));
    }, 120);
    wheeling = { range: next, timer };
  },
  { passive: false },
);

ready();
