"""Long text as records keep it: a paragraph on one line, more of them apart and of one width."""

from __future__ import annotations

from textwrap import wrap

from sscp.views.prose import Block, read_blocks

_WIDTH = 86


def to_prose(text: str) -> str:
    """A text as it was typed, made ready for a record; its words stay as they are."""
    blocks = read_blocks(text)
    if len(blocks) == 1 and blocks[0].text:
        return "\n".join(_apart(blocks[0].text))
    return "\n\n".join("\n".join(block_lines(block, _WIDTH)) for block in blocks)


def block_lines(block: Block, width: int) -> list[str]:
    """A paragraph or a list in lines no wider than `width`."""
    if block.text:
        *hyphens, text = _apart(block.text)
        return [*hyphens, *_wrapped(text, width)]
    return [line for item in block.items for line in _wrapped(item, width, "- ", "  ")]


def _apart(text: str) -> list[str]:
    """A paragraph, after lines with each hyphen it begins with: beside a word that is an item."""
    words = text.removeprefix("- ")
    return [text] if words == text else ["-", *_apart(words)]


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    lines = wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    # A line that begins with a hyphen would be read as an item of a list.
    if any(line.lstrip().startswith("- ") for line in lines[1:]):
        return [first + text]
    return lines
