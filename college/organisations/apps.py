from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "college.organisations"
    label = "organisations"
    verbose_name = "Organisations"
