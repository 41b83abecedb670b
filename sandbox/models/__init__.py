from sandbox.models.artwork import ArtworkRecord
from sandbox.models.exercise import Exercise, ExercisePermit, ExerciseVersion
from sandbox.models.run import Run, RunEvent
from sandbox.models.world import RegisterQuery, TravelDocumentRecord, World

__all__ = [
    "ArtworkRecord",
    "Exercise",
    "ExercisePermit",
    "ExerciseVersion",
    "RegisterQuery",
    "Run",
    "RunEvent",
    "TravelDocumentRecord",
    "World",
]
