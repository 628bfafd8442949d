(() => {
"use strict";
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

// Theme: system, light or dark. The buttons only exist with script (no-script follows the system).
function showTheme() {
  const now = document.documentElement.dataset.theme ?? "system";
  for (const button of all("[data-set-theme]")) button.setAttribute("aria-pressed", String(button.dataset.setTheme === now));
}
on("click", (event) => {
  const button = closest(event, "[data-set-theme]");
  if (!button) return;
  const theme = button.dataset.setTheme;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("afu-theme");
    else localStorage.setItem("afu-theme", theme);
  } catch {
    // Without storage the choice holds for this page only.
  }
  showTheme();
});
onLoad(showTheme);

// Menus are <details>, dialogs are <dialog>: the browser does focus and Escape, we
// add what it leaves out (closing outside, arrow keys, opening from a button).
on("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target) || closest(event, ".menu-list a, .menu-list [data-close]")) menu.open = false;
  const opener = closest(event, "[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  }
  const closer = closest(event, "[data-close-dialog]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement && event.target.matches(".dialog")) event.target.close();
});

on("keydown", (event) => {
  const menu = event.target instanceof Element ? event.target.closest("details.menu[open]") : null;
  if (!menu) return;
  if (event.key === "Escape") {
    menu.open = false;
    one("summary", menu).focus();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const items = all(".menu-item", menu).filter((item) => item.offsetParent);
  if (!items.length) return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement);
  const step = event.key === "ArrowDown" ? 1 : -1;
  items[(at + step + items.length) % items.length].focus();
});

/** toast shows a short notice. kind: ok, warn, bad. undo: a function, or nothing. */
function toast(text, kind = "ok", undo) {
  const region = one("#toasts");
  if (!region) return;
  const item = document.createElement("div");
  item.className = "toast-item";
  item.dataset.kind = kind;
  const words = document.createElement("span");
  words.textContent = text;
  item.append(icon(kind === "ok" ? "circle-check" : "triangle-alert"), words);
  const away = () => item.remove();
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.dataset.variant = "secondary";
    button.dataset.size = "sm";
    button.textContent = "Undo";
    button.addEventListener("click", () => { away(); undo(); });
    item.append(button);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "copy";
  close.setAttribute("aria-label", "Dismiss notice");
  close.append(icon("x"));
  close.addEventListener("click", away);
  item.append(close);
  region.append(item);
  while (region.children.length > 3) region.firstElementChild.remove();
  // A notice that is pointed at, focused or bad news stays.
  if (kind === "bad") return;
  const leave = () => setTimeout(() => { if (item.matches(":hover, :focus-within")) leave(); else away(); }, undo ? 10_000 : 6_000);
  leave();
}
// A handler may answer with HX-Trigger: {"toast": {"text": …, "kind": …, "undo": "/path"}}.
on("toast", (event) => {
  const { text, kind, undo } = event.detail ?? {};
  if (!text) return;
  toast(text, kind, undo && (() => post(undo, {}).then(() => location.reload(), () => toast("That could not be undone. Reload the page to see where things stand.", "bad"))));
});
on("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  toast(status === 429 ? "Too many requests in a short time. Wait a moment, then try again." : "That did not work; nothing was changed. Try again in a moment.", "bad");
});
on("htmx:sendError", () => toast("The server cannot be reached. Check your connection, then try again.", "bad"));

// Command palette (Ctrl-K or /) and key list (?). Its entries are the page's own
// navigation and everything marked data-command, so it never offers a dead end.
const palette = () => one("#palette");

function commands() {
  const seen = new Set();
  const sources = [".rail a", ".bottombar a", "[data-command]", ".topbar a:not(.brand)"].flatMap((selector) => all(selector));
  return sources.flatMap((source) => {
    const label = source.dataset.command || source.dataset.label || source.getAttribute("aria-label") || source.textContent.trim().replace(/\s+/g, " ");
    if (!label || seen.has(label)) return [];
    seen.add(label);
    return [{ label, run: () => source.click(), icon: one("svg", source) }];
  });
}

function listPalette() {
  const box = palette();
  const input = one("input", box);
  const list = one('[role="listbox"]', box);
  const words = input.value.trim().toLowerCase();
  const found = commands().filter((entry) => words.split(/\s+/).every((word) => entry.label.toLowerCase().includes(word)));
  const search = one(".topbar form[role=search], form[role=search]");
  if (words && search) {
    const query = input.value.trim();
    found.push({
      label: `Search for “${query}”`,
      run: () => { one("input[type=search]", search).value = query; search.requestSubmit(); },
    });
  }
  list.replaceChildren(...found.map((entry, at) => {
    const option = document.createElement("div");
    option.setAttribute("role", "option");
    option.id = `palette-${at}`;
    option.setAttribute("aria-selected", String(at === 0));
    const drawing = entry.icon ? entry.icon.cloneNode(true) : icon("search");
    if (drawing instanceof Element) drawing.setAttribute("class", "icon");
    option.append(drawing, entry.label);
    option.addEventListener("click", () => { box.close(); entry.run(); });
    return option;
  }));
  one(".none", box).hidden = found.length > 0;
  pick(list, 0);
}

function pick(list, at) {
  const options = [...list.children];
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
  const input = one("input", palette());
  if (options[at]) {
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

function openPalette() {
  const box = palette();
  if (!box || box.open) return;
  one("input", box).value = "";
  box.showModal();
  listPalette();
}

on("input", (event) => { if (closest(event, "#palette")) listPalette(); });
on("click", (event) => { if (closest(event, "[data-palette]")) openPalette(); });
on("keydown", (event) => {
  const box = palette();
  if (box?.open) {
    const list = one('[role="listbox"]', box);
    const count = list.children.length;
    const at = [...list.children].findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" && count) pick(list, (at + 1) % count);
    else if (event.key === "ArrowUp" && count) pick(list, (at - 1 + count) % count);
    else if (event.key === "Enter" && count) list.children[Math.max(at, 0)].click();
    else return;
    event.preventDefault();
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || one("dialog[open]")) return;
  if (event.key === "/") {
    event.preventDefault();
    openPalette();
  } else if (event.key === "?") {
    one("#keys")?.showModal();
  }
});

// Forms: focus goes to what is wrong, unsaved work is not lost by accident, filters
// apply as they change, files are checked and their way up is shown.
onLoad((root) => {
  const summary = one("[data-focus]", root) ?? (root instanceof Element && root.matches("[data-focus]") ? root : null);
  summary?.focus();
});

const dirty = new Set();
on("input", (event) => {
  const form = closest(event, "form[data-guard]");
  if (form) dirty.add(form);
});
on("submit", (event) => {
  dirty.delete(event.target);
  if (event.defaultPrevented || event.target.matches("[hx-get], [hx-post]")) return;
  // A second click must not send twice.
  const button = event.submitter;
  if (button?.matches(".btn") && event.target.method === "post") setTimeout(() => { button.setAttribute("aria-busy", "true"); button.disabled = true; });
});
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const button of all(".btn[aria-busy]")) { button.disabled = false; button.removeAttribute("aria-busy"); }
});
addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  if (dirty.size) event.preventDefault();
});

// form[data-live]: a filter that changes is applied; its button is for those without
// script, and for the sheet of a phone, where several are set at a time.
on("change", (event) => {
  const form = closest(event, "form[data-live]");
  if (form && !event.target.closest(":popover-open") && !event.target.matches("input[type=search], input[type=text], input[type=number]")) form.requestSubmit();
});

const bytes = (n) => (n < 1024 * 1024 ? `${Math.max(1, Math.round(n / 1024))} KB` : `${(n / 1024 / 1024).toFixed(1)} MB`);

class FileDrop extends HTMLElement {
  connectedCallback() {
    this.input = one("input[type=file]", this);
    this.label = one(".drop", this);
    this.what = one(".what", this);
    this.said = one(".err", this);
    if (!this.input || this.started) return;
    this.started = true;
    this.plain = this.what.textContent;
    this.input.addEventListener("change", () => this.check());
    for (const type of ["dragenter", "dragover"]) this.label.addEventListener(type, () => { this.label.dataset.over = ""; });
    for (const type of ["dragleave", "drop"]) this.label.addEventListener(type, () => { delete this.label.dataset.over; });
  }

  /** check tells at once what the server would refuse after the upload. */
  check() {
    const file = this.input.files[0];
    const limit = Number(this.dataset.max || 0);
    const kinds = this.input.accept.split(",").map((kind) => kind.trim().toLowerCase()).filter((kind) => kind.startsWith("."));
    let wrong = "";
    if (file && file.size === 0) wrong = `“${file.name}” is empty. Choose another file.`;
    else if (file && limit && file.size > limit) wrong = `“${file.name}” has ${bytes(file.size)}; the limit is ${bytes(limit)}. Choose a smaller file.`;
    else if (file && kinds.length && !kinds.some((kind) => file.name.toLowerCase().endsWith(kind))) wrong = `“${file.name}” is of another kind. Choose a file that ends in ${kinds.join(" or ")}.`;
    this.what.textContent = file ? `${file.name}, ${bytes(file.size)}` : this.plain;
    one("span", this.said).textContent = wrong;
    this.said.hidden = !wrong;
    this.input.setCustomValidity(wrong);
    this.input.setAttribute("aria-invalid", String(Boolean(wrong)));
    this.label.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (this.dataset.preview !== undefined) this.preview(wrong ? undefined : file);
    if (!wrong && file && this.dataset.now !== undefined) this.input.form.requestSubmit();
  }

  /** preview shows the chosen picture, cut to a square as it will be. */
  preview(file) {
    one("img", this.label)?.remove();
    if (!file) return;
    const picture = document.createElement("img");
    picture.className = "drop-preview";
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
    picture.addEventListener("error", () => picture.remove(), { once: true });
    this.label.prepend(picture);
  }
}
customElements.define("afu-drop", FileDrop);

// form[data-upload]: the same request as without script, with its progress shown.
on("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-upload]") || event.defaultPrevented) return;
  const drop = one("afu-drop", form);
  if (!drop?.input?.files.length) return;
  event.preventDefault();
  const bar = document.createElement("progress");
  bar.className = "upload-bar";
  bar.max = 100;
  bar.setAttribute("aria-label", "Upload");
  drop.label.append(bar);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (progress) => { if (progress.lengthComputable) bar.value = (progress.loaded / progress.total) * 100; });
  request.upload.addEventListener("load", () => { drop.what.textContent = "Reading your file"; say("Upload finished. Reading your file."); bar.removeAttribute("value"); });
  request.addEventListener("error", () => { bar.remove(); toast("The upload broke off. Check your connection, then send the file again.", "bad"); release(form); });
  request.addEventListener("load", () => {
    bar.remove();
    if (request.status < 400) { location.assign(request.responseURL || location.href); return; }
    const main = one("main", new DOMParser().parseFromString(request.responseText, "text/html"));
    if (!main) { toast("The file could not be taken. Try again in a moment.", "bad"); release(form); return; }
    one("main").replaceChildren(...main.childNodes);
    one("[data-focus]", one("main"))?.focus();
    window.htmx?.process(one("main"));
  });
  request.send(new FormData(form));
});
function release(form) {
  for (const button of all(".btn[aria-busy]", form)) { button.disabled = false; button.removeAttribute("aria-busy"); }
}

// Passwords: they can be looked at, and a new one is told in words how well it does. The
// server has the last word, with its list of stolen passwords.
on("click", (event) => {
  const button = closest(event, "[data-reveal]");
  if (!button) return;
  const input = one("input", button.parentElement);
  const show = input.type === "password";
  input.type = show ? "text" : "password";
  button.toggleAttribute("data-shown", show);
  input.focus();
});
on("submit", (event) => {
  for (const button of all('[data-reveal][data-shown]', event.target)) button.click(); // so that no browser keeps it as plain text
}, true);

/** strength judges a password: 0 to 4, and what would help. */
function strength(password, words) {
  const lower = password.toLowerCase();
  const length = [...password].length;
  if (length < 8) return [0, `${8 - length} more ${8 - length === 1 ? "character" : "characters"}, at least`];
  const own = words.flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 2);
  if (own.some((word) => lower.replace(/[^\p{L}]/gu, "") === word)) return [1, "Too close to your own name or address"];
  let worth = 0; // characters that do not merely repeat or count on from the one before
  const codes = [...lower].map((character) => character.codePointAt(0));
  for (const [at, code] of codes.entries()) {
    const step = at > 1 && code - codes[at - 1] === codes[at - 1] - codes[at - 2] && Math.abs(code - codes[at - 1]) < 2;
    if (!step) worth += 1;
  }
  if (new Set(codes).size < 5) worth = Math.min(worth, 6);
  if (worth < 8) return [1, "Easy to guess. Use other words or more of them"];
  if (worth < 12) return [2, "Fair. Add a word, or use a second factor as well"];
  if (worth < 15) return [3, "Good. With 15 characters it is good even without a second factor"];
  return [4, "Strong"];
}

onLoad((root) => {
  for (const meter of all("[data-strength]", root)) {
    const input = document.getElementById(meter.dataset.strength);
    const said = one("span", meter);
    const judge = () => {
      const words = all("input[name=name], input[name=email]", input.form).map((field) => field.value).concat((meter.dataset.words ?? "").split(" "));
      const [level, text] = input.value ? strength(input.value, words) : [0, ""];
      meter.dataset.level = input.value ? level : "";
      said.textContent = text;
      meter.hidden = !input.value;
    };
    input.addEventListener("input", judge);
    judge();
  }
});

// [data-print] prints the page.
on("click", (event) => { if (closest(event, "[data-print]")) print(); });

// select[data-time-zone] offers the zone that this machine is in, when none was chosen.
onLoad((root) => {
  for (const select of all("select[data-time-zone]", root)) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!select.value && [...select.options].some((option) => option.value === zone)) select.value = zone;
  }
});

// <afu-progress src="/…/events" last-id="12">: steps that move while the server works.
//
// The stream sends `event: step` with {"step", "state", "text"} and at the end
// `event: end` with {"href"} ("" = load this page again). A GET of the same address
// with Accept: application/json answers {"steps": [...], "end": {...}|null}; it is
// asked every three seconds when the stream cannot be held. Tabs on the same
// address share one stream: the one that holds the lock passes events on.
class Progress extends HTMLElement {
  connectedCallback() {
    const src = this.getAttribute("src");
    if (!src || this.hasAttribute("ended")) return;
    this.away = new AbortController();
    this.failures = 0;
    if (!navigator.locks || !window.BroadcastChannel) { this.open(src); return; }
    this.channel = new BroadcastChannel(`afu-progress:${src}`);
    this.channel.addEventListener("message", (message) => this.take(message.data.type, message.data.data));
    navigator.locks.request(`afu-progress:${src}`, { signal: this.away.signal }, () => new Promise((done) => {
      this.away.signal.addEventListener("abort", done, { once: true });
      this.open(src);
    })).catch(() => {}); // aborted: the element left the page
  }

  disconnectedCallback() {
    this.away?.abort();
    this.stream?.close();
    this.channel?.close();
    clearTimeout(this.timer);
  }

  open(src) {
    const url = new URL(src, location.href);
    if (this.getAttribute("last-id")) url.searchParams.set("last_id", this.getAttribute("last-id"));
    this.stream = new EventSource(url);
    for (const type of ["step", "end"]) {
      this.stream.addEventListener(type, (event) => {
        this.failures = 0;
        if (event.lastEventId) this.setAttribute("last-id", event.lastEventId);
        const data = JSON.parse(event.data);
        this.channel?.postMessage({ type, data });
        this.take(type, data);
      });
    }
    this.stream.addEventListener("error", () => {
      this.failures += 1;
      if (this.failures < 3 && this.stream.readyState !== EventSource.CLOSED) return;
      this.stream.close();
      this.poll(src);
    });
  }

  async poll(src) {
    if (this.away.signal.aborted || this.hasAttribute("ended")) return;
    try {
      const answer = await fetch(src, { headers: { Accept: "application/json" }, credentials: "same-origin", signal: this.away.signal });
      if (answer.ok) {
        const { steps = [], end = null } = await answer.json();
        for (const step of steps) this.take("step", step);
        if (end) { this.take("end", end); return; }
      }
    } catch {
      // Offline for a moment: the next round asks again.
    }
    this.timer = setTimeout(() => this.poll(src), 3_000);
  }

  take(type, data) {
    if (type === "end") {
      if (this.hasAttribute("ended")) return;
      this.setAttribute("ended", "");
      this.stream?.close();
      if (data.href) location.assign(data.href);
      else location.reload();
      return;
    }
    const row = all("[data-step]", this).find((item) => item.dataset.step === data.step);
    if (!row) return;
    const changed = row.dataset.state !== data.state;
    row.dataset.state = data.state;
    const text = one(".text", row);
    if (text && data.text !== undefined) text.textContent = data.text;
    if (data.state === "now") row.setAttribute("aria-current", "step");
    else row.removeAttribute("aria-current");
    const words = one(".state-word", row);
    if (words) words.textContent = { todo: "not started", now: "under way", done: "done", failed: "failed", waiting: "waits for you" }[data.state] ?? "";
    if (changed && data.state !== "todo") say(`${one("b", row)?.textContent}: ${words?.textContent}`);
  }
}
customElements.define("afu-progress", Progress);

// Relative times stay true while a page is open; the exact one is in the title.
const spans = [[60, "second"], [60, "minute"], [24, "hour"], [7, "day"], [4.35, "week"], [12, "month"], [Infinity, "year"]];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
function ago(then) {
  let left = (then - Date.now()) / 1000;
  if (Math.abs(left) < 45) return "just now";
  for (const [size, unit] of spans) {
    if (Math.abs(left) < size) return relative.format(Math.round(left), unit);
    left /= size;
  }
  return "";
}
setInterval(() => {
  for (const time of all("time[data-relative]")) time.textContent = ago(Date.parse(time.dateTime));
}, 60_000);

// Copy buttons.
on("click", async (event) => {
  const button = closest(event, "[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = "";
    say("Copied");
    setTimeout(() => delete button.dataset.copied, 2_000);
  } catch {
    toast("Your browser did not allow copying. Select the text and copy it by hand.", "warn");
  }
});

// Board: cards move by pointer, or by keyboard from their handle (Space lifts,
// arrows move, Space drops, Escape puts back). A move shows at once, is sent to
// data-move, is put back when that fails, and offers to undo.
let lifted = null;

const column = (card) => card.closest("[data-column]");
const place = (card) => ({ list: card.parentElement, before: card.nextElementSibling });
const putBack = (card, from) => { from.list.insertBefore(card, from.before); recount(from.list.closest("[data-board]")); };

function recount(board) {
  for (const col of all("[data-column]", board)) {
    const n = all("[data-card]", col).length;
    one(".n", col).textContent = String(n);
    const empty = one("[data-none]", col);
    if (empty) empty.hidden = n > 0;
  }
}

async function move(card, from) {
  const board = card.closest("[data-board]");
  const to = column(card);
  const origin = from.list.closest("[data-column]");
  recount(board);
  if (to === origin) return;
  card.dataset.busy = "";
  try {
    await post(board.dataset.move.replace("{id}", encodeURIComponent(card.dataset.card)), { stage: to.dataset.column });
    toast(`Moved to ${to.dataset.label}.`, "ok", () => {
      const back = place(card);
      from.list.append(card);
      move(card, back);
    });
  } catch {
    putBack(card, from);
    toast(`That card could not be moved to ${to.dataset.label}. It is back where it was.`, "bad");
  } finally {
    delete card.dataset.busy;
  }
}

let dragged = null;
on("dragstart", (event) => {
  const card = closest(event, "[data-board] [data-card]");
  if (!card) return;
  dragged = { card, from: place(card) };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.dataset.card);
});
on("dragover", (event) => {
  const target = dragged && closest(event, "[data-column]");
  for (const col of all("[data-column][data-over]")) if (col !== target) delete col.dataset.over;
  if (!target || target.closest("[data-board]") !== dragged.card.closest("[data-board]")) return;
  event.preventDefault();
  target.dataset.over = "";
});
on("drop", (event) => {
  const target = dragged && closest(event, "[data-column]");
  if (!target) return;
  event.preventDefault();
  one("ul", target).prepend(dragged.card);
  move(dragged.card, dragged.from);
});
on("dragend", () => {
  for (const col of all("[data-column][data-over]")) delete col.dataset.over;
  dragged = null;
});

function drop() {
  const { card, from } = lifted;
  lifted = null;
  delete card.dataset.lifted;
  one(".grip", card).setAttribute("aria-pressed", "false");
  return { card, from };
}
on("keydown", (event) => {
  const grip = closest(event, "[data-board] .grip");
  if (!grip) return;
  const card = grip.closest("[data-card]");
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (lifted) {
      const { card: moved, from } = drop();
      say(`Dropped in ${column(moved).dataset.label}.`);
      move(moved, from);
    } else {
      lifted = { card, from: place(card) };
      card.dataset.lifted = "";
      grip.setAttribute("aria-pressed", "true");
      say(`Lifted from ${column(card).dataset.label}. Arrow keys move it, Space drops it, Escape puts it back.`);
    }
    return;
  }
  if (lifted?.card !== card) return;
  if (event.key === "Escape") {
    event.preventDefault();
    const { from } = drop();
    putBack(card, from);
    grip.focus();
    say("Put back.");
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    event.preventDefault();
    const cols = all("[data-column]", card.closest("[data-board]"));
    const next = cols[cols.indexOf(column(card)) + (event.key === "ArrowRight" ? 1 : -1)];
    if (!next) { say("There is no further column on this side."); return; }
    one("ul", next).prepend(card);
    recount(card.closest("[data-board]"));
    grip.focus();
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
    say(next.dataset.label);
  }
});
on("focusout", (event) => {
  if (!lifted || !closest(event, ".grip")) return;
  setTimeout(() => { // moving a card in the page blurs its handle for a moment
    if (!lifted || lifted.card.contains(document.activeElement)) return;
    const { card, from } = drop();
    putBack(card, from);
  });
});

// [data-read-beside]: the place on the page where a field was read lights up while the
// field has the focus. The places are in points of the page, as the drawing above it.
on("focusin", (event) => {
  const beside = closest(event, "[data-read-beside]");
  if (!beside || !event.target.matches("input, textarea")) return;
  const { page, box, lines } = event.target.dataset;
  for (const hit of all("[data-hit], [data-line][data-lit]", beside)) {
    if (hit.matches("[data-line]")) delete hit.dataset.lit;
    else hit.setAttribute("width", "0");
  }
  const shown = page && one(`.read-pages [data-page="${Number(page)}"]`, beside);
  if (!shown) return;
  const hit = one("[data-hit]", shown);
  if (hit && box) {
    const [x, y, width, height] = box.split(" ");
    for (const [name, value] of Object.entries({ x, y, width, height })) hit.setAttribute(name, value);
    bring(hit, shown.closest(".read-pages"));
  } else if (!hit && lines) {
    const [first, last] = lines.split("-").map(Number);
    const lit = all("[data-line]", shown).slice(first, last + 1);
    for (const line of lit) line.dataset.lit = "";
    if (lit.length) bring(lit[0], shown.closest(".read-pages"));
  }
});

/** bring scrolls the pane, and nothing but the pane, until the mark is in view. */
function bring(mark, pane) {
  const at = mark.getBoundingClientRect(), view = pane.getBoundingClientRect();
  if (at.top < view.top + 60 || at.bottom > view.bottom - 20) pane.scrollBy({ top: at.top - view.top - view.height / 3 });
}

// form[data-passkey]: asks the browser for a passkey and posts what it answers. The form is
// hidden where there is no script, or no passkeys.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** passkeyOptions turns the JSON of the server into what navigator.credentials takes. */
function passkeyOptions(form) {
  const options = JSON.parse(form.dataset.options);
  options.challenge = toBytes(options.challenge);
  if (options.user) options.user.id = toBytes(options.user.id);
  for (const list of [options.allowCredentials, options.excludeCredentials]) for (const one of list ?? []) one.id = toBytes(one.id);
  return options;
}

/** passkeyAnswer turns a credential into JSON (PublicKeyCredential.toJSON is not everywhere). */
function passkeyAnswer(credential) {
  const { response } = credential;
  const said = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) if (response[name]) said[name] = toText(response[name]);
  if (response.getTransports) said.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id, rawId: toText(credential.rawId), type: credential.type, response: said,
    clientExtensionResults: credential.getClientExtensionResults(), authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  });
}

let waiting; // the question that the browser has in hand: there can be one at a time
async function askPasskey(form, mediation) {
  waiting?.abort();
  waiting = new AbortController();
  const request = { publicKey: passkeyOptions(form), signal: waiting.signal, mediation };
  const credential = await (form.dataset.passkey === "create" ? navigator.credentials.create(request) : navigator.credentials.get(request));
  form.elements.answer.value = passkeyAnswer(credential);
  form.submit();
}

function passkeyProblem(form, error) {
  const said = one("[data-passkey-error]", form);
  const words = {
    InvalidStateError: "This device has a passkey for your account already.",
    NotAllowedError: "Nothing was confirmed. Try again, or go on another way.",
    AbortError: "",
  }[error.name] ?? "This browser could not use a passkey here. Go on another way.";
  one("span", said).textContent = words;
  said.hidden = !words;
}

onLoad((root) => {
  if (!window.PublicKeyCredential) return;
  for (const form of all("form[data-passkey]", root)) {
    form.hidden = false;
    for (const beside of all(`[data-with-passkey="${form.id}"]`)) beside.hidden = false;
    // A field that is filled in by the browser offers passkeys beside passwords.
    if (form.dataset.conditional === undefined) continue;
    PublicKeyCredential.isConditionalMediationAvailable?.().then((can) => {
      if (can) askPasskey(form, "conditional").catch(() => {}); // nobody has asked yet, so nobody is told
    });
  }
});
on("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-passkey]")) return;
  event.preventDefault();
  const button = event.submitter;
  askPasskey(form).catch((error) => {
    passkeyProblem(form, error);
    if (button) { button.disabled = false; button.removeAttribute("aria-busy"); }
  });
});
})();
