"""Text that would do something if any step on the way to a page took it for more than text."""

from collections.abc import Mapping

HOSTILE: Mapping[str, str] = {
    "a Jinja value": "{{ 7*7 }} {{ guide }} {{ ''.__class__ }}",
    "a Jinja statement": "{% raw %} {% for x in y %} {# gone #}",
    "a script": "<script>alert(1)</script>",
    "a picture that fails": "<img src=x onerror=alert(1)>",
    "a frame": "<iframe src=//evil.example></iframe>",
    "a style": "<style>*{display:none}</style>",
    "an end of everything": "</p></div></article></body>--></script>",
    "a heading": "# heading",
    "a heading underlined": "heading\n=======",
    "a table": "| a | b |\n|---|---|",
    "a link that runs": "[x](javascript:alert(1))",
    "a picture from elsewhere": "![](http://evil.example/x.png)",
    "a link by itself": "<http://evil.example> http://evil.example",
    "a link by reference": "[x][y]\n\n[y]: http://evil.example",
    "entities": "&lt;b&gt; &amp;amp; &#x3c;i&#x3e; &nbsp;",
    "emphasis": "*bold* _em_ **b** __u__ `code` ~~s~~",
    "attributes": "{: onclick=alert(1) #id .md-hidden }",
    "a note": '!!! note "x"\n    inside',
    "a comment": "<!-- hidden --> after",
    "a fence": "```\nfenced\n```",
    "a fence of waves": "~~~ html\n<b>\n~~~",
    "a list": "- one\n1. two\n    four blanks",
    "a definition": "term\n:   meaning",
    "a footnote and a snippet": '[^1] --8<-- "mkdocs.yml" [TOC]',
    "quotation": "> said \"so\" 'so' > </blockquote>",
    "backslashes": r"\* \n \\ \u003cb\u003e \<b\> %0A &#10;",
    "a template of JavaScript": "${alert(1)} `${1}` </script><svg/onload=alert(1)>",
    "a style's end": '"; } * { display: none } /* \\',
    "markdown in HTML": '<div markdown="1">**b**</div>',
    "right to left": "שלום {{ x }} <b> أهلا",
    "turned around": "\u202ereversed\u202c \u2067isolated\u2069 \u200fmark",
    "emoji": "🙂 👩‍👩‍👧 🏳️‍🌈 👍🏽",
    "odd blanks": "a\u00a0b\u2003c  d\te",
}
"""Every kind, by name."""

ENDLESS = "abcdefghijklmnopqrstuvwxyz" * 153 + "abcdefghijklmnopqrstuv"
"""4,000 letters without a place to break."""


def marked(text: str, mark: str, longest: int) -> str:
    """Return a text with a word of its own in it, in no more than `longest` letters.

    What is too long for a name is cut: the beginning does the harm.
    """
    return f"{text[: longest - len(mark) - 1].rstrip()} {mark}"
