from django.urls import include, path, re_path

from sandbox.views import desk, exercises, identifiers, notices, partner, persons, products, registers, screening
from sandbox.views.mail import reading, writing
from sandbox.views import correspondence, desk, exercises, identifiers, notices, partner, products, registers, screening
from sandbox.views import correspondence, desk, exercises, identifiers, notices, persons, registers, screening
from sandbox.views import correspondence, desk, exercises, identifiers, notices, registers, screening
from sandbox.views.art import entry as art_entry
from sandbox.views.art import posters as art_posters
from sandbox.views.art import register as art
from sandbox.views.art import trends as art_trends
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
    path("partner/", partner.partner_check, name="partner-check"),
    path("partner/<int:sequence>/", partner.partner_answer, name="partner-answer"),
    path("products/", products.products, name="products"),
    path("registers/persons/", persons.persons, name="persons"),
    path("registers/persons/queries/<int:sequence>/", persons.person_query, name="person-query"),
    path("registers/persons/records/<slug:reference>/", persons.person_record, name="person-record"),
    path("registers/persons/records/<slug:reference>/open/", persons.person_open, name="person-open"),
    path("registers/documents/", registers.documents, name="documents"),
    path("registers/documents/queries/<int:sequence>/", registers.query_detail, name="query-detail"),
    path("registers/documents/records/<slug:reference>/", registers.record_detail, name="record-detail"),
    path("registers/documents/records/<slug:reference>/open/", registers.record_open, name="record-open"),
    path("messages/", reading.message_list, name="message-list"),
    path("messages/compose/", writing.message_compose, name="message-compose"),
    path("messages/drafts/", reading.draft_list, name="message-drafts"),
    path("messages/drafts/save/", writing.draft_save, name="message-draft-save"),
    path("messages/drafts/discard/", writing.draft_discard, name="message-draft-discard"),
    path("messages/<int:sequence>/", reading.message_detail, name="message-detail"),
    path("messages/<int:sequence>/attachments/<int:position>/", reading.attachment_detail, name="message-attachment"),
    path("messages/<int:sequence>/read/", writing.message_read, name="message-read"),
    path("messages/<int:sequence>/acknowledge/", writing.message_acknowledge, name="message-acknowledge"),
    path("messages/<int:sequence>/consent/", writing.message_consent, name="message-consent"),
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
    re_path(r"^works-of-art/trends/file\.(?P<form>csv|xlsx)$", art_trends.trends_file, name="art-trends-file"),
    path("works-of-art/poster/", art_posters.poster, name="art-poster"),
    path("works-of-art/poster/file.pdf", art_posters.poster_file, name="art-poster-file"),
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
    path("partners/alerts/", partner.partner_alerts, name="partner-alerts"),
    path("partners/<slug:slug>/keys/", partner.partner_keys, name="partner-keys"),
    path("partners/<slug:slug>/keys/<uuid:key_id>/revoke/", partner.partner_key_revoke, name="partner-key-revoke"),
    path("runs/<uuid:run_id>/", include(run_patterns)),
]
