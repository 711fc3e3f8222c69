/**
 * Trying a template out: what applies follows the answers as it will for readers. Nothing is kept; the answers travel
 * with the form, and without a script the server says what they bring up.
 */

import { own, read } from "./answers.js";
import { FormLogic } from "./form-logic.js";
import { listenToKeys } from "./keys.js";
import { View } from "./view.js";

const form = document.querySelector("form[data-trying]");
if (form) start(form.elements.namedItem("sheet"));

function start(sheet) {
  const logic = new FormLogic(JSON.parse(document.getElementById("trying-form").textContent), JSON.parse(sheet.value));
  const carry = () => {
    sheet.value = JSON.stringify(logic.sheet);
  };
  // What was answered before this script was here, or came back with the page.
  for (const question of form.querySelectorAll("[data-address]")) {
    if (question.dataset.control === "file" || !own(question).length) continue;
    const value = read(question);
    if (value !== logic.value(question.dataset.address)) logic.answer(question.dataset.address, value);
  }
  carry();
  new View(form, logic, carry).draw();
  listenToKeys(form);
  form.dataset.numberKeys = "";
  form.dataset.tryingReady = "";
}
