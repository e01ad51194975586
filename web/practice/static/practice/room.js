// The practice room's script: sends replies, lets the client type, keeps the draft. Without it the forms work alone.

const room = document.querySelector("[data-room]");
const log = document.getElementById("log");
const typing = document.getElementById("typing");
const status = document.getElementById("status");
const foot = document.getElementById("foot");
const panel = document.getElementById("heard");
const composer = document.getElementById("composer");

const DRAFT = `equipoise draft ${room.dataset.room}`;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const touch = matchMedia("(pointer: coarse)");
const UNREACHED = "This page's own server could not be reached. Your words are safe here; send them again in a moment.";

let busy = false;

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Posts a form as the script: always gives {ok, status, body}, never throws. */
async function post(form) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    return { ok: response.ok, status: response.status, body: await response.json() };
  } catch {
    return { ok: false, status: 0, body: { message: UNREACHED } };
  }
}

// The draft survives a reload, a crash and an outage; it goes only when the server has written the reply.
const drafts = {
  read() {
    try { return JSON.parse(localStorage.getItem(DRAFT)) ?? {}; } catch { return {}; }
  },
  keep(words, turnId) {
    try { localStorage.setItem(DRAFT, JSON.stringify({ words, turnId })); } catch { /* no storage: the field still holds them */ }
  },
  drop() {
    try { localStorage.removeItem(DRAFT); } catch { /* nothing was kept */ }
  },
};

function toEnd() {
  (foot ?? log).scrollIntoView({ block: "end", behavior: calm.matches ? "auto" : "smooth" });
}

function add(html) {
  const added = element(html);
  added.classList.add("said--new");
  log.insertBefore(added, typing);
  toEnd();
  return added;
}

function showTyping(on) {
  typing.hidden = !on;
  status.textContent = on ? `${room.dataset.called} is typing` : "";
  if (on) toEnd();
}

/** A short pause before each message, longer for longer ones; none for those who asked for less motion. */
async function clientSays(bubbles) {
  for (const bubble of bubbles) {
    const length = element(bubble).textContent.length;
    if (!calm.matches) {
      showTyping(true);
      await wait(Math.min(350 + 18 * length, 2200));
    }
    showTyping(false);
    add(bubble);
  }
}

function showReading(answer) {
  if (!panel || !answer.panel) return;
  panel.innerHTML = answer.panel;
  panel.scrollTop = 0;
  markCurrent(answer.number);
}

function markCurrent(number) {
  for (const link of log.querySelectorAll(".said__heard a")) {
    const mine = link.closest(".said").id === `turn-${number}`;
    if (mine) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Sends a stored reply on to the client. On failure the reply stays, with its own "Send again". */
async function deliver(turn) {
  const form = turn.querySelector("form[data-send]");
  if (!form) return;
  busy = true;
  form.hidden = true;
  showTyping(true);
  const { ok, body } = await post(form);
  showTyping(false);
  if (!ok) {
    busy = false;
    notAnswered(turn, form, body);
    return;
  }
  form.remove();
  turn.querySelector(".said__heard")?.removeAttribute("hidden");
  await clientSays(body.bubbles);
  showReading(body);
  busy = false;
  if (body.over) {
    foot.innerHTML = body.over;
    document.querySelector(".talk__end")?.remove();
    foot.querySelector("a")?.focus({ preventScroll: true });
    toEnd();
  }
}

function notAnswered(turn, form, body) {
  if (body.error === "not_taken") {
    turn.remove();
    words.value = body.words;
    say(body.message);
    return;
  }
  form.querySelector(".waiting__words").textContent = body.message;
  form.hidden = false;
  status.textContent = body.message;
  toEnd();
}

const words = composer?.elements.words;
const problem = document.getElementById("problem");

function say(message) {
  problem.textContent = message;
  words.toggleAttribute("aria-invalid", Boolean(message));
  words.focus();
}

async function submit(event) {
  event.preventDefault();
  if (busy) return say("One moment, your last reply is still on its way.");
  if (log.querySelector("form[data-send]")) {
    return say("Your last reply has not arrived yet. Send that one again first; these words are kept.");
  }
  busy = true;
  say("");
  const { ok, body } = await post(composer);
  if (!ok) {
    busy = false;
    return say(body.message ?? UNREACHED);
  }
  words.value = "";
  drafts.drop();
  composer.elements.turn_id.value = newId();
  document.getElementById("hint")?.replaceChildren();
  await deliver(add(body.turn));
}

function onKey(event) {
  // On a phone Enter is the only way to a new line, so there the button sends.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch.matches) return;
  event.preventDefault();
  composer.requestSubmit();
}

function onInput() {
  drafts.keep(words.value, composer.elements.turn_id.value);
  const longest = Number(words.dataset.longest);
  const over = [...words.value].length > longest;
  problem.textContent = over
    ? `${[...words.value].length.toLocaleString("en")} characters; a reply may have ${longest.toLocaleString("en")}.`
    : "";
}

async function askHint(event) {
  event.preventDefault();
  const { body } = await post(event.target);
  document.getElementById("hint").textContent = body.hint ?? body.message;
  toEnd();
}

/** Words typed before a reload come back, unless the server already has them. */
function bringBackDraft() {
  const kept = drafts.read();
  if (!kept.words) return;
  if (log.querySelector(`[data-turn="${kept.turnId}"]`)) return drafts.drop();
  if (!words.value) {
    words.value = kept.words;
    // The same words under the same id: if the server did write them, they are still counted once.
    composer.elements.turn_id.value = kept.turnId;
  }
}

if (composer) {
  if (!words.value) composer.elements.turn_id.value = newId();
  bringBackDraft();
  composer.addEventListener("submit", submit);
  words.addEventListener("keydown", onKey);
  words.addEventListener("input", onInput);
  document.getElementById("hint-form")?.addEventListener("submit", askHint);
}

log.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-send]")) return;
  event.preventDefault();
  if (!busy) deliver(event.target.closest("[data-turn]"));
  words?.focus({ preventScroll: true });
});

// The reading already on the page is only a jump away.
log.addEventListener("click", (event) => {
  if (!event.target.closest(".said__heard a[aria-current]")) return;
  event.preventDefault();
  panel.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  panel.focus({ preventScroll: true });
});

const asked = new URLSearchParams(location.search).get("heard");
const last = log.querySelectorAll(".said--counselor");
if (asked) markCurrent(asked);
else if (last.length) markCurrent(last[last.length - 1].id.replace("turn-", ""));
if (!location.hash && log.children.length > 4) foot?.scrollIntoView({ block: "end" });
if (!location.hash) words?.focus({ preventScroll: true });
