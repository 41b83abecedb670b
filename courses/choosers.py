"""Choosing a question for a lesson: an instructor sees the knowledge checks of their own courses, and no key."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from college.accounts.models import User
from courses.enums import QuestionUse
from courses.models import Question
from courses.rules import list_taught


def list_choosable(person: User) -> QuerySet[Question]:
    """Knowledge checks in use, of the courses that the person teaches."""
    return Question.objects.filter(
        course__in=list_taught(person), use=QuestionUse.CHECK, is_retired=False, current__isnull=False
    ).select_related("course", "current")


class OwnChecksMixin:
    """The list of the chooser, and its columns."""

    request: Any

    def get_object_list(self) -> QuerySet[Question]:
        return list_choosable(self.request.user)

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,  # type: ignore[attr-defined]
            Column("course", label=_("Course"), accessor="course"),
            Column("stem", label=_("Question"), accessor="current.stem"),
        ]


class ChooseView(OwnChecksMixin, views.ChooseView):  # type: ignore[misc]
    pass


class ChooseResultsView(OwnChecksMixin, views.ChooseResultsView):  # type: ignore[misc]
    pass


class ChosenView(views.ChosenView):  # type: ignore[misc]
    def get_object(self, pk: str) -> Question:
        return list_choosable(self.request.user).get(pk=pk)


class ChosenMultipleView(views.ChosenMultipleView):  # type: ignore[misc]
    def get_objects(self, pks: list[str]) -> QuerySet[Question]:
        return list_choosable(self.request.user).filter(pk__in=pks)


class CheckChooser(BaseChooser):  # type: ignore[misc]
    def get_value_data_from_instance(self, instance: Question) -> dict[str, Any]:
        data: dict[str, Any] = super().get_value_data_from_instance(instance)
        return data | {"id": str(instance.pk)}  # the editor's script takes JSON, which knows no UUID


class KnowledgeCheckChooserViewSet(ChooserViewSet):  # type: ignore[misc]
    model = "courses.Question"
    icon = "help"
    choose_one_text = _("Choose a knowledge check")
    choose_another_text = _("Choose another knowledge check")
    base_widget_class = CheckChooser
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

    def get_urlpatterns(self) -> list[URLPattern]:
        """Without creation: a question is written in its bank, with its key."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


check_chooser = KnowledgeCheckChooserViewSet("check_chooser", url_prefix="knowledge-checks/chooser")
