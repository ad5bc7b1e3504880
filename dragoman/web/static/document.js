// What was made of the words under the pointer or the focus, beside them; n and p go from mark to mark, in the text only.

const article = document.querySelector("article");
const panel = document.getElementById("panel");
const marks = [...article.querySelectorAll("mark[data-made]")];
const made = (mark) => mark.dataset.made.split(" ");

const said = new Map();
for (const item of document.querySelectorAll("[data-of]")) said.set(item.dataset.of, item);

// the first mark of each thing that was made, in the order of the text
const seen = new Set();
const stops = marks.filter((mark) => {
  const fresh = made(mark).filter((id) => !id.includes("mention") && !seen.has(`${id} ${mark.title}`));
  for (const id of fresh) seen.add(`${id} ${mark.title}`);
  return fresh.length > 0;
});

let lit = [];

function show(mark) {
  for (const one of lit) one.classList.remove("lit");
  const ids = made(mark);
  lit = marks.filter((one) => made(one).some((id) => ids.includes(id)));
  for (const one of lit) one.classList.add("lit");
  const list = document.createElement("ul");
  for (const id of ids) {
    const item = said.get(id)?.cloneNode(true);
    item?.removeAttribute("data-of");
    if (item) list.append(item);
  }
  panel.replaceChildren(list);
}

function go(from, step) {
  const shown = stops.filter((mark) => [...mark.classList].some((kind) => document.getElementById(`mark-${kind}`)?.checked));
  const at = shown.indexOf(from);
  const next = at < 0 ? shown.find((mark) => from.compareDocumentPosition(mark) & (step > 0 ? 4 : 2)) : shown[at + step];
  next?.focus();
}

if (stops.length > 0) {
  panel.hidden = false;
  panel.innerHTML = "<p class=\"soft\">Point at a mark, or go to it with the keyboard, to see here what was made of its words.</p>";
  document.getElementById("keys").hidden = false;
  for (const mark of stops) mark.tabIndex = -1;
  stops[0].tabIndex = 0;
  const here = article.querySelector("mark.here[data-made]");
  if (here) show(here);
}

article.addEventListener("pointerover", (event) => {
  const mark = event.target.closest("mark[data-made]");
  if (mark && !article.contains(document.activeElement)) show(mark);
});
article.addEventListener("click", (event) => event.target.closest("mark[data-made]")?.focus());
article.addEventListener("focusin", (event) => {
  const mark = event.target.closest("mark[data-made]");
  if (!mark) return;
  for (const other of stops) other.tabIndex = other === mark ? 0 : -1;
  show(mark);
});
article.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { n: 1, ArrowRight: 1, p: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  go(event.target, step);
});
