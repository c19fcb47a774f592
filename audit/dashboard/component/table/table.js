// Text goes into the page through textContent only.
function headOf(data, tell) {
  const row = made("tr");
  for (const column of data.columns) {
    const cell = made("th", column.type === "text" ? "" : "n");
    cell.scope = "col";
    const sorted = column.key === data.sort;
    const button = made("button", "", `${column.label}${sorted ? (data.falling ? " ↓" : " ↑") : ""}`);
    Object.assign(button, { type: "button", title: column.help || data.sort_help });
    cell.setAttribute("aria-sort", sorted ? (data.falling ? "descending" : "ascending") : "none");
    button.onclick = () => tell("sorted", { key: column.key, falling: sorted ? !data.falling : column.type !== "text", at: Date.now() });
    cell.append(button);
    row.append(cell);
  }
  return row;
}

function cellOf(column, row) {
  const value = row[column.key];
  if (column.key === "title") {
    const cell = made("td", "title");
    const link = made("a", "", row.title || row.id);
    link.href = `review?article=${encodeURIComponent(row.id)}`;
    cell.append(link, made("span", "id", row.reason || row.id));
    return cell;
  }
  if (column.type === "scale") {
    const cell = made("td", "n");
    const bar = made("span", "bar risk");
    const fill = made("i");
    fill.style.width = `${Math.round(100 * row.share)}%`;
    bar.append(fill);
    cell.append(bar, value);
    return cell;
  }
  if (column.key === "assignee") {
    const cell = made("td", "", value);
    if (row.now) cell.append(made("span", "id", row.now));
    return cell;
  }
  if (column.type === "bar") {
    const cell = made("td", "n");
    const bar = made("span", "bar");
    const fill = made("i");
    fill.style.width = `${Math.round(100 * (row.flags ? (row.flags - row.open) / row.flags : 1))}%`;
    bar.append(fill);
    cell.append(bar, `${row.flags - row.open}/${row.flags}`);
    return cell;
  }
  if (column.type === "count") return made("td", `n ${value ? column.key : "zero"}`, value ? `${column.mark} ${value}` : "–");
  return made("td", column.type === "text" ? (column.key === "published" ? "d" : "") : "n", String(value));
}

// Enter opens the riskiest article where nothing has the focus that Enter presses.
function onKey(event) {
  if (event.key !== "Enter" || event.isComposing || document.querySelector('[role="dialog"]')) return;
  if (document.activeElement && document.activeElement !== document.body) return;
  document.querySelector(".st-key-next button")?.click();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".queue-host");
  const table = made("table", "queue-table");
  const head = made("thead");
  head.append(headOf(data, setTriggerValue));
  const body = made("tbody");
  for (const row of data.rows) {
    const line = made("tr");
    line.dataset.article = row.id;
    line.append(...data.columns.map((column) => cellOf(column, row)));
    line.onclick = (event) => {
      // A new tab is the browser's own business.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      setTriggerValue("opened", row.id);
    };
    body.append(line);
  }
  table.append(head, body);
  const scroll = made("div", "queue-scroll");
  scroll.append(table);
  host.replaceChildren(scroll);
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}
