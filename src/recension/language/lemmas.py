"""Lemmas: a table of forms that no rule gives, then rules of English inflection that look up known bases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recension.language import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

KINDS = {
    "VBD": "verb", "VBN": "verb", "VBG": "verb", "VBZ": "verb", "VBP": "verb", "VB": "verb",
    "NNS": "noun", "NN": "noun", "JJR": "adjective", "JJS": "adjective", "JJ": "adjective",
    "RBR": "adjective", "RBS": "adjective",
}
ENDINGS = {
    "VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "NNS": "s",
    "JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est",
}
"""The inflection of each tag; forms of other tags are their own lemmas."""

NAMES = frozenset({"NNP", "NNPS"})
VOWELS = frozenset("aeiou")
WITH_E = (
    "at", "iz", "is", "us", "os", "ir", "ur", "or", "ut", "ot", "id", "od", "ud", "ad", "ak", "ok", "uc", "ac", "ic",
    "ng", "rg", "dg", "lg", "nc", "rc", "ns", "rs", "ps", "ls", "v", "u", "bl", "cl", "dl", "fl", "gl", "pl", "tl", "kl",
    "zl", "sl", "in", "it", "as", "ar", "ag", "ol", "il", "ul", "am", "om", "um", "ap", "op", "ip", "yp", "ab", "ib",
    "ob", "ub", "z", "th",
)
"""Ends of stems that most often lost an *e* where a single vowel stands before the last consonant."""
WITHOUT_E = (
    "en", "er", "on", "el", "et", "op", "ish", "rs", "ow", "aw", "ew", "mit", "bit", "sit", "dit", "cit", "rit", "vit",
    "nit", "fit", "cus", "ss", "oin", "ain", "ein", "air", "eer", "oor", "our", "eat", "oat", "out", "oot", "eet", "ait",
    "oak", "eak", "ook", "eek", "oad", "eed", "ead", "ood", "aid", "oud", "oic", "ail", "oil", "eel", "eal", "ool", "oul",
    "aim", "eam", "oom", "eem", "oam", "eap", "oop", "eep", "oap", "eas", "och",
)


@dataclass(frozen=True)
class Table:
    """`forms`: lemma by (lower-case word, tag). `bases`: known bases by kind (verb, noun, adjective)."""

    forms: Mapping[tuple[str, str], str]
    bases: Mapping[str, AbstractSet[str]]


def read_table() -> Table:
    """The shipped table."""
    forms, bases = {}, {}
    for line in files.path(files.LEMMAS).read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("="):
            bases[columns[0][1:]] = frozenset(columns[1].split(" "))
        elif len(columns) == 3:
            forms[columns[0], columns[1]] = columns[2]
    return Table(forms, bases)


def lemma(word: str, tag: str, table: Table) -> str:
    """The lemma of ``word`` as the Penn tag ``tag``: in lower case but for names, which stay as they are written."""
    if tag in NAMES:
        return word
    low = word.lower()
    return table.forms.get((low, tag)) or by_rule(low, tag, table)


def by_rule(word: str, tag: str, table: Table) -> str:
    """The lemma of lower-case ``word`` by rule: an ending is taken off and the base's spelling restored."""
    ending = ENDINGS.get(tag)
    if "-" in word and ending is not None:
        before, _, last = word.rpartition("-")
        return f"{before}-{lemma(last, tag, table)}" if last.isalpha() else word
    if ending is None or not word.endswith(ending) or len(word) < len(ending) + 2 or not word.isalpha():
        return word
    known = table.bases.get(KINDS[tag], frozenset())
    tries = plural_stems(word) if ending == "s" else inflected_stems(word[: -len(ending)])
    return next((stem for stem in tries if stem in known), tries[0])


def plural_stems(word: str) -> list[str]:
    """Bases that ``word`` may be the plural or s-form of, the likeliest first.

    >>> plural_stems("clashes")[0], plural_stems("armies")[0], plural_stems("houses")[0], plural_stems("talks")[0]
    ('clash', 'army', 'house', 'talk')
    """
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return [word[:-2], word[:-1]]
    if word.endswith(("ss", "us", "is")):
        return [word]
    return [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]


def inflected_stems(stem: str) -> list[str]:
    """Bases that ``stem`` (a form without its *-ed*, *-ing*, *-er*) may belong to, the likeliest first.

    >>> [inflected_stems(s)[0] for s in ("urg", "plann", "carri", "evacuat", "visit", "deploy", "kill")]
    ['urge', 'plan', 'carry', 'evacuate', 'visit', 'deploy', 'kill']
    """
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS
    if stem.endswith("i") and len(stem) > 2:
        return [stem[:-1] + "y", stem + "e"]
    if stem.endswith("ck"):
        return [stem, stem[:-1]]
    if doubled:
        return [stem, stem[:-1]] if stem[-1] in "lsfz" else [stem[:-1], stem]
    return [stem + "e", stem] if lost_e(stem) else [stem, stem + "e"]


def lost_e(stem: str) -> bool:
    """Whether ``stem`` looks like a base that has lost its *e*."""
    if stem.endswith(WITHOUT_E) or len(stem) < 2:
        return False
    return stem.endswith(WITH_E) or stem.endswith(("e",))


class Lemmas:
    """The pipeline component `recension_lemma`: sets `Token.lemma_` from the word and its tag."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.table: Table | None = None
        self.known: dict[tuple[int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        from spacy.attrs import LEMMA, ORTH, TAG

        if self.table is None:
            self.table = read_table()
        pairs = doc.to_array([ORTH, TAG])
        if not len(pairs):
            return doc
        different, back = np.unique(pairs, axis=0, return_inverse=True)
        numbers = np.array([self.number(int(orth), int(tag)) for orth, tag in different], dtype=np.uint64)
        doc.from_array([LEMMA], numbers[back.reshape(-1)].reshape(-1, 1))
        return doc

    def number(self, orth: int, tag: int) -> int:
        """The string number of the lemma, remembered for a bounded number of words."""
        found = self.known.get((orth, tag))
        if found is None:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            strings = self.vocab.strings
            assert self.table is not None
            found = strings.add(lemma(strings[orth], strings[tag], self.table))
            self.known[orth, tag] = found
        return found


REMEMBERED = 50_000
