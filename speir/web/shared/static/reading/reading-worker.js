/**
 * Keeps the offline pages of assigned readings, the page for contact notes, and what they are drawn with, so that they
 * open without a connection.
 *
 * Nothing else is kept or answered: every other page, and every sending, goes to the server as if this were not here.
 */

const PAGES = "speir-reading-pages-1";
const DRAWN_WITH = "speir-reading-assets-1";
const OFFLINE_PAGE = /\/reading\/[0-9a-f-]{36}\/offline\/$|^\/office\/notes\/new\/$/;
const ASSET = /^\/static\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (OFFLINE_PAGE.test(address.pathname)) event.respondWith(fresh(event.request, PAGES));
  else if (ASSET.test(address.pathname)) event.respondWith(fresh(event.request, DRAWN_WITH));
});

/** The server's answer, kept for later; what was kept when the server is out of reach. */
async function fresh(request, name) {
  const cache = await caches.open(name);
  try {
    const answer = await fetch(request);
    // A sign-in page or a refusal must never take the place of the reading.
    if (answer.ok && !answer.redirected) await cache.put(request, answer.clone());
    // The page opens from what was kept when only the sign-in has run out: words can then still be typed.
    if (answer.redirected || answer.type === "opaqueredirect" || answer.status >= 500) {
      return (await cache.match(request)) ?? answer;
    }
    return answer;
  } catch (fault) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw fault;
  }
}

/** The page says what to keep and what to let go of. */
self.addEventListener("message", (event) => {
  const { keep = [], forget = [] } = event.data ?? {};
  event.waitUntil(tidy(keep, forget).then((kept) => event.source?.postMessage({ kept })));
});

async function tidy(keep, forget) {
  const pages = await caches.open(PAGES);
  const assets = await caches.open(DRAWN_WITH);
  for (const address of forget) await pages.delete(address);
  const kept = [];
  for (const address of keep) {
    const cache = OFFLINE_PAGE.test(new URL(address, location.href).pathname) ? pages : assets;
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    if (answer?.ok && !answer.redirected) await cache.put(address, answer);
    if (await cache.match(address)) kept.push(address); // also what was kept before this loss of connection
  }
  return kept;
}
