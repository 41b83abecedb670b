from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "certification"
    label = "certification"
    verbose_name = "Certification"

    def ready(self) -> None:
        from certification import receivers  # noqa: F401 - connects them
