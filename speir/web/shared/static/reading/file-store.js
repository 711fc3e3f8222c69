/**
 * The bytes of attached files, kept in this browser beside the events that tell of them, until the server has them.
 *
 * They are written with their event in one transaction (event-store.js): an answer that tells of a file has it.
 */

import { done, finished } from "./event-store.js";

/** The files of a reading that the server has not got yet. */
export async function filesWaiting(store, reading) {
  const index = store.db.transaction("files").objectStore("files").index("owner");
  return done(index.getAll([store.person, reading]));
}

/** Lets go of a file that the server has. */
export async function letGo(store, file) {
  const tx = store.db.transaction("files", "readwrite", { durability: "strict" });
  tx.objectStore("files").delete(file.event_id);
  await finished(tx);
}

/** What an answer that is a file tells: its identity and its name (speir/xforms/attached.py); null for no file. */
export function told(value) {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (.+)$/.exec(value ?? "");
  return found && { id: found[1], name: found[2] };
}

/** A name as an answer can carry it: without folders and line ends; a long one keeps its end. */
export function bareName(name) {
  return name.replace(/^.*[\\/]/, "").replace(/[\u0000-\u001f\u007f]+/g, " ").trim().slice(-150).trim() || "file";
}
