"""The tokenizer: spaCy's English one, with compounds cut (or kept) as in UD English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.language.library import open_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LONGEST_TEXT = 40_000_000
"""Characters a Doc may have; longer texts are cut before they come here."""

PREFIXES = (
    "anti", "pro", "non", "re", "co", "pre", "post", "ex", "semi", "cross", "pan", "mini", "multi", "inter", "intra",
    "sub", "ultra", "de", "e", "un", "bi", "tri", "pseudo", "neo", "trans", "extra", "super", "micro", "mega",
)
"""Prefixes that stay with the word behind their hyphen (*anti-government*), as the words they make are one in UD."""

GLUED_STOP = r"\.(?=[A-Z][a-z]{2}|(?!com|net|org|pdf|exe|htm|info|doc|jpg|png|zip|gov|edu|mil|int|app)[a-z]{2})"
"""A full stop that stands off its sentence and sticks to the next, as in text out of a machine: *left the town .He said*."""


def infixes(defaults: list[str]) -> list[str]:
    """SpaCy's patterns of what cuts a word inside, the hyphen's replaced by ours."""
    import spacy.lang.char_classes as chars

    letters = f"[{chars.ALPHA}]"
    kept = [pattern for pattern in defaults if f"(?:{chars.HYPHENS})" not in pattern]
    unprefixed = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in PREFIXES)
    return [
        *kept,
        rf"(?<={letters}){unprefixed}[-\u2010\u2011](?={letters})",
        rf"(?<={letters})(?:\u2013|\u2014|--|---|\u2014\u2014|~)(?={letters})",
        r"(?<=[0-9])[-\u2010\u2011](?=[A-Za-z])",
        r"(?<=[A-Za-z])[-\u2010\u2011](?=[0-9]+-)",
        r"(?<=[A-Z]\.)[-\u2010\u2011](?=[a-z])",
        r"(?<=[A-Za-z]{2})/(?=[A-Za-z]{2})",
        r"[\u2014\u2015]",
        # Sentences with no blank between them: "the city.Police said", "by 61-40.Deputies", "go!”They", "61.4%.The".
        r"(?<=[a-z0-9][a-z0-9)%])[.!?](?=[”\"»’)]{0,2}[“\"‘(]?[A-Z][a-z])",
        r"(?<=[a-z][a-z)%])[.!?](?=[”\"»’)]{0,2}[“\"‘(]?[A-Z])",
        r"(?<=[a-z]{4})[.!?](?=[0-9])",
        r"(?:(?<=[0-9])|(?<=[A-Z]{2}))\.(?=[A-Z][a-z]{2})",
        r"(?<=[.!?])[”\"»)](?=[“\"‘(]?[A-Z])",
        r"(?<=[.!?…”\"»)])[“\"‘(](?=[A-Z])",
        r"(?<=[a-z]):(?=[“\"][A-Z])",
        r"(?<=[a-z]:)[“\"](?=[A-Z])",
        r"(?<=[a-z])[.!?](?=\[[0-9])",
        r"(?<=[.!?])\[(?=[0-9])",
        r"(?<=[a-z0-9]),(?=[”\"»][a-z])",
        r"(?<=,)[”\"»](?=[a-z])",
        r"(?<=[a-z]{2})[”\"»](?=[A-Z][a-z])",
        r"(?<=[a-z])\)(?=[.!?][“\"‘(]?[A-Z])",
    ]


def blank() -> Language:
    """An English pipeline that only cuts text into tokens."""
    open_spacy()
    from spacy.lang.en import English

    nlp = English(max_length=LONGEST_TEXT, create_tokenizer=tokenizer)
    nlp.tokenizer = Bounded(nlp.tokenizer, nlp.vocab)
    return nlp


def tokenizer(nlp: Language) -> Tokenizer:
    """SpaCy's English tokenizer with our cuts, made in one go: each change of a made one goes through all exceptions."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    defaults = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules={text: rule for text, rule in defaults.tokenizer_exceptions.items() if text != "and/or" and not face(text)},
        prefix_search=compile_prefix_regex([*defaults.prefixes, GLUED_STOP]).search,
        suffix_search=compile_suffix_regex(defaults.suffixes).search,
        infix_finditer=compile_infix_regex(infixes([str(p) for p in defaults.infixes or ()])).finditer,
        token_match=defaults.token_match, url_match=defaults.url_match,
    )


LONGEST_RUN = 400
"""Characters without a blank that are cut into tokens at once."""
RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
CAMEL = re.compile(r"(?<=[a-z0-9)])(?=[A-Z][a-z]|A )")
"""Where a small letter, or a number, meets a capital inside a word."""
WEB = re.compile(r"[#@/\\_=&]|[a-z0-9]\.[a-z]")
"""Marks of tags, handles and links, in which words are joined on purpose."""
OPENER = re.compile(
    r"(?:By(?= [A-Z])|A|An|The|This|These|They|There|That|She|When|While|After|Before|But|And|What|Why|How|Published|Updated"
    r"|Posted|Written|Reporting|Photo|Photograph|Share|Read|Story|Advertisement|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
    r"|Eleven|Twelve)\b"
)
"""Words that begin a sentence and no second half of a name (*LinkedIn*, *SoundCloud*)."""
PAGE_WORD = re.compile(r"(?:Advertisement|Subscribe|Related|Analysis|Exclusive|Gallery|Comments|Photos|Menu)$")
"""Words of a page that text was taken from, which stick to what stands behind them."""
SMALL = 4
"""Small letters that make a word before a capital (*articleFighting*): names that begin small are shorter (*iPhone*)."""
LONGEST_WORD = 40
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass
class Bounded:
    """spaCy's tokenizer, in linear time: its own time grows with the square of a run of marks.

    Runs longer than `LONGEST_RUN` are cut there. Lone surrogates, which no string of spaCy may hold, become U+FFFD,
    so that offsets stay.
    """

    inner: Callable[[str], Doc]
    vocab: Vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        text = SURROGATE.sub("\ufffd", text)
        cuts = sorted({*(found.end() for found in RUN.finditer(text)), *glued(text)})
        if not cuts:
            return self.inner(text)
        words: list[str] = []
        spaces: list[bool] = []
        for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True):
            for token in self.inner(text[first:last]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def glued(text: str) -> list[int]:
    """Where two lines of a page stand together without blank or point: *coup in ConakryThe general staff says*.

    >>> text = "Army denies coup in ConakryThe staff, on YouTube and iPhone: read moreArmy #freeConakry McTheron LinkedIn"
    >>> [text[at - 3 : at + 3] for at in glued(text)]
    ['kryThe', 'oreArm']
    """
    found = []
    for match in CAMEL.finditer(text):
        at = match.start()
        before = text[max(0, at - LONGEST_WORD) : at].rsplit(maxsplit=1)[-1]
        after = text[at : at + LONGEST_WORD].split(maxsplit=1)[0]
        small = before[-SMALL:].islower() and before[-SMALL:].isalpha() and len(before) >= SMALL and before.lstrip("“\"‘'(").islower()
        if (small or OPENER.match(text, at) or PAGE_WORD.search(before)) and not WEB.search(before + after):
            found.append(at)
    return found


def face(text: str) -> bool:
    """Whether ``text`` is an emoticon with brackets; in news these are brackets (*(AP):*).

    >>> face("):"), face("(8"), face("a.m.")
    (True, True, False)
    """
    return any(c in "()[]" for c in text)
