"""Where a practice lies: what could carry couples' answers out of it unseen."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.shipped import shipped_folder

_HOLDERS = ("couples", "build")

# Folder names that services for copying files to a cloud choose for themselves.
_SYNCED = (
    "box",
    "box sync",
    "cloudstorage",  # macOS keeps all newer services under ~/Library/CloudStorage
    "creative cloud files",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud drive",
    "iclouddrive",
    "mega",
    "mobile documents",  # iCloud, on macOS
    "my drive",
    "nextcloud",
    "onedrive",
    "owncloud",
    "pcloud drive",
    "pclouddrive",
    "proton drive",
    "syncthing",
    "tresorit",
)


# Files that a service leaves in a folder that it copies, whatever the folder is called.
_LEFT_BY_SYNC = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".owncloudsync.log",
    ".tmp.drivedownload",
)
_LEFT_BY_SYNC_PATTERNS = (".sync_*.db", "._sync_*.db", ".owncloud*.db", ".nextcloud*")


def synced_folder(practice: Path) -> Path | None:
    """Return the outermost folder around the practice that a cloud service copies, if any.

    Answers and builds may be links to other places: what lies around these counts as well.
    """
    for part in (practice, *(practice / name for name in _HOLDERS)):
        place = Path(os.path.realpath(part))
        for folder in (*reversed(place.parents), place):
            if _is_named_so(folder.name.casefold()) or _is_marked(folder):
                return folder
    return None


def _is_named_so(name: str) -> bool:
    # With an account they are called so: OneDrive - Practice Ltd, Dropbox (Personal), Nextcloud2.
    with_account = ("onedrive -", "dropbox (", "icloud drive (", "google drive (")
    return name.rstrip("0123456789") in _SYNCED or name.startswith(with_account)


def _is_marked(folder: Path) -> bool:
    if any((folder / name).exists() for name in _LEFT_BY_SYNC):
        # At home lie the settings of Dropbox itself, under the name of its mark.
        return folder != Path.home()
    return any(next(folder.glob(pattern), None) for pattern in _LEFT_BY_SYNC_PATTERNS)


def open_to_others(folder: Path) -> bool:
    """Return whether other users of this machine, or those of a group, may look into the folder."""
    place = folder.resolve()
    if not place.is_dir() or not place.stat().st_mode & 0o055:
        return False
    return all(parent.stat().st_mode & 0o011 for parent in place.parents)


@dataclass(frozen=True)
class InGit:
    """The couples that git has to do with, sorted; the invented samples don't count.

    `held` are those whose answers or guides it holds, or would take with `git add .`; `past` those
    that only an older commit holds.
    """

    held: tuple[str, ...]
    past: tuple[str, ...]


def couples_in_git(practice: Path) -> InGit | None:
    """Return the couples that git has to do with, or None where it can't or won't tell."""
    try:
        if practice.resolve() == shipped_folder():
            # A checkout's samples are those that its .gitignore lets in, as no real couple is.
            held = _listed(practice, "--cached", "--ignored")
            samples = _listed(practice, "--cached") - held
        else:
            held = _listed(practice, "--cached", "--others")
            samples = {path.name for path in (shipped_folder() / "couples").glob("*/")}
        ever = _couples(practice, *_EVER)
    except _NotToldError:
        return None
    return InGit(tuple(sorted(held - samples)), tuple(sorted(ever - samples - held)))


# Each commit that ever touched them, on whatever branch, merged or not, in names from here on.
_EVER = (
    *("log", "--all", "--full-history", "-m", "--no-renames", "--no-show-signature"),
    *("--format=", "--name-only", "--relative", "-z"),
)


class _NotToldError(Exception):
    """Raised where git has something to say about a folder and doesn't."""


def _listed(practice: Path, *options: str) -> set[str]:
    return _couples(practice, "ls-files", "-z", "--exclude-standard", *options)


def _couples(practice: Path, *command: str) -> set[str]:
    """Return the folder names under couples/ and build/ in what a command of git lists."""
    paths = [Path(name).parts for name in _git(practice, *command, "--", *_HOLDERS)]
    found = {parts[1] for parts in paths if len(parts) > 2}
    for holder in (practice / name for name in _HOLDERS):
        if holder.is_dir() and (holder.is_symlink() or (holder / ".git").exists()):
            # Perhaps in a repository of its own, which the one around the practice can't see into.
            inside = [Path(name).parts for name in _git(holder, *command, "--", ".")]
            found |= {parts[0] for parts in inside if len(parts) > 1}
    return found


def _git(folder: Path, *command: str) -> Iterator[str]:
    """Yield what git lists in a folder; nothing where there is no repository around it."""
    git = shutil.which("git")
    run = git and subprocess.run(
        [git, "-C", str(folder), *command],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if run and run.returncode == 0:
        yield from run.stdout.split("\0")
    elif _is_in_repository(folder):
        raise _NotToldError


def _is_in_repository(folder: Path) -> bool:
    """Tell whether there is a repository around a folder, looking as far as git does."""
    place = folder.resolve()
    for parent in (place, *place.parents):
        if (parent / ".git").exists():
            return True
        if parent.is_mount():
            return False
    return False
