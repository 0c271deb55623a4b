"""Readers of CAT XML: the MEANTIME corpus, with its names and dates, and the texts of SemEval-2015 task 4.

The files are Wikinews articles: a headline, a line with the date, the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from recension.bench.treebank import Document, Sentence

TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
"""Entity types of the corpus, as ours; products, finances and mixtures are none of ours."""
ANNOTATED = 6
"""Sentences of a document that are annotated: headline, date and the first four of the text. The README does not say
so, the files do: of 120 one has two marks beyond them."""
LARGEST, MOST_WORDS = 8 << 20, 100_000
"""Bytes and words of one file; the largest of the corpus have 100 kB and about 800."""


def read_meantime(folder: Path) -> list[Document]:
    """The documents of MEANTIME below ``folder``, named topic/file stem ("gm/126029_US_automaker_GM_reports_losses").

    `entities` are IOB2 tags over PERSON, ORG, LOC and DATE (which stands for TIMEX3 of type DATE and TIME); they are
    None in the sentences after the annotated ones.

    Raises:
        ValueError: a file is no such XML, or too large.
    """
    read = [(file, read_cat(file)) for file in meantime_files(folder)]
    kinds = kinds_of_names(texts=[text for _, text in read])
    return [
        Document(f"{topic_of(file)}/{file.stem}", list(sentences(text, tags_of(text, kinds)))) for file, text in read
    ]


def meantime_files(folder: Path) -> list[Path]:
    """The files of MEANTIME at ``folder`` or below, without the copies that are annotated across documents too."""
    found = (file for file in sorted(folder.resolve().rglob("*.xml")) if file.parent.name.startswith("corpus_"))
    return [file for file in found if file.parent.parent.name == "intra-doc_annotation"]


def topic_of(file: Path) -> str:
    return file.parent.name.removeprefix("corpus_")


@dataclass(frozen=True)
class Marked:
    """A mention or a time, by the places of its first word and of the word after its last."""

    first: int
    last: int
    kind: str
    """Type of the entity or time; empty where none is told."""
    syntactic: str
    head: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """The words of a file and what is marked in them."""

    words: list[str]
    sentence: list[int]
    mentions: list[Marked] = field(default_factory=list)
    times: list[Marked] = field(default_factory=list)
    acts: list[Marked] = field(default_factory=list)
    """Mentions of events; their kind is what is held of them (see `factuality`)."""


def read_cat(file: Path) -> Text:
    """What a file of CAT XML holds; marks that are not one run of words in one sentence are left out.

    Raises:
        ValueError: it is no such XML, or too large.
    """
    if file.stat().st_size > LARGEST:
        raise ValueError(f"{file}: larger than {LARGEST} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(file.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{file}: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise ValueError(f"{file}: a document type is not expected")
    tokens = [node for node in root.iterfind("token") if (node.text or "").strip() and node.get("sentence", "").isdigit()]
    if not tokens or len(tokens) > MOST_WORDS:
        raise ValueError(f"{file}: {len(tokens)} words")
    words, sentence = [node.text.strip() for node in tokens], [int(node.get("sentence")) for node in tokens]
    place = {node.get("t_id", ""): i for i, node in enumerate(tokens)}
    kinds = {node.get("m_id", ""): node.get("ent_type", "") for node in root.iterfind("Markables/ENTITY")}
    refers: dict[str, str] = {}
    for relation in root.iterfind("Relations/REFERS_TO"):
        target = relation.find("target")
        for source in relation.iterfind("source"):
            refers[source.get("m_id", "")] = "" if target is None else kinds.get(target.get("m_id", ""), "")
    mentions, times, acts = [], [], []
    for node in root.iterfind("Markables/*"):
        at = [place.get(anchor.get("t_id", ""), -1) for anchor in node.iterfind("token_anchor")]
        if not at or min(at) < 0 or at != list(range(at[0], at[0] + len(at))) or sentence[at[0]] != sentence[at[-1]]:
            continue
        if node.tag == "ENTITY_MENTION":
            mentions.append(marked(node, at, refers.get(node.get("m_id", ""), "")))
        elif node.tag == "TIMEX3":
            times.append(marked(node, at, node.get("type", "")))
        elif node.tag == "EVENT_MENTION":
            acts.append(marked(node, at, factuality(node)))
    return Text(words, sentence, mentions, times, acts)


def factuality(node: Any) -> str:
    """Whether an event is told as a fact, as what did not happen, or as what is to come or may be; "" where that is not told."""
    polarity, when, certainty = (node.get(key, "") for key in ("polarity", "time", "certainty"))
    if polarity == "NEG":
        return "denied"
    if when == "FUTURE" or certainty in {"POSSIBLE", "PROBABLE"} or node.get("special_cases", "").startswith("COND"):
        return "open"
    return "fact" if (polarity, when, certainty) == ("POS", "NON_FUTURE", "CERTAIN") else ""


def marked(node: Any, at: list[int], kind: str) -> Marked:
    return Marked(at[0], at[-1] + 1, kind, node.get("syntactic_type", ""), tuple(node.get("head", "").split()))


def sentences(text: Text, tags: list[str] | None) -> Iterator[Sentence]:
    """The sentences of a text; headline, date line and the text after them start a paragraph."""
    begin = 0
    for number in range(len(set(text.sentence))):
        end = begin
        while end < len(text.words) and text.sentence[end] == text.sentence[begin]:
            end += 1
        if begin == end:
            return
        known = tags is not None and number < ANNOTATED
        yield Sentence(
            words=text.words[begin:end], entities=tags[begin:end] if tags and known else None, starts_paragraph=number < 3,
        )
        begin = end


# ---------------------------------------------------------------- names
# Which mentions are names is told by their syntactic type: NAM, and PRE.NAM, a name that stands before a noun ("Apple
# stores"). PRE.NOM is a noun there ("company", "Sub-prime"), so it is not. But types are often missing or wrong: two
# topics (airbus, gm) tell none but NAM and PRE.NAM, and the mentions added later tell none at all. Such a mention is a
# name if a typed one of the corpus has the same words, or if it ends a longer name of its type, which then is a name
# with a description ("automaker GM"). Adjectives of nations count as PRE.NAM there and as no names here.
NAMES = {"NAM", "PRE.NAM"}
UNTOLD = {"", "PRE.NOM", "ARC"}
ARTICLES = {"the", "a", "an"}
INSIDE = {"of", "and", "for", "&", "'s", "'", "-", "the"}
"""Words that are small in names."""
CUTS = {",", "(", "in", "near", "-LRB-"}
"""What follows them is no part of the name: "Mobile , Alabama", "General Motors ( GM )"."""
MARKS = {",", "(", ")", "``", "''", '"', "'", "'s", "-", "."}
TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir president senator judge presiding justice minister prime chief executive ceo spokesman "
    "spokeswoman".split()
)
SUFFIXED = re.compile(r"-[a-z]+$")
ADJECTIVES = frozenset(
    "African American Arab Asian Australian Austrian Belgian Brazilian British Canadian Chinese Dutch Egyptian English "
    "European French German Greek Indian Indonesian Iranian Iraqi Irish Israeli Italian Japanese Korean Latin Malaysian "
    "Mexican Norwegian Pakistani Polish Portuguese Romanian Russian Scottish Spanish Swedish Swiss Thai Turkish".split()
)
Span = tuple[int, int]


def tags_of(text: Text, kinds: Mapping[str, str]) -> list[str]:
    """IOB2 tags of a text: the outermost spans that are themselves names, then the dates beside them."""
    names = [m for m in text.mentions if is_name(m, text, kinds)]
    said: list[tuple[int, Span, str]] = []
    for mention in names:
        kind = TYPES.get(mention.kind or kinds.get(bare(text, mention), ""), "")
        span = narrowed(mention, text, names) if kind else None
        if span and passes(span, mention, text, names):
            said.append((mention.last - mention.first - (span[1] - span[0]), span, kind))
    found: dict[Span, str] = {}
    for _, span, kind in sorted(said):  # the less was taken off a mention, the surer is its type
        found.setdefault(span, kind)
    tags = ["O"] * len(text.words)
    for (first, last), kind in sorted(found.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        put(tags, first, last, kind)
    for time in text.times:
        if time.kind in {"DATE", "TIME"}:
            put(tags, time.first, time.last, "DATE")
    return tags


def put(tags: list[str], first: int, last: int, kind: str) -> None:
    """Tags a span, unless something of it is tagged."""
    if all(tag == "O" for tag in tags[first:last]):
        tags[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)


def is_name(mention: Marked, text: Text, kinds: Mapping[str, str]) -> bool:
    """Whether a mention is a name, by its syntactic type or by what the corpus says of its words."""
    if mention.syntactic in NAMES:
        return True
    if mention.syntactic not in UNTOLD or not plain(text.words[mention.first : mention.last]):
        return False
    known = kinds.get(bare(text, mention), "")
    if mention.kind in TYPES and known == mention.kind:
        return True
    return any(
        m.last == mention.last and m.first < mention.first and m.kind == mention.kind and m.syntactic in NAMES
        and not plain(text.words[m.first : m.last], strictly=mention.kind != "PER")
        for m in text.mentions
    )


def kinds_of_names(texts: Sequence[Text]) -> dict[str, str]:
    """The most frequent type of the plain names of a corpus, by their words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for m in text.mentions:
            if m.syntactic in NAMES and m.kind and plain(text.words[m.first : m.last]):
                counts[bare(text, m)][m.kind] += 1
    return {words: count.most_common(1)[0][0] for words, count in counts.items()}


def bare(text: Text, mention: Marked) -> str:
    """The words of a mention without its article."""
    words = text.words[mention.first : mention.last]
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in ARTICLES else words)


def plain(words: Sequence[str], *, strictly: bool = True) -> bool:
    """Whether words, an article aside, are a name and nothing else; if not ``strictly``, persons have no titles.

    >>> plain(["The", "Bank", "of", "England"]), plain(["automaker", "GM"]), plain(["EADS-led"]), plain(["GM", "and"])
    (True, False, False, False)
    """
    rest = words[1:] if len(words) > 1 and words[0].lower() in ARTICLES else words
    if not strictly and any(word.lower() in TITLES for word in rest):
        return False
    return bool(rest) and proper(rest[0]) and proper(rest[-1]) and all(proper(w) or w in INSIDE for w in rest)


def proper(word: str) -> bool:
    """Whether a word can be one of a name: a capital or a figure first, and no suffix as in "EADS-led"."""
    capital = word[0].isupper() or word[0].isdigit()
    return capital and not SUFFIXED.search(word) and word.lower() != "automaker"


def narrowed(mention: Marked, text: Text, names: Sequence[Marked]) -> Span | None:
    """The name in a mention; None where another mention inside is the name, or none is.

    Taken off are articles, titles, what follows a comma or bracket, the owner ("Boeing 's Launch Systems") and words
    that describe ("aircraft manufacturer Boeing", "Heathrow airport").
    """
    first, last, words = mention.first, mention.last, text.words
    size = len(mention.head)
    if size and not plain(words[first:last], strictly=mention.kind != "PER"):
        at = next((i for i in range(first, last - size + 1) if tuple(words[i : i + size]) == mention.head), None)
        first, last = (first, last) if at is None else (at, at + size)
    while first < last and (words[first] in MARKS or words[first].lower() in ARTICLES):
        first += 1
    last = next((i for i in range(first, last) if words[i] in CUTS), last)
    for inner in names:
        if inner.first <= first < inner.last < last - 1 and words[inner.last] in {"'s", "'"}:
            first = inner.last + 1
    while first < last and mention.kind == "PER" and words[first].lower() in TITLES:
        first += 1
    while first < last and (words[last - 1] in MARKS or (mention.kind == "LOC" and words[last - 1].lower() == "government")):
        last -= 1
    if first == last:
        return None
    if any(n.last == last and first < n.first and n.kind == mention.kind for n in names):
        return None  # a name and its description, or several names
    run = [proper(words[i]) or words[i] in INSIDE for i in range(first, last)]
    if not all(run):
        if run[-1]:
            first = last - run[::-1].index(False)
        elif run[0]:
            last = first + run.index(False)
        else:
            return None
    while first < last and not proper(words[first]):
        first += 1
    while first < last and not proper(words[last - 1]):
        last -= 1
    return (first, last) if first < last else None


def passes(span: Span, mention: Marked, text: Text, names: Sequence[Marked]) -> bool:
    """Whether a narrowed span is a name of its type: no adjective of a nation, no office ("CEO of GM"), no suffix."""
    first, last = span
    words = text.words[first:last]
    if words[-1] in ADJECTIVES or any(map(SUFFIXED.search, text.words[mention.first : mention.last])):
        return False
    if mention.kind != "PER":
        return True
    employer = any(n.kind in {"ORG", "LOC"} and first <= n.first and n.last <= last for n in names)
    noun = any((m.first, m.last) == span and m not in names for m in text.mentions)
    return not employer and not noun and "of" not in words and words[-1].lower() not in TITLES
