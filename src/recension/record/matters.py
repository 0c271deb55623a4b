"""What an entry of the ledger is about: in the report's own words, and in words by which two are compared."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from recension.model import Event, LedgerKind
from recension.record.groups import PRONOUNS
from recension.record.sentences import Sentences, content_words, matter_words, sentence_at
from recension.record.wording import cut, rest_of_clause

#: Words of a matter that has no content of its own, from the word for the act on.
TOLD = 30
#: Characters behind a word of saying within which who says it stands beside it.
INVERTED = 40
#: Acts of speech are no deeds.
WORDS = frozenset({"REQUEST", "REJECT", "ACCUSE", "AGREE", "THREATEN", "CONSULT", "SUPPORT"})
#: Acts whose matter follows the word for them: "wants the director sacked", "threatened any driver who pays".
_SPOKEN = frozenset({"REQUEST", "THREATEN"})
#: Words that only promise a concession: "agreed to lift the curfew"; who "lifted" it has kept it.
PROMISING = re.compile(
    r"(?:agree|promis|pledg|vow|offer|accept|undert|commit|consent|guarante|swor|swear|assur|ready|will|would|to\b|prepar|announc|decid|plan|intend)",
    re.IGNORECASE,
)
#: Words of threatening. Where there is none, and nothing says what, the whole sentence is the threat, with its condition.
_THREATENS = re.compile(r"(?:warn|threat|vow|ultimat|promis|swor|swear|pledg|caution|menac)", re.IGNORECASE)
#: Where another clause begins: "urged restraint, and the bloc said it would send mediators".
_NEXT_CLAUSE = re.compile(
    r",? (?:and|but|while|whereas) (?:[\w’'-]+ ){1,6}(?:said|says|told|announced|added|warned|was|were|has|have|had|is|are)\b"
    r"|, (?:but|while|whereas|as|after|before|which|who|whose|saying|adding|because|though|although)\b|[;:—–]|\s-\s",
)
#: To whom it is said, before what is asked: "on all parties to let aid through", "from the government to work".
_ADDRESSED = re.compile(r"^(?:on|upon|from|of) (?:[\w’'.-]+ ){1,6}(?=to [a-z])")
#: A content that only counts what follows behind a colon: "two things: a recount and the release of the prisoners".
_COUNTED = re.compile(r"(?:two|three|four|five|six|several|a few|some|the following)\b(?: \w+){0,2}", re.IGNORECASE)
#: The day of the saying, before what is asked: "urged Syria Thursday to hold back".
_DAY_BEFORE = re.compile(r"^(?:(?:on|late|early) )*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today),? (?=to [a-z]|for |that |not )", re.IGNORECASE)
#: Who says it, behind what is said: ", Walker replied".
_SAYING = re.compile(r",[”\"’]? (?:[\w’'.-]+ ){1,6}(?:said|says|replied|added|told [\w’'. -]{1,40}|warned|announced|insisted|stressed|declared)[”\"]?$")
#: Words that say how, and not what, is to be done.
_MANNER = frozenset(content_words(
    "immediate immediately full fully unconditional unconditionally urgent urgently independent complete total swift prompt "
    "promptly thorough impartial international without delay conditions once peacefully quickly definitive",
))


@functools.cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """Each form and the word it is taken for; and the pattern of the forms that are more than a word."""
    table = tomllib.loads(resources.files(__package__).joinpath("matters.toml").read_text(encoding="utf-8"))
    forms = {form: word for word, every in table.items() for form in every}
    phrases = sorted((f for f in forms if not f.isalpha()), key=lambda f: (-len(f), f))
    return forms, re.compile(r"\b(?:" + "|".join(re.escape(p) for p in phrases) + r")\b")


@functools.lru_cache(maxsize=65536)
def in_one_word(text: str) -> str:
    """A text in which what has many words is told by one of them.

    >>> in_one_word("to launch an independent probe"), in_one_word("Minister Odo must step down")
    ('to open an independent inquiry', 'Minister Odo must resign')
    """
    forms, phrases = _table()
    text = phrases.sub(lambda m: forms[m[0]], text)
    return re.sub(r"[^\W_]+", lambda m: forms.get(m[0], m[0]), text)


def words_of(text: str) -> frozenset[str]:
    """The words by which two matters are compared."""
    return content_words(in_one_word(text))


def gist_of(text: str) -> frozenset[str]:
    """The same without names: what it is about, not whom."""
    return matter_words(in_one_word(text)) - PRONOUNS


def core_of(text: str) -> frozenset[str]:
    """What is to be done, without how, and without what only tells more of it behind a comma.

    >>> sorted(core_of("the immediate reopening of the road, closed by the police since Friday"))
    ['reopen', 'road']
    """
    return gist_of(text.split(",", 1)[0]) - _MANNER


def clause_of(event: Event, text: str) -> str:
    """The clause of an act, from the beginning of its span to where the clause ends."""
    start = min(event.span.start, event.content.start if event.content else event.span.start)
    end = max(event.span.end, event.content.end if event.content else 0)
    return " ".join(f"{text[start:end]}{rest_of_clause(text, end)}".split())


def what_of(event: Event, kind: LedgerKind, text: str, sentences: Sentences) -> str:
    """The matter in the report's own words: what was said or, of a deed, its clause; else its sentence."""
    return _tidied(_told(event, kind, text, sentences))


def _is_inverted(event: Event) -> bool:
    """Does who says it follow the word for saying it: "“We will march,” warned the union leader"?"""
    return event.actor is not None and 0 < event.actor.start - event.trigger.end < INVERTED


def _tidied(told: str) -> str:
    """A matter without the day on which it was said, without who says it, and without a quote mark that has no fellow.

    >>> _tidied("Thursday to open the road, Minister Odo said"), _tidied("vowed to guard the “harvest")
    ('to open the road', 'vowed to guard the harvest')
    """
    told = _SAYING.sub("", _DAY_BEFORE.sub("", told))
    if told.count("“") != told.count("”") or told.count('"') % 2:
        told = re.sub(r'[“”"]', "", told)
    return " ".join(told.split())


def _told(event: Event, kind: LedgerKind, text: str, sentences: Sentences) -> str:
    """As `what_of`, as it stands."""
    content = event.content
    if kind != "threat" and event.type not in WORDS and not (content and kind != "measure" and PROMISING.match(event.trigger.text)):
        told = clause_of(event, text)
        if len(told.split()) > 2:
            return cut(told, TOLD)
    first, rest = sentences[sentence_at(sentences, event.trigger.start)]
    if kind == "threat" and content is None and not _THREATENS.match(event.trigger.text):
        return cut(" ".join(text[first:rest].split()).rstrip('.”"'), TOLD)
    if content is not None:
        if _COUNTED.fullmatch(content.text) and text[content.end : content.end + 1] == ":":
            return cut(" ".join(re.split(r'["”]', text[content.end + 1 : rest])[0].split()).rstrip(".,"), TOLD)
        if len(content.text.split()) > 1:
            return _ADDRESSED.sub("", " ".join(content.text.split()))
        ends = not rest_of_clause(text, content.end).strip()
        if ends and event.trigger.end <= content.start < rest and len(told := text[event.trigger.start : content.end]) < 80:
            return " ".join(told.split())
    before = [part for part in re.split(r'["“”]', text[first : event.trigger.start]) if len(part.split()) > 1]
    if event.type in _SPOKEN and before and _is_inverted(event):
        return cut(" ".join(before[-1].split()).strip(" ,"), TOLD)
    if event.type in _SPOKEN:
        told = " ".join(text[event.trigger.start : rest].split()).rstrip('.”"')
        end = _NEXT_CLAUSE.search(told, min(len(told), event.trigger.end - event.trigger.start))
        told = told[: end.start()] if end and len(told[: end.start()].split()) > 1 else told
        if len(told.split()) > 1 and event.trigger.text.casefold() != told.casefold():
            return cut(told, TOLD)
    if len(event.span.text.split()) > 2:
        return " ".join(event.span.text.split())
    return " ".join(text[first:rest].split())
