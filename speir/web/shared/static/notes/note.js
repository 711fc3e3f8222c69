/**
 * A contact note with or without a connection: kept in this browser until the server has acknowledged it.
 *
 * What is typed is a draft on this device from the first letter; recorded, it waits in the event store and is sent
 * under its own identity as often as it takes. Without this script the form is sent as any other.
 */

import { openStore, uuid } from "../reading/event-store.js";
import { Delivery } from "../reading/delivery.js";

const NOTES = "notes";
const form = document.querySelector("[data-note]");
const status = document.querySelector("[data-note-status]");
const list = document.querySelector("[data-note-waiting]");
const person = document.querySelector("meta[name=speir-person]")?.content ?? "";
const DRAFT = `speir-note-draft|${person}`;
const NOT_SENT = new Set(["csrfmiddlewaretoken", "once"]);

if (form) {
  // At once: what is typed or sent while the browser still opens its store must not be lost, or written over.
  restore();
  form.addEventListener("input", keepDraft);
  const ready = openStore(person, "speir-notes").then(begin);
  ready.catch(keepNothing);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ready.then(({ store, delivery }) => record(store, delivery), () => form.submit());
  });
}

async function begin(store) {
  const delivery = new Delivery(
    store,
    { events: () => form.dataset.events, state: () => form.dataset.state },
    (told) => tell(store, told),
  );
  list.addEventListener("click", (event) => {
    const id = event.target.dataset?.change;
    if (id) change(store, id);
  });
  await show(store);
  delivery.start();
  keepPage();
  return { store, delivery };
}

function keepDraft() {
  try {
    localStorage.setItem(DRAFT, JSON.stringify(values()));
  } catch {
    // full, or switched off: the form is still there to be sent
  }
}

/** This browser has no store: the form is sent as any other, and no draft must come back after that. */
function keepNothing() {
  form.removeEventListener("input", keepDraft);
  try {
    localStorage.removeItem(DRAFT);
  } catch {
    // switched off: then there is none
  }
}

/** What the form holds; boxes that are ticked together are a list. */
function values() {
  const typed = new FormData(form);
  const names = [...new Set(typed.keys())].filter((name) => !NOT_SENT.has(name));
  return Object.fromEntries(names.map((name) => [name, boxes(name).length ? typed.getAll(name) : typed.get(name)]));
}

function boxes(name) {
  return [...form.querySelectorAll("input[type=checkbox]")].filter((box) => box.name === name);
}

function fill(given) {
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = [given[box.name] ?? []].flat().includes(box.value);
  }
  for (const [name, value] of Object.entries(given)) {
    const field = form.elements[name];
    if (field && !boxes(name).length) field.value = value;
  }
  openFolds();
}

/** What is folded away and holds something that was filled in is opened: nothing is sent that is not seen. */
function openFolds() {
  for (const fold of form.querySelectorAll("details")) {
    const fields = [...fold.querySelectorAll("input, textarea, select")];
    if (fields.some((field) => (field.type === "checkbox" ? field.checked : field.value.trim()))) fold.open = true;
  }
}

/** A draft of this device comes back, unless the page already shows what the server refused. */
function restore() {
  const draft = draftKept();
  if (draft && !document.querySelector("#error-summary")) {
    const asked = new URLSearchParams(location.search).get("area");
    fill(asked ? { ...draft, area: asked } : draft);
  }
}

function draftKept() {
  try {
    return JSON.parse(localStorage.getItem(DRAFT) ?? "null");
  } catch {
    return null;
  }
}

async function record(store, delivery) {
  const given = values();
  const missing = form.dataset.required.split(" ").filter((name) => !given[name]?.trim());
  if (missing.length) {
    say("refused", `Not recorded yet: fill in ${missing.map((name) => `“${labelOf(name)}”`).join(" and ")}.`);
    form.elements[missing[0]].focus();
    return;
  }
  try {
    await store.keep({ reading: NOTES, kind: "note", address: uuid(), value: given });
  } catch {
    form.submit(); // this browser keeps nothing: the usual way is left
    return;
  }
  localStorage.removeItem(DRAFT);
  form.reset();
  status.focus();
  say("here", "Kept on this device, sending to the server.");
  await show(store);
  delivery.send();
}

async function tell(store, { state, clock, waiting = [], acknowledged = [] }) {
  await show(store);
  const waits = waiting.filter((event) => !event.refused);
  if (state === "server" && acknowledged.length) return say("server", `Recorded on the server at ${clock}.`);
  if (!waits.length) return waiting.length ? say("refused", "Not recorded: why stands below. Change it, and record it again.") : undefined;
  if (state === "signed-out") return say("signed-out", "Sign in again in another window: your notes stay on this device.");
  return say("here", "Kept on this device only. Sent when the connection is back.");
}

/** The notes that wait, each with why when the server did not take it. */
async function show(store) {
  const waiting = await store.waiting(NOTES);
  list.replaceChildren(...waiting.map(line));
  list.closest("section").hidden = !waiting.length;
}

function line(event) {
  const item = document.createElement("li");
  item.textContent = `${event.value.who_with}, ${event.value.held_on}: ${event.refused || "waits to be sent"} `;
  if (event.refused) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "speir_link-button";
    button.dataset.change = event.event_id;
    button.textContent = "Change it";
    item.append(button);
  }
  return item;
}

/** A note that was not taken goes back into the form. */
async function change(store, id) {
  const event = (await store.waiting(NOTES)).find((each) => each.event_id === id);
  if (!event) return;
  fill(event.value);
  localStorage.setItem(DRAFT, JSON.stringify(event.value));
  await store.settle([id], []);
  await show(store);
  form.elements.who_with.focus();
}

function labelOf(name) {
  return form.querySelector(`label[for="${form.elements[name].id}"]`)?.textContent.trim() ?? name;
}

function say(kept, words) {
  status.dataset.kept = kept;
  status.textContent = words;
}

/** Asks the worker to keep this page, so that it opens without a connection. */
async function keepPage() {
  if (!navigator.serviceWorker) return;
  try {
    const registration = await navigator.serviceWorker.register(form.dataset.worker, { scope: "/" });
    await navigator.serviceWorker.ready;
    const drawnWith = performance.getEntriesByType("resource").map((entry) => entry.name);
    const assets = drawnWith.filter((name) => new URL(name).pathname.startsWith("/static/"));
    const kept = new Promise((resolve) => navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data.kept), { once: true }));
    registration.active.postMessage({ keep: [location.origin + location.pathname, ...new Set(assets)] });
    const page = location.origin + location.pathname;
    if ((await kept).includes(page)) document.querySelector("[data-note-kept]").hidden = false;
  } catch {
    // Without a worker the page still keeps notes while it is open.
  }
}
