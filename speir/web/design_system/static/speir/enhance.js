/**
 * Comforts that nobody needs: a calendar beside date boxes, the names of the files that were chosen, no stop
 * by keyboard at tables that have nothing to scroll, and long answers folded on a narrow screen.
 * Without this script every form works the same.
 */

const calendars = document.querySelectorAll("[data-module=ds-datepicker]");
if (calendars.length) {
  const script = document.querySelector("script[data-design-system]");
  import(script.dataset.designSystem).then(({ default: designSystem }) => {
    for (const calendar of calendars) new designSystem.components.DatePicker(calendar).init();
  });
}

// A reading page takes files in by itself, and says so.
const isRead = document.querySelector("[data-reading]");
for (const input of isRead ? [] : document.querySelectorAll("input[type=file]")) {
  const list = document.createElement("ul");
  list.className = "speir_chosen";
  input.after(list);
  input.addEventListener("change", () => {
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name}, ${size(file.size)}`;
        return item;
      }),
    );
  });
}

const marks = new Map(); // what the server wrote on each, to be put back when there is something to scroll
for (const part of document.querySelectorAll(".speir_scroll")) {
  const marks = ["role", "tabindex", "aria-label"].map((name) => [name, part.getAttribute(name)]);
  const look = () => {
    const hides = part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight;
    for (const [name, value] of marks) {
      if (hides) part.setAttribute(name, value);
      else part.removeAttribute(name);
    }
  };
  // The table too: it grows without its frame when the font of the page arrives.
  const watch = new ResizeObserver(look);
  for (const watched of [part, ...part.children]) watch.observe(watched);
}

const folds = document.querySelectorAll(".speir_fold-when-narrow");
if (folds.length) {
  const isNarrow = window.matchMedia("(max-width: 48rem)");
  const isPaper = window.matchMedia("print");
  let wasNarrow = false;
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.querySelector(":scope > .speir_fold-when-narrow");
    if (fold) fold.open = true;
    if (target) target.scrollIntoView();
  };
  // The width of the paper is not the screen's: printing alone must not fold again what somebody had opened.
  const look = () => {
    if (isPaper.matches || isNarrow.matches === wasNarrow) return;
    wasNarrow = isNarrow.matches;
    for (const fold of folds) fold.open = !wasNarrow;
    if (wasNarrow) openTarget();
  };
  look();
  isNarrow.addEventListener("change", look);
  window.addEventListener("hashchange", openTarget);
  // On paper nothing is folded; afterwards each is as its reader left it.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...folds].filter((fold) => !fold.open);
    for (const fold of closed) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });
}

function size(bytes) {
  const megabytes = bytes / 1024 / 1024;
  return megabytes >= 1 ? `${megabytes.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
