/**
 * A reading in the browser: every change is kept at once, sent when it can be, and shown truthfully; what does not
 * apply disappears as the answers change. Without this the same page is a form that the server reads.
 */

import { fill, own, read } from "./answers.js";
import { Delivery } from "./delivery.js";
import { EarlyAnswers } from "./early-answers.js";
import { openStore, uuid } from "./event-store.js";
import { FileAnswers } from "./files.js";
import { FormLogic } from "./form-logic.js";
import { listenToKeys } from "./keys.js";
import { SavedState } from "./saved-state.js";
import { TypedJournal } from "./typed-journal.js";

const page = document.querySelector("[data-reading]");
const person = document.querySelector("meta[name=speir-person]")?.content;
if (page && person) start().catch(nowhere);

function saved() {
  return new SavedState(document.querySelectorAll("[data-saved]"), page.dataset.signIn);
}

function nowhere(fault) {
  saved().nowhere();
  page.dataset.readingReady = "nowhere";
  throw fault;
}

async function start() {
  const reading = page.dataset.reading;
  const status = saved();
  const journal = new TypedJournal(person);
  const early = new EarlyAnswers(page, (answer) => noted(journal, { reading, kind: "answer", ...answer }));
  const store = await openStore(person);
  const addresses = {
    events: (id) => page.dataset.eventsAddress.replace(reading, id),
    state: (id) => page.dataset.stateAddress.replace(reading, id),
    file: (id, file) => `${page.dataset.filesAddress.replace(reading, id)}${file}/`,
  };
  const delivery = new Delivery(store, addresses, (outcome) => {
    status.told(outcome);
    tell("sent", {});
    if (outcome.state === "server") tellServer(outcome);
    if (page.dataset.handingIn && outcome.state === "server" && !outcome.waiting.length) status.handedIn(outcome, page.dataset.handingIn);
    if (outcome.status && outcome.reading === reading) page.dataset.status = outcome.status;
  });
  await takeUp(journal, store);
  const { sheet, savedAt } = await known(store, delivery, reading);
  const logic = new FormLogic(json("reading-form"), sheet);
  const changed = (change) => keep({ store, journal, delivery, status, reading }, change);
  const typed = early.end();
  const view = new View(logic, changed);
  view.draw();
  for (const answer of typed) view.hearAgain(answer);
  for (const change of typed.flatMap(({ notes }) => notes)) journal.done(change.event_id);
  const files = new FileAnswers({ page, logic, store, reading, changed, route: () => view.route() });
  await files.draw();
  listenToKeys(page);
  page.dataset.numberKeys = "";
  page.addEventListener("submit", (event) => leave(event, changed, store, delivery, status, reading, files));
  await delivery.start();
  const waiting = await store.waiting();
  if (waiting.length) status.told({ state: "here", waiting });
  else if (savedAt !== null) status.known(savedAt);
  page.dataset.readingReady = "yes";
  if (await keptForOffline()) page.dataset.readingReady = "kept";
}

/**
 * A button was pressed. With a script the answers have their own way, so the form itself is not sent: the next page
 * opens once the server has everything. Without a connection nothing opens, and the saved state says why.
 */
async function leave(event, changed, store, delivery, status, reading, files) {
  if (!event.target.matches("[data-answers]")) return;
  event.preventDefault();
  const { handIn } = event.submitter?.dataset ?? {};
  if (handIn !== undefined) page.dataset.handingIn = handIn;
  await files.settled();
  if (handIn !== undefined) await changed({ kind: "submit", address: "" });
  await delivery.send();
  await delivery.send(); // what was typed while the first was under way
  const waiting = await store.waiting(reading);
  if (waiting.length) return status.told({ state: "here", waiting: await store.waiting() });
  if (handIn !== undefined && page.dataset.status !== "submitted") return; // what is missing has been said
  const { next, later, handedIn } = event.target.dataset;
  const address = handIn !== undefined ? handedIn : { next, later }[event.submitter?.value];
  if (address) location.assign(address);
}

/**
 * What was answered so far: the server's word, or this browser's where it cannot be asked; what waits lies on top.
 * `savedAt` is the clock of the server's last answer, "" where it is not known, null where it has none.
 */
async function known(store, delivery, reading) {
  const state = (await delivery.state(reading)) ?? (await store.reading(reading).then((had) => had ? null : json("reading-state")));
  if (state) await store.learn(reading, state);
  const items = structuredClone((await store.reading(reading))?.items ?? {});
  for (const event of await store.waiting(reading)) {
    const list = (items[event.address] ??= []);
    if (event.kind === "add_item" && !list.includes(event.value)) list.push(event.value);
    if (event.kind === "remove_item") items[event.address] = list.filter((key) => key !== event.value);
  }
  const values = Object.fromEntries((await store.answers(reading)).map(({ address, value }) => [address, value]));
  const isEmpty = !Object.keys(values).length;
  return { sheet: { values, items }, savedAt: state?.saved_clock || (isEmpty ? null : "") };
}

/** What was typed when the tab crashed is kept now, before anything else is shown. */
async function takeUp(journal, store) {
  const left = journal.left();
  for (const change of left) await store.keep(change);
  journal.clear(left);
}

/** A change with its identity, its moment and its place among what this page heard; noted before anything else. */
function noted(journal, change) {
  return journal.note({ ...change, event_id: uuid(), typed_at: new Date().toISOString() });
}

/** Notes a change at once, keeps it on the disk, and has it sent. */
async function keep({ store, journal, delivery, status, reading }, change) {
  const note = noted(journal, { reading, ...change });
  tell("heard", { event: note });
  try {
    const event = await store.keep(note);
    journal.done(note.event_id);
    tell("kept", { event });
  } catch (fault) {
    return nowhere(fault);
  }
  status.keeping(await store.count());
  delivery.soon();
}

function tellServer({ acknowledged = [] }) {
  tell("acknowledged", { ids: acknowledged });
}

function tell(what, detail) {
  document.dispatchEvent(new CustomEvent(`speir:${what}`, { detail }));
}

function json(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/** The offline page asks its worker to keep it, and says how that goes; true when it is kept. */
async function keptForOffline() {
  const address = page.dataset.worker;
  if (!address) return false;
  tellOffline("waiting");
  const isKept = await keptByWorker(address).catch(() => false);
  tellOffline(isKept ? "kept" : "not-kept");
  return isKept;
}

function tellOffline(how) {
  for (const place of document.querySelectorAll("[data-offline]")) place.dataset.offline = how;
}

/** True when the worker keeps this page, from now or from when there was a connection. */
async function keptByWorker(address) {
  if (!navigator.serviceWorker) return false;
  await navigator.serviceWorker.register(address, { scope: page.dataset.workerScope });
  const { active: worker } = await navigator.serviceWorker.ready;
  const drawnWith = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => new URL(name).pathname.startsWith("/static/"));
  const answer = new Promise((resolve) => navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data.kept), { once: true }));
  worker.postMessage({ keep: [location.href, ...new Set(drawnWith)] });
  const keptAddresses = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 15000, []))]);
  return keptAddresses.includes(location.href);
}

/** Draws the form logic on the page, and hears what people change. */
class View {
  constructor(logic, changed) {
    this.logic = logic;
    this.changed = changed;
    page.addEventListener("input", (event) => this.#heard(event));
    page.addEventListener("change", (event) => this.#heard(event));
    page.addEventListener("click", (event) => this.#items(event));
  }

  draw() {
    this.#drawItems();
    for (const question of page.querySelectorAll("[data-address]")) {
      if (own(question).length) fill(question, this.logic.value(question.dataset.address));
    }
    this.route();
  }

  /** Shows what applies and hides what does not; the place that somebody is in stays where it is. */
  route() {
    for (const part of page.querySelectorAll("[data-address], [data-group]")) {
      const address = part.dataset.address ?? part.dataset.group;
      const isShown = this.logic.isShown(address);
      if (part.hidden === isShown) part.hidden = !isShown;
    }
    for (const note of page.querySelectorAll("[data-address][data-kind=note]")) this.#note(note);
    for (const still of page.querySelectorAll("[data-still]")) this.#still(still);
    this.#choices();
    this.#counts();
  }

  /** A note whose words have values in them says them anew; what stays the same keeps the server's marks. */
  #note(note) {
    const words = this.logic.words(note.dataset.address);
    const place = note.querySelector("[data-label]") ?? note;
    if (words !== null && note.dataset.said !== words) {
      if (note.dataset.said !== undefined || place.textContent.trim() !== words.trim()) place.textContent = words.replaceAll("**", "");
      note.dataset.said = words;
    }
  }

  /** What the form works out and nobody changes; chosen words stay as the server wrote them. */
  #still(still) {
    const place = still.querySelector("[data-value]");
    const isChosen = ["select_one", "select_multiple", "rank"].includes(still.dataset.kind);
    if (place && !isChosen) place.textContent = this.logic.worth(still.dataset.address) || "Not answered";
  }

  #choices() {
    for (const question of page.querySelectorAll("[data-filtered]")) {
      const allowed = this.logic.choices(question.dataset.address);
      if (!allowed) continue;
      for (const nothing of question.querySelectorAll("[data-nothing-yet]")) nothing.hidden = allowed.size > 0;
      for (const control of own(question)) {
        const list = control.tagName === "SELECT" ? [...control.options].filter((option) => option.value) : [control];
        for (const choice of list) (choice.closest("[data-choice]") ?? choice).hidden = !allowed.has(choice.value);
      }
    }
  }

  /** How many of the questions that apply are answered, in each section. */
  #counts() {
    for (const place of document.querySelectorAll("[data-count-of]")) {
      const { answered, asked } = this.logic.counts(place.dataset.countOf);
      place.textContent = `${answered}/${asked}`;
      place.closest("[data-section]")?.setAttribute("data-done", String(asked > 0 && answered === asked));
    }
  }

  /** An answer that was given before there was a form logic to hear it. */
  hearAgain({ question, value }) {
    fill(question, value);
    this.#answered(question);
  }

  #heard(event) {
    const question = event.target.closest("[data-address]");
    if (question && question.dataset.control !== "file" && own(question).includes(event.target)) this.#answered(question);
  }

  #answered(question) {
    const address = question.dataset.address;
    const value = read(question);
    if (value === this.logic.value(address)) return;
    for (const change of this.logic.answer(address, value)) {
      this.changed(change);
      if (change.address !== address) this.#show(change);
    }
    this.route();
  }

  /** What the form set because of an answer, in its own controls. */
  #show({ address, value }) {
    const question = page.querySelector(`[data-address="${CSS.escape(address)}"]`);
    if (question && own(question).length) fill(question, value);
  }

  #items(event) {
    const button = event.target.closest("[data-add-item], [data-remove-item]");
    if (!button) return;
    event.preventDefault();
    const { addItem, removeItem, key = uuid().slice(0, 8) } = button.dataset;
    if (addItem) this.changed({ kind: "add_item", address: addItem, value: this.logic.addItem(addItem, key) });
    else this.changed({ kind: "remove_item", address: removeItem, value: this.logic.removeItem(removeItem, key) });
    this.draw();
    const item = addItem && page.querySelector(`[data-group="${CSS.escape(`${addItem}[${key}]`)}"]`);
    item?.querySelector("input, select, textarea")?.focus();
  }

  /** Makes the items of repeats that were added here, and takes away those that were removed. */
  #drawItems() {
    for (const list of page.querySelectorAll("[data-repeat]")) {
      const address = list.dataset.repeat;
      const keys = this.logic.items(address);
      const drawn = new Map([...list.children].filter((child) => child.dataset.item).map((child) => [child.dataset.item, child]));
      for (const [key, item] of drawn) if (!keys.includes(key)) item.remove();
      const blank = page.querySelector(`template[data-item-of="${CSS.escape(address)}"]`);
      for (const key of keys) {
        if (drawn.has(key) || !blank) continue;
        const made = document.createElement("div");
        made.innerHTML = blank.innerHTML.replaceAll("__key__", key);
        list.append(made.firstElementChild);
      }
      for (const [place, item] of [...list.children].entries()) {
        for (const number of item.querySelectorAll("[data-item-number]")) number.textContent = String(place + 1);
      }
    }
  }
}
