// Text goes into the page through textContent only: whatever an article holds, it is shown as characters.
const views = new WeakMap();
const RANK = { neutral: 0, minor: 1, major: 2, critical: 3 };

function sentenceOf(row, side, sentence, index) {
  const element = made("span", "sentence");
  element.lang = side;
  Object.assign(element.dataset, { bead: row, side, sentence: sentence.id, index });
  let mark = null;
  for (const [text, word, flags] of sentence.pieces) {
    // Neighbours that the same flags point at share one mark, so that its line is not broken.
    const over = flags.join(" ");
    if (over && mark?.dataset.flags !== over) {
      mark = made("mark");
      mark.dataset.flags = over;
      element.append(mark);
    } else if (!over) {
      mark = null;
    }
    const piece = made("span", "", text);
    if (word >= 0) piece.dataset.word = word;
    (mark || element).append(piece);
  }
  return element;
}

function cellOf(row, side, sentences, labels) {
  const cell = made("div", `cell ${side}`);
  if (!sentences.length) cell.append(made("span", "gap", side === "ko" ? labels.no_korean : labels.no_english));
  sentences.forEach((sentence, index) => {
    if (index) cell.append(" ");
    if (sentence.kind) cell.append(made("span", "role", sentence.kind));
    cell.append(sentenceOf(row, side, sentence, index));
  });
  return cell;
}

function rowOf(row, labels) {
  const element = made("div", "row");
  element.tabIndex = 0;
  element.dataset.row = row.id;
  const gutter = made("div", "gutter", row.number);
  if (row.shape) {
    const kind = made("span", "kind", row.shape);
    kind.title = row.merged;
    gutter.append(kind);
  }
  if (row.moved) {
    const jump = made("button", "", `⇅ ${labels.moved}`);
    Object.assign(jump, { type: "button", title: labels.moved_from });
    jump.dataset.jump = `ghost-${row.id}`;
    gutter.append(jump);
  }
  const english = cellOf(row.id, "en", row.en, labels);
  english.append(made("div", "chips"));
  element.append(gutter, cellOf(row.id, "ko", row.ko, labels));
  if (row.draft) element.append(draftOf(row.draft));
  element.append(english);
  return element;
}

// The AI draft stands between the two, as it came to be.
function draftOf(passages) {
  const cell = made("div", "cell draft");
  cell.lang = "en";
  for (const [text, step] of passages) {
    const part = made("span", "", text);
    if (step) part.append(" ", made("span", "role", step));
    cell.append(part, " ");
  }
  return cell;
}

// Flags of the page as a whole, which no sentence has.
function pageRowOf(labels) {
  const element = made("div", "page-row");
  element.dataset.row = "";
  const cell = made("div", "cell whole");
  cell.append(made("span", "soft", labels.whole_page), made("div", "chips"));
  element.append(made("div", "gutter"), cell);
  return element;
}

function ghostOf(row, labels) {
  const element = made("div", "ghost");
  element.dataset.row = `ghost-${row.ghost}`;
  const link = made("div", "cell");
  const jump = made("button", "", `⇅ ${labels.moved_here}`);
  jump.type = "button";
  jump.dataset.jump = row.ghost;
  link.append(jump);
  element.append(made("div", "gutter", "⇅"), cellOf(row.ghost, "ko", row.ko, labels));
  if (row.drafted) element.append(made("div", "cell draft"));
  element.append(link);
  element.querySelectorAll(".sentence").forEach((s) => s.classList.remove("sentence"));
  return element;
}

function build(view, data) {
  const { article, labels } = data;
  const root = made("div", `beads-view${article.drafted ? " three" : ""}`);
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", `${labels.korean} · ${labels.english}`);
  root.tabIndex = -1;
  const head = made("div", "head");
  const columns = [labels.korean, ...(article.drafted ? [labels.draft] : []), labels.english];
  head.append(made("span"), ...columns.map((column) => made("span", "", column)));
  root.append(head, pageRowOf(labels));
  for (const row of article.rows) root.append(row.ghost ? ghostOf(row, labels) : rowOf(row, labels));
  view.root = root;
  view.map = made("nav", "minimap");
  view.map.setAttribute("aria-label", labels.minimap);
  view.end = made("div", "finish");
  view.end.setAttribute("role", "status");
  listen(view);
  const frame = made("div", "beads-frame");
  frame.append(root, view.map, view.end);
  new ResizeObserver(() => reveal(view, root.querySelector(".row.current"))).observe(root);
  return frame;
}

// Where the flags are along the text; pressed, it goes there.
function drawMap(view, data) {
  const places = new Map([...view.root.querySelectorAll(".row, .ghost")].map((row, place) => [row.dataset.row, place]));
  const all = Math.max(places.size, 1);
  view.map.replaceChildren(...data.flags.map((flag) => {
    const mark = made("button", `${flag.severity}${flag.done ? " decided" : ""}${flag.id === data.current ? " now" : ""}`, flag.done ? "✓" : flag.mark);
    Object.assign(mark, { type: "button", title: flag.label });
    mark.setAttribute("aria-label", flag.label);
    mark.style.top = `${(100 * (places.get(flag.bead) ?? 0)) / all}%`;
    mark.dataset.flag = flag.id;
    return mark;
  }));
}

function drawEnd(view, end) {
  view.end.classList.toggle("shown", Boolean(end));
  view.end.replaceChildren();
  if (!end) return;
  view.end.append(made("b", "", end.text), made("span", "", end.left));
  if (!end.next) return;
  const next = made("button", "primary", end.next);
  next.type = "button";
  next.dataset.command = "next_article";
  next.append(" ", made("kbd", "", "Enter"));
  view.end.append(next);
}

function find(view, id) {
  return view.root.querySelector(`[data-row="${CSS.escape(id)}"]`);
}

// A row that is higher than the view shows its end, where the card is.
function reveal(view, element) {
  if (!element) return;
  const outer = view.root.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (inner.height > outer.height - 40) view.root.scrollTop += inner.bottom - outer.bottom + 8;
  else if (inner.top < outer.top + 40 || inner.bottom > outer.bottom)
    view.root.scrollTop += inner.top - outer.top - Math.max(40, (outer.height - inner.height) / 3);
}

// The words of a sentence that the reader has selected, if the selection lies within it.
function selectedIn(sentence) {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
  const range = selection.getRangeAt(0);
  return sentence.contains(range.startContainer) && sentence.contains(range.endContainer) ? selection.toString().trim() : "";
}

function pick(view, target) {
  const row = target.closest(".row");
  if (!row) return;
  const sentence = target.closest(".sentence") || row.querySelector(".cell.en .sentence") || row.querySelector(".sentence");
  const chip = target.closest(".chip");
  const marked = target.closest("mark");
  const known = new Set(view.flags.map((flag) => flag.id));
  const flag = chip?.dataset.flag || marked?.dataset.flags.split(" ").find((id) => known.has(id))
    || view.flags.find((f) => f.bead === row.dataset.row)?.id || "";
  view.tell("picked", {
    flag, bead: row.dataset.row, side: sentence?.dataset.side || "", sentence: sentence?.dataset.sentence || "",
    words: sentence ? selectedIn(sentence) : "", at: Date.now(),
  });
}

function point(view, piece) {
  view.root.querySelectorAll(".supports, .pointed").forEach((e) => e.classList.remove("supports", "pointed"));
  view.pointed = piece;
  if (!piece) return;
  const sentence = piece.closest(".sentence");
  if (sentence?.dataset.side !== "en" || piece.dataset.word === undefined) return;
  if (!view.links && !view.wanted) {
    view.wanted = true;
    view.tell("wanted", Date.now());
  }
  const row = piece.closest(".row");
  const links = view.links?.[row.dataset.row]?.[`${sentence.dataset.index}.${piece.dataset.word}`];
  if (!links) return;
  const all = (side, index, word) =>
    row.querySelectorAll(`.cell.${side} .sentence[data-index="${index}"] [data-word="${word}"]`);
  all("en", sentence.dataset.index, piece.dataset.word).forEach((e) => e.classList.add("pointed"));
  for (const [index, word] of links) all("ko", index, word).forEach((e) => e.classList.add("supports"));
}

function listen(view) {
  const { root } = view;
  view.map.addEventListener("click", (event) => {
    const flag = event.target.closest("[data-flag]")?.dataset.flag;
    if (flag) view.tell("picked", { flag, bead: view.flags.find((f) => f.id === flag)?.bead || "", side: "", sentence: "", words: "", at: Date.now() });
  });
  view.end.addEventListener("click", (event) => {
    if (event.target.closest("[data-command]")) view.tell("switched", { name: "next_article", at: Date.now() });
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest(".flag-card")) return;
    const jump = event.target.closest("[data-jump]");
    if (jump) {
      const goal = find(view, jump.dataset.jump);
      reveal(view, goal);
      goal?.focus?.({ preventScroll: true });
      return;
    }
    view.pinned = event.target.closest("[data-word]");
    point(view, view.pinned);
    pick(view, event.target);
  });
  root.addEventListener("mouseover", (event) => point(view, event.target.closest("[data-word]") || view.pinned));
  root.addEventListener("mouseleave", () => point(view, view.pinned));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.classList.contains("row")) pick(view, event.target);
    if (event.target.classList.contains("row") && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      const rows = [...root.querySelectorAll(".row")].filter((row) => row.offsetParent);
      rows[rows.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
      event.preventDefault();
    }
  });
}

function update(view, data) {
  const flags = new Map(data.flags.map((flag) => [flag.id, flag]));
  view.flags = data.flags;
  view.root.classList.toggle("only", data.only);
  for (const mark of view.root.querySelectorAll("mark")) {
    const over = mark.dataset.flags.split(" ").map((id) => flags.get(id)).filter(Boolean);
    const open = over.filter((flag) => !flag.done);
    const gravest = (open.length ? open : over).sort((a, b) => RANK[b.severity] - RANK[a.severity])[0];
    const now = over.some((flag) => flag.id === data.current);
    mark.className = gravest ? `${gravest.severity}${open.length ? "" : " decided"}${now ? " now" : ""}` : "none";
  }
  const byBead = Map.groupBy ? Map.groupBy(data.flags, (f) => f.bead)
    : data.flags.reduce((m, f) => m.set(f.bead, [...(m.get(f.bead) || []), f]), new Map());
  for (const row of view.root.querySelectorAll(".row, .page-row")) {
    const mine = byBead.get(row.dataset.row) || [];
    if (!row.dataset.row) row.classList.toggle("row", mine.length > 0);
    const tracked = data.tracked[row.dataset.row];
    row.classList.toggle("corrected", Boolean(tracked));
    row.querySelector(".cell.en > .tracked")?.remove();
    if (tracked) row.querySelector(".chips").before(trackedOf({ pieces: tracked }));
    row.classList.toggle("flagged", mine.length > 0);
    row.classList.toggle("current", mine.some((flag) => flag.id === data.current));
    row.querySelector(".chips").replaceChildren(...mine.map((flag) => {
      const chip = made("button", `chip ${flag.severity}${flag.done ? " decided" : ""}${flag.id === data.current ? " now" : ""}`);
      chip.type = "button";
      chip.textContent = `${flag.done ? "✓" : flag.mark} ${flag.label}${flag.said ? ` · ${flag.said}` : ""}`;
      chip.dataset.flag = flag.id;
      return chip;
    }));
  }
  view.root.querySelectorAll(".sentence.chosen").forEach((e) => e.classList.remove("chosen"));
  drawMap(view, data);
  drawEnd(view, data.end);
  const turned = showCard(view, data);
  if (data.chosen) view.root.querySelector(`.sentence[data-sentence="${CSS.escape(data.chosen)}"]`)?.classList.add("chosen");
  if (turned || data.current !== view.current) {
    view.current = data.current;
    requestAnimationFrame(() => reveal(view, view.root.querySelector(".row.current")));
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".beads-host");
  let view = views.get(host);
  if (!view || view.key !== data.key) {
    view = { key: data.key };
    views.set(host, view);
    host.replaceChildren(build(view, data));
  }
  view.tell = setTriggerValue;
  const awaited = !view.links && data.links;
  view.links = data.links;
  update(view, data);
  if (awaited) point(view, view.pointed);
}
