"""Addresses under /learn/. The quiz's stand first: a lesson's slug must not take their place."""

from courses.urls.quiz import urlpatterns as quiz_patterns

app_name = "courses"

urlpatterns = [*quiz_patterns]
