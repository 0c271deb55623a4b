"""Which time belongs to which act, and which acts are background."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc, report_of, sentences
from recension.claims.timegrammar import expressions, lexicon
from recension.claims.timerules import interval_of
from recension.claims.times import ELSEWHERE, placed, report_anchor
from recension.claims.tree import MAX_STEPS, SUBJECTS, ancestors, children, sentence_of
from recension.model import Report, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COMPARED = re.compile(r"\b(?:up|down)\s+from\s+[^,;]{0,40}\Z|\bcompared\s+(?:to|with)\s+[^,;]{0,40}\Z|\bthan\s+(?:in\s+|the\s+|it\s+was\s+)?\Z", re.IGNORECASE)
_REPORTING = frozenset({"say", "tell", "announce", "add", "report", "confirm", "state", "warn", "declare", "claim", "note", "insist", "deny", "accuse", "urge", "call", "ask", "vow", "tweet", "write"})
_LONG_HAPPENINGS = frozenset({
    "war", "conflict", "rebellion", "uprising", "insurgency", "genocide", "revolt", "revolution", "famine", "struggle", "violence", "fighting",
    "unrest", "crackdown", "occupation", "siege", "massacre", "year", "decade", "dictatorship", "campaign", "crisis", "invasion", "bloodshed",
})
#: What states strive for over years. Where nothing dates it, far from the lead, it is background.
_MATTERS_OF_YEARS = frozenset({"membership", "accession", "independence", "statehood", "sovereignty", "secession", "annexation", "recognition"})
#: Paragraphs that may be the lead.
LEAD = 3
_QUOTE_MARKS = frozenset('"“”«»„')
_GOES_ON = frozenset({"then", "later", "afterwards", "subsequently", "eventually", "meanwhile", "thereafter"})
_PASSING_CASES = frozenset({"in", "during", "at", "amid", "amidst", "on", "of", "by", "within", "throughout", "inside"})
_LIGHT = frozenset({"launch", "carry", "conduct", "stage", "hold", "witness", "see", "mount", "make", "have", "suffer", "report", "commit", "wage", "organize", "organise"})
#: Times that are told of news; their rules begin so.
_LATELY = ("weekday:", "day:", "clock:", "now:")
#: The rule of a time that is counted back, and from how many of its units on it is no news of this week.
_BACK = re.compile(r"(?:^|>)(day|week|month|year):-(\d+)$")
_WEEKS_BEFORE = {"day": 14, "week": 2, "month": 1, "year": 1}
_ATTRIBUTIVE = frozenset({"nummod", "compound", "amod", "nmod:poss"})


def time_for(doc: Doc, token: Token) -> Time | None:
    """The time that governs a predicate: of its own phrase or clause, else one its clause shares, else None.

    The time of a reporting verb is not the time of what is reported: in "said Tuesday that two were hurt"
    Tuesday belongs to "said".
    """
    here = _by_sentence(doc).get(sentence_of(token).start)
    if not here:
        return None
    told_from = _told_from(here, token)
    if told_from is not None:
        return told_from
    sharing = list(_sharing(token))
    open_one: Time | None = None
    for predicate in sharing:
        own = [(time, root) for time, root in here if any(a == predicate for a in _governed_by(root))]
        if own:
            best = _best(own, predicate)
            if (best.rule or "").startswith("ref:") and best.from_ is None and open_one is None:
                open_one = best  # "on Saturday, killing six, a day before the vote": Saturday says more
            elif open_one is None or best.from_ is not None:
                return best
    if open_one is not None:
        return open_one
    for predicate in sharing:
        found = _of_its_happening(here, predicate) or _of_the_same_moment(here, predicate)
        if found is not None:
            return found
    head = _clause(token)
    if head not in sharing:
        return None
    opening = [(t, r) for t, r in here if r.i < _first_verb(sentence_of(token).root).i and _clause(r) == sentence_of(token).root]
    if opening and not _is_reported(head) and (head.dep_ == "parataxis" or head == sentence_of(token).root):
        return _best(opening, token)
    if len(here) == 1:
        time, root = here[0]
        if head in _governed_by(root):
            return time
    return None


@functools.cache
def _binding_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon()["binding"].items()}


def _of_its_happening(here: list[tuple[Time, Token]], predicate: Token) -> Time | None:
    """"killed in a riot that broke out on Thursday": when its happening began is when it was."""
    occurring = _binding_words()["occurring"]
    for noun in children(predicate, "obl", "obl:agent", "nsubj", "nmod"):
        if not (_passes_on(noun) if noun.dep_ != "nsubj" else noun.pos_ == "NOUN"):
            continue
        for verb in children(noun, "acl", "acl:relcl"):
            if verb.lemma_.lower() in occurring and not _is_of_persons(verb):
                own = [(time, root) for time, root in here if any(a == verb for a in _governed_by(root))]
                if own:
                    return _best(own, verb)
    return None


def _is_of_persons(verb: Token) -> bool:
    """"rebels who took up arms in 2007": a relative clause that tells of persons, or "take" without "place"."""
    if any(c.lower_ == "who" for c in children(verb, *SUBJECTS)):
        return True
    return verb.lemma_.lower() == "take" and not any(c.lower_ == "place" for c in children(verb))


def _of_the_same_moment(here: list[tuple[Time, Token]], predicate: Token) -> Time | None:
    """"were killed on Monday when gunmen opened fire", "were killed when gunmen opened fire on Monday": a clause with
    "when", and the one it stands by, tell one moment."""
    if predicate.lemma_.lower() in _REPORTING:
        return None
    when = _when(predicate)
    if when is not None:
        # What stands nearest before "when" is what it takes up, whatever the parse hangs the clause on.
        before = [(time, root) for time, root in here if root.i < when.i]
        if before and not any(_is_finite(t) for t in predicate.doc[before[-1][1].i + 1 : when.i]):
            return before[-1][0] if _is_told_past(predicate) else None
        head = predicate.head
        own = [(time, root) for time, root in here if any(a == head for a in _governed_by(root))]
        if own and head != predicate and _is_told_past(predicate) and head.lemma_.lower() not in _REPORTING:
            return _best(own, head)
        return None
    for clause in children(predicate, "advcl"):
        if clause.i > predicate.i and _when(clause) is not None and _is_told_past(clause) and clause.lemma_.lower() not in _REPORTING:
            own = [(time, root) for time, root in here if any(a == clause for a in _governed_by(root))]
            if own:
                return _best(own, clause)
    return None


def _when(verb: Token) -> Token | None:
    """The word that puts a clause at the moment of another one."""
    return next((c for c in children(verb) if c.dep_ in {"mark", "advmod"} and c.i < verb.i and c.lower_ in _binding_words()["moment"]), None)


def _is_told_past(verb: Token) -> bool:
    """"opened", "was fired on", "were firing"; not "had opened", "opens"."""
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" and c.lower_ != "had" for c in children(verb, "aux", "aux:pass", "cop"))


@per_doc
def _by_sentence(doc: Doc) -> dict[int, list[tuple[Time, Token]]]:
    """The times that date something, by the first token of their sentence."""
    found: dict[int, list[tuple[Time, Token]]] = {}
    for time, root in placed(doc):
        if not _is_compared(doc, time):
            found.setdefault(sentence_of(root).start, []).append((time, root))
    return found


def _is_compared(doc: Doc, time: Time) -> bool:
    """"3 million, up from 2 million a year ago": the time of what something is compared with."""
    return _COMPARED.search(report_of(doc).text[max(0, time.start - 60):time.start]) is not None


def is_background(time: Time, report: Report) -> bool:
    """Is a time clearly before the news: a year or more before the report's own year?

    Without a date of its own a report still tells its news without years: a bare past year or decade there is
    background, and so is a full date that lies years before the latest year told.

    >>> from recension.claims.doc import bare_report
    >>> is_background(Time("1999", 0, 4, "1999-01-01", "1999-12-31", "year", rule="year:1999"), bare_report("in 1999"))
    True
    """
    rule = (time.rule or "").split("@")[0].removesuffix("/..").removeprefix("../")
    if re.match(r"(?:year|decade|century):-\d+$|span:-\d*(?:y|dec|c)$", rule):
        return True
    anchor, _ = report_anchor(report)
    upper = time.to or time.from_
    if rule.startswith(("ref:", "dur:")) or upper is None:
        return False
    if upper.startswith("-"):
        return True
    year = int(upper[:4])
    if anchor is not None:
        if rule.startswith(("year:", "decade:", "century:")):
            return year < anchor.year
        return year < anchor.year and (anchor - dt.date.fromisoformat(upper)).days > 180
    latest, dated = _years_told(report.text)
    if rule.startswith(("year:", "decade:", "century:")):
        return year < latest or year not in dated
    return year < latest - 1


def is_of_the_week(time: Time) -> bool:
    """Is a time one that news is told of: a weekday, "yesterday", "at 15:30", "now", and nothing counted back from it ("eight months after")?"""
    rule = time.rule or ""
    return rule.startswith(_LATELY) and ">" not in rule


def is_weeks_before(doc: Doc, time: Time) -> bool:
    """Does a report of this week's news date something weeks before it: "last month", "six weeks ago", "90 days after"?"""
    found = _BACK.search((time.rule or "").split("@")[0])
    return found is not None and int(found[2]) >= _WEEKS_BEFORE[found[1]] and _tells_this_week(doc)


@per_doc
def _tells_this_week(doc: Doc) -> bool:
    return any(is_of_the_week(time) for times in _by_sentence(doc).values() for time, _ in times)


@functools.lru_cache(maxsize=8)
def _years_told(text: str) -> tuple[int, frozenset[int]]:
    """The latest year of a text, and the years of its full dates."""
    latest = max((int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)), default=0)
    rules = [e.rule or "" for e in expressions(text)]
    return latest, frozenset(int(r[:4]) for r in rules if re.match(r"\d{4}-\d{2}-\d{2}", r))


def background_at(doc: Doc, token: Token) -> bool:
    """Is what a token states told from a time clearly before the news?

    By the time that governs it; by one that bounds it ("died before the accord of 2003", "in the war that began in
    1996"); else by the far past that its paragraph is in: "The coast rose in 1988. Thousands fled." carries 1988 on
    to sentences in the plain past that have no time of their own.
    """
    own = time_for(doc, token)
    if own is not None and not (own.rule or "").startswith(("ref:", "dur:")):
        # "since 2012" goes on until now.
        return is_background(own, report_of(doc)) and not (own.rule or "").endswith("/..")
    clause = _clause(token)
    if not _is_plain_past(clause) or _is_reported_now(clause):
        return False
    bounded = _bounded_by(doc, clause) or (_bounded_by(doc, token) if token != clause else None)
    if bounded is not None:
        return bounded
    return sentence_of(token).start in _carried(doc) or sentence_of(token).start in _of_years(doc)


def _is_plain_past(verb: Token) -> bool:
    """"died", "were killed", "had fled"; not "have died", "is dying", "will". What has no tense has its clause's."""
    for _ in range(MAX_STEPS):
        helpers = [c for c in children(verb) if c.dep_ in {"aux", "aux:pass", "cop"}]
        finite = [c for c in helpers if c.tag_ not in {"VBN", "VBG", "TO", "VB"}]
        if finite:
            return all(c.tag_ == "VBD" for c in finite)
        if verb.tag_ not in {"VB", "VBN", "VBG"} or verb.head == verb:
            return bool(verb.tag_ == "VBD")
        verb = _clause(verb.head)
    return False


def _is_reported_now(clause: Token) -> bool:
    """What someone "said" is as new as the saying, until a time says otherwise."""
    return any(each.lemma_.lower() in _REPORTING for each in (clause, *ancestors(clause)))


def _bounded_by(doc: Doc, clause: Token) -> bool | None:
    """"before the accord ended the war in 2003", "in the seven years of war that followed the 1996 revolt"."""
    here = _by_sentence(doc).get(sentence_of(clause).start, [])
    for time, root in here[:12]:
        if (time.rule or "").startswith(("ref:", "dur:")) or not is_background(time, report_of(doc)):
            continue
        node = root
        for _ in range(MAX_STEPS):
            if node.head in {clause, node}:
                break
            node = node.head
        if node.head != clause or node == clause:
            continue
        lead = {c.lower_ for c in children(node) if c.dep_ in {"case", "mark"}} | {c.lower_ for c in children(root) if c.dep_ in {"case", "mark"}}
        if node.dep_ in {"advcl", "obl"} and lead & {"before", "until", "till"}:
            return True
        if node.dep_ in {"advcl", "obl", "nsubj", "obl:agent", "nmod"} and "since" not in lead and node.lemma_.lower() in _LONG_HAPPENINGS:
            return True
    return None


@per_doc
def _carried(doc: Doc) -> frozenset[int]:
    """The first tokens of the sentences that stand in the far past of a sentence before them in their paragraph."""
    report = report_of(doc)
    dated = _by_sentence(doc)
    found: list[int] = []
    far, end, near_before, steps = False, -1, False, 0
    for sent in sentences(doc):
        if end >= 0 and "\n" in report.text[end:sent.start_char] + sent.text[:1]:
            far, near_before, steps = False, False, 0
        end = sent.end_char - (len(sent.text) - len(sent.text.rstrip()))
        if "\n" in report.text[end:sent.end_char]:
            end = sent.start_char + len(sent.text.rstrip())
        told = [t for t, _ in dated.get(sent.start, ()) if not (t.rule or "").startswith(("ref:", "dur:"))]
        root = next((t for t in sent if t.head == t and not t.is_punct and not t.is_space), sent.root)
        far = far and not any(_says_now(t) for t in sent)
        # A look back out of the news lasts a sentence; a paragraph that begins in the past stays there.
        steps = steps + 1 if far and not told else 0
        far = far and (not near_before or steps < 2 or any(t.lower_ in _GOES_ON for t in sent))
        if far and not (told and not all(is_background(t, report) for t in told)) and _is_plain_past(root) and root.lemma_.lower() not in _REPORTING:
            found.append(sent.start)
        if told:
            main = time_for(doc, root)
            far = is_background(main, report) if main is not None and main in told else all(is_background(t, report) for t in told) and _is_plain_past(root)
        elif far and (not _is_plain_past(root) or root.lemma_.lower() in _REPORTING):
            far = False
        near_before = near_before or not (far or (found and found[-1] == sent.start))
    return frozenset(found)


@per_doc
def _of_years(doc: Doc) -> frozenset[int]:
    """The first tokens of the sentences that tell of a matter of years, without any time, in a paragraph of their own far from
    the lead: "Moscow helped block its bid for membership."
    """
    text = report_of(doc).text
    found = []
    paragraphs = counted = 0
    for sent in sentences(doc):
        if not any(t.lemma_.lower() in _MATTERS_OF_YEARS for t in sent):
            continue
        told = sent.text.strip()
        begin = sent.start_char + sent.text.index(told)
        paragraphs, counted = paragraphs + text.count("\n\n", counted, begin), begin
        alone = "\n" in text[max(0, begin - 1) : begin] and "\n" in text[begin + len(told) : begin + len(told) + 1]
        if not alone or paragraphs < LEAD or _by_sentence(doc).get(sent.start) or any(_says_now(t) or t.text in _QUOTE_MARKS for t in sent):
            continue
        root = next((t for t in sent if t.head == t and not t.is_punct and not t.is_space), sent.root)
        if _is_plain_past(root) and root.lemma_.lower() not in _REPORTING:
            found.append(sent.start)
    return frozenset(found)


def _says_now(token: Token) -> bool:
    """"now", "today", "this time", "the latest"."""
    if token.lower_ in {"this", "these"}:
        return token.dep_ == "det" and token.head.lemma_.lower() in {"time", "week", "year", "month", "day", "weekend"}
    return token.lower_ in {"now", "today", "currently", "latest", "so-far"}


def _is_clause_head(token: Token) -> bool:
    """A verb, or a predicate that has a subject of its own."""
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "aux:pass", "cop", "amod", "compound"}:
        return True
    return any(c.dep_ in SUBJECTS for c in children(token)) or token.head == token


def _clause(token: Token) -> Token:
    """The head of the clause that a token stands in."""
    if _is_clause_head(token):
        return token
    return next((a for a in ancestors(token) if _is_clause_head(a)), sentence_of(token).root)


def _named_before(root: Token) -> Token | None:
    """The noun that a time is set into: "the murder on Saturday of a clerk", "the arrest last week of two men"."""
    doc, first = root.doc, root.left_edge
    if first.i == 0 or root.i + 1 >= len(doc) or root.i - first.i > 3 or doc[root.i + 1].lower_ != "of" or root.lower_.isdigit():
        return None
    noun = doc[first.i - 1]
    return noun if noun.pos_ == "NOUN" and sentence_of(noun) == sentence_of(root) else None


def _governed_by(root: Token) -> list[Token]:
    """The predicates that a time governs; one that the parse hangs on a verb behind the next comma, as on the "said"
    at the end of a lead, belongs to the verb before it, if there is one."""
    doc, first = root.doc, root.left_edge.i
    if first > sentence_of(root).start and root.i - first <= 4 and doc[first - 1].pos_ == "VERB" and doc[first - 1].lemma_.lower() in _REPORTING:
        return [doc[first - 1]]  # "…, the police said on Friday", wherever the parse hangs it
    noun = _named_before(root)
    if noun is not None:
        return [noun, *_governors(noun)] if _passes_on(noun) else [noun]
    found = list(_governors(root))
    if found and found[0].i > root.i and any(t.text == "," for t in root.doc[root.i + 1 : found[0].i]):
        before = [t for t in root.doc[sentence_of(root).start : root.i] if t.pos_ == "VERB" and _is_finite(t)]
        if before:
            return [before[-1]]
    return found


def _governors(root: Token) -> Iterator[Token]:
    """What a time expression dates: the nouns it stands in, and at last the head of its clause."""
    for each in ancestors(root):
        yield each
        if _is_clause_head(each) or not _passes_on(each):
            return


def _passes_on(noun: Token) -> bool:
    """Does the time of a noun date its clause too? "Hurt in Monday's clashes", not "left after Monday's clashes"
    nor "asked for the 2013 deal".
    """
    if noun.dep_ in {"obl", "nmod", "obl:agent", "advmod"}:
        cases = [c.lower_ for c in children(noun) if c.dep_ == "case"]
        return not cases or cases[0] in _PASSING_CASES
    if noun.dep_ == "obj":
        return noun.head.lemma_.lower() in _LIGHT
    return True


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(c.dep_ in {"aux", "aux:pass", "cop"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in children(verb))


def _is_reported(head: Token) -> bool:
    """Is a clause the content of another: "(said) that two were hurt"?"""
    for each in (head, *ancestors(head)):
        if each.dep_ in {"ccomp", "csubj"}:
            return True
        if each.dep_ not in {"conj", "xcomp", "advcl", "acl", "acl:relcl"}:
            return False
    return False


def _sharing(token: Token) -> Iterator[Token]:
    """The token, then the predicates whose time it shares: its clause's head, and heads of coordinated or
    non-finite clauses above it.
    """
    yield token
    yield from _led_by(token)
    at = token
    for _ in range(MAX_STEPS):
        if at.head == at:
            return
        if _is_clause_head(at):
            open_above = at.dep_ == "conj" or (at.dep_ in {"xcomp", "advcl", "parataxis"} and not _is_finite(at))
            # "in elections boycotted by many": what is said of a happening is of its time.
            of_happening = at.dep_ == "acl" and not _is_finite(at) and at.head.dep_ == "obl"
            if not (open_above or of_happening):
                return
        elif at.dep_ in {"obl", "nmod"} and not _passes_on(at):
            return
        at = at.head
        yield at


def _told_from(here: list[tuple[Time, Token]], token: Token) -> Time | None:
    """"on Tuesday, a day after 30 were hurt": the hurt were hurt a day before Tuesday."""
    doc = token.doc
    for time, root in reversed(here):
        found = re.fullmatch(r"ref:([a-z]+):([+-])(\w+)", time.rule or "")
        way = time.text.rsplit(None, 1)[-1].lower()
        if found is None or way not in {"after", "before"} or root.i > token.i or re.search(r"[,;.]\s", report_of(doc).text[time.end:token.idx]):
            continue
        unit, sign, count = found.groups()
        back = f"{unit}:{'-' if sign == '+' else '+'}{count}"
        base = next((t for t, r in reversed(here) if r.i < root.i and r.dep_ not in _ATTRIBUTIVE and t.rule and not t.rule.startswith(("ref:", "span:")) and "/" not in t.rule), None)
        if base is None or base.rule is None:
            return Time(time.text, time.start, time.end, None, None, time.precision, None, ELSEWHERE, f"ref:{back}")
        rule = f"{base.rule}>{back}"
        anchor = dt.date.fromisoformat(base.anchor) if base.anchor else None
        seen = interval_of(rule, anchor, 0)
        if seen is None:
            return Time(time.text, time.start, time.end, None, None, "unknown", None, base.reason, rule)
        return Time(time.text, time.start, time.end, *seen, anchor=base.anchor, rule=rule)
    return None


def _led_by(verb: Token) -> Iterator[Token]:
    """Verbs coordinated with a verb under one subject: in "killed 20 and wounded 45 on Tuesday" both are Tuesday's."""
    for each in children(verb):
        if each.dep_ == "conj" and each.pos_ == "VERB" and each.i > verb.i and not any(c.dep_ in SUBJECTS for c in children(each)):
            yield each


def _best(found: list[tuple[Time, Token]], token: Token) -> Time:
    """A time on the calendar before a stretch, a stretch before what is told from elsewhere; then the nearest."""
    def rank(pair: tuple[Time, Token]) -> tuple[int, int]:
        rule = pair[0].rule or "ref:"
        kind = 2 if rule.startswith("ref:") else 1 if rule.startswith("span:") else 0
        return kind, abs(pair[1].i - token.i)
    return min(found, key=rank)[0]


def _first_verb(root: Token) -> Token:
    """The first word of a predicate, its auxiliaries included."""
    return min([root, *(c for c in children(root) if c.dep_ in {"aux", "aux:pass", "cop"} | SUBJECTS)], key=lambda t: t.i)
