"""The few words that answers choose from."""

from typing import Literal

from generator.library.models import BreachKind, Theme

Role = Literal["hurt", "involved", "both"]
Phase = Literal["safety", "stabilise", "understand", "rebuild", "maintain"]
Choice = Literal["repair", "undecided"]
Relationship = Literal["married", "partners", "engaged", "separated"]
Bond = Literal["monogamous", "open", "polyamorous", "our-own"]
Copy = Literal["large-print", "to-fill"]
PaperSize = Literal["A4", "Letter"]
Tick = Literal["agree", "not-yet", "talk-first"]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

__all__ = [
    "Bond",
    "BreachKind",
    "Choice",
    "PaperSize",
    "Phase",
    "Relationship",
    "Role",
    "Theme",
    "Tick",
    "Weekday",
]
