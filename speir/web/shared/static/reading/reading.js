/**
 * A reading in the browser: every change is kept at once, sent when it can be, and shown truthfully; what does not
 * apply disappears as the answers change. Without this the same page is a form that the server reads.
 */

import { Delivery } from "./delivery.js";
import { EarlyAnswers } from "./early-answers.js";
import { openStore, uuid } from "./event-store.js";
import { FileAnswers } from "./files.js";
import { FormLogic } from "./form-logic.js";
import { listenToKeys } from "./keys.js";
import { SavedState } from "./saved-state.js";
import { TypedJournal } from "./typed-journal.js";
import { View } from "./view.js";

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
  const view = new View(page, logic, changed);
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
