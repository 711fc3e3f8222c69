/**
 * Comforts that nobody needs: a calendar beside date boxes, and the names of the files that were chosen.
 * Without this script every form works the same.
 */

const calendars = document.querySelectorAll("[data-module=ds-datepicker]");
if (calendars.length) {
  const script = document.querySelector("script[data-design-system]");
  import(script.dataset.designSystem).then(({ default: designSystem }) => {
    for (const calendar of calendars) new designSystem.components.DatePicker(calendar).init();
  });
}

for (const input of document.querySelectorAll("input[type=file]")) {
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

function size(bytes) {
  const megabytes = bytes / 1024 / 1024;
  return megabytes >= 1 ? `${megabytes.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
