"""A practice of many invented couples, as tests and `make bench` make it."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.answers.folder import CoupleFolder
from generator.practice.checking import check_all, check_couple
from generator.practice.practice import COUPLE_NAME, Practice
from generator.practice.watched_words import watch
from tests.command import tree
from tests.many_couples import break_one, change_one, made_couple, make_practice
from tests.samples import DAY, ROOT

MANY = 60
ON = date.fromisoformat(DAY)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    return Practice(make_practice(tmp_path_factory.mktemp("many") / "practice", MANY))


@cache
def _folders(practice: Practice) -> tuple[CoupleFolder, ...]:
    checked = check_all(practice, (), ON)
    assert [one.errors for one in checked if one.errors] == []
    return tuple(one.folder for one in checked if one.folder)


def test_all_of_them_are_sound(made: Practice) -> None:
    """Whoever tries Mend on many couples is held up by no mistake in their answers."""
    assert len(_folders(made)) == MANY
    assert all(map(COUPLE_NAME.fullmatch, made.couple_names()))


def test_they_are_the_same_every_time(tmp_path: Path) -> None:
    """Two machines that measure measure the same couples, however many of them each has."""
    first, again = (tree(make_practice(tmp_path / name, 5, seed=3)) for name in ("a", "b"))
    more = tree(make_practice(tmp_path / "c", 8, seed=3))
    other = tree(make_practice(tmp_path / "d", 5, seed=4))
    assert first == again
    assert first.items() < more.items()
    assert first.keys() != other.keys()


def test_they_differ_as_couples_do(made: Practice) -> None:
    """What holds for a practice of them holds for short answers and long, of every kind."""
    folders = _folders(made)
    couples = [folder.answers.couple for folder in folders]
    assert len({couple.breach.kind for couple in couples}) == 6
    assert len({couple.country for couple in couples}) == 7
    assert len({couple.plan.phase for couple in couples}) == 5
    roles = Counter(frozenset(p.role for p in couple.partners.values()) for couple in couples)
    assert roles[frozenset({"both"})] > 3
    for with_it in (
        [folder.answers.reviews for folder in folders],
        [folder.answers.approvals for folder in folders],
        [any(private.notes for private in folder.private.values()) for folder in folders],
        [any(own.notes for own in folder.own.values()) for folder in folders],
        [couple.copies for couple in couples],
        [couple.release.breach_ended for couple in couples],
    ):
        assert 3 < sum(map(bool, with_it)) < MANY - 3


def test_they_are_as_long_as_the_samples(made: Practice) -> None:
    """The shortest wrote about as much as our sparse sample, and the longest as our full one."""
    sizes = sorted(_size(made.couples / name) for name in made.couple_names())
    sparse, full = (_size(ROOT / "couples" / name) for name in ("ines-zoe", "alex-sam"))
    assert 0.5 * sparse < sizes[0] < 1.5 * sparse
    assert 0.7 * full < sizes[-1] < 1.3 * full


def test_each_has_words_of_their_own(made: Practice) -> None:
    """Were one couple's words in another's guide, the leak check would know them."""
    first, *others = _folders(made)
    runs = watch(first, others, "").both.runs
    couples = Counter(source.couple for source in runs.values())
    assert min(couples[other.answers.name] for other in others) > 20


def test_a_mistake_is_made_where_it_is_said(tmp_path: Path) -> None:
    """Of a couple whose answers were broken on purpose, Mend names the very place."""
    practice = Practice(make_practice(tmp_path, 2))
    name = practice.couple_names()[1]
    place = break_one(tmp_path, name)
    (problem,) = check_couple(practice, name, ON).errors
    assert str(problem.place) == place
    assert [one.errors for one in check_all(practice, (), ON) if one.name != name] == [()]


def test_a_sentence_more_is_sound_too(tmp_path: Path) -> None:
    """A couple can be changed so that only they have to be built again."""
    practice = Practice(make_practice(tmp_path, 1))
    (name,) = practice.couple_names()
    before = check_couple(practice, name, ON).folder
    change_one(tmp_path, name)
    after = check_couple(practice, name, ON)
    assert before
    assert after.folder
    assert not after.errors
    assert before.answers.fingerprint != after.folder.answers.fingerprint


def test_the_names_are_the_ones_that_were_made() -> None:
    """A couple can be asked for by number, without looking into the practice."""
    names = [made_couple(number)[0] for number in range(MANY)]
    assert len(set(names)) == MANY


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*.yml"))
