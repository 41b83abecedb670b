"""A line that says how far a long command is: redrawn on a terminal, now and then a new one in a log."""

import time
from collections.abc import Callable

_BAR = 24
_LINES = 20


class ProgressLine:
    """Shows done and total of a stage, its rate, and the time left. `write` is given text and how the line ends."""

    def __init__(self, write: Callable[[str, str], None], *, is_terminal: bool) -> None:
        self._write, self._is_terminal = write, is_terminal
        self._stage, self._began, self._first, self._shown = "", 0.0, 0, -1

    def show(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began, self._first, self._shown = stage, now, done, -1
        step = done * _LINES // max(1, total)
        if not self._is_terminal and step == self._shown:
            return
        self._shown = step
        text = self._describe(done, total, now - self._began)
        if self._is_terminal:
            self._write(f"\r\x1b[K{text}", "\n" if done == total else "")
        else:
            self._write(text, "\n")

    def _describe(self, done: int, total: int, seconds: float) -> str:
        rate = (done - self._first) / seconds if seconds > 0.5 else 0.0
        full = done * _BAR // max(1, total)
        bar = f"[{'#' * full}{'.' * (_BAR - full)}] " if self._is_terminal else ""
        text = f"  {self._stage:<8} {bar}{done:>11,} of {total:,} ({done * 100 // max(1, total)} %)"
        if rate:
            left = round((total - done) / rate)
            text += f"  {rate:,.0f} a second" + (f", {left // 60}:{left % 60:02d} left" if done < total else "")
        return text
