/**
 * Sends what waits in the event store, and says truthfully what came of it.
 *
 * It tries on a timer, when the page opens, when it is looked at again and when the browser says it is online: the
 * `online` event alone was found not to come. One event may be sent many times; the server counts it once.
 */

import { afterFiles, parted, sendFiles } from "./file-delivery.js";
import { filesWaiting } from "./file-store.js";

const RETRY_MS = 10000;
const WAIT_MS = 400;
const BATCH = 100;
// A server that hangs must not hold up the next try for ever.
const PATIENCE_MS = 20000;

export class Delivery {
  /** `addresses` gives the events and the state address of a reading; `tell` hears each outcome. */
  constructor(store, addresses, tell) {
    this.store = store;
    this.addresses = addresses;
    this.tell = tell;
    this.token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
    this.running = null;
    this.again = false;
  }

  start() {
    setInterval(() => this.send(), RETRY_MS);
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => this.send());
    addEventListener("pageshow", () => this.send());
    return this.send();
  }

  /** Sends soon: a short rest lets the end of a word join its beginning. */
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), WAIT_MS);
  }

  /** Sends all that waits; while a sending runs, one more follows it. */
  send() {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.#everything()
      .catch((fault) => this.tell({ state: "here", fault }))
      .finally(() => {
        this.running = null;
        if (this.again) {
          this.again = false;
          this.soon();
        }
      });
    return this.running;
  }

  async #everything() {
    const waiting = (await this.store.waiting()).filter((event) => !event.refused);
    const readings = [...new Set(waiting.map((event) => event.reading))];
    for (const reading of readings) {
      const own = waiting.filter((event) => event.reading === reading);
      const [now, later] = parted(own, await filesWaiting(this.store, reading));
      if (!(await this.#batches(reading, now))) return;
      if (!later.length) continue;
      if (!(await sendFiles(this, reading, own))) return;
      const follow = await afterFiles(this.store, reading, later);
      if (!follow.length) await this.#told("here", reading);
      if (!(await this.#batches(reading, follow))) return;
    }
  }

  async #batches(reading, events) {
    for (let from = 0; from < events.length; from += BATCH) {
      const went = await this.#batch(reading, events.slice(from, from + BATCH));
      if (!went) return false;
    }
    return true;
  }

  /** One batch; true when the server has settled it. */
  async #batch(reading, events) {
    const begun = await this.store.begin(events);
    if (!begun.length) return true;
    const body = JSON.stringify({ person: this.store.person, events: begun.map(asSent) });
    const answer = await this.ask(reading, this.addresses.events(reading), body);
    if (!answer?.ok) return this.missed(answer, reading);
    const said = await answer.json().catch(() => null);
    if (!said) return this.#told("here", reading);
    await this.store.settle(said.acknowledged, said.refused);
    await this.#told("server", reading, { acknowledged: said.acknowledged, clock: said.clock, refused: said.refused, conflicts: said.conflicts ?? [], status: said.status });
    return true;
  }

  /** What the server answers to one sending; null when it cannot be reached. */
  async ask(reading, address, body, patience = PATIENCE_MS) {
    const answer = await this.#post(address, body, patience);
    if (answer?.status !== 403 || !(await this.#freshToken(reading))) return answer;
    return this.#post(address, body, patience);
  }

  /** Says why a sending came to nothing. */
  missed(answer, reading) {
    if (answer?.status === 401 || answer?.status === 403) return this.#told("signed-out", reading);
    return this.#told(answer?.status === 404 ? "not-yours" : "here", reading);
  }

  async #post(address, body, patience) {
    const type = typeof body === "string" ? { "Content-Type": "application/json" } : {};
    try {
      return await fetch(address, {
        method: "POST",
        credentials: "same-origin",
        headers: { ...type, "X-CSRFToken": this.token },
        body,
        signal: AbortSignal.timeout(patience),
      });
    } catch {
      return null;
    }
  }

  /** What the server says of a reading; null when it cannot be asked. */
  async state(reading) {
    try {
      const answer = await fetch(this.addresses.state(reading), {
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  /** A page kept from yesterday carries yesterday's form token; the state brings today's. */
  async #freshToken(reading) {
    const token = (await this.state(reading))?.csrf_token;
    if (!token || token === this.token) return false;
    this.token = token;
    return true;
  }

  async #told(state, reading, more = {}) {
    const waiting = await this.store.waiting();
    this.tell({ state, reading, waiting, ...more });
    return false;
  }
}

function asSent({ event_id, device_id, device_sequence, kind, address, value, typed_at, based_on }) {
  return { event_id, device_id, device_sequence, kind, address, value, typed_at, based_on };
}
