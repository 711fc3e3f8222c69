/*
 * Remembers which questions were answered before the reading's script was there to hear it: on a slow line the page is
 * ready to type in long before its modules are. The script takes this over when it starts.
 */
window.speirTypedEarly = new Set();
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const question = target.closest("[data-address]");
    if (question) window.speirTypedEarly?.add(question);
  });
}
