"""What may be done from the reviewer's seat, declared: one line an act, in the order in which a page offers them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.forms.reviewing import GroundForm, QuestionForm, RefusalForm, SeatForm, SeatReasonForm, SuspensionForm
from sandbox.domain import notice_office as office
from sandbox.domain.notice_office import ActorRole
from sandbox.enums import EventKind
from sandbox.models import RunEvent


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the event that it makes, its words, its form, who does it in whose name."""

    kind: EventKind
    label: str | Promise
    lead: str | Promise
    said: str | Promise
    form: type[SeatForm]
    do: Callable[..., RunEvent]
    button: str = "primary"
    actor: ActorRole = ActorRole.SECRETARIAT


ACTS: dict[str, Act] = {
    "question": Act(EventKind.NOTICE_QUESTIONED, _("Ask the bureau"),
        _("The notice goes back to the bureau with your questions. It may change the draft, answer, or both."),
        _("The bureau has your questions."), QuestionForm, office.question_notice),
    "publish": Act(EventKind.NOTICE_PUBLISHED, _("Publish"),
        _("Every bureau of the network can read the notice from then on, as it was handed in."),
        _("The notice is published."), SeatForm, office.publish_notice),
    "refuse": Act(EventKind.NOTICE_REFUSED, _("Refuse"),
        _("This is final for this notice: the bureau may draft another. Say what would have to be different."),
        _("The notice is refused."), RefusalForm, office.refuse_notice, "danger"),
    "suspend": Act(EventKind.NOTICE_SUSPENDED, _("Suspend"),
        _("No bureau finds the notice while a doubt about it is looked into."),
        _("The notice is suspended."), SuspensionForm, office.suspend_notice),
    "restore": Act(EventKind.NOTICE_RESTORED, _("Lift the suspension"),
        _("Every bureau finds the notice again."),
        _("The notice is published again."), SeatReasonForm, office.restore_notice),
    "expire": Act(EventKind.NOTICE_EXPIRED, _("Let it expire"),
        _("Its last day has come, and its bureau has not renewed it. It does not come back."),
        _("The notice has expired."), SeatForm, office.expire_notice),
    "cancel": Act(EventKind.NOTICE_CANCELLED, _("Cancel"),
        _("The Secretariat takes the notice out of the network. It does not come back."),
        _("The notice is cancelled."), GroundForm, office.cancel_notice, "danger"),
    "delete": Act(EventKind.NOTICE_DELETED, _("Delete"),
        _("You act for the Commission that controls files: what the notice said is shown no more. That it was there stays in the log."),
        _("The notice is deleted."), GroundForm, office.delete_notice, "danger", ActorRole.COMMISSION),
}  # fmt: skip
