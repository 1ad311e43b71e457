// A table wider than a narrow screen scrolls by itself: then a keyboard must reach it as well.
(() => {
  const name = (box) => {
    const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4)")];
    return headings.findLast(
      (heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
    )?.textContent;
  };

  const reach = () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
      const scrolls = box.scrollWidth > box.clientWidth;
      box.toggleAttribute("tabindex", scrolls);
      if (!scrolls) continue;
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", name(box) ?? "");
    }
  };

  // Rows that stand as blocks on a phone stay rows of a table to whoever listens.
  const ROLES = {
    TABLE: "table",
    THEAD: "rowgroup",
    TBODY: "rowgroup",
    TR: "row",
    TH: "columnheader",
    TD: "cell",
  };
  for (const part of document.querySelectorAll(".stacks :is(table, thead, tbody, tr, th, td)"))
    part.setAttribute("role", ROLES[part.tagName]);

  addEventListener("load", reach);
  addEventListener("resize", reach);
})();
