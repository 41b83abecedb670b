"""Asking for a place, and deciding."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from college.accounts.models import User
from college.organisations.models import Organisation


class EnrolmentRequestForm(forms.Form):
    """Where one works, and why one wants to study. Whoever is vouched for by an agency's mail domain is only asked why."""

    organisation = forms.ModelChoiceField(
        label=_("Your organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Not in this list"),
        help_text=_("Its training manager will decide your request."),
    )
    organisation_name = forms.CharField(
        label=_("Another organisation"),
        max_length=160,
        required=False,
        help_text=_("If yours is not in the list: where do you work? Then the college decides."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    motivation = forms.CharField(
        label=_("What do you want to use the courses for?"),
        max_length=2000,
        help_text=_("Two or three sentences about your work. No case data, please."),
        error_messages={"required": _("Write what you want to use the courses for; one sentence is enough.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, learner: User, is_vouched: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_vouched:
            del self.fields["organisation"], self.fields["organisation_name"]
            self.fields["motivation"].required = False
            return
        choices = self.fields["organisation"]
        if isinstance(choices, forms.ModelChoiceField):
            choices.queryset = Organisation.objects.filter(verified_at__isnull=False, sector=learner.sector)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "organisation" not in self.fields or "organisation" in self.errors or "organisation_name" in self.errors:
            return cleaned
        if cleaned.get("organisation") and cleaned.get("organisation_name", "").strip():
            self.add_error("organisation_name", _("Choose from the list or write a name, not both."))
        if not cleaned.get("organisation") and not cleaned.get("organisation_name", "").strip():
            self.add_error("organisation_name", _("Choose your organisation, or write where you work."))
        return cleaned


class EnrolmentDecisionForm(forms.Form):
    """Admit, or decline with a reason."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("admit", _("Admit")), ("decline", _("Decline"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether to admit or to decline.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        help_text=_("The applicant reads it. Needed when you decline."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "decline" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Write the reason: the applicant will read it."))
        return cleaned
