"""The answers of one couple who never lived, as data: the same for the same seed.

Some wrote as little as the small couple of `made_up`, some as much as the longest sample.
"""

from collections.abc import Sequence
from datetime import date
from typing import get_args

from generator.answers.kinds import Bond, BreachKind, Relationship, Theme
from generator.guide.phases import GATES, PHASES
from tests.many_words import CALLED, GAPS, HOMES
from tests.teller import Data, Teller, kept


def couple(tell: Teller) -> Data:
    """Return the data of couple.yml."""
    country = tell.one(sorted(HOMES))
    zone, phone = HOMES[country]
    copies = [copy for copy in ("large-print", "to-fill") if tell.number(1, 12) == 1]
    return kept(
        partners={who: {"called": CALLED[who], "role": role} for who, role in tell.roles.items()},
        country=country,
        paper="Letter" if country == "US" and tell.maybe() else None,
        copies=copies,
        together=_together(tell),
        breach=kept(
            kind=tell.one(get_args(BreachKind)),
            in_our_words=tell.say("story", tell.count(4, 1)) if tell.maybe() else None,
            touched=sorted({tell.a_value() for _ in range(tell.count(3))}),
            came_to_light=tell.day(-120, -40) if tell.maybe() else None,
        ),
        therapist={"called": "Dr Plume", "phone": phone},
        release=_release(tell),
        keep_until="2028-11-30",
        value_map=_value_map(tell),
        agreement=_agreement(tell),
        plan=_plan(tell, zone),
    )


def partner(tell: Teller, who: str) -> Data:
    """Return the data of one partner's own file."""
    shared = kept(
        values=[_value(tell, name) for name in tell.values[who]],
        share_lived=tell.maybe() or None,
        needs=tell.said(4, "need"),
        intention=tell.more("hope"),
        view=tell.more("story"),
        background=kept(
            traditions=tell.more("custom"), family=tell.more("custom"),
            faith=tell.more("custom"), curious_about=tell.more("question"),
        ),
        fears=tell.said(3, "feeling"), hopes=tell.said(3, "hope"),
        makes_room=tell.said(3, "care"), early_signs=tell.said(3, "sign"),
        triggers=tell.several(3, lambda _: {
            "what": tell.say("told"), "feels": tell.say("feeling"), "helps": tell.say("need"),
        }),
        self_care=tell.said(4, "care"),
        updates=tell.several(2, lambda _: {"what": tell.say("told"), "when": tell.say("when")}),
        words_that_hurt=tell.said(3, "quote"), words_that_help=tell.said(3, "quote"),
        closeness=tell.more("looks_like"), memories=tell.said(3, "memory"),
        listens_best_when=tell.more("looks_like"),
    )  # fmt: skip
    private = kept(
        notes=tell.more("private"), fears=tell.said(2, "private"),
        for_the_therapist=tell.more("private"), for_my_pages=tell.said(2, "for_my_pages"),
    )  # fmt: skip
    return kept(shared=shared, private=private)


def review(tell: Teller, clauses: Sequence[Data], on: str) -> Data:
    """Return the data of the review of a day."""
    told = [clause["id"] for clause in clauses if tell.maybe()]
    ticks = ("agree", "agree", "talk-first", "not-yet")
    return kept(
        on=on,
        values={
            who: [{"value": name, "important": tell.number(6, 10), "lived": tell.number(0, 8)}
                  for name in names]
            for who, names in tell.values.items()
        },
        ledger=[
            kept(clause=name, delivered=tell.say("told"), still_hard=tell.more("feeling"))
            for name in told
        ],
        on_paper=[
            {"clause": name, "ticked": {who: tell.one(ticks) for who in tell.partners}}
            for name in told[:3]
        ],
        celebrated=tell.said(3, "told"), still_hard=tell.said(2, "feeling"),
    )  # fmt: skip


def approval(clauses: Sequence[Data]) -> Data:
    """Return the data of the first approval: all but the last clause stood as they do now."""
    earlier = [*clauses[:-1], clauses[-1] | {"when": "every evening"}]
    return {
        "version": 1, "on": "2026-11-02", "by": "Dr Plume", "answers": "0" * 64,
        "clauses": earlier,
    }  # fmt: skip


def _together(tell: Teller) -> Data:
    return kept(
        are=tell.one(get_args(Relationship)), bond=tell.one(get_args(Bond)),
        since=tell.number(1988, 2022) if tell.maybe() else None,
        children=tell.maybe() or None, faith_and_culture=tell.more("custom"),
    )  # fmt: skip


def _release(tell: Teller) -> Data:
    """Return what the therapist signed: the release of a third isn't complete yet."""
    choices = dict.fromkeys(tell.partners, "repair")
    if tell.number(1, 6) == 1:
        choices[tell.partners[1]] = "undecided"
    whole = tell.number(1, 3) > 1
    return {
        "seen_alone": {who: tell.day(-50, -25) for who in tell.partners if whole},
        "choices": choices,
        "breach_ended": whole,
    }


def _value(tell: Teller, name: str) -> Data:
    act = {
        "on": tell.say("when"), "will": tell.say("act"), "if": tell.say("if"),
        "then": tell.say("act"),
    }  # fmt: skip
    return kept(
        value=name, means=tell.say("means", tell.count(2, 1)),
        looks_like=tell.more("looks_like"), important=tell.number(6, 10),
        lived=tell.number(0, 8), act=act if tell.maybe() else None,
    )  # fmt: skip


def _value_map(tell: Teller) -> Data:
    first, second = (tell.values[who] for who in tell.partners)
    return kept(
        same_word_different_meaning=[name for name in first if name in second and tell.maybe()],
        purpose=tell.more("hope"),
        goals=tell.several(3, lambda _: {
            "goal": tell.say("goal"), "from_values": [tell.a_value()],
            "first_step": tell.say("task"), "by": tell.day(20, 200),
        }),
        questions=tell.said(4, "question"),
    )  # fmt: skip


def _agreement(tell: Teller) -> Data:
    time_out = kept(
        called_by=f"A hand on the {tell.one(GAPS['thing'])}",
        at_least_minutes=tell.one((20, 30, 45)), back_within_hours=tell.one((6, 12, 24)),
    )  # fmt: skip
    return kept(
        terms=tell.say("terms", tell.count(3, 1)),
        clauses=[_clause(tell, number) for number in range(tell.count(13, 2))],
        kept_private=tell.several(3, lambda _: {
            "whose": tell.either(), "what": tell.say("custom"),
        }),
        who_knows=tell.several(3, lambda _: {
            "who": tell.one(GAPS["person"]), "what": tell.say("told"),
        }),
        old_patterns=tell.several(3, lambda _: {
            "pattern": tell.say("sign"), "instead": tell.say("looks_like"),
        }),
        talking=kept(
            time_limit_minutes=tell.one((20, 30, 45)), safe_topics=tell.said(4, "ritual"),
            with_the_therapist=tell.said(3, "question"), time_out=time_out,
        ),
    )  # fmt: skip


def _clause(tell: Teller, number: int) -> Data:
    theme = tell.one(get_args(Theme))
    owner = tell.either() if number > 1 else tell.partners[number]
    starts = date.fromisoformat(tell.day(-20, 0))
    opened = {"voluntary": True, "scope": tell.say("scope"), "withdraw": tell.say("withdraw")}
    may_meet = tell.roles.get(owner, "hurt") != "hurt"
    return kept(
        id=f"{theme}-{number + 1}",
        theme=theme,
        protects=tell.a_value(),
        asked_by=tell.either(),
        in_their_words=tell.say("wish"),
        owner=owner,
        will=tell.say("will"),
        when=tell.say("when"),
        where=tell.more("where"),
        seen_by=tell.say("seen_by"),
        if_missed=tell.say("if_missed"),
        **{"from": starts.isoformat()},
        review=tell.day(22, 30, starts),
        until=tell.day(60, 90, starts),
        non_negotiable=True if tell.number(1, 5) == 1 else None,
        transparency=opened if theme in ("money", "technology") else None,
        no_contact={"unavoidable": tell.say("unavoidable")}
        if theme == "contact" and may_meet
        else None,
    )


def _plan(tell: Teller, zone: str) -> Data:
    phase = tell.one(PHASES)
    before = PHASES[: PHASES.index(phase)]
    return kept(
        phase=phase,
        started=tell.day(-20, 0),
        next_session=tell.day(1, 20) if tell.maybe() else None,
        check_ins={"daily": "20:30", "weekly": "Sunday 17:00", "monthly": "first Sunday 17:00"},
        timezone=zone if tell.maybe() else None,
        disclosure_complete=tell.day(-20, -5) if "stabilise" in before else None,
        gates_met=[gate for earlier in before for gate in GATES[earlier]],
        milestones=tell.several(8, lambda number: {
            "id": f"milestone-{number + 1}", "what": tell.say("goal"), "by": tell.day(1, 300),
            "phase": tell.one(PHASES),
        }),
        steps=tell.several(12, lambda number: {
            "id": f"step-{number + 1}", "who": tell.either(), "what": tell.say("task"),
            "when": tell.say("when"), "on": tell.day(-15, 40), "value": tell.a_value(),
        }),
        accounts={who: {
            "i_did": tell.say("did", tell.count(2, 1)),
            "what_it_did_to_you": tell.say("effect"), "i_will": tell.say("hope"),
        } for who, role in tell.roles.items() if role != "hurt" and tell.maybe()},
        understandings=tell.several(2, lambda _: {
            "seen_by": tell.one(tell.partners), "seen": tell.say("told"),
            "effect": tell.say("feeling"), "meant": tell.say("hope"),
        }),
        rituals=tell.several(3, lambda _: {"what": tell.say("ritual"), "when": tell.say("when")}),
        setback=kept(
            own_it_within="the same evening", repair_step=tell.say("if_missed"),
        ) if tell.maybe() else None,
        celebrations=tell.several(3, lambda _: {
            "what": tell.say("told"), "how": tell.say("ritual"),
        }),
        support=kept(others=tell.said(3, "care")),
        horizon={"we_keep": tell.say("looks_like", 2)} if tell.maybe() else None,
    )  # fmt: skip
