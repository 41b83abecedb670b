from courses.models.completion import CourseCompletion, ExercisePass, LevelCompletion
from courses.models.enrolment import Enrolment
from courses.models.pages import CataloguePage, CourseExercise, CoursePage, LessonPage
from courses.models.programme import Programme
from courses.models.progress import CheckAnswer, LessonEdition, LessonProgress
from courses.models.questions import Question, QuestionVersion
from courses.models.quizzes import Attempt, AttemptEvent, AttemptItem, Quiz
from courses.models.teaching import CourseInstructor, CourseTeam

__all__ = [
    "Attempt",
    "AttemptEvent",
    "AttemptItem",
    "CataloguePage",
    "CheckAnswer",
    "CourseCompletion",
    "CourseExercise",
    "CourseInstructor",
    "CoursePage",
    "CourseTeam",
    "Enrolment",
    "ExercisePass",
    "LessonEdition",
    "LessonPage",
    "LessonProgress",
    "LevelCompletion",
    "Programme",
    "Question",
    "QuestionVersion",
    "Quiz",
]
