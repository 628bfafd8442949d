// Renders the gallery and the start page, looks at each in Chromium at 390, 768 and
// 1440 px in both themes under the strict content policy, and runs axe-core.
//   npm run gallery [-- OUT_DIR [page …]]
// Exit status 1: an accessibility finding, a refused resource or a script error.
import { readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { launch, render, root, serve } from "./serve.mjs";

const out = resolve(process.argv[2] ?? join(tmpdir(), "applyforus-gallery"));
const only = process.argv.slice(3);
render(out);
const { base, close } = await serve(out);
const browser = await launch();
const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
const pages = readdirSync(out).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5)).filter((name) => !only.length || only.includes(name));
let wrong = 0;
const complain = (where, text) => { wrong += 1; console.log(`${where}: ${text}`); };

for (const scheme of ["light", "dark"]) {
  for (const width of [390, 768, 1440]) {
    const context = await browser.newContext({ viewport: { width, height: width < 768 ? 844 : 900 }, colorScheme: scheme, reducedMotion: "reduce", hasTouch: width < 768 });
    for (const name of pages) {
      const where = `${name} ${width} ${scheme}`;
      const page = await context.newPage();
      page.on("console", (message) => { if (message.type() === "error") complain(where, message.text()); });
      page.on("pageerror", (error) => complain(where, error.message));
      await page.goto(`${base}/${name}.html`);
      await page.evaluate(() => document.fonts.ready);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) complain(where, `${wide} px wider than the screen`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
      if (found.passes.length < 10) complain(where, `axe-core ran only ${found.passes.length} rules`);
      for (const v of found.violations) complain(where, `${v.id} (${v.impact}): ${v.help}\n    ${v.nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join("\n    ")}`);
      await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: true });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
close();
console.log(`${pages.length} pages, ${pages.length * 6} views, ${wrong} findings; pictures in ${out}`);
process.exitCode = wrong ? 1 : 0;
