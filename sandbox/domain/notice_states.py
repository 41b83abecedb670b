"""The life of a notice. A state without a way out here is final, or not yet reachable in the sandbox."""

from sandbox.enums import NoticeState

TRANSITIONS: dict[NoticeState, frozenset[NoticeState]] = {
    **{state: frozenset() for state in NoticeState},
    NoticeState.DRAFT: frozenset({NoticeState.SUBMITTED}),
    NoticeState.SUBMITTED: frozenset({NoticeState.SCREENING}),
    NoticeState.SCREENING: frozenset({NoticeState.INFO_REQUESTED, NoticeState.REFUSED, NoticeState.PUBLISHED}),
    NoticeState.INFO_REQUESTED: frozenset({NoticeState.SCREENING}),
}
