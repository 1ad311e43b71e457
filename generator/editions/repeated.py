"""What every page of a site repeats, and needs a script to work: one script puts it into each.

A template marks it with `<!--repeated-->` and `<!--/repeated-->`.
"""

import json
import re

SCRIPT = "assets/js/repeated.js"

_REPEATED = re.compile(r"<!--repeated-->(.*?)<!--/repeated-->", re.DOTALL)


def move_repeated(texts: dict[str, str]) -> None:
    """Put what all pages of a site mark, and say alike, into SCRIPT alone.

    `texts` is the site: its files' names, from its top → what they hold. Where a page marks
    nothing, or anything else, as a practice's own templates may, each keeps what it has.
    """
    pages = [name for name in texts if name.endswith(".html")]
    marked = {_marked(texts[name]) for name in pages}
    one = marked.pop() if len(marked) == 1 else None
    for name in pages:
        by_script = f'<script src="{"../" * name.count("/")}{SCRIPT}"></script>'
        texts[name] = _REPEATED.sub(by_script if one else r"\1", texts[name])
    if one:
        html = json.dumps(one, ensure_ascii=False)
        texts[SCRIPT] = f'document.currentScript.insertAdjacentHTML("beforebegin",{html});\n'


def _marked(page: str) -> str | None:
    """Return what a page marks, in one place; None for nothing, or for more than one."""
    found = _REPEATED.findall(page)
    return found[0] if len(found) == 1 else None
