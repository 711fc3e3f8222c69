/**
 * The morning page by keyboard: J and K go down and up, Enter opens a line, D puts it away.
 *
 * The keys act only while a line or something in it has the focus. Without this script each line has its button.
 */

const list = document.querySelector("[data-morning]");

list?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const line = event.target.closest("[data-line]");
  if (!line) return;
  const key = event.key.toLowerCase();
  if (key === "j") focusOn(line.nextElementSibling, event);
  if (key === "k") focusOn(line.previousElementSibling, event);
  if (key === "d") {
    event.preventDefault();
    line.querySelector("form").requestSubmit();
  }
});

function focusOn(line, event) {
  if (!line) return;
  event.preventDefault();
  line.querySelector("a").focus();
}
