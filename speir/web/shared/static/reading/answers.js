/**
 * Reads and fills the controls of one question. An answer is the text that XForms knows: choices by name, several of
 * them parted by spaces, days as 2026-11-22; null is no answer.
 */

/** The answer that the controls of a question show now. */
export function read(question) {
  const controls = own(question);
  const parts = controls.filter((control) => control.dataset.part);
  if (parts.length) return readParts(parts);
  const boxes = controls.filter((control) => control.type === "checkbox");
  if (boxes.length) return text(boxes.filter((box) => box.checked).map((box) => box.value).join(" "));
  const radios = controls.filter((control) => control.type === "radio");
  if (radios.length) return text(radios.find((radio) => radio.checked)?.value);
  if (question.dataset.kind === "rank") return text(controls.map((control) => control.value).filter(Boolean).join(" "));
  return text(controls[0]?.value);
}

/** Makes the controls of a question show an answer. */
export function fill(question, value) {
  const controls = own(question);
  const chosen = new Set((value ?? "").split(" ").filter(Boolean));
  const parts = controls.filter((control) => control.dataset.part);
  if (parts.length) return fillParts(parts, value);
  const several = question.dataset.kind === "rank" ? [...chosen] : null;
  controls.forEach((control, place) => {
    if (control.type === "checkbox" || control.type === "radio") control.checked = chosen.has(control.value);
    else if (control.type === "file") return;
    else control.value = several ? (several[place] ?? "") : (value ?? "");
  });
}

/** The controls that belong to this question and not to one inside it. */
export function own(question) {
  const found = question.querySelectorAll("input:not([type=hidden]), select, textarea");
  return [...found].filter((control) => control.closest("[data-address]") === question);
}

// A day is typed in three boxes and a time in two; half of one is no answer, and stays on the screen.
function readParts(parts) {
  const got = Object.fromEntries(parts.map((part) => [part.dataset.part, part.value.trim()]));
  const pad = (given, size = 2) => given.padStart(size, "0");
  const day = "day" in got ? got.year && got.month && got.day && `${got.year}-${pad(got.month)}-${pad(got.day)}` : null;
  const time = "hour" in got ? got.hour && got.minute && `${pad(got.hour)}:${pad(got.minute)}` : null;
  if (day === null) return text(time);
  if (time === null) return text(day);
  return text(day && time && `${day}T${time}`);
}

function fillParts(parts, value) {
  const [, year = "", month = "", day = ""] = /(\d{4})-(\d\d)-(\d\d)/.exec(value ?? "") ?? [];
  const [, hour = "", minute = ""] = /(?:T|^)(\d\d):(\d\d)/.exec(value ?? "") ?? [];
  const whole = { year, month: month.replace(/^0/, ""), day: day.replace(/^0/, ""), hour, minute };
  for (const part of parts) part.value = whole[part.dataset.part] ?? "";
}

function text(given) {
  return given ? given : null;
}
