// The main job in a browser without script.
import { base, must, play, say, until } from "./browser.mjs";
import { address, answerAll, find, register, sent, signIn, upload } from "./person.mjs";

await play(async ({ browser, watch }) => {
  const context = watch.over(await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false }));
  const page = await context.newPage();
  await page.goto(`${base}/jobs`);
  await page.getByRole("checkbox", { name: /^Full time/ }).first().check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await page.waitForURL(/type=full_time/);
  await find(page, "data engineer", "Data Engineer");
  say("searched, filtered and read a job");
  await page.getByRole("link", { name: "Apply", exact: true }).click();
  await page.getByRole("link", { name: "Create one" }).click();
  const email = address();
  await register(page, email);
  await signIn(page, email);
  await upload(page, { scripted: false });
  await find(page, "data engineer", "Data Engineer");
  await page.getByRole("link", { name: "Apply", exact: true }).click();
  await page.getByRole("button", { name: "Prepare application" }).click();
  await until(page, page.getByRole("heading", { name: /^Review: / }));
  const missing = await answerAll(page);
  must(missing > 0, "the review asks for nothing");
  await page.getByRole("button", { name: "Save answers" }).click();
  await page.getByRole("button", { name: "Send application" }).click();
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
  await sent(page, false);
  say(`${missing} questions answered, sent and confirmed`);
});
