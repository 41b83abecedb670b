"""What is wrong with an exercise, said at the block where it stands."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

_TOKEN = re.compile(r"([a-z_]+)|\[(\d+)\]")
Token = str | int


def split_place(place: str) -> list[Token]:
    """`objectives[2].parameters.points` as the steps to it: names and numbers."""
    return [int(number) if number else name for name, number in _TOKEN.findall(place)]


def nest_error(block: blocks.Block, path: list[Token], kinds: list[str], problem: str) -> Any:
    """The error of a block that shows the problem at the child to which the path leads, or as near as there is a place.

    `kinds` are the types of the blocks of a stream, by their number.
    """
    head = path[0] if path else None
    if isinstance(block, blocks.StreamBlock) and isinstance(head, int) and head < len(kinds):
        child = block.child_blocks[kinds[head]]
        return StreamBlockValidationError(block_errors={head: nest_error(child, path[1:], [], problem)})
    if isinstance(block, blocks.ListBlock) and isinstance(head, int):
        return ListBlockValidationError(block_errors={head: nest_error(block.child_block, path[1:], [], problem)})
    if isinstance(block, blocks.StructBlock):
        if isinstance(head, str) and head in block.child_blocks:
            child = block.child_blocks[head]
            return StructBlockValidationError(block_errors={head: nest_error(child, path[1:], [], problem)})
        return StructBlockValidationError(non_block_errors=[ValidationError(problem)])
    if isinstance(block, blocks.StreamBlock):
        return StreamBlockValidationError(non_block_errors=[ValidationError(problem)])
    if isinstance(block, blocks.ListBlock):
        return ListBlockValidationError(non_block_errors=[ValidationError(problem)])
    return ValidationError(problem)


def word_problem(place: str, problem: str) -> str:
    """The problem as a sentence; with its place where the form has none for it."""
    sentence = problem[:1].upper() + problem[1:]
    return f"{sentence}." if not place else _("%(place)s: %(problem)s.") % {"place": place, "problem": problem}


def merge_errors(first: Any, second: Any) -> Any:
    """One error of a stream that shows both. Where two stand at the same block, the first is kept: one is mended at a time."""
    if not isinstance(first, StreamBlockValidationError) or not isinstance(second, StreamBlockValidationError):
        return first
    errors = {**second.block_errors, **first.block_errors}
    return StreamBlockValidationError(
        block_errors=errors, non_block_errors=first.non_block_errors or second.non_block_errors
    )
