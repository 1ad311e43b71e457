"""What may befall a real `mend` from outside, made to happen at one moment of its work.

A module that Python loads by itself at its start listens to what the process does (an audit hook),
and meddles when the build of a couple is all but done: in whatever process that happens.
"""

import os
from pathlib import Path
from textwrap import dedent, indent

_HOOK = """\
import os, re, signal, sys
from pathlib import Path

_MOMENT = re.compile(r"/\\.{name}~[^/]*/manifest\\.json$")


def _meddle():
{do}


def _listen(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and _MOMENT.search(arguments[0]):
        _meddle()


sys.addaudithook(_listen)
"""

DIE = "os.kill(os.getpid(), signal.SIGKILL)"
END_THE_RUN = """\
import multiprocessing
os.kill(multiprocessing.parent_process().pid, signal.SIGKILL)"""
"""What a worker does to the process that it works for."""
HANG_UP = "os.killpg(0, signal.SIGHUP)"
"""What a terminal does to all that was started in it, when its window is closed."""


def meddling(folder: Path, name: str, do: str) -> dict[str, str]:
    """Return the settings of a `mend` to which `do` happens when this couple is all but built."""
    folder.mkdir(exist_ok=True)
    code = _HOOK.format(name=name, do=indent(dedent(do), "    "))
    (folder / "sitecustomize.py").write_text(code)
    path = filter(None, [str(folder), os.environ.get("PYTHONPATH")])
    return {"PYTHONPATH": os.pathsep.join(path)}


def once(flag: Path, do: str) -> str:
    """Return `do` as something that happens but once."""
    return (
        f"flag = Path({str(flag)!r})\nif not flag.exists():\n    flag.touch()\n{indent(do, '    ')}"
    )
