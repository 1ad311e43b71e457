"""Whether an address leads to the web from wherever it stands."""

from urllib.parse import urlsplit


def is_web_address(address: object) -> bool:
    """Tell whether this is a whole address of a page of the web."""
    if not isinstance(address, str) or any(sign.isspace() for sign in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that don't close
        return False
