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
