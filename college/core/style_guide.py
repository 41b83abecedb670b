"""What the style guide shows: tokens read from the stylesheet, contrast worked out, and one sample for each prop.

English only: the page is for those who build the college.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django import forms
from django.core.paginator import Page, Paginator

TOKENS = Path(__file__).parent / "static" / "core" / "tokens.css"
_PAIR = re.compile(r"--(?P<name>[a-z0-9-]+):\s*light-dark\((?P<light>#[0-9a-f]{6}),\s*(?P<dark>#[0-9a-f]{6})\)")
_WORKBENCH = ".workbench {"

# Foreground, ground, the least contrast (WCAG 2.2: 7 for text in bulk, 4.5 for other text, 3 for lines that carry meaning).
DEMANDS = (
    ("ink", "paper", 7.0, "body text"),
    ("ink", "surface", 7.0, "text on cards"),
    ("ink", "sunken", 7.0, "text in the footer and rail"),
    ("ink", "accent-soft", 7.0, "text in notes and panels"),
    ("ink", "amber-soft", 7.0, "text in warnings"),
    ("ink", "indigo-soft", 7.0, "text in practice notes"),
    ("hatch-ink", "hatch-a", 7.0, "the training ribbon"),
    ("hatch-ink", "hatch-b", 7.0, "the training ribbon"),
    ("accent-strong", "paper", 7.0, "links in text"),
    ("ink-soft", "paper", 4.5, "notes"),
    ("ink-soft", "surface", 4.5, "notes on cards"),
    ("ink-soft", "sunken", 4.5, "notes in the footer"),
    ("ink-soft", "accent-soft", 4.5, "notes in chosen rows"),
    ("accent-strong", "surface", 4.5, "links on cards"),
    ("accent-strong", "sunken", 4.5, "links under the pointer"),
    ("accent-strong", "accent-soft", 4.5, "the tag Done"),
    ("on-accent", "accent", 4.5, "primary buttons"),
    ("on-accent", "accent-strong", 4.5, "primary buttons under the pointer"),
    ("on-brick", "brick", 4.5, "danger buttons"),
    ("brick", "paper", 4.5, "field errors"),
    ("brick", "surface", 4.5, "the error summary"),
    ("brick", "brick-soft", 4.5, "the tag Error"),
    ("amber", "surface", 4.5, "titles of warnings"),
    ("amber", "amber-soft", 4.5, "the tag Attention"),
    ("indigo", "surface", 4.5, "titles of information"),
    ("indigo", "indigo-soft", 4.5, "the tag Active"),
    ("rule-strong", "paper", 3.0, "edges of fields"),
    ("rule-strong", "surface", 3.0, "edges of fields on cards"),
    ("accent", "surface", 3.0, "progress"),
    ("focus", "paper", 3.0, "the focus ring"),
    ("focus", "surface", 3.0, "the focus ring on cards"),
)

SPACES = tuple(range(1, 10))
TYPE_SIZES = (
    ("4xl", "A hit is a question, not an answer"),
    ("3xl", "Hits and what they prove"),
    ("2xl", "What the owning bureau knows"),
    ("xl", "The record may be late"),
    ("l", "Confirm before you decide."),
    ("m", "A register answers with a candidate; only the bureau that entered the record can confirm it."),
    ("s", "Last checked by the owning bureau on 3 March."),
    ("xs", "In progress, 2 of 5"),
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """One pair of colours in one palette and theme, and whether it meets what is asked of it."""

    palette: str
    theme: str
    foreground: str
    ground: str
    ratio: float
    least: float
    use: str

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.least


def read_palettes(source: str) -> dict[str, dict[str, tuple[str, str]]]:
    """Colours by palette and name, each as (light, dark). The workbench inherits what it does not set."""
    head, _, rest = source.partition(_WORKBENCH)
    college = {match["name"]: (match["light"], match["dark"]) for match in _PAIR.finditer(head)}
    own = {match["name"]: (match["light"], match["dark"]) for match in _PAIR.finditer(rest)}
    return {"college": college, "workbench": college | own}


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """WCAG 2.2 contrast of two `#rrggbb` colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1)
def list_contrasts() -> tuple[Contrast, ...]:
    """Every demanded pair in both palettes and both themes."""
    palettes = read_palettes(TOKENS.read_text(encoding="utf-8"))
    return tuple(
        Contrast(
            palette, theme, front, ground, contrast_ratio(colours[front][index], colours[ground][index]), least, use
        )
        for palette, colours in palettes.items()
        for index, theme in enumerate(("light", "dark"))
        for front, ground, least, use in DEMANDS
    )


class SpecimenForm(forms.Form):
    """One field of each kind."""

    case_reference = forms.CharField(
        label="Case reference", help_text="As your unit writes it, for example QMA-2031-00417."
    )
    reason = forms.CharField(
        label="Why do you ask?", widget=forms.Textarea(attrs={"rows": 3}), help_text="One or two sentences. No names."
    )
    bureau = forms.ChoiceField(
        label="Owning bureau",
        choices=[("", "Choose a bureau"), ("vesk", "Vesk, Tolvaria"), ("lanto", "Lanto, Sundolia")],
    )
    decision = forms.ChoiceField(
        label="What happens to the traveller?",
        choices=[
            ("proceed", "May proceed"),
            ("secondary", "Goes to secondary inspection"),
            ("wait", "Waits for the owner’s reply"),
        ],
        widget=forms.RadioSelect,
    )
    seen = forms.MultipleChoiceField(
        label="What did you check?",
        required=False,
        choices=[
            ("mrz", "The machine-readable zone"),
            ("photo", "The photograph"),
            ("uv", "The page under ultraviolet light"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    seized_on = forms.DateField(label="Date of seizure", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    picture = forms.FileField(
        label="Picture of the object", required=False, help_text="PNG or JPEG, 10 MB at the most."
    )
    is_synthetic = forms.BooleanField(label="This record holds synthetic data only")


def _page() -> Page[int]:
    return Paginator(range(250), 25).page(3)


def list_samples() -> dict[str, object]:
    """Real sentences for every component."""
    refused = SpecimenForm(
        {"case_reference": "QMA-2031-00417", "bureau": "", "decision": "detain", "seized_on": "2031-03-03"}
    )
    refused.add_error(None, "The run has moved on since you opened this page. Nothing was sent; look again and decide.")
    return {
        "form_empty": SpecimenForm(auto_id="empty_%s"),
        "form_refused": refused,
        "page_obj": _page(),
        "crumbs": [("Catalogue", "/courses/"), ("Databases and hits", "#"), ("Hits and what they prove", None)],
        "steps": ["Ask to enrol", "Your organisation decides", "Study and practise", "Certificate"],
        "tasks": [
            {"title": "What a register can tell you", "href": "#tasks", "note": "", "state": "Done", "tone": "done"},
            {
                "title": "Hits and what they prove",
                "href": "#tasks",
                "note": "3 of 5 checks answered; left: Exercise 2, Recap",
                "state": "In progress, 3 of 5",
                "tone": "active",
            },
            {
                "title": "Recording what you did",
                "href": "#tasks",
                "note": "",
                "state": "Not started",
                "tone": "neutral",
            },
            {
                "title": "Quiz: Databases and hits",
                "href": None,
                "note": "Opens when the three lessons are done.",
                "state": "Locked",
                "tone": "locked",
            },
        ],
        "rows": [
            {"term": "Document", "value": "Passport QMB 4419027", "href": "#records", "action": "Copy into a message"},
            {"term": "Status", "value": "Reported stolen, blank", "href": None, "action": None},
            {
                "term": "Entered by",
                "value": "Vesk bureau, Tolvaria",
                "href": "#records",
                "action": "Write to the bureau",
            },
            {"term": "Recovered on", "value": None, "href": None, "action": None},
        ],
        "columns": ["Field", "In the query", "In the record", {"label": "Weight", "number": True}, "Agrees?"],
        "table": [
            ["Number", "4419027", "4419027", {"text": "50", "number": True}, {"text": "Agrees", "tone": "done"}],
            ["Issuing country", "QMB", "QMB", {"text": "30", "number": True}, {"text": "Agrees", "tone": "done"}],
            ["Type", "Passport", "Identity card", {"text": "20", "number": True}, {"text": "Differs", "tone": "error"}],
        ],
        "mrz": "P<QMBHOLLOWAY<<MIRA<JUNE<<<<<<<<<<<<<<<<<<<<\n4419027<<5QMB8803148F3107092<<<<<<<<<<<<<<00",
        "notice_colours": ["red", "blue", "green", "yellow", "black", "orange", "purple", "silver"],
        "tag_tones": [
            ("Not started", "neutral"),
            ("Done", "done"),
            ("In progress, 2 of 5", "active"),
            ("Due today", "attention"),
            ("Refused", "error"),
            ("Locked", "locked"),
        ],
        "colours": {name: list(colours) for name, colours in read_palettes(TOKENS.read_text(encoding="utf-8")).items()},
        "contrasts": list_contrasts(),
        "spaces": SPACES,
        "type_sizes": TYPE_SIZES,
    }
