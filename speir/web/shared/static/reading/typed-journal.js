/**
 * The moment between a keystroke and the disk: what was typed stands in localStorage until the event store has it.
 *
 * IndexedDB answers a few milliseconds later; a tab that crashes in those milliseconds would take the answer with it.
 * localStorage takes it at once. An entry carries the event's identity, so that taking it up again cannot double it.
 * To hand in a reading is not noted: it is never repeated on its own.
 */

const PREFIX = "speir-typed";

export class TypedJournal {
  constructor(person) {
    this.start = `${PREFIX}:${person}:`;
    this.opened = Date.now() + Math.random(); // two pages may open in the same millisecond
    this.count = 0;
  }

  /** Notes one change, so that a crash can no longer lose it; gives it with its place among what this page heard. */
  note(change) {
    this.count += 1;
    const note = { ...change, place: [this.opened, this.count] };
    if (change.kind === "submit" || change.file) return note; // a file is kept whole with its event, or not at all
    try {
      localStorage.setItem(this.start + change.event_id, JSON.stringify(note));
    } catch {
      // full, or switched off: the event store says what is true
    }
    return note;
  }

  /** The event store has it. */
  done(eventId) {
    try {
      localStorage.removeItem(this.start + eventId);
    } catch {
      // switched off: then nothing was noted
    }
  }

  /** What other pages left behind, of any reading: of each question the last, since typing on replaces what was typed. */
  left() {
    const last = new Map();
    const others = this.#all().filter(({ place }) => place[0] !== this.opened);
    for (const change of others.sort(byPlace)) last.set(question(change), change);
    return [...last.values()];
  }

  /** Lets go of what was taken up; what another tab noted meanwhile stays. */
  clear(taken) {
    const newest = new Map(taken.map((change) => [question(change), change]));
    for (const change of this.#all()) {
      const kept = newest.get(question(change));
      if (kept && byPlace(change, kept) <= 0) this.done(change.event_id);
    }
  }

  #all() {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(this.start));
      return names.map((name) => JSON.parse(localStorage.getItem(name))).filter(Boolean);
    } catch {
      return [];
    }
  }
}

/** Where a later change takes the place of this one; an item added or taken out is like no other. */
function question({ reading, address, kind, event_id }) {
  return kind === "answer" ? `${reading} ${address}` : event_id;
}

function byPlace(one, other) {
  return one.place[0] - other.place[0] || one.place[1] - other.place[1];
}
