// What two people write at their check-ins, kept on this device and nowhere else. Nothing is sent.
//
// A check-in is of a kind and of a day, and is kept as its answers by name: "each.alex.feel". The
// file that is saved nests them (`SavedCheckIns` in generator/answers/check_ins.py reads it).
(() => {
  const page = document.querySelector("[data-check-ins]");
  if (!page) return;

  const FORMAT = 1;
  const COUPLE = page.dataset.checkIns;
  const BEGAN = page.dataset.began; // the day of their plan
  const EARLY = 7; // days before it that may still have a check-in: a first try, the evening before
  const KINDS = ["daily", "weekly", "monthly"];
  const LARGEST = 2_000_000; // characters of a file; months of long evenings take a tenth of it
  const LONGEST = 6000; // characters of one answer, as the guide takes them
  const DAY = /^(19|20|21)\d\d-\d\d-\d\d$/;
  const NO_KEYBOARD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
  // What turns the order of what is read, and half an emoji: nobody sees them, no guide takes them.
  const UNSEEN =
    /[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  const clean = (text) => text.replace(NO_KEYBOARD, " ").replace(UNSEEN, "");

  // What a file may hold: the same names, words and days as `mend review` takes, from the same
  // list (`Taken` in generator/answers/check_in_names.py). A name may have its words after a "=".
  const SINCE = page.dataset.since;
  const MOST = 1000; // check-ins of one kind
  const KEY = /^[a-z0-9][a-z0-9_-]{0,59}$/;
  const taken = (kind) =>
    new Map(page.dataset[kind].trim().split(" ").map((each) => [...each.split("="), ""].slice(0, 2)));

  const one = (selector) => page.querySelector(selector);
  const all = (selector) => [...page.querySelectorAll(selector)];
  const dayField = one("#check-in-day");
  const message = (name, values = {}) =>
    one(`[data-message="${name}"]`).textContent.replace(/{(\w+)}/g, (_, key) => values[key]);

  // --- what is kept ------------------------------------------------------------------------

  const nothing = () => Object.fromEntries(KINDS.map((kind) => [kind, {}]));

  // In a locked guide what is kept is sealed, under its own name. What was written before there was
  // a lock is taken over.
  const OPEN = `together-${COUPLE}`;
  const seal = window.mendSeal;
  const SHUT = `${OPEN}-${seal?.id}`;

  const takeOut = () => {
    const shut = seal && localStorage.getItem(SHUT);
    return shut ? seal.open(SHUT, shut) : localStorage.getItem(OPEN);
  };
  const putAway = (text) => {
    localStorage.setItem(seal ? SHUT : OPEN, seal ? seal.shut(SHUT, text) : text);
    if (seal) localStorage.removeItem(OPEN);
  };

  const shelf = {
    name: seal ? SHUT : OPEN,
    held: nothing(), // as it stands on the screen, also where the browser keeps nothing
    fault: "", // why the browser doesn't keep it
    wasThere: false,

    // Another tab may have written since, or someone cleared the browser: what is there counts.
    read() {
      if (this.fault) return;
      try {
        const text = takeOut();
        if (text === null && this.wasThere) {
          this.held = nothing();
          this.wasThere = false;
          this.fault = "cleared";
        } else if (text !== null) {
          const read = JSON.parse(text);
          for (const kind of KINDS) this.held[kind] = isGroup(read?.[kind]) ? read[kind] : {};
          this.wasThere = true;
        }
        if (seal) this.takeOver();
      } catch (error) {
        this.fault = error instanceof SyntaxError ? "" : "not-kept";
      }
    },

    // What was written before there was a lock can be read by others until it is sealed too.
    takeOver() {
      const text = localStorage.getItem(OPEN);
      if (text === null) return;
      const before = JSON.parse(text);
      for (const kind of KINDS)
        for (const [day, answers] of Object.entries(isGroup(before?.[kind]) ? before[kind] : {}))
          this.held[kind][day] = joined(this.held[kind][day] ?? {}, answers);
      this.write();
    },

    write() {
      try {
        putAway(JSON.stringify(this.held));
        this.wasThere = true;
        this.fault = "";
      } catch (error) {
        this.fault = error.name === "QuotaExceededError" ? "full" : "not-kept";
      }
    },

    put(kind, day, answers) {
      this.read();
      const cleared = this.fault === "cleared";
      if (Object.keys(answers).length) this.held[kind][day] = answers;
      else delete this.held[kind][day];
      this.write();
      if (cleared && !this.fault) return "cleared";
      return this.fault || "kept";
    },

    empty() {
      this.held = nothing();
      try {
        for (const name of [OPEN, SHUT]) localStorage.removeItem(name);
        this.wasThere = false;
        return true;
      } catch {
        return false;
      }
    },

    days(kind) {
      return Object.keys(this.held[kind]).sort().reverse();
    },

    count() {
      return KINDS.reduce((sum, kind) => sum + this.days(kind).length, 0);
    },
  };

  // --- the file ----------------------------------------------------------------------------

  const nested = (answers) => {
    const whole = {};
    for (const [name, text] of Object.entries(answers)) {
      const parts = name.split(".");
      const last = parts.pop();
      const group = parts.reduce((inner, part) => (inner[part] ??= {}), whole);
      group[last] = text;
    }
    return whole;
  };

  const isGroup = (value) => value?.constructor === Object;

  // Answers by name, and each group that holds none as one without words.
  const flat = (group, before = "") => {
    if (!isGroup(group)) throw new TypeError("not a group of answers");
    return Object.entries(group).flatMap(([key, value]) => {
      if (!KEY.test(key)) throw new Refused("not-as-saved");
      if (typeof value === "string") return [[before + key, value]];
      const inner = flat(value, `${before}${key}.`);
      return inner.length ? inner : [[`${before}${key}.`, ""]];
    });
  };

  const cleaned = (answers) =>
    Object.fromEntries(Object.entries(answers).map(([name, text]) => [name, clean(text)]));

  const asFile = () => {
    const saved = { format: FORMAT, couple: COUPLE, saved: today() };
    for (const kind of KINDS) {
      const days = shelf.days(kind).reverse();
      saved[kind] = days.map((on) => ({ on, ...nested(cleaned(shelf.held[kind][on])) }));
    }
    return JSON.stringify(saved, null, 1);
  };

  // A file that isn't taken, with the name of the message that says why.
  class Refused extends Error {}

  // Returns check-ins as [kind, day, answers], or the name of the message that says what is wrong.
  const fromFile = (text) => {
    try {
      const saved = JSON.parse(text);
      if (!isGroup(saved) || typeof saved.couple !== "string" || !("format" in saved))
        return "not-ours";
      if (saved.format !== FORMAT) return "other-version";
      if (saved.couple !== COUPLE) return "of-others";
      return wholeFile(saved);
    } catch (error) {
      return error instanceof Refused ? error.message : "not-ours";
    }
  };

  const wholeFile = ({ format, couple, saved, ...kinds }) => {
    if (!KINDS.every((kind) => Array.isArray(kinds[kind]))) return "not-ours";
    if (Object.keys(kinds).length !== KINDS.length) return "not-as-saved";
    soundDay(saved);
    return KINDS.flatMap((kind) => {
      const known = taken(kind);
      const found = kinds[kind].map((each) => [kind, ...checkIn(each, known)]);
      if (found.length > MOST) throw new Refused("too-large");
      if (new Set(found.map(([, day]) => day)).size < found.length)
        throw new Refused("not-as-saved");
      return found;
    });
  };

  const checkIn = ({ on, ...groups }, known) => {
    const answers = flat(groups);
    for (const [name, text] of answers) soundAnswer(name, text, known);
    return [soundDay(on), Object.fromEntries(answers.filter(([, text]) => !isBlank(text)))];
  };

  const isBlank = (text) => ["", "…", "..."].includes(text.trim());

  const soundDay = (day) => {
    if (typeof day !== "string" || !DAY.test(day)) throw new TypeError("not a day");
    if (moved(day, 0) !== day) throw new Refused("no-such-day");
    // It may be tomorrow already where the other device is.
    if (day > moved(today(), 1)) throw new Refused("days-ahead");
    if (day < [SINCE, today()].sort()[0]) throw new Refused("days-before");
    return day;
  };

  const soundAnswer = (name, text, known) => {
    if (text.length > LONGEST) throw new Refused("not-as-saved");
    if (clean(text).length !== text.length || clean(text) !== text.replace(/[\u2028\u2029]/g, " "))
      throw new Refused("hidden-sign");
    const isGroup = name.endsWith(".");
    const there = isGroup
      ? [...known.keys()].some((each) => each.startsWith(name))
      : known.has(name);
    if (!there) throw new Refused(aClause(name, known) ? "unknown-clause" : "not-as-saved");
    const words = known.get(name);
    if (words && !isBlank(text) && !words.split("|").includes(text))
      throw new Refused("not-as-saved");
  };

  // Whether all but the clause is as it is with one that this guide knows.
  const aClause = (name, known) => {
    const [group, clause, ...rest] = name.split(".");
    if (!["ledger", "wishes"].includes(group) || !clause) return false;
    const others = [...known.keys()].filter((each) => each.startsWith(`${group}.`));
    return others.some((each) => each.split(".").slice(2).join(".") === rest.join("."));
  };

  // Both texts stay where both are there and differ; reading a file in twice changes nothing.
  const joined = (here, there) => {
    const merged = { ...there, ...here };
    for (const name of Object.keys(here)) {
      const choice = all("select").some((field) => field.dataset.keep === name);
      if (choice || !there[name] || here[name].includes(there[name])) continue;
      if (there[name].includes(here[name])) {
        merged[name] = there[name]; // it was written on over there
        continue;
      }
      const both = `${here[name]}\n${there[name]}`;
      if (both.length <= LONGEST) merged[name] = both;
    }
    return merged;
  };

  // --- the page ----------------------------------------------------------------------------

  const now = { kind: "daily", day: "", opened: null, trouble: "" };
  const section = () => document.getElementById(now.kind);
  const fields = () => [...section().querySelectorAll("[data-keep]")];

  const asDay = (date) => {
    const two = (number) => String(number).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  };
  const today = () => asDay(new Date());
  const moved = (day, number) => {
    const date = new Date(`${day}T12:00`);
    date.setDate(date.getDate() + number);
    return asDay(date);
  };
  // A guide may be read before its plan begins, and today has a check-in at all times.
  const earliest = () => [moved(BEGAN, -EARLY), today()].sort()[0];

  // Names of days and months in the guide's language, put together as the guide does.
  const inWords = (day) => {
    const date = new Date(`${day}T12:00`);
    const name = (part) =>
      date.toLocaleDateString(document.documentElement.lang, { [part]: "long" });
    const parts = {
      weekday: name("weekday"),
      month: name("month"),
      day: date.getDate(),
      year: date.getFullYear(),
    };
    return page.dataset.dayForm.replace(/\{(\w+)\}/g, (_, part) => parts[part]);
  };

  // Said once and left alone: a screen reader would speak of every letter otherwise.
  const say = (target, words) => {
    if (target.textContent !== words) target.textContent = words;
    target.hidden = !words && target.getAttribute("role") === "alert";
  };
  const tell = (name, values) => say(one(".check-in-status"), name ? message(name, values) : "");
  const warn = (name) => {
    now.trouble = name;
    say(one(".check-in-trouble"), name ? message(name) : "");
  };

  const written = () =>
    Object.fromEntries(
      fields()
        .map((field) => [field.dataset.keep, clean(field.value).trim()])
        .filter(([, text]) => text && text !== "…" && text !== "..."),
    );

  // Answers that this page doesn't ask for any more: a clause ended, and what was said of it stays.
  const beside = () => {
    const asked = fields().map((field) => field.dataset.keep);
    const kept = Object.entries(shelf.held[now.kind][now.day] ?? {});
    return Object.fromEntries(kept.filter(([name]) => !asked.includes(name)));
  };

  const keep = () => {
    shelf.read();
    const answers = { ...beside(), ...written() };
    const outcome = shelf.put(now.kind, now.day, answers);
    const kept = outcome === "kept" || outcome === "cleared";
    const read = outcome !== "kept" || now.trouble !== "cleared"; // that one stays to be read
    if (read) warn(outcome === "kept" ? "" : outcome);
    tell(kept ? (Object.keys(answers).length ? "kept" : "blank") : "");
    list();
  };

  const show = () => {
    shelf.read();
    const answers = shelf.held[now.kind][now.day] ?? {};
    for (const each of KINDS) document.getElementById(each).hidden = each !== now.kind;
    for (const button of all("[data-kind]"))
      button.setAttribute("aria-pressed", button.dataset.kind === now.kind);
    for (const field of fields()) {
      field.value = answers[field.dataset.keep] ?? "";
    }
    for (const more of section().querySelectorAll("details"))
      more.open = [...more.querySelectorAll("[data-keep]")].some((field) => field.value);
    fields().forEach(grow);
    dayField.min = earliest();
    dayField.max = today();
    backToItsDay();
    sayOfTheDay("");
    one(".remove-sure").hidden = true;
    list();
  };

  // As tall as what is in it, so that nothing typed is out of sight.
  const grow = (field) => {
    if (field.tagName !== "TEXTAREA") return;
    field.style.height = "auto";
    if (field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + 2}px`;
  };

  const list = () => {
    const kept = shelf.days(now.kind);
    one(".none").hidden = kept.length > 0;
    one(".days").replaceChildren(
      ...kept.map((day) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = inWords(day);
        if (day === now.day) button.setAttribute("aria-current", "date");
        button.addEventListener("click", () => open(now.kind, day));
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
    offerToRemove(kept.includes(now.day));
  };

  const offerToRemove = (isKept) => {
    const day = inWords(now.day);
    one(".remove").hidden = !isKept;
    one(".remove").textContent = message(`remove-${now.kind}`);
    one("#remove-sure").textContent = message(`sure-${now.kind}`, { day });
    if (!isKept) one(".remove-sure").hidden = true;
  };

  const open = (kind, day) => {
    Object.assign(now, { kind, day, opened: today() });
    tell("");
    if (now.trouble === "cleared") warn("");
    show();
    const top = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    one(".kinds").scrollIntoView({ behavior: top, block: "nearest" });
  };

  // A page left open since yesterday is on today's check-in again, once someone comes back to it.
  const dayOf = (kept) => (kept === now.opened ? today() : kept);
  const comeBack = () => {
    if (dayOf(now.day) !== now.day) open(now.kind, today());
  };

  // A day that can't be chosen stays in its field while someone is typing there, and what is on the
  // screen stays as it is, with the day it is of.
  const chooseDay = () => {
    const asked = dayField.value;
    if (asked === now.day || !asked) return sayOfTheDay("");
    if (asked >= earliest() && asked <= today()) return open(now.kind, asked);
    sayOfTheDay(asked > today() ? "day-ahead" : "day-before", {
      began: inWords(BEGAN),
      day: inWords(now.day),
    });
  };
  const sayOfTheDay = (name, values) => {
    say(one("#check-in-day-said"), name ? message(name, values) : "");
    dayField.setAttribute("aria-invalid", Boolean(name));
  };
  const backToItsDay = () => {
    dayField.value = now.day;
    dayField.setAttribute("aria-invalid", false);
  };

  const openAsAsked = () => {
    const asked = location.hash.slice(1);
    open(KINDS.includes(asked) ? asked : now.kind, dayOf(now.day) || today());
  };

  const save = () => {
    if (!shelf.count()) return tell("nothing-to-save");
    const name = `check-ins-${today()}.json`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([asFile()], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell("file-saved", { name });
  };

  const readIn = async (field) => {
    const [file] = field.files;
    if (!file) return;
    const found = file.size > LARGEST ? "too-large" : fromFile(await file.text());
    field.value = "";
    if (typeof found === "string") return tell(found);
    let changed = 0;
    let outcome = "kept";
    shelf.read();
    for (const [kind, day, there] of found) {
      const here = shelf.held[kind][day] ?? {};
      const merged = joined(here, there);
      if (JSON.stringify(merged) === JSON.stringify(here)) continue;
      outcome = shelf.put(kind, day, merged);
      changed += 1;
    }
    show();
    warn(outcome === "kept" ? "" : outcome);
    const many = changed === 1 ? "read-in-one" : "read-in";
    tell(changed ? many : "read-nothing-new", { number: changed });
  };

  // Asks back in the group `sure` what `asking` is about to do; the answer that changes nothing is
  // the one at hand.
  const asksBack = (asking, sure, yes) => {
    const ask = (open) => {
      one(sure).hidden = !open;
      one(open ? `${sure} .no` : asking).focus();
    };
    one(asking).addEventListener("click", () => ask(true));
    one(`${sure} .no`).addEventListener("click", () => ask(false));
    one(`${sure} .yes`).addEventListener("click", yes);
    one(sure).addEventListener("keydown", (event) => {
      if (event.key === "Escape") ask(false);
    });
  };

  // What could not be written is still where it was kept before, and then it isn't gone.
  const removeThis = () => {
    const day = inWords(now.day);
    const outcome = shelf.put(now.kind, now.day, {});
    const gone = outcome === "kept" || outcome === "cleared" || !shelf.wasThere;
    show();
    one("#check-ins-kept").focus();
    warn(outcome === "kept" ? "" : outcome);
    tell(gone ? "removed" : "not-deleted", { day });
  };

  const deleteAll = () => {
    const gone = shelf.empty();
    one(".delete-sure").hidden = true;
    show();
    one(".delete").focus();
    tell(gone ? "deleted" : "not-deleted");
  };

  // --- from here on it lives ----------------------------------------------------------------

  page.addEventListener("input", (event) => {
    if (!event.target.dataset.keep) return;
    grow(event.target);
    keep();
  });
  dayField.addEventListener("change", chooseDay);
  dayField.addEventListener("blur", backToItsDay);
  addEventListener("pageshow", comeBack);
  addEventListener("focus", comeBack);
  document.addEventListener("visibilitychange", comeBack);
  for (const button of all("[data-kind]"))
    button.addEventListener("click", () => open(button.dataset.kind, dayOf(now.day)));
  one(".save").addEventListener("click", save);
  one(".read-in input").addEventListener("change", (event) => readIn(event.target));
  asksBack(".delete", ".delete-sure", deleteAll);
  asksBack(".remove", ".remove-sure", removeThis);
  addEventListener("hashchange", openAsAsked);

  // Another tab wrote: show it, unless someone is writing here. What was deleted there stays on
  // this screen until it is left.
  addEventListener("storage", (event) => {
    if (event.newValue === null) shelf.read();
    else if (event.key === shelf.name && !fields().includes(document.activeElement)) show();
    if (shelf.fault === "cleared") warn("cleared");
  });

  // Leaving quickly goes before anything else; otherwise what isn't kept is worth a question.
  addEventListener("beforeunload", (event) => {
    const leaving = document.documentElement.classList.contains("mend-left");
    if (!leaving && ["full", "not-kept"].includes(shelf.fault) && shelf.count())
      event.preventDefault();
  });

  document.querySelector(".check-ins-off").hidden = true;
  page.hidden = false;
  openAsAsked();
  if (shelf.fault === "not-kept") warn("not-kept");
})();
