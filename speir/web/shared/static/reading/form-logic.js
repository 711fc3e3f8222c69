/**
 * Decides in the browser what applies: the same expressions that the server runs, on openrosa-xpath-evaluator.
 *
 * The server always decides in the end. This only shows and hides, so that a day without a connection reads the same.
 * Answers stand in a tree of XML, worked out in the order that the server gives, as `speir/xforms/session.py` does.
 */

import makeEvaluator from "../design_system/openrosa-xpath-evaluator.js";

const ASKED_OF_ALL = "__key__";
const MOST_ROUNDS = 6;
const MOST_ITEMS = 500;

export class FormLogic {
  /** `form` is what `speir/xforms/browser.py` makes; `sheet` has values and items by address. */
  constructor(form, sheet) {
    this.form = form;
    this.sheet = { values: { ...sheet.values }, items: structuredClone(sheet.items) };
    this.nodes = new Map(form.nodes.map((node) => [node.path, node]));
    this.evaluator = makeEvaluator();
    this.evaluator.customXPathFunction.add("speir-number", { fn: numberOf, args: [{ t: "string" }], ret: "number" });
    for (const name of ["difference-in-months", "cht:difference-in-months"]) {
      this.evaluator.customXPathFunction.add(name, { fn: monthsBetween, args: [{ t: "string" }, { t: "string" }], ret: "number" });
    }
    this.counted = {};
    this.#addItemsThatAnswersName();
    this.workOut();
  }

  /** The answer as it was given; null for none. */
  value(address) {
    return this.sheet.values[address] || null;
  }

  /** What stands at an address, given or worked out, as far as it applies. */
  worth(address) {
    return this.byAddress.get(address)?.element.textContent ?? "";
  }

  /** Takes an answer; gives back the changes to keep: itself, and what the form sets because of it. */
  answer(address, value) {
    const path = pathOf(this.form.root, address);
    // An answer that is given again has not changed, and sets nothing.
    const isChanged = (value ?? "") !== this.#given(address, this.nodes.get(path)?.default);
    this.sheet.values[address] = value ?? "";
    this.workOut();
    const changes = [{ kind: "answer", address, value }];
    for (const trigger of isChanged ? this.form.triggers : []) {
      if (trigger.watched !== path) continue;
      for (const cell of this.cells.get(trigger.path) ?? []) {
        if (!sharesItems(cell.address, address)) continue;
        const set = fitted(trigger.value ? this.#text(trigger.value, cell) : trigger.text, cell.node.fits);
        this.sheet.values[cell.address] = set;
        changes.push({ kind: "answer", address: cell.address, value: set || null });
      }
    }
    if (changes.length > 1) this.workOut();
    return changes;
  }

  addItem(repeat, key) {
    (this.sheet.items[repeat] ??= []).push(key);
    this.workOut();
    return key;
  }

  removeItem(repeat, key) {
    this.sheet.items[repeat] = this.items(repeat).filter((each) => each !== key);
    const inside = `${repeat}[${key}]`;
    for (const address of Object.keys(this.sheet.values)) {
      if (address.startsWith(inside)) delete this.sheet.values[address];
    }
    this.workOut();
    return key;
  }

  /** The keys of a repeat's items, in their order. */
  items(repeat) {
    return this.lists.get(repeat)?.items.map((item) => item.key) ?? [];
  }

  /** Whether what stands at an address applies; what this form does not know is left as it is. */
  isShown(address) {
    if (address.includes(ASKED_OF_ALL)) return true;
    return this.byAddress.get(address)?.isRelevant ?? this.lists.get(address)?.isRelevant ?? true;
  }

  /** The names that a filtered list offers at an address now; null where nothing is filtered. */
  choices(address) {
    const cell = this.byAddress.get(address);
    const itemset = cell?.node.choices;
    if (!itemset) return null;
    const found = this.#run(itemset.nodes, cell, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
    const names = new Set();
    for (let place = 0; place < (found?.snapshotLength ?? 0); place += 1) {
      names.add(childText(found.snapshotItem(place), itemset.value));
    }
    return names;
  }

  /** The words of a note with the values that stand in them; null where no value does. */
  words(address) {
    const cell = this.byAddress.get(address);
    if (!cell?.node.label) return null;
    return cell.node.label.map((piece) => (typeof piece === "string" ? piece : this.#text(piece.value, cell))).join("");
  }

  /** How many of a page's questions apply, and how many of those are answered. */
  counts(key) {
    const paths = this.form.pages.find((page) => page.key === key)?.paths ?? [];
    const inside = (path) => paths.some((each) => path === each || path.startsWith(`${each}/`));
    const asked = [...this.byAddress.values()].filter((cell) => cell.node.isAsked && cell.isRelevant && inside(cell.node.path));
    return { asked: asked.length, answered: asked.filter((cell) => cell.element.textContent !== "").length };
  }

  /** Works everything out again; a count in the form may change how many items there are, so more than once. */
  workOut() {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      this.#build();
      if (this.#pass()) return;
    }
  }

  #build() {
    this.document = document.implementation.createDocument(null, "model");
    const model = this.document.documentElement;
    const main = model.appendChild(this.document.createElement("instance"));
    for (const [identity, xml] of Object.entries(this.form.instances)) {
      const holder = model.appendChild(this.document.createElement("instance"));
      holder.setAttribute("id", identity);
      const parsed = xml ? this.#parsed(identity, xml) : null;
      if (parsed) holder.appendChild(this.document.importNode(parsed, true));
    }
    this.cells = new Map();
    this.byAddress = new Map();
    this.lists = new Map();
    this.top = this.#cell(`/${this.form.root}`, "", main, null);
    this.#fill(this.top, "");
  }

  #parsed(identity, xml) {
    this.lists_xml ??= new Map();
    if (!this.lists_xml.has(identity)) {
      this.lists_xml.set(identity, new DOMParser().parseFromString(xml, "text/xml").documentElement);
    }
    return this.lists_xml.get(identity);
  }

  #cell(path, address, parent, above, key = "") {
    const node = this.nodes.get(path);
    const element = parent.appendChild(this.document.createElement(path.slice(path.lastIndexOf("/") + 1)));
    const cell = { node, path, address, element, above, key, isRelevant: true, hasChildren: path in this.form.children };
    if (!this.cells.has(path)) this.cells.set(path, []);
    this.cells.get(path).push(cell);
    this.byAddress.set(address, cell);
    return cell;
  }

  #fill(cell, prefix) {
    for (const name of this.form.children[cell.path] ?? []) {
      const path = `${cell.path}/${name}`;
      const node = this.nodes.get(path);
      if (node.kind !== "repeat") {
        this.#fill(this.#cell(path, prefix + name, cell.element, cell), `${prefix}${name}/`);
        continue;
      }
      const list = { node, path, address: prefix + name, above: cell, items: [], isRelevant: true };
      this.lists.set(list.address, list);
      for (const key of this.#keys(list)) {
        const item = this.#cell(path, `${list.address}[${key}]`, cell.element, cell, key);
        list.items.push(item);
        this.#fill(item, `${item.address}/`);
      }
    }
  }

  #keys(list) {
    const own = this.sheet.items[list.address] ?? [];
    if (!list.node.count) return own;
    // Nobody adds these, so their places are their keys, whichever was answered first.
    return Array.from({ length: this.counted[list.address] ?? 0 }, (_, place) => String(place + 1));
  }

  #pass() {
    let isSettled = true;
    for (const node of this.form.nodes) {
      if (node.kind === "repeat") {
        for (const list of this.lists.values()) {
          if (list.path === node.path) isSettled = this.#passList(list) && isSettled;
        }
      }
      for (const cell of this.cells.get(node.path) ?? []) this.#passCell(cell);
    }
    return isSettled;
  }

  #passCell(cell) {
    const above = !cell.above || cell.above.isRelevant;
    cell.isRelevant = above && this.#holds(cell.node.relevant, cell);
    if (cell.hasChildren || cell.node.kind === "group" || cell.node.kind === "repeat") return;
    cell.element.textContent = cell.isRelevant ? this.#worth(cell) : "";
  }

  #passList(list) {
    const standIn = list.items[0] ?? { element: list.above.element.appendChild(this.document.createElement(list.path.split("/").pop())), path: list.path };
    list.isRelevant = list.above.isRelevant && this.#holds(list.node.relevant, standIn);
    let count = list.items.length;
    if (list.node.count) {
      const said = Math.trunc(Number(this.#text(list.node.count, standIn)));
      count = list.isRelevant && said > 0 ? Math.min(said, MOST_ITEMS) : 0;
    }
    if (!list.items.length) standIn.element.remove();
    if (count === list.items.length) return true;
    this.counted[list.address] = count;
    return false;
  }

  #worth(cell) {
    if (!cell.node.calculate) return this.#given(cell.address, cell.node.default);
    if (cell.node.calculate.includes("once(")) cell.element.textContent = this.sheet.values[cell.address] ?? "";
    return fitted(this.#text(cell.node.calculate, cell), cell.node.fits);
  }

  /** What was answered at an address, or what stands there before anybody answers. */
  #given(address, before) {
    const given = this.sheet.values[address];
    if (given !== undefined && given !== null) return given;
    if (before === "today()") return new Date().toLocaleDateString("en-CA");
    return before && before !== "now()" ? before : "";
  }

  #holds(expression, cell) {
    if (!expression || expression === "true()") return true;
    return this.#run(expression, cell, XPathResult.BOOLEAN_TYPE)?.booleanValue ?? false;
  }

  #text(expression, cell) {
    return this.#run(expression, cell, XPathResult.STRING_TYPE)?.stringValue ?? "";
  }

  #run(expression, cell, type) {
    try {
      return this.evaluator.evaluate(placed(expression, cell), cell.element, null, type);
    } catch (fault) {
      console.warn(`Could not work out ${expression}`, fault);
      return null;
    }
  }

  #addItemsThatAnswersName() {
    for (const address of Object.keys(this.sheet.values)) {
      for (const found of address.matchAll(/\[([A-Za-z0-9_-]{1,36})\]/g)) {
        const keys = (this.sheet.items[address.slice(0, found.index)] ??= []);
        if (!keys.includes(found[1])) keys.push(found[1]);
      }
    }
  }
}

/** Puts the place of each item where the server marked a step with #path#. */
function placed(expression, cell) {
  return expression.replaceAll(/#([^#\]]+)#/g, (_, path) => {
    const depth = path.split("/").length;
    let element = cell.element;
    for (let up = cell.path.split("/").length - 1; up > depth; up -= 1) element = element.parentElement;
    let place = 1;
    for (let other = element.previousElementSibling; other; other = other.previousElementSibling) {
      if (other.tagName === element.tagName) place += 1;
    }
    return String(place);
  });
}

/** The number of a text; a day counts the days on the calendar, whatever the clocks did. */
function numberOf(text) {
  const day = /^\s*(\d{4})-(\d\d)-(\d\d)\s*$/.exec(text);
  if (day) return Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])) / 86400000;
  if (/^\s*\d{4}-\d\d-\d\dT/.test(text)) return Date.parse(text) / 86400000;
  return text.trim() === "" ? NaN : Number(text);
}

/** Whole months between two days; a month that has no such day ends on its last one. */
function monthsBetween(one, other) {
  if (Number.isNaN(numberOf(one)) || Number.isNaN(numberOf(other))) return NaN;
  const [first, last] = [dayOf(one), dayOf(other)];
  return last < first ? -wholeMonths(last, first) : wholeMonths(first, last);
}

/** A day on the calendar, as midnight in UTC, so that no clock change comes between two days. */
function dayOf(text) {
  if (/^\s*\d{4}-\d\d-\d\dT/.test(text)) {
    const moment = new Date(text);
    return new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()));
  }
  return new Date(Math.floor(numberOf(text)) * 86400000);
}

function wholeMonths(first, last) {
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const end = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 0)).getUTCDate();
  return last.getUTCDate() >= Math.min(first.getUTCDate(), end) ? months : months - 1;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** What is worked out, made to fit its question as `speir/xforms/fitting.py` does; "" where it cannot be. */
function fitted(text, fits) {
  // What is no number comes of questions that are not answered yet: no answer either.
  if (text === "NaN") return "";
  if (Array.isArray(fits?.names)) return (fits.isOne ? [text] : text.split(/\s+/)).filter((each) => fits.names.includes(each)).join(" ");
  const bare = text.trim();
  if (fits === "int") return NUMBER.test(bare) ? String(Math.trunc(Number(bare)) || 0) : "";
  if (fits === "decimal") return NUMBER.test(bare) ? bare : "";
  if (fits === "dateTime") return MOMENT.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
  if (fits === "date" && MOMENT.test(text)) return new Date(text).toLocaleDateString("en-CA");
  if (fits === "date") return DAY.test(text) && isDay(text) ? text : "";
  if (fits === "time") return /^([01]\d|2[0-3]):[0-5]\d/.test(text) ? text : "";
  return text;
}

function isDay(text) {
  const found = new Date(`${text}T00:00Z`);
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(text);
}

function pathOf(root, address) {
  return `/${root}/${address.replaceAll(/\[[^\]]*\]/g, "")}`;
}

/** Whether two addresses are in the same items, as far as both are in the same repeats. */
function sharesItems(one, other) {
  const items = (address) => new Map([...address.matchAll(/\[[^\]]*\]/g)].map((found) => [address.slice(0, found.index), found[0]]));
  const others = items(other);
  return [...items(one)].every(([repeat, key]) => !others.has(repeat) || others.get(repeat) === key);
}

function childText(element, name) {
  return [...element.children].find((child) => child.tagName === name)?.textContent.trim() ?? "";
}
