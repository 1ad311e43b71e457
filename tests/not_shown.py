"""Answers in words that a guide does not show, each with the reason why."""

from collections.abc import Mapping

NEVER_SHOWN: Mapping[str, str] = {
    "Release.seen_by": "the therapist's own record",
    "Clause.accepted": "the therapist's reason for accepting a warning",
    "PlanAnswers.timezone": "for the calendar alone",
    **dict.fromkeys(
        (
            "Evening.feel", "Evening.would_like", "Evening.owned", "MonthlyReview.to_change",
            "MonthlyReview.pace", "MonthlyReview.question",
        ),
        "said and done that day; for the therapist's file",
    ),
}  # fmt: skip
NEWEST_ALONE: Mapping[str, str] = dict.fromkeys(
    (
        "Review.celebrated", "Review.still_hard", "Kept.delivered", "Kept.still_hard",
        "Evening.liked", "Evening.still_hard", "WeeklyCheckIn.went_well", "WeeklyCheckIn.thanks",
        "LedgerLine.delivered", "LedgerLine.still_hard", "MonthlyReview.was_good",
        "WeeklyCheckIn.one_thing", "WeeklyCheckIn.next_week", "WeeklyCheckIn.good_hour",
        "MonthlyReview.lived", "MonthlyReview.next_step",
    ),
    "the newest are shown (tests/guide/test_ledger.py), all are in the therapist's file",
)  # fmt: skip
ON_PAPER_ALONE: Mapping[str, str] = {
    "Together.we_call_it": "on the cover of the printed guide",
}
NOT_WHILE_UNDECIDED: Mapping[str, str] = {
    "PlanAnswers.shared_account": "belongs to a part that the smaller route doesn't have",
}
POINTS_AT_ANOTHER: Mapping[str, str] = {
    "Breach.touched": "names values of theirs",
    "Clause.protects": "names a value of theirs",
    "Goal.from_values": "names values of theirs",
    "RevisitedValue.value": "names a value of theirs",
    "SameValue.words": "names a value of each",
    "Step.value": "names a value of theirs",
    "ValueMapAnswers.not_the_same": "names a value of each",
    "ValueMapAnswers.same_word_different_meaning": "names a value of both",
}
"""What is shown under the name that it points at, and has no words of its own."""
