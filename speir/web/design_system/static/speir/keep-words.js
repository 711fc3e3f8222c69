/**
 * Keeps what somebody types: at once in this browser, then on the server, and says truthfully which.
 *
 * Every <textarea data-keep-key> has one slot in localStorage per opened page. A slot holds one event
 * (its id, key, text and time) and is emptied only when the server has acknowledged that very event.
 * The key names the field and the version of its record, so words typed against an older version are
 * still delivered, and never shown over newer content.
 *
 * Each field of each opened page is a typing of its own, and says from which event its words began: so the
 * server knows which words live on elsewhere and which would be lost. The hidden field beside the textarea
 * carries both with the form.
 */

const WAIT_MS = 600;
const RETRY_MS = 15000;
const PREFIX = "speir-words";

const who = document.querySelector("meta[name=speir-person]");
if (who) {
  keepWords(who.content, who.dataset.wordsAddress);
}

function keepWords(person, address) {
  const store = slots(person);
  const fields = [...document.querySelectorAll("textarea[data-keep-key]")].map((area) => watch(area, store, deliver));

  /** Sends one slot; resolves to what is true afterwards. */
  async function deliver(slot) {
    const event = store.read(slot);
    if (!event) return { state: "nothing" };
    let answer;
    try {
      answer = await fetch(address, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify({ ...event, person }),
      });
    } catch {
      return { state: "offline" };
    }
    if (answer.status === 401 || answer.status === 403) return { state: "signed-out" };
    if (answer.status === 400) return { state: "refused", reason: (await answer.json()).reason };
    if (!answer.ok) return { state: "offline" };
    const { clock } = await answer.json();
    store.drop(slot, event.event_id);
    return { state: "saved", clock };
  }

  /** Delivers everything that waits, this page's fields and what earlier pages left behind. */
  async function deliverAll() {
    for (const field of fields) await field.send();
    const own = new Set(fields.map((field) => field.slot));
    for (const slot of store.all()) {
      if (!own.has(slot)) await deliver(slot);
    }
  }

  putAsideHere();
  deliverAll();
  setInterval(deliverAll, RETRY_MS);
  addEventListener("online", deliverAll);
  document.addEventListener("visibilitychange", deliverAll);
}

/** The person's slots in this browser; other people's are neither read nor sent. */
function slots(person) {
  const start = `${PREFIX}|${person}|`;
  const page = uuid();
  return {
    slotOf: (key) => `${start}${page}|${key}`,
    all: () => (reachable() ? Object.keys(localStorage).filter((name) => name.startsWith(start)) : []),
    read(slot) {
      try {
        return JSON.parse(localStorage.getItem(slot));
      } catch {
        return null;
      }
    },
    write(slot, event) {
      try {
        localStorage.setItem(slot, JSON.stringify(event));
        return true;
      } catch {
        return false;
      }
    },
    drop(slot, eventId) {
      if (this.read(slot)?.event_id === eventId) localStorage.removeItem(slot);
    },
  };
}

/** Follows one field: restores what waits for it, keeps each change, sends after a short rest. */
function watch(area, store, deliver) {
  const key = area.dataset.keepKey;
  const slot = store.slotOf(key);
  const status = area.parentElement.querySelector("[data-keep-status]");
  const announcer = area.parentElement.querySelector("[data-keep-announce]");
  const which = area.parentElement.querySelector("[data-keep-which]");
  const typing = uuid();
  const where = { page: location.pathname, page_title: wordsOf(document.querySelector("h1")), asked: wordsOf(area.labels[0]) };
  let timer = 0;
  let sending = null;

  function say(where, words) {
    if (announcer && status.dataset.kept !== where) announcer.textContent = words;
    status.dataset.kept = where;
    status.textContent = words;
  }

  function keep() {
    const event = { event_id: uuid(), key, text: area.value, typed_at: new Date().toISOString(), typing_id: typing, after_id: began, ...where };
    which.value = `${typing}.${event.event_id}`;
    if (store.write(slot, event)) {
      say("here", "Saved on this computer, sending to the server");
    } else {
      say("nowhere", "Not saved: this browser cannot keep words. Save the form before you leave this page.");
    }
    clearTimeout(timer);
    timer = setTimeout(send, WAIT_MS);
  }

  async function send() {
    if (sending) return sending;
    sending = deliver(slot).finally(() => (sending = null));
    const outcome = await sending;
    const isNewer = store.read(slot) !== null;
    if (outcome.state === "saved" && !isNewer) say("server", `Saved on the server ${outcome.clock}`);
    if (outcome.state === "saved" && isNewer) timer = setTimeout(send, WAIT_MS);
    if (outcome.state === "offline") say("here", "Saved on this computer only - will be sent when the connection is back");
    if (outcome.state === "signed-out") say("here", "Sign in again: what you typed is kept on this computer");
    if (outcome.state === "refused") say("here", `Saved on this computer only. ${outcome.reason}`);
    return outcome;
  }

  restore(area, key, slot, store, status, which);
  const began = which.value.split(".").pop() || null;
  area.addEventListener("input", keep);
  return { slot, send };
}

/** Puts the newest waiting words for this field and version back, unless the page already shows newer ones. */
function restore(area, key, slot, store, status, which) {
  const waiting = store
    .all()
    .map((name) => ({ name, event: store.read(name) }))
    .filter(({ event }) => event && event.key === key)
    .sort((one, other) => (one.event.typed_at < other.event.typed_at ? 1 : -1));
  const newest = waiting[0]?.event;
  const shown = area.dataset.keepAt ? new Date(area.dataset.keepAt) : null;
  if (newest && area.value === newest.text) which.value = newest.event_id;
  if (newest && area.value !== newest.text && (!shown || new Date(newest.typed_at) > shown)) {
    area.value = newest.text;
    which.value = newest.event_id;
    store.write(slot, newest);
    status.dataset.kept = "here";
    status.textContent = "What you typed here earlier is back; sending it to the server";
  }
  showEarlier(area, key, store);
}

/** Words that were typed against an older version and never arrived: shown below the field, not in it. */
function showEarlier(area, key, store) {
  const field = key.slice(0, key.lastIndexOf("@") + 1);
  const found = store
    .all()
    .map((name) => store.read(name))
    .filter((event) => event && event.key !== key && event.key.startsWith(field) && event.text !== area.value);
  for (const event of found) {
    const fold = document.createElement("details");
    fold.className = "ds_details";
    const summary = document.createElement("summary");
    summary.className = "ds_details__summary";
    summary.textContent = "What you typed here before, which is not in the saved version";
    const text = document.createElement("div");
    text.className = "ds_details__text speir_earlier";
    text.textContent = event.text;
    fold.append(summary, text);
    area.parentElement.append(fold);
  }
}

/** Puts words of another tab aside without leaving the page; without a script the form does it in a tab of its own. */
function putAsideHere() {
  const form = document.querySelector("#put-aside");
  form?.addEventListener("submit", async (sent) => {
    sent.preventDefault();
    const fold = sent.submitter.closest("[data-typed-beside]");
    const question = fold.closest(".ds_question");
    const body = new FormData(form, sent.submitter);
    body.set("csrfmiddlewaretoken", token());
    const answer = await fetch(form.action, { method: "POST", credentials: "same-origin", body }).catch(() => null);
    const isDone = answer?.ok && new URL(answer.url).pathname === new URL(form.action).pathname;
    question.querySelector("[data-keep-announce]").textContent = isDone ? "Put aside" : "Not put aside: try again";
    sent.submitter.textContent = isDone ? "Put aside" : "Not put aside: try again";
    if (!isDone) return;
    question.querySelector("textarea").focus();
    fold.remove();
  });
}

/** What a heading or label says first, without what stands in it for remarks. */
function wordsOf(element) {
  return element?.firstChild?.textContent.trim() ?? "";
}

function reachable() {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
}

/** The newest token: the cookie changes when somebody signs in again in another window. */
function token() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : document.querySelector("meta[name=csrf-token]").content;
}

/** A random UUID, also where crypto.randomUUID is missing (addresses without TLS other than localhost). */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
