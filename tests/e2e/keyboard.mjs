// Applying with nothing but the keyboard: Tab to what is wanted, then Enter, Space,
// arrows and letters.
import { base, must, say } from "./browser.mjs";
import { sent, words } from "./person.mjs";

/** Most stops between two controls of a page. */
const most = 150;

/** reach presses Tab until the focused control is the wanted one, and checks that it shows its focus. */
async function reach(page, what, wanted) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(wanted)) {
      const seen = await page.evaluate(() => {
        // A row's link covers its row and shows the focus there.
        const drawn = (style) => style.outlineStyle !== "none" || style.boxShadow !== "none";
        const at = document.activeElement;
        return at.matches(":focus-visible") && [null, "::before", "::after"].some((part) => drawn(getComputedStyle(at, part))) || at.outerHTML;
      });
      must(seen === true, `${what} does not show that it has the focus: ${seen}`);
      return;
    }
  }
  throw new Error(`${what} cannot be reached by Tab on ${page.url()}`);
}

const named = (text) => `document.activeElement.closest("main") && document.activeElement.innerText?.trim() === ${JSON.stringify(text)}`;

/** keyboard applies for a job of the list, with every question answered by key. */
export async function keyboard(context, watch) {
  const page = await context.newPage();
  await page.goto(`${base}/jobs?q=site+reliability`);
  await reach(page, "the job", `/Site Reliability Engineer/.test(document.activeElement.innerText) && document.activeElement.tagName === "A"`);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Site Reliability Engineer", level: 1 }).waitFor();
  await reach(page, "Apply", named("Apply"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Apply: / }).waitFor();
  await reach(page, "Prepare application", named("Prepare application"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Review: / }).waitFor();
  await watch.look(page);

  const questions = await page.locator("#needs [data-question]").evaluateAll((all) => all.map((one) => one.dataset.question));
  for (const key of questions) {
    await reach(page, `the question ${key}`, `document.activeElement.closest("#needs [data-question='${key}']") && !/^remember/.test(document.activeElement.name)`);
    const control = await page.evaluate(() => ({ tag: document.activeElement.tagName, type: document.activeElement.type, label: document.activeElement.closest("[data-question]").innerText }));
    if (control.type === "radio" || control.type === "checkbox") await page.keyboard.press("Space");
    else if (control.tag === "SELECT") await page.keyboard.press("ArrowDown");
    else await page.keyboard.type(control.type === "number" ? "5" : words(control.label));
  }
  if (questions.length) {
    await reach(page, "Save answers", named("Save answers"));
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: "Send application" }).waitFor();
  await reach(page, "Send application", named("Send application"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
  await sent(page);
  await page.close();
  say(`applied by keyboard alone, ${questions.length} questions answered`);
}
