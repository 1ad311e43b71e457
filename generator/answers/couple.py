"""`couples/NAME/couple.yml`: what is the couple's together, and the therapist's."""

from typing import Annotated, Literal

from pydantic import Field

from generator.answers.agreement import AgreementAnswers
from generator.answers.kinds import Copy, PaperSize
from generator.answers.model import Answer, Day, Id
from generator.answers.people import Breach, Country, Partner, Release, Therapist, Together
from generator.answers.plan import PlanAnswers
from generator.answers.value_map import ValueMapAnswers


class Couple(Answer):
    """The whole of `couple.yml`."""

    partners: Annotated[dict[Id, Partner], Field(min_length=2, max_length=2)]
    language: Literal["en"] = "en"
    country: Country
    paper: PaperSize | None = None
    copies: tuple[Copy, ...] = ()
    together: Together = Together()
    breach: Breach
    therapist: Therapist
    release: Release = Release()
    keep_until: Day | None = None
    value_map: ValueMapAnswers = ValueMapAnswers()
    agreement: AgreementAnswers
    plan: PlanAnswers
