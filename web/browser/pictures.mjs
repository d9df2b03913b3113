// Makes the four pictures of the README in docs/images: node browser/pictures.mjs
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DAY, missing, openBrowser, openDesk, openPage } from "./desk.mjs";

const why = missing();
if (why) {
  console.error(`pictures: ${why}`);
  process.exit(1);
}
const folder = join(new URL("../..", import.meta.url).pathname, "docs/images");
mkdirSync(folder, { recursive: true });
const desk = await openDesk();
const browser = await openBrowser();
const deals = (await (await fetch(`${desk.origin}/agreements.json?as-of=${DAY}`)).json()).agreements;
const deal = deals.reduce((a, b) => ((a.parts ?? []).length >= (b.parts ?? []).length ? a : b)).id;
const reports = (await (await fetch(`${desk.origin}/reports.json?as-of=${DAY}`)).json()).reports;
const report = reports.reduce((a, b) => ((a.claims ?? 0) >= (b.claims ?? 0) ? a : b)).id;
const PICTURES = [
  ["situation", "ar", "/", 900],
  ["agreement", "en", `/agreements/${encodeURIComponent(deal)}`, 900],
  ["report", "ar", `/reports/${report}`, 900],
  ["map", "en", "/map", 900],
];
for (const [name, lang, path, height] of PICTURES) {
  const { page, context } = await openPage(browser, desk.origin, { lang, viewport: { width: 1280, height }, colorScheme: "light" });
  await page.goto(`${desk.origin}${path}?as-of=${DAY}`, { waitUntil: "networkidle", timeout: 20_000 }).catch(() => {});
  await page.waitForTimeout(name === "map" ? 3000 : 300);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
await browser.close();
desk.close();
