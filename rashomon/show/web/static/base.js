// On every page: say when the ledger holds more than what is shown. Nothing reloads by itself.
const shown = document.querySelector('meta[name="rashomon-generation"]').content;
const place = document.getElementById("more");
const EVERY = 10000; // milliseconds

async function look() {
  if (document.hidden) return;
  const answer = await fetch("/more.json", { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const news = await answer.json();
  if (news.generation === shown || place.childElementCount) return;
  const note = document.createElement("p");
  note.className = "notice";
  note.append("The ledger has changed: it now holds ", String(news.documents), " documents and ",
    String(news.events), " events. ");
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = "Show them";
  link.addEventListener("click", (click) => { click.preventDefault(); location.reload(); });
  note.append(link);
  place.append(note);
}

setInterval(() => look().catch(() => {}), EVERY); // a server that was stopped is no reason to complain
