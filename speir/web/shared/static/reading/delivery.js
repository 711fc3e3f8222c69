/**
 * Sends what waits in the event store, and says truthfully what came of it.
 *
 * It tries on a timer, when the page opens, when it is looked at again and when the browser says it is online: the
 * `online` event alone was found not to come. One event may be sent many times; the server counts it once.
 */

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
      for (let from = 0; from < own.length; from += BATCH) {
        const went = await this.#batch(reading, own.slice(from, from + BATCH));
        if (!went) return;
      }
    }
  }

  /** One batch; true when the server has settled it. */
  async #batch(reading, events) {
    const begun = await this.store.begin(events);
    if (!begun.length) return true;
    const body = JSON.stringify({ person: this.store.person, events: begun.map(asSent) });
    let answer = await this.#post(reading, body);
    if (answer?.status === 403 && (await this.#freshToken(reading))) answer = await this.#post(reading, body);
    if (answer === null) return this.#told("here", reading);
    if (answer.status === 401 || answer.status === 403) return this.#told("signed-out", reading);
    if (answer.status === 404) return this.#told("not-yours", reading);
    if (!answer.ok) return this.#told("here", reading);
    const said = await answer.json().catch(() => null);
    if (!said) return this.#told("here", reading);
    await this.store.settle(said.acknowledged, said.refused);
    await this.#told("server", reading, { acknowledged: said.acknowledged, clock: said.clock, refused: said.refused, conflicts: said.conflicts ?? [] });
    return true;
  }

  async #post(reading, body) {
    try {
      return await fetch(this.addresses.events(reading), {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
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
