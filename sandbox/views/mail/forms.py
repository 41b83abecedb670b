"""Forms of the mail desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.geography import SECRETARIAT, list_bureau_choices, name_bureau
from sandbox.domain.messages.letters import SECRETARIAT_CODE, Message
from sandbox.domain.messages.sending import Extras
from sandbox.domain.messages.templates import BLANK
from sandbox.enums import Handling, Priority, Purpose
from sandbox.forms import CODE_INPUT, DeskForm

TEXT_INPUT = {"autocomplete": "off"}
DEADLINES = [
    ("", _("No time given")), ("10", _("10 minutes")), ("60", _("1 hour")), ("240", _("4 hours")),
    ("1440", _("1 day")), ("4320", _("3 days")),
]  # fmt: skip
ANSWERS = [
    ("confirmed", _("We confirm: the record is valid today")),
    ("recovered", _("Recovered or settled: we withdraw the record")),
    ("not_ours", _("Not our record")),
    ("later", _("We need time: we answer within the time chosen below")),
]
# A message belongs to none of these, or to one: reply, forward, repeated request, recall.
LINKS = ("in_reply_to", "forwards", "repeats", "recalls")
SENT_ONCE = frozenset({Purpose.CONSENT_REQUEST, Purpose.RECALL, Purpose.REPLY})


class MessageForm(DeskForm):
    """A message to write. Its fields depend on what it answers (`linked`, by the field named `mode`) and on what lies on the desk."""

    linked: Message | None = None
    mode = ""

    in_reply_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    forwards = forms.IntegerField(required=False, widget=forms.HiddenInput)
    repeats = forms.IntegerField(required=False, widget=forms.HiddenInput)
    recalls = forms.IntegerField(required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("To"))
    also_to = forms.MultipleChoiceField(
        label=_("Further addressees"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those who can act on it. Each of them answers for itself."),
    )  # fmt: skip
    broadcast_reason = forms.CharField(
        label=_("Why so many need it"), required=False, max_length=200, widget=forms.TextInput(attrs=TEXT_INPUT),
        help_text=_("Needed from four bureaus on."),
    )  # fmt: skip
    purpose = forms.ChoiceField(label=_("Purpose"))
    answer = forms.ChoiceField(
        label=_("What your bureau answers"),
        required=False,
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _(
                "This is a request for confirmation. Say whether your bureau confirms its record, or give a time by which it will."
            )
        },
    )
    priority = forms.ChoiceField(
        label=_("Priority"), choices=Priority.choices, initial=Priority.ROUTINE, widget=forms.RadioSelect,
        help_text=_("Urgent while a person waits; routine otherwise."),
    )  # fmt: skip
    deadline = forms.TypedChoiceField(
        label=_("Answer needed within"), required=False, choices=DEADLINES, coerce=int, empty_value=None
    )
    handling = forms.ChoiceField(label=_("Handling code"), choices=Handling.choices, initial=Handling.RESTRICTED)
    officer = forms.CharField(
        label=_("For the attention of"), required=False, max_length=80, widget=forms.TextInput(attrs=TEXT_INPUT),
        help_text=_("The officer or post at the other bureau. A confidential message needs one."),
    )  # fmt: skip
    case_reference = forms.CharField(
        label=_("Case reference"), required=False, max_length=40, widget=forms.TextInput(attrs=CODE_INPUT),
        help_text=_("As the brief gives it. Without it the other bureau cannot place your message."),
    )  # fmt: skip
    records = forms.MultipleChoiceField(
        label=_("Records cited"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Records that you have opened in a register."),
    )  # fmt: skip
    subject = forms.CharField(
        label=_("Subject"), max_length=100, widget=forms.TextInput(attrs={**TEXT_INPUT, "dir": "auto"})
    )
    body = forms.CharField(
        label=_("Message"), min_length=10, max_length=3000, widget=forms.Textarea(attrs={"rows": 9, "dir": "auto"}),
        help_text=_("One purpose. What the other bureau needs, and no more. Do not enter real case data."),
    )  # fmt: skip
    attachments = forms.MultipleChoiceField(
        label=_("Attach from this run"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Goes as a sheet, as it is at the moment of sending."),
    )  # fmt: skip
    note_title = forms.CharField(
        label=_("Title of your note"), required=False, max_length=80, widget=forms.TextInput(attrs=TEXT_INPUT)
    )
    note = forms.CharField(
        label=_("Your note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def __init__(
        self, *args: Any, own_bureau: str, records: dict[str, str], attachable: list[tuple[str, str]], reply_to: str = "",
        asks_answer: bool = False, parties: Sequence[str] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        others = [*list_bureau_choices(without=own_bureau), (SECRETARIAT_CODE, SECRETARIAT)]
        # Parties of the case come first: they are few, and go by their names.
        others = [*((party, party) for party in parties), *others]
        fields: dict[str, Any] = self.fields
        if reply_to:
            fields["to"].choices = [(reply_to, name_bureau(reply_to))]
            del fields["also_to"], fields["broadcast_reason"]
        else:
            fields["to"].choices = [("", _("Choose a bureau")), *others]
            fields["also_to"].choices = others
        fields["purpose"].choices = self._list_purposes(is_reply=bool(reply_to))
        if asks_answer:
            fields["answer"].required = True
            fields["deadline"].label = _("If you need time: answer within")
        else:
            del fields["answer"]
        for name, choices in (("records", list(records.items())), ("attachments", attachable)):
            if choices:
                fields[name].choices = choices
            else:
                del fields[name]

    def _list_purposes(self, *, is_reply: bool) -> list[tuple[str, Any]]:
        kept = {str((self.data if self.is_bound else self.initial).get("purpose", ""))}
        kept |= {Purpose.REPLY.value} if is_reply else set()
        listed = [c for c in Purpose.choices if c[0] not in SENT_ONCE or c[0] in kept & {Purpose.RECALL, Purpose.REPLY}]
        return [("", _("Choose one purpose")), *listed]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if BLANK in f"{data.get('subject', '')}{data.get('body', '')}":
            self.add_error("body", _("Fill in or take out what the template left open: […]."))
        if data.get("purpose") == Purpose.REPLY and not data.get("in_reply_to"):
            self.add_error("purpose", _("A reply belongs to a message. Open the message and choose “Reply”."))
        if data.get("purpose") == Purpose.RECALL and not data.get("recalls"):
            self.add_error("purpose", _("A recall belongs to a message. Open the message and choose “Recall”."))
        return data

    def read_arguments(self) -> dict[str, Any]:
        """What `send_message` needs."""
        data = self.cleaned_data
        plain = ("key", "to", "subject", "case_reference", "priority", "handling", "purpose", "body")
        extras = Extras(
            also_to=tuple(data.get("also_to", ())), broadcast_reason=data.get("broadcast_reason", ""), officer=data["officer"],
            deadline_minutes=data["deadline"], answer=data.get("answer", ""), attachments=tuple(data.get("attachments", ())),
            note_title=data["note_title"], note=data["note"], **{name: data[name] for name in LINKS},
        )  # fmt: skip
        return {**{name: data[name] for name in plain}, "records": data.get("records", []), "extras": extras}


class ConsentForm(DeskForm):
    """To whom a message may go further, and why."""

    share_with = forms.ChoiceField(label=_("Bureau that should receive it"))
    reason = forms.CharField(
        label=_("For what purpose"), min_length=10, max_length=500, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The sender decides by this sentence."),
    )  # fmt: skip

    def __init__(self, *args: Any, without: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [choice for choice in list_bureau_choices() if choice[0] not in without]
        self.fields["share_with"].choices = [("", _("Choose a bureau")), *choices]  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search your mail"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Search your mail"), **TEXT_INPUT}),
    )
