"""Long text as blocks: plain paragraphs and `-` lists; everything else in it is text."""

from __future__ import annotations

from typing import NamedTuple


class Block(NamedTuple):
    """A paragraph (`items` empty) or a list (`text` empty)."""

    text: str = ""
    items: tuple[str, ...] = ()


def read_blocks(prose: str | None) -> tuple[Block, ...]:
    """The blocks of a long text: a blank line ends one, a line that begins with `- ` is an item.

    Line breaks within a paragraph or an item are blanks.
    """
    blocks: list[Block] = []
    words: list[str] = []
    items: list[str] = []

    def close() -> None:
        if words:
            blocks.append(Block(text=" ".join(words)))
            words.clear()
        if items:
            blocks.append(Block(items=tuple(items)))
            items.clear()

    for line in (prose or "").splitlines():
        text = " ".join(line.split())
        if not text:
            close()
        elif text.startswith("- ") and len(text) > 2:
            if words:
                close()
            items.append(text[2:])
        elif items:
            items[-1] += f" {text}"
        else:
            words.append(text)
    close()
    return tuple(blocks)
