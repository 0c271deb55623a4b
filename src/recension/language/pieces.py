"""Words to the numbers of their word pieces, by the shipped vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_PIECES = 8
"""Pieces of one word that are read; only the first stands for it, the others are its context."""
REMEMBERED = 30_000


class Pieces:
    """Cuts single words into piece numbers and remembers the words it has seen (a bounded number)."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self.start, self.end, self.unknown = (tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self.seen: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        """At least one and at most `MOST_PIECES` numbers for ``word``."""
        found = self.seen.get(word)
        if found is None:
            found = self.tokenizer.encode(word[:200], add_special_tokens=False).ids[:MOST_PIECES] or [self.unknown]
            if len(self.seen) >= REMEMBERED:
                self.seen.clear()
            self.seen[word] = found
        return found
