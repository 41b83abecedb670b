"""Forms of the case chart. Each carries the revision of the chart that it was opened on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.case.chart import MAX_LABEL, MAX_NOTE, Certainty, Chart, Entity, EntityKind, Link, LinkKind
from sandbox.domain.case.pinning import MAX_TEXT
from sandbox.domain.case.sites import list_choices
from sandbox.forms import DeskForm

_STALE = _("This form is incomplete. Load the page again and send it once more.")


class RevisionForm(DeskForm):
    """A button that changes the chart."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _STALE),
    )  # fmt: skip


class LayoutForm(DeskForm):
    """Where the boxes of the chart stand, as the page's script sends it; `{}` lets the chart arrange itself."""

    layout = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _STALE),
    )  # fmt: skip
    places = forms.CharField(
        widget=forms.HiddenInput, max_length=MAX_TEXT,
        error_messages=dict.fromkeys(("required", "max_length", "null_characters_not_allowed"), _STALE),
    )  # fmt: skip


class ChartForm(RevisionForm):
    """What entities and links have in common. `sources` are what may be cited: reference and name."""

    note = forms.CharField(
        label=_("Note"), max_length=MAX_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("What you know and what you only conclude. No real case data."),
    )  # fmt: skip
    certainty = forms.ChoiceField(
        label=_("How sure is it?"), choices=Certainty.choices, initial=Certainty.REPORTED, widget=forms.RadioSelect,
        help_text=_("Confirmed: its owner said so in this case. Reported: a record or a message says so. Assumed: you think so."),
    )  # fmt: skip
    evidence = forms.MultipleChoiceField(
        label=_("What it rests on"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("“%(value)s” is nothing that lies on your desk in this run. Open the record first, or leave it out.")},
    )  # fmt: skip

    def __init__(self, *args: Any, sources: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["evidence"]
        field.choices = list(sources.items())  # type: ignore[attr-defined]
        if not sources:
            field.help_text = _("Nothing lies on your desk yet that could be cited: open a record or a message first.")

    def renew(self, revision: int) -> None:
        """Let the form be sent again on the chart as it is now, with all that was typed."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["revision"] = str(revision)  # type: ignore[index]


class EntityForm(ChartForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=EntityKind.choices)
    label = forms.CharField(
        label=_("Name"), max_length=MAX_LABEL, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Give it a name that you will know it by.")},
    )  # fmt: skip
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("When it happened. With a day it stands on the timeline."),
    )  # fmt: skip
    site = forms.ChoiceField(
        label=_("Place"), required=False, help_text=_("Where it is or happened, in the invented world. With a place it stands on the map."),
        error_messages={"invalid_choice": _("This place is not on the map. Choose one of the list.")},
    )  # fmt: skip
    field_order = ("kind", "label", "day", "site", "note", "certainty", "evidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [("", _("No place, or not known")), *list_choices()]  # type: ignore[attr-defined]

    def read_entity(self, number: int) -> Entity:
        values = self.cleaned_data
        day: date | None = values["day"]
        return Entity(
            number, values["kind"], values["label"], values["note"], values["certainty"], tuple(values["evidence"]),
            day.isoformat() if day else "", values["site"],
        )  # fmt: skip


class LinkForm(ChartForm):
    source = forms.TypedChoiceField(label=_("From"), coerce=int)
    kind = forms.ChoiceField(label=_("Link"), choices=LinkKind.choices)
    target = forms.TypedChoiceField(label=_("To"), coerce=int)
    label = forms.CharField(
        label=_("In your words"), max_length=MAX_LABEL, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("Stands on the line instead of the link's kind."),
    )  # fmt: skip
    field_order = ("source", "kind", "target", "label", "note", "certainty", "evidence")

    def __init__(self, *args: Any, chart: Chart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (entity.number, f"{entity.label} ({EntityKind(entity.kind).label}, {entity.number})")
            for entity in chart.entities
        ]
        for name in ("source", "target"):
            self.fields[name].choices = [("", _("Choose an entity")), *choices]  # type: ignore[attr-defined]
        self.fields["evidence"].help_text = self.fields["evidence"].help_text or _(
            "A confirmed or reported link cites one thing at least."
        )

    def read_link(self, number: int) -> Link:
        values = self.cleaned_data
        return Link(
            number, values["source"], values["target"], values["kind"], values["label"], values["note"], values["certainty"],
            tuple(values["evidence"]),
        )  # fmt: skip
