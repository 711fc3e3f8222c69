/**
 * Reading by keyboard alone: Tab to the next question, a number chooses, C comments, ? opens the guidance.
 *
 * Single keys act only while a choice has the focus, never while words are typed.
 */

export function listenToKeys(page) {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const control = event.target;
    if (!["radio", "checkbox"].includes(control.type)) return;
    const question = control.closest("[data-address]");
    if (!question) return;
    if (/^[1-9]$/.test(event.key)) choose(question, Number(event.key) - 1, event);
    if (event.key === "c" || event.key === "C") focusOn(next(page, question, "textarea"), event);
    if (event.key === "?") openGuidance(question.querySelector("details"), event);
  });
}

function choose(question, place, event) {
  const shown = [...question.querySelectorAll("input[type=radio], input[type=checkbox]")].filter((input) => input.getClientRects().length);
  const wanted = shown[place];
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
  wanted.click();
}

/** The next shown question that is written in words, after this one. */
function next(page, question, selector) {
  const all = [...page.querySelectorAll("[data-address]")].filter((each) => each.getClientRects().length);
  return all.slice(all.indexOf(question) + 1).map((each) => each.querySelector(selector)).find(Boolean);
}

function openGuidance(details, event) {
  if (details) details.open = true;
  focusOn(details?.querySelector("summary"), event);
}

function focusOn(element, event) {
  if (!element) return;
  event.preventDefault();
  element.focus();
}
