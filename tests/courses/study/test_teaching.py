import pytest
from django.urls import reverse

from courses.domain.enrolment import request_enrolment
from courses.domain.progress import finish_lesson
from courses.domain.teaching import assign_instructor, release_instructor
from courses.models import LessonPage, LessonProgress
from tests.conftest import make_person
from tests.courses.study.conftest import check_block, latest_edition, make_lesson, make_question, prose


@pytest.fixture
def cy(make_course):
    """Tutor of one of two courses."""
    person = make_person("Cy Tutor", email="cy@college.example", sector="police")
    assign_instructor(person=person, course=make_course("one"), actor=None)
    make_course("two")
    return person


def course_of(slug):
    from courses.models import CoursePage

    return CoursePage.objects.get(slug=slug)


def test_instructor_reaches_own_pages_alone(signed_in, cy):
    client = signed_in(cy, second_factor=True)
    for slug, allowed in (("one", True), ("two", False)):
        course = course_of(slug)
        lesson = LessonPage.objects.child_of(course).get()
        for page in (course, lesson):
            for name in ("edit", "history", "copy", "delete", "move"):
                status = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code
                if not allowed:
                    assert (name, status) == (name, 302)
        assert (client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).status_code == 200) is allowed
        for address in ("teaching:learners",):
            assert (client.get(reverse(address, args=[course.pk])).status_code) == (200 if allowed else 404)


def test_second_factor_is_needed(signed_in, cy):
    assert signed_in(cy).get(reverse("teaching:index")).status_code == 302


def test_released_instructor_is_staff_no_longer(cy):
    release_instructor(person=cy, course=course_of("one"), actor=None)
    cy.refresh_from_db()
    assert (cy.is_staff, cy.groups.count()) == (False, 0)


def test_editor_preview_shows_the_draft_and_no_key(signed_in, cy):
    course = course_of("one")
    lesson = make_lesson(course, "checked", prose("<p>Published.</p>"), check_block(make_question(course)))
    client = signed_in(cy, second_factor=True)
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]))
    page = response.content.decode()
    assert (response.status_code, "Whose record is it?" in page, "SECRET" in page) == (200, True, False)
    assert not LessonProgress.objects.exists()


def test_chooser_lists_own_checks_alone(signed_in, cy):
    make_question(course_of("one"), "mine")
    foreign = make_question(course_of("two"), "foreign")
    make_question(course_of("one"), "for-the-quiz", use="quiz")
    client = signed_in(cy, second_factor=True)
    page = client.get(reverse("check_chooser:choose")).json()["html"]
    assert [key for key in ("mine", "foreign", "for-the-quiz", "SECRET") if key in page] == ["mine"]
    assert client.get(reverse("check_chooser:chosen", args=[foreign.pk])).status_code == 404


def test_who_is_where(signed_in, cy, student, eve):
    finish_lesson(learner=student, edition=latest_edition(LessonPage.objects.child_of(course_of("one")).get()))
    client = signed_in(cy, second_factor=True)
    course = course_of("one")
    page = client.get(reverse("teaching:learners", args=[course.pk])).content.decode()
    assert ("Ada Lindqvist" in page, "1 of 1" in page, "Eve Marlow" in page) == (True, True, False)
    assert (
        "Ada Lindqvist"
        not in client.get(reverse("teaching:learners", args=[course.pk]), {"state": "completed"}).content.decode()
    )
    assert (
        "Ada Lindqvist"
        in client.get(
            reverse("teaching:learners", args=[course.pk]), {"state": "x", "q": "lindq", "page": "x"}
        ).content.decode()
    )
    detail = client.get(reverse("teaching:learner", args=[course.pk, student.pk]))
    assert (detail.status_code, "Lesson-1" in detail.content.decode()) == (200, True)
    assert client.get(reverse("teaching:learner", args=[course.pk, eve.pk])).status_code == 404
    assert client.get(reverse("teaching:learner", args=[course_of("two").pk, student.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_report_queries_do_not_grow(count, signed_in, cy, agency, programme, django_assert_num_queries):
    from courses.queries.teaching import describe_learners, list_course_learners, list_parts

    course = course_of("one")
    for number in range(count):
        person = make_person(f"P{number} Ek", email=f"p{number}@customs.example")
        request_enrolment(learner=person, programme=programme)
        finish_lesson(learner=person, edition=latest_edition(LessonPage.objects.child_of(course).get()))
    with django_assert_num_queries(6):
        rows = describe_learners(
            course=course, parts=list_parts(course), learners=list(list_course_learners(course=course))
        )
    assert [row.lessons_done for row in rows] == [1] * count


def test_manager_sees_own_people_alone(signed_in, bea, company, student, programme):
    from courses.domain.enrolment import decide_enrolment

    theirs = make_person("Gil Renard", email="gil@brand.example", sector="private")
    decide_enrolment(
        enrolment=request_enrolment(learner=theirs, programme=programme, organisation=company),
        is_admitted=True,
        actor=bea,
    )
    client = signed_in(bea)
    page = client.get(reverse("courses:organisation-progress", args=["halden"])).content.decode()
    assert ("Gil Renard" in page, "Ada Lindqvist" in page) == (True, False)
    assert client.get(reverse("courses:organisation-progress", args=["customs"])).status_code == 404
    assert signed_in(theirs).get(reverse("courses:organisation-progress", args=["halden"])).status_code == 404


def test_documents_of_a_course_open_to_its_readers_alone(signed_in, cy, student, eve, client):
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model

    from courses.models import CourseTeam

    collection = CourseTeam.objects.get(course=course_of("one")).collection
    document = get_document_model().objects.create(
        title="t", file=ContentFile(b"WEBVTT", name="talk.vtt"), collection=collection
    )
    try:
        seen = [
            visitor.get(document.url).status_code
            for visitor in (signed_in(student), signed_in(cy, second_factor=True), signed_in(eve), client)
        ]
        assert seen == [200, 200, 404, 404]
    finally:
        document.file.delete()


def test_anothers_draft_is_in_no_chooser_and_no_move(signed_in, cy):
    draft = make_lesson(course_of("two"), "secret-draft")
    draft.unpublish()
    client = signed_in(cy, second_factor=True)
    parent = course_of("two").pk
    assert "Secret-draft" not in client.get(reverse("wagtailadmin_choose_page_child", args=[parent])).content.decode()
    search = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Secret-draft"}).content.decode()
    assert f'data-id="{draft.pk}"' not in search
    asked = client.get(reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, course_of("one").pk]))
    assert (asked.status_code, "Secret-draft" in asked.content.decode()) == (302, False)


def test_ones_own_draft_can_be_chosen(signed_in, cy):
    make_lesson(course_of("one"), "own-draft").unpublish()
    page = signed_in(cy, second_factor=True).get(reverse("wagtailadmin_choose_page_child", args=[course_of("one").pk]))
    assert "Own-draft" in page.content.decode()


def test_a_check_is_not_written_in_the_chooser(signed_in, cy):
    client = signed_in(cy, second_factor=True)
    assert client.post("/admin/knowledge-checks/chooser/create/").status_code == 404
    assert client.get(reverse("check_chooser:choose")).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(signed_in, cy, method):
    client = signed_in(cy, second_factor=True)
    for page in (
        course_of("one"),
        course_of("one").get_parent().specific,
        course_of("one").get_parent().get_parent().specific,
    ):
        assert client.get(page.url).status_code in {200, 302}
        assert getattr(client, method)(page.url).status_code == 405


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "%00", "\ud7ff", "9" * 400])
def test_odd_query_strings_find_nothing(signed_in, cy, text):
    client = signed_in(cy, second_factor=True)
    found = client.get(
        reverse("teaching:learners", args=[course_of("one").pk]), {"q": text, "state": text, "page": text}
    )
    assert (found.status_code, found.context["rows"]) == (200, [])
    assert client.get(reverse("courses:enrol"), {"programme": text}).status_code == 404
    assert client.get("/admin/teaching/99999999999999999999/").status_code == 404
