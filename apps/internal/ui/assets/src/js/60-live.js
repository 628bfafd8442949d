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
