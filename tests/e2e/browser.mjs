// The browser of the journeys: Chromium with a watch over what it complains about, and
// axe-core. Nothing here sleeps: everything waits for a state.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Milliseconds within which a state has to come about. */
export const patience = 20_000;

export const base = process.env.AFU_URL ?? "";
export const resume = process.env.AFU_RESUME ?? "";
if (!base || !resume) throw new Error("set AFU_URL to the address of the seeker app and AFU_RESUME to a PDF");

/** launch starts the machine's Chromium, or the one named by CHROMIUM. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (!executablePath) throw new Error("No Chromium found. Install it (Debian: apt-get install chromium) or name it in CHROMIUM.");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** Watch collects what is wrong on the pages of a context. */
export class Watch {
  constructor() { this.findings = new Map(); this.looked = 0; }

  note(where, text) {
    const path = where.startsWith(base) ? new URL(where).pathname.replace(/[0-9a-f-]{36}/g, "{id}") : where;
    const line = `${path}: ${text}`;
    this.findings.set(line, (this.findings.get(line) ?? 0) + 1);
  }

  /** over watches every page of the context: script errors, refused resources, server errors. */
  over(context) {
    context.setDefaultTimeout(patience);
    context.on("page", (page) => {
      page.on("console", (message) => { if (message.type() === "error" && !expected(message, page)) this.note(page.url(), `console: ${message.text()}`); });
      page.on("pageerror", (error) => this.note(page.url(), `script: ${error.message}`));
      page.on("response", (response) => { if (response.status() >= 500) this.note(response.url(), `answered ${response.status()}`); });
    });
    return context;
  }

  /** look runs axe-core over the page as it stands. */
  async look(page) {
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    if (found.passes.length < 10) this.note(page.url(), `axe-core ran only ${found.passes.length} rules`);
    for (const v of found.violations) {
      this.note(page.url(), `axe ${v.impact} ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? node.all[0]?.message ?? ""}`).join("; ")}`);
    }
    this.looked += 1;
  }

  /** fits tells whether the page is as wide as the screen and no wider. */
  async fits(page) {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) this.note(page.url(), `${over} px wider than the screen of ${page.viewportSize().width} px`);
  }

  /** end prints what was found and gives the exit status. */
  end() {
    for (const [line, times] of this.findings) console.log(`FINDING ${line}${times > 1 ? ` (${times} times)` : ""}`);
    console.log(`${this.looked} pages looked at with axe-core, ${this.findings.size} findings`);
    return this.findings.size ? 1 : 0;
  }
}

// Chromium reports every page with an error status; that a form comes back with 422, in
// its place too, and that a wrong address has a page of its own, is how it should be.
function expected(message, page) {
  if (/status of 422/.test(message.text()) && message.location().url.startsWith(base)) return true;
  return message.location().url === page.url() && /status of (404|409|422)/.test(message.text());
}

/** until loads the page again until the locator shows. */
export async function until(page, locator) {
  const end = Date.now() + patience;
  for (;;) {
    if (await locator.count()) return locator;
    if (Date.now() > end) throw new Error(`${page.url()} never shows ${locator}`);
    await page.reload();
  }
}

/** say tells how far the journey is. */
export const say = (line) => console.log(line);

/** must ends the journey unless the condition holds. */
export function must(holds, otherwise) { if (!holds) throw new Error(otherwise); }

/** play runs a journey: play(async ({ browser, watch }) => …). It ends the process. */
export async function play(journey) {
  const browser = await launch();
  const watch = new Watch();
  let failed = false;
  try {
    await journey({ browser, watch });
  } catch (error) {
    failed = true;
    console.log(`FAILED ${error.stack}`);
    for (const context of browser.contexts()) {
      for (const page of context.pages()) console.log(`open page ${page.url()}: ${(await page.locator("main").first().innerText({ timeout: 1000 }).catch(() => "")).slice(0, 1500)}`);
    }
  }
  await browser.close();
  process.exitCode = watch.end() || Number(failed);
}
