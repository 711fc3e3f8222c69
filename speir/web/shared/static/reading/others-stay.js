/**
 * Several small forms on one page: sending one keeps what stands in the others, for the page that answers. It stays in
 * this tab, for this person, and is gone once it is back in its forms.
 */

const ground = document.querySelector("[data-others-stay]");
const person = document.querySelector("meta[name=speir-person]")?.content;
if (ground && person) start(`speir:others-stay:${person}:${location.pathname}`);

function start(place) {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "{}");
  sessionStorage.removeItem(place);
  for (const form of forms()) if (name(form) in kept) fill(form, kept[name(form)]);
  ground.addEventListener("submit", ({ target }) => {
    const others = forms().filter((form) => form !== target && isTouched(form));
    sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(others.map((form) => [name(form), read(form)]))));
  });
}

/** The forms, each called by its address, which is the question that it is about. */
function forms() {
  return [...ground.querySelectorAll("form")].filter(name);
}

function name(form) {
  return form.querySelector("input[name=address]")?.value;
}

function controls(form) {
  return [...form.querySelectorAll("input:not([type=hidden]), textarea, select")];
}

function isTouched(form) {
  return controls(form).some((one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value.trim()));
}

function read(form) {
  return controls(form).filter((one) => one.type !== "radio" || one.checked).map((one) => [one.name, one.value]);
}

function fill(form, values) {
  for (const [field, value] of values) {
    for (const one of controls(form).filter((each) => each.name === field)) {
      if (one.type === "radio") one.checked = one.value === value;
      else if (!one.value) one.value = value;
    }
  }
}
