"""Where a practice lies: what could carry couples' answers out of it unseen."""

import shutil
import subprocess
from pathlib import Path

from generator.shipped import shipped_folder

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
    """Return the outermost folder around the practice that a cloud service copies, if any."""
    place = practice.resolve()
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
    """Return whether other users of this machine may look into the folder."""
    place = folder.resolve()
    if not place.is_dir() or not place.stat().st_mode & 0o005:
        return False
    return all(parent.stat().st_mode & 0o001 for parent in place.parents)


def couples_in_git(practice: Path) -> tuple[str, ...]:
    """Return the couples whose answers or guides git holds, or would take with `git add .`.

    The invented samples that come with Mend don't count.
    """
    if shutil.which("git") is None:
        return ()
    held = _couples(practice, "--cached", "--others")
    if practice.resolve() == shipped_folder():
        # A checkout's samples are those that its .gitignore lets in, as no real couple is.
        return tuple(sorted(_couples(practice, "--cached", "--ignored")))
    samples = {path.name for path in (shipped_folder() / "couples").glob("*/")}
    return tuple(sorted(held - samples))


def _couples(practice: Path, *options: str) -> set[str]:
    """Return the folder names under couples/ and build/ in what `git ls-files` lists."""
    list_files = ["git", "-C", str(practice), "ls-files", "-z", "--exclude-standard", *options]
    listed = subprocess.run(
        [*list_files, "--", "couples", "build"],
        capture_output=True,
        text=True,
        check=False,
    )
    paths = (Path(name).parts for name in listed.stdout.split("\0"))
    return {parts[1] for parts in paths if len(parts) > 2}
