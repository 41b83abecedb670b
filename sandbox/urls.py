from django.urls import include, path

from sandbox.views import (
    correspondence,
    desk,
    exercises,
    identifiers,
    notices,
    register_pages,
    registers,
    screening,
    traces,
)

app_name = "sandbox"

run_patterns = [
    path("", desk.run_detail, name="run-detail"),
    path("screening/", screening.screening, name="screening"),
    path("identifiers/", identifiers.identifiers, name="identifiers"),
    path("registers/documents/", registers.documents, name="documents"),
    path("registers/documents/queries/<int:sequence>/", registers.query_detail, name="query-detail"),
    path("registers/documents/records/<slug:reference>/", registers.record_detail, name="record-detail"),
    path("registers/documents/records/<slug:reference>/open/", registers.record_open, name="record-open"),
    path("registers/firearms/traces/", traces.trace_list, name="trace-list"),
    path("registers/<slug:register>/", register_pages.register_page, name="register-page"),
    path("registers/<slug:register>/enter/", register_pages.record_enter, name="record-enter"),
    path("registers/<slug:register>/queries/<int:sequence>/", register_pages.lookup_detail, name="lookup-detail"),
    path("registers/<slug:register>/records/<slug:reference>/", register_pages.found_detail, name="found-detail"),
    path("registers/<slug:register>/records/<slug:reference>/open/", register_pages.found_open, name="found-open"),
    path(
        "registers/<slug:register>/records/<slug:reference>/change/",
        register_pages.record_change,
        name="record-change",
    ),
    path(
        "registers/<slug:register>/records/<slug:reference>/withdraw/",
        register_pages.record_withdraw,
        name="record-withdraw",
    ),
    path("messages/", correspondence.message_list, name="message-list"),
    path("messages/compose/", correspondence.message_compose, name="message-compose"),
    path("messages/<int:sequence>/", correspondence.message_detail, name="message-detail"),
    path("notices/", notices.notice_list, name="notice-list"),
    path("notices/new/<slug:type_key>/", notices.notice_edit, name="notice-create"),
    path("notices/<int:number>/", notices.notice_detail, name="notice-detail"),
    path("notices/<int:number>/edit/", notices.notice_edit, name="notice-edit"),
    path("notices/<int:number>/validate/", notices.notice_validate, name="notice-validate"),
    path("notices/<int:number>/submit/", notices.notice_submit, name="notice-submit"),
    path("notices/<int:number>/answer/", notices.notice_answer, name="notice-answer"),
    path("decisions/", desk.decision_list, name="decision-list"),
    path("decisions/<slug:reference>/", desk.decision_edit, name="decision-edit"),
    path("log/", desk.run_log, name="run-log"),
    path("finish/", desk.run_finish, name="run-finish"),
    path("result/", desk.run_result, name="run-result"),
]

urlpatterns = [
    path("", exercises.index, name="index"),
    path("exercises/<slug:slug>/", exercises.exercise_detail, name="exercise-detail"),
    path("exercises/<slug:slug>/start/", exercises.run_start, name="run-start"),
    path("runs/<uuid:run_id>/", include(run_patterns)),
]
