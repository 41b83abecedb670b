from datetime import datetime, timedelta


class Pace:
    """A moving moment: every action of a solver takes its time."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def step(self, seconds: int = 4) -> datetime:
        self.moment += timedelta(seconds=seconds)
        return self.moment
