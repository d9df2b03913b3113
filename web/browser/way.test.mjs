// The way of a user through the desk, in both languages: a report comes in, its siege shows everywhere, its evidence is opened, its claim
// is judged, the state follows and comes back, and the claims leave as a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { missing, visit } from "./desk.mjs";

const skip = missing();
/** Weeks after the last report of the example, so that nothing of it is in the way. */
const DAY = "2022-05-20";
const REPORT = {
  title: "حصار جديد",
  source: "مراسل محلي (مثال)",
  published: "2022-05-16",
  text: "فرضت الأسايش حصارا على حي غويران في مدينة الحسكة يوم 15 أيار 2022.\nومنعت الحواجز دخول الطحين إلى الحي.",
};

for (const lang of ["ar", "en"]) {
  test(`a report's way through the desk in ${lang}`, { skip, timeout: 240_000 }, async (t) => {
    const { desk, page, faults } = await visit(t, lang);
    const go = (path) => page.goto(`${desk.origin}${path}${path.includes("?") ? "&" : "?"}as-of=${DAY}`, { waitUntil: "load" });
    const json = async (path) => (await fetch(`${desk.origin}${path}?as-of=${DAY}`)).json();
    const sieges = async () => (await json("/sieges.json")).sieges.map((s) => ({ id: s.id, title: s.title, episodes: s.record.episodes }));
    const before = await sieges();

    // Adding: paste, watch, see what it became.
    await go("/add");
    await page.fill("textarea[name=text]", REPORT.text);
    for (const part of ["title", "source", "published"]) await page.fill(`input[name=${part}]`, REPORT[part]);
    await page.click("form[method=post][action='/add'] button");
    await page.waitForSelector("[data-count=added]:text('1')", { timeout: 60_000 });
    const report = await page.getAttribute("td a[href*='/reports/r']", "href");
    assert.ok(report, "the row leads to the report");

    // The siege shows: on the situation, the map's list, the timeline.
    const after = await sieges();
    const now = after.find((s) => !before.some((other) => other.id === s.id));
    assert.ok(now, "the report brought a siege");
    const name = now.title[lang].replace(/[\u2066-\u2069]/g, "");
    for (const path of ["/", "/map", "/timeline"]) {
      await go(path);
      const text = await page.textContent("main");
      assert.ok(text.includes(name), `${path} names ${name}`);
    }

    // Its evidence: from the siege to the words of the report.
    await go(`/sieges/${encodeURIComponent(now.id)}`);
    for (const summary of await page.locator(".why summary").all()) await summary.click();
    await page.waitForSelector(".why blockquote:has-text(\"حصارا\")");
    assert.ok((await page.textContent(".why")).includes("حي غويران في مدينة الحسكة"));

    // The report: its claims are marked in the text.
    await page.goto(desk.origin + report, { waitUntil: "load" });
    assert.ok((await page.locator("main mark").count()) > 0, "claims are marked in the report");

    // Judging the claim with the keyboard: rejected, the siege is as it was; undone, it is back.
    const id = report.match(/r[0-9a-f]{16}/)[0];
    const claims = (await json(`/reports/${id}.json`));
    const laid = JSON.stringify(claims).match(new RegExp(`${id}\\.[0-9a-f]+`, "g"));
    assert.ok(laid?.length, "the report has claims");
    const impose = (await json("/claims.json")).claims.find((c) => String(c.id).startsWith(id) && JSON.stringify(c).includes("siege.impose"));
    const claim = impose?.id ?? laid[0];
    await page.goto(`${desk.origin}/review?claim=${claim}&as-of=${DAY}`, { waitUntil: "load" });
    await page.waitForSelector("form.decide");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("r")]);
    assert.deepEqual(await sieges(), before, "a rejected claim counts no more");
    await page.waitForSelector("form.last");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("u")]);
    assert.deepEqual(await sieges(), after, "undone, it counts again");

    // What if: without the outlet, the siege falls away.
    await go("/what-if?without=report:" + id);
    assert.ok((await page.textContent("main")).includes(name), "what-if names the siege");

    // The claims leave as a table.
    const csv = await (await fetch(`${desk.origin}/claims.csv?as-of=${DAY}`)).text();
    assert.ok(csv.split("\n").length > 100 && csv.includes(id), "the table has the report's claims");
    assert.deepEqual(faults, []);
  });
}
