/**
 * What is answered while the page is still asking the server what it knows: noted at once, so that a crash cannot lose
 * it, and heard once more when the form logic is there, so that what the server says does not write over it.
 */

import { own, read } from "./answers.js";

export class EarlyAnswers {
  /** Listens from now on; `note` notes an answer and gives what it noted. */
  constructor(page, note) {
    this.note = note;
    this.noted = new Map();
    this.hear = ({ target }) => this.#heard(target.closest("[data-address]"), target);
    for (const question of window.speirTypedEarly ?? []) this.#heard(question, own(question)[0]);
    window.speirTypedEarly = null;
    this.page = page;
    for (const kind of ["input", "change"]) page.addEventListener(kind, this.hear);
  }

  /** Stops listening; gives each question's last answer and the notes that it stands in. */
  end() {
    for (const kind of ["input", "change"]) this.page.removeEventListener(kind, this.hear);
    return [...this.noted].map(([question, notes]) => ({ question, notes, value: notes.at(-1).value }));
  }

  #heard(question, control) {
    // A file is taken when the store is there (files.js): its control holds it until then.
    if (!question || question.dataset.control === "file" || !own(question).includes(control)) return;
    const notes = this.noted.get(question) ?? [];
    const value = read(question);
    if (notes.length && notes.at(-1).value === value) return; // `input` and `change` say the same
    notes.push(this.note({ address: question.dataset.address, value }));
    this.noted.set(question, notes);
  }
}
