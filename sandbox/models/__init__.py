from sandbox.models.draft import MessageDraft
from sandbox.models.exercise import Exercise, ExercisePermit, ExerciseVersion
from sandbox.models.run import Run, RunEvent
from sandbox.models.world import RegisterQuery, TravelDocumentRecord, World

__all__ = [
    "Exercise",
    "ExercisePermit",
    "ExerciseVersion",
    "MessageDraft",
    "RegisterQuery",
    "Run",
    "RunEvent",
    "TravelDocumentRecord",
    "World",
]
