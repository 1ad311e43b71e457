"""The two partners as the guide speaks of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.answers.agreement import BOTH
from generator.answers.answers import Answers
from generator.answers.kinds import Role
from generator.answers.partner import Shared


@dataclass(frozen=True)
class Person:
    """One partner: id, first name, role, and the shared half of their answers."""

    id: str
    name: str
    role: Role
    shared: Shared

    @property
    def hurt(self) -> bool:
        """Whether this partner was hurt by the breach; both can be."""
        return self.role in ("hurt", "both")

    @property
    def involved(self) -> bool:
        """Whether this partner broke the agreement; both can have."""
        return self.role in ("involved", "both")


@dataclass(frozen=True)
class People:
    """Both partners, in the order of the couple's file."""

    first: Person
    second: Person

    def __iter__(self) -> Iterator[Person]:
        return iter((self.first, self.second))

    def __getitem__(self, partner: str) -> Person:
        return {person.id: person for person in self}[partner]

    def other(self, partner: str) -> Person:
        """Return the one who is not `partner`."""
        return self.second if partner == self.first.id else self.first

    @property
    def hurt(self) -> tuple[Person, ...]:
        """Return whoever was hurt: one, or both."""
        return tuple(person for person in self if person.hurt)

    @property
    def involved(self) -> tuple[Person, ...]:
        """Return whoever broke the agreement: one, or both."""
        return tuple(person for person in self if person.involved)

    def named(self, partner: str) -> tuple[Person, ...]:
        """Return the people meant by a partner's id or by "both"."""
        return tuple(self) if partner == BOTH else (self[partner],)


def people_in(answers: Answers) -> People:
    """Return both partners of `answers`, in the order they are written."""
    first, second = (
        Person(id=name, name=partner.called, role=partner.role, shared=answers.shared[name])
        for name, partner in answers.couple.partners.items()
    )
    return People(first, second)
