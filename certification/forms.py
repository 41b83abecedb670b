from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certification.codes import clean_code


class CodeForm(forms.Form):
    """The code of a certificate, in any spelling."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=400,
        help_text=_("28 letters and digits, at the foot of the document. Capitals, spaces and hyphens don’t matter."),
        error_messages={"required": _("Write the code that stands at the foot of the certificate.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
                "class": "identifier",
            }
        ),
    )

    def clean_code(self) -> str:
        code = clean_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("Write the code that stands at the foot of the certificate."), code="required")
        return code


class RevocationForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        help_text=_("The holder reads this in a mail. The public check page shows the date alone."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why the certificate is revoked: the holder is told.")},
    )
