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
