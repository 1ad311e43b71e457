import pytest

from generator.guide.wording import Where, find_wording
from generator.library.loader import load_wording
from generator.library.models import WordingRule
from generator.shipped import TemplateFolders, shipped_folder

RULES = load_wording(TemplateFolders((shipped_folder() / "templates",)), "en")
FLAGS = [(rule, text) for rule in RULES for text in rule.flags]
PASSES = [(rule, text) for rule in RULES for text in rule.passes]


def _rule(**changes: object) -> WordingRule:
    made = {
        "id": "06-made-up", "rule": 6, "severity": "warn", "applies_to": "clauses",
        "why": "Why.", "instead": "Instead.", "source": "made up",
        "phrases": ["read~ * messages"], "flags": ["Read messages"], "passes": ["Read"],
    }  # fmt: skip
    return WordingRule.model_validate(made | changes)


def _where(rule: WordingRule) -> Where:
    """Return where an example of a rule stands: in the one place it is for, if there is one."""
    to = rule.applies_to
    return to if to in ("seen_by", "if_missed", "scope", "withdraw") else "clause"


def _excerpts(text: str, rule: WordingRule) -> list[str]:
    return [match.excerpt for match in find_wording(text, [rule], "clause")]


def _name(value: object) -> str | None:
    return value.id if isinstance(value, WordingRule) else None


@pytest.mark.parametrize(("rule", "text"), FLAGS, ids=_name)
def test_a_rule_finds_its_flags(rule: WordingRule, text: str) -> None:
    """Every example that must be flagged is found by its rule."""
    assert find_wording(text, [rule], _where(rule))


@pytest.mark.parametrize(("rule", "text"), PASSES, ids=_name)
def test_a_rule_lets_its_passes_be(rule: WordingRule, text: str) -> None:
    """No example that must pass is scolded by its rule."""
    assert find_wording(text, [rule], _where(rule)) == ()


@pytest.mark.parametrize(("rule", "text"), PASSES, ids=_name)
def test_what_passes_one_rule_is_not_rejected_by_another(rule: WordingRule, text: str) -> None:
    """An innocent sentence is innocent for the whole set: at most another rule warns."""
    found = find_wording(text, RULES, "text" if rule.applies_to == "everywhere" else _where(rule))
    assert [match for match in found if match.severity == "reject"] == []


REASONS = (
    "as she knew about it", "because it makes Kim feel safe at night", "who knew about it",
    "so that both of us can heal in peace", "for the sake of our kids and friends",
    "since he said that he minds it", "while we work on it", "after what happened",
    "until Kim trusts me again",
)  # fmt: skip
"""What is put behind a refused sentence to make it sound fair."""

NO_SENTENCE = {
    f"{text}, who knew about it" for text in ("I can't", "No", "Never", "Keep my location on")
}


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_switches_no_rule_off(reason: str) -> None:
    """A refused sentence stays refused when a reason stands behind it."""
    refused = [(rule, text) for rule, text in FLAGS if rule.severity != "warn"]
    assert len(refused) > 300
    silent = [
        f"{text}, {reason}"
        for rule, text in refused
        if not find_wording(f"{text}, {reason}", [rule], _where(rule))
    ]
    assert set(silent) <= NO_SENTENCE


def test_every_rule_has_ten_examples_each_way() -> None:
    """The examples are the tests, so each file has at least ten that differ, both ways."""
    assert {rule.rule for rule in RULES} == {6, 7, 8, 9, 10, 12, 13, 14, 18, 24, 30}
    for rule in RULES:
        assert len(set(rule.flags)) >= 10, rule.id
        assert len(set(rule.passes)) >= 10, rule.id


@pytest.mark.parametrize(
    "text",
    [
        "I read your messages",
        "READING HER OLD MESSAGES",
        "I\u2019d read\n  Sam's messages",
        "Reads e-mails, letters, and messages",
    ],
)
def test_a_phrase_survives_case_tense_breaks_and_commas(text: str) -> None:
    """Ordinary variation in how a sentence is typed makes no difference."""
    assert len(_excerpts(text, _rule())) == 1


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("will not apologis~", "I won't apologize"),
        ("can not", "I cannot"),
        ("do not", "They DON’T"),
        ("behaviour", "their behavior"),
        ("counsellor", "a counselor"),
        ("lie-detector", "a lie detector"),
        ("sam's", "Sam’s"),
        ("^ you must", "I go. You must stay"),
    ],
)
def test_spellings_are_one(phrase: str, text: str) -> None:
    """Contractions, hyphens, apostrophes and both shores' spellings are written once."""
    assert _excerpts(text, _rule(phrases=[phrase]))


@pytest.mark.parametrize(
    "text",
    [
        "I read. You write messages",
        "I read one two three four five messages",
        "I spread the messages",
        "",
        "… !",
        "读 消息",
    ],
)
def test_a_phrase_stays_in_its_sentence_and_its_words(text: str) -> None:
    """No match across a full stop, beyond four words or within a longer word."""
    assert _excerpts(text, _rule()) == []


def test_a_match_quotes_the_text_as_typed() -> None:
    """The excerpt and its start are in the reader's own text, with their own signs."""
    text = "First, tea.  Then I won’t   READ  Sam’s\nmessages, ever."
    (match,) = find_wording(text, [_rule()], "clause")
    assert match.excerpt == "READ  Sam’s\nmessages"
    assert text[match.start :].startswith(match.excerpt)


def test_unless_and_fine_after_let_a_match_through() -> None:
    """A longer fine phrase around the match, or a turning word before it, lets it pass."""
    rule = _rule(unless=["read~ * messages together"], fine_after=["not"])
    assert _excerpts("Read our messages together", rule) == []
    assert _excerpts("I won't ever read your messages", rule) == []
    assert _excerpts("It is not late. I read your messages", rule) == ["read your messages"]
    both = "Read our messages together and read your messages alone"
    assert _excerpts(both, rule) == ["read your messages"]


def test_a_turning_word_can_be_turned_back() -> None:
    """“Never forget to” and “without a word” ask for the very thing: they let nothing through."""
    rule = _rule(
        fine_after=["not", "never", "without"], turns_back=["forget~", "a word", "without"]
    )
    assert _excerpts("Never read your messages", rule) == []
    assert _excerpts("Without anger or reading messages", rule) == []
    for text in ("Never forget to read", "Without a word read", "I won't sleep without reading"):
        assert _excerpts(f"{text} your messages", rule)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Leave out "you read my messages"', False),
        ("Say “I read your messages”, each time", False),
        ("Dis « je read messages »", False),
        ('Say "sorry" and read your messages, "sorry"', True),
        ('I read "messages" of yours', True),
        ('"Read your messages', True),
    ],
)
def test_what_others_may_say_is_let_through_where_a_rule_says_so(text: str, found: bool) -> None:
    """Two words or more in quotation marks are quoted; marks round one word change nothing."""
    assert bool(_excerpts(text, _rule(quoted="fine"))) is found
    assert _excerpts(text, _rule())


def test_a_reason_behind_a_fine_phrase_excuses_nothing() -> None:
    """An `unless` phrase that only holds thanks to the reason given lets no finding through."""
    rule = _rule(unless=["read~ * messages * letters"], reasons=["because"])
    assert _excerpts("Read your messages and letters", rule) == []
    assert _excerpts("Read your messages because of letters", rule) == ["Read your messages"]


def test_a_rule_may_need_words() -> None:
    """A text that says nothing of what a rule needs is found as a whole, unless refused already."""
    rule = _rule(phrases=[], needs=["say~ so"])
    assert _excerpts("Somehow. One day", rule) == ["Somehow. One day"]
    assert _excerpts("I say so", rule) == _excerpts(" … ", rule) == []
    assert len(find_wording("I read messages", [_rule(), rule], "clause")) == 1


def test_the_end_of_a_sentence_can_be_asked_for() -> None:
    """A phrase that ends in `$` finds a sentence that ends there, and no longer one."""
    rule = _rule(phrases=["i can not $"])
    assert _excerpts("I can't. Ask me", rule) == _excerpts("I can't", rule) == ["I can't"]
    assert _excerpts("I can't say it", rule) == []


@pytest.mark.parametrize("text", ["Let MARY  ANN read", "Let Mary Ann’s sister read"])
def test_a_name_counts_as_one_word(text: str) -> None:
    """A partner called Mary Ann is found where one called Kim is, and quoted as typed."""
    rule = _rule(phrases=["let ~ read", "let ~'s sister read"])
    assert [one.excerpt for one in find_wording(text, [rule], "clause", ["Mary Ann", "Jo"])] == [
        text
    ]
    assert find_wording(text, [rule], "clause") == ()


def test_rules_for_clauses_leave_other_texts_alone() -> None:
    """What hurts a couple may be told freely: only what a clause's owner does is held to this."""
    assert find_wording("You read my messages", [_rule()], "text") == ()
    everywhere = _rule(applies_to="everywhere")
    assert find_wording("You read my messages", [everywhere], "text")


def test_matches_come_in_the_order_of_the_text() -> None:
    """Findings of all rules follow the text, so that a reader can go through once."""
    found = find_wording("Always give him my password and never lie", RULES, "clause")
    assert [match.rule for match in found] == ["14-vague", "06-passwords", "14-vague"]
    assert [match.start for match in found] == sorted(match.start for match in found)
