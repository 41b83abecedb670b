"""The demo college with an object behind every address, and its people signed in. Built once, rolled back whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Site, Task, Workflow

from certification.domain.awards import hold_award
from certification.models import Award, Certificate
from college.accounts.models import User
from college.core import clock
from college.core.models import OutgoingMail
from college.demo.builders.college import build_college
from college.organisations.models import Membership, Organisation
from courses.domain.attempts import start_attempt
from courses.domain.enrolment import request_enrolment
from courses.domain.teaching import assign_instructor
from courses.models import CoursePage, Enrolment, LessonPage, Question, Quiz
from sandbox.domain.case import Entity, Link, save_entity, save_link
from sandbox.domain.commenting import comment_on_event
from sandbox.domain.lists.reading import read_list
from sandbox.domain.lists.screening import take_list
from sandbox.domain.lists.tables import read_text
from sandbox.domain.lists.working import work_on_list
from sandbox.domain.messages.sending import Extras, send_message
from sandbox.domain.notices import save_draft, submit_notice
from sandbox.domain.partner.checking import check_with_partner
from sandbox.domain.partner.keys import create_key
from sandbox.domain.persons import open_person, query_persons
from sandbox.domain.playing.steps import play_solution
from sandbox.domain.registers import REGISTERS, enter_record, query_register
from sandbox.domain.runs import grant_permit, start_run
from sandbox.enums import EventKind
from sandbox.models import EventComment, Exercise, ExerciseSource, PartnerKey, PersonRecord, Run, RunEvent
from tests.conftest import make_person
from tests.sandbox.test_notice_catalogue import VALID

# Every kind of visitor, in the order of the table's columns.
PEOPLE = {
    "anonymous": "",
    "applicant": "eve.marlow@velmora.example",
    "trainee": "ada.lindqvist@customs.marenia.example",
    "graduate": "tomas.okoro@police.tolvaria.example",
    "private": "nour.elhadi@velmora.example",
    "peer": "ulla.berg@police.tolvaria.example",
    "manager": "bea.arslan@customs.marenia.example",
    "manager-else": "grace.whitfield@velmora.example",
    "instructor": "cy.duarte@college.example",
    "instructor-else": "dee.novak@college.example",
    "administrator": "rosa.albrecht@college.example",
    "no-factor": "cy.duarte@college.example",
}
STAFF = {"instructor", "instructor-else", "administrator"}
COURSE, POLICE_COURSE = "databases-and-hits", "police-only"


@dataclass
class MiniCollege:
    """The people by part, the key of each one's session, and the objects that addresses name."""

    people: dict[str, User]
    sessions: dict[str, str]
    objects: dict[str, Any] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(
        self,
        part: str,
        method: str,
        path: str,
        data: Any = None,
        *,
        then: Callable[[], None] | None = None,
        **extra: Any,
    ) -> Any:
        """One request by one kind of person; whatever it writes is rolled back, after `then` has looked at it."""
        self.client.cookies.clear()
        if part in self.sessions:
            self.client.cookies["sessionid"] = self.sessions[part]
        extra.setdefault("REMOTE_ADDR", f"192.0.2.{list(PEOPLE).index(part) + 1}")
        with transaction.atomic():
            response = getattr(self.client, method.lower())(path, data, **extra)
            if response.streaming:
                response.getvalue()  # reads and closes it as the test client means it to be
            if then is not None:
                then()
            transaction.set_rollback(True)
        return response


@contextmanager
def open_college() -> Iterator[MiniCollege]:
    """Build it in a transaction of its own, and leave nothing behind."""
    cache.clear()
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            build_college(tell=lambda _text: None, documents=50)
        make_person("Ulla Berg", email=PEOPLE["peer"], sector="police")
        people = {part: User.objects.get(email=email) for part, email in PEOPLE.items() if email}
        college = MiniCollege(people, {part: _sign_in(person, part) for part, person in people.items()})
        college.objects = _make_objects(people)
        yield college
        transaction.set_rollback(True)
    cache.clear()
    Site.clear_site_root_paths_cache()


def _sign_in(person: User, part: str) -> str:
    """A session as sign-in leaves it, with the second factor for staff but for the one who has none."""
    client = Client()
    client.force_login(person, backend="college.accounts.backends.PasswordBackend")
    session = client.session
    if part in STAFF:
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
    assert isinstance(session, SessionStore)
    return str(session.session_key)


def _make_objects(people: dict[str, User]) -> dict[str, Any]:
    ada, course = people["trainee"], CoursePage.objects.get(slug=COURSE)
    request_enrolment(learner=people["peer"], programme=course.programme)
    police = _make_police_course(course, people["instructor-else"])
    lesson = next(
        page for page in LessonPage.objects.child_of(course) if any(b.block_type == "check" for b in page.body)
    )
    certificate = Certificate.objects.get()
    award = Award.objects.get()
    hold_award(learner=ada, award=award, code="name_not_printable", reason="The name cannot be printed.")
    passport = _play(ada, "passport-control")
    return {
        "course": course, "police": police, "lesson": lesson, "certificate": certificate, "award": award,
        "check": next(str(block.id) for block in lesson.body if block.block_type == "check"),
        "attempt": start_attempt(learner=ada, quiz=course.quiz),
        "enrolment": Enrolment.objects.get(learner=ada),
        "request": Enrolment.objects.get(learner=people["applicant"]),
        "organisation": Organisation.objects.get(slug="marenia-customs"),
        "membership": Membership.objects.filter(person=ada).get(),
        "partner": _play(people["private"], "partner-desk"), "partner_key": _make_key(people["manager-else"]),
        "persons": _ask_for_persons(ada),
        "passport": passport, "letter": _send_letter(passport["run"]), "notice": _play(ada, "purple-notice"), "reading": _play(ada, "read-a-purple"),
        "registers": _ask_registers(ada), "reviewed": _hand_in(ada),
        "question": Question.objects.filter(course=course, use="quiz").first(),
        "source": _write_exercise(people["instructor"]),
        "own_check": Question.objects.filter(course=course, use="check").first(),
        "quiz": Quiz.objects.get(course=course),
        "mail": OutgoingMail.objects.create(to=ada.email, subject="Hello", text="Hello", sender="college@college.example", created_at=clock.now(), next_try_at=clock.now()),
        "image": get_image_model().objects.filter(collection=course.team.collection).first(),
        "document": get_document_model().objects.filter(collection=course.team.collection).first()
        or _make_document(course.team.collection),
        "collection": course.team.collection, "group": course.team.group, "site": Site.objects.get(),
        "workflow": Workflow.objects.first(), "task": Task.objects.first(), "revision": lesson.latest_revision,
        "redirect": Redirect.objects.create(old_path="/old", redirect_link="/courses/"), "learner": ada,
        "graduate": people["graduate"],
        "learner_run": Run.objects.filter(learner=people["graduate"], exercise__slug="passport-control").first(),
        "comment": _comment(people),
    }  # fmt: skip


def _comment(people: dict[str, User]) -> EventComment:
    """The instructor's, on the graduate's run."""
    run = Run.objects.get(learner=people["graduate"], exercise__slug="passport-control")
    return comment_on_event(run=run, sequence=1, author=people["instructor"], text="Well begun.", key=uuid4())


def _make_key(manager: User) -> PartnerKey:
    organisation = Organisation.objects.get(memberships__person=manager)
    return create_key(organisation=organisation, name="Desk", days=30, actor=manager, form_key=uuid4())[0]


def _send_letter(run: Run) -> RunEvent:
    """A message with an attachment."""
    return send_message(
        run=run, to="QME", subject="A note", case_reference="", priority="routine", handling="open", purpose="information",
        body="The note is attached.", records=[], extras=Extras(note="One line."),
    )  # fmt: skip


def _make_document(collection: Collection) -> Any:
    document = get_document_model()(title="Paper", collection=collection)
    document.file.save("paper.txt", ContentFile(b"For readers of the course alone."))
    return document


def _make_police_course(course: CoursePage, teacher: User) -> CoursePage:
    """A course for law enforcement alone, taught by the other instructor."""
    copy: CoursePage = course.get_parent().add_child(
        instance=CoursePage(
            title="Covert methods", slug=POLICE_COURSE, programme=course.programme, level="introductory", position=90,
            is_required=False, audience="law_enforcement", minutes=30, summary="For police.", about="<p>Police.</p>",
        )
    )  # fmt: skip
    assign_instructor(person=teacher, course=copy, actor=None)
    return copy


def _ask_for_persons(person: User) -> dict[str, Any]:
    """A practice run with a person in its own register, asked for and opened."""
    exercise = Exercise.objects.get(slug="practice-desk")
    grant_permit(learner=person, exercise=exercise)
    run = start_run(learner=person, exercise=exercise)
    today = clock.now().date()
    record = PersonRecord.objects.create(
        run=run, reference="TR-QMB-P1", given_names="Ragomrad", family_name="Dolavokov", owner_bureau="QMB",
        status="suspect", recorded_on=today, review_on=today,
    )  # fmt: skip
    query_persons(run=run, name=record.name, reason="Entry check", case_reference="TR-1")
    open_person(run=run, reference=record.reference)
    return _list_first_events(run)


def _play(person: User, slug: str) -> dict[str, Any]:
    """A run of an exercise in the middle, and what its addresses name."""
    exercise = Exercise.objects.get(slug=slug)
    grant_permit(learner=person, exercise=exercise)
    run = start_run(learner=person, exercise=exercise)
    if exercise.is_practice:
        check_with_partner(run=run, number="TA1203456", country="QMB", document_type="passport")
    else:
        play_solution(run, start=run.started_at)
    return _list_first_events(run)


def _list_first_events(run: Run) -> dict[str, Any]:
    events = list(RunEvent.objects.filter(run=run).order_by("sequence"))
    first = {kind: next((event for event in events if event.kind == kind), None) for kind in EventKind}
    return {"run": run, "events": first}


def _hand_in(person: User) -> Run:
    """A run of the desk whose notices Cy reads, with a notice that waits."""
    exercise = Exercise.objects.get(slug="supervised-desk")
    grant_permit(learner=person, exercise=exercise)
    run = start_run(learner=person, exercise=exercise)
    save_draft(run=run, type_key="red", fields=VALID | {"birth": "about forty"})
    submit_notice(run=run, number=1)
    return run


def _ask_registers(person: User) -> dict[str, Any]:
    """A practice desk with a vehicle that its own bureau recorded, and found again."""
    exercise = Exercise.objects.get(slug="practice-desk")
    grant_permit(learner=person, exercise=exercise)
    run = start_run(learner=person, exercise=exercise)
    vehicles = REGISTERS["vehicles"]
    enter_record(run=run, register=vehicles, text={"vin": "01234567890123456", "make": "Invented"})
    query_register(
        run=run, register=vehicles, text={"vin": "01234567890123456"}, reason="Entry check", case_reference="TR-1"
    )
    asked = read_list(read_text("number,country,type\nTA1203456,QMB,passport\n"))
    kept = take_list(run=run, read=asked, reason="Entry check", case_reference="TR-1", key=uuid4())
    work_on_list(screening_list=kept)
    events = list(RunEvent.objects.filter(run=run).order_by("sequence"))
    for number, label in enumerate(("A driver", "A haulier")):
        save_entity(run=run, revision=number, entity=Entity(0, "person", label))
    save_link(run=run, revision=2, link=Link(0, 1, 2, "works_for", certainty="assumed"))
    # Ada's other tools stand on the same desk.
    events = [
        event
        for event in RunEvent.objects.filter(run=run).order_by("sequence")
        if "vehicles" in (event.payload.get("register"), event.payload.get("record", {}).get("register"))
    ]
    first = {kind: next((event for event in events if event.kind == kind), None) for kind in EventKind}
    return {"run": run, "events": first}


def _write_exercise(author: User) -> ExerciseSource:
    """An exercise that an instructor has begun to write."""
    return ExerciseSource.objects.create(
        author=author, slug="begun", title="Begun", summary="An exercise that is being written.", role="Officer",
        today=clock.now().date(), brief="A brief.", tasks="Do it", debrief="Done.", is_unfinished=True,
    )  # fmt: skip
