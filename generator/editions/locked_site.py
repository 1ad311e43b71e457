"""A site → the same site under a lock: one page to unlock it, and everything else sealed.

Each page, the search index, the calendar and every font that tells which script a couple writes in
become `sealed/NAME.js`, a script that hands its sealed bytes over: a page that was opened from the
disk may load a script, and no other file. A page's address is `index.html?NAME`.
"""

import base64
import gzip
import hashlib
import hmac
import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from generator.editions.repeated import SCRIPT, put_back, repeated_in
from generator.editions.sealing import FORMAT, ROUNDS, Lock, make_slots, random_key, seal
from generator.editions.trim import flat
from generator.pages.page import Imprint
from generator.pages.whole_document import fill_document
from generator.shipped import TemplateFolders

SEALED = "sealed"
_INDEX = "search/search_index.js"
_START = "index.html"
_FONT_STYLES = "assets/css/fonts.css"
_ASSETS = ("assets/css/unlock.css", "assets/js/noble-aes-gcm.js", "assets/js/unlock.js")
_LINK = re.compile(
    r'(?P<before>(?:href|src|data-base)="|"(?:base|search)":\s*")(?P<path>[^"#?]*)(?P<after>[^"]*")'
)
_FACE = re.compile(r"@font-face\{[^}]*\}\n?")
_FACE_PART = re.compile(r'(font-family|font-style|font-weight|unicode-range):"?([^;"}]*)"?')
_FACE_FILE = re.compile(r'url\("\.\./fonts/([^"]+)"\)')
_STACK = re.compile(r"(--mend-font-\w+):([^;}]*)")
_FAMILY = re.compile(r'font-family:"([^"]*)"')
_ANY_SCRIPT = "Mend Script"
_OURS = re.compile(r"-latin(?:-italic)?\.woff2$")
"""Fonts that any site may have, and that so tell nothing."""


def lock_site(
    site: Path,
    imprint: Imprint,
    lock: Lock,
    templates: TemplateFolders,
    leave_to: str,
    files: Mapping[str, bytes] | None = None,
) -> None:
    """Lock the finished site in the folder `site`, in its place.

    `leave_to` is where "Leave quickly" leads. `files` are added, sealed: what a reader may save, by
    the name it is saved under.
    """
    _Locker(site, lock).lock(files or {})
    for asset in _ASSETS:
        target = site / asset
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(templates.find(asset).read_bytes())
    (site / _START).write_text(_unlock_page(imprint, templates, leave_to), encoding="utf-8")


class _Locker:
    def __init__(self, site: Path, lock: Lock) -> None:
        self._site = site
        self._lock = lock
        self._data_key = random_key()
        self._repeated = repeated_in(_taken(site / SCRIPT))
        self._pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]

    def lock(self, files: Mapping[str, bytes]) -> None:
        (self._site / SEALED).mkdir()
        for page in self._pages:
            self._seal(self._name(page), self._page(page).encode())
            (self._site / page).unlink()
        index = self._index()
        fonts = self._fonts()
        for name, content in files.items():
            self._seal(self._name(name), content)
        contents = {
            "start": self._name(_START),
            "index": index,
            "fonts": fonts,
            "files": {name: self._name(name) for name in files},
            "device": _text(self._lock.device),
            "idle": self._lock.idle_minutes,
        }
        self._seal("contents", json.dumps(contents).encode())
        slots = {
            "format": FORMAT,
            "rounds": ROUNDS,
            "salt": _text(self._lock.salt),
            "slots": [_text(slot) for slot in make_slots(self._data_key, self._lock.readers)],
        }
        self._hand_over("slots", json.dumps(slots))
        _remove_empty_folders(self._site)

    def _name(self, path: str) -> str:
        """Return the name that a file has while sealed: the same in each build, and no telling."""
        return hmac.new(self._lock.device, path.encode(), hashlib.sha256).hexdigest()[:16]

    def _page(self, page: str) -> str:
        """Return a page's HTML as it is shown in the place of the unlock page, at the top."""
        folder = PurePosixPath(page).parent
        known = set(self._pages)

        def moved(found: re.Match[str]) -> str:
            path, after = found["path"], found["after"]
            if not path or ":" in path:
                return found[0]
            file = flat(folder / path)
            here = f"{_START}?{self._name(file)}" if file in known else file or "."
            return f"{found['before']}{here}{after}"

        text = (self._site / page).read_text(encoding="utf-8")
        return _LINK.sub(moved, put_back(text, self._repeated))

    def _index(self) -> str:
        """Seal the search index, whose places lead to the sealed pages, and leave an empty one."""
        path = self._site / _INDEX
        text = path.read_text(encoding="utf-8")
        index = json.loads(text[text.index("{") : text.rindex("}") + 1])
        for entry in index["docs"]:
            page, _, anchor = entry["location"].partition("#")
            entry["location"] = f"{_START}?{self._name(page or _START)}" + (
                f"#{anchor}" if anchor else ""
            )
        self._seal(self._name(_INDEX), json.dumps(index).encode())
        path.write_text("", encoding="utf-8")
        (self._site / "search/search_index.json").unlink(missing_ok=True)
        return self._name(_INDEX)

    def _fonts(self) -> list[dict[str, str]]:
        """Seal the fonts of other scripts; return what a browser must know to use each."""
        path = self._site / _FONT_STYLES
        styles, telling = path.read_text(encoding="utf-8"), []
        for face in _FACE.findall(styles):
            (file,) = _FACE_FILE.findall(face)
            if not _OURS.search(file):
                telling.append(dict(_FACE_PART.findall(face)) | {"name": self._name(file)})
                self._seal(self._name(file), (path.parent / "../fonts" / file).read_bytes())
                (path.parent / "../fonts" / file).unlink()
                styles = styles.replace(face, "")
        known = set(_FAMILY.findall(styles))
        path.write_text(_STACK.sub(lambda one: _untold(known, one), styles), encoding="utf-8")
        return [
            font | {"family": font["font-family"] if font["font-family"] in known else _ANY_SCRIPT}
            for font in telling
        ]

    def _seal(self, name: str, content: bytes) -> None:
        packed = gzip.compress(content, 6, mtime=0)
        self._hand_over(name, json.dumps(_text(seal(self._data_key, name, packed))))

    def _hand_over(self, name: str, value: str) -> None:
        script = f'mendSealed("{name}",{value})\n'
        (self._site / SEALED / f"{name}.js").write_text(script, encoding="ascii")


def _taken(script: Path) -> str:
    """Return the text of a script that is to lie in the open no more, or nothing where none is."""
    if not script.is_file():
        return ""
    text = script.read_text(encoding="utf-8")
    script.unlink()
    return text


def _unlock_page(imprint: Imprint, templates: TemplateFolders, leave_to: str) -> str:
    return fill_document(
        templates, imprint.language, "lock/unlock.html.j2", imprint=imprint, leave_to=leave_to
    )


def _untold(known: Collection[str], stack: re.Match[str]) -> str:
    """Return a stack of fonts that tells no script: one name stands for all but `known`."""
    any_script = f'"{_ANY_SCRIPT}"'
    *families, generic = stack[2].split(",")
    kept = [family for family in families if family.strip('"') in known]
    return f"{stack[1]}:{','.join([*kept, any_script, generic])}"


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _remove_empty_folders(site: Path) -> None:
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
