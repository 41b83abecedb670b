"""Certificates and awards in the admin, for administrators of the college alone."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from certification.enums import CertificateState
from certification.models import Award, Certificate
from certification.rules import may_administer_certificates
from certification.views.admin import revoke
from college.accounts.models import User


class RecordPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """A record is looked at, never added, edited or deleted by hand."""

    actions = frozenset({"view"})

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        return action in self.actions and may_administer_certificates(user)

    def user_has_any_permission(self, user: User | AnonymousUser, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class RulePolicy(RecordPolicy):
    """An award is looked at and reworded; which completions earn it is set where the programme is built."""

    actions = frozenset({"view", "change"})


register_permission_policy(Certificate, RecordPolicy(Certificate))
register_permission_policy(Award, RulePolicy(Award))


class CertificateIndexView(IndexView):  # type: ignore[misc]
    def get_base_queryset(self) -> QuerySet[Certificate]:
        return Certificate.objects.select_related("award").defer("facts")


class CertificateInspectView(InspectView):  # type: ignore[misc]
    page_title = _("Certificate")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if self.object.state != CertificateState.VALID:
            return []
        url = reverse("certificate:revoke", args=[self.object.pk])
        return [Button(_("Revoke"), url=url, icon_name="cross", priority=10)]

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Without the empty fields of a revocation that never was."""
        return [field for field in super().get_fields_context() if field["value"] not in (None, "")]

    def get_holder_display_value(self) -> str:
        return str(self.object.learner.email) if self.object.learner else str(_("Account erased"))

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(_("Account") if field_name == "holder" else super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name == "holder":
            return self.get_holder_display_value()
        return super().get_field_display_value(field_name, field)


class CertificateViewSet(ModelViewSet):  # type: ignore[misc]
    model = Certificate
    name = "certificate"
    icon = "doc-full"
    menu_label = _("Certificates")
    add_to_reference_index = False
    index_view_class = CertificateIndexView
    inspect_view_class = CertificateInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    list_display = [
        "serial",
        Column("printed_name", label=_("Name as printed"), sort_key="printed_name"),
        Column("award", label=_("Award")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        "issued_on",
        "expires_on",
    ]
    list_filter = ["state", "award", "issued_on"]
    search_fields = ["printed_name", "serial"]
    search_backend_name = None
    inspect_view_fields = [
        "serial", "printed_name", "holder", "award", "state", "issued_at", "expires_on", "revoked_at", "revoked_by",
        "revocation_reason", "digest",
    ]  # fmt: skip

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only what may be done: list, look, revoke."""
        kept = {"index", "index_results", "inspect"}
        patterns = [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
        return [*patterns, path("revoke/<uuid:certificate_id>/", revoke, name="revoke")]


class AwardViewSet(ModelViewSet):  # type: ignore[misc]
    model = Award
    name = "award"
    icon = "tag"
    menu_label = _("Awards")
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = ["title", "wording", "signatories", "validity_months", "is_active"]
    list_display = [
        "title",
        Column("validity_months", label=_("Months of validity")),
        BooleanColumn("is_active", label=_("Can be earned")),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = {"index", "index_results", "edit", "history", "history_results", "usage"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]


class CertificationViewSetGroup(ModelViewSetGroup):  # type: ignore[misc]
    menu_label = _("Certification")
    menu_icon = "doc-full"
    menu_order = 500
    items = (CertificateViewSet, AwardViewSet)
