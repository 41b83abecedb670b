from django.urls import URLPattern, path

from courses.views import quiz

urlpatterns: list[URLPattern] = [
    path("attempts/<uuid:attempt_id>/", quiz.attempt_detail, name="attempt-detail"),
    path("attempts/<uuid:attempt_id>/<int:position>/", quiz.attempt_question, name="attempt-question"),
    path("attempts/<uuid:attempt_id>/review/", quiz.attempt_review, name="attempt-review"),
    path("attempts/<uuid:attempt_id>/finish/", quiz.attempt_finish, name="attempt-finish"),
    path("attempts/<uuid:attempt_id>/result/", quiz.attempt_result, name="attempt-result"),
    path("attempts/<uuid:attempt_id>/status/", quiz.attempt_status, name="attempt-status"),
    path("<slug:course_slug>/quiz/", quiz.quiz_detail, name="quiz-detail"),
]
