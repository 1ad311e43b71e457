"""The value map compares lists: loses nothing, invents nothing, takes no side."""

from hypothesis import given
from hypothesis import strategies as st

from generator.answers.partner import Shared, Value
from generator.answers.value_map import SameValue, ValueMapAnswers
from generator.guide.people import People, Person
from generator.guide.value_comparison import ValueComparison, compare_values
from generator.library.deck import NO_DECK, Deck

NAMES = st.lists(
    st.sampled_from(["honesty", "family", "calm", "faith", "صدق", "Ehrlichkeit", "play", "rest"]),
    min_size=1,
    max_size=8,
    unique=True,
)


def person(name: str, values: list[str]) -> Person:
    held = tuple(Value(value=v, means="…", important=5, lived=5) for v in values)
    return Person(id=name, name=name.title(), role="both", shared=Shared(values=held))


def compared(
    first: list[str], second: list[str], deck: Deck = NO_DECK, **said: object
) -> ValueComparison:
    people = People(person("alex", first), person("sam", second))
    return compare_values(people, ValueMapAnswers.model_validate(said), deck)


def names(values: tuple[object, ...]) -> set[str]:
    return {value.name for value in values}  # type: ignore[attr-defined]


@given(NAMES, NAMES)
def test_no_value_is_lost_or_invented(first: list[str], second: list[str]) -> None:
    """Every value of both lists is on the map once, and no other."""
    values = compared(first, second).values
    assert sorted(value.name for value in values) == sorted({*first, *second})


@given(NAMES, NAMES)
def test_the_map_takes_no_side(first: list[str], second: list[str]) -> None:
    """Common ground and differences are the same whoever is named first."""
    one, other = compared(first, second), compared(second, first)
    assert names(one.shared) == names(other.shared) == set(first) & set(second)
    assert names(one.mainly("alex")) == names(other.mainly("sam"))


def test_case_and_accent_forms_are_the_same_word() -> None:
    """Two people who type one word differently share it all the same."""
    assert names(compared(["Égalité"], ["e\u0301galite\u0301"]).shared) == {"Égalité"}


def test_a_link_joins_two_names() -> None:
    """What the couple said means the same is common ground under the name they chose."""
    link = SameValue(called="honesty", words={"alex": "no secrets", "sam": "telling the truth"})
    values = compared(["no secrets"], ["telling the truth"], same_value=(link,))
    assert names(values.shared) == {"honesty"}
    assert values.called("No Secrets") is values.called("honesty")


def test_near_words_are_never_guessed() -> None:
    """Words that look alike stay apart until the couple say that they mean the same."""
    assert not compared(["trust"], ["trusting"]).shared


def test_one_word_may_mean_two_things() -> None:
    """A word that both use and mean differently is no common ground, and said so."""
    values = compared(["family"], ["family"], same_word_different_meaning=("Family",))
    assert (names(values.different), names(values.shared)) == ({"family"}, set())
