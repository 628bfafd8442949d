// What a person does, by role and label. The steps work with script and without, so
// every journey goes the same way.
import { base, must, patience, resume, say, until } from "./browser.mjs";

export const password = "harbour kettle lantern moss";
export const address = () => `mirela.${Date.now()}.${process.pid}@example.org`;

/** What the person says where the form asks for something of a known kind. */
const said = [
  [/linkedin/i, "https://www.linkedin.com/in/mirela-quandt-example"],
  [/salary|gehalt/i, "98000"],
  [/location|city/i, "Kiel, Germany"],
  [/start|date/i, "2027-03-01"],
];
const anything = "I moved eleven services to Kubernetes without a night alarm.";

/** register makes an account and confirms its address with the mailed link. */
export async function register(page, email, look = async () => {}) {
  must(new URL(page.url()).pathname === "/register", `at ${page.url()} instead of the registration`);
  await look(page);
  await page.getByLabel("Your name").fill("Mirela Quandt");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  await look(page);
  await confirm(page, email, look);
}

async function confirm(page, email, look) {
  await page.goto(`${base}/dev/mail`);
  const row = page.getByRole("listitem").filter({ hasText: email }).filter({ hasText: "Confirm your e-mail address" });
  await until(page, row);
  await look(page);
  await row.getByRole("link").click();
  await page.getByRole("heading", { name: "Confirm your e-mail address" }).waitFor();
  await look(page);
  await page.getByRole("link", { name: /verify-email/ }).click();
  await look(page);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await page.getByText("Your address is confirmed.").waitFor();
}

export async function signIn(page, email, look = async () => {}) {
  await look(page);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** upload brings the resume, waits until it was read, and saves what was found. */
export async function upload(page, { scripted = true, look = async () => {} } = {}) {
  await page.goto(`${base}/resumes`);
  await look(page);
  await page.getByLabel(/or drop it here/).setInputFiles(resume);
  await page.getByRole("button", { name: "Upload resume" }).click();
  await page.waitForURL(/\/resumes\/[0-9a-f-]{36}$/);
  const save = page.locator(".read-save").getByRole("button", { name: "Save to my profile" });
  if (scripted) await save.waitFor(); // the page goes on by itself
  else await until(page, save);
  const name = await page.getByLabel("Name", { exact: false }).first().inputValue();
  must(name === "Mirela Quandt", `the resume is of ${name}`);
  await look(page);
  await save.click();
  await page.waitForURL(/\/profile$/);
  await page.getByRole("heading", { name: "Profile", level: 1 }).waitFor();
  await look(page);
  say("resume uploaded, read and saved");
}

/** find searches from wherever the page is and opens the job of that title. */
export async function find(page, words, title) {
  await page.getByRole("searchbox").first().fill(words);
  await page.getByRole("searchbox").first().press("Enter");
  await page.waitForURL(/\/jobs\?.*q=/);
  await page.getByRole("list", { name: "Jobs" }).getByRole("link", { name: title }).first().click();
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
}

/** answerAll answers what the review says is missing, each question by its own control. */
export async function answerAll(page) {
  const questions = page.locator("#needs [data-question]");
  const count = await questions.count();
  for (let i = 0; i < count; i++) await answer(questions.nth(i));
  return count;
}

async function answer(question) {
  const radio = question.getByRole("radio");
  if (await radio.count()) { await radio.first().check(); return; }
  const list = question.getByRole("combobox");
  if (await list.count()) { await list.selectOption({ index: 1 }); return; }
  const field = question.locator("textarea, input:not([type=hidden]):not([type=checkbox])");
  if (await field.count()) {
    const kind = await field.first().getAttribute("type");
    await field.first().fill(kind === "number" ? "5" : kind === "date" ? "2027-03-01" : words(await question.innerText()));
    return;
  }
  await question.getByRole("checkbox").first().check();
}

export function words(label) {
  return said.find(([like]) => like.test(label))?.[1] ?? anything;
}

/** sent waits until the employer has confirmed, on the page of the application. */
export async function sent(page, scripted = true) {
  const received = page.getByText(/^Received by /).first();
  if (scripted) await received.waitFor({ timeout: 2 * patience });
  else await until(page, received);
}
