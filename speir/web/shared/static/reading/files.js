/**
 * Questions that are answered with a file: chosen here, kept whole on this laptop at once, and said to be saved where
 * it is. What can be known of a file before it is sent is checked here; the server looks into it.
 */

import { uuid } from "./event-store.js";
import { bareName, filesWaiting, told } from "./file-store.js";

const MEGABYTE = 1024 * 1024;

export class FileAnswers {
  /** `changed` keeps one change, with its file; `route` shows what applies now. */
  constructor({ page, logic, store, reading, changed, route }) {
    Object.assign(this, { page, logic, store, reading, changed, route });
    this.keeping = Promise.resolve();
    page.addEventListener("change", ({ target }) => target.type === "file" && this.#then(() => this.#choose(target)));
    page.addEventListener("click", (event) => this.#takeOut(event));
    document.addEventListener("speir:sent", () => this.draw());
    // What was chosen before there was anybody to take it.
    for (const control of page.querySelectorAll("input[type=file]")) if (control.files.length) this.#then(() => this.#choose(control));
  }

  /** Resolves when every file that was chosen is kept, so that nobody leaves before. */
  async settled() {
    await this.keeping;
  }

  /** One after the other: the order in which files were chosen is the order in which they count. */
  #then(step) {
    this.keeping = this.keeping.then(step).catch((fault) => console.error(fault)).then(() => this.draw());
    return this.keeping;
  }

  async draw() {
    const waiting = await filesWaiting(this.store, this.reading);
    const events = await this.store.waiting(this.reading);
    for (const question of this.page.querySelectorAll("[data-control=file]")) {
      const file = told(this.logic.value(question.dataset.address));
      question.querySelector("[data-attached]").hidden = !file;
      if (file) this.#name(question, file, events, waiting.some((each) => each.file_id === file.id));
    }
  }

  /** Its name, and where it is: on the server it can be opened. */
  #name(question, { id, name }, events, isHere) {
    const link = question.querySelector("[data-attached-name]");
    link.textContent = name;
    if (isHere) link.removeAttribute("href");
    else link.href = `${this.page.dataset.filesAddress}${id}/`;
    const refused = events.find((event) => event.address === question.dataset.address && event.refused)?.refused;
    const state = refused ? `not taken by the server: ${refused}` : isHere ? "saved on this laptop" : "saved on the server";
    const place = question.querySelector("[data-attached-state]");
    place.dataset.attachedState = refused ? "refused" : isHere ? "here" : "server";
    if (place.textContent === state) return;
    place.textContent = state;
    question.querySelector("[data-attached-announce]").textContent = `${name}: ${state}`;
  }

  async #choose(control) {
    const question = control.closest("[data-address]");
    const chosen = control.files[0];
    if (!chosen) return;
    const fault = this.#fault(control, chosen);
    this.#say(question, control, fault);
    control.value = "";
    if (fault) return;
    try {
      await this.#attach(question.dataset.address, chosen);
    } catch (broken) {
      this.#say(question, control, `“${chosen.name}” could not be kept on this laptop. Choose it again, or a smaller one.`);
      throw broken;
    }
  }

  async #attach(address, chosen) {
    const bytes = await chosen.arrayBuffer(); // whole, now: the file on the disk may change or go
    const file = { file_id: uuid(), name: bareName(chosen.name), sha256: await checksum(bytes), blob: new Blob([bytes]) };
    const before = this.logic.value(address);
    const [change, ...others] = this.logic.answer(address, `${file.file_id} ${file.name}`);
    try {
      await this.changed({ ...change, file });
    } catch (broken) {
      this.logic.answer(address, before);
      throw broken;
    }
    for (const other of others) await this.changed(other);
    this.route();
  }

  #takeOut(event) {
    const button = event.target.closest("[data-take-out]");
    if (!button) return;
    event.preventDefault();
    const question = button.closest("[data-address]");
    question.querySelector("input[type=file]").focus();
    this.#then(async () => {
      for (const change of this.logic.answer(question.dataset.address, null)) await this.changed(change);
      question.querySelector("[data-attached-announce]").textContent = "Taken out";
      this.route();
    });
  }

  #fault(control, { name, size }) {
    const taken = control.accept.split(",");
    if (!taken.some((ending) => name.toLowerCase().endsWith(ending))) {
      const words = control.closest("[data-address]").querySelector("[data-takes]").textContent.trim();
      return `“${name}” cannot be taken: its type is not allowed. ${words}`;
    }
    if (!size) return `“${name}” is empty. Check the file on your computer and choose it again.`;
    const largest = Number(this.page.dataset.largestFile);
    if (size > largest) return `“${name}” is ${(size / MEGABYTE).toFixed(1)} MB; the limit is ${Math.floor(largest / MEGABYTE)} MB. Split it or make its pictures smaller.`;
    return "";
  }

  #say(question, control, fault) {
    const place = question.querySelector("[data-attached-fault]");
    place.textContent = fault;
    place.hidden = !fault;
    control.toggleAttribute("aria-invalid", Boolean(fault));
    if (fault) control.setAttribute("aria-invalid", "true");
    question.querySelector("[data-attached-announce]").textContent = fault;
  }
}

/** The SHA-256 of the bytes, so that the server knows them whole; "" where the browser cannot (a page without TLS). */
async function checksum(bytes) {
  if (!crypto.subtle) return "";
  const made = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...made].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
