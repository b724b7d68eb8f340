// The Document page: from claim to words and back by key, and a link to any words that are selected.
// Offsets in links are code points: each piece says where it begins, and within it we count characters.
const items = [...document.querySelectorAll("[data-claim]")];
const words = document.querySelector(".words");
let at = -1;

const marksOf = (claim) => [...words.querySelectorAll("mark.said")].filter((mark) => mark.dataset.claims.split(" ").includes(claim));

function go(number, focus = true) {
  if (!items.length) return;
  at = Math.max(0, Math.min(items.length - 1, number));
  const item = items[at];
  for (const old of document.querySelectorAll(".current")) old.classList.remove("current");
  item.classList.add("current");
  const marks = marksOf(item.dataset.claim);
  for (const mark of marks) mark.classList.add("current");
  if (marks.length) marks[0].scrollIntoView({ block: "center" });
  item.scrollIntoView({ block: "nearest" });
  if (focus) item.focus({ preventScroll: true });
}

document.addEventListener("keydown", (key) => {
  if (key.ctrlKey || key.metaKey || key.altKey || key.target.closest("input, textarea, select")) return;
  if (key.key === "j") go(at + 1);
  else if (key.key === "k") go(at < 0 ? 0 : at - 1);
  else if (key.key === "Enter" && at >= 0 && key.target === items[at]) items[at].querySelector(".to-review").click();
  else if (key.key === "Escape") { document.getElementById("main").focus(); return; }
  else return;
  key.preventDefault();
});

words.addEventListener("click", (click) => {
  const mark = click.target.closest("mark.said");
  if (!mark || !getSelection().isCollapsed) return;
  const claims = mark.dataset.claims.split(" ");
  const here = items[at]?.dataset.claim;
  const next = claims[(claims.indexOf(here) + 1) % claims.length]; // nested marks: each click, the next one
  go(items.findIndex((item) => item.dataset.claim === next));
});

for (const [number, item] of items.entries()) {
  item.querySelector(".to-words").addEventListener("click", (click) => {
    click.preventDefault();
    history.replaceState(null, "", `#claim-${item.dataset.claim}`);
    go(number);
  });
}

function offset(node, within) {
  const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  let piece = holder.closest(".piece");
  if (!piece && node.nodeType !== Node.TEXT_NODE) piece = node.childNodes[within]?.closest?.(".piece") ?? null;
  if (!piece) return null;
  const before = document.createRange();
  before.setStart(piece, 0);
  if (piece.contains(node)) before.setEnd(node, within);
  return Number(piece.dataset.start) + [...before.toString()].length;
}

const linker = document.getElementById("linker");
const link = document.getElementById("linked");
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  const range = chosen.rangeCount ? chosen.getRangeAt(0) : null;
  const good = range && !range.collapsed && words.contains(range.commonAncestorContainer);
  const start = good ? offset(range.startContainer, range.startOffset) : null;
  const end = good ? offset(range.endContainer, range.endOffset) : null;
  linker.hidden = !(start !== null && end !== null && start < end);
  if (!linker.hidden) link.href = `/document/${document.querySelector(".text").dataset.document}?span=${start}-${end}#mark`;
});
document.getElementById("copy").addEventListener("click", async (click) => {
  await navigator.clipboard.writeText(link.href);
  click.target.textContent = "Copied";
});

const asked = /^#(?:claim|item)-([0-9a-f]+)$/.exec(location.hash);
if (asked) go(items.findIndex((item) => item.dataset.claim === asked[1]));
