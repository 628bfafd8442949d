// Renders the gallery's pages with Go and serves them, with the built assets, under
// the strict content policy that the apps use. Shared by gallery.mjs and behaviour.test.mjs.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../../../..");

const types = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".html": "text/html; charset=utf-8" };
const policy = "default-src 'none'; script-src 'nonce-n0nce'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** render writes the pages into a folder. */
export function render(out) {
  mkdirSync(out, { recursive: true });
  execFileSync("go", ["test", "-count=1", "./apps/internal/ui/gallery", "./apps/seeker/homeweb", "-args", `-gallery=${out}`], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

/** serve answers with the files of a folder; special(request, response, path) may answer first by returning true. */
export async function serve(out, special = () => false) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (special(request, response, path)) return;
    const file = path.startsWith("/assets/") ? join(here, "dist", path.split("/").pop()) : join(out, path);
    if (!existsSync(file)) { response.writeHead(404).end(); return; }
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "text/plain", "Content-Security-Policy": policy }).end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

/** launch starts the Chromium of the machine (or the one named by CHROMIUM). */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (!executablePath) throw new Error("No Chromium found. Install it (Debian: apt-get install chromium) or name it in CHROMIUM.");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}
