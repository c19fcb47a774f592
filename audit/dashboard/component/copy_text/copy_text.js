// A browser gives no clipboard to a page that came over plain HTTP from another machine; it copies what is selected there.
async function copy(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.select();
    return document.execCommand("copy");
  }
}

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".copy_text-host");
  if (!host.firstChild) {
    const area = Object.assign(made("textarea", "copied-text"), { readOnly: true, rows: 9 });
    const button = Object.assign(made("button", "copy-button"), { type: "button" });
    const line = made("span", "copy-line");
    line.setAttribute("role", "status");
    host.append(button, line, area);
  }
  const [button, line, area] = host.children;
  if (area.value !== data.text) line.textContent = "";
  area.value = data.text;
  area.setAttribute("aria-label", data.label);
  button.textContent = data.label;
  button.onclick = async () => {
    line.textContent = (await copy(area)) ? data.copied : data.refused;
    if (line.textContent === data.copied) button.focus();
  };
}
