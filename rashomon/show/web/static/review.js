// Keys of the Review pages: each control that has one says so in `data-key`. All of it works without this, by mouse.
const control = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);

document.addEventListener("keydown", (key) => {
  const field = key.target.closest("input:not([type=checkbox]), select, textarea");
  if (field && key.key === "Escape") { field.blur(); return; }
  if (field || key.ctrlKey || key.metaKey || key.altKey || key.repeat || key.key.length !== 1) return;
  const found = control(key.key.toLowerCase());
  if (!found) return;
  key.preventDefault();
  if (found.matches("input")) found.focus();
  else if (found.matches("summary")) {
    found.parentElement.open = !found.parentElement.open;
    if (found.parentElement.open) found.parentElement.querySelector("input, select").focus();
  } else found.click();
});

// A decision that is sent is sent once.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (sent) => {
    if (form.dataset.sent) sent.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent; });
