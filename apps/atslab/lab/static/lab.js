// Behaviour of the practice forms: comboboxes that take only offered options, files with
// their names shown, checks before sending, and sending without leaving the page.
"use strict";

const element = (tag, className, text) => {
  const el = document.createElement(tag);
  if (className) el.className = className;
  if (text !== undefined) el.textContent = text;
  return el;
};

// A list that opens on click, arrow or typing; typing filters; only options can be chosen.
function combobox(box) {
  let options = JSON.parse(box.dataset.options) ?? []; // of places, none yet
  const many = "multiple" in box.dataset, typeahead = "typeahead" in box.dataset;
  const input = box.querySelector(".select__input"), values = box.querySelector(".select__value-container");
  const shell = box.querySelector(".select-shell"), placeholder = box.querySelector(".select__placeholder");
  const listId = `react-select-${input.id}-listbox`;
  let chosen = [], menu = null, active = -1, typing = 0;

  const draw = () => {
    values.querySelectorAll(".select__single-value, .select__multi-value").forEach((el) => el.remove());
    shell.querySelectorAll("input[type=hidden]").forEach((el) => el.remove());
    for (const option of chosen) {
      if (many) {
        const chip = element("div", "select__multi-value");
        chip.append(element("div", "select__multi-value__label", option.label));
        const remove = element("button", "", "×");
        remove.type = "button";
        remove.setAttribute("aria-label", `Remove ${option.label}`);
        remove.addEventListener("click", () => { chosen = chosen.filter((c) => c !== option); draw(); });
        chip.append(remove);
        values.insertBefore(chip, input);
      } else if (!input.value) {
        values.insertBefore(element("div", "select__single-value", option.label), input);
      }
      const hidden = element("input");
      Object.assign(hidden, { type: "hidden", name: box.dataset.name, value: option.value });
      shell.append(hidden);
    }
    placeholder.hidden = chosen.length > 0 || input.value !== "";
  };
  const close = () => {
    if (menu) menu.remove();
    menu = null;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-controls");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => {
    chosen = many ? [...chosen, option] : [option];
    input.value = "";
    close();
    draw();
    clearError(box);
  };
  const open = () => {
    close();
    const wanted = input.value.trim().toLowerCase();
    if (typeahead && wanted.length < 2) return;
    menu = element("div", "select__menu");
    menu.id = listId;
    menu.setAttribute("role", "listbox");
    const offered = typeahead ? options : options.filter((o) => o.label.toLowerCase().includes(wanted) && !(many && chosen.includes(o)));
    offered.forEach((option, i) => {
      const item = element("div", "select__option", option.label);
      item.id = `react-select-${input.id}-option-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(chosen.includes(option)));
      item.addEventListener("mousedown", (e) => e.preventDefault());
      item.addEventListener("click", () => choose(option));
      menu.append(item);
    });
    if (!offered.length) menu.append(element("div", "select__empty", "No options"));
    shell.append(menu);
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", listId);
  };
  // Places are looked up by a server; an answer that comes late is dropped.
  const look = async () => {
    const wanted = input.value.trim();
    const answer = wanted.length < 2 ? [] : await fetch(`/lab/places?q=${encodeURIComponent(wanted)}`).then((r) => r.json());
    if (wanted !== input.value.trim()) return;
    options = answer;
    open();
  };
  const focusOption = (step) => {
    const items = menu ? [...menu.querySelectorAll("[role=option]")] : [];
    if (!items.length) return;
    active = (active + step + items.length) % items.length;
    items.forEach((item, i) => item.classList.toggle("select__option--is-focused", i === active));
    items[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[active].id);
  };

  input.addEventListener("input", () => {
    clearTimeout(typing);
    draw();
    // Places come from a server in real forms, so they take a moment.
    if (typeahead) typing = setTimeout(look, 120); else open();
  });
  input.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (menu) focusOption(e.key === "ArrowDown" ? 1 : -1); else open();
    } else if (e.key === "Enter" && menu) {
      e.preventDefault();
      const items = menu.querySelectorAll("[role=option]");
      if (items[Math.max(active, 0)]) items[Math.max(active, 0)].click();
    } else if (e.key === "Escape") {
      close();
    } else if (e.key === "Backspace" && !input.value && chosen.length) {
      chosen = chosen.slice(0, -1);
      draw();
    }
  });
  // Text that is no option is not an answer and goes away.
  input.addEventListener("blur", () => { clearTimeout(typing); close(); input.value = ""; draw(); });
  box.querySelector(".select__control").addEventListener("mousedown", (e) => {
    if (e.target.closest(".select__multi-value")) return;
    if (e.target !== input) e.preventDefault();
    input.focus();
    if (menu) close(); else open();
  });
  box.isEmpty = () => chosen.length === 0;
  chosen = options.filter((o) => o.value === box.dataset.chosen);
  draw();
}

function upload(box) {
  const input = box.querySelector("input[type=file]"), shown = box.querySelector(".file-upload__name");
  box.querySelector(".attach").addEventListener("click", () => input.click());
  const draw = () => {
    shown.hidden = !input.files.length;
    shown.firstElementChild.textContent = input.files.length ? input.files[0].name : "";
    if (input.files.length) clearError(box);
  };
  input.addEventListener("change", draw);
  box.querySelector(".remove").addEventListener("click", () => { input.value = ""; draw(); });
}

function setError(field, message) {
  const line = field.querySelector(".field-error");
  line.textContent = message;
  line.hidden = false;
  field.classList.add("invalid");
  field.querySelectorAll("input:not([type=hidden]), textarea").forEach((el) => el.setAttribute("aria-invalid", "true"));
}

function clearError(field) {
  const line = field.querySelector(".field-error");
  if (!line || line.hidden) return;
  line.hidden = true;
  field.classList.remove("invalid");
  field.querySelectorAll("[aria-invalid]").forEach((el) => el.removeAttribute("aria-invalid"));
}

// What is wrong with a field now; "" if nothing is.
function complaint(field) {
  if (field.matches(".select")) {
    const required = field.querySelector("[aria-required=true]");
    return required && field.isEmpty() ? "This field is required." : "";
  }
  if (field.matches(".file-upload")) {
    return "required" in field.dataset && !field.querySelector("input").files.length ? "Attach a file." : "";
  }
  if (field.matches("fieldset")) {
    return "required" in field.dataset && !field.querySelector(":checked") ? "Choose at least one." : "";
  }
  const input = field.querySelector("input, textarea");
  if (input.getAttribute("aria-required") === "true" && (input.type === "checkbox" ? !input.checked : !input.value.trim())) return "This field is required.";
  if (input.type === "email" && input.value && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(input.value)) return "Enter a valid e-mail address.";
  if (input.type === "tel" && input.value && input.value.replace(/\D/g, "").length < 7) return "Enter a valid phone number.";
  return "";
}

function lateField(form) {
  const email = form.querySelector("#email");
  const add = () => {
    if (form.querySelector("#question_late")) return;
    const field = element("div", "field text-input-wrapper");
    const label = element("label", "", "What name should we use in our mails?");
    label.htmlFor = "question_late";
    label.append(element("span", "star", "*"));
    const input = element("input");
    Object.assign(input, { id: "question_late", name: "question_late", type: "text" });
    input.setAttribute("aria-required", "true");
    const line = element("p", "field-error");
    line.id = "question_late-error";
    line.hidden = true;
    field.append(label, input, line);
    form.querySelector(".primary").before(field);
  };
  email.addEventListener("input", () => setTimeout(add, 150), { once: true });
}

function application(form) {
  const problem = form.querySelector("#form-error"), button = form.querySelector("button[type=submit]");
  const fail = (message) => { problem.textContent = message; problem.hidden = !message; };
  form.addEventListener("input", (e) => { const field = e.target.closest(".field"); if (field) clearError(field); });
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    fail("");
    const wrong = [...form.querySelectorAll(".field")].filter((field) => {
      const message = complaint(field);
      if (message) setError(field, message); else clearError(field);
      return message;
    });
    if (wrong.length) {
      wrong[0].querySelector("input:not([type=hidden]), textarea, button").focus();
      return;
    }
    button.disabled = true;
    button.textContent = "Submitting…";
    try {
      const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
      const answer = await response.json();
      if (answer.redirect) { location.assign(answer.redirect); return; }
      if (answer.thanks) { form.replaceChildren(element("h2", "", answer.thanks[0]), element("p", "", answer.thanks[1])); return; }
      for (const [id, message] of Object.entries(answer.errors || {})) {
        const at = id && document.getElementById(id);
        if (at) setError(at.closest(".field"), message); else fail(message);
      }
      if (!answer.errors) { form.replaceChildren(element("p", "hint", "Working on it…")); return; }
    } catch {
      fail("Something went wrong. Please try again.");
    }
    button.disabled = false;
    button.textContent = "Submit application";
  });
  if ("late" in form.dataset) lateField(form);
}

document.querySelectorAll(".select").forEach(combobox);
document.querySelectorAll(".file-upload").forEach(upload);
document.querySelectorAll("#application-form").forEach(application);
