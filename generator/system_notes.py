"""Files that editors and systems keep for themselves beside a person's own: `.DS_Store`, `a.yml~`.

They come and go as a folder is looked at, and hold nothing that anyone wrote for Mend.
"""


def is_a_note(name: str) -> bool:
    """Tell by a file's or a folder's own name whether it is one of these."""
    return name.startswith(".") or name.endswith("~")
