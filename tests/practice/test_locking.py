"""`mend lock`: passphrases, and a build that opens with them alone."""

import base64
import gzip
import html
import json
import math
import re
import stat
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pikepdf
import pypdfium2
import pytest

from generator.practice.checking import check_couple
from generator.practice.lock_file import read_lock
from generator.practice.locking import set_lock
from generator.practice.passphrases import BITS, fit_words, make_passphrase
from generator.practice.practice import Practice
from generator.problems import GuideError
from generator.shipped import TemplateFolders, shipped_folder
from tests.command import a_practice, mend, tree
from tests.locked import Locked, lock_samples, told
from tests.samples import DAY, ROOT, SAMPLES

PACKED = 1 << 16
"""Bytes of a packed piece that are unpacked: enough to tell what it is."""

WORD = re.compile(r"\w{6,}")
"""Shorter ones come up by chance: a build is half a million random letters."""

SHIPPED = TemplateFolders((shipped_folder() / "templates",))


def words_of_answers(couple: Path) -> set[str]:
    """Return every word of four letters and more in a couple's files."""
    texts = [path.read_text("utf-8") for path in couple.rglob("*.yml")]
    return {word for text in texts for word in WORD.findall(text)}


def words_of_an_empty_guide() -> str:
    """Return the words that any locked guide holds: ours, and those of what it is made with."""
    root = ROOT / "templates"
    texts = [*root.rglob("*.js"), *root.rglob("*.css"), *root.glob("en/lock/*.j2"),
             root / "assets/licences.txt", root / "en/editions.yml"]  # fmt: skip
    return "\n".join(path.read_text("utf-8") for path in texts).lower()


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_of_the_answers_is_in_the_bytes_of_a_locked_build(
    locked: Locked, sample_builds: Path, name: str
) -> None:
    """Whoever finds the files finds no name, no clause and no day in any, packed or coded."""
    ours = words_of_an_empty_guide()
    build = locked.practice / "build" / name
    theme = [*build.glob("site/assets/javascripts/**/*"), *build.glob("site/assets/stylesheets/*")]
    known = ours + "".join(path.read_text("utf-8") for path in theme if path.is_file()).lower()
    known += "\n".join(set.intersection(*({*tree(locked.practice / "build" / one)}
                                          for one in SAMPLES)))  # fmt: skip
    watched = {word for word in words_of_answers(locked.practice / "couples" / name)
               if word.lower() not in known}  # fmt: skip
    assert len(watched) > 40
    files = tree(build)
    files.pop("manifest.json")  # its days, version and file names are told by test_cli
    assert words_in(files, watched) == set()
    assert len(words_in(tree(sample_builds / name), watched)) > 25  # it finds them where they are


def words_in(files: Mapping[str, bytes], watched: set[str]) -> set[str]:
    """Return which of these words stand in the files or their names, in whatever form."""
    looked_at = [name.encode() for name in files]
    for name, raw in files.items():
        looked_at += every_form(raw)
        if name.endswith("card.pdf"):
            with pikepdf.open(BytesIO(raw)) as pdf:
                streams = (one for one in pdf.objects if isinstance(one, pikepdf.Stream))
                looked_at += [one.read_bytes() for one in streams]
                looked_at.append(repr(dict(pdf.docinfo)).encode())
    everything = b"\n".join({*looked_at})
    return {word for word in watched if word.encode() in everything}


def every_form(raw: bytes) -> Iterator[bytes]:
    """Yield some bytes as they are, and what they hold in UTF-16, base64, escapes or packed."""
    yield raw
    yield raw.replace(b"\0", b"")
    yield html.unescape(unquote_to_bytes(raw).decode("utf-8", "ignore")).encode("utf-8", "ignore")
    for coded in re.findall(rb"[A-Za-z0-9+/]{16,}={0,2}", raw):
        yield from unpacked(base64.b64decode(coded[: len(coded) // 4 * 4]))
    yield from unpacked(raw)


def unpacked(raw: bytes) -> Iterator[bytes]:
    """Yield some bytes, and what is packed in them by gzip or zlib, wherever it begins."""
    yield raw
    for start in re.finditer(rb"\x1f\x8b\x08|x[\x01\x5e\x9c\xda]", raw):
        with suppress(zlib.error):
            yield zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(
                raw[start.start() : start.start() + PACKED]
            )


def test_the_search_finds_a_word_in_each_form() -> None:
    """What the search of all bytes looks through is what it says."""
    word = "kettle"
    plain = f"the {word} on".encode()
    forms = (
        word.encode("utf-16-le"), word.encode("utf-16-be"), base64.b64encode(plain),
        b"".join(b"%%%02x" % sign for sign in plain), b"".join(b"&#%d;" % sign for sign in plain),
        gzip.compress(plain), b"x" + zlib.compress(plain), base64.b64encode(gzip.compress(plain)),
    )  # fmt: skip
    assert [form for form in forms if not words_in({"a": form}, {word})] == []
    assert words_in({f"a/{word}.js": b""}, {word}) == {word}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_pdf_opens_with_its_readers_passphrase_alone(locked: Locked, name: str) -> None:
    """AES-256: the therapist's words open the therapist's papers, a partner's words their own."""
    build, words = locked.practice / "build" / name, locked.passphrases[name]
    papers = [pdf for pdf in sorted(build.rglob("*.pdf")) if pdf.stem != "card"]
    assert len(papers) >= 2 + 2 * 3
    for pdf in papers:
        reader = pdf.parent.name if pdf.parent.parent.name == "own" else "therapist"
        for who, phrase in words.items():
            if who == reader:
                with pikepdf.open(pdf, password=phrase) as opened:
                    assert opened.encryption.bits == 256
                    assert opened.Root.MarkInfo.Marked
                assert len(pypdfium2.PdfDocument(pdf, password=phrase)) > 1
            else:
                with pytest.raises(pikepdf.PasswordError):
                    pikepdf.open(pdf, password=phrase)
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(pdf)


def test_each_reader_has_a_card_for_their_words(locked: Locked) -> None:
    """A sheet to write on by hand, which says nothing of whose it is, or of what it opens."""
    build = locked.practice / "build/alex-sam"
    cards = [build / "card.pdf", *(build / f"own/{who}/card.pdf" for who in ("alex", "sam"))]
    (content,) = {card.read_bytes() for card in cards}
    with pypdfium2.PdfDocument(content) as card:
        said = card[0].get_textpage().get_text_range()
        assert len(card) == 1
    assert "Six words" in said
    assert not re.search(r"Alex|Sam\b|guide|trust|Ortega|20\d\d", said)


def test_a_renewed_passphrase_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    """The one who gets a new one opens the next build with it; the old one opens it no more."""
    locked = lock_samples(tmp_path, "ines-zoe")
    before = locked.passphrases["ines-zoe"]
    run = mend("lock", "ines-zoe", "--renew", "zoe", "--on", DAY, cwd=tmp_path)
    new = told(run.stdout)
    assert list(new) == ["zoe"]
    assert new["zoe"] != before["zoe"]
    own = tmp_path / "build/ines-zoe/own"
    pikepdf.open(own / "zoe/guide.pdf", password=new["zoe"]).close()
    pikepdf.open(own / "ines/guide.pdf", password=before["ines"]).close()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(own / "zoe/guide.pdf", password=before["zoe"])


def test_passphrases_are_written_nowhere(locked: Locked) -> None:
    """No file of the practice holds one, nor two words of it together; the keys are the owner's."""
    files = {path: path.read_bytes() for path in locked.practice.rglob("*") if path.is_file()}
    for words in locked.passphrases.values():
        for phrase in words.values():
            pairs = re.findall(r"(?=(\b\w+ \w+\b))", phrase)
            assert [pair for pair in (phrase, *pairs) for raw in files.values()
                    if pair.encode() in raw] == []  # fmt: skip
    for couple in SAMPLES:
        mode = (locked.practice / "couples" / couple / "lock.json").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600


def test_a_passphrase_has_64_bits_of_chance() -> None:
    """As many random words as that takes, each easy to type and none that hurts."""
    words = fit_words(SHIPPED, "en")
    phrase = make_passphrase(SHIPPED, "en").split()
    assert math.log2(len(words)) * len(phrase) >= BITS
    assert set(phrase) <= set(words)
    assert not {"betray", "cheat", "wife", "divorce", "liar", "shame"} & set(words)


STRONG, STRONGER = "wobbly pelican marmalade tricycle onion", "gravel tuba lemonade otter zipper"
SENTENCE = "We like being open, and we want it back."


def choose(folder: Path, couple: str = "ines-zoe", /, **own: str) -> list[str]:
    """Let readers of a couple choose these passphrases; return what is wrong with them."""
    practice = Practice(folder if (folder / "couples").is_dir() else a_practice(folder, couple))
    found = check_couple(practice, couple, date.fromisoformat(DAY)).folder
    assert found
    lock = folder / "couples" / couple / "lock.json"
    before = lock.read_bytes() if lock.is_file() else None
    try:
        told = set_lock(practice, found.answers, own=own)
    except GuideError as refused:
        assert (lock.read_bytes() if lock.is_file() else None) == before
        return [f"{one.place} {one.code}" for one in refused.problems]
    assert {one.who for one in told if one.passphrase is None} == {*own}
    return []


@pytest.mark.parametrize(
    "phrase", [
        "", "Kitchen99!", "ines", "password password", "qX7!f", "iloveyou2019", "안녕하세요",
        "the quick brown fox jumps over the lazy dog", "The quick, brown fox! Jumps over it?",
        "correct horse battery staple", "Correct-Horse-Battery-Staple",
        "c0rrect h0r$e b@ttery st@ple", "elpats yrettab esroh tcerroc",
        "quick brown fox to the moon and back",
        "ines and zoe forever and ever", "Inês Zoë Fiona Inês Zoë", "INÊS & ZOË, ALWAYS & EVER",
        "InesZoeInesZoe2026", "18.11.2026, 13.12.2026, 31.01.2027, 18.05.2027",
    ],
)  # fmt: skip
def test_a_weak_passphrase_of_ones_own_is_refused(tmp_path: Path, phrase: str) -> None:
    """Few words, names, numbers and what everyone knows are named, and nothing is set."""
    assert choose(tmp_path, zoe=phrase) == ["--own zoe passphrase-weak"]


@pytest.mark.parametrize(
    "phrase", [
        SENTENCE, SENTENCE.replace(" ", ""), SENTENCE.upper(), f"{SENTENCE} Banana!",
        "wed rather stop for a bit than go on", "Mucking about. The two of us, a wet Saturday",
        "Read this slowly. Nothing has to be solved tonight.",
        "one room and one bed for the two of us", "Kit’s wall, our friends, dinner by daylight",
        "the eighteenth of November two thousand twenty-six, until the thirteenth of December",
    ],
)  # fmt: skip
def test_a_passphrase_that_the_other_partner_would_guess_is_refused(
    tmp_path: Path, phrase: str
) -> None:
    """Days, our sentences and words of the answers count for nothing, whoever wrote them."""
    assert choose(tmp_path, ines=phrase) == ["--own ines passphrase-known"]


def test_what_is_refused_tells_nothing_of_what_the_other_wrote_apart(tmp_path: Path) -> None:
    """Alex can't find out, word after word, what stands in Sam's private answers."""
    private = "Kowalczyk Larch Avenue spring borrowed key"
    written = (ROOT / "couples/alex-sam/sam.yml").read_text("utf-8").partition("\nprivate:")
    words = {word: [word in part for part in written] for word in private.split()}
    assert {word for word, found in words.items() if found != [False, False, True]} == set()
    assert choose(tmp_path, "alex-sam", alex=private) == []


@pytest.mark.parametrize(
    "phrase", [
        STRONG, STRONGER.upper(), "k#9$wQ-a!2xZ%7&mR", "the pelican ate marmalade on our trombone",
        "قارب فانوس زيتون طبل غيمة",
    ],
)  # fmt: skip
def test_a_reader_may_choose_a_strong_one(tmp_path: Path, phrase: str) -> None:
    """Words that don't belong together, or a machine's own; `mend lock` doesn't tell it again."""
    assert choose(tmp_path, zoe=phrase) == []


def test_what_mend_makes_would_be_taken_from_a_reader_too(tmp_path: Path) -> None:
    """Its six words are strong by the measure that one's own must meet."""
    assert choose(tmp_path, zoe=make_passphrase(SHIPPED, "en")) == []


def test_no_two_readers_have_the_same_passphrase(tmp_path: Path) -> None:
    """One's own pages would open to the other: neither chosen at once nor one after the other."""
    assert choose(tmp_path, zoe=STRONG, ines=f" {STRONG}  ") == ["--own zoe passphrase-taken"]
    assert choose(tmp_path, zoe=STRONG, ines=STRONGER) == []
    assert choose(tmp_path, ines=STRONG) == ["--own ines passphrase-taken"]
    assert choose(tmp_path, therapist=STRONGER) == ["--own therapist passphrase-taken"]
    assert choose(tmp_path, ines=STRONG, zoe=STRONGER) == ["--own ines passphrase-taken"]


def test_a_new_passphrase_of_ones_own_is_another_than_before(tmp_path: Path) -> None:
    """Renewing changes something, or who saw the old words would open the next build, too."""
    assert choose(tmp_path, zoe=STRONG) == []
    assert choose(tmp_path, zoe=STRONG.replace(" ", "  ")) == ["--own zoe passphrase-as-before"]
    assert choose(tmp_path, zoe=STRONGER) == []


def test_a_passphrase_that_no_pdf_can_hold_is_refused(tmp_path: Path) -> None:
    """At most 127 bytes, of which an accent takes two; one of 127 opens its papers."""
    longest = (f"{STRONG} {STRONGER} " * 2)[:127].strip().ljust(127, "x")
    assert choose(tmp_path, zoe=f"{longest}x") == ["--own zoe passphrase-too-long"]
    assert choose(tmp_path, zoe=f"{longest[:-1]}é") == ["--own zoe passphrase-too-long"]
    assert choose(tmp_path, zoe=longest) == []
    lock = read_lock(Practice(tmp_path), "ines-zoe")
    assert lock
    pikepdf.open(BytesIO(lock.readers["zoe"].cover), password=longest).close()


def test_what_is_wrong_with_ones_own_passphrase_is_said_with_what_to_do(tmp_path: Path) -> None:
    """`mend lock --own` says what to choose instead, and never what was typed."""
    practice = a_practice(tmp_path, "ines-zoe")
    for phrase, said in ((SENTENCE, "don't stand in their guide"), (STRONG * 4, "Use fewer words")):
        run = mend("lock", "ines-zoe", "--own", "zoe", "--on", DAY, cwd=practice,
                   typed=f"{phrase}\n{phrase}\n")  # fmt: skip
        assert run.returncode == 1
        assert "--own zoe" in run.stderr
        assert said in " ".join(run.stderr.split())
        assert phrase not in run.stdout + run.stderr


def test_nothing_is_built_without_a_lock_where_one_is_asked_for(tmp_path: Path) -> None:
    """With --lock, or `lock: true` in mkdocs.yml, a couple without one is told what to do."""
    practice = a_practice(tmp_path, "ines-zoe")
    run = mend("build", "--lock", "--on", DAY, cwd=practice)
    assert run.returncode == 1
    assert "`mend lock ines-zoe`" in run.stderr
    look = practice / "mkdocs.yml"
    look.write_text(look.read_text("utf-8").replace("lock: false", "lock: true"), encoding="utf-8")
    assert mend("build", "--on", DAY, cwd=practice).returncode == 1
    assert not (practice / "build/ines-zoe").exists()


def test_a_lock_is_not_taken_off_and_renewed_at_once(tmp_path: Path) -> None:
    """What contradicts itself is said, and the lock stays as it is."""
    locked = lock_samples(tmp_path / "practice", "ines-zoe")
    before = tree(locked.practice)
    run = mend("lock", "ines-zoe", "--renew", "zoe", "--off", cwd=locked.practice)
    assert run.returncode == 2
    assert "leave out --renew" in run.stderr
    assert tree(locked.practice) == before


def test_a_damaged_lock_is_named(tmp_path: Path) -> None:
    """A cut file of keys is told with its place, and the last build stays."""
    locked = lock_samples(tmp_path, "ines-zoe")
    before = tree(locked.practice / "build")
    path = tmp_path / "couples/ines-zoe/lock.json"
    path.write_text(json.dumps({"format": 1}), encoding="utf-8")
    run = mend("build", "--on", DAY, cwd=tmp_path)
    assert run.returncode == 1
    assert "couples/ines-zoe/lock.json" in run.stderr
    assert tree(locked.practice / "build") == before
