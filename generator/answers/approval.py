"""`couples/NAME/approved/N.yml`: the therapist's sign-off of exactly one text (rule 3)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.answers.agreement import Clause
from generator.answers.model import Answer, Day, Name


class Approval(Answer):
    """Who approved which answers, when, and the agreement as it stood.

    `beside` holds what is agreed around the clauses, as `guide.changes` names it. Once `withdrawn`,
    it tells what was initialled, and releases nothing.
    """

    version: Annotated[int, Field(ge=1)]
    on: Day
    by: Name
    answers: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    clauses: tuple[Clause, ...]
    beside: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    withdrawn: Day | None = None
