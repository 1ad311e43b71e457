"""Whether a build is whole: every file that its manifest names, as it was made, and no other."""

from pathlib import Path

from generator.practice.half_made import being_filled
from generator.practice.manifest import files_of, read_manifest


def assert_whole(build: Path) -> None:
    """Fail unless the build in this folder is one that was finished."""
    manifest = read_manifest(build)
    assert manifest is not None, build
    assert files_of(build) == dict(manifest.files)


def leftovers(builds: Path) -> list[str]:
    """Return what lies in a folder of builds and is no build."""
    return sorted(path.name for path in builds.iterdir() if path.name.startswith("."))


def half_made(target: Path) -> Path:
    """Return a folder as a killed run of this machine leaves it of what was to become `target`."""
    target.parent.mkdir(exist_ok=True)
    with being_filled(target) as folder:
        return folder
