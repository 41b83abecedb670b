from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = "Courses"

    def ready(self) -> None:
        from courses import receivers  # noqa: F401 - connects them
        from courses.queries.debrief import find_taught
        from sandbox.lesson_links import register_lesson_finder

        register_lesson_finder(find_taught)
