"""What makes a reviewer doubt a rule that is met in form. Data, and one pure judgement; no question rests on the words of one language.

The doubts are the sandbox's own, modelled on what published accounts say a reviewer of notices asks about; they quote no legal text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sandbox.domain.notice_types import NoticeRule, NoticeType, Text, is_asked
from sandbox.domain.text import fold_text

ADULT, OLDEST = 18, 120
_WORD, _YEAR = re.compile(r"\w+"), re.compile(r"(?<!\d)(?:18|19|20)\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to ask about a field though its rule is met. An empty field raises no doubt but that of `empty`.

    `kind` is value (it has one of `values`), no_digit, no_year (none in which a living person was born), adult (its year makes the
    person one), older (its date lies more than `number` years back), exceeds (it is a greater number than the field `values[0]`),
    filled, or empty. With `only_if`, the doubt is raised only while another field has a value.
    """

    rule: str
    field: str
    kind: str
    question: Text
    number: int = 0
    values: tuple[str, ...] = ()
    only_if: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """A doubt about one notice: which rule and field, what kind, and the question in plain words."""

    rule: str
    field: str
    kind: str
    question: str


def _ask_year(rule: str) -> Doubt:
    return Doubt(rule, "birth", "no_year", gettext_lazy("The birth shows no year in which a living person can have been born. Which year does the file give?"))  # fmt: skip


DOUBTS: dict[str, tuple[Doubt, ...]] = {
    "red": (
        Doubt("R1", "offence_class", "value", gettext_lazy("You say that the breach or dispute serves organised crime. What in the file shows it?"), values=("organised",)),
        Doubt("R2", "imposed_months", "filled", gettext_lazy("The person is wanted for prosecution, and yet a sentence is given. Is there a judgment or not?"), only_if=("stage", "prosecution")),
        Doubt("R2", "remaining_months", "exceeds", gettext_lazy("More months remain to be served than were imposed. Which of the two numbers is right?"), values=("imposed_months",), only_if=("stage", "sentence")),
        Doubt("R4", "family_name", "empty", gettext_lazy("A photograph must carry the whole search. Is it sharp and recent, and what else tells this person from others?")),
        _ask_year("R4"),
        Doubt("R5", "facts_date", "older", gettext_lazy("The facts lie more than twenty years back. Can they still be prosecuted, or the sentence still be served?"), 20),
        Doubt("R5", "warrant", "no_digit", gettext_lazy("The warrant's reference holds no number. Under which number can another country ask for it?")),
    ),
    "blue": (
        Doubt("BL-1", "status", "value", gettext_lazy("The person is a witness or a victim. Why must bureaus abroad look for them, and what may be said to them?"), values=("witness", "victim")),
        _ask_year("BL-3"),
    ),
    "green": (_ask_year("GR-1"),),
    "yellow": (
        Doubt("YE-3", "birth", "adult", gettext_lazy("The missing person is an adult, who may wish not to be found. Who has looked into that, and with what result?"), only_if=("case", "missing")),
        _ask_year("YE-4"),
    ),
    "purple": (
        Doubt("PU-3", "date", "older", gettext_lazy("The seizure lies more than five years back. Is the method still in use, as far as you know?"), 5),
    ),
    "artwork": (Doubt("AR-3", "measurements", "no_digit", gettext_lazy("The measurements hold no number. How high, wide and deep is it, in which unit?")),),
    "sanctions": (
        Doubt("SA-1", "list_reference", "no_digit", gettext_lazy("The reference in the Council's list holds no number. Where in the list does the name stand?")),
        _ask_year("SA-2"),
    ),
}  # fmt: skip


def list_doubts(notice_type: NoticeType, fields: Mapping[str, str], *, today: date) -> list[Raised]:
    """Every doubt that these fields raise, in the order of the type's rules. Pure."""
    raised = [*_doubt_texts(notice_type, fields)]
    for doubt in DOUBTS.get(notice_type.key, ()):
        if doubt.only_if and fields.get(doubt.only_if[0]) != doubt.only_if[1]:
            continue
        if _raises(doubt, fields, today):
            raised.append(Raised(doubt.rule, doubt.field, doubt.kind, str(doubt.question)))
    order = {rule.key: place for place, rule in reversed(list(enumerate(notice_type.rules)))}
    return sorted(raised, key=lambda item: order[item.rule])


def _raises(doubt: Doubt, fields: Mapping[str, str], today: date) -> bool:
    value = fields.get(doubt.field, "").strip()
    if doubt.kind == "empty":
        return not value
    if not value:
        return False
    match doubt.kind:
        case "filled":
            return True
        case "value":
            return value in doubt.values
        case "no_digit":
            return not any(character.isdigit() for character in value)
        case "no_year":
            return _find_birth_year(value, today) is None
        case "adult":
            year = _find_birth_year(value, today)
            return year is not None and today.year - year > ADULT
        case "older":
            return value < f"{today.year - doubt.number:04d}-{today:%m-%d}"
        case "exceeds":
            other = fields.get(doubt.values[0], "").strip()
            return value.isdecimal() and other.isdecimal() and int(value[:4]) > int(other[:4])
    raise ValueError(doubt.kind)


def _find_birth_year(value: str, today: date) -> int | None:
    years = [int(found) for found in _YEAR.findall(value)]
    return next((year for year in years if today.year - OLDEST <= year <= today.year), None)


def _doubt_texts(notice_type: NoticeType, fields: Mapping[str, str]) -> Iterator[Raised]:
    """Fields that are long enough and say little, or what another field says already."""
    seen: dict[str, str] = {}
    for rule in notice_type.rules:
        if rule.kind != "length" or not is_asked(rule, fields):
            continue
        label = str(notice_type.get_field(rule.field).label)
        words = _WORD.findall(fold_text(fields.get(rule.field, "")))
        text = " ".join(words)
        if text in seen:
            question = _("“%(field)s” repeats “%(other)s” word for word. What should it say of its own?")
            yield Raised(rule.key, rule.field, "same", question % {"field": label, "other": seen[text]})
        elif words and len(set(words)) < _count_needed(rule):
            question = _("“%(field)s” fills its space and says little. Which facts of the file belong there?")
            yield Raised(rule.key, rule.field, "thin", question % {"field": label})
        if text:
            seen.setdefault(text, label)


def _count_needed(rule: NoticeRule) -> int:
    """How many different words so long a text should have at least."""
    return 2 if rule.number < 20 else max(3, rule.number // 10)
