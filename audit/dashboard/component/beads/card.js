// The card of the open flag, in the row of its sentence. What it holds is text, and goes in as text.
function fieldOf(field, text, save) {
  const form = made("form", "field");
  const label = made("label", "", field.name);
  const area = made("textarea");
  Object.assign(area, { value: text, placeholder: field.placeholder, maxLength: 5000, rows: 2 });
  label.append(area);
  const line = made("div", "line");
  const keep = made("button", "primary", field.save);
  const cancel = made("button", "", field.cancel);
  Object.assign(keep, { type: "submit" });
  Object.assign(cancel, { type: "button" });
  for (const [button, key] of [[keep, "Enter"], [cancel, "Esc"]]) button.append(" ", made("kbd", "", key));
  line.append(keep, cancel, made("span", "soft", field.hint));
  form.append(label, line);
  const close = () => {
    const card = form.closest(".flag-card");
    form.remove();
    card?.focus({ preventScroll: true });
  };
  cancel.addEventListener("click", close);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // What was refused may be sent again.
    if (save(area.value) !== false) close();
  });
  area.addEventListener("keydown", (event) => {
    // Enter ends a syllable of Hangul that is being put together, and nothing more.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  return { form, area };
}

function open(view, card, name, field, text, save) {
  if (card.querySelector(`.field[data-for="${name}"]`)) return;
  card.querySelectorAll(".field").forEach((other) => other.remove());
  const { form, area } = fieldOf(field, text, save);
  form.dataset.for = name;
  card.append(form);
  area.style.height = `${Math.min(area.scrollHeight + 4, 220)}px`;
  area.focus({ preventScroll: true });
  area.setSelectionRange(area.value.length, area.value.length);
  reveal(view, card.closest(".row, .page-row"));
}

function remark(view, card, data) {
  const { form, text } = data.comment;
  const save = (typed) => { view.tell("remarked", { flag: data.flag, text: typed, form, at: Date.now() }); };
  open(view, card, "comment", data.comment, text, save);
}

function buttonOf(button) {
  const element = made("button", `${button.primary ? "primary" : ""}${button.pressed ? " pressed" : ""}`, button.label);
  Object.assign(element, { type: "button", disabled: Boolean(button.pressed) });
  if ("pressed" in button) element.setAttribute("aria-pressed", String(button.pressed));
  if ("on" in button) element.setAttribute("aria-pressed", String(button.on));
  element.dataset.command = button.name;
  element.append(" ", made("kbd", "", button.key));
  return element;
}

function termsOf(data) {
  const terms = made("dl");
  const rows = data.words.map((words) => [words.name, words.text, words.lang]);
  if (data.suggestion) rows.push([data.suggestion.name, data.suggestion.text, "en"]);
  for (const [name, text, lang] of rows) {
    const value = made("dd", "", text);
    value.lang = lang;
    terms.append(made("dt", "", name), value);
  }
  return terms;
}

function togetherOf(together) {
  const part = made("div", "together");
  const button = buttonOf(together);
  button.prepend(together.on ? "☑ " : "☐ ");
  button.title = together.help;
  part.append(button);
  if (together.listed.length) {
    const list = made("ul");
    for (const text of [...together.listed, ...(together.more ? [together.more] : [])]) list.append(made("li", "", text));
    part.append(list);
  }
  return part;
}

function cardOf(view, data) {
  const card = made("section", `flag-card ${data.severity}`);
  Object.assign(card.dataset, { flag: data.flag, seen: data.seen });
  card.tabIndex = -1;
  const top = made("div", "top");
  top.append(made("span", "sev", data.grave), ...data.kinds.map((kind) => made("span", "", kind)), made("span", "place", data.place));
  card.append(top, made("div", "what", data.what), termsOf(data));
  if (data.said.length) {
    const said = made("div", "said");
    for (const line of data.said) said.append(made("p", line.alert ? "alert" : "", line.text));
    card.append(said);
  }
  for (const line of data.tracked || []) card.append(trackedOf(line));
  if (data.groups) {
    const actions = made("div", "actions");
    for (const group of data.groups) {
      const part = made("div", "group");
      part.setAttribute("role", "group");
      if (group.name) {
        part.setAttribute("aria-label", group.name);
        part.append(made("span", "soft", group.name));
      }
      part.append(...group.buttons.map(buttonOf));
      actions.append(part);
    }
    card.append(actions);
  }
  if (data.together) card.append(togetherOf(data.together));
  const foot = made("details", "soft");
  foot.append(made("summary", "", data.numbers));
  if (data.why) foot.append(made("p", "", `${data.why.name}: ${data.why.text}`));
  card.append(foot);
  card.addEventListener("click", (event) => {
    const name = event.target.closest("[data-command]")?.dataset.command;
    if (name === "comment") {
      remark(view, card, data);
    } else if (name === "do_fixed" && data.edit) {
      // What listens to the keys gives the verdict, and sees to it that it is one.
      const give = (corrected) => window.dispatchEvent(
        new CustomEvent("audit-verdict", { detail: { name, corrected }, cancelable: true }),
      );
      open(view, card, name, data.edit, data.edit.text, give);
      view.tell("editing", Date.now());
    } else if (["do_together", "never"].includes(name)) {
      view.tell("switched", { name, at: Date.now() });
    }
  });
  return card;
}

// Deleted words are struck out and inserted ones underlined, as in a word processor.
function trackedOf(line) {
  const tracked = made("p", "tracked");
  tracked.lang = "en";
  if (line.name) tracked.append(made("span", "soft", `${line.name} `));
  for (const [kind, text] of line.pieces) tracked.append(made({ deleted: "del", inserted: "ins" }[kind] || "span", "", text));
  return tracked;
}

// Whether another card, or none, is shown than before.
function showCard(view, data) {
  const { card } = data;
  const key = JSON.stringify(card);
  const row = card && (find(view, card.bead) || view.root.querySelector(".page-row"));
  if (key === view.cardKey && (!card || row?.contains(view.card))) return false;
  // What is being typed outlives news of the same flag.
  const open = view.card?.dataset.flag === card?.flag ? view.card?.querySelector(".field") : null;
  const typing = open?.contains(document.activeElement) ? document.activeElement : null;
  view.card?.remove();
  view.cardKey = key;
  view.card = card && row ? cardOf(view, card) : null;
  if (!view.card) return true;
  if (open) view.card.append(open);
  row.append(view.card);
  // What was refused is in its field again, unless something else is being typed.
  if (card.comment?.text && !open) remark(view, view.card, card);
  typing?.focus({ preventScroll: true });
  return true;
}
