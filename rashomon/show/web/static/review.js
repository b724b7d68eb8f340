// Keys of the Review pages: each control that has one says so in `data-key`. All of it works without this, by mouse.
let leaving = false; // a key has sent us to another page: what is typed until it is there decides nothing
const control = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);

document.addEventListener("keydown", (key) => {
  const field = key.target.closest("input:not([type=checkbox]), select, textarea");
  if (field && key.key === "Escape") { field.blur(); return; }
  if (field || leaving || key.ctrlKey || key.metaKey || key.altKey || key.repeat || key.key.length !== 1) return;
  const found = control(key.key.toLowerCase());
  if (!found) return;
  key.preventDefault();
  if (found.matches("input")) found.focus();
  else if (found.matches("summary")) {
    found.parentElement.open = !found.parentElement.open;
    if (found.parentElement.open) {
      const first = found.parentElement.querySelector("input:not([type=hidden]), select");
      first.focus();
      first.select?.();
    }
  } else {
    leaving = true;
    found.click();
  }
});

// A decision that is sent is sent once.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (sent) => {
    if (form.dataset.sent) sent.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => { leaving = false; for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent; });
