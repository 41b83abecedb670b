from django.urls import path

from college.core import views

app_name = "core"

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:mail_id>/", views.outbox, name="outbox-mail"),
    path("style-guide/", views.style_guide, name="style-guide"),
]
