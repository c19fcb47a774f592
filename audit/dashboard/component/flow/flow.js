// Text goes into the page through textContent only: whatever an article holds, it is shown as characters.
const views = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";
const GAP = 8;

function blockOf(column, place, sentence, index) {
  const block = made("div", `flow-block${sentence.kind ? ` ${sentence.kind}` : ""}`);
  block.tabIndex = -1;
  block.setAttribute("role", "listitem");
  if (sentence.near) block.setAttribute("aria-description", sentence.near);
  Object.assign(block.dataset, { column: place, sentence: index });
  const text = made("span", "flow-text", sentence.text);
  text.lang = column.lang;
  block.append(made("span", "flow-id", sentence.id), " ", text);
  if (sentence.note || sentence.marks.length) {
    const line = made("div", "flow-line");
    if (sentence.note) line.append(made("span", "flow-note", sentence.note));
    for (const mark of sentence.marks) {
      const element = made("span", `flow-mark ${mark.severity}`, `${mark.mark} ${mark.label}`);
      element.title = mark.message;
      element.setAttribute("role", "note");
      element.setAttribute("aria-label", `${mark.label}: ${mark.message}`);
      line.append(element);
    }
    block.append(line);
  }
  return block;
}

function legendOf(data) {
  const legend = made("div", "flow-legend");
  for (const { kind, label } of data.legend) {
    const item = made("span", "", label);
    item.prepend(made("i", kind));
    legend.append(item);
  }
  return legend;
}

function build(data) {
  const root = made("div", "flow-view");
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", data.title);
  const scroller = made("div", "flow-scroll");
  const stage = made("div", "flow-stage");
  stage.style.setProperty("--columns", data.columns.length);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  stage.append(svg);
  const blocks = data.columns.map((column, place) => {
    const element = made("div", "flow-column");
    const list = made("div");
    list.setAttribute("role", "list");
    list.setAttribute("aria-label", column.name);
    const found = column.sentences.map((sentence, index) => blockOf(column, place, sentence, index));
    list.append(...found);
    element.append(made("div", "flow-head", column.name), list);
    stage.append(element);
    return found;
  });
  scroller.append(stage);
  root.append(legendOf(data), scroller);
  return { root, stage, svg, blocks, data, paths: [], lit: null, entry: null };
}

// What belongs to a sentence: leftwards through what it came from, rightwards through what it became.
function threadOf(view, column, sentence) {
  const thread = new Set([`${column}.${sentence}`]);
  const paths = new Set();
  const walk = (step) => {
    let at = column;
    let here = new Set([sentence]);
    while (here.size) {
      const between = view.data.ribbons[step > 0 ? at : at - 1] || [];
      const next = new Set();
      between.forEach((ribbon, index) => {
        const [near, far] = step > 0 ? [ribbon.from, ribbon.to] : [ribbon.to, ribbon.from];
        if (!near.some((i) => here.has(i))) return;
        paths.add(`${step > 0 ? at : at - 1}.${index}`);
        far.forEach((i) => next.add(i));
      });
      at += step;
      next.forEach((i) => thread.add(`${at}.${i}`));
      here = next;
    }
  };
  walk(1);
  walk(-1);
  return { thread, paths };
}

function light(view, block) {
  if (view.lit === block) return;
  view.lit = block;
  const found = block && threadOf(view, Number(block.dataset.column), Number(block.dataset.sentence));
  view.root.classList.toggle("lit", Boolean(found));
  view.blocks.forEach((column, place) => column.forEach((each, index) => each.classList.toggle("on", Boolean(found?.thread.has(`${place}.${index}`)))));
  view.paths.forEach((path) => path.classList.toggle("on", Boolean(found?.paths.has(path.dataset.ribbon))));
}

// Threads in which nothing changed from version to version, nothing is flagged and nothing stands alone.
function quiet(view) {
  const loud = new Set();
  const touch = (column, sentence) => threadOf(view, column, sentence).thread.forEach((name) => loud.add(name));
  view.data.columns.forEach((column, place) => column.sentences.forEach((sentence, index) => {
    if ((place && sentence.note) || sentence.marks.length || sentence.kind === "dropped") touch(place, index);
  }));
  return loud;
}

function hide(view) {
  const loud = view.data.only ? quiet(view) : null;
  view.blocks.forEach((column, place) => column.forEach((block, index) => {
    block.hidden = Boolean(loud && !loud.has(`${place}.${index}`));
  }));
  enter(view, view.blocks.flat().find((block) => !block.hidden));
}

// One sentence is reached with Tab, the others from it with the arrows: a long article is no trap.
function enter(view, block) {
  if (view.entry) view.entry.tabIndex = -1;
  view.entry = block;
  if (block) block.tabIndex = 0;
}

// Sentences that belong together are put at one height, as far as their order allows.
function align(view) {
  const { blocks, data } = view;
  blocks.flat().forEach((block) => { block.style.marginTop = ""; });
  const heights = blocks.map((column) => column.map((block) => (block.hidden ? 0 : block.offsetHeight + GAP)));
  const extra = blocks.map((column) => column.map(() => 0));
  const done = blocks.map(() => ({ at: 0, top: 0 }));
  // Where a column stands before a sentence, what lies above it already set.
  const topOf = (place, index) => {
    const state = done[place];
    let top = state.top;
    for (let i = state.at; i < index; i += 1) top += extra[place][i] + heights[place][i];
    return top;
  };
  const last = blocks.length - 1;
  blocks[last].forEach((_, index) => {
    const row = [[last, index]];
    for (let place = last; place > 0; place -= 1) {
      const ribbon = data.ribbons[place - 1].find((r) => !r.moved && r.to.includes(row[row.length - 1][1]));
      if (!ribbon || row[row.length - 1][0] !== place) break;
      row.push([place - 1, Math.min(...ribbon.from)]);
    }
    const open = row.filter(([place, i]) => i >= done[place].at && !blocks[place][i].hidden);
    if (open.length < 2) return;
    const tops = open.map(([place, i]) => topOf(place, i));
    const wanted = Math.max(...tops);
    open.forEach(([place, i], n) => {
      extra[place][i] += wanted - tops[n];
      done[place] = { at: i + 1, top: wanted + heights[place][i] };
    });
  });
  blocks.forEach((column, place) => column.forEach((block, i) => {
    if (extra[place][i] > 0) block.style.marginTop = `${extra[place][i] + GAP}px`;
  }));
}

// The part of a block's edge that is one ribbon's, where the block has several.
function part(box, place, parts) {
  const height = box.height / parts;
  return [box.top + place * height, box.top + (place + 1) * height];
}

function shape(from, to, [start, end], origin) {
  const [x1, x2] = [from.right - origin.left, to.left - origin.left];
  const [a, b, c, d] = [...start, ...end].map((y) => y - origin.top);
  const middle = (x1 + x2) / 2;
  return `M${x1},${a} C${middle},${a} ${middle},${c} ${x2},${c} L${x2},${d} C${middle},${d} ${middle},${b} ${x1},${b} Z`;
}

function ribbons(view) {
  const { stage, svg, blocks, data } = view;
  const origin = stage.getBoundingClientRect();
  svg.replaceChildren();
  svg.setAttribute("width", stage.scrollWidth);
  svg.setAttribute("height", stage.scrollHeight);
  const boxes = blocks.map((column) => column.map((block) => (block.hidden ? null : block.getBoundingClientRect())));
  view.paths = [];
  data.ribbons.forEach((between, place) => between.forEach((ribbon, index) => {
    ribbon.from.forEach((i, m) => ribbon.to.forEach((j, n) => {
      const [from, to] = [boxes[place][i], boxes[place + 1][j]];
      if (!from || !to) return;
      const edges = [part(from, n, ribbon.to.length), part(to, m, ribbon.from.length)];
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", shape(from, to, edges, origin));
      path.setAttribute("class", `${ribbon.kind}${ribbon.moved ? " moved" : ""}`);
      path.dataset.ribbon = `${place}.${index}`;
      svg.append(path);
      view.paths.push(path);
    }));
  }));
}

const sizeOf = ({ stage }) => `${stage.clientWidth} ${stage.clientHeight}`;

function lay(view) {
  align(view);
  ribbons(view);
  view.size = sizeOf(view);
  const { lit } = view;
  view.lit = null;
  light(view, lit);
}

function step(view, block, key) {
  const [column, sentence] = [Number(block.dataset.column), Number(block.dataset.sentence)];
  const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (side) {
    const between = view.data.ribbons[side > 0 ? column : column - 1] || [];
    const ribbon = between.find((r) => (side > 0 ? r.from : r.to).includes(sentence));
    return ribbon && view.blocks[column + side][Math.min(...(side > 0 ? ribbon.to : ribbon.from))];
  }
  const shown = view.blocks[column].filter((each) => !each.hidden);
  return shown[shown.indexOf(block) + (key === "ArrowDown" ? 1 : -1)];
}

function listen(view) {
  const blockAt = (target) => target?.closest?.(".flow-block") || null;
  const focused = () => (view.root.contains(document.activeElement) ? blockAt(document.activeElement) : null);
  view.root.addEventListener("pointerover", (event) => light(view, blockAt(event.target) || focused()));
  view.root.addEventListener("pointerleave", () => light(view, focused()));
  view.root.addEventListener("focusin", (event) => {
    const block = blockAt(event.target);
    if (block) enter(view, block);
    light(view, block);
  });
  view.root.addEventListener("focusout", () => light(view, null));
  view.root.addEventListener("keydown", (event) => {
    const block = event.target.closest?.(".flow-block");
    if (!block || !["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const next = step(view, block, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".flow-host");
  const before = views.get(host);
  const { only, ...article } = data;
  const said = JSON.stringify(article);
  if (before?.said === said) {
    if (before.data.only === only) return;
    before.data = data;
    hide(before);
    lay(before);
    return;
  }
  before?.observer.disconnect();
  const view = build(data);
  view.said = said;
  host.replaceChildren(view.root);
  hide(view);
  listen(view);
  lay(view);
  // A font that comes late changes heights, too; what was just laid out has its size already.
  view.observer = new ResizeObserver(() => {
    if (sizeOf(view) !== view.size) lay(view);
  });
  view.observer.observe(view.stage);
  views.set(host, view);
}
