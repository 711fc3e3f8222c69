"""What the drill runs inside pages: it listens, bends the clock, and answers as a person does."""

# Runs before the page's own scripts: passes on what the page says of itself, at once, since it may crash.
# A page that goes in the midst of that leaves behind what nobody heard of: the next one tells what it finds.
LISTEN = """
{
  const found = (events) => { if (events.length) window.drillHears({ what: "found", events }); };
  const written = () => Object.keys(localStorage).filter((name) => name.startsWith("speir-typed"))
    .map((name) => JSON.parse(localStorage.getItem(name)))
    .sort((one, other) => one.place[1] - other.place[1]);
  const kept = async () => {
    // Only a store that is there: to open it first would make an empty one.
    const all = await indexedDB.databases();
    if (!all.some(({ name }) => name === "speir-reading")) return;
    const db = await new Promise((resolve) => {
      indexedDB.open("speir-reading").onsuccess = ({ target }) => resolve(target.result);
    });
    db.transaction("events").objectStore("events").getAll().onsuccess = ({ target }) => {
      found(target.result.sort((one, other) => one.device_sequence - other.device_sequence));
      db.close();
    };
  };
  if (window === top && location.pathname.includes("/reading/")) {
    found(written());
    kept();
  }
  for (const what of ["heard", "kept", "acknowledged"]) {
    document.addEventListener(`speir:${what}`, ({ detail }) => window.drillHears({ what, ...detail }));
  }
}
"""
# A clock that is wrong, as laptops' are: everything that asks for the time gets it shifted.
SKEW = """
{ const Right = Date; const shift = %d;
  window.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + shift); }
    static now() { return Right.now() + shift; }
  }; }
"""
# Begins to answer and goes on by itself: question after question in a shuffled order, with the events that
# a browser makes; now and then a second thought about a question, an item of a list more, or one less.
TYPE = """
([count, seed]) => {
  let state = seed;
  const random = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const pick = (list) => list[random(list.length)];
  const wanted = "input:not([type=hidden]):not([type=file]), select, textarea";
  const controlsOf = (question) => [...question.querySelectorAll(wanted)]
    .filter((control) => control.closest("[data-address]") === question)
    .filter((control) => !control.disabled && !control.readOnly);
  const isThere = (element) => element.isConnected && element.checkVisibility();
  const shuffled = () => {
    const all = [...document.querySelectorAll("[data-address]")];
    for (let n = all.length - 1; n > 0; n -= 1) {
      const m = random(n + 1);
      [all[n], all[m]] = [all[m], all[n]];
    }
    return all;
  };
  const answer = (control) => {
    if (control.type === "radio") control.checked = true;
    else if (control.type === "checkbox") control.checked = !control.checked;
    else if (control.tagName === "SELECT") control.selectedIndex = random(control.options.length);
    else if (control.dataset.part || control.inputMode) control.value = String(1 + random(12));
    else if (control.type === "date") control.value = `2026-0${1 + random(9)}-1${random(10)}`;
    else control.value = `Words ${random(1e9)} — “quoted”, naïve, 😀`;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const changeItems = () => {
    const added = [...document.querySelectorAll("[data-remove-item]")].filter(isThere);
    const more = [...document.querySelectorAll("[data-add-item]")].filter(isThere);
    const button = added.length > 4 ? pick(added) : pick(more);
    button?.click();
  };
  const type = async () => {
    let order = shuffled();
    for (let done = 0, tries = 0; done < count && tries < count * 20; tries += 1) {
      if (!order.length) order = shuffled();
      const question = order.pop();
      if (!question || !isThere(question)) continue;
      const controls = controlsOf(question).filter(isThere);
      if (!controls.length) continue;
      answer(pick(controls));
      done += 1;
      if (random(5) === 0) { answer(pick(controls)); done += 1; }
      if (random(40) === 0) changeItems();
      await new Promise((resolve) => setTimeout(resolve, random(8)));
    }
  };
  if (!document.querySelector("[data-reading-ready]")) return false;
  window.drillTyping = type();
  return true;
}
"""
TYPED = "() => window.drillTyping"
KEPT_WHERE = """
() => {
  const place = document.querySelector("[data-saved]");
  if (!place) return `no reading, “${document.title}”`;
  return `${place.dataset.kept ?? "no place"}, “${place.textContent}”`;
}
"""
SETTLED = "() => document.querySelector('[data-saved]')?.dataset.kept === 'server'"
TOKEN = "() => document.querySelector('meta[name=csrf-token]')?.content ?? ''"
