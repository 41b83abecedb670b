"""Enrolling, studying, and the organisations' view of their people."""

from django.urls import path

from courses.views import enrolment, reviewing, study, teaching

urlpatterns = [
    path("enrol/", enrolment.enrol, name="enrol"),
    path("enrolments/<uuid:enrolment_id>/", enrolment.enrolment_detail, name="enrolment-detail"),
    path("enrolments/<uuid:enrolment_id>/withdraw/", enrolment.withdraw, name="enrolment-withdraw"),
    path("requests/", enrolment.requests, name="enrolment-requests"),
    path("requests/<uuid:enrolment_id>/", enrolment.decide, name="enrolment-decide"),
    path("organisations/<slug:organisation_slug>/", teaching.organisation_progress, name="organisation-progress"),
    path("reviews/", reviewing.review_list, name="review-list"),
    path("reviews/<uuid:run_id>/notices/<int:number>/", reviewing.review_notice, name="review-notice"),
    path("reviews/<uuid:run_id>/notices/<int:number>/<slug:name>/", reviewing.review_act, name="review-act"),
    path("<slug:course_slug>/", study.course_detail, name="course-detail"),
    path("<slug:course_slug>/exercises/<slug:exercise_slug>/", study.exercise_detail, name="exercise-detail"),
    path("<slug:course_slug>/<slug:lesson_slug>/", study.lesson_detail, name="lesson-detail"),
    path("<slug:course_slug>/<slug:lesson_slug>/position/", study.lesson_position, name="lesson-position"),
    path("<slug:course_slug>/<slug:lesson_slug>/finish/", study.lesson_finish, name="lesson-finish"),
    path("<slug:course_slug>/<slug:lesson_slug>/checks/<uuid:block_id>/", study.lesson_check, name="lesson-check"),
]
