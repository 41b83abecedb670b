"""What the sandbox tells the apps above it, in the past tense. Sent after commit."""

from django.dispatch import Signal

# Keyword arguments: run_id (uuid.UUID), learner_id (int), exercise_slug (str), score (int, per cent), at (datetime).
exercise_passed = Signal()
