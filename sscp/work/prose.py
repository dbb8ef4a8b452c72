"""Long text as records keep it: a paragraph on one line, more of them apart and of one width."""

from __future__ import annotations

from textwrap import wrap

from sscp.views.prose import Block, read_blocks

_WIDTH = 86


def to_prose(text: str) -> str:
    """A text as it was typed, made ready for a record; its words stay as they are."""
    blocks = read_blocks(text)
    if len(blocks) == 1 and blocks[0].text:
        return blocks[0].text
    return "\n\n".join("\n".join(block_lines(block, _WIDTH)) for block in blocks)


def block_lines(block: Block, width: int) -> list[str]:
    """A paragraph or a list in lines no wider than `width`."""
    if block.text:
        return _wrapped(block.text, "", width)
    return [line for item in block.items for line in _wrapped(f"- {item}", "  ", width)]


def _wrapped(text: str, rest: str, width: int) -> list[str]:
    lines = wrap(
        text, width, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    # A line that begins with a hyphen would be read as an item of a list.
    if any(line.lstrip().startswith("- ") for line in lines[1:]):
        return [text]
    return lines
