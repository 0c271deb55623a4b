"""A page before it is a report: its lines in order, and what its own markup says of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from recension.model import Role

#: Lines longer than this are never tried against the patterns of debris: they are text.
LONGEST_LABEL = 400
#: A title longer than this is none.
LONGEST_TITLE = 1000

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CLOSERS = " \t\"'”’»)]›*_"
_ENDS = ".!?…:;。！？：；؟।۔։።"
_COMMON = frozenset(
    "the and for was are has had not but his her its who out all can may two one new day say off why how now per she him yet "
    "any few got get let our own too use ago did see put set "
    "about above after again against also among around because been before being between both could does down during "
    "each even every from further have having here into itself just like many more most much must near only other over "
    "said same says shall should since some still such than that their them then there these they this those through "
    "under until upon very want were what when where which while whom whose will with within without would your".split()
)
_DROPPED = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ue000-\uf8ff\ufff9-\ufffb]"
)
_BREAKS = re.compile("\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


@dataclass(slots=True)
class Line:
    """A line or paragraph of a page.

    `hint`: the role its own markup gives it; `gap`: an empty line stood before; `row`: it is a row of a table.
    """

    text: str
    heading: bool = False
    bullet: bool = False
    gap: bool = False
    row: bool = False
    hint: Role | None = None


@dataclass(slots=True)
class Page:
    """The lines of a page, and what its markup, front matter or JSON says of it.

    `dates`: dates it shows, best first, as (ISO date, ISO time or None). `chosen`: an extractor has already
    parted text from debris, so that a line without a full stop may still be text.
    """

    lines: list[Line]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dates: list[tuple[str, str | None]] = field(default_factory=list)
    address: str | None = None
    chosen: bool = False


def tidy(text: str) -> str:
    """Text in NFC with single spaces, `\\n` line breaks, and no invisible or control characters.

    Joiners that some scripts need stay. Private-use characters go: the reader marks lines with them.

    >>> tidy("Cafe\\u0301\\u200b\\u00a0 au\\r\\nlait")
    'Café au\\nlait'
    """
    text = _BREAKS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def count_words(text: str) -> int:
    """How many words a text has; in scripts without spaces two characters count as a word.

    >>> count_words("U.N. chief's 2-day visit"), count_words("联合国秘书长")
    (4, 3)
    """
    wide = len(_WIDE.findall(text))
    return len(_WORD.findall(_WIDE.sub(" ", text) if wide else text)) + (wide + 1) // 2


def content_words(text: str) -> set[str]:
    """The first letters of the words that carry the sense: a crude stem, for comparing vocabularies.

    >>> sorted(content_words("The soldiers, and a soldier, withdrew from Omdurman"))
    ['omdurm', 'soldie', 'withdr']
    """
    found = {w.casefold()[:6] for w in _WORD.findall(text) if len(w) > 2 and w.casefold() not in _COMMON}
    return found | set(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, marks and brackets after the stop aside.

    >>> ends_sentence("They left."), ends_sentence('“We will not,” he said'), ends_sentence("(He left.)")
    (True, False, True)
    """
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _ENDS


def latin_share(text: str) -> float:
    """The share of a text's letters that are Latin; 1 where it has none.

    >>> latin_share("Kyiv"), latin_share("Київ 24")
    (1.0, 0.0)
    """
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters) / len(letters) if letters else 1.0


def bare_words(text: str) -> tuple[str, ...]:
    """The words of a line without case, marks and spaces."""
    return tuple(_WORD.findall(text.casefold()))


def same_words(a: str, b: str) -> bool:
    """Whether two lines are the same but for case, marks and spaces."""
    return bare_words(a) == bare_words(b) and bool(_WORD.search(a))
