"""What every page of a site repeats, and needs a script to work: one script puts it into each.

A template marks it with `<!--repeated-->` and `<!--/repeated-->`.
"""

import json
import re

SCRIPT = "assets/js/repeated.js"

_REPEATED = re.compile(r"<!--repeated-->(.*?)<!--/repeated-->", re.DOTALL)
_ASKED_FOR = re.compile(rf'<script src="(?:\.\./)*{re.escape(SCRIPT)}"></script>')
_BEFORE, _AFTER = 'document.currentScript.insertAdjacentHTML("beforebegin",', ");\n"


def move_repeated(texts: dict[str, str]) -> None:
    """Put what all pages of a site mark, and say alike, into SCRIPT alone.

    `texts` is the site: its files' names, from its top → what they hold. Where a page marks
    nothing, or anything else, as a practice's own templates may, each keeps what it has. So it does
    where a script is in it, which a browser wouldn't run there.
    """
    pages = [name for name in texts if name.endswith(".html")]
    marked = {_marked(texts[name]) for name in pages}
    one = marked.pop() if len(marked) == 1 else None
    for name in pages:
        by_script = f'<script src="{"../" * name.count("/")}{SCRIPT}"></script>'
        texts[name] = _REPEATED.sub(by_script if one else r"\1", texts[name])
    if one:
        texts[SCRIPT] = f"{_BEFORE}{json.dumps(one, ensure_ascii=False)}{_AFTER}"


def put_back(page: str, repeated: str) -> str:
    """Return a page with the HTML `repeated` in place of the script that would put it in."""
    return _ASKED_FOR.sub(lambda _: repeated, page)


def repeated_in(script: str) -> str:
    """Return the HTML that a script puts into each page; nothing for any other script than ours."""
    if not (script.startswith(_BEFORE) and script.endswith(_AFTER)):
        return ""
    try:
        return str(json.loads(script.removeprefix(_BEFORE).removesuffix(_AFTER)))
    except ValueError:
        return ""


def _marked(page: str) -> str | None:
    """Return what a page marks in one place, to be put in by a script; None for anything else."""
    found = _REPEATED.findall(page)
    if len(found) != 1 or "<script" in found[0].lower():
        return None
    return found[0].strip() or None
