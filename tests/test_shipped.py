from collections.abc import Callable
from pathlib import Path

import pytest

from generator.shipped import TemplateFolders, practice_templates, shipped_folder

WriteTree = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def folders(write_tree: WriteTree) -> TemplateFolders:
    """Two folders that share one name, and a secret beside them."""
    root = write_tree(
        {
            "own/en/b.yml": "own",
            "shipped/en/a.yml": "shipped",
            "shipped/en/b.yml": "shipped",
            "shipped/en/c.md": "shipped",
            "secret.yml": "secret",
        }
    )
    return TemplateFolders((root / "own", root / "shipped", root / "absent"))


def test_the_shipped_folder_holds_the_templates() -> None:
    """In a checkout and in a wheel alike, templates are found beside the code."""
    assert (shipped_folder() / "templates").is_dir()


def test_the_practice_wins(folders: TemplateFolders) -> None:
    """A file of the same path in the first folder is taken, any other from the next."""
    assert folders.find("en/b.yml").read_text() == "own"
    assert folders.find("en/a.yml").read_text() == "shipped"


def test_folders_are_merged_by_name(folders: TemplateFolders) -> None:
    """Each name comes once, sorted, from the folder that has the last word."""
    assert [p.relative_to(p.parents[2]).as_posix() for p in folders.all("en", ".yml")] == [
        "shipped/en/a.yml",
        "own/en/b.yml",
    ]
    assert folders.all("absent", ".yml") == ()


def test_layers_end_with_the_practice(folders: TemplateFolders) -> None:
    """Every folder's file of that name is given, the one with the last word last."""
    assert [path.read_text() for path in folders.layers("en/b.yml")] == ["shipped", "own"]
    assert folders.layers("../secret.yml") == ()


@pytest.mark.parametrize(
    "name",
    ["../secret.yml", "en/../../secret.yml", "/etc/passwd", "en", "absent.yml", "..\\secret.yml"],
)
def test_no_name_leads_out(folders: TemplateFolders, name: str) -> None:
    """A name that isn't a file in the folders is not found, whatever it points at."""
    with pytest.raises(FileNotFoundError):
        folders.find(name)
    assert folders.all("..", ".yml") == ()


def test_no_link_leads_out(folders: TemplateFolders) -> None:
    """A link in a template folder doesn't make a file elsewhere readable."""
    own = folders.folders[0]
    (own / "en" / "leak.yml").symlink_to(own.parent / "secret.yml")
    with pytest.raises(FileNotFoundError):
        folders.find("en/leak.yml")
    assert "leak.yml" not in [path.name for path in folders.all("en", ".yml")]


def test_a_practice_without_templates_uses_ours(tmp_path: Path) -> None:
    """Most practices change nothing: theirs is an empty folder, then comes ours."""
    assert practice_templates(tmp_path).folders == (
        tmp_path / "templates",
        shipped_folder() / "templates",
    )
    checkout = practice_templates(shipped_folder())
    assert checkout.folders == (shipped_folder() / "templates",)
