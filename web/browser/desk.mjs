// A desk of the example case, and a browser that looks at it: what the browser tests begin with.
import { spawn, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const ROOT = new URL("../..", import.meta.url).pathname;
/** The command: HUDNA names another one. */
export const HUDNA = process.env.HUDNA ?? join(ROOT, "target/debug/hudna");
/** Where Debian has Chromium; CHROMIUM names another one. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why the tests cannot run here, or nothing. */
export function missing() {
  if (!existsSync(HUDNA)) return `${HUDNA} is not built (cargo build -p hudna-cli)`;
  if (!existsSync(CHROMIUM)) return `${CHROMIUM} is not installed (apt-get install chromium)`;
  return undefined;
}

/** Runs the command to its end. */
export function hudna(...args) {
  return execFileSync(HUDNA, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Makes the example case and serves its desk, with more options if there are some. */
export async function openDesk(...options) {
  const folder = mkdtempSync(join(tmpdir(), "hudna-browser-"));
  const place = join(folder, "hasakah-2021.hudna");
  hudna("demo", "--case", place);
  // Its name as one gives it who stands in its folder: pages show it.
  const desk = spawn(HUDNA, ["desk", "hasakah-2021.hudna", "--bind", "127.0.0.1:0", "--by", "tester", ...options], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const origin = await new Promise((found, failed) => {
    let told = "";
    desk.stderr.on("data", (data) => {
      told += data;
      const at = /http:\/\/[\d.]+:\d+/.exec(told);
      if (at) found(at[0]);
    });
    desk.on("exit", (code) => failed(new Error(`the desk ended with ${code}: ${told}`)));
  });
  return {
    origin,
    place,
    folder,
    close() {
      desk.removeAllListeners("exit");
      desk.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A browser without any network of its own. */
export async function openBrowser() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/**
 * A page in one language. It keeps what must not be: messages of errors, and requests that leave the desk, but for those to `beside`.
 */
export async function openPage(browser, origin, { lang = "en", beside = origin, ...options } = {}) {
  const context = await browser.newContext({ locale: lang === "ar" ? "ar-SY" : "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  await context.addCookies([{ name: "lang", value: lang, url: origin }]);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const at = request.url();
    if (!at.startsWith(origin) && !at.startsWith(beside) && !at.startsWith("blob:") && !at.startsWith("data:")) faults.push(`a request left the desk: ${at}`);
  });
  return { page, faults, context };
}

/** A desk of a case of its own and a page of it in one language, both gone when the test ends. */
export async function visit(t, lang) {
  const desk = await openDesk();
  const browser = await openBrowser();
  t.after(async () => {
    await browser.close();
    desk.close();
  });
  return { desk, ...(await openPage(browser, desk.origin, { lang })) };
}

/** A day on which the example has much to show. */
export const DAY = "2021-02-05";
