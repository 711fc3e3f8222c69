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
  openStore(person, "speir-notes").then(begin, () => undefined);
}

async function begin(store) {
  const delivery = new Delivery(
    store,
    { events: () => form.dataset.events, state: () => form.dataset.state },
    (told) => tell(store, told),
  );
  restore();
  form.addEventListener("input", () => localStorage.setItem(DRAFT, JSON.stringify(values())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    record(store, delivery);
  });
  list.addEventListener("click", (event) => {
    const id = event.target.dataset?.change;
    if (id) change(store, id);
  });
  await show(store);
  delivery.start();
  keepPage();
}

function values() {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !NOT_SENT.has(name)));
}

function fill(given) {
  for (const [name, value] of Object.entries(given)) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
}

/** A draft of this device comes back, unless the page already shows what the server refused. */
function restore() {
  const draft = JSON.parse(localStorage.getItem(DRAFT) ?? "null");
  if (draft && !document.querySelector("#error-summary")) {
    const asked = new URLSearchParams(location.search).get("area");
    fill(asked ? { ...draft, area: asked } : draft);
  }
}

async function record(store, delivery) {
  const given = values();
  const missing = form.dataset.required.split(" ").find((name) => !given[name]?.trim());
  if (missing) {
    say("refused", `Not recorded yet: fill in “${labelOf(missing)}”.`);
    form.elements[missing].focus();
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
  if (!waits.length) return undefined;
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
