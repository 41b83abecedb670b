"""What courses tell the apps above them, in the past tense. Sent after commit."""

from django.dispatch import Signal

# Keyword arguments: learner_id (int), course_key (uuid.UUID), programme_slug (str), level (str), at (datetime).
course_completed = Signal()
# Keyword arguments: learner_id (int), programme_slug (str), level (str), at (datetime).
level_completed = Signal()
# Keyword arguments: learner_id (int), course_key (uuid.UUID), attempt_id (uuid.UUID), score (int, per cent),
# is_passed (bool), at (datetime).
attempt_finished = Signal()
