"""Which words are one value: what people said is joined, a guess is only asked about."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.answers.value_map import ValueMapAnswers
from generator.guide.value_matching import match_values, suggest_matches
from generator.library.loader import load_deck
from generator.shipped import TemplateFolders, shipped_folder

LETTERS = st.characters(categories=("Ll", "Lo", "Mn"))
DECK = load_deck(TemplateFolders((shipped_folder() / "templates",)), "en")
NOTHING_SAID = ValueMapAnswers()

SAME, ASK, APART = "the same", "worth asking", "two things"

PAIRS = [
    # The same words, however they are typed
    ("Honesty", "honesty", SAME),
    ("room  to breathe", "Room to Breathe", SAME),
    ("Keeping each other’s backs", "keeping each other's backs", SAME),
    ("Égalité", "e\u0301galite\u0301", SAME),
    ("صدق", "صدق", SAME),
    ("Ｆａｍｉｌｙ", "Family", SAME),
    # Two names of one card
    ("Honesty", "telling the truth", SAME),
    ("truth", "sincerity", SAME),
    ("Loyalty", "faithfulness", SAME),
    ("fidelity", "being true", SAME),
    ("Reliability", "keeping your word", SAME),
    ("keeping promises", "follow-through", SAME),
    ("Respect", "being taken seriously", SAME),
    ("Openness", "no secrets", SAME),
    ("accountability", "owning up", SAME),
    ("Candour", "transparency", SAME),
    # Verb forms, plurals, small words: likely, and not for us to say
    ("telling the truth", "tell each other the truth", ASK),
    ("being honest", "honest", ASK),
    ("keeping promises", "keep my promises", ASK),
    ("to be honest with you", "Honesty", ASK),
    ("trust", "trusting", ASK),
    ("family", "families", ASK),
    ("My family", "Our families", ASK),
    ("laughing", "to laugh", ASK),
    ("the garden", "gardens", ASK),
    ("a steady home", "Steady homes", ASK),
    ("dreaming together", "dreams", ASK),
    # One within the other, where the deck does not know both
    ("security", "financial security", SAME),
    ("Family", "time with the family", ASK),
    ("Faith", "faith in God", ASK),
    ("no secrets", "no more secrets about money", ASK),
    ("truth", "truth at the table", ASK),
    # An accent more or less is another letter
    ("fidelidad", "fidelidád", ASK),
    ("résumé", "resume", ASK),
    ("Muße", "Musse", SAME),
    ("ano", "año", ASK),
    ("łączność", "lacznosc", ASK),
    ("Øm", "Om", ASK),
    ("Bağlılık", "baglilik", ASK),
    ("SAYGI", "saygı", ASK),
    ("İYİLİK", "iyilik", ASK),
    ("الصدق", "الصّدق", ASK),
    ("נאמנות", "נֶאֱמָנוּת", ASK),
    # Two things
    ("Honesty", "Loyalty", APART),
    ("calm", "play", APART),
    ("Kindness", "Independence", APART),
    ("money", "the mountains", APART),
    ("rest", "restaurants", APART),
    ("news", "new", APART),
    ("universe", "university", APART),
    ("صدق", "سلام", APART),
    ("Ehrlichkeit", "Honesty", APART),
    ("the", "a", APART),
    ("part", "party", APART),
    ("faith", "fate", APART),
]


def told(first: str, second: str, said: ValueMapAnswers = NOTHING_SAID) -> str:
    lists = {"alex": [first], "sam": [second]}
    if len(match_values(lists, said, DECK)) == 1:
        return SAME
    return ASK if suggest_matches(lists, said, DECK) else APART


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_two_words_are_the_same_or_asked_about_or_apart(
    first: str, second: str, expected: str
) -> None:
    """What is known is joined, what is likely is asked, and all else stays two things."""
    assert told(first, second) == told(second, first) == expected


@pytest.mark.parametrize(("first", "second"), [p[:2] for p in PAIRS if p[2] != SAME])
def test_whatever_they_say_is_the_same_is_joined(first: str, second: str) -> None:
    """A therapist who writes that two words mean one thing has the last word."""
    link = {"called": "ours", "words": {"alex": first, "sam": second}}
    said = ValueMapAnswers.model_validate({"same_value": [link]})
    (match,) = match_values({"alex": [first], "sam": [second]}, said, DECK)
    assert (match.name, match.places) == ("ours", {"alex": 0, "sam": 0})


@pytest.mark.parametrize(("first", "second"), [p[:2] for p in PAIRS if p[2] == ASK])
def test_a_question_that_was_answered_with_no_is_not_asked_again(first: str, second: str) -> None:
    """Two words that the couple keep apart stay apart, and no one is asked about them twice."""
    said = ValueMapAnswers.model_validate({"not_the_same": [{"alex": first, "sam": second}]})
    assert told(first, second, said) == APART


def test_two_names_of_one_card_can_be_kept_apart() -> None:
    """The deck's file says that truth is honesty; a couple may mean two things by them."""
    said = ValueMapAnswers.model_validate({"not_the_same": [{"alex": "truth", "sam": "honesty"}]})
    assert told("truth", "Honesty", said) == APART


def test_a_practice_makes_words_one_value_in_the_deck(
    write_tree: Callable[[Mapping[str, str]], Path],
) -> None:
    """A clinician who adds a name to a card has it joined for every couple."""
    shipped = (shipped_folder() / "templates/en/library/values.yml").read_text("utf-8")
    own = shipped.replace("[truth, ", "[truth, cards on the table, ", 1)
    folder = write_tree({"en/library/values.yml": own})
    deck = load_deck(TemplateFolders((folder, shipped_folder() / "templates")), "en")
    lists = {"alex": ["Cards on the table"], "sam": ["Honesty"]}
    (match,) = match_values(lists, NOTHING_SAID, deck)
    assert match.name == "Honesty"


def test_the_same_words_are_joined_before_other_names() -> None:
    """Who wrote both “truth” and “honesty” shares the very word, and loses neither."""
    lists = {"alex": ["truth", "honesty"], "sam": ["honesty"]}
    matches = match_values(lists, NOTHING_SAID, DECK)
    assert [(m.name, dict(m.places)) for m in matches] == [
        ("honesty", {"alex": 1, "sam": 0}),
        ("truth", {"alex": 0}),
    ]


WORDS = st.lists(
    st.one_of(
        st.sampled_from([word for pair in PAIRS for word in pair[:2]]),
        st.text(LETTERS, min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=12,
    unique_by=str.casefold,
)
SAID = st.fixed_dictionaries({"alex": WORDS, "sam": WORDS})


@given(SAID, st.data())
def test_no_word_is_lost_joined_twice_or_made_up(
    lists: dict[str, list[str]], data: st.DataObject
) -> None:
    """Every word that either wrote is in one match, whatever was linked or kept apart."""
    pairs = st.fixed_dictionaries({who: st.sampled_from(words) for who, words in lists.items()})
    links = st.builds(lambda words, called: {"called": called, "words": words},
                      pairs, st.sampled_from(["ours", "honesty"]))  # fmt: skip
    said = ValueMapAnswers.model_validate({
        "same_value": data.draw(st.lists(links, max_size=3)),
        "not_the_same": data.draw(st.lists(pairs, max_size=3)),
    })  # fmt: skip
    matches = match_values(lists, said, DECK)
    for who, words in lists.items():
        places = sorted(match.places[who] for match in matches if who in match.places)
        assert places == [*range(len(words))]


@given(SAID)
def test_it_does_not_matter_whose_list_comes_first(lists: dict[str, list[str]]) -> None:
    """The same pairs are joined and asked about, whoever is named first."""
    turned = dict(reversed(lists.items()))

    def joined(way: dict[str, list[str]]) -> set[frozenset[tuple[str, int]]]:
        found = match_values(way, NOTHING_SAID, DECK)
        return {frozenset(match.places.items()) for match in found}

    def asked(way: dict[str, list[str]]) -> set[frozenset[tuple[str, int]]]:
        found = suggest_matches(way, NOTHING_SAID, DECK)
        return {frozenset(places.items()) for places in found}

    assert joined(lists) == joined(turned)
    assert asked(lists) == asked(turned)
