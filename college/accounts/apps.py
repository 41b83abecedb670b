from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "college.accounts"
    label = "accounts"
    verbose_name = "Accounts"


class StaffPeopleConfig(WagtailUsersAppConfig):
    """Wagtail's pages for people, with the college's own forms: a person here has one full name and a sector."""

    user_viewset = "college.accounts.views.people.PersonViewSet"
