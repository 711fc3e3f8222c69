// Gives ODK's own engine the same answers as ours and prints what it makes of them; see compare.py beside this.
// Reads a job a line on standard input: {"name", "xml", "media", "steps": [["set", path, value] | ["add", path]]}.
import { createRequire } from "node:module";
import { readFileSync, writeSync } from "node:fs";

const require = createRequire(process.env.ODK_FROM + "/");
const { JSDOM } = require("jsdom");
const page = new JSDOM("<!doctype html>", { url: "https://localhost" });
for (const name of Object.getOwnPropertyNames(page.window)) {
  if (!(name in globalThis)) {
    try { globalThis[name] = page.window[name]; } catch { /* some can only be read */ }
  }
}
for (const name of ["DOMParser", "XMLSerializer", "Node", "Element", "Document", "Event", "File", "Blob"]) {
  globalThis[name] = page.window[name];
}
globalThis.File = page.window.File;
const say = (line) => writeSync(1, line + "\n");
console.log = console.info = console.warn = console.error = console.debug = () => {};
// The engine is built for browsers: seeing node, it would look for files that it does not need.
const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
globalThis.window = page.window;
const kept = globalThis.process;
const engine = require.resolve("@getodk/xforms-engine");
globalThis.process = undefined;
const { loadForm } = await import(engine);

function* nodes(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* nodes(child);
}
function find(root, path) {
  for (const node of nodes(root)) if (node.currentState.reference === path && node.nodeType !== "root") return node;
  return null;
}
function range(root, path) {
  for (const node of nodes(root)) {
    if (node.nodeType.startsWith("repeat-range") && node.currentState.reference === path) return node;
  }
  return null;
}
function set(root, [what, path, value]) {
  if (what === "add") return range(root, path)?.addInstances();
  const node = find(root, path);
  if (!node) return;
  switch (node.nodeType) {
    case "select": {
      const isOne = node.selectType === "select1";
      return node.selectValues(value === "" ? [] : isOne ? [value] : value.split(" "));
    }
    case "rank": return node.setValues(value === "" ? [] : value.split(" "));
    case "trigger": return node.setValue(value !== "");
    case "input": case "range":
      if (["int"].includes(node.valueType)) return node.setValue(value === "" ? null : BigInt(value));
      if (["decimal"].includes(node.valueType)) return node.setValue(value === "" ? null : Number(value));
      return node.setValue(value);
  }
}
function told(root) {
  const faults = root.validationState.violations.map(({ reference, violation }) => [reference, violation.condition]);
  const choices = {}, relevant = {}, counts = {};
  for (const node of nodes(root)) {
    if (node.nodeType.startsWith("repeat-range")) {
      counts[node.currentState.reference] = node.currentState.children.length;
      continue;
    }
    relevant[node.currentState.reference] = node.currentState.relevant;
    if (["select", "rank"].includes(node.nodeType)) {
      choices[node.currentState.reference] = node.currentState.valueOptions.map((each) => each.value);
    }
  }
  return { xml: root.instanceState.instanceXML, faults, choices, relevant, counts };
}
for (const line of lines) {
  const job = JSON.parse(line);
  const fetchFormAttachment = async (url) => {
    const found = (job.media ?? {})[String(url).split("/").pop()];
    return found === undefined ? new Response("", { status: 404 }) : new Response(found);
  };
  try {
    const loaded = await loadForm(job.xml, { fetchFormAttachment, missingResourceBehavior: "BLANK" });
    if (loaded.status === "failure") throw loaded.error;
    const root = loaded.createInstance().root;
    const failed = [];
    for (const step of job.steps) {
      try { set(root, step); } catch (fault) { failed.push([...step, String(fault?.message ?? fault)]); }
    }
    say(JSON.stringify({ name: job.name, failed, ...told(root) }));
  } catch (fault) {
    say(JSON.stringify({ name: job.name, error: String(fault?.message ?? fault).slice(0, 300) }));
  }
}
globalThis.process = kept;
