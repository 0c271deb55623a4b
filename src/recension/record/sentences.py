"""A report's text cut into sentences, and the words by which two stretches of text are compared."""

from __future__ import annotations

import bisect
import functools
import itertools
import re

#: The sentences of a text, each as (start, end).
Sentences = tuple[tuple[int, int], ...]
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
#: What a full stop only shortens, when a name or a number follows. Fewer than `language.signs.abbreviations`: those whose
#: stop hardly ever ends a sentence, since nothing here weighs what the words around them say.
_SHORT = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cmdr adm brig gov sen rep rev st hon pres jan feb mar apr jun jul aug sep sept oct nov dec no nos art".split())
#: Words that carry no matter.
_STOP = frozenset(
    "the a an of to in on at by for from with and or that this these those their his her its it he she they be been "
    "is are was were will would should must can could may might not no any all as into about over after before more "
    "said says say saying also who which what there than then out up such do does did has have had".split()
)


@functools.lru_cache(maxsize=1024)
def sentence_spans(text: str) -> Sentences:
    """Rough sentences of a text: good enough to say what stands near what."""
    cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(text) if not _is_short(text, m.start())), len(text)]
    return tuple((a, b) for a, b in itertools.pairwise(cuts) if a < b)


def _is_short(text: str, stop: int) -> bool:
    """Does a full stop stand behind a title or a month: "on Oct. 5", "Mr. Odo"?"""
    if text[stop] != ".":
        return False
    word = text[max(0, stop - 6) : stop].rsplit(None, 1)[-1:]
    return bool(word) and word[0].casefold() in _SHORT and word[0][:1].isupper()


def sentence_at(sentences: Sentences, char: int) -> int:
    """The index of the sentence that holds a character."""
    return max(0, min(bisect.bisect_right(sentences, char, key=lambda s: s[1]), len(sentences) - 1))


@functools.lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry its matter, cut to rough stems.

    >>> sorted(content_words("to withdraw police forces from the area"))
    ['area', 'forc', 'polic', 'withdraw']
    """
    stems = set()
    for word in re.findall(r"[^\W_]+", text.casefold()):
        if word in _STOP or len(word) < 3:
            continue
        for ending in ("ations", "ation", "ing", "ies", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                break
        stems.add(word.rstrip("e") if len(word) > 5 else word)
    return frozenset(stems)


@functools.lru_cache(maxsize=65536)
def matter_words(text: str) -> frozenset[str]:
    """The content words of a text without its proper names: what it is about, not whom.

    >>> sorted(matter_words("Governor Asto will not lift the curfew in Karsa"))
    ['curfew', 'lift']
    """
    return content_words(" ".join(w for w in text.split() if not w.lstrip("“\"'‘(").istitle()))
