/**
 * Comforts that nobody needs: a calendar beside date boxes, the names of the files that were chosen, and no stop
 * by keyboard at tables that have nothing to scroll.
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

function size(bytes) {
  const megabytes = bytes / 1024 / 1024;
  return megabytes >= 1 ? `${megabytes.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
