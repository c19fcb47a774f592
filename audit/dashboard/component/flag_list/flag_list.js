// Text goes into the page through textContent only.
function lineOf(flag) {
  const line = made("li");
  line.dataset.flag = flag.flag;
  const kind = made("div", `kind ${flag.severity}`);
  kind.append(made("b", "", flag.grave), made("span", "", flag.category));
  const what = made("div", "what");
  const link = made("a", "", flag.what);
  link.href = `review?article=${encodeURIComponent(flag.article)}&flag=${encodeURIComponent(flag.flag)}`;
  what.append(link, made("div", "words", flag.words));
  const article = made("div", "article", flag.title);
  article.append(made("small", "", flag.below));
  line.append(kind, what, article);
  return line;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = made("ol", "flag-list");
  data.flags.forEach((flag) => {
    const line = lineOf(flag);
    line.onclick = (event) => {
      // A new tab is the browser's own business.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      setTriggerValue("opened", { article: flag.article, flag: flag.flag });
    };
    list.append(line);
  });
  parentElement.querySelector(".flag_list-host").replaceChildren(list);
}
