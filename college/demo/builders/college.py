"""Builds the whole demo college, in the order in which its parts need each other."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.db import transaction

from certification.domain.awards import ensure_award
from college.accounts.models import User
from college.core import clock
from college.core.markdown import render_markdown
from college.demo.builders.courses import PROGRAMME, build_courses
from college.demo.builders.people import build_organisations, build_people
from college.demo.builders.progress import build_progress
from college.demo.content_files import read_front_matter
from college.home.domain.pages import ensure_home_page, ensure_standard_page
from courses.domain.teaching import assign_instructor
from courses.enums import Level
from courses.models import CoursePage
from sandbox.domain.art.pictures import index_pictures
from sandbox.domain.base_world.building import build_base_world
from sandbox.domain.catalogue import read_scenarios, register_exercise

PAGES = Path(__file__).resolve().parent.parent / "content" / "pages"
WORLD_SEED = "college"
DOCUMENTS = 10_000
# Records of the other registers for a thousand travel documents.
OTHER_RECORDS = {
    "persons": 300, "vehicles": 100, "admin_documents": 50, "noticed_documents": 50, "firearms": 50, "fingerprints": 40,
    "dna": 40, "artworks": 40, "products": 40,
}  # fmt: skip
HEADING = "Learn the tools. Use them. Prove it."
INTRODUCTION = (
    "Courses in international police tools and illicit-trade investigation for police, customs and private-sector "
    "investigators, with a sandbox that judges what you do and a certificate that anyone can check."
)
WORDING = (
    "has completed the introductory and the intermediate level of the programme, passed the examination of every course, "
    "and solved the exercises of the sandbox"
)
INTRODUCTORY_TEACHER = "cy.duarte@college.example"
INTERMEDIATE_TEACHER = "dee.novak@college.example"


def build_college(*, tell: Callable[[str], None], documents: int = DOCUMENTS) -> None:
    """Make what is missing and bring up to date what has changed in the content files; keep what people did.

    `tell` is given a sentence a step. `documents` is the size of the sandbox's register of travel documents.
    """
    now = clock.now()
    tell("Pages")
    build_pages()
    tell("Organisations and people")
    people = build_people(organisations=build_organisations(now=now), now=now - timedelta(days=60))
    tell("The sandbox's world and exercises")
    counts = plan_demo_world(documents)
    world, _is_new = build_base_world(seed=WORLD_SEED, size=sum(counts.values()), counts=counts)
    index_pictures(world=world)
    for scenario in read_scenarios():
        register_exercise(data=scenario)
    tell("Courses, lessons and questions")
    actor = User.objects.get(email="rosa.albrecht@college.example")
    programme = build_courses(actor=actor, now=now)
    assign_teachers(people=people, actor=actor)
    build_award(actor=actor)
    tell("What the demo's trainees have done")
    build_progress(people=people, programme=programme, now=now)
    tell("Done")


def plan_demo_world(documents: int) -> dict[str, int]:
    """Mostly travel documents, and of every other register enough to find something."""
    shares = {key: max(1, documents * per_thousand // 1000) for key, per_thousand in OTHER_RECORDS.items()}
    return {"travel_documents": documents, **shares}


@transaction.atomic
def build_pages() -> None:
    """The front page and the pages of text below it."""
    home = ensure_home_page(title="The Investigators’ College", heading=HEADING, introduction=INTRODUCTION)
    for path in sorted(PAGES.glob("*.md")):
        matter, text = read_front_matter(path)
        ensure_standard_page(
            home=home, slug=path.stem, title=matter["title"], summary=matter["summary"], body=render_markdown(text)
        )


def assign_teachers(*, people: dict[str, User], actor: User) -> None:
    """One instructor teaches the introductory level, another everything else."""
    for course in CoursePage.objects.all():
        teacher = INTRODUCTORY_TEACHER if course.level == Level.INTRODUCTORY else INTERMEDIATE_TEACHER
        assign_instructor(person=people[teacher], course=course, actor=actor)


def build_award(*, actor: User) -> None:
    """The special certificate for both levels."""
    ensure_award(
        slug="investigator-certificate",
        title="Certificate in International Police Tools and Illicit-Trade Investigation",
        wording=WORDING,
        programme_slug=PROGRAMME,
        required_levels=[Level.INTRODUCTORY, Level.INTERMEDIATE],
        signatories=[("Rosa Albrecht", "Director of the college"), ("Dr Ilse Maron", "Head of examinations")],
        actor=actor,
    )
