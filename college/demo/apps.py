from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "college.demo"
    label = "demo"
    verbose_name = "Demo"
