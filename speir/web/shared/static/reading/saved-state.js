/** Says where what was typed is now, always in sight and always true. */

const SIGN_IN = "Sign in again (opens beside this page); what you typed stays on this laptop.";

export class SavedState {
  /** `places` are the elements that show it; `signIn` is the address of the sign-in page. */
  constructor(places, signIn) {
    this.places = [...places];
    this.signIn = signIn;
    this.announcer = document.querySelector("[data-saved-announce]");
  }

  /** Kept in this browser, and on its way. */
  keeping(waiting) {
    this.#say("here", `Saved on this laptop, sending ${answers(waiting)}`);
  }

  /** What came of a sending. */
  told({ state, waiting = [], clock = "", refused = [] }) {
    const waits = waiting.filter((event) => !event.refused);
    if (refused.length || waiting.length > waits.length) {
      const reason = refused[0]?.reason ?? waiting.find((event) => event.refused).refused;
      return this.#say("refused", `${answers(waiting.length - waits.length || refused.length)} not taken by the server: ${reason} Kept on this laptop.`);
    }
    if (state === "server" && !waits.length) return this.#say("server", `Saved on the server ${clock}`);
    if (state === "server") return this.keeping(waits.length);
    if (state === "signed-out") return this.#say("signed-out", `${SIGN_IN} ${answers(waits.length)} waiting.`, link(this.signIn, "Sign in", "_blank"));
    if (state === "not-yours") {
      return this.#say("refused", `This record is not allocated to you now. ${answers(waits.length)} kept on this laptop: tell the inspection lead.`);
    }
    if (waits.length) this.#say("here", `Saved on this laptop only: ${answers(waits.length)}${since(waits)}. Sent when the connection is back.`);
  }

  /** Nothing waits, and the server has answers; the page may have been written before it had them. */
  known(clock) {
    if (this.places.every((place) => !place.dataset.kept)) this.#say("server", `Saved on the server ${clock}`.trim());
  }

  /** What came of handing in; with questions still open it is not handed in, and `missing` is where they are listed. */
  handedIn({ status, clock }, missing) {
    if (status === "submitted" || status === "reconciled") return this.#say("server", `Handed in. Saved on the server ${clock}`);
    this.#say("refused", `Saved on the server ${clock}, but not handed in: some questions still need an answer.`, link(missing, "See what is missing"));
  }

  /** The browser keeps nothing: said at once, since the form must then be saved by hand. */
  nowhere() {
    this.#say("nowhere", "This browser cannot keep answers. Save the page with its button before you leave it.");
  }

  #say(where, words, more = null) {
    for (const place of this.places) {
      place.dataset.kept = where;
      place.textContent = words;
      if (more) place.append(" ", more);
    }
    if (this.announcer && this.announcer.dataset.kept !== where) this.announcer.textContent = words;
    if (this.announcer) this.announcer.dataset.kept = where;
  }
}

function answers(count) {
  return count === 1 ? "1 answer" : `${count} answers`;
}

/** Old unsent work is worth saying: "since 09:12" today, with its day when it is older. */
function since(waits) {
  const oldest = new Date(Math.min(...waits.map((event) => new Date(event.typed_at))));
  if (Date.now() - oldest < 60000) return "";
  const today = oldest.toDateString() === new Date().toDateString();
  const clock = oldest.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = oldest.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  return today ? ` since ${clock}` : ` since ${day}, ${clock}`;
}

function link(address, words, target = "") {
  const made = document.createElement("a");
  made.href = address;
  made.target = target;
  made.rel = "noopener";
  made.textContent = words;
  return made;
}
