"""The few words that answers choose from."""

from typing import Literal

Role = Literal["hurt", "involved", "both"]
BreachKind = Literal[
    "affair", "emotional-affair", "online", "money-secrecy", "addiction-secrecy", "broken-promises"
]
Theme = Literal[
    "contact", "honesty", "technology", "money", "closeness", "family-and-privacy", "feelings"
]
Phase = Literal["safety", "stabilise", "understand", "rebuild", "maintain"]
Choice = Literal["repair", "undecided"]
Relationship = Literal["married", "partners", "engaged", "separated"]
Bond = Literal["monogamous", "open", "polyamorous", "our-own"]
PaperSize = Literal["A4", "Letter"]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
