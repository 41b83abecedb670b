"""The form with which a list is handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.lists.reading import read_list
from sandbox.domain.lists.shapes import ReadList
from sandbox.domain.lists.tables import MAX_BYTES, read_text
from sandbox.forms import CODE_INPUT, DeskForm

MAX_PASTED = 200_000
# At which field the refusals of a list stand, after the one that was used.
LIST_CODES = (
    "list_empty",
    "list_too_large",
    "list_too_long",
    "list_format",
    "list_broken",
    "list_bomb",
    "list_headings",
    "list_names",
)


class ListForm(DeskForm):
    file = forms.FileField(
        label=_("List as a file"), required=False, max_length=200, widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV or XLSX with the headings number, country and type; 100,000 lines and 8 MB at most. Columns of names are left out."),
        error_messages={"empty": _("The file is empty. Choose a list with a line of headings.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Or the list itself"), required=False, max_length=MAX_PASTED, strip=False,
        widget=forms.Textarea(attrs={**CODE_INPUT, "autocapitalize": "off", "rows": 6}),
        help_text=_("Paste the lines with their headings, from a spreadsheet or a CSV file. Synthetic documents alone."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason for the query"), min_length=5, max_length=200,
        help_text=_("Stands in the audit trail. No names."), widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    case_reference = forms.CharField(
        label=_("Case reference"),
        max_length=40,
        help_text=_("As the brief gives it."),
        widget=forms.TextInput(attrs=CODE_INPUT),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 8 MB. Cut the list in two."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_text = bool(cleaned.get("text", "").strip())
        if "file" in cleaned and "text" in cleaned and bool(cleaned["file"]) == has_text:
            self.add_error("file", _("Choose a file or paste the list: one of the two."))
        return cleaned

    @property
    def list_field(self) -> str:
        return "file" if self.cleaned_data.get("file") else "text"

    def read_pasted(self) -> ReadList:
        """The lines that were pasted. Call it on a valid form. Raises CollegeError (list_…)."""
        return read_list(read_text(self.cleaned_data["text"]))
