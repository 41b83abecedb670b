"""The roof: the only place that knows every app."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from college.accounts.views.wagtail_doors import redirect_to_login, redirect_to_reset, refuse_listing
from college.core.media import picture
from sandbox.api.partner import api as partner_api
from sandbox.views.partner_api import partner_api_guide

urlpatterns = [
    # Wagtail's own doors would let a password alone in: they lead to the college's before the includes.
    path("admin/login/", redirect_to_login),
    path("admin/password_reset/", redirect_to_reset),
    path("_util/login/", redirect_to_login),
    re_path(r"^admin/api/main/(?:documents|images)/", refuse_listing, name="file-listings"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set-language"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}core/favicon.svg", permanent=True)),
    path("me/", include("college.accounts.urls")),
    path("sandbox/", include("sandbox.urls")),
    path("api/partner/v1/", partner_api_guide, name="partner-api-guide"),
    path("api/partner/v1/", partner_api.urls),
    path("learn/", include("courses.urls")),
    path("certificates/", include("certification.urls")),
    path("", include("college.core.urls")),
    path("", include("college.home.urls")),
    path("demo/", include("college.demo.urls")),
    path("media/<path:path>", picture, name="picture"),
    path("", include(wagtail_urls)),
]
