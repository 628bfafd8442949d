// Runs inside the page. One function, three tasks: "inspect" tags and lists the
// controls, "read" reads back what the tagged controls hold, "look" tells what the page
// shows. It changes nothing but its own data-afu attributes.
({ task, form: formSelector, marker, thanks }) => {
  const TAG = "data-afu";
  const clean = (s) => (s || "").replace(/\s+/g, " ").trim();
  const text = (el) => clean(el && (el.innerText ?? el.textContent));
  const bare = (s) => clean(clean(s).replace(/\s*(\*|✱|\(required\)|\(pflichtfeld\))\s*$/i, ""));
  const starred = (s) => /(\*|✱|\(required\)|\(pflichtfeld\))\s*$/i.test(clean(s));
  const shown = (el) => {
    if (!el || !el.isConnected) return false;
    if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = el.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };
  const root = () => {
    const forms = [...document.querySelectorAll(formSelector)];
    const size = (f) => f.querySelectorAll("input:not([type=hidden]), select, textarea").length;
    return forms.sort((a, b) => size(b) - size(a))[0] || (document.querySelector("input[type=file]") && document.body);
  };
  const byIds = (ids) => clean((ids || "").split(/\s+/).map((id) => text(id && document.getElementById(id))).join(" "));
  const rawLabel = (el) => {
    if (el.labels && el.labels.length) return text(el.labels[0]);
    return byIds(el.getAttribute("aria-labelledby")) || el.getAttribute("aria-label") || "";
  };
  const groupLabel = (el) => {
    const set = el.closest("fieldset, [role=group], [role=radiogroup]");
    if (!set) return "";
    return text(set.querySelector("legend")) || byIds(set.getAttribute("aria-labelledby")) || set.getAttribute("aria-label") || "";
  };
  const isCombo = (el) => el.getAttribute("role") === "combobox" && el.tagName === "INPUT";
  const comboBox = (el) => el.closest(".select__control, .select-shell, .select, [data-combobox]") || el.parentElement;
  const chosen = (el) => {
    const box = el.closest(".select-shell, .select, [data-combobox]") || comboBox(el);
    const picks = [...box.querySelectorAll(".select__multi-value__label, .select__single-value")].map(text);
    return picks.length ? picks : isCombo(el) && !box.querySelector(".select__control") && el.value ? [el.value] : [];
  };
  const section = (el) => {
    for (let at = el; at && at !== document.body; at = at.parentElement) {
      if (at.tagName === "SECTION" || at.hasAttribute("data-section")) {
        const head = at.querySelector("h1, h2, h3, h4");
        if (head) return text(head);
      }
    }
    return "";
  };
  const errors = (scope) => {
    const found = [];
    for (const el of (scope || document).querySelectorAll("[role=alert], .error, .field-error, [id$=-error], .helper-text--error")) {
      const words = text(el);
      if (words && words.length < 300 && shown(el) && !found.includes(words)) found.push(words);
    }
    return found.slice(0, 30);
  };

  const controls = (form) => [...form.querySelectorAll("input, select, textarea")].filter((el) => {
    if (["hidden", "submit", "button", "image", "reset", "search", "password"].includes(el.type)) return false;
    if (el.closest("[aria-hidden=true]") || el.disabled || /^(g-recaptcha|h-captcha|cf-turnstile)/.test(el.name)) return false;
    if (el.type === "file") return !el.closest("[hidden]");
    if (el.type === "radio" || el.type === "checkbox") return shown(el) || [...(el.labels || [])].some(shown);
    return shown(el) || (isCombo(el) && shown(comboBox(el)));
  });

  const inspect = (form) => {
    document.querySelectorAll(`[${TAG}]`).forEach((el) => el.removeAttribute(TAG));
    const fields = [];
    const groups = new Map();
    for (const el of controls(form)) {
      const own = rawLabel(el);
      const isBox = el.type === "radio" || el.type === "checkbox";
      const siblings = el.type === "checkbox" && el.name ? form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(el.name)}"]`).length : 0;
      const inSet = el.type === "checkbox" ? el.closest("fieldset") : null;
      const many = el.type === "radio" || siblings > 1 || (inSet && inSet.querySelectorAll("input[type=checkbox]").length > 1);
      if (isBox && many) {
        const id = el.type + ":" + (el.name || (inSet && inSet.id) || groupLabel(el));
        let group = groups.get(id);
        if (!group) {
          const label = groupLabel(el);
          group = {
            tag: fields.length, key: (el.name || (inSet && inSet.id) || bare(label)), label: bare(label), widget: el.type === "radio" ? "radio" : "boxes",
            required: starred(label), options: [], section: section(el), accept: "",
            description: byIds(el.closest("fieldset, [role=group], [role=radiogroup]")?.getAttribute("aria-describedby")),
          };
          groups.set(id, group);
          fields.push(group);
        }
        group.required ||= el.type === "radio" && (el.required || el.getAttribute("aria-required") === "true");
        el.setAttribute(TAG, `${group.tag}.${group.options.length}`);
        group.options.push({ value: el.value, label: bare(own) || el.value });
        continue;
      }
      const label = own || (el.type === "file" || isCombo(el) ? groupLabel(el) : "") || el.getAttribute("placeholder") || el.name;
      const tag = fields.length;
      el.setAttribute(TAG, String(tag));
      const field = {
        tag, key: el.id || el.name || bare(label), label: bare(label), widget: el.type, options: [], section: section(el), accept: el.accept || "",
        required: el.required || el.getAttribute("aria-required") === "true" || starred(label) || (el.type === "file" && starred(groupLabel(el))),
        description: byIds(el.getAttribute("aria-describedby")),
      };
      if (el.tagName === "TEXTAREA") field.widget = "textarea";
      if (el.tagName === "SELECT") {
        field.widget = el.multiple ? "select-many" : "select";
        field.options = [...el.options].filter((o) => o.value !== "" && !o.disabled).map((o) => ({ value: o.value, label: text(o) || clean(o.textContent) }));
      }
      if (isCombo(el)) {
        const box = el.closest(".select-shell, .select, [data-combobox]") || comboBox(el);
        field.widget = box.querySelector(".select__value-container--is-multi") || box.hasAttribute("data-multiple") ? "combo-many" : "combo";
        field.listed = Boolean(box.querySelector('button[aria-label="Toggle flyout"]')) || el.getAttribute("aria-autocomplete") === "none";
      }
      if (el.type === "file") field.label = bare(groupLabel(el)) || field.label;
      fields.push(field);
    }
    return fields;
  };

  const read = () => {
    const values = {};
    for (const el of document.querySelectorAll(`[${TAG}]`)) {
      const [tag] = el.getAttribute(TAG).split(".");
      const value = (values[tag] ||= { values: [], file: "", size: 0 });
      if (el.type === "radio" || el.type === "checkbox") {
        if (el.checked) value.values.push(el.getAttribute(TAG).includes(".") ? bare(rawLabel(el)) || el.value : "true");
      } else if (el.type === "file") {
        if (el.files.length) Object.assign(value, { file: el.files[0].name, size: el.files[0].size });
      } else if (el.tagName === "SELECT") {
        value.values = [...el.selectedOptions].filter((o) => o.value !== "").map((o) => clean(o.textContent));
      } else if (isCombo(el)) {
        value.values = chosen(el);
      } else if (el.value !== "") {
        value.values = [el.value];
      }
    }
    return values;
  };

  // The paragraphs that a person sees: the text of each smallest block, and in which part
  // of the page it stands (0 main, 1 elsewhere, 2 around it).
  const paragraphs = () => {
    const around = (el) => el.matches("nav, aside, [role=navigation], [role=complementary], [role=banner], [role=contentinfo], [role=search]")
      || (el.matches("header, footer") && !el.parentElement.closest("main, article, section, [role=main]"));
    const found = [];
    let open = null;
    const walk = (node, place, host) => {
      if (node.nodeType === Node.TEXT_NODE) {
        const box = host.getBoundingClientRect();
        if (box.width <= 1 || box.height <= 1) return;
        if (!open && clean(node.data)) {
          open = { text: "", heading: Boolean(host.closest("h1, h2, h3, h4, h5, h6, [role=heading]")), place };
          found.push(open);
        }
        if (open) open.text += node.data;
        return;
      }
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches("script, style, noscript, template, select, textarea, svg, [aria-hidden=true]")) return;
      const { display } = getComputedStyle(node);
      const boxless = display === "contents";
      if (!boxless && !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
      const block = node.tagName === "BR" || !(boxless || display.startsWith("inline"));
      if (block) open = null;
      const part = around(node) ? 2 : place === 1 && node.matches("main, [role=main]") ? 0 : place;
      for (const child of node.childNodes) walk(child, part, boxless ? host : node);
      if (block) open = null;
    };
    if (document.body) walk(document.body, 1, document.body);
    return found.slice(0, 500).map((p) => ({ ...p, text: clean(p.text).slice(0, 2000) }));
  };

  const look = (form) => {
    const frames = [...document.querySelectorAll("iframe")];
    const challenge = (f) => /recaptcha\/(api2|enterprise)\/(anchor|bframe)|hcaptcha\.com|challenges\.cloudflare\.com|arkoselabs|funcaptcha/.test(f.src);
    const captcha = frames.some((f) => challenge(f) && !/size=invisible/.test(f.src) && !f.closest(".grecaptcha-badge") && shown(f) && f.getBoundingClientRect().height > 40)
      || [...document.querySelectorAll(".g-recaptcha, .h-captcha, .cf-turnstile, [data-captcha]")].some((el) => shown(el) && el.getBoundingClientRect().height > 40 && el.dataset.size !== "invisible");
    const buttons = [...document.querySelectorAll("button, input[type=submit]")].filter(shown).map((b) => (text(b) || b.value || "").toLowerCase());
    const invalid = form && form !== document.body && !form.noValidate
      ? [...form.querySelectorAll(":invalid")].filter((el) => el.willValidate).map((el) => `${bare(rawLabel(el)) || el.name}: ${el.validationMessage}`) : [];
    const words = clean(document.body && document.body.innerText).toLowerCase().slice(0, 20000);
    return {
      url: location.href, title: document.title, ready: document.readyState === "complete",
      text: words, said: thanks.some((w) => words.includes(w)) ? paragraphs() : [],
      controls: form ? controls(form).length : 0, marked: Boolean(marker && document.querySelector(marker)),
      file: Boolean(document.querySelector("input[type=file]")),
      password: [...document.querySelectorAll("input[type=password]")].some(shown),
      card: [...document.querySelectorAll("input[autocomplete^=cc-number], input[name*=cardnumber i]")].some(shown),
      captcha, errors: errors(form && form !== document.body ? form.parentElement : document), invalid,
      next: buttons.some((b) => /^(next|continue|weiter|suivant|siguiente)\b/.test(b)) && !buttons.some((b) => /submit|send|absenden|envoyer/.test(b)),
      heading: text(document.querySelector("h1")),
    };
  };

  const form = root();
  if (task === "read") return read();
  return { look: look(form), fields: task === "inspect" && form ? inspect(form) : [] };
}
