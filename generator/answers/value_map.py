"""What the couple wrote together for the value map (V2, V4, V5, V10)."""

from pydantic import Field

from generator.answers.model import Answer, Day, Id, Name, Words


class SameValue(Answer):
    """Two names that the couple agree mean one value; a link that people made, never a guess."""

    called: Name
    words: dict[Id, Name]


class Goal(Answer):
    """A shared goal that grew out of shared values, with a first small step."""

    goal: Words
    from_values: tuple[Name, ...] = Field(min_length=1)
    first_step: Words
    by: Day


class ValueMapAnswers(Answer):
    """Links between the two lists, goals and purpose."""

    same_value: tuple[SameValue, ...] = ()
    not_the_same: tuple[dict[Id, Name], ...] = ()
    same_word_different_meaning: tuple[Name, ...] = ()
    purpose: Words | None = None
    goals: tuple[Goal, ...] = ()
    talks: tuple[Day, ...] = Field(default=(), max_length=3)
    questions: tuple[Words, ...] = ()
