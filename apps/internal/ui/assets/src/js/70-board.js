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
