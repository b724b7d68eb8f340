// The Events page with a script: results come without a reload, the histogram can be brushed, the map moves.
// Without it, everything here is links and forms that lead to the same addresses.
import { startMap, tellMap } from "./map.js";

const root = document.documentElement;
root.classList.add("js");

// ---------------------------------------------------------------- results without a reload

function keptOpen() {
  return new Map([...document.querySelectorAll("details[data-keep]")].map((one) => [one.dataset.keep, one.open]));
}

async function show(address) {
  const open = keptOpen();
  const focused = document.activeElement?.id;
  document.getElementById("found").setAttribute("aria-busy", "true");
  await window.htmx.ajax("GET", address, { target: "#found", select: "#found", swap: "outerHTML" });
  for (const one of document.querySelectorAll("details[data-keep]")) {
    if (open.has(one.dataset.keep)) one.open = open.get(one.dataset.keep);
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  ready();
}

export function go(address) {
  history.pushState({}, "", address);
  return show(address);
}

function plain(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-live]");
  if (!link || event.defaultPrevented || !plain(event)) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});

function submit(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(pairs).toString();
  go(query ? `/events?${query}` : "/events");
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-live]")) return;
  event.preventDefault();
  submit(event.target);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-onchange]");
  if (form) submit(form);
});

window.addEventListener("popstate", () => show(location.pathname + location.search));

// ---------------------------------------------------------------- the brush over the histogram

const SVG = "http://www.w3.org/2000/svg";

function brush() {
  const place = document.getElementById("brush");
  const bars = place ? [...place.querySelectorAll("a[data-since]")] : [];
  if (bars.length < 2) return;
  const drawing = place.querySelector("svg");
  const chosen = document.createElementNS(SVG, "rect");
  chosen.setAttribute("class", "chosen");
  chosen.setAttribute("height", "100");
  chosen.setAttribute("visibility", "hidden");
  drawing.append(chosen);
  const range = [0, bars.length - 1];
  const handles = ["first", "last"].map((name, side) => handle(name, side));

  function handle(name, side) {
    const made = document.createElement("div");
    made.className = "handle";
    made.tabIndex = 0;
    made.setAttribute("role", "slider");
    made.setAttribute("aria-label", `${name} day that is shown; arrow keys move it, Enter shows`);
    made.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 }[event.key];
      if (step) {
        range[side] = Math.min(bars.length - 1, Math.max(0, range[side] + step));
        if (range[0] > range[1]) range[1 - side] = range[side];
        draw();
      } else if (event.key === "Enter" || event.key === " ") apply();
      else return;
      event.preventDefault();
    });
    place.append(made);
    return made;
  }

  function draw() {
    const width = 1000 / bars.length;
    const whole = range[0] === 0 && range[1] === bars.length - 1;
    chosen.setAttribute("visibility", whole ? "hidden" : "visible");
    chosen.setAttribute("x", String(range[0] * width));
    chosen.setAttribute("width", String((range[1] - range[0] + 1) * width));
    handles.forEach((one, side) => {
      one.style.left = `${((range[side] + side) * 100) / bars.length}%`;
      one.setAttribute("aria-valuemin", "0");
      one.setAttribute("aria-valuemax", String(bars.length - 1));
      one.setAttribute("aria-valuenow", String(range[side]));
      const bar = bars[range[side]];
      one.setAttribute("aria-valuetext", (side ? bar.dataset.until : bar.dataset.since) || bar.querySelector("title").textContent);
    });
  }

  function apply() {
    const address = new URL(bars[0].getAttribute("href"), location.href);
    const days = { since: bars[range[0]].dataset.since, until: bars[range[1]].dataset.until };
    for (const [key, value] of Object.entries(days)) {
      if (value) address.searchParams.set(key, value);
      else address.searchParams.delete(key);
    }
    go(address.pathname + address.search);
  }

  function at(event) {
    const box = drawing.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(bars.length - 1, Math.max(0, Math.floor(share * bars.length)));
  }

  let from = null;
  let moved = false;
  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = at(event);
    moved = false;
    place.setPointerCapture(event.pointerId);
  });
  place.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const here = at(event);
    if (here !== from) moved = true;
    if (!moved) return;
    [range[0], range[1]] = [Math.min(from, here), Math.max(from, here)];
    draw();
  });
  place.addEventListener("pointerup", (event) => {
    if (from === null) return;
    if (moved) apply();
    else go(bars[from].getAttribute("href"));
    from = null;
  });
  place.addEventListener("pointercancel", () => { from = null; });
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("click", (event) => {
    if (plain(event) && event.detail) { event.preventDefault(); event.stopPropagation(); }
  });
  draw();
}

function ready() {
  brush();
  tellMap();
}

brush();
startMap(go);
