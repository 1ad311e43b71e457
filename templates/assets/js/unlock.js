// The lock of a site: a passphrase opens a reader's slot, which holds the key that everything is
// sealed with. The key is kept for this tab, and the page that was asked for takes this one's place.
// docs/security.md tells the format.
(() => {
  const FORMAT = "mend-lock-1";
  const SCOPE = "mend:" + __md_scope.pathname; // two sites of one folder or server don't share keys
  const STAY_DAYS = 7;
  const DAY = 86_400_000; // milliseconds
  const LOOK = 5_000; // milliseconds from one look at the clock to the next

  // Words and places of the unlock page, which is gone once a page takes its place.
  const says = Object.fromEntries(
    [...document.querySelectorAll("[data-says]")].map((one) => [one.dataset.says, one.textContent]),
  );
  const form = document.querySelector("form");
  const field = document.querySelector("#passphrase");
  const status = document.querySelector("#unlock-says");

  // --- what the browser keeps --------------------------------------------------------------------

  // Where it keeps nothing, each page asks anew: nothing else depends on it.
  const kept = (store, name) => {
    try {
      return JSON.parse(window[store].getItem(`${SCOPE}.${name}`));
    } catch {
      return null;
    }
  };
  const keep = (store, name, value) => {
    try {
      window[store].setItem(`${SCOPE}.${name}`, JSON.stringify(value));
    } catch {
      // refused, or full
    }
  };
  const forget = (name) => {
    for (const store of ["sessionStorage", "localStorage"]) {
      try {
        window[store].removeItem(`${SCOPE}.${name}`);
      } catch {
        // what wasn't kept needs no forgetting
      }
    }
  };

  // --- sealed bytes ------------------------------------------------------------------------------

  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const text = (data) => btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));
  const bound = (name) => new TextEncoder().encode(`${FORMAT}/${name}`);
  const asKey = (raw) =>
    crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

  class Trouble extends Error {}

  const parcels = {};
  window.mendSealed = (name, parcel) => (parcels[name] = parcel);

  const load = (name) =>
    new Promise((found, failed) => {
      const script = document.createElement("script");
      script.src = `sealed/${name}.js`;
      script.onload = () =>
        parcels[name] ? found(parcels[name]) : failed(new Trouble("damaged"));
      script.onerror = () => failed(new Trouble("missing"));
      document.head.append(script);
    });

  const unseal = async (key, name, sealed) => {
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: sealed.subarray(0, 12), additionalData: bound(name) },
      key,
      sealed.subarray(12),
    );
    return new Uint8Array(plain);
  };

  // Returns what a file holds; where a byte of it was changed, or it stands in another's place,
  // it stays shut.
  const open = async (key, name) => {
    const parcel = await load(name);
    try {
      const packed = await unseal(key, name, bytes(parcel));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch {
      throw new Trouble("damaged");
    }
  };

  const openText = async (key, name) => new TextDecoder().decode(await open(key, name));

  // --- the key -----------------------------------------------------------------------------------

  const asTyped = (typed) => typed.normalize("NFKC").split(/\s+/).filter(Boolean).join(" ");

  // Returns the raw data key, or null where the passphrase opens no slot.
  const unlock = async (passphrase) => {
    const { salt, rounds, slots } = parcels.slots;
    const typed = new TextEncoder().encode(asTyped(passphrase));
    const start = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: rounds };
    const reader = await asKey(await crypto.subtle.deriveBits(how, start, 256));
    for (const slot of slots) {
      try {
        return await unseal(reader, "slot", bytes(slot));
      } catch {
        // another reader's
      }
    }
    return null;
  };

  const keptKey = () => {
    const stay = kept("localStorage", "stay");
    if (stay && !(Date.now() < stay.until && stay.until <= Date.now() + STAY_DAYS * DAY)) {
      forget("stay");
    } else if (stay) {
      return { raw: bytes(stay.key), stays: true };
    }
    const tab = kept("sessionStorage", "tab");
    return tab && { raw: bytes(tab.key), stays: false };
  };

  const lock = (why) => {
    forget("tab");
    forget("stay");
    keep("sessionStorage", "why", why);
    location.reload();
  };

  // Who locks it, or leaves quickly, means it in every tab: the others hear of a word that is kept
  // for a moment, or that what kept them open is gone. An idle tab locks for itself alone.
  const lockEverywhere = () => {
    keep("localStorage", "shut", Date.now());
    forget("shut");
    lock("locked");
  };

  const lockWithOthers = (stays) => {
    window.addEventListener("storage", ({ key, newValue }) => {
      const isShut = key === `${SCOPE}.shut` && newValue !== null;
      const isOver = stays && (key === null || key === `${SCOPE}.stay`) && newValue === null;
      if (!isShut && !isOver) return;
      document.documentElement.classList.add("mend-left");
      lock("locked");
    });
  };

  // --- locking by itself -------------------------------------------------------------------------

  const touched = () => keep("sessionStorage", "touched", Date.now());
  const idleFor = () => Date.now() - (kept("sessionStorage", "touched") ?? Date.now());

  const isIdle = (minutes) => minutes && idleFor() > minutes * 60_000;

  const lockWhenIdle = (minutes) => {
    if (!minutes) return;
    const isOver = () => isIdle(minutes);
    const look = () => isOver() && lock("idle");
    const touch = () => (isOver() ? lock("idle") : touched());
    for (const what of ["pointerdown", "keydown", "scroll", "input"]) {
      window.addEventListener(what, touch, { passive: true, capture: true });
    }
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pageshow", look);
    setInterval(look, LOOK);
    touched();
  };

  // A browser may keep a page that was left whole, and "back" shows it as it was: it is covered
  // while it waits, and stays so unless its key is still there.
  const coverWhileAway = () => {
    const cover = document.documentElement.classList;
    window.addEventListener("pagehide", () => cover.add("mend-left"));
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      if (keptKey()) cover.remove("mend-left");
      else location.reload();
    });
  };

  // --- what is written here ----------------------------------------------------------------------

  // Seals what a page keeps in this browser. At once, and not with the browser's own cipher, which
  // takes its time: the last letter typed before a tab is closed is kept too.
  const sealFor = (key, id) => ({
    id, // what was sealed with another key keeps its place, and isn't written over
    shut(name, words) {
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(words);
      return text([...nonce, ...nobleGcm(key, nonce, bound(name)).encrypt(plain)]);
    },
    open(name, shut) {
      const sealed = bytes(shut);
      const opened = nobleGcm(key, sealed.subarray(0, 12), bound(name)).decrypt(sealed.subarray(12));
      return new TextDecoder().decode(opened);
    },
  });

  // --- the page in this one's place --------------------------------------------------------------

  const addLockButton = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mend-lock";
    button.textContent = says.lock;
    button.addEventListener("click", lockEverywhere);
    document.querySelector(".mend-imprint")?.append(button);
  };

  const addFonts = async (key, fonts) => {
    for (const font of fonts) {
      const data = await open(key, font.name);
      const face = new FontFace(font.family, data.buffer, {
        style: font["font-style"],
        weight: font["font-weight"],
        unicodeRange: font["unicode-range"],
      });
      document.fonts.add(await face.load());
    }
  };

  // The browser looked for the place in the address before this page was there.
  const goToAnchor = () =>
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();

  const saveIfAsked = async (event, key, files) => {
    const as = event.target.closest?.("a[download]")?.getAttribute("download");
    if (!files[as]) return;
    event.preventDefault();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([await open(key, files[as])]));
    link.download = as;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const show = async ({ raw, stays, fresh }) => {
    const key = await asKey(raw);
    let contents;
    try {
      contents = JSON.parse(await openText(key, "contents"));
    } catch (trouble) {
      // The key of an earlier build opens nothing here; with the right one, something was changed.
      throw fresh ? trouble : new Trouble("other-build");
    }
    // A browser that was closed and took up its tabs again kept the key, however long it was away.
    if (!stays && !fresh && isIdle(contents.idle)) return lock("idle");
    const asked = /^\?([0-9a-f]{16})\b/.exec(location.search)?.[1] ?? contents.start;
    const [html, index] = await Promise.all([
      openText(key, asked),
      openText(key, contents.index),
    ]);
    window.__index = JSON.parse(index);
    window.mendSeal = sealFor(bytes(contents.device), contents.start);
    document.open(); // from here on nothing listens that listened before
    const there = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
    document.write(html);
    document.close();
    coverWhileAway();
    lockWithOthers(stays);
    if (!stays) lockWhenIdle(contents.idle);
    document.addEventListener("click", (event) => saveIfAsked(event, key, contents.files));
    await there;
    addLockButton();
    await addFonts(key, contents.fonts);
    goToAnchor();
  };

  // --- asking ------------------------------------------------------------------------------------

  const say = (what) => {
    status.textContent = says[what];
    document.body.classList.add("unlock-asks");
  };

  const ask = async (what = "") => {
    try {
      const { format } = await load("slots");
      if (format !== FORMAT) return say("damaged");
    } catch (trouble) {
      return say(trouble.message);
    }
    form.hidden = false;
    if (what) say(what);
    document.body.classList.add("unlock-asks");
    field.focus();
  };

  const troubled = (trouble) => {
    if (!(trouble instanceof Trouble)) throw trouble;
    if (trouble.message === "other-build") {
      forget("tab");
      forget("stay");
      ask("other-build");
    } else {
      say(trouble.message);
    }
  };

  // What can be seen is a text like any other, and a browser writes such texts to the disk, for a tab
  // that is opened again, unless it is told not to.
  const showTyped = (shown) => {
    field.autocomplete = shown ? "off" : "current-password";
    field.type = shown ? "text" : "password";
  };

  const submitted = async (event) => {
    event.preventDefault();
    say("busy");
    const raw = await unlock(field.value);
    if (!raw) {
      say("wrong");
      field.select();
      return;
    }
    showTyped(false);
    field.value = "";
    const stays = document.querySelector("#stay").checked;
    if (stays) keep("localStorage", "stay", { key: text(raw), until: Date.now() + STAY_DAYS * DAY });
    else keep("sessionStorage", "tab", { key: text(raw) });
    touched();
    form.hidden = true;
    await show({ raw, stays, fresh: true }).catch(troubled);
  };

  const start = async () => {
    if (!window.crypto?.subtle) return say("insecure");
    if (!window.DecompressionStream) return say("old");
    form.addEventListener("submit", submitted);
    document.querySelector("#show").addEventListener("change", (event) => {
      showTyped(event.target.checked);
    });
    const why = kept("sessionStorage", "why");
    forget("why");
    const known = keptKey();
    return known ? show(known).catch(troubled) : ask(why ?? "");
  };

  // A page is put in this one's place once this one is whole.
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start, { once: true });
})();
