"""Components: what they accept, that each renders, and that the style guide shows them all."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.test import RequestFactory

from college.core.components import parse_declaration
from college.core.style_guide import SpecimenForm, list_samples

FOLDER = settings.BASE_DIR / "templates" / "components"
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))

# The contract of docs/architecture.md, and two that came with the drawing of the sandbox.
CONTRACT = {
    "alert", "breadcrumb", "button", "callout", "card", "chip", "copy", "data_table", "empty_state", "error_summary",
    "field", "form", "page_header", "pagination", "panel", "progress", "ribbon", "steps", "summary_list", "tag", "task_list",
}  # fmt: skip


class Elements(HTMLParser):
    """Start tags with their attributes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def read_elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(html)
    return parser.found


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_the_folder_holds_the_contract() -> None:
    assert set(NAMES) == CONTRACT


@pytest.mark.parametrize("name", NAMES)
def test_every_component_declares_its_props(name: str) -> None:
    declaration = parse_declaration(name, (FOLDER / f"{name}.html").read_text(encoding="utf-8"))

    assert declaration.name == name


def test_an_unknown_prop_is_refused_with_the_list_of_those_accepted() -> None:
    with pytest.raises(TemplateSyntaxError) as refusal:
        Template('{% component "tag" label="Done" colour="green" %}')

    assert str(refusal.value) == "Component 'tag' has no prop colour; it accepts label, tone."


def test_a_missing_prop_is_named() -> None:
    with pytest.raises(TemplateSyntaxError) as refusal:
        Template('{% component "progress" value=1 %}')

    assert str(refusal.value) == "Component 'progress' needs the prop label, total."


def test_a_component_without_declaration_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError) as refusal:
        parse_declaration("loose", "<p>no props</p>")

    assert str(refusal.value) == "Component 'loose' does not declare its props in its first line."


@pytest.mark.parametrize("name", NAMES)
def test_the_style_guide_shows_every_component(name: str) -> None:
    # `panel` brings the page's own <h1>, so the guide shows its markup; see the next test.
    guide = (settings.BASE_DIR / "templates" / "core" / "style_guide.html").read_text(encoding="utf-8")
    shown = set(re.findall(r'{% component(?:block)? "(\w+)"', guide))
    if name == "panel":
        assert 'class="panel"' in guide
    else:
        assert name in shown


def test_the_style_guide_renders_with_one_heading_of_the_first_rank() -> None:
    html = get_template("core/style_guide.html").render(list_samples(), RequestFactory().get("/style-guide/"))

    assert [tag for tag, _ in read_elements(html)].count("h1") == 1


def test_a_panel_confirms_with_the_page_heading() -> None:
    html = render(
        '{% componentblock "panel" title=title %}<p>By Friday.</p>{% endcomponentblock %}', title="Sent <now>"
    )

    assert re.sub(r"\n\s*", "", html) == '<div class="panel"><h1>Sent &lt;now&gt;</h1><p>By Friday.</p></div>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% component "button" label="Go" %}', '<button class="button button--primary" type="submit">Go</button>'),
        (
            '{% component "button" label="Go" href="/x/" kind="quiet" %}',
            '<a class="button button--quiet" href="/x/">Go</a>',
        ),
        (
            '{% component "button" label="Go" href="/x/" disabled=True %}',
            '<span class="button button--primary" aria-disabled="true" role="link">Go</span>',
        ),
        (
            '{% component "button" label="Go" name="action" value=0 disabled=True %}',
            '<button class="button button--primary" type="submit" name="action" value="0" disabled>Go</button>',
        ),
        ('{% component "tag" label=markup tone="done" %}', '<span class="tag tag--done">&lt;b&gt;</span>'),
        ('{% component "error_summary" form=form %}', ""),
    ],
)
def test_small_components_render_exactly(source: str, expected: str) -> None:
    assert render(source, form=SpecimenForm(), markup="<b>") == expected


def test_a_component_sees_its_props_and_nothing_of_the_page() -> None:
    assert "leaked" not in render('{% component "tag" label="Done" %}{{ tone }}', tone="leaked").partition("</span>")[0]


def test_a_prop_is_escaped_and_a_slot_is_not_escaped_twice() -> None:
    html = render(
        '{% componentblock "card" title=title href="/x/" %}<p>{{ text }}</p>{% endcomponentblock %}',
        title="<script>alert(1)</script>",
        text="Ada & Bea",
    )

    assert "<script>" not in html
    assert "<p>Ada &amp; Bea</p>" in html


def refused_form() -> SpecimenForm:
    form = SpecimenForm({"case_reference": 'QMA"><script>', "decision": "detain", "seized_on": "31 February"})
    form.add_error(None, "The run has moved on.")
    return form


def test_every_link_of_the_error_summary_leads_to_a_field_on_the_page() -> None:
    html = render('{% component "form" form=form submit="Send" %}', form=refused_form())
    elements = read_elements(html)
    identifiers = {attributes["id"] for _, attributes in elements if "id" in attributes}
    targets = [str(attributes["href"]).removeprefix("#") for tag, attributes in elements if tag == "a"]

    assert targets == ["id_reason", "id_bureau", "id_decision_0", "id_seized_on", "id_is_synthetic"]
    assert set(targets) <= identifiers


def test_every_control_has_a_label_and_what_describes_it_exists() -> None:
    html = render('{% component "form" form=form submit="Send" %}', form=refused_form())
    elements = read_elements(html)
    identifiers = {attributes["id"] for _, attributes in elements if "id" in attributes}
    labelled = {attributes.get("for") for tag, attributes in elements if tag == "label"}
    controls = {
        attributes["id"]
        for tag, attributes in elements
        if tag in {"input", "select", "textarea"} and "id" in attributes
    }
    described = {part for _, attributes in elements for part in str(attributes.get("aria-describedby", "")).split()}

    assert controls - labelled == set()
    assert described - identifiers == set()
    assert {"id_case_reference_helptext", "id_decision_error", "id_reason_error"} <= described


def test_input_is_kept_and_escaped() -> None:
    html = render('{% component "form" form=form submit="Send" %}', form=refused_form())

    assert 'value="QMA&quot;&gt;&lt;script&gt;"' in html
    assert 'value="31 February"' in html


class EveryWidget(forms.Form):
    text = forms.CharField(help_text="A hint")
    area = forms.CharField(widget=forms.Textarea)
    chosen = forms.ChoiceField(choices=[("a", "A")])
    radio = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    boxes = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    box = forms.BooleanField()
    file = forms.FileField()
    day = forms.DateField(widget=forms.SelectDateWidget(years=[2031]))
    hidden = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize("name", list(EveryWidget.base_fields))
@pytest.mark.parametrize("data", [None, {}])
def test_any_widget_is_rendered(name: str, data: dict[str, str] | None) -> None:
    html = render('{% component "field" field=field %}', field=EveryWidget(data)[name])
    tags = {tag for tag, _ in read_elements(html)}

    assert tags & {"input", "select", "textarea"}
    assert ("field--wrong" in html) == (data is not None and name != "hidden")


def test_a_form_with_a_file_says_so() -> None:
    assert 'enctype="multipart/form-data"' in render(
        '{% component "form" form=form submit="Send" %}', form=EveryWidget()
    )


def test_a_table_cell_may_be_text_link_tag_or_number() -> None:
    rows = [["Title", 0, {"text": "See", "href": "/x/"}, {"text": "Done", "tone": "done"}, {"text": 7, "number": True}]]
    html = render('{% component "data_table" caption="C" columns=columns rows=rows %}', columns=["A", "B"], rows=rows)

    assert '<th scope="row">Title</th><td>0</td><td><a href="/x/">See</a></td>' in re.sub(r"\n\s*", "", html)
    assert '<td class="number">7</td>' in re.sub(r"\n\s*", "", html)


def test_a_locked_task_has_no_link_and_says_why() -> None:
    html = render('{% component "task_list" items=items %}', items=list_samples()["tasks"])
    locked = html.rpartition("<li")[2]

    assert "<a " not in locked
    assert "Opens when the three lessons are done." in locked


TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(Path(path).relative_to(settings.BASE_DIR / "templates"))
)
def test_no_template_has_inline_styles_scripts_or_handlers(path: Path) -> None:
    for tag, attributes in read_elements(path.read_text(encoding="utf-8")):
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "style"
        if tag == "script":
            assert attributes.get("src") or attributes.get("type") == "application/json"
