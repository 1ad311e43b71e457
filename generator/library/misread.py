"""Phrases of a rule that can't be read → an error for each, at its place in the rule."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic_core import InitErrorDetails, PydanticCustomError

from generator.library.phrases import Phrase, PhraseError, read_phrase, read_word_lists


def misread(
    fields: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]
) -> Iterator[InitErrorDetails]:
    """Yield what is wrong with the phrases in `fields`, or with the word lists they use."""
    lists: dict[str, Phrase] = {}
    for name, choices in words.items():
        try:
            lists |= read_word_lists({name: choices})
        except PhraseError as error:
            lists[name] = Phrase(
                "", ("",), (("",),)
            )  # so that phrases with <name> are not blamed for it
            yield _not_understood(", ".join(choices), ("words", name), error)
    for field, phrases in fields.items():
        for index, phrase in enumerate(phrases):
            try:
                read_phrase(phrase, lists)
            except PhraseError as error:
                yield _not_understood(phrase, (field, index), error)


def _not_understood(phrase: str, at: tuple[str | int, ...], error: PhraseError) -> InitErrorDetails:
    about = {"phrase": phrase, "part": str(error)}
    kind = PydanticCustomError("phrase-not-understood", "{phrase}: {part}", about)
    return InitErrorDetails(type=kind, loc=at, input=phrase)
