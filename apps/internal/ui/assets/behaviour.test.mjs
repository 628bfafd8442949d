// The script's behaviour in a real browser, by role and key, under the strict content policy.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, render, serve } from "./serve.mjs";

const out = mkdtempSync(join(tmpdir(), "applyforus-ui-"));
const posts = [];
let site, browser, moveStatus = 200, streams = [];

/** special plays the server: board moves, an event stream and its polling form. */
function special(request, response, path) {
  if (path.endsWith("/stage")) {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => { posts.push({ path, body, token: request.headers["x-csrf-token"] }); response.writeHead(moveStatus).end(); });
    return true;
  }
  if (path === "/jobs") {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Jobs</title>");
    return true;
  }
  if (path === "/events") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.flushHeaders();
    streams.push({ response, url: request.url });
    return true;
  }
  if (path === "/polled") {
    if (request.headers.accept === "application/json") response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ steps: [{ step: "send", state: "done", text: "Asked" }] }));
    else response.writeHead(503).end();
    return true;
  }
  return false;
}

before(async () => {
  render(out);
  site = await serve(out, special);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
  rmSync(out, { recursive: true, force: true });
});

async function open(name, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => { if (/Content Security Policy/.test(message.text())) errors.push(message.text()); });
  await page.goto(`${site.base}/${name}.html`);
  return { page, done: async () => { assert.deepEqual(errors, []); await context.close(); } };
}

test("theme is kept and does not flash", async () => {
  const { page, done } = await open("landing", { colorScheme: "light" });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Dark" }).click();
  assert.notEqual(await background(), light);
  await page.reload({ waitUntil: "commit" });
  await page.waitForFunction(() => document.body);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.getByRole("button", { name: "System" }).click();
  assert.equal(await background(), light);
  await done();
});

test("palette opens by key, finds pages and offers to search", async () => {
  const { page, done } = await open("components");
  await page.locator("#main").focus();
  await page.keyboard.press("/");
  const box = page.getByRole("combobox", { name: "Go to or search" });
  await box.fill("resum");
  assert.deepEqual(await page.getByRole("option").allTextContents(), ["Resumes", "Search for “resum”"]);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#palette").evaluate((dialog) => dialog.open), false);
  await page.keyboard.press("Control+k");
  await box.fill("night baker");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/jobs\?q=night\+baker/);
  await done();
});

test("keys typed into a field open nothing; ? lists the keys", async () => {
  const { page, done } = await open("form");
  await page.getByLabel("Notes").press("/");
  await page.getByLabel("Notes").press("?");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.locator("#main").focus();
  await page.keyboard.press("?");
  assert.equal(await page.getByRole("dialog", { name: "Keys" }).isVisible(), true);
  await done();
});

test("focus moves to the summary of a failed form, and from it to the field", async () => {
  const { page, done } = await open("form");
  await page.waitForFunction(() => document.activeElement?.matches("[data-focus]"));
  await page.getByRole("link", { name: /already has an account/ }).click();
  assert.equal(await page.evaluate(() => location.hash), "#f-email");
  await done();
});

test("menu and confirmation work by keyboard and give focus back", async () => {
  const { page, done } = await open("components");
  const account = page.locator("summary", { hasText: "account of" });
  await account.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Profile/);
  await page.keyboard.press("Escape");
  assert.equal(await account.evaluate((summary) => summary === document.activeElement), true);
  const withdraw = page.getByRole("button", { name: "Withdraw", exact: true });
  await withdraw.focus();
  await page.keyboard.press("Enter");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Keep it/);
  await page.keyboard.press("Enter");
  assert.equal(await withdraw.evaluate((button) => button === document.activeElement), true);
  await done();
});

test("a file that the server would refuse is refused at once", async () => {
  const { page, done } = await open("form");
  const input = page.locator("input[type=file]");
  for (const [name, size, wanted] of [["cv.txt", 10, /another kind/], ["cv.pdf", 0, /is empty/], ["cv.pdf", 11 << 20, /the limit is 10.0 MB/]]) {
    await input.setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.alloc(size) });
    assert.match(await page.locator("afu-drop .err").textContent(), wanted);
    assert.equal(await input.evaluate((field) => field.checkValidity()), false);
  }
  await input.setInputFiles({ name: "cv.PDF", mimeType: "application/pdf", buffer: Buffer.alloc(2048) });
  assert.equal(await page.locator("afu-drop .err").isVisible(), false);
  assert.equal(await page.locator("afu-drop .what").textContent(), "cv.PDF, 2 KB");
  await done();
});

const cardsOf = (page, column) => page.locator(`[data-column="${column}"] [data-card]`).evaluateAll((cards) => cards.map((card) => card.dataset.card));

test("a card moves by keyboard, is sent once, and can be undone", async () => {
  const { page, done } = await open("board");
  posts.length = 0;
  await page.getByRole("button", { name: "Move Night-shift Baker" }).focus();
  for (const key of ["Space", "ArrowRight", "ArrowRight", "Space"]) await page.keyboard.press(key);
  await page.getByText("Moved to Interview.").waitFor();
  assert.deepEqual(await cardsOf(page, "interview"), ["1", "4"]);
  assert.equal(await page.locator('[data-column="interview"] .n').textContent(), "2");
  assert.deepEqual(posts.map((post) => [post.path, post.token, new URLSearchParams(post.body).get("stage")]), [["/applications/1/stage", "token", "interview"]]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Moved to Draft.").waitFor();
  assert.deepEqual(await cardsOf(page, "draft"), ["1"]);
  await done();
});

test("a card goes back when the move is cancelled or refused", async () => {
  const { page, done } = await open("board");
  const grip = page.getByRole("button", { name: "Move Night-shift Baker" });
  await grip.focus();
  for (const key of ["Space", "ArrowRight", "Escape"]) await page.keyboard.press(key);
  assert.deepEqual(await cardsOf(page, "draft"), ["1"]);
  moveStatus = 409;
  await page.locator('[data-card="1"]').dragTo(page.locator('[data-column="offer"]'));
  await page.getByText(/could not be moved to Offer/).waitFor();
  moveStatus = 200;
  assert.deepEqual(await cardsOf(page, "draft"), ["1"]);
  assert.equal(await page.locator('[data-column="offer"] [data-none]').isVisible(), true);
  await done();
});

/** progress puts a live progress element into a page that has none with an address. */
const progress = (page, src) => page.evaluate((address) => {
  const steps = document.querySelector("afu-progress");
  const live = steps.cloneNode(true);
  live.setAttribute("src", address);
  live.setAttribute("last-id", "12");
  steps.replaceWith(live);
}, src);

test("steps follow the stream, which resumes where the page was rendered", async () => {
  const { page, done } = await open("components");
  streams = [];
  await progress(page, "/events");
  while (!streams.length) await page.waitForTimeout(20);
  assert.match(streams[0].url, /last_id=12/);
  streams[0].response.write('id: 13\nevent: step\ndata: {"step":"send","state":"done","text":"At 22:41"}\n\n');
  const row = page.locator('[data-step="send"]');
  await page.waitForFunction(() => document.querySelector('[data-step="send"]').dataset.state === "done");
  assert.match((await row.textContent()).replace(/\s+/g, " "), /Submit ?, done ?At 22:41/);
  assert.equal(await page.locator("afu-progress").getAttribute("last-id"), "13");
  streams[0].response.write('id: 14\nevent: end\ndata: {"href":"/board.html"}\n\n');
  await page.waitForURL(/board\.html/);
  await done();
});

test("steps are asked for when no stream can be held", async () => {
  const { page, done } = await open("components");
  await progress(page, "/polled");
  await page.waitForFunction(() => document.querySelector('[data-step="send"] .text').textContent === "Asked", null, { timeout: 5_000 });
  await done();
});

test("filters are a sheet on a phone and in place on a wide screen", async () => {
  const phone = await open("list", { viewport: { width: 390, height: 800 } });
  assert.equal(await phone.page.getByLabel("Fully remote").isVisible(), false);
  await phone.page.getByRole("button", { name: /^Filters/ }).click();
  assert.equal(await phone.page.getByLabel("Fully remote").isVisible(), true);
  await phone.page.getByRole("button", { name: "Close filters" }).click();
  assert.equal(await phone.page.getByLabel("Fully remote").isVisible(), false);
  await phone.done();
  const wide = await open("list", { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false });
  assert.equal(await wide.page.getByLabel("Fully remote").isVisible(), true);
  await wide.done();
});
