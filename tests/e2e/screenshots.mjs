// Takes pictures of every page, with the data of a person who is in the middle of
// looking for a job, and lays them out on one sheet: node screenshots.mjs FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { base, launch, must, say, until, Watch } from "./browser.mjs";
import { address, answerAll, find, register, sent, signIn, upload } from "./person.mjs";

const out = resolve(process.argv[2] ?? "output/screenshots");
const widths = [390, 768, 1440];
const themes = ["light", "dark"];
mkdirSync(out, { recursive: true });
const browser = await launch();
const watch = new Watch();

// Without movement, and with dates as most readers of English write them.
const settings = { reducedMotion: "reduce", locale: "en-GB" };
const context = watch.over(await browser.newContext({ ...settings, viewport: { width: 1440, height: 900 } }));
const page = await context.newPage();
const email = address();
await page.goto(`${base}/register`);
await register(page, email);
await signIn(page, email);
await upload(page);
const applications = {
  confirmed: await apply("go engineer", "Senior Go Engineer", true),
  ready: await apply("site reliability", "Site Reliability Engineer", false),
};
await page.goto(`${base}/jobs?q=data+engineer`);
await page.getByRole("list", { name: "Jobs" }).getByRole("link", { name: "Data Engineer" }).first().click();
await page.getByRole("heading", { name: "Data Engineer", level: 1 }).waitFor();
const job = new URL(page.url()).pathname;
await page.getByRole("button", { name: /^Save/ }).first().click();
await page.getByRole("link", { name: "Apply", exact: true }).click();
await page.getByRole("button", { name: "Prepare application" }).click();
await page.getByRole("heading", { name: /^Review: / }).waitFor();
applications.asking = new URL(page.url()).pathname.replace("/review", "");
await page.goto(`${base}/resumes`);
const resume = await page.getByRole("list", { name: "Resumes" }).getByRole("link").first().getAttribute("href");
const mail = page.getByRole("listitem").filter({ hasText: "Application received" }).getByRole("link");
await page.goto(`${base}/dev/mail`);
const message = await (await until(page, mail)).first().getAttribute("href");
say("a person with three applications");

const visitor = { start: "/", jobs: "/jobs", search: "/jobs?q=engineer", nothing: "/jobs?q=zeppelin+pilot", job, login: "/login", register: "/register", "forgot-password": "/forgot-password", "look-into-your-mail": "/verify-email", missing: "/nowhere" };
const member = {
  dashboard: "/dashboard", "jobs-matched": "/jobs?q=engineer", "job-matched": job, saved: "/jobs/saved", resumes: "/resumes", "resume-review": resume, profile: "/profile", "profile-editing": "/profile?edit=experience-new", "profile-import": "/profile/import", plan: "/settings/plan",
  "apply-held": `${job}/apply`, "review-asking": `${applications.asking}/review`, "review-ready": `${applications.ready}/review`, application: applications.confirmed,
  settings: "/settings", security: "/settings/security", devices: "/settings/sessions", board: "/applications", list: "/applications?view=list", notifications: "/notifications", mail: "/dev/mail", message,
};
const state = await context.storageState();
await context.close();
const shown = [];
for (const colorScheme of themes) {
  for (const width of widths) {
    const size = { viewport: { width, height: width < 768 ? 844 : 900 }, hasTouch: width < 768, colorScheme };
    await take(visitor, { ...settings, ...size });
    await take(member, { ...settings, ...size, storageState: state });
  }
}
await browser.close();
writeFileSync(join(out, "index.html"), sheet());
say(`${shown.length} pictures; open ${join(out, "index.html")}`);
process.exitCode = watch.end();

async function take(pages, options) {
  const open = watch.over(await browser.newContext(options));
  const at = await open.newPage();
  for (const [name, path] of Object.entries(pages)) {
    const answer = await at.goto(base + path);
    must(answer.status() < 400 || name === "missing", `${path} answers ${answer.status()}`);
    await at.evaluate(async () => {
      await document.fonts.ready;
      for (const img of document.images) img.loading = "eager";
      await Promise.all([...document.images].map((img) => img.decode().catch(() => {})));
    });
    // As tall as the page: bars that stick to the screen then stand at its end.
    const height = await at.evaluate(() => document.documentElement.scrollHeight);
    await at.setViewportSize({ width: options.viewport.width, height: Math.max(height, options.viewport.height) });
    const file = `${name}-${options.viewport.width}-${options.colorScheme}.png`;
    await at.screenshot({ path: join(out, file), fullPage: true });
    await watch.fits(at);
    await at.setViewportSize(options.viewport);
    shown.push({ name, file, width: options.viewport.width, theme: options.colorScheme });
  }
  await open.close();
}

async function apply(words, title, send) {
  await page.goto(`${base}/jobs`);
  await find(page, words, title);
  await page.getByRole("link", { name: "Apply", exact: true }).click();
  await page.getByRole("button", { name: "Prepare application" }).click();
  await page.getByRole("heading", { name: /^Review: / }).waitFor();
  if (await answerAll(page)) await page.getByRole("button", { name: "Save answers" }).click();
  const ready = page.getByRole("button", { name: "Send application" });
  await ready.waitFor();
  const path = new URL(page.url()).pathname.replace("/review", "");
  if (send) {
    await ready.click();
    await sent(page);
  }
  return path;
}

function sheet() {
  const names = [...new Set(shown.map((one) => one.name))];
  const rows = names.map((name) => `<section><h2>${name}</h2><div>${shown.filter((one) => one.name === name)
    .map((one) => `<a href="${one.file}"><figure><img src="${one.file}" loading="lazy" alt=""><figcaption>${one.width} ${one.theme}</figcaption></figure></a>`).join("")}</div></section>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages</title><style>body{font:14px sans-serif;margin:24px}div{display:flex;gap:12px;align-items:flex-start;overflow-x:auto}
figure{margin:0}img{height:420px;width:auto;max-width:480px;object-fit:cover;object-position:top;border:1px solid #ccc}</style>${rows.join("\n")}</html>`;
}
