"""Statements that a report leans on: a tweet, a release, a communiqué, somebody's post, letter or report.

A small grammar over sentences: the medium ("in a tweet on May 30", "the NATO news release", "the press release
said", "said on Telegram"), its owner from the words around it, and its date. Quote claims give the speaker where
they are at hand; without them the subject of the saying verb is taken, by capitals.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from recension.model import Claim, Quote, Report
from recension.reading.lexicon import fold as fold_label
from recension.stemma import lexicons
from recension.stemma.credits import Credit, _kept_sentences, _trimmed, date_after
from recension.stemma.words import fold

_CAP = r"[A-ZÀ-ÖØ-ÞŁŠŽČĆŚŻİ][\w’'.\-]*\w|[A-Z]"
#: A name: words with capitals, small words of names between them.
NAME = rf"(?:{_CAP})(?: (?:(?:of|the|for|al|el|de|del|la|bin|ibn|von|van|der|da|dos|du|on) )*(?:{_CAP})){{0,7}}"
_NAME = re.compile(NAME)
_SITES = r"(?:Twitter|X|Telegram|Facebook|Instagram|Truth Social|Weibo|VKontakte|TikTok|YouTube|WhatsApp|Threads|social media)"
_ON_SITE = re.compile(rf"\bon (?:(?:his|her|its|their|the) (?:official |personal )?)?(?:[Ss]ocial media (?:site|platform|network) )?"
                      rf"(?P<site>{_SITES})(?![\w-])")
_TWEETED = re.compile(r"\b(?:tweeted|retweeted)\b")
_PRONOUNS = frozenset("he she they it who".split())
_NOT_NAMES = frozenset(
    "the a an in on at but and for as after before when while if he she it they this that these those we our i his her its "
    "their there however meanwhile earlier later also both yes no by from with to of according".split()
)
#: Ends of subjects that stand for a body without naming it.
_BODIES = re.compile(
    r"\b(?:(?:[Tt]he|[Ii]ts|[Hh]is) |(?=[A-Z][\w-]+['’]s? ))(?P<body>(?:[\w'’-]+ ){0,2}?(?:ministry|government|company|army|military|police|mission|agency|"
    r"organi[sz]ation|union|group|court|council|presidency|party|alliance|embassy|commission|office|authority|authorities|"
    r"junta|militia|movement|bloc|committee|department|spokesman|spokeswoman|minister|president))\b")


@functools.cache
def _media() -> re.Pattern[str]:
    kinds = [f"(?P<m{at}>{row[1]})" for at, row in enumerate(lexicons.table("media.tsv"))]
    # Case counts: "the Washington Post" is no post.
    return re.compile(
        r"(?:(?P<lead>[Aa]ccording to|[Ii]n|[Vv]ia|[Tt]hrough|[Ww]ith|[Qq]uoting|[Cc]iting) )?"
        r"\b(?P<det>[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother|[A-Z][\w.-]*['’]s) "
        r"(?P<mods>(?:(?!(?:in|on|at|to|by|of|as|an?|the|his|her|its|their|that|which|who|and|with|via|through|has|had|said|says) )"
        r"[\w.'’-]+ ){0,4}?)(?:" + "|".join(kinds) + r")\b")


def statements(report: Report, claims: Sequence[Claim] = ()) -> list[Credit]:
    """The statements a report leans on, one credit for each statement, with the sentences that lean on it."""
    quotes = [c for c in claims if isinstance(c, Quote) and c.speaker is not None]
    found: list[Credit] = []
    last: dict[str, str] = {}
    for start, end in _kept_sentences(report):
        # Hard spaces would hide phrases; the copy has the same length, so offsets hold.
        sentence = report.text[start:end].replace("\xa0", " ")
        if len(sentence) > 3000:
            continue
        for medium, owner, at in _mentions(report, start, sentence, quotes, last):
            if not owner or _is_outlet_itself(owner, report):
                continue
            last[medium] = owner
            date = date_after(report, at, min(end, at + 50))
            found.append(Credit(report.id, fold_label(owner), owner, False, _trimmed(report.text, [(start, end)]),
                                f"leans on the {medium} of {owner}", date, medium, owner))
    return _joined(found)


def _joined(found: Sequence[Credit]) -> list[Credit]:
    """Credits of one speaker, medium and day as one; a mention without a day belongs to the one before it."""
    kept: list[Credit] = []
    for credit in found:
        for at in range(len(kept) - 1, -1, -1):
            other = kept[at]
            if (other.key, other.medium) == (credit.key, credit.medium) and (
                credit.date is None or other.date in (None, credit.date)
            ):
                spans = tuple(sorted(set(other.spans + credit.spans)))
                kept[at] = Credit(other.report, other.key, other.name, False, spans, other.why,
                                  other.date or credit.date, other.medium, other.speaker)
                break
        else:
            kept.append(credit)
    return kept


def _mentions(
    report: Report, start: int, sentence: str, quotes: Sequence[Quote], last: dict[str, str]
) -> Iterator[tuple[str, str | None, int]]:
    """(medium, owner, end of the mention in the report) of each statement a sentence leans on."""
    seen = False
    for match in _media().finditer(sentence):
        medium = next(row[0] for at, row in enumerate(lexicons.table("media.tsv")) if match[f"m{at}"])
        after = sentence[match.end() : match.end() + 120]
        said = _followed_by_saying(after)
        lead = (match["lead"] or "").casefold()
        if not lead and not said:
            continue
        owner = _owner_before(match) or _owner_after(after)
        if medium in ("report", "letter", "message", "address") and not owner and lead != "in":
            continue
        if owner is None and lead in ("in", "via", "through", "with"):
            if not _has_saying(sentence):
                continue
            owner = _speaker(report, start, sentence, match.start(), quotes)
        elif owner is None:
            owner = last.get(medium) or _claimed(start, start + len(sentence), quotes) or _nearest_body(report, start)
        elif lead in ("in", "via", "through", "with") and medium == "report" and not _has_saying(sentence) and not said:
            continue
        seen = True
        yield medium, _whole_name(report, owner, start), start + match.end()
    if seen:
        return
    for match in (*_ON_SITE.finditer(sentence), *_TWEETED.finditer(sentence)):
        site = match.groupdict().get("site") or "Twitter"
        if _has_saying(sentence) and not sentence[match.end() : match.end() + 2].startswith("’"):
            owner = _speaker(report, start, sentence, match.start(), quotes)
            yield ("tweet" if site in ("Twitter", "X") else "post"), _whole_name(report, owner, start), start + match.end()
            return


# ---------------------------------------------------------------- whose statement
def _owner_before(match: re.Match[str]) -> str | None:
    """The owner between determiner and medium: "the NATO news release", "the ministry's statement"."""
    if match["det"].rstrip("'s’") != match["det"] and match["det"][:1].isupper() and len(match["det"]) > 5:
        return match["det"][:-2]
    name = _NAME.search(match["mods"] or "")
    if name:
        return _without_title(re.sub(r"['’]s$", "", name.group().strip()))
    body = re.match(r"((?:[\w-]+ )*[\w-]+)['’]s? $", match["mods"] or "")
    return body.group(1) if body else None


_BY = re.compile(rf"^[, ]*(?:(?:issued|published|released|made|posted|signed|sent|carried|obtained|seen|late|early|on|dated) ?"
                 rf"(?:on )?(?:\w+day)? ?)?(?:by|from|of) (?:the |a )?(?P<name>[\w’'-]+(?: [\w-]+)? (?:ministry|government|army|"
                 rf"military|police|group|office|department|mission)\b|{NAME})")


def _owner_after(after: str) -> str | None:
    match = _BY.match(after)
    if not match or fold(match["name"].split()[0]) in lexicons.words("dates.txt"):
        return None
    return _without_title(match["name"])


def _followed_by_saying(after: str) -> bool:
    following = [fold(w) for w in re.findall(r"[\w'’-]+", after)[:3]]
    return any(w in lexicons.words("say.txt") for w in following[:2])


def _has_saying(sentence: str) -> bool:
    return any(fold(w) in lexicons.words("say.txt") for w in re.findall(r"[\w'’-]+", sentence)) or " as saying" in sentence


def _speaker(report: Report, start: int, sentence: str, at: int, quotes: Sequence[Quote]) -> str | None:
    """Who speaks in a sentence: by the claims, else the name or body beside the saying verb next to the medium."""
    claimed = _claimed(start, start + len(sentence), quotes)
    if claimed:
        return claimed
    plain = _blanked(sentence)
    verbs = [m for m in re.finditer(r"[\w'’-]+", plain) if fold(m.group()) in lexicons.words("say.txt")]
    for verb in sorted(verbs, key=lambda m: (abs(m.start() - at), m.start())):
        before = plain[max(0, verb.start() - 110) : verb.start()]
        owner = _subject(before)
        if owner and fold(owner) in _PRONOUNS:
            return _before(report, start)
        if owner:
            return owner
        after = re.match(rf"\s*(?:the |a )?({NAME})", plain[verb.end() :])
        if after and fold(after.group(1).split()[0]) not in _NOT_NAMES | lexicons.words("dates.txt"):
            return _without_title(after.group(1))
    return _subject(plain[:at])


def _subject(before: str) -> str | None:
    """The last name or body before a verb, past a phrase set off by commas."""
    words = before.split()
    if words and fold(words[-1]) in _PRONOUNS:
        return words[-1].casefold()
    before = re.sub(r"(?:, [^,]{1,60},|\([^)]{1,40}\)) *$", " ", before)
    names = [m for m in _NAME.finditer(before) if _name_like(m.group())]
    bodies = list(_BODIES.finditer(before))
    if bodies and (not names or bodies[-1].end() > names[-1].end()):
        return bodies[-1]["body"]
    names = [m for m in names if " " in m.group() or not _opens_sentence(before, m)]
    return _without_title(names[-1].group()) if names else None


def _opens_sentence(before: str, name: re.Match[str]) -> bool:
    """Whether a lone capitalised word may owe its capital to the start of the sentence, and no verb follows it."""
    return not before[: name.start()].strip() and bool(before[name.end() :].strip())


def _name_like(text: str) -> bool:
    first = fold(text.split(maxsplit=1)[0])
    return not (first in _NOT_NAMES and " " not in text) and first not in lexicons.words("dates.txt")


def _blanked(sentence: str) -> str:
    """A sentence with what stands in quote marks blanked out, so that nobody quoted speaks."""
    return re.sub(r"[“\"][^”\"]*(?:[”\"]|$)", lambda m: " " * len(m.group()), sentence)


def _claimed(start: int, end: int, quotes: Sequence[Quote]) -> str | None:
    for quote in quotes:
        name = (quote.speaker.name or quote.speaker.text) if quote.speaker else ""
        if name and quote.span.start < end and start < quote.span.end and fold(name) not in _PRONOUNS:
            return name
    return None


def _before(report: Report, start: int) -> str | None:
    """The last name before a sentence: whom a pronoun there may mean."""
    text = _blanked(report.text[max(0, start - 400) : start])
    said = re.findall(rf"({NAME}),? (?:has |had |also )?(?:{'|'.join(sorted(lexicons.words('say.txt')))})\b", text)
    named = [n for n in said if _name_like(n)] or [m.group() for m in _NAME.finditer(text) if " " in m.group()]
    return _without_title(named[-1]) if named else None


_ACTING = re.compile(
    rf"(?<![\w-])(?P<name>[A-Z][A-Z]{{1,7}}|(?:{_CAP})(?: (?:{_CAP})){{0,4}})(?:-led)? (?:has |had |also |later )?"
    r"(?:said|called|urged|announced|confirmed|decided|stressed|warned|condemned|declared|stated|denied|demanded|accused)\b")


def _nearest_body(report: Report, start: int) -> str | None:
    """The body that an ownerless "press release" must be of: the nearest one that is said to speak or decide."""
    found = [m for m in _ACTING.finditer(report.text) if _name_like(m["name"])]
    if not found:
        return None
    best = min(found, key=lambda m: (abs(m.start() - start), m.start()))
    return _without_title(best["name"])


def _without_title(name: str) -> str | None:
    """A name without the office before it: "Haitian Prime Minister Garry Conille" is Garry Conille."""
    words = [w for w in name.split() if w]
    while words and fold(words[0]) in _NOT_NAMES:
        words = words[1:]
    offices = {"president", "minister", "secretary", "general", "chief", "head", "governor", "mayor", "senator", "ambassador",
               "spokesman", "spokeswoman", "spokesperson", "commander", "director", "leader", "envoy", "king", "prince",
               "chairman", "state", "chancellor", "mr", "mrs", "ms", "dr", "gen", "col", "maj", "lt", "judge", "prosecutor"}
    last = max((at for at, w in enumerate(words) if fold(w.strip(".")) in offices), default=-1)
    person = words[last + 1 :]
    return " ".join(person or words).strip(" .,'’") or None


#: Bodies that say nothing without a name; a ministry or an army is named well enough by what it is.
_NAMELESS = frozenset("company agency organization organisation union group court council party alliance commission office "
                      "authority authorities militia movement bloc committee mission spokesman spokeswoman minister "
                      "president".split())


def _whole_name(report: Report, owner: str | None, start: int) -> str | None:
    """A surname as the fullest name of the report that ends in it; a nameless body as the one named before it."""
    if owner in _NAMELESS:
        before = [m for m in _ACTING.finditer(report.text, 0, start) if _name_like(m["name"])]
        return _without_title(before[-1]["name"]) if before else owner
    if not owner or " " in owner or not owner[:1].isupper():
        return owner
    longer = re.findall(rf"((?:(?:{_CAP}) ){{1,2}}){re.escape(owner)}(?!\w)", report.text)
    full = [_without_title(f"{first}{owner}") for first in longer]
    fuller = [name for name in full if name and " " in name and name.endswith(owner) and _name_like(name)]
    return max(sorted(set(fuller)), key=lambda n: (fuller.count(n), -len(n)), default=owner)


def _is_outlet_itself(owner: str, report: Report) -> bool:
    return bool(report.outlet) and fold_label(owner) == fold_label(report.outlet or "")
