// The user's own tiles: a PMTiles archive on another server is drawn under the map, and nothing but it is asked for there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { archive, serveArchive } from "./archive.mjs";
import { DAY, missing, openBrowser, openDesk, openPage } from "./desk.mjs";

const skip = missing();

/** How much of a picture of the map has the colour that most of it has, and that colour. */
async function mostly(browser, picture) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const paper = canvas.getContext("2d");
      paper.drawImage(image, 0, 0);
      const { data } = paper.getImageData(0, 0, image.width, image.height);
      const seen = new Map();
      for (let at = 0; at < data.length; at += 4) {
        const colour = data.slice(at, at + 3).join(",");
        seen.set(colour, (seen.get(colour) ?? 0) + 1);
      }
      const [colour, count] = [...seen].reduce((a, b) => (a[1] >= b[1] ? a : b));
      return { colour, share: count / (data.length / 4) };
    }, picture.toString("base64"));
  } finally {
    await page.close();
  }
}

/** The map of a desk, as a picture. */
async function map(browser, desk, lang, beside) {
  const { page, faults, context } = await openPage(browser, desk.origin, { lang, beside, colorScheme: "light" });
  try {
    await page.goto(`${desk.origin}/map?as-of=${DAY}`, { waitUntil: "networkidle" });
    await page.waitForSelector("#map canvas");
    await page.waitForTimeout(2500);
    const picture = await page.locator("#map canvas").first().screenshot();
    assert.deepEqual(faults, []);
    return picture;
  } finally {
    await context.close();
  }
}

test("an archive of tiles is drawn under the map", { skip, timeout: 240_000 }, async (t) => {
  const tiles = await serveArchive(archive());
  const [plain, own] = [await openDesk(), await openDesk("--tiles", tiles.address)];
  const browser = await openBrowser();
  t.after(async () => {
    await browser.close();
    plain.close();
    own.close();
    tiles.close();
  });
  const land = await mostly(browser, await map(browser, plain, "en"));
  assert.deepEqual(tiles.asked, [], "nothing is asked for that nobody named");
  for (const lang of ["en", "ar"]) {
    tiles.asked.length = 0;
    const water = await mostly(browser, await map(browser, own, lang, tiles.origin));
    assert.notEqual(water.colour, land.colour, "the tiles lie over the land");
    assert.ok(water.share > 0.5, `${water.colour} on ${Math.round(water.share * 100)} % of the map`);
    assert.ok(tiles.asked.length > 0 && tiles.asked.every((range) => range.startsWith("bytes=")), `parts are asked for: ${tiles.asked}`);
  }
});
