/**
 * The language of a reading. Where a script keeps the answers, choosing one sends no answers: they have their own way.
 * A record that is kept for a day without a connection is kept in every language of its template.
 */

const page = document.querySelector("[data-reading]");
const carrier = document.getElementById("language-form");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-language]");
  // Until the script keeps answers the button sends them with its form, as it does without a script.
  if (!button || !carrier || !["yes", "kept"].includes(page?.dataset.readingReady)) return;
  event.preventDefault();
  carrier.elements.namedItem("pressed").value = button.value;
  carrier.requestSubmit();
});

const others = [...document.querySelectorAll("[data-language-page]:not([aria-current])")].map((link) => link.href);
if (page && others.length) {
  // Once this page itself is kept, so that the answer to one question is not taken for that to the other.
  const watch = new MutationObserver(() => page.dataset.readingReady === "kept" && keep());
  watch.observe(page, { attributes: true, attributeFilter: ["data-reading-ready"] });
  const keep = async () => {
    watch.disconnect();
    (await navigator.serviceWorker.ready).active.postMessage({ keep: others });
  };
  if (page.dataset.readingReady === "kept") keep();
}
