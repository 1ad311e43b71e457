// The menu and the search open from buttons that a keyboard and a screen reader know;
// Material itself only has labels of hidden boxes to tick.
(() => {
  const box = (name) => document.getElementById(name);
  const buttons = (what) => document.querySelectorAll(`[data-mend-${what}]`);

  const set = (name, open) => {
    if (box(name) && box(name).checked !== open) box(name).click();
  };

  for (const button of buttons("opens")) {
    const name = button.dataset.mendOpens;
    button.addEventListener("click", () => set(name, true));
    box(name).addEventListener("change", () => {
      button.setAttribute("aria-expanded", box(name).checked);
      if (name === "__drawer") follow(box(name).checked, button);
    });
  }

  for (const button of buttons("closes")) {
    button.addEventListener("click", () => set(button.dataset.mendCloses, false));
  }

  // Focus goes into the menu as it opens, and back to its button as it closes.
  function follow(open, button) {
    const target = open ? document.querySelector(".mend-close") : button;
    requestAnimationFrame(() => target.focus());
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") set("__drawer", false);
  });
})();
