"""What courses add to the admin: the teaching reports, and who may open a course's documents."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from college.accounts.models import User
from courses import viewsets  # noqa: F401 - registers the question bank
from courses.choosers import check_chooser
from courses.queries.documents import may_open_document
from courses.rules import list_taught
from courses.views import teaching, teaching_exercises, teaching_runs


class TeachingMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to those who teach."""

    def is_shown(self, request: HttpRequest) -> bool:
        return list_taught(cast("User", request.user)).exists()


@hooks.register("register_admin_urls")
def register_teaching_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("", require_admin_access(teaching.index), name="index"),
        path("<int:course_id>/", require_admin_access(teaching.course_learners), name="learners"),
        path(
            "<int:course_id>/learners/<int:learner_id>/", require_admin_access(teaching.course_learner), name="learner"
        ),
        path(
            "<int:course_id>/exercises/<slug:exercise_slug>/",
            require_admin_access(teaching_exercises.course_exercise),
            name="exercise",
        ),
        path(
            "<int:course_id>/exercises/<slug:exercise_slug>/runs.xlsx",
            require_admin_access(teaching_exercises.course_exercise_workbook),
            name="exercise-workbook",
        ),
        path("<int:course_id>/runs/<uuid:run_id>/", require_admin_access(teaching_runs.course_run), name="run"),
        path(
            "<int:course_id>/runs/<uuid:run_id>/comments/<int:comment_id>/",
            require_admin_access(teaching_runs.course_comment),
            name="comment",
        ),
    ]
    return [path("teaching/", include((patterns, "teaching"), namespace="teaching"))]


@hooks.register("register_admin_viewset")
def register_check_chooser() -> ChooserViewSet:
    return check_chooser


@hooks.register("register_admin_menu_item")
def register_teaching_menu_item() -> MenuItem:
    return TeachingMenuItem(_("Teaching"), reverse("teaching:index"), icon_name="group", order=250)


@hooks.register("construct_explorer_page_queryset")
def refuse_anothers_tree(parent_page: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Wagtail lists nothing below another's page, but shows that page's own title, also a draft's."""
    if not PagePermissionPolicy().explorable_instances(request.user).filter(pk=parent_page.pk).exists():
        raise PermissionDenied
    return pages


@hooks.register("before_serve_document")
def serve_to_readers_alone(document: Any, request: HttpRequest) -> None:
    """A course's recordings, captions and papers open to those who may study or teach it; to others they don't exist."""
    if not may_open_document(visitor=request.user, document=document):
        raise Http404


@hooks.register("construct_page_chooser_queryset")
def offer_published_and_own_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """What an instructor may link to: what is published, and the drafts of their own courses, not another's."""
    own = PagePermissionPolicy().explorable_instances(request.user).values("pk")
    return pages.filter(Q(live=True) | Q(pk__in=own))


@hooks.register("before_move_page")
def refuse_anothers_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail shows the confirmation, with the page's title, before it asks who may move it."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
