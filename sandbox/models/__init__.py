from sandbox.models.exercise import Exercise

__all__ = ["Exercise"]
