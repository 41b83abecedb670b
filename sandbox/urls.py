from django.urls import include, path

from sandbox.views import correspondence, desk, exercises, identifiers, notices, registers, screening
from sandbox.views.art import entry as art_entry
from sandbox.views.art import posters as art_posters
from sandbox.views.art import register as art
from sandbox.views.art import trends as art_trends

app_name = "sandbox"

run_patterns = [
    path("", desk.run_detail, name="run-detail"),
    path("screening/", screening.screening, name="screening"),
    path("identifiers/", identifiers.identifiers, name="identifiers"),
    path("registers/documents/", registers.documents, name="documents"),
    path("registers/documents/queries/<int:sequence>/", registers.query_detail, name="query-detail"),
    path("registers/documents/records/<slug:reference>/", registers.record_detail, name="record-detail"),
    path("registers/documents/records/<slug:reference>/open/", registers.record_open, name="record-open"),
    path("works-of-art/", art.works, name="artworks"),
    path("works-of-art/look-alikes/", art.look_alikes, name="art-look-alikes"),
    path("works-of-art/queries/<int:sequence>/", art.query_detail, name="art-query"),
    path("works-of-art/records/<slug:reference>/", art.record_detail, name="art-record"),
    path("works-of-art/records/<slug:reference>/open/", art.record_open, name="art-open"),
    path("works-of-art/records/<slug:reference>/picture.svg", art.picture, name="art-picture"),
    path("works-of-art/records/<slug:reference>/picture.png", art.picture_file, name="art-picture-file"),
    path("works-of-art/reports/<int:number>/", art_entry.work_enter, name="art-enter"),
    path("works-of-art/reports/<int:number>/picture/", art_entry.report_picture, name="art-report-picture"),
    path("works-of-art/trends/", art_trends.trends, name="art-trends"),
    path("works-of-art/trends/thefts.<slug:form>", art_trends.trends_file, name="art-trends-file"),
    path("works-of-art/poster/", art_posters.poster, name="art-poster"),
    path("works-of-art/poster/file.pdf", art_posters.poster_file, name="art-poster-file"),
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
