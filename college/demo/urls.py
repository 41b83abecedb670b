from django.urls import path

from college.demo import views

app_name = "demo"

urlpatterns = [path("", views.demo_people, name="people")]
