"""Exercises in the Wagtail admin: whoever works for the college writes their own, and administrators see all.

`sandbox.wagtail_hooks` imports this module: what it registers is registered then.
"""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from college.accounts.models import User
from college.accounts.rules import is_college_staff
from college.core import clock
from sandbox.authoring import views
from sandbox.authoring.forms import ExerciseSourceForm
from sandbox.models import ExerciseSource
from sandbox.rules import list_authored, may_author


class AuthorPolicy(BasePermissionPolicy):  # type: ignore[misc]
    """An author adds exercises and changes their own; nobody deletes."""

    permission_cache_name = "_author_policy_cache"

    def get_all_permissions_for_user(self, user: User) -> set[str]:
        return {"add", "change", "view"} if is_college_staff(user) else set()

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.get_cached_permissions_for_user(user)

    def user_has_permission_for_instance(self, user: User, action: str, instance: ExerciseSource) -> bool:
        return action in {"add", "change", "view"} and may_author(user, instance)

    def instances_user_has_any_permission_for(self, user: User, actions: list[str]) -> QuerySet[ExerciseSource]:
        return list_authored(user)

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[User]:
        return User.objects.filter(is_active=True, is_staff=True)


register_permission_policy(ExerciseSource, AuthorPolicy(ExerciseSource))


def tell_state(source: ExerciseSource) -> Any:
    if source.is_unfinished:
        return _("Not finished")
    return _("Published") if source.exercise_id else _("Not published")


class SourceIndexView(generic.IndexView):  # type: ignore[misc]
    def get_base_queryset(self) -> QuerySet[ExerciseSource]:
        return list_authored(self.request.user).select_related("author")

    def get_list_more_buttons(self, instance: ExerciseSource) -> list[Button]:
        return [
            Button(_("Edit"), url=reverse("exercises:edit", args=[instance.pk]), icon_name="edit", priority=10),
            Button(
                _("Check and publish"),
                url=reverse("exercises:check", args=[instance.pk]),
                icon_name="tick",
                priority=20,
            ),
        ]


class _SaveMixin:
    request: Any
    form: Any
    object: Any

    def get_queryset(self) -> QuerySet[ExerciseSource]:
        return list_authored(self.request.user)

    def save_instance(self) -> ExerciseSource:
        source: ExerciseSource = self.form.save(commit=False)
        if source.author_id is None:
            source.author = self.request.user
        source.updated_at = clock.now()
        source.save()
        return source

    def get_success_url(self) -> str:
        return reverse("exercises:check", args=[self.object.pk])


class SourceCreateView(_SaveMixin, generic.CreateView):  # type: ignore[misc]
    pass


class SourceEditView(_SaveMixin, generic.EditView):  # type: ignore[misc]
    pass


class ExerciseSourceViewSet(ModelViewSet):  # type: ignore[misc]
    """No deletion, copy or usage: what was published stays, and its versions are its history."""

    model = ExerciseSource
    name = "exercises"
    icon = "clipboard-list"
    menu_label = _("Exercises")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["title", "slug", "summary"]
    index_view_class = SourceIndexView
    add_view_class = SourceCreateView
    edit_view_class = SourceEditView
    create_template_name = "sandbox/admin/source_form.html"
    edit_template_name = "sandbox/admin/source_form.html"
    list_display = [
        "title",
        Column("state", label=_("State"), accessor=tell_state),
        Column("author", label=_("Author"), accessor="author"),
        Column("updated_at", label=_("Changed"), accessor="updated_at", sort_key="updated_at"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[ExerciseSourceForm]:
        return ExerciseSourceForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        missing = dict.fromkeys(["delete_url_name", "usage_url_name", "history_url_name"])
        return super().get_common_view_kwargs(**{**kwargs, **missing})  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("check/<int:pk>/", views.source_check, name="check"),
            path("publish/<int:pk>/", views.source_publish, name="publish"),
        ]
