from wagtail import hooks

from certification.viewsets import CertificationViewSetGroup


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_certification() -> CertificationViewSetGroup:
    return CertificationViewSetGroup()
