"""Addresses under /learn/. The quiz's come first: `<course>/quiz/` would pass for a lesson."""

from courses.urls import quiz, study

app_name = "courses"

urlpatterns = [*quiz.urlpatterns, *study.urlpatterns]
