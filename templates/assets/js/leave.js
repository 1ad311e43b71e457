// Leaving quickly: a button, or Shift three times. The page is covered at once, forgets what it kept
// for this visit, and makes way for a neutral one, so that "back" doesn't return to it.
(() => {
  const PRESSES = 3;
  const WITHIN = 5000; // milliseconds from the first press to the last
  const link = document.querySelector("[data-mend-leave]");
  const count = document.querySelector(".mend-count");
  let pressed = [];
  let alone = false; // Shift as part of a capital letter is not a press

  // Where a browser keeps nothing, even to ask for the store is refused: that mustn't stop anyone.
  const forget = (name, ours) => {
    try {
      const store = window[name];
      Object.keys(store).filter(ours).forEach((key) => store.removeItem(key));
    } catch {
      // Nothing could be kept here, so nothing is left.
    }
  };

  // Other tabs of a locked guide hear of it, and lock (unlock.js); it is forgotten right away.
  const tellOtherTabs = () => {
    try {
      localStorage.setItem("mend:" + __md_scope.pathname + ".shut", Date.now());
    } catch {
      // refused: then nothing keeps the others open beyond their own tab
    }
  };

  const leave = () => {
    document.documentElement.classList.add("mend-left");
    forget("sessionStorage", () => true);
    forget("localStorage", (key) => key.startsWith(__md_scope.pathname + ".__"));
    tellOtherTabs();
    forget("localStorage", (key) => key.startsWith("mend:" + __md_scope.pathname)); // a kept key
    location.replace(link.href);
  };

  const say = (more) => {
    const words = { 0: "", 1: count.dataset.once }[more] ?? count.dataset.more;
    count.textContent = words.replace("{count}", more);
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-mend-leave]")) return;
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") alone = false;
    else if (!event.repeat) alone = true;
  });

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    const now = Date.now();
    pressed = [...pressed.filter((then) => now - then < WITHIN), now];
    say((PRESSES - pressed.length) % PRESSES);
    if (pressed.length >= PRESSES) leave();
    setTimeout(() => say(0), WITHIN);
  });
})();
