"""Writing exercises in the CMS: what is stored says just what the definition says, and faults stand at their blocks."""

import json
from dataclasses import fields

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from college.core.errors import Conflict
from sandbox.authoring.content import read_part, read_source, write_part
from sandbox.authoring.faults import nest_error, split_place
from sandbox.authoring.forms import PART_LABELS, ExerciseSourceForm
from sandbox.authoring.lines import LineError, read_draws, read_groups, read_pairs, read_sets
from sandbox.authoring.words import FIELDS, NAMES
from sandbox.domain.catalogue import make_plain
from sandbox.domain.check_modules import CHECKS
from sandbox.domain.definitions import build_definition
from sandbox.domain.playing.steps import STEPS
from sandbox.domain.sources import check_source, list_faults, publish_source
from sandbox.models import Exercise, ExerciseSource, Run
from tests.conftest import make_person
from tests.sandbox.conftest import SCENARIOS

JUDGED = [data for data in SCENARIOS if not data.get("is_practice")]


@pytest.fixture
def author(db):
    return make_person("Iva Author", is_staff=True)


@pytest.fixture
def staff_client(client):
    """A browser of somebody who works for the college, signed in with a second factor."""

    def sign_in(person):
        person.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(person, backend="college.accounts.backends.PasswordBackend")
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
        return client

    return sign_in


def store(parts: dict) -> dict:
    """Parts as the form stores them: through the blocks, as JSON."""
    stored = {}
    for part in PART_LABELS:
        block = ExerciseSourceForm._make_block(part)
        stored[part] = json.loads(json.dumps(block.get_prep_value(block.to_python(parts.get(part, [])))))
    return stored


@pytest.mark.parametrize("data", JUDGED, ids=lambda data: data["slug"])
def test_every_shipped_exercise_could_have_been_written_in_the_cms(data):
    plain = make_plain(data)
    stored = store({part: write_part(part, plain.get(part, [])) for part in PART_LABELS})
    written = {**plain, **{part: read_part(part, raw) for part, raw in stored.items()}}
    assert build_definition(written) == build_definition(plain)
    assert [fault for fault in list_faults(written) if fault[0] != "solution"] == []


def make_source(author, *, slug="small-exercise", **parts) -> ExerciseSource:
    small = {
        "cast": [{"key": "box", "kind": "facts", "title": "A box", "show": {"Weighs": "40 kg"}}],
        "choices": [{"key": "open", "label": "Open it"}, {"key": "leave", "label": "Leave it"}],
        "objectives": [
            {"key": key, "group": group, "points": points, "title": "Decided", "task": "Decide", "check": "decision_is",
             "parameters": {"subjects": ["box"], "choice": "open"}, "right": "Right.", "wrong": "Open it.", "rule": "A rule.",
             "source": "A standard, section 1", "lesson": "A lesson"}
            for key, group, points in [("a", "outcome", 50), ("b", "procedure", 30), ("c", "data_protection", 20)]
        ],
        "solution": [{"do": "decide", "key": "end", "parameters": {"subject": "${box.ref}", "choice": "open", "rationale": "It is heavy."}}],
        "mistakes": [{"key": "leaves", "title": "Leaves it", "loses": ["a", "b", "c"],
                      "changes": [{"kind": "alter", "at": "end", "parameters": {"choice": "leave"}}]}],
    }  # fmt: skip
    stored = store({part: write_part(part, items) for part, items in (small | parts).items()})
    return ExerciseSource.objects.create(
        author=author, slug=slug, title="Small", summary="One box.", role="Officer", today="2027-05-20", brief="A box.",
        tasks="Decide", debrief="That was it.", tools=["decisions"], parts=stored,
    )  # fmt: skip


def test_a_source_is_checked_then_published_then_practised(author):
    source = make_source(author)
    definition = read_source(source)
    with pytest.raises(Conflict, match="Check the exercise"):
        publish_source(source=source, definition=definition, actor=author)
    report = check_source(source=source, definition=definition, seeds=2)
    assert [(way["way"], way["is_fair"]) for way in report] == [("", True), ("-", True), ("leaves", True)]
    assert not Exercise.objects.filter(slug=source.slug).exists()
    assert not Run.objects.exists()
    first = publish_source(source=source, definition=definition, actor=author)
    again = publish_source(source=source, definition=definition, actor=author)
    assert (first.pk, first.number) == (again.pk, 1)


def test_a_mistake_that_costs_otherwise_keeps_it_from_being_published(author):
    wrong = [{"key": "leaves", "title": "Leaves it", "loses": ["a"], "changes": [{"kind": "skip", "at": "end"}]}]
    source = make_source(author, mistakes=wrong)
    report = check_source(source=source, definition=read_source(source), seeds=2)
    assert "loses b" in report[2]["faults"][0]
    with pytest.raises(Conflict):
        publish_source(source=source, definition=read_source(source), actor=author)


def test_a_change_after_the_check_asks_for_another(author):
    source = make_source(author)
    check_source(source=source, definition=read_source(source), seeds=1)
    changed = read_source(source) | {"title": "Other"}
    with pytest.raises(Conflict):
        publish_source(source=source, definition=changed, actor=author)


def test_a_place_becomes_the_error_of_its_block():
    block = ExerciseSourceForm._make_block("objectives")
    path = split_place("objectives[1].parameters.subjects[0]")
    assert path == ["objectives", 1, "parameters", "subjects", 0]
    error = nest_error(block, path[1:], ["order", "decision_is"], "Nobody of that key.")
    deepest = error.block_errors[1].block_errors["parameters"].block_errors["subjects"].block_errors[0]
    assert deepest.messages == ["Nobody of that key."]


def test_lines_have_their_forms():
    assert read_pairs("a = 1\n\n b=x = y ") == {"a": "1", "b": "x = y"}
    assert read_sets("a = 1\nb = 2\n\n\na = 3") == [{"a": "1", "b": "2"}, {"a": "3"}]
    assert read_groups("weigh | heavy, laden\n\n x-ray |") == [["weigh", "heavy, laden"], ["x-ray"]]
    assert read_draws("n: number 1 9\nd: days 30 60\nc: choice a | b c\nbox: container") == {
        "n": {"number": [1, 9]}, "d": {"days_before": [30, 60]}, "c": {"choice": ["a", "b c"]}, "box": {"container": True},
    }  # fmt: skip
    for text in ("no equals sign", "= value"):
        with pytest.raises(LineError):
            read_pairs(text)
    for text in ("n: number", "n: number one", "n: dice 6", "number 1 9"):
        with pytest.raises(LineError):
            read_draws(text)


def test_another_authors_exercise_is_not_there(author, staff_client):
    source = make_source(author)
    other = make_person("Ola Other", is_staff=True)
    client = staff_client(other)
    for name in ("exercises:edit", "exercises:check"):
        assert client.get(reverse(name, args=[source.pk])).status_code == 404
    assert source.title not in client.get(reverse("exercises:index")).content.decode()


def test_every_part_has_a_name_for_its_author() -> None:
    asked = {field.name for shape in [*CHECKS.values(), *STEPS.values()] for field in fields(shape)}
    assert sorted({*CHECKS, *STEPS} - set(NAMES)) == []
    assert sorted(asked - set(FIELDS)) == []
