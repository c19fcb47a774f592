// One press is one verdict, on the flag that the card shows as the key goes down. Text goes in through textContent.
const views = new WeakMap();
const UNSEEN = 120; // ms; nobody has read a flag that has been there for less, and a second tap was meant for the last
const PATIENCE = 10000; // ms without an answer, after which one may press again
const OPENING = 300; // ms that a dialog takes to open once it has been drawn
const FIELDS = 'input:not([type="range"]), textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"]';
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"]';
let heard = 0;
let pressed = 0;

const buttonOf = (name) => document.querySelector(
  `:is(.st-key-${CSS.escape(name)} button, button[data-command="${CSS.escape(name)}"]):not(:disabled)`,
);

function tell(view, text) {
  view.line.textContent = "";
  view.line.textContent = text;
}

// The key by its letter, or by its place where the keyboard writes Hangul or another script.
function keyOf(event) {
  const key = /^[a-z0-9]$/i.test(event.key) ? event.key : (/^(?:Key|Digit)(.)$/.exec(event.code) || [])[1];
  return key && `${event.shiftKey ? "Shift+" : ""}${key.toUpperCase()}`;
}

function taken(event) {
  return event.isComposing || event.keyCode === 229 || event.key === "Process"
    || event.ctrlKey || event.metaKey || event.altKey || document.querySelector(OVERLAYS)
    || [event.target, document.activeElement].some((element) => element?.closest?.(FIELDS));
}

// Until the page has been drawn again; what takes too long is said, and may then be pressed again.
function wait(view, what) {
  clearTimeout(view.timer);
  view.busy = what;
  view.timer = setTimeout(() => {
    ready(view);
    tell(view, view.data.no_answer);
  }, PATIENCE);
}

function ready(view) {
  clearTimeout(view.timer);
  view.busy = null;
  const next = view.queue.shift();
  // The page is being drawn as this is called.
  if (next) setTimeout(() => document.querySelector(OVERLAYS) || press(view, next));
}

function send(view, { name, corrected }) {
  const card = document.querySelector(".flag-card");
  if (card?.dataset.flag !== view.data.flag || performance.now() - view.since < UNSEEN) return tell(view, view.data.busy);
  const nonce = `${Date.now()}.${++pressed}`;
  wait(view, { nonce });
  view.trigger("pressed", { name, corrected, flag: card.dataset.flag, seen: Number(card.dataset.seen), nonce });
  return true;
}

// Whether a verdict went out.
function press(view, command, again = false) {
  const { data } = view;
  // A key that is held moves on, and does nothing else.
  if (again && (command.kind !== "move" || view.busy)) return;
  tell(view, "");
  if (view.busy) {
    if (command.kind === "move") view.queue.push(command);
    else tell(view, data.busy);
  } else if (data.refused && (["verdict", "card"].includes(command.kind) || !buttonOf(command.name))) {
    tell(view, data.refused);
    if (data.field) focusField(`.st-key-${CSS.escape(data.field)} input`);
  } else if (command.kind === "verdict") {
    return send(view, command);
  } else {
    view.own = true;
    buttonOf(command.name)?.click();
    view.own = false;
  }
}

// A field may be drawn later than asked for, and a dialog gives the focus to itself first.
function focusField(selector, calm = 5, until = performance.now() + 3000) {
  const field = document.querySelector(selector);
  const there = field && document.activeElement === field;
  if (field && !there) field.focus();
  if (calm && performance.now() < until) requestAnimationFrame(() => focusField(selector, there ? calm - 1 : calm, until));
}

function onKey(view, event) {
  const inVerdict = ["Enter", " "].includes(event.key) && commandAt(view, event.target)?.kind === "verdict";
  if (event.repeat && inVerdict) return stop(event);
  const command = view.byKey.get(keyOf(event)) || (ends(view, event) && view.byName.get("next_article"));
  if (!command || taken(event)) return;
  stop(event);
  press(view, command, event.repeat);
}

// Enter goes on to the next article once all of this one is decided, and nothing has the focus that Enter presses.
function ends(view, event) {
  return view.data.finished && event.key === "Enter" && !event.target.matches?.("a, button, summary, [tabindex='0']");
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function commandAt(view, element) {
  const own = element.closest?.("[data-command]");
  if (own) return view.byName.get(own.dataset.command);
  const holder = element.closest?.("button") && element.closest('[class*="st-key-"]');
  const name = [...(holder?.classList || [])].find((each) => each.startsWith("st-key-"));
  return name && view.byName.get(name.slice("st-key-".length));
}

function onClick(view, event) {
  const command = commandAt(view, event.target);
  if (!command) return;
  if (command.kind === "card") return;
  if (command.kind === "verdict") {
    stop(event);
    // The second click of two was meant for the flag of the first.
    if (event.detail > 1) tell(view, view.data.busy);
    else press(view, command);
    return;
  }
  if (!view.own) tell(view, "");
  wait(view, { run: view.data.run, dialog: command.kind === "dialog" });
  if (command.kind === "dialog") focusField('[role="dialog"] :is(textarea, input)');
}

function mount(host) {
  const view = { busy: null, queue: [], since: performance.now() };
  view.line = document.createElement("p");
  view.line.className = "keys-line";
  view.line.setAttribute("role", "status");
  host.replaceChildren(view.line);
  // Before anything else on the page hears of it.
  const keyed = (event) => onKey(view, event);
  const clicked = (event) => onClick(view, event);
  const given = (event) => {
    const { name, corrected } = event.detail;
    if (!press(view, { name, corrected, kind: "verdict" })) event.preventDefault();
  };
  window.addEventListener("keydown", keyed, true);
  window.addEventListener("audit-verdict", given);
  window.addEventListener("click", clicked, true);
  document.body.classList.add("keys-ready");
  view.leave = () => {
    clearTimeout(view.timer);
    window.removeEventListener("keydown", keyed, true);
    window.removeEventListener("audit-verdict", given);
    window.removeEventListener("click", clicked, true);
    document.body.classList.remove("keys-ready");
    views.delete(host);
  };
  return view;
}

function update(view, data) {
  const commands = data.commands.map(([name, kind, key]) => ({ name, kind, key }));
  view.byKey = new Map(commands.map((command) => [command.key, command]));
  view.byName = new Map(commands.map((command) => [command.name, command]));
  if (data.flag !== view.data?.flag || data.said.number !== heard) view.since = performance.now();
  view.data = data;
  if (data.said.number !== heard) {
    heard = data.said.number;
    tell(view, data.said.text);
  }
  const { busy } = view;
  if (!busy || (busy.nonce ? busy.nonce !== data.answered : busy.run === data.run)) return;
  if (busy.dialog) setTimeout(() => view.busy === busy && ready(view), OPENING);
  else ready(view);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".keys-host");
  const view = views.get(host) || mount(host);
  views.set(host, view);
  view.trigger = setTriggerValue;
  update(view, data);
  return view.leave;
}
