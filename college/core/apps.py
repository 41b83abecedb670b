from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "college.core"
    label = "core"
    verbose_name = "Core"
