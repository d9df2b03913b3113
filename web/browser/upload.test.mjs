// Files that are uploaded, in both languages: JSON lines and a table, each with a row that is broken; the progress, and what became of each.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hudna, missing, visit } from "./desk.mjs";

const skip = missing();
const said = (place, day) => `قالت مصادر محلية إن قوات النظام فرضت حصارا على ${place} يوم ${day} ومنعت دخول الطحين إليها.`;
const LINES = [
  JSON.stringify({ id: "one", text: said("بلدة تل رفعت", "الاثنين"), published: "2022-05-16", source: "مراسل (مثال)" }),
  '{"id": "two", "text": ',
  JSON.stringify({ id: "three", text: said("حي الشيخ مقصود في مدينة حلب", "الثلاثاء"), published: "2022-05-17", source: "مراسل (مثال)" }),
  JSON.stringify({ id: "one", text: said("بلدة تل رفعت", "الاثنين"), published: "2022-05-16", source: "مراسل (مثال)" }),
].join("\n");
const TABLE = `رقم;متن;يوم\n1;${said("مدينة القامشلي", "الأربعاء")};18/05/2022\n2;;19/05/2022\n3;${said("مدينة عين العرب", "الخميس")};19/05/2022\n`;
const WORDS = {
  en: { added: "Added", rejected: "Rejected", known: "Already there", done: "Done", no_text: "row without text", broken: "JSON" },
  ar: { added: "أُضيف", rejected: "لم يُقبل", known: "كان موجوداً", done: "انتهى", no_text: "لا نص فيه", broken: "سليم" },
};

for (const lang of ["ar", "en"]) {
  test(`files are uploaded in ${lang}`, { skip, timeout: 240_000 }, async (t) => {
    const { desk, page, faults } = await visit(t, lang);
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const words = WORDS[lang];
    const [lines, table] = [join(desk.folder, "lines.jsonl"), join(desk.folder, "table.csv")];
    writeFileSync(lines, LINES);
    writeFileSync(table, TABLE);
    /** Uploads a file, waits for the end, gives what each row became. */
    const upload = async (file) => {
      await page.setInputFiles("input[type=file]", file);
      await page.click("form[method=post][action='/add'] button");
      await page.waitForURL(/\/add\/\d+$/);
      await page.waitForSelector(`[data-job]:has-text("${words.done}")`, { timeout: 60_000 });
      const rows = await page.locator("main table tbody tr").all();
      return Promise.all(rows.map(async (row) => ({
        input: (await row.locator("th").textContent()).replace(/[\u2066-\u2069]/g, ""),
        fate: await row.locator("td").nth(0).textContent(),
        report: await row.locator("td").nth(1).locator("a").count(),
        why: await row.locator("td").nth(3).textContent(),
      })));
    };
    const count = (name) => page.textContent(`[data-count=${name}]`);

    await page.goto(`${desk.origin}/add`, { waitUntil: "load" });
    const of_lines = await upload(lines);
    assert.deepEqual(of_lines.map((row) => row.fate), [words.added, words.rejected, words.added, words.known]);
    assert.deepEqual(of_lines.map((row) => row.report), [1, 0, 1, 1], "each row that was taken leads to its report");
    assert.ok(of_lines[1].input.includes("lines.jsonl:2") && of_lines[1].why.length > 10, "the broken row is named, with the reason");
    assert.deepEqual(await Promise.all(["rows", "added", "rejected", "known"].map(count)), ["4", "2", "1", "1"]);

    // A table whose columns nobody could guess, with days written day first.
    await page.goto(`${desk.origin}/add`, { waitUntil: "load" });
    await page.click("summary");
    await page.fill("input[name=columns]", "text=متن,published=يوم,id=رقم");
    await page.selectOption("select[name=dates]", "dmy");
    await page.fill("input[name=source]", "مراسل آخر (مثال)");
    const of_table = await upload(table);
    assert.deepEqual(of_table.map((row) => row.fate), [words.added, words.rejected, words.added]);
    assert.ok(of_table[1].input.includes("table.csv"), of_table[1].input);
    assert.ok(of_table[1].why.includes(words.no_text) && of_lines[1].why.includes(words.broken), `${of_lines[1].why} ${of_table[1].why}`);
    await page.locator("main table tbody tr").nth(2).locator("td a").click();
    await page.waitForSelector("[data-text]");
    assert.ok((await page.textContent("main")).includes("عين العرب"), "the row's report is there");
    assert.ok((await (await fetch(`${desk.origin}/reports.json?limit=500&as-of=2022-05-20`)).text()).includes("19 May 2022"), "with its day");
    assert.ok(asked.filter((path) => /^\/add\/\d+\.json$/.test(path)).length < 12, "the progress is told, not asked for again and again");
    assert.deepEqual(faults, []);
  });

  test(`a page says that others changed the case in ${lang}`, { skip, timeout: 120_000 }, async (t) => {
    const { desk, page, faults } = await visit(t, lang);
    await page.goto(`${desk.origin}/sieges`, { waitUntil: "load" });
    await page.waitForTimeout(500);
    assert.ok(!(await page.isVisible("[data-grown]")));
    const report = join(desk.folder, "news.txt");
    writeFileSync(report, said("بلدة تل رفعت", "الاثنين"));
    hudna("add", desk.place, report);
    const added = Date.now();
    await page.waitForSelector("[data-grown]", { state: "visible", timeout: 5000 });
    assert.ok(Date.now() - added < 1500, `said after ${Date.now() - added} ms`);
    assert.deepEqual(faults, []);
  });
}
