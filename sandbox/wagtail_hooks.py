"""What the sandbox adds to the admin: the exercises that authors write."""

from wagtail import hooks

from sandbox.authoring.viewsets import ExerciseSourceViewSet


@hooks.register("register_admin_viewset")
def register_exercises() -> ExerciseSourceViewSet:
    return ExerciseSourceViewSet()
