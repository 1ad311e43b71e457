"""Which two letters stand for a country, and which are often taken for one."""

from babel import Locale

_MEANT = {"UK": "GB", "EN": "GB", "EL": "GR"}


def is_country(code: str) -> bool:
    """Tell whether these two capital letters stand for a country, as ISO 3166-1 has it."""
    return code in Locale("en").territories


def meant_country(code: str) -> str:
    """Return the code that was probably meant, or "" where there is no telling."""
    return _MEANT.get(code, "")
