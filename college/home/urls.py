from django.urls import path

from college.home.views import dashboard

app_name = "home"

urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
]
