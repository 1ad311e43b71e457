"""`couples/NAME/approved/N.yml`: the therapist's sign-off of exactly one text (rule 3)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.answers.agreement import Clause
from generator.answers.model import Answer, Day, Name

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Approval(Answer):
    """Who approved which answers, when, and the agreement as it stood.

    `beside` holds what is agreed around the clauses, as `guide.changes` names it. Once `withdrawn`,
    it tells what was initialled, and releases nothing. `seal` shows a later change of the file;
    one from before Mend kept it has none.
    """

    version: Annotated[int, Field(ge=1)]
    on: Day
    by: Name
    answers: Sha256
    clauses: tuple[Clause, ...]
    beside: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    withdrawn: Day | None = None
    seal: Sha256 | None = None


def seal_of(approval: Mapping[str, object]) -> str:
    """Return the SHA-256 of an approval as its file says it, whatever may be added later.

    It is no signature: whoever means to forge an approval can seal it anew.
    """
    sealed = {key: said for key, said in approval.items() if key not in ("seal", "withdrawn")}
    return hashlib.sha256(json.dumps(sealed, sort_keys=True).encode()).hexdigest()
