// A person's whole way, from the start page to the evidence, the mail and the board.
import { base, must, play, say, until } from "./browser.mjs";
import { address, answerAll, find, register, sent, signIn, upload } from "./person.mjs";
import { keyboard } from "./keyboard.mjs";

await play(async ({ browser, watch }) => {
  const email = address();
  const context = watch.over(await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" }));
  const page = await context.newPage();
  const look = (at) => watch.look(at);

  await page.goto(base);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await look(page);
  await page.locator("main").getByRole("searchbox").fill("go engineer");
  await page.getByRole("button", { name: "Search jobs" }).click();
  await page.getByRole("list", { name: "Jobs" }).waitFor();
  await look(page);
  await page.getByRole("link", { name: "Senior Go Engineer" }).click();
  await page.getByRole("heading", { name: "Senior Go Engineer", level: 1 }).waitFor();
  await look(page);
  say("searched and read a job without an account");

  await page.getByRole("link", { name: "Apply", exact: true }).click();
  await page.getByRole("link", { name: "Create one" }).click();
  await register(page, email, look);
  await signIn(page, email, look);
  say("registered, confirmed, signed in");
  await page.goto(`${base}/dashboard`);
  await look(page);
  await upload(page, { look });

  await find(page, "go engineer", "Senior Go Engineer");
  await page.getByRole("heading", { name: "How you match" }).waitFor();
  await page.getByText(/^(Strong|Promising|Stretch|Low):/).first().waitFor();
  await look(page);
  await page.getByRole("button", { name: /^Save/ }).first().click();
  await page.getByRole("button", { name: /saved|forget|remove|unsave/i }).first().waitFor();
  say("match shown, job saved");

  await page.getByRole("link", { name: "Apply", exact: true }).click();
  await page.getByRole("heading", { name: /^Apply: / }).waitFor();
  await look(page);
  await page.getByRole("button", { name: "Prepare application" }).click();
  await page.getByRole("heading", { name: /^Review: / }).waitFor();
  await look(page);
  const missing = await answerAll(page);
  must(missing > 0, "the review asks for nothing, so answering was not tried");
  await page.getByRole("button", { name: "Save answers" }).click();
  await page.getByText("Every required question is answered.").first().waitFor();
  await look(page);
  say(`${missing} questions answered`);

  // The page must hear of the steps by itself, while it stays the same page.
  await page.exposeFunction("heard", (step) => steps.add(step));
  const steps = new Set();
  await page.addInitScript(() => {
    new MutationObserver((changes) => {
      for (const { target } of changes) if (target.dataset?.step && target.dataset.state === "now") window.heard(target.dataset.step);
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
  });
  await page.getByRole("button", { name: "Send application" }).click();
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
  await sent(page);
  must(steps.size >= 2, `the page moved through ${steps.size} steps while the form was filled: ${[...steps]}`);
  await look(page);
  const application = page.url();
  say(`confirmed; heard live: ${[...steps].join(", ")}`);

  const pictures = page.getByRole("img", { name: /open in full size/ });
  must(await pictures.count() >= 2, `${await pictures.count()} pictures in the evidence`);
  await pictures.first().scrollIntoViewIfNeeded();
  await page.waitForFunction((img) => img.complete && img.naturalWidth > 300, await pictures.first().elementHandle());
  const picture = await context.request.get(new URL(await page.getByRole("link", { name: /open in full size/ }).first().getAttribute("href"), base).href);
  must(picture.ok() && picture.headers()["content-type"] === "image/png", "the picture does not open");
  say("evidence shows its pictures");

  await page.goto(`${base}/applications`);
  await look(page);
  await page.locator("[data-column=applied]").getByRole("link", { name: "Senior Go Engineer" }).waitFor();
  await page.goto(`${base}/applications?view=list`);
  await look(page);
  await page.goto(`${base}/notifications`);
  await page.getByRole("link", { name: /Application received/ }).waitFor();
  await look(page);
  await page.goto(`${base}/dev/mail`);
  await until(page, page.getByRole("listitem").filter({ hasText: "Application received" }));
  say("board, notice and mail tell of it");
  await page.goto(`${base}/jobs/saved`);
  await page.getByRole("link", { name: "Senior Go Engineer" }).waitFor();
  await look(page);

  await keyboard(context, watch);

  const phone = watch.over(await browser.newContext({
    viewport: { width: 390, height: 844 }, hasTouch: true, reducedMotion: "reduce", storageState: await context.storageState(),
  }));
  const small = await phone.newPage();
  for (const path of ["/", "/jobs", "/jobs?q=go+engineer", "/dashboard", "/resumes", "/profile", "/applications", "/applications?view=list", "/notifications", new URL(application).pathname]) {
    await small.goto(base + path);
    await watch.fits(small);
    await look(small);
  }
  await small.goto(`${base}/jobs?q=backend`);
  await small.getByRole("list", { name: "Jobs" }).getByRole("link").first().click();
  await small.getByRole("link", { name: "Apply", exact: true }).waitFor();
  await watch.fits(small);
  await look(small);
  await small.getByRole("link", { name: "Apply", exact: true }).click();
  await small.getByRole("button", { name: "Prepare application" }).click();
  await small.getByRole("heading", { name: /^Review: / }).waitFor();
  await watch.fits(small);
  await look(small);
  await small.goto(`${base}/resumes`);
  await small.getByRole("list", { name: "Resumes" }).getByRole("link").first().click();
  await small.getByRole("button", { name: "See the resume itself" }).waitFor();
  await watch.fits(small);
  await look(small);
  say("the same on a phone");

  await page.locator("summary", { hasText: "account of" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You are signed out.").waitFor();
  say("signed out");
});
