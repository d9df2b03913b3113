// Every page, in both languages: nothing that axe finds fault with, no error on the console, nothing fetched from elsewhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { DAY, missing, openBrowser, openDesk, openPage } from "./desk.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const skip = missing();
let desk, browser;

before(async () => {
  if (skip) return;
  desk = await openDesk();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  desk?.close();
});

/** The first thing of a list, by its JSON. */
async function first(list, key = list) {
  const answer = await fetch(`${desk.origin}/${list}.json?as-of=${DAY}`);
  const things = (await answer.json())[key];
  const id = things[0].id;
  return `/${list}/${encodeURIComponent(id)}`;
}

/** Every kind of page: its address, or how it is found. */
const PAGES = {
  situation: () => "/",
  map: () => "/map",
  timeline: () => "/timeline",
  sieges: () => "/sieges",
  siege: () => first("sieges"),
  agreements: () => "/agreements",
  agreement: () => first("agreements"),
  access: () => "/access",
  checkpoints: () => "/checkpoints",
  control: () => "/control",
  detainees: () => "/detainees",
  casualties: () => "/casualties",
  due: () => "/due",
  reports: () => "/reports",
  report: () => first("reports"),
  claims: () => "/claims",
  claim: () => first("claims"),
  incidents: () => "/incidents",
  incident: () => first("incidents"),
  place: () => "/places/sy-hasakah",
  actor: () => "/actors/sdf",
  sources: () => "/sources",
  source: () => "/sources/example-monitor",
  "what if": () => "/what-if?without=source:example-monitor",
  review: () => "/review",
  search: () => `/search?q=${encodeURIComponent("الحصار")}`,
  add: () => "/add",
  case: () => "/case",
  "known by": () => "/sieges?known-by=2021-01-01",
  redact: async () => `${await first("reports")}/redact`,
  users: () => "/users",
  decisions: () => "/review/decisions",
  "nothing there": () => "/sieges/none",
  "no such event": () => "/claims?event=x",
  "no number": () => "/case?limit=x",
};

for (const lang of ["ar", "en"]) {
  for (const [name, find] of Object.entries(PAGES)) {
    test(`${name} in ${lang}`, { skip }, async () => {
      const path = await find();
      const { page, faults, context } = await openPage(browser, desk.origin, { lang });
      try {
        const at = `${desk.origin}${path}${path.includes("?") ? "&" : "?"}as-of=${DAY}`;
        const answer = await page.goto(at, { waitUntil: "load" });
        const expected = { "nothing there": 404, "no such event": 400, "no number": 400 }[name] ?? 200;
        assert.equal(answer.status(), expected, at);
        assert.equal(await page.getAttribute("html", "dir"), lang === "ar" ? "rtl" : "ltr");
        assert.equal(await page.getAttribute("html", "lang"), lang);
        await page.evaluate(axe);
        const found = await page.evaluate(() =>
          axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        const told = found.violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join("\n  ")}`);
        assert.deepEqual(told, [], "axe");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
        // A page that is not there is an error in the console of its own making.
        assert.deepEqual(faults.filter((fault) => expected === 200 || !fault.includes(String(expected))), []);
      } finally {
        await context.close();
      }
    });
  }
}
