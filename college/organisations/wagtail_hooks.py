"""Organisations and their members in the admin, for the college's administrators."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from college.organisations.forms import OrganisationForm
from college.organisations.models import Membership, Organisation


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "home"
    menu_label = _("Organisations")
    list_display = ["name", "sector", "country", "verified_at"]
    list_filter = ["sector", "country"]
    search_fields = ["name", "slug"]
    form_fields = ["name", "slug", "sector", "country"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return OrganisationForm


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "group"
    menu_label = _("Members")
    list_display = ["person", "organisation", "role", "since"]
    list_filter = ["organisation", "role"]
    form_fields = ["person", "organisation", "role"]


class OrganisationsGroup(ViewSetGroup):
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 300
    items = (OrganisationViewSet("organisations"), MembershipViewSet("memberships"))


@hooks.register("register_admin_viewset")
def register_organisations() -> OrganisationsGroup:
    return OrganisationsGroup()
