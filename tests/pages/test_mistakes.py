"""A practice may rewrite any template; its mistakes are told like those in answers."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.answers.folder import read_folder
from generator.guide.guide import make_guide
from generator.pages.pages import make_pages
from generator.pages.text import load_texts
from generator.problems import GuideError
from generator.shipped import practice_templates
from tests.made_up import files

MISTAKES = {
    '# Us\n\n{{ link("hlep.md", "help") }}\n': ("documents/about.md.j2", 3),
    "# Us\n\n{{ people.frist.name }}\n": ("documents/about.md.j2", 3),
    "# Us\n{% if draft %}\n": ("documents/about.md.j2", 2),
    "# Us\n{{ people }} {{ people.needs|join }}\n": ("documents/about.md.j2", 2),
    "Us\n": ("documents/about.md.j2", 0),
    "# Us\n{{ couple.keep_until.real | safe }}\n": ("documents/about.md.j2", 2),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_in_a_template_is_named_with_its_line(
    text: str, write_tree: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    """A practice that mistypes a template is shown the template and the line."""
    practice = write_tree({"templates/en/documents/about.md.j2": text})
    templates = practice_templates(practice)
    guide = make_guide(read_folder("x", files(), "x").answers, date(2026, 11, 22))
    with pytest.raises(GuideError) as caught:
        make_pages(guide, load_texts(templates, "en", "GB"), templates)
    (problem,) = caught.value.problems
    name, line = MISTAKES[text]
    assert problem.code == "template-mistake"
    assert problem.place.file.endswith(name)
    assert problem.place.line == line


QUOTING = (
    '{{ {"a": 1}[couple.therapist.called] }}',
    "{{ people[couple.therapist.called] }}",
    "{% include couple.therapist.called %}",
    "{% include [couple.therapist.called] %}",
    '{{ link(couple.therapist.called, "x") }}',
    "{{ [1] | map(couple.therapist.called) | list }}",
)


@pytest.mark.parametrize("text", QUOTING)
def test_a_mistake_in_a_template_is_told_without_an_answer(
    text: str, write_tree: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    """What Python and Jinja say quotes the value at hand; neither terminal nor editor shows it."""
    practice = write_tree({"templates/en/documents/about.md.j2": f"# Us\n{text}\n"})
    templates = practice_templates(practice)
    guide = make_guide(read_folder("x", files(), "x").answers, date(2026, 11, 22))
    answer = guide.couple.therapist.called
    assert answer
    with pytest.raises(GuideError) as caught:
        make_pages(guide, load_texts(templates, "en", "GB"), templates)
    (problem,) = caught.value.problems
    assert not set(answer.split()) & set(str(problem.values["said"]).replace("'", " ").split())
    assert problem.place.line == 2


def test_a_mistyped_name_in_a_template_is_told(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """What stands in the template itself is shown: it is what was mistyped."""
    practice = write_tree({"templates/en/documents/about.md.j2": "# Us\n{{ people.frist.name }}\n"})
    templates = practice_templates(practice)
    guide = make_guide(read_folder("x", files(), "x").answers, date(2026, 11, 22))
    with pytest.raises(GuideError) as caught:
        make_pages(guide, load_texts(templates, "en", "GB"), templates)
    assert "'frist'" in str(caught.value.problems[0].values["said"])
