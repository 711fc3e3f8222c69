/**
 * What a reader has answered, kept in this browser (IndexedDB) until the server has acknowledged it.
 *
 * Three tables: `events`, those that the server has not acknowledged yet; `answers`, what this browser knows of each
 * reading, so that a page opened without a connection shows what was typed; `files`, the bytes of attached files
 * (file-store.js). Every change writes all of them, and the device's
 * counter, in one durable transaction: it is kept whole or not at all.
 *
 * An event, once a sending of it has begun, is never changed again: what is acknowledged must be what is kept.
 */

const NAME = "speir-reading";
const VERSION = 2;

/** Opens the store for one person; rejects where the browser keeps nothing (a private window, a full disk). */
export async function openStore(person, name = NAME) {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    // Under the identity of the event that tells of it: the bytes of a file, until the server has them.
    request.result.createObjectStore("files", { keyPath: "event_id" }).createIndex("owner", ["person", "reading"]);
    if (oldVersion) return;
    const events = request.result.createObjectStore("events", { keyPath: "event_id" });
    events.createIndex("owner", ["person", "reading"]);
    request.result.createObjectStore("answers", { keyPath: ["person", "reading", "address"] });
    request.result.createObjectStore("readings", { keyPath: ["person", "reading"] });
    request.result.createObjectStore("device", { keyPath: "key" });
  };
  const db = await done(request);
  db.onversionchange = () => db.close();
  // Asked for, not relied on: a browser may still clear a disk that is full.
  navigator.storage?.persist?.().catch(() => undefined);
  return new EventStore(db, person);
}

export class EventStore {
  constructor(db, person) {
    this.db = db;
    this.person = person;
  }

  /** Keeps one change under its identity; resolves with its event once it is on disk. Twice keeps it once. */
  async keep({ event_id = uuid(), typed_at = new Date().toISOString(), reading, kind = "answer", address, value = null, place = null, file = null }) {
    const tx = this.#write(["events", "answers", "device", "readings", "files"]);
    const known = kind === "answer" ? await done(tx.objectStore("answers").get([this.person, reading, address])) : await this.#item(tx, reading, `${address}[${value}]`);
    const had = await done(tx.objectStore("events").get(event_id));
    if (had || known?.event_id === event_id) return had ?? known;
    const replaced = await this.#unsent(tx, reading, address, kind);
    const standing = replaced ?? known;
    if (kind === "answer" && isEarlier(place, standing?.place)) return standing;
    const event = {
      event_id,
      device_id: await this.#device(tx),
      device_sequence: await this.#next(tx),
      person: this.person,
      reading,
      kind,
      address,
      value,
      typed_at,
      place,
      based_on: replaced ? replaced.based_on : (known?.event_id ?? null),
      sent: false,
      refused: "",
    };
    if (replaced) for (const table of ["events", "files"]) tx.objectStore(table).delete(replaced.event_id);
    if (file) tx.objectStore("files").put({ ...file, event_id, person: this.person, reading, address });
    tx.objectStore("events").put(event);
    if (kind === "answer") tx.objectStore("answers").put({ person: this.person, reading, address, value, event_id, typed_at, place });
    await finished(tx);
    return event;
  }

  /** The event behind an item as it was last learnt, so that taking it out here replaces adding it elsewhere. */
  async #item(tx, reading, item) {
    const learnt = await done(tx.objectStore("readings").get([this.person, reading]));
    return { event_id: learnt?.last?.[item] ?? null };
  }

  /** The newest event of that address that no sending has begun with: typing on replaces it. */
  async #unsent(tx, reading, address, kind) {
    if (kind !== "answer") return null;
    const all = await done(tx.objectStore("events").index("owner").getAll([this.person, reading]));
    return all.find((event) => event.kind === "answer" && event.address === address && !event.sent) ?? null;
  }

  /** Events that wait, in the order they were made; of one reading, or of every reading of this person. */
  async waiting(reading) {
    const index = this.db.transaction("events").objectStore("events").index("owner");
    const found = await done(index.getAll(reading ? IDBKeyRange.only([this.person, reading]) : this.#own()));
    return found.sort((one, other) => one.device_sequence - other.device_sequence);
  }

  /** How many wait, without reading them. */
  async count() {
    return done(this.db.transaction("events").objectStore("events").index("owner").count(this.#own()));
  }

  #own() {
    return IDBKeyRange.bound([this.person], [this.person, []]);
  }

  /** Says that a sending of these begins, so that nothing changes them any more; gives those that still wait. */
  async begin(events) {
    const tx = this.#write(["events"]);
    const table = tx.objectStore("events");
    const begun = [];
    for (const { event_id } of events) {
      const event = await done(table.get(event_id)); // typed on, or settled by another tab, since we looked
      if (!event) continue;
      table.put({ ...event, sent: true });
      begun.push(event);
    }
    await finished(tx);
    return begun;
  }

  /** Lets go of what the server has acknowledged; what it refused stays, with the reason. */
  async settle(acknowledged, refused) {
    const tx = this.#write(["events"]);
    const table = tx.objectStore("events");
    for (const id of acknowledged) table.delete(id);
    for (const { event_id, reason } of refused) {
      const event = await done(table.get(event_id));
      if (event) table.put({ ...event, refused: reason });
    }
    await finished(tx);
  }

  /** What this browser knows of a reading: answers by address, and its items, newest first on top of the server's. */
  async answers(reading) {
    const range = IDBKeyRange.bound([this.person, reading], [this.person, reading, []]);
    return done(this.db.transaction("answers").objectStore("answers").getAll(range));
  }

  /** Takes over what the server says of a reading, except where something still waits to be sent. */
  async learn(reading, state) {
    const tx = this.#write(["events", "answers", "readings"]);
    const waits = await done(tx.objectStore("events").index("owner").getAll([this.person, reading]));
    const own = new Set(waits.filter((event) => event.kind === "answer").map((event) => event.address));
    const table = tx.objectStore("answers");
    const known = await done(table.getAll(IDBKeyRange.bound([this.person, reading], [this.person, reading, []])));
    for (const { address } of known) {
      if (!own.has(address) && !(address in state.sheet.values)) table.delete([this.person, reading, address]);
    }
    for (const [address, value] of Object.entries(state.sheet.values)) {
      if (own.has(address)) continue;
      table.put({ person: this.person, reading, address, value, event_id: state.last[address] ?? null, typed_at: null });
    }
    tx.objectStore("readings").put({ person: this.person, reading, items: state.sheet.items, last: state.last, status: state.status });
    await finished(tx);
  }

  /** What was last learnt of a reading besides its answers; undefined when nothing was. */
  async reading(reading) {
    return done(this.db.transaction("readings").objectStore("readings").get([this.person, reading]));
  }

  /** Forgets a reading that the server holds in full; does nothing while something waits. */
  async forget(reading) {
    if ((await this.waiting(reading)).length) return false;
    const tx = this.#write(["answers", "readings"]);
    tx.objectStore("answers").delete(IDBKeyRange.bound([this.person, reading], [this.person, reading, []]));
    tx.objectStore("readings").delete([this.person, reading]);
    await finished(tx);
    return true;
  }

  #write(tables) {
    // Strict: kept means on the disk, not in a buffer that a power cut empties.
    return this.db.transaction(tables, "readwrite", { durability: "strict" });
  }

  async #device(tx) {
    const table = tx.objectStore("device");
    const found = await done(table.get("id"));
    if (found) return found.value;
    const made = uuid();
    table.put({ key: "id", value: made });
    return made;
  }

  async #next(tx) {
    const table = tx.objectStore("device");
    const next = ((await done(table.get("sequence")))?.value ?? 0) + 1;
    table.put({ key: "sequence", value: next });
    return next;
  }
}

/**
 * Whether one page typed this before what stands there. Only another tab that takes up what it believes a crash has
 * left comes so late: the page itself has kept a later answer meanwhile, which must not give way to an earlier one.
 */
function isEarlier(place, other) {
  return Boolean(place && other) && place[0] === other[0] && place[1] < other[1];
}

/** The result of one request. */
export function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when a transaction is on disk. */
export function finished(tx) {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
    tx.onerror = () => reject(tx.error);
  });
}

/** A random identity, also where crypto.randomUUID is missing (a page without TLS). */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
