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

const MONTHS = "january february march april may june july august september october november december".split(" ");

// A day is typed in three boxes and a time in two; half of one is kept with its gaps, as the server does
// (web/shared/questions/moments.py), so that nothing typed is lost and handing in says what is missing.
function readParts(parts) {
  const got = Object.fromEntries(parts.map((part) => [part.dataset.part, part.value.trim()]));
  if (!Object.values(got).some(Boolean)) return null;
  const day = "day" in got ? `${got.year}-${month(got.month)}-${two(got.day)}` : "";
  const time = "hour" in got ? `${two(got.hour)}:${two(got.minute)}` : "";
  return [day, time].filter(Boolean).join("T");
}

function fillParts(parts, value) {
  const [, year = "", month = "", day = ""] = /^([^-T]*)-([^-T]*)-([^-T]*)/.exec(value ?? "") ?? [];
  const [, hour = "", minute = ""] = /(?:^|T)([^:T+Z-]*):([^:T.+Z-]*)/.exec(value ?? "") ?? [];
  const bare = (given) => (given.length > 1 ? given.replace(/^0/, "") : given);
  const whole = { year, month: bare(month), day: bare(day), hour, minute };
  for (const part of parts) part.value = whole[part.dataset.part] ?? "";
}

function month(typed) {
  const name = typed.toLowerCase().replace(/\.$/, "");
  const place = name.length < 3 ? -1 : MONTHS.findIndex((each) => each.startsWith(name));
  return two(place < 0 ? typed : String(place + 1));
}

function two(typed) {
  return /^\d+$/.test(typed) ? typed.padStart(2, "0") : typed;
}

function text(given) {
  return given ? given : null;
}
