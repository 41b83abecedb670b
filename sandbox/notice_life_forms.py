"""Forms of a notice's life after publication, and of diffusions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.diffusions import DiffusionGround
from sandbox.domain.geography import list_bureau_choices
from sandbox.domain.notice_life import MIN_REASON
from sandbox.forms import DeskForm, NoticeForm


def _make_reason(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, min_length=MIN_REASON, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(DeskForm):
    reason = _make_reason(_("Reason"), _("Stands in the log and goes to the Secretariat. Facts, no names."))


class UpdateForm(NoticeForm):
    """The notice's fields as they stand, and why they change."""

    reason = _make_reason(_("Why it changes"), _("What came to be known, and from whom. No names."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])

    def clean_reason(self) -> str:
        """The notice's own fields may be empty here; the reason may not."""
        reason: str = self.cleaned_data["reason"]
        if not reason:
            raise forms.ValidationError(_("Say why the notice changes."))
        return reason

    def read_fields(self) -> dict[str, str]:
        return {name: value for name, value in super().read_fields().items() if name != "reason"}


class AddendumForm(DeskForm):
    text = _make_reason(
        _("Addendum"),
        _("What every reader of the notice should know besides, such as a refused extradition. Facts, no names."),
    )


class ExtractForm(DeskForm):
    """Agree to a public extract, or take the consent back: a button each."""

    reason = _make_reason(_("Reason"), _("Who decided it, and on what ground. No names."))


class DiffusionForm(DeskForm):
    to = forms.MultipleChoiceField(
        label=_("Bureaus"), widget=forms.CheckboxSelectMultiple, help_text=_("Only those who can act on it."),
        error_messages={"required": _("Choose the bureaus that should have it.")},
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Why a diffusion and no notice"), widget=forms.RadioSelect, choices=DiffusionGround.choices,
        error_messages={"required": _("Choose why it is a diffusion and no notice.")},
    )  # fmt: skip
    reason = _make_reason(_("Reason"), _("Why these bureaus, and what you expect of them. No names."))

    def __init__(self, *args: Any, own_bureau: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = list_bureau_choices(without=own_bureau)  # type: ignore[attr-defined]
