"""One partner's own file: what may be shared, and what never is."""

from pydantic import Field

from generator.answers.model import Answer, Name, Rating, Words


class Act(Answer):
    """A value turned into conduct: on a day I will do this; if that gets in the way, then this."""

    on: Words
    will: Words
    if_: Words = Field(alias="if")
    then: Words


class Value(Answer):
    """What matters to one partner, in their own words; ratings compare only within one person.

    Every value is rated in its owner's file. Where both read, a rating is None unless its owner
    shares it.
    """

    value: Name
    means: Words
    looks_like: Words | None = None
    important: Rating | None
    lived: Rating | None
    act: Act | None = None


class Trigger(Answer):
    """What sets the pain off, and the agreed way through it (P8)."""

    what: Words
    feels: Words | None = None
    helps: Words
    you_can: Words | None = None


class Update(Answer):
    """Something told without being asked (P9)."""

    what: Words
    when: Words


class Background(Answer):
    """Where a partner comes from (V8)."""

    traditions: Words | None = None
    family: Words | None = None
    faith: Words | None = None
    community: Words | None = None
    curious_about: Words | None = None


class Shared(Answer):
    """The half of a partner's answers that both may read. Values stand in order of importance."""

    values: tuple[Value, ...] = Field(min_length=1, max_length=12)
    share_lived: bool = False
    needs: tuple[Words, ...] = ()
    intention: Words | None = None
    view: Words | None = None
    background: Background = Background()
    fears: tuple[Words, ...] = ()
    hopes: tuple[Words, ...] = ()
    makes_room: tuple[Words, ...] = ()
    early_signs: tuple[Words, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    self_care: tuple[Words, ...] = ()
    updates: tuple[Update, ...] = ()
    words_that_hurt: tuple[Words, ...] = ()
    words_that_help: tuple[Words, ...] = ()
    closeness: Words | None = None
    memories: tuple[Words, ...] = ()
    listens_best_when: Words | None = None


class Private(Answer):
    """The half that is for its owner and the therapist; no guide is ever made from it.

    `for_my_pages` is printed on its owner's own pages, and nowhere else.
    """

    notes: Words | None = None
    fears: tuple[Words, ...] = ()
    not_ready_to_share: tuple[Words, ...] = ()
    for_the_therapist: Words | None = None
    for_my_pages: tuple[Words, ...] = ()


class PartnerFile(Answer):
    """`couples/NAME/PARTNER.yml`."""

    shared: Shared
    private: Private = Private()
