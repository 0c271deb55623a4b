"""A report as the stemma reads it: words, sentences, quoted stretches, over the blocks that are the report's own.

Boilerplate, titles, captions and bylines never count: a shared headline or menu is no copy. Words inside quote
marks and embedded posts are somebody's utterance: they are aligned like the rest, but are no evidence that one
report copied another, since both may have heard the same speaker.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from recension.model import KEPT_ROLES, Report
from recension.stemma import lexicons

#: Words in a shingle.
SHINGLE = 5
#: Words of one report that are looked at; what lies behind them is read by nobody.
MOST_WORDS = 20_000

Mask = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W_]+(?:[.,'’](?=[^\W_])[^\W_]+)*%?")
_WORDS = re.compile(f"({_WORD.pattern})")
_QUOTE_OR_LINE = re.compile(r"[\"“”„‟«»‘\n]|(?<=\S)’(?!\w)")
#: Possessive, and never begun inside a run of marks: a text of nothing but dots must not take for ever.
_END = re.compile(r"(?<![.!?…。！？])[.!?…。！？]++[\"”’»)\]]*+(?=\s)|\n++")
#: Thousands as many languages, and careless translations from them, write them.
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a report that count, as parallel lists.

    `norms`: folded forms; `starts`, `ends`: characters of the clean text; `said`: inside quote marks or an
    embed; `names`: capitalised where grammar does not ask for it; `sentence_of`: index into `sentences`,
    each (first word, word after the last).
    """

    report: Report
    norms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    said: Sequence[bool]
    names: Sequence[bool]
    sentence_of: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    #: 1 for each word that is the report's own and nobody's utterance, and how many these are.
    mask: Mask
    own: int
    #: Names and numbers outside quote marks, no titles and no days: stem by word index.
    particulars: Mapping[int, str]
    #: The hash of the shingle that begins at each word.
    grams: Hashes

    def __len__(self) -> int:
        return len(self.norms)

    @functools.cached_property
    def weights(self) -> Sequence[Mapping[str, float]]:
        """What each sentence says outside quote marks: stems with weights, function words left out."""
        return [_weights(self.norms, self.names, self.said, first, last) for first, last in self.sentences]

    @functools.cached_property
    def plain(self) -> Sequence[frozenset[str]]:
        """The plain words of each sentence, neither names nor titles."""
        return [frozenset(k for k, w in each.items() if w in (WEIGHT_WORD, WEIGHT_NUMBER)) for each in self.weights]

    @functools.cached_property
    def numbers(self) -> frozenset[float]:
        """The values of all numbers of the report."""
        return frozenset(value for _, _, value in spelled_numbers(self.norms, 0, len(self)))

    @functools.cached_property
    def named(self) -> frozenset[str]:
        """The folded forms of all names of the report."""
        return frozenset(norm for norm, name in zip(self.norms, self.names, strict=True) if name)

    @functools.cached_property
    def articles(self) -> float:
        """How often "the" stands among the words outside quote marks, as a part of 1."""
        return sum(1 for norm, said in zip(self.norms, self.said, strict=True) if norm == "the" and not said) / max(1, self.own)

    @functools.cached_property
    def of_police(self) -> float:
        """The part of the sentences that name the police."""
        police = lexicons.words("police.txt")
        return len({at for at, norm in zip(self.sentence_of, self.norms, strict=True) if norm in police}) / max(1, len(self.sentences))

    @functools.cached_property
    def telling(self) -> frozenset[str]:
        """The stems of all words of meaning: no function words, titles and days."""
        return frozenset(stem(norm) for norm in self.norms if norm not in dull())

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the words first … last-1; an empty stretch lies before word `first`."""
        if first < last:
            return self.starts[first], self.ends[last - 1]
        at = self.ends[first - 1] if first else (self.starts[0] if self.starts else 0)
        return at, at


def read_words(report: Report) -> Words:
    """The words of a report's body and embeds; of its title where it has nothing else."""
    kept = [b for b in report.blocks if b.role in KEPT_ROLES and report.text[b.start : b.end].strip()]
    kept = kept or [b for b in report.blocks if b.role == "title"][:1]
    surfaces: list[str] = []
    places: list[Places] = []
    cuts: list[int] = []
    quotes: list[tuple[int, int]] = []
    for block in kept:
        parts = _WORDS.split(report.text[block.start : block.end])  # what lies between words, and a word, by turns
        lengths = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts))
        surfaces += parts[1::2]
        places.append(block.start + np.cumsum(lengths)[0:-1:2])
        cuts += [start for start, _ in sentence_spans(report.text, block.start, block.end)]
        quotes += [(block.start, block.end)] if block.role == "quote_embed" else quoted_spans(report.text, block.start, block.end)
    del surfaces[MOST_WORDS:]
    starts = np.concatenate([*places, np.empty(0, dtype=np.int64)])[:MOST_WORDS]
    known = list(map(_known, surfaces))
    norms, hashes, sizes, letters, particulars = zip(*known, strict=True) if known else ((),) * 5
    firsts, sentence_of = _sentences(starts, cuts)
    said = _inside(starts, quotes)
    looks = np.array(letters, dtype=np.int8)
    looks[firsts[looks[firsts] & SURE != SURE]] &= NUMBER
    telling = np.flatnonzero((looks != 0) & ~said).tolist()
    return Words(
        report, norms, starts.tolist(), (starts + np.array(sizes, dtype=np.int64)).tolist(), said.tolist(), (looks & SURE > 0).tolist(),
        sentence_of.tolist(), list(itertools.pairwise([*firsts.tolist(), len(norms)])), ~said, len(norms) - int(said.sum()),
        {k: particulars[k] for k in telling if particulars[k]}, grams_of(np.array(hashes, dtype=np.uint64), SHINGLE),
    )


#: What a word's letters say, in bits: a name unless a sentence begins there; a name anywhere (an acronym); a number.
LIKELY, SURE, NUMBER = 0b01, 0b11, 0b100


class _Known(NamedTuple):
    """What a word is, wherever it stands: its folded form and that form's hash, its letters, what its letters say, and the
    stem by which a name or number is known ("" for titles, days and "one").
    """

    norm: str
    hash: int
    size: int
    looks: int
    particular: str


@functools.lru_cache(maxsize=1 << 18)
def _known(surface: str) -> _Known:
    norm = fold(surface)
    dull = norm == "one" or norm in lexicons.words("titles.txt") or norm in lexicons.words("dates.txt")
    key = stem(norm)
    looks = NUMBER if key[0] == "#" else 0
    if surface[:1].isupper():
        if len(surface) > 1 and surface.isupper():
            looks |= SURE
        elif norm not in lexicons.words("stopwords.txt"):
            looks |= LIKELY
    return _Known(norm, word_hash(norm), len(surface), looks, "" if dull else key)


def _sentences(starts: Places, cuts: Sequence[int]) -> tuple[Places, Places]:
    """The first word of each sentence that has words, and the number of each word's sentence."""
    if not starts.size:
        return starts, starts
    held = np.searchsorted(np.array(sorted(cuts), dtype=np.int64), starts, "right")
    begun = np.concatenate([[True], held[1:] != held[:-1]])
    return np.flatnonzero(begun), np.cumsum(begun) - 1


def _inside(starts: Places, spans: Sequence[tuple[int, int]]) -> Mask:
    """Which words begin inside one of some spans, none of which meet."""
    if not spans:
        return np.zeros(starts.size, dtype=np.bool_)
    low, high = np.array(sorted(spans), dtype=np.int64).T
    last = np.searchsorted(low, starts, "right") - 1
    return np.asarray((last >= 0) & (starts < high[last]))


#: What a shared word weighs as evidence that two sentences say the same thing.
WEIGHT_NUMBER = 2.0
WEIGHT_NAME = 1.5
WEIGHT_WORD = 1.0
WEIGHT_TITLE = 0.3


def _weights(
    norms: Sequence[str], names: Sequence[bool], said: Sequence[bool], first: int, last: int
) -> dict[str, float]:
    stopwords, titles = lexicons.words("stopwords.txt"), lexicons.words("titles.txt")
    found: dict[str, float] = {}
    for k in range(first, last):
        norm = norms[k]
        if said[k] or (norm in stopwords and norm != "one"):
            continue
        key = stem(norm)
        if norm in titles:
            weight = WEIGHT_TITLE
        else:
            weight = WEIGHT_NUMBER if key[0] == "#" else WEIGHT_NAME if names[k] else WEIGHT_WORD
        if weight > found.get(key, 0.0):
            found[key] = weight
    return found


@functools.lru_cache(maxsize=1 << 16)
def fold(surface: str) -> str:
    """A word's form for comparing: case and accents folded, possessive and thousands marks dropped.

    >>> fold("Plzeň’s"), fold("9,000"), fold("9.000"), fold("NATO")
    ('plzen', '9000', '9000', 'nato')
    """
    word = surface if surface.isascii() else unicodedata.normalize("NFKD", surface)
    word = "".join(c for c in word if not unicodedata.combining(c)).casefold() if not word.isascii() else word.lower()
    word = word.replace("’", "'")
    if len(word) > 2:
        word = _POSSESSIVE.sub("", word) or word
    if word[:1].isdigit():
        word = word.replace(",", "")
        if _THOUSANDS.fullmatch(word):
            word = word.replace(".", "")
    return word


@functools.lru_cache(maxsize=1 << 16)
def word_hash(norm: str) -> int:
    """A 64-bit hash of a word that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(norm.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def gram_hashes(norms: Sequence[str], size: int) -> Hashes:
    """One hash for each `size` words in a row, in order."""
    return grams_of(np.fromiter(map(word_hash, norms), dtype=np.uint64, count=len(norms)), size)


def grams_of(each: Hashes, size: int) -> Hashes:
    """One hash for each `size` hashes of words in a row, in order (polynomial, modulo 2**64)."""
    if each.size < size:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(each.size - size + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for at in range(size):
            total = total * np.uint64(0x9E3779B97F4A7C15) + each[at : at + total.size]
        total ^= total >> np.uint64(29)
    return total


# ---------------------------------------------------------------- sentences and quote marks
def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of a stretch by punctuation and line ends; enough to align by, and the same on every machine."""
    at = start
    for match in _END.finditer(text, start, end):
        here, stop = match.span()
        if text[here] == "." and _abbreviates(text, at, here):
            continue
        after = text[stop : stop + 2]
        if not (after[:1] == " " and "A" <= after[1:] <= "Z") and after.lstrip()[:1].islower():
            continue
        yield at, stop
        at = stop
    if at < end:
        yield at, end


def _abbreviates(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at `stop` ends an abbreviation or an initial."""
    tail = text[max(start, stop - 12) : stop].split()
    last = tail[-1].strip('("“‘[').casefold() if tail else ""
    return last in lexicons.words("abbreviations.txt") or (len(last) == 1 and last.isalpha())


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches inside quote marks of any kind, in order, paragraph by paragraph.

    A quote that is never closed ends with its paragraph, so an odd mark spoils its own paragraph at most.

    >>> quoted_spans('He said "no", then left.', 0, 24)
    [(9, 11)]
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    mark = ""
    for match in _QUOTE_OR_LINE.finditer(text, start, end):
        sign, at = match.group(), match.start()
        if sign == "\n":
            if opened is not None and mark != "‘":
                found.append((opened, at))
            opened = None
        elif opened is None:
            if sign not in "”’":
                opened, mark = at + 1, sign
        elif sign in _CLOSING[mark]:
            found.append((opened, at))
            opened = None
        elif sign in "“„«" and mark != '"':
            found.append((opened, at))
            opened, mark = at + 1, sign
    if opened is not None and mark != "‘":
        found.append((opened, end))
    return found


#: What closes a quote that a mark opened. Carelessly edited pages mix curly and straight marks.
_CLOSING = {"“": '”"', "”": '”"', '"': '"”', "„": '“”"', "‟": '”"', "«": "»", "»": "«", "‘": "’"}


# ---------------------------------------------------------------- what a word means, as far as this room cares
@functools.lru_cache(maxsize=1 << 16)
def stem(norm: str) -> str:
    """A crude stem, with the words news puts for one another made one.

    >>> stem("wounded") == stem("injuries"), stem("killed") == stem("died")
    (True, True)
    """
    joined = lexicons.sets("synonyms.txt").get(norm)
    if joined:
        return joined
    value = number((norm,))
    if value is not None:
        return f"#{value:g}"
    for ending in ("ings", "ing", "ies", "ers", "ed", "es", "s", "ly"):
        if norm.endswith(ending) and len(norm) - len(ending) >= 4:
            norm = norm[: -len(ending)]
            break
    return lexicons.sets("synonyms.txt").get(norm, norm[:7])


@functools.cache
def dull() -> frozenset[str]:
    """Words that say nothing of what a report is about: function words, titles, days and months."""
    return lexicons.words("stopwords.txt") | lexicons.words("titles.txt") | lexicons.words("dates.txt")


@functools.cache
def stems_of(lexicon: str) -> frozenset[str]:
    """The stems of a lexicon's words."""
    return frozenset(map(stem, lexicons.words(lexicon)))


#: Words that one number is spelled with, at most.
LONGEST_NUMBER = 6


def spelled_numbers(norms: Sequence[str], first: int, last: int) -> list[tuple[int, int, float]]:
    """Runs of the words first … last-1 that spell a number: first word, word after the last, value."""
    found: list[tuple[int, int, float]] = []
    k = first
    while k < last:
        end = k
        while end < last and end - k < LONGEST_NUMBER and number((norms[end],)) is not None:
            end += 1
        value = number(norms[k:end]) if end > k else None
        if value is not None:
            found.append((k, end, value))
        k = max(end, k + 1)
    return found


@functools.cache
def _number_words() -> dict[str, tuple[float, bool]]:
    return {row[0]: (float(row[1]), len(row) > 2) for row in lexicons.table("numbers.tsv")}


def number(norms: Sequence[str]) -> float | None:
    """The value of a run of words that spell one number, or None.

    >>> number(("twenty", "seven")), number(("1.5", "million")), number(("gendarmes",))
    (27.0, 1500000.0, None)
    """
    total, part, seen = 0.0, 0.0, False
    for norm in norms:
        if norm[:1].isdigit():
            digits = re.match(r"\d+(?:\.\d+)?", norm)
            rest = norm[digits.end() :] if digits else norm
            if not digits or len(digits.group()) > 15 or rest not in _AFTER_DIGITS:
                return None
            part, seen = part + float(digits.group()), True
        elif norm in _number_words():
            value, multiplies = _number_words()[norm]
            if multiplies:
                part = (part or 1) * value
                if value >= 1000:
                    total, part = total + part, 0.0
            else:
                part += value
            seen = True
        elif norm not in ("and", "a"):
            return None
    return total + part if seen else None


_AFTER_DIGITS = frozenset({"", "%", "m", "bn", "k", "km", "kg", "th", "st", "nd", "rd"})
