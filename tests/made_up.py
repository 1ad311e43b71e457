"""A small couple made up for tests, as files; tests change one thing and look what happens."""

COUPLE = """\
partners:
  alex: {called: Alex, role: hurt}
  sam: {called: Sam, role: involved}
country: GB
breach: {kind: affair}
therapist: {called: Dr Lee}
release:
  seen_alone: {alex: 2026-11-02, sam: 2026-11-03}
  choices: {alex: repair, sam: repair}
  breach_ended: yes
keep_until: 2028-01-31
agreement:
  terms: We are each other's only partner.
  clauses:
    - id: phone-at-night
      theme: technology
      protects: honesty
      asked_by: alex
      in_their_words: I lie awake when the phone buzzes
      owner: sam
      will: put my phone on the hall shelf at 9 pm
      when: every evening
      seen_by: The phone is on the shelf
      if_missed: I say so the same evening
      from: 2026-11-22
      review: 2026-12-20
      until: 2027-02-20
    - id: say-it-early
      theme: feelings
      protects: calm
      asked_by: sam
      in_their_words: I would like to know before it boils over
      owner: alex
      will: say when a memory comes up, in one sentence
      when: within the hour
      seen_by: I said the sentence
      if_missed: I say it at the next check-in
      from: 2026-11-22
      review: 2026-12-20
      until: 2027-02-20
  talking:
    time_out: {called_by: A hand held up}
plan:
  phase: stabilise
  started: 2026-11-22
  check_ins: {daily: "20:30", weekly: "Sunday 17:00", monthly: "first Sunday 17:00"}
"""

ALEX = """\
shared:
  values:
    - {value: honesty, means: Telling me before I have to ask, important: 10, lived: 4}
    - {value: family, means: Sundays with my parents, important: 8, lived: 6}
"""

SAM = """\
shared:
  values:
    - {value: calm, means: No shouting in the house, important: 9, lived: 5}
    - {value: Honesty, means: Saying what is so, important: 8, lived: 3}
"""


def files(**changes: str) -> dict[str, bytes]:
    """Return the couple's files; a keyword replaces a whole file: `files(alex="…")`."""
    texts = {"couple": COUPLE, "alex": ALEX, "sam": SAM} | changes
    return {f"{name}.yml": text.encode() for name, text in texts.items()}


def couple_with(old: str, new: str) -> dict[str, bytes]:
    """Return the files with one passage of couple.yml changed; it must be there once."""
    assert COUPLE.count(old) == 1, old
    return files(couple=COUPLE.replace(old, new))


def clauses(couple: str = COUPLE) -> str:
    """Return the clauses of a couple, as they typed them."""
    return couple.partition("  clauses:\n")[2].partition("  talking:")[0]


def approval(version: int, on: str, approved: str) -> dict[str, bytes]:
    """Return the file of a version of the agreement that was approved with these clauses."""
    head = f"version: {version}\non: {on}\nby: Dr Lee\nanswers: {'0' * 64}\nclauses:\n"
    return {f"approved/{version}.yml": (head + approved).encode()}


def review(on: str, ticked: str, clause: str = "phone-at-night") -> dict[str, bytes]:
    """Return the file of a review that tells what was ticked beside a clause."""
    words = f"on: {on}\non_paper: [{{clause: {clause}, ticked: {ticked}}}]\n"
    return {f"reviews/{on}.yml": words.encode()}
