"""Compiled templates: kept for the next run, and for nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

from generator.pages.compiled import compiled_templates
from generator.pages.environment import environment
from generator.shipped import TemplateFolders

HERE = Locale.parse("en_GB")


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder for caches of our own, empty, with nothing of this process remembered."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    _forget()
    yield tmp_path / "caches"
    _forget()


def _forget() -> None:
    compiled_templates.cache_clear()
    environment.cache_clear()


def said(folder: Path) -> str:
    """Return what the one template in a folder says, to a process that has just begun."""
    _forget()
    made = environment(TemplateFolders((folder,)), "en", HERE)
    return made.get_template("documents/a.md.j2").render(name="*Alex*")


def test_a_template_is_kept_and_a_changed_one_counts(tmp_path: Path, caches: Path) -> None:
    """The second run says the same as the first; an edited template is never answered by an old."""
    template = tmp_path / "en/documents/a.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text("Dear {{ name }}")
    first = said(tmp_path)
    assert len([*caches.rglob("*.cache")]) == 1
    assert said(tmp_path) == first
    template.write_text("Hello {{ name }}")
    assert said(tmp_path) == first.replace("Dear", "Hello")


def test_what_is_kept_holds_no_answers(tmp_path: Path, caches: Path) -> None:
    """No word of a couple is written into the cache, and nobody else may look or write there."""
    template = tmp_path / "en/documents/a.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text("Dear {{ name }}")
    assert "Alex" in said(tmp_path)
    kept = [path for path in caches.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"Alex" in path.read_bytes() for path in kept)
    assert {path.parent.stat().st_mode & 0o777 for path in kept} == {0o700}


def test_a_folder_that_others_may_write_to_is_not_trusted(caches: Path) -> None:
    """What anyone else could have put there is never run."""
    (caches / "mend-guide").mkdir(parents=True)
    (caches / "mend-guide").chmod(0o777)
    assert compiled_templates(HERE) is None


def test_without_a_place_to_keep_them_guides_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home that can't be written to costs time, not a guide."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    template = tmp_path / "en/documents/a.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text("Dear {{ name }}")
    assert said(tmp_path).startswith("Dear")
