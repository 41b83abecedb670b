"""The types of notice: their fields and the rules that a notice must meet before it may be submitted. Data.

The rules are the sandbox network's own, modelled on published descriptions of INTERPOL's purple notices; they quote
no legal text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sandbox.enums import Handling

Text = str | Promise


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a notice. `kind` is text, lines (one item a line), short, date or choice."""

    key: str
    label: Text
    kind: str
    hint: Text = ""
    max_length: int = 2000
    choices: tuple[tuple[str, Text], ...] = ()
    is_optional: bool = False

    def show(self, value: str) -> Text:
        """What a reader sees of a stored value: a choice by its label, nothing for nothing."""
        return dict(self.choices).get(value, value) if value else ""


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A rule on one field. `kind` is required, length, lines, past, one_of, none_of, at_least or any_of.

    `number` and `values` are its measure; for any_of, `values` are fields of which one must be filled, or, with a `number`,
    hold at least that. With `only_if`, the rule holds only while another field has a value. `why` is what it protects. A rule
    that is not `is_confirmed` is the sandbox's own reading, and is never shown as a quotation.
    """

    key: str
    field: str
    kind: str
    message: Text
    number: int = 0
    values: tuple[str, ...] = ()
    only_if: tuple[str, str] | None = None
    why: Text = ""
    source: Text = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NoticeType:
    key: str
    label: Text
    purpose: Text
    source: Text
    fields: tuple[FieldSpec, ...]
    rules: tuple[NoticeRule, ...]
    retention_years: int = 5  # nominal: the requester may renew

    def get_field(self, key: str) -> FieldSpec:
        return next(spec for spec in self.fields if spec.key == key)


OFFENCES: tuple[tuple[str, Text], ...] = (
    ("", _("Choose an offence")),
    ("trafficking_medicines", _("Trafficking in falsified medical products")),
    ("trafficking_counterfeit", _("Trafficking in counterfeit goods by an organised group")),
    ("trafficking_cultural", _("Trafficking in cultural property")),
    ("late_declaration", _("Late customs declaration")),
    ("missing_label", _("Missing label in the national language")),
)
SERIOUS_OFFENCES = ("trafficking_medicines", "trafficking_counterfeit", "trafficking_cultural")
CASE_STATUS: tuple[tuple[str, Text], ...] = (
    ("", _("Choose the status")),
    ("open", _("Open: the investigation goes on, matches are wanted")),
    ("closed", _("Closed: published so that others can prevent it")),
)

PURPLE = NoticeType(
    key="purple",
    label=_("Purple notice"),
    purpose=_("Warn of, or ask about, a modus operandi, objects, devices or a way of concealment."),
    source=_("Modelled on INTERPOL's Rules on the Processing of Data, article 92"),
    fields=(
        FieldSpec("title", _("Title"), "short", _("What an officer abroad should recognise in one line."), 120),
        FieldSpec("offence", _("Offence"), "choice", choices=OFFENCES),
        FieldSpec("place", _("Place of the seizure"), "short", _("Port or town, and country."), 120),
        FieldSpec("date", _("Date of the seizure"), "date"),
        FieldSpec("modus_operandi", _("Modus operandi"), "text", _("What is done, step by step, as far as it is known. Facts from the file, no judgement.")),
        FieldSpec("object", _("Object"), "text", _("What the carrying objects are: material, size, number, weight.")),
        FieldSpec("concealment", _("Concealment"), "text", _("What was hidden and where in the object. Say what an officer can see, never how to build it.")),
        FieldSpec("route", _("Route"), "lines", _("One place a line, from origin to seizure."), 800),
        FieldSpec("cues", _("Recognition cues"), "lines", _("One a line, at least three: what makes an officer stop this consignment."), 1500),
        FieldSpec("case_status", _("Case status"), "choice", choices=CASE_STATUS),
        FieldSpec("request", _("What other bureaus are asked to do"), "text", _("Needed while the case is open."), 1000, is_optional=True),
        FieldSpec("handling", _("Handling code"), "choice", choices=(("", _("Choose a code")), *Handling.choices)),
    ),
    rules=(
        NoticeRule("PU-1", "title", "length", _("Give the notice a title of at least 10 characters."), 10),
        NoticeRule("PU-2", "offence", "required", _("Name the offence.")),
        NoticeRule("PU-2", "offence", "one_of", _("This offence is not serious enough for a purple notice. A notice may be published only for a serious offence."), values=SERIOUS_OFFENCES),
        NoticeRule("PU-3", "place", "required", _("Say where it was seized.")),
        NoticeRule("PU-3", "date", "required", _("Say when it was seized.")),
        NoticeRule("PU-3", "date", "past", _("The date of the seizure lies in the future.")),
        NoticeRule("PU-4", "modus_operandi", "length", _("Describe the modus operandi in at least 80 characters: others must be able to match it with their own cases."), 80),
        NoticeRule("PU-5", "object", "length", _("Describe the object in at least 30 characters."), 30),
        NoticeRule("PU-5", "concealment", "length", _("Describe the concealment in at least 30 characters."), 30),
        NoticeRule("PU-6", "route", "lines", _("Give at least two places of the route, one a line."), 2),
        NoticeRule("PU-7", "cues", "lines", _("Give at least three different recognition cues, one a line."), 3),
        NoticeRule("PU-8", "case_status", "required", _("Say whether the case is open or closed.")),
        NoticeRule("PU-8", "request", "length", _("The case is open: say in at least 20 characters what you ask of other bureaus."), 20, only_if=("case_status", "open")),
        NoticeRule("PU-9", "handling", "required", _("Choose a handling code.")),
    ),
)  # fmt: skip


def split_lines(text: str) -> list[str]:
    """The different lines of a field, without blank ones."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _read_number(value: str) -> int:
    """A whole number as typed; anything else counts as nothing."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 4 else 0


def _meets_any(rule: NoticeRule, fields: Mapping[str, str]) -> bool:
    values = [fields.get(key, "").strip() for key in rule.values]
    return any(_read_number(value) >= rule.number if rule.number else value for value in values)


def _meets(rule: NoticeRule, value: str, today: date) -> bool:
    match rule.kind:
        case "none_of":
            return value not in rule.values
        case "at_least":
            return _read_number(value) >= rule.number
        case "required":
            return bool(value)
        case "length":
            return len(value) >= rule.number
        case "lines":
            return len(split_lines(value.casefold())) >= rule.number
        case "one_of":
            return not value or value in rule.values
        case "past":
            return not value or value <= today.isoformat()
    raise ValueError(rule.kind)


def is_asked(rule: NoticeRule, fields: Mapping[str, str]) -> bool:
    """The rule holds for what these fields say."""
    return rule.only_if is None or fields.get(rule.only_if[0]) == rule.only_if[1]


def meets_rule(rule: NoticeRule, fields: Mapping[str, str], *, today: date) -> bool:
    """The fields meet the rule, or it is not asked of them."""
    if not is_asked(rule, fields):
        return True
    value = fields.get(rule.field, "").strip()
    return _meets_any(rule, fields) if rule.kind == "any_of" else _meets(rule, value, today)


def find_problems(notice_type: NoticeType, fields: Mapping[str, str], *, today: date) -> list[dict[str, str]]:
    """Every rule that these fields do not meet: rule, field, and the sentence that says what to do. Pure.

    Where the rule says them, why it exists and its source stand beside.
    """
    problems = []
    for rule in notice_type.rules:
        if meets_rule(rule, fields, today=today):
            continue
        problem = {"rule": rule.key, "field": rule.field, "message": str(rule.message)}
        more = {"why": str(rule.why), "source": str(rule.source)}
        problems.append(problem | {name: text for name, text in more.items() if text})
    return problems
