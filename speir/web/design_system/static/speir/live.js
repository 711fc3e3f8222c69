/**
 * Brings the numbers of a page up to date while somebody looks at it: every <div data-live="name"> is
 * replaced by the one of the same name on the page as it is now. Nothing in it may be typed into, pressed
 * or opened. Without scripts the page says when it was made, and is up to date when it is loaded again.
 */

const EVERY_MS = 20000;

const parts = () => [...document.querySelectorAll("[data-live]")];
let isAsking = false;

if (parts().length) {
  said("Brought up to date while this page is open.");
  setInterval(bringUpToDate, EVERY_MS);
  document.addEventListener("visibilitychange", bringUpToDate);
}

async function bringUpToDate() {
  if (document.hidden || isAsking) return;
  isAsking = true;
  const now = await pageNow().catch(() => null);
  isAsking = false;
  if (!now) {
    said("It could not be brought up to date just now: there is no connection, or you are signed out.");
    return;
  }
  for (const part of parts()) {
    const newer = now.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
    // Whoever scrolls a table by keyboard keeps their place: it is replaced when they have left it.
    if (newer && !part.contains(document.activeElement)) part.replaceWith(newer);
  }
  said("Brought up to date while this page is open.");
}

/** The page as the server has it now; null when it is another page (sign-in) or none. */
async function pageNow() {
  const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function said(words) {
  for (const place of document.querySelectorAll("[data-live-words]")) place.textContent = words;
}
