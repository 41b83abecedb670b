"""People in the staff pages: Wagtail's views with the college's forms, and a line in the audit trail for each change."""

from typing import Any

from django.db import transaction
from django.forms import ModelForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from college.accounts.forms import PersonCreationForm, PersonEditForm
from college.accounts.models import User
from college.core.domain.audit import record_audit


class PersonCreateView(CreateView):
    @transaction.atomic
    def save_instance(self) -> Any:
        """Store the person, with an entry of the audit trail."""
        person = super().save_instance()
        record_audit(actor=self.request.user, verb="person.made", subject=person, chain="accounts")
        return person


class PersonEditView(EditView):
    @transaction.atomic
    def save_instance(self) -> Any:
        """Store the changes, with an entry of the audit trail that names the changed fields."""
        person = super().save_instance()
        record_audit(
            actor=self.request.user, verb="person.changed", subject=person, chain="accounts",
            data={"fields": sorted(self.form.changed_data)},
        )  # fmt: skip
        return person


class PersonViewSet(UserViewSet):
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> type[ModelForm[User]]:
        return PersonEditForm if for_update else PersonCreationForm
