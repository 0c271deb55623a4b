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
import threading
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
_ANY_WORDS = re.compile(rf"([{_CJK}]|[^\W_]+(?:[.,'’](?=[^\W_])[^\W_]+)*%?)")
#: Where the scripts begin whose letters are not listed one by one below.
_FAR = 0x3000
_BEYOND = re.compile(f"[{chr(_FAR)}-\U0010ffff]")
#: A listed letter is looked up in a table, an unlisted one asked for its category: half as fast.
_LETTERS = "".join(filter(str.isalnum, map(chr, range(_FAR))))
_WORDS = re.compile(rf"([{_LETTERS}]++(?:[.,'’][{_LETTERS}]++)*+%?)")
# Each pattern begins with the set of its first characters, so that a text is only looked at where one of them stands.
_QUOTE_OR_LINE = re.compile(r"[\"“”„‟«»‘’\n](?:(?<!’)|(?<=\S’)(?!\w))")
#: Possessive, and a run of marks that ends no sentence is passed at once: a text of nothing but dots must not take for ever.
#: Only what ends a sentence has a group.
_END = re.compile(r"[.!?…。！？\n](?:(?<=\n)\n*+()|[.!?…。！？]*+[\"”’»)\]]*+(?:(?=\s)())?)")
#: Thousands as many languages, and careless translations from them, write them.
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_POSSESSIVE = re.compile(r"['’]s?$")


class Vocabulary(dict[str, int]):
    """The number of each word met, as it is written, and by that number what the word is wherever it stands: its folded
    form and that form's hash, its letters, what its letters say, and, of names and numbers, the stem by which they are
    known ("" for titles, days and "one") with its hash (0 for none).

    What is in arrays is looked up for all words of a report at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.norms: list[str] = []
        self.stems: list[str] = []
        self.hashes: Hashes = np.zeros(1 << 12, dtype=np.uint64)
        self.stem_hashes: Hashes = np.zeros(1 << 12, dtype=np.uint64)
        self.sizes: Places = np.zeros(1 << 12, dtype=np.int64)
        self.looks: npt.NDArray[np.int8] = np.zeros(1 << 12, dtype=np.int8)
        self._adding = threading.Lock()

    def __missing__(self, surface: str) -> int:
        with self._adding:
            if surface in self:
                return self[surface]
            number, known = len(self), _known(surface)
            if number == self.sizes.size:
                self.hashes, self.stem_hashes = (np.concatenate([each, np.zeros_like(each)]) for each in (self.hashes, self.stem_hashes))
                self.sizes, self.looks = np.concatenate([self.sizes] * 2), np.concatenate([self.looks] * 2)
            self.norms.append(known.norm)
            self.stems.append(known.particular)
            self.hashes[number], self.sizes[number], self.looks[number] = word_hash(known.norm), len(surface), known.looks
            self.stem_hashes[number] = word_hash(known.particular) if known.particular else 0
            self[surface] = number
            return number


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a report that count, as parallel arrays; what only a comparison asks for is made when it is asked for.

    `numbers_of`: each word in the vocabulary; `at`: where in the clean text it begins; `looks`: what its letters say there;
    `mask`: whether it is the report's own and nobody's utterance; `firsts`: the first word of each sentence; `grams`: the
    hash of the shingle that begins at each word.
    """

    report: Report
    vocabulary: Vocabulary
    numbers_of: Places
    at: Places
    looks: npt.NDArray[np.int8]
    mask: Mask
    firsts: Places
    grams: Hashes

    def __len__(self) -> int:
        return len(self.at)

    @functools.cached_property
    def norms(self) -> Sequence[str]:
        """The folded forms."""
        return list(map(self.vocabulary.norms.__getitem__, self.numbers_of.tolist()))

    @functools.cached_property
    def starts(self) -> Sequence[int]:
        """Where in the clean text each word begins."""
        found: list[int] = self.at.tolist()
        return found

    @functools.cached_property
    def ends(self) -> Sequence[int]:
        """Where in the clean text each word ends."""
        found: list[int] = (self.at + self.vocabulary.sizes[self.numbers_of]).tolist()
        return found

    @functools.cached_property
    def said(self) -> Sequence[bool]:
        """Whether each word stands inside quote marks or an embed."""
        found: list[bool] = (~self.mask).tolist()
        return found

    @functools.cached_property
    def names(self) -> Sequence[bool]:
        """Whether each word has a capital where grammar does not ask for it."""
        found: list[bool] = (self.looks & SURE > 0).tolist()
        return found

    @functools.cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """The first word of each sentence, and the word after its last."""
        return list(itertools.pairwise([*self.firsts.tolist(), len(self)]))

    @functools.cached_property
    def sentence_of(self) -> Sequence[int]:
        """The number of each word's sentence."""
        found: list[int] = np.repeat(np.arange(self.firsts.size), np.diff(self.firsts, append=len(self))).tolist()
        return found

    @functools.cached_property
    def own(self) -> int:
        """How many words are nobody's utterance."""
        return int(self.mask.sum())

    @functools.cached_property
    def telling_at(self) -> Places:
        """The names and numbers outside quote marks, no titles and no days: where they stand, as places among the words."""
        at = np.flatnonzero((self.looks != 0) & self.mask)
        known: Places = at[self.vocabulary.stem_hashes[self.numbers_of[at]] != 0]
        return known

    @functools.cached_property
    def particulars(self) -> Mapping[int, str]:
        """The names and numbers outside quote marks, no titles and no days: stem by word index."""
        stems = self.vocabulary.stems
        return {k: stems[number] for k, number in zip(self.telling_at.tolist(), self.numbers_of[self.telling_at].tolist(), strict=True)}

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
    vocabulary = _vocabulary()
    numbers, places = [NO_PLACES], [NO_PLACES]
    cuts: list[int] = []
    quotes: list[tuple[int, int]] = []
    for block in kept:
        found, at = _split(report.text[block.start : block.end], vocabulary)
        numbers.append(found)
        places.append(block.start + at)
        cuts += [start for start, _ in sentence_spans(report.text, block.start, block.end)]
        quotes += [(block.start, block.end)] if block.role == "quote_embed" else quoted_spans(report.text, block.start, block.end)
    numbers_of, starts = np.concatenate(numbers)[:MOST_WORDS], np.concatenate(places)[:MOST_WORDS]
    firsts = _firsts(starts, cuts)
    looks = vocabulary.looks[numbers_of]
    looks[firsts[looks[firsts] & SURE != SURE]] &= NUMBER
    grams = grams_of(vocabulary.hashes[numbers_of], SHINGLE)
    return Words(report, vocabulary, numbers_of, starts, looks, ~_inside(starts, quotes), firsts, grams)


NO_PLACES: Places = np.empty(0, dtype=np.int64)
#: Words of one vocabulary; the reports that come after so many begin another one, so that it does not grow without end.
MOST_KNOWN = 1 << 18
_latest = Vocabulary()


def _vocabulary() -> Vocabulary:
    """The vocabulary of the words read of late."""
    global _latest  # noqa: PLW0603 -- a cache
    if len(_latest) > MOST_KNOWN:
        _latest = Vocabulary()
    return _latest


def _split(text: str, vocabulary: Vocabulary) -> tuple[Places, Places]:
    """The words of a text by number, and where each begins."""
    parts = (_ANY_WORDS if _BEYOND.search(text) else _WORDS).split(text)  # what lies between words, and a word, by turns
    count = len(parts) // 2
    numbers = np.fromiter(map(vocabulary.__getitem__, parts[1::2]), dtype=np.int64, count=count)
    sizes = vocabulary.sizes[numbers]
    between = np.fromiter(map(len, parts[0::2]), dtype=np.int64, count=count + 1)[:-1]
    return numbers, np.cumsum(between + sizes) - sizes


#: What a word's letters say, in bits: a name unless a sentence begins there; a name anywhere (an acronym); a number.
LIKELY, SURE, NUMBER = 0b01, 0b11, 0b100


class _Known(NamedTuple):
    """What a word is, wherever it stands (see `Vocabulary`)."""

    norm: str
    looks: int
    particular: str


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
    return _Known(norm, looks, "" if dull else key)


def _firsts(starts: Places, cuts: Sequence[int]) -> Places:
    """The first word of each sentence that has words."""
    if not starts.size:
        return starts
    held = np.searchsorted(np.array(sorted(cuts), dtype=np.int64), starts, "right")
    return np.flatnonzero(np.concatenate([[True], held[1:] != held[:-1]]))


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
        if match.lastindex is None:
            continue
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
