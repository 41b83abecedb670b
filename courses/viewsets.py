"""Questions and quizzes in the Wagtail admin, limited to an instructor's own courses.

`wagtail_hooks` imports this module: what it registers is registered then.
"""

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from college.accounts.models import User
from courses.domain.quizzes import save_quiz
from courses.enums import QuestionKind, QuestionUse
from courses.forms.questions import QuestionForm, QuizForm
from courses.models import CoursePage, Question, Quiz
from courses.queries.questions import list_bank
from courses.rules import list_taught, teaches
from courses.views import teaching_attempts, teaching_questions


class TaughtPolicy(BasePermissionPolicy):
    """An instructor may add and change what belongs to the courses that they teach; nobody deletes."""

    # The list asks once a row: the answer is kept on the person for the length of a request.
    permission_cache_name = "_taught_policy_cache"

    def get_all_permissions_for_user(self, user: User) -> set[str]:
        return {"add", "change", "view"} if list_taught(user).exists() else set()

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.get_cached_permissions_for_user(user)

    def user_has_permission_for_instance(self, user: User, action: str, instance: Question | Quiz) -> bool:
        return action in {"add", "change", "view"} and teaches(user, instance.course)

    def instances_user_has_any_permission_for(self, user: User, actions: list[str]) -> QuerySet[Any]:
        return self.model.objects.filter(course__in=list_taught(user))  # type: ignore[no-any-return]

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[User]:
        return User.objects.filter(is_active=True, taught_courses__isnull=False).distinct()


register_permission_policy(Question, TaughtPolicy(Question))
register_permission_policy(Quiz, TaughtPolicy(Quiz))


def _courses(request: HttpRequest | None) -> QuerySet[CoursePage]:
    return list_taught(request.user) if request is not None else CoursePage.objects.none()  # type: ignore[arg-type]


class QuestionFilters(WagtailFilterSet):
    course = django_filters.ModelChoiceFilter(label=_("Course"), queryset=_courses, to_field_name="id")
    use = django_filters.ChoiceFilter(label=_("Used in"), choices=QuestionUse.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), field_name="current__kind", choices=QuestionKind.choices)
    outcome = django_filters.NumberFilter(label=_("Outcome"), field_name="current__outcome")
    is_retired = django_filters.BooleanFilter(label=_("Retired"))

    class Meta:
        model = Question
        fields = ["course", "use", "kind", "outcome", "is_retired"]


class PersonalFormMixin:
    """Gives the form the person it works for, and the view only what they teach: the rest is 404."""

    request: HttpRequest
    form: BaseForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.request.user}  # type: ignore[misc]

    def get_queryset(self) -> QuerySet[Any]:
        return self.model.objects.filter(course__in=list_taught(self.request.user))  # type: ignore[attr-defined, arg-type, no-any-return]

    def save_instance(self) -> Any:
        raise NotImplementedError


class QuestionIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Question]:
        return list_bank(self.request.user)

    def get_list_more_buttons(self, instance: Question) -> list[Button]:
        return [
            Button(label, url=reverse(f"questions:{name}", args=[instance.pk]), icon_name=icon, priority=priority)
            for label, name, icon, priority in [
                (_("Edit"), "edit", "edit", 10),
                (_("Preview"), "preview", "view", 20),
                (_("Versions"), "versions", "history", 30),
                (_("Retire"), "retire", "bin", 40),
            ]
        ]


class QuestionSaveMixin(PersonalFormMixin):
    def save_instance(self) -> Question:
        return self.form.save()  # type: ignore[attr-defined, no-any-return]

    def get_success_url(self) -> str:
        return reverse("questions:versions", args=[self.object.pk])  # type: ignore[attr-defined]


class QuestionCreateView(QuestionSaveMixin, generic.CreateView):
    pass


class QuestionEditView(QuestionSaveMixin, generic.EditView):
    pass


class BankViewSet(ModelViewSet):
    """No deletion, copy or usage: a question is retired, and its versions are its history."""

    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        missing = dict.fromkeys(["delete_url_name", "usage_url_name", "history_url_name"])
        return super().get_common_view_kwargs(**{**kwargs, **missing})  # type: ignore[no-any-return]


class QuestionViewSet(BankViewSet):
    model = Question
    name = "questions"
    icon = "help"
    menu_label = _("Questions")
    index_view_class = QuestionIndexView
    add_view_class = QuestionCreateView
    edit_view_class = QuestionEditView
    filterset_class = QuestionFilters
    create_template_name = "courses/quiz/admin/question_form.html"
    edit_template_name = "courses/quiz/admin/question_form.html"
    search_fields = ["key", "current__stem"]
    pk_path_converter = "uuid"
    list_per_page = 50
    list_display = [
        "key",
        Column("stem", label=_("Question"), accessor=lambda question: teaching_questions.shorten(question.current)),
        Column("kind", label=_("Kind"), accessor=lambda question: question.current.get_kind_display()),
        Column("use", label=_("Used in"), accessor="get_use_display", sort_key="use"),
        Column("outcome", label=_("Outcome"), accessor="current.outcome", sort_key="current__outcome"),
        Column("course", label=_("Course"), accessor="course.title"),
        Column(
            "is_retired",
            label=_("State"),
            accessor=lambda question: _("Retired") if question.is_retired else _("In use"),
        ),
    ]

    def get_form_class(self, for_update: bool = False) -> type[QuestionForm]:
        return QuestionForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<uuid:pk>/", self.edit_view, name="edit"),
            path("versions/<uuid:pk>/", teaching_questions.question_versions, name="versions"),
            path("preview/<uuid:pk>/", teaching_questions.question_preview, name="preview"),
            path("retire/<uuid:pk>/", teaching_questions.question_retire, name="retire"),
        ]


class QuizIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Quiz]:
        return Quiz.objects.filter(course__in=list_taught(self.request.user)).select_related("course")

    def get_list_more_buttons(self, instance: Quiz) -> list[Button]:
        return [
            Button(_("Edit"), url=reverse("quizzes:edit", args=[instance.pk]), icon_name="edit", priority=10),
            Button(
                _("Attempts"),
                url=reverse("course_attempts", args=[instance.course_id]),
                icon_name="list-ul",
                priority=20,
            ),
        ]


class QuizSaveMixin(PersonalFormMixin):
    def save_instance(self) -> Quiz:
        return save_quiz(**self.form.cleaned_data, actor=self.request.user)  # type: ignore[arg-type]


class QuizCreateView(QuizSaveMixin, generic.CreateView):
    pass


class QuizEditView(QuizSaveMixin, generic.EditView):
    pass


class QuizViewSet(BankViewSet):
    model = Quiz
    name = "quizzes"
    icon = "form"
    menu_label = _("Quizzes")
    index_view_class = QuizIndexView
    add_view_class = QuizCreateView
    edit_view_class = QuizEditView
    search_fields = ["title", "course__title"]
    pk_path_converter = "int"
    list_display = [
        "title",
        Column("course", label=_("Course"), accessor="course.title"),
        Column("draw_count", label=_("Questions drawn"), sort_key="draw_count"),
        Column("pass_mark", label=_("Pass mark, per cent"), sort_key="pass_mark"),
        Column("minutes", label=_("Minutes"), sort_key="minutes"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[QuizForm]:
        return QuizForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
        ]


class BankViewSetGroup(ModelViewSetGroup):
    items = (QuestionViewSet, QuizViewSet)
    menu_label = _("Question bank")
    menu_icon = "help"
    menu_order = 250


@hooks.register("register_admin_viewset")
def register_bank() -> BankViewSetGroup:
    return BankViewSetGroup()


@hooks.register("register_admin_urls")
def register_attempt_urls() -> list[URLPattern]:
    return [
        path("teaching/courses/<int:course_id>/attempts/", teaching_attempts.attempts_index, name="course_attempts"),
        path("teaching/attempts/<uuid:attempt_id>/", teaching_attempts.attempt_timeline, name="attempt_timeline"),
    ]
