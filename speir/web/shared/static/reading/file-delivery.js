/**
 * Sends attached files. A file goes before the answer that tells of it, so that an answer which has arrived has its
 * file; all other answers go first, so that no word waits behind a large file. Sent again, a file counts once.
 */

import { filesWaiting, letGo } from "./file-store.js";

// 25 MB over a slow line take minutes.
const PATIENCE_MS = 600000;

/** What can be sent now, and what waits for a file: the answers that tell of one, and handing in. */
export function parted(events, files) {
  const held = new Set(files.map((file) => file.event_id));
  const waits = (event) => held.has(event.event_id) || (held.size > 0 && event.kind === "submit");
  return [events.filter((event) => !waits(event)), events.filter(waits)];
}

/** Sends the files of a reading; true when each is kept by the server or refused by it. */
export async function sendFiles(delivery, reading, events) {
  const { store, addresses } = delivery;
  const known = new Set(events.map((event) => event.event_id));
  for (const file of await filesWaiting(store, reading)) {
    if (!known.has(file.event_id)) continue; // refused before
    const body = new FormData();
    for (const name of ["person", "address", "sha256"]) body.append(name, file[name] ?? "");
    body.append("file", file.blob, file.name);
    const answer = await delivery.ask(reading, addresses.file(reading, file.file_id), body, PATIENCE_MS);
    const why = answer?.status === 422 ? await answer.json().catch(() => null) : null;
    if (why) await store.settle([], [{ event_id: file.event_id, reason: why.reason }]);
    else if (answer?.ok) await letGo(store, file);
    else return delivery.missed(answer, reading);
  }
  return true;
}

/** Of these events, those that may follow their files now: nothing is handed in without a file that was refused. */
export async function afterFiles(store, reading, events) {
  const waiting = await store.waiting(reading);
  const files = new Set((await filesWaiting(store, reading)).map((file) => file.event_id));
  const isRefused = waiting.some((event) => event.refused && files.has(event.event_id));
  const wanted = new Set(events.map((event) => event.event_id));
  return waiting.filter((event) => wanted.has(event.event_id) && !event.refused && !(isRefused && event.kind === "submit"));
}
