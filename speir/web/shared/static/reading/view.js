/**
 * A page of questions in the browser: what does not apply disappears as the answers change. Whoever makes one says
 * what becomes of each change.
 */

import { fill, own, read } from "./answers.js";
import { uuid } from "./event-store.js";

/** Draws the form logic on the page, and hears what people change. */
export class View {
  constructor(page, logic, changed) {
    this.page = page;
    this.logic = logic;
    this.changed = changed;
    this.page.addEventListener("input", (event) => this.#heard(event));
    this.page.addEventListener("change", (event) => this.#heard(event));
    this.page.addEventListener("click", (event) => this.#items(event));
  }

  draw() {
    this.#drawItems();
    for (const question of this.page.querySelectorAll("[data-address]")) {
      if (own(question).length) fill(question, this.logic.value(question.dataset.address));
    }
    this.route();
  }

  /** Shows what applies and hides what does not; the place that somebody is in stays where it is. */
  route() {
    for (const part of this.page.querySelectorAll("[data-address], [data-group]")) {
      const address = part.dataset.address ?? part.dataset.group;
      const isShown = this.logic.isShown(address);
      if (part.hidden === isShown) part.hidden = !isShown;
    }
    for (const note of this.page.querySelectorAll("[data-address][data-kind=note]")) this.#note(note);
    for (const still of this.page.querySelectorAll("[data-still]")) this.#still(still);
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
    for (const question of this.page.querySelectorAll("[data-filtered]")) {
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
    const question = this.page.querySelector(`[data-address="${CSS.escape(address)}"]`);
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
    const item = addItem && this.page.querySelector(`[data-group="${CSS.escape(`${addItem}[${key}]`)}"]`);
    item?.querySelector("input, select, textarea")?.focus();
  }

  /** Makes the items of repeats that were added here, and takes away those that were removed. */
  #drawItems() {
    for (const list of this.page.querySelectorAll("[data-repeat]")) {
      const address = list.dataset.repeat;
      const keys = this.logic.items(address);
      const drawn = new Map([...list.children].filter((child) => child.dataset.item).map((child) => [child.dataset.item, child]));
      for (const [key, item] of drawn) if (!keys.includes(key)) item.remove();
      const blank = this.page.querySelector(`template[data-item-of="${CSS.escape(address)}"]`);
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
