"""Couples made up for their lists of values: few and many, long and short, in any script."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.answers.answers import Answers
from generator.answers.folder import read_folder
from generator.guide.guide import Guide, make_guide
from tests.made_up import COUPLE, files
from tests.samples import DAY

LONG = "Evenkeepingonewordtooneanotherwhennobodyelsewouldeverhearit"
PHRASE = "Being the one who is still there when everyone has left us"
ARABIC = ("كرم", "الصدق في كل كلمة بيننا مهما كانت صعبة علينا جميعا", "بيت", "سلام")
MANY = ("Honesty", "Family", "Room to breathe", "Faith", "Laughter", "Fairness", "Calm",
        "Keeping your word", "Steady home", "Generosity", "Being a team", "Adventure")  # fmt: skip
OTHERS = (
    LONG,
    PHRASE,
    *ARABIC,
    "🙂🙂🙂",
    "👩‍👩‍👧 at home",
    "Дом и хлеб на столе",
    "W" * 60,
    "Ω",
    "a b",
)


@dataclass(frozen=True)
class Lists:
    """Both partners' values, most important first, and what they mean different things by."""

    left: Sequence[str]
    right: Sequence[str]
    different: Sequence[str] = ()


MAPS: Mapping[str, Lists] = {
    "one each, the same": Lists(["Honesty"], ["honesty"]),
    "one each, of 60 letters, not the same": Lists([LONG], ["W" * 60]),
    "five, all in common and turned around": Lists(
        [LONG, *ARABIC], [*reversed(ARABIC), LONG], [LONG]
    ),
    "five short ones, none in common": Lists(MANY[:5], MANY[5:10]),
    "twelve, all in common": Lists(MANY, [*MANY[6:], *MANY[:6]], ["Faith", "Calm"]),
    "twelve, none in common": Lists(MANY, OTHERS),
    "twelve, all in common, in every script": Lists(OTHERS, OTHERS[::-1], [PHRASE]),
    "twelve and one": Lists(OTHERS, ["Ω"]),
}


def answers_with(lists: Lists) -> Answers:
    """Return the answers of a couple with these lists, who looked at others a week before."""
    said = f"value_map: {{same_word_different_meaning: {json.dumps([*lists.different])}}}\n"
    couple = COUPLE.replace("protects: honesty", f"protects: {_typed(lists.left[0])}")
    couple = couple.replace("protects: calm", f"protects: {_typed(lists.right[0])}")
    made = files(couple=couple + said, alex=_partner(lists.left), sam=_partner(lists.right))
    made["reviews/2026-11-15.yml"] = _review(lists).encode()
    return read_folder("made-up", made, "couples/made-up").answers


def guide_with(lists: Lists) -> Guide:
    """Return their guide."""
    return make_guide(answers_with(lists), date.fromisoformat(DAY))


def _partner(names: Sequence[str]) -> str:
    one = "    - {{value: {}, means: Something of ours, important: {}, lived: {}}}\n"
    values = [one.format(_typed(name), 10 - n % 4, n % 11) for n, name in enumerate(names)]
    return f"shared:\n  share_lived: yes\n  values:\n{''.join(values)}"


def _review(lists: Lists) -> str:
    """Write down another order, in which the first was missing and something else stood last."""
    then = {"alex": [*lists.left[:0:-1], "Patience"], "sam": [*lists.right[1:], "Patience"]}
    lines = [
        f"  {who}:\n"
        + "".join(f"    - {{value: {_typed(n)}, important: 8, lived: 3}}\n" for n in ns)
        for who, ns in then.items()
    ]
    return f"on: 2026-11-15\nvalues:\n{''.join(lines)}"


def _typed(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
