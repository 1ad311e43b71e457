"""Templates that are a whole document of HTML: the frame of the papers, the page that unlocks."""

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from generator.pages.mistakes import template_problems
from generator.shipped import TemplateFolders


def fill_document(templates: TemplateFolders, language: str, name: str, **values: object) -> str:
    """Return the HTML of the template `name` of a language, filled with `values`, each escaped.

    Raises GuideError for a mistake in the template, with its place.
    """
    loader = FileSystemLoader([folder / language for folder in templates.folders])
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, loader=loader)
    with template_problems(name):
        return environment.get_template(name).render(values)
