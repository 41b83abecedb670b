from datetime import UTC, datetime, timedelta

from college.core import clock


def test_the_clock_stops_and_moves_inside_a_block() -> None:
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    with clock.travel(to=noon):
        assert clock.now() == noon
        with clock.travel(by=timedelta(hours=1)):
            assert clock.now() == noon + timedelta(hours=1)
        assert clock.now() == noon
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_running_clock_can_be_shifted() -> None:
    with clock.travel(by=timedelta(days=2)):
        assert clock.now() > datetime.now(UTC) + timedelta(days=1)
