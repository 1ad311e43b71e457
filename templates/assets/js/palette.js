// Light or dark, before the page is drawn: as chosen here before, else as the device is set.
(() => {
  const kept = () => {
    try {
      return __md_get("__palette")?.color;
    } catch {
      return null;
    }
  };
  const asTheDevice = () => {
    const wanted = [...document.querySelectorAll("[data-md-component=palette] input")].find(
      (input) => matchMedia(input.dataset.mdColorMedia).matches,
    );
    return wanted && { scheme: wanted.dataset.mdColorScheme };
  };
  for (const [key, value] of Object.entries(kept() ?? asTheDevice() ?? {})) {
    document.body.setAttribute("data-md-color-" + key, value);
  }
})();
