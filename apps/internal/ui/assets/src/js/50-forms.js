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
