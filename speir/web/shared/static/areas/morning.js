/**
 * The morning page by keyboard: J and K go down and up, Enter opens a line, N writes a note, D puts it away.
 *
 * The keys act only while a line or something in it has the focus. Without this script each line has its button.
 */

const list = document.querySelector("[data-morning]");
const PLACE = "speir-morning-place";
// After "load", because the browser first goes to the part of the page that the address names.
window.addEventListener("load", goOn);

list?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const line = event.target.closest("[data-line]");
  if (!line) return;
  const key = event.key.toLowerCase();
  if (key === "j") focusOn(line.nextElementSibling, event);
  if (key === "k") focusOn(line.previousElementSibling, event);
  if (key === "n") line.querySelector("[data-act]")?.click();
  if (key === "d") {
    event.preventDefault();
    sessionStorage.setItem(PLACE, [...list.children].indexOf(line));
    line.querySelector("form").requestSubmit();
  }
});

/** After a line was put away by its key, the line that took its place has the focus. */
function goOn() {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place === null || !list) return;
  (list.children[Number(place)] ?? list.lastElementChild).querySelector("a").focus();
}

function focusOn(line, event) {
  if (!line) return;
  event.preventDefault();
  line.querySelector("a").focus();
}
