from django.urls import path

from certification.views import check, own

app_name = "certification"

urlpatterns = [
    path("", own.mine, name="mine"),
    path("<uuid:certificate_id>/download/", own.download, name="download"),
    path("held/<slug:award_slug>/retry/", own.retry, name="retry"),
    path("check/", check.check, name="check"),
    path("check/<str:code>/", check.check_result, name="check-result"),
]
