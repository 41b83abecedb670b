from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "college.home"
    label = "home"
    verbose_name = "Home"
