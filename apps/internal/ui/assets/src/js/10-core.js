// What the other parts share: lookups, spoken notices, icons, the CSRF token.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (type, handler, options) => document.addEventListener(type, handler, options);
const closest = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);
const typing = (target) => target instanceof Element && target.matches("input, textarea, select, [contenteditable]");

/** say tells people who listen instead of look. */
function say(text) {
  const region = one("#spoken");
  if (!region) return;
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}

/** csrf is the token that every changing request carries. */
const csrf = () => one('meta[name="csrf-token"]')?.content ?? "";

/** icon clones a drawing that the page carries in its <template id="icons">. */
function icon(name) {
  const found = one("#icons")?.content.querySelector(`[data-icon="${name}"] svg`);
  return found ? found.cloneNode(true) : document.createTextNode("");
}

/** post sends form data the way our own forms do. Rejects on any status but 2xx. */
async function post(url, fields) {
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRF-Token": csrf(), "HX-Request": "true" },
    body: new URLSearchParams({ csrf_token: csrf(), ...fields }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

/** onLoad runs for the whole page and again for each part that htmx brings in. */
function onLoad(run) {
  if (document.readyState === "loading") on("DOMContentLoaded", () => run(document));
  else run(document);
  on("htmx:load", (event) => { if (event.target !== document.body) run(event.target); });
}
