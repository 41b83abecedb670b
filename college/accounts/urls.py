from django.urls import path

from college.accounts.views import settings

app_name = "accounts"

urlpatterns = [
    path("settings/", settings.personal_settings, name="settings"),
]
