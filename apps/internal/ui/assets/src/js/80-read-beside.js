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
