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
