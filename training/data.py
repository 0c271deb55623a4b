"""The public sets that may be trained on (see the README beside the data)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from recension.bench.gold import json_lines
from recension.bench.meantime import read_meantime
from recension.bench.treebank import Document, Sentence, iob2, lines, read_conllu, read_iob
from recension.language.acts import mode_label

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")


@dataclass(frozen=True)
class Taught(Sentence):
    """A sentence with what the teacher says of it."""

    arc_shares: list[list[tuple[int, float]]] | None = None
    """By word, its likeliest heads and their shares."""
    entity_shares: list[list[float]] | None = None
    """By word, the share of each entity tag."""
    events: list[str] | None = None
    """By word, the type of the act that it names, `NO_EVENT` or `EITHER`."""
    statuses: list[str] | None = None
    """By word, the status of that act, or `EITHER`."""
    modes: list[str] | None = None
    """By word, the mode of that act (see `mode_label`), or `EITHER`."""
    roles: list[list[tuple[str, int]]] | None = None
    """By word that names an act, its parties' roles and words; a role with -1 is not known."""


NO_EVENT, EITHER = "O", "?"


def gum_train(data: Path) -> list[Document]:
    """The UD GUM documents that may be trained on."""
    return [document for path in sorted((data / "ud_gum/train").glob("*.conllu*")) for document in read_conllu(path)]


def entity_sets(data: Path) -> dict[str, list[Document]]:
    """The sets with named entities that may be trained on, by name."""
    web = [document for part in ("train", "dev") for document in read_iob(data / f"uner_ewt/en_ewt-ud-{part}.iob2")]
    wiki = read_iob(data / "juandr_ner/data/wikigold/CONLL-format/data/wikigold.conll.txt")
    sets = {"uner_ewt": web, "wikigold": wiki, "meantime": meantime_train(data)}
    return {name: [only_three(d) for d in documents] for name, documents in sets.items()}


CORPUS = Path(__file__).parent / "corpus"
POSTS = 40
"""Posts of one document: they have nothing to do with one another, so where one ends does not matter."""


def posts(data: Path) -> list[Document]:
    """Posts without their labels; their "sentences" are whole posts."""
    found = [plain(s) for d in wnut(data) for s in d.sentences]
    return [Document(f"{POST}{i}", found[i : i + POSTS]) for i in range(0, len(found), POSTS)]


def plain(sentence: Sentence) -> Sentence:
    """The words of ``sentence``, as a paragraph."""
    return Sentence(words=sentence.words, spaces=sentence.spaces, starts_paragraph=True)


ITEMS = 8
"""Items of our own corpus in one document."""
POST = "posts/"
"""What the names of posts begin with."""


def kept_roles(sentence: Taught, kept: list[int], new: dict[int, int]) -> list[list[tuple[str, int]]] | None:
    """The roles of the words that stay; the role of a party that goes is not known."""
    if sentence.roles is None:
        return None
    return [[(role, new.get(party, -1)) for role, party in sentence.roles[i]] for i in kept]


def own_corpus(part: str = "w") -> list[Document]:
    """Our own corpus, its training writers or its part "dev": the type and status of each act at its trigger's words.

    The "sentences" are whole paragraphs. Optional events are left open.
    """
    from recension.language.tokens import blank

    tokenizer = blank().tokenizer
    result = []
    for path in sorted(CORPUS.glob(f"{part}*.jsonl")):
        items = json_lines(path)
        paragraphs: list[Sentence] = [part for item in items for part in annotated(item, tokenizer)]
        result += [Document(f"{path.stem}/{i}", paragraphs[i : i + ITEMS]) for i in range(0, len(paragraphs), ITEMS)]
    return result


PASSAGES = Path(__file__).parent / "passages"


def passages() -> list[Document]:
    """Our own passages of careless text, a few to a document, with their sentences and names."""
    from recension.language.tokens import blank

    tokenizer = blank().tokenizer
    result = []
    for path in sorted(PASSAGES.glob("*.jsonl")):
        items = json_lines(path)
        read = [cut_and_named(item, tokenizer) for item in items]
        result += [
            only_three(Document(f"{path.stem}/{i}", [s for part in read[i : i + ITEMS] for s in part]))
            for i in range(0, len(read), ITEMS)
        ]
    return result


def cut_and_named(item: dict[str, Any], tokenizer: Callable[[str], Doc]) -> list[Sentence]:
    """The sentences of one passage, with the tags of its names."""
    text = item["text"]
    tags: dict[int, str] = {}
    at = 0
    for name, kind in item["names"]:
        at = text.index(name, at)
        tags |= {place: ("B-" if place == at else "I-") + kind for place in range(at, at + len(name))}
        at += len(name)
    found: list[Sentence] = []
    at = 0
    for sentence in item["sentences"]:
        first = text.index(sentence, at)
        tokens = [t for t in tokenizer(sentence) if not t.is_space]
        found.append(Sentence(
            words=[t.text for t in tokens], entities=[tags.get(first + t.idx, "O") for t in tokens],
            starts_paragraph=first == 0 or "\n" in text[at:first],
        ))
        at = first + len(sentence)
    return found


PARTIES = {"actor": "actors", "recipient": "recipients", "speaker": "speaker"}
"""Where the corpus keeps the parties of each role."""


def annotated(item: dict[str, Any], tokenizer: Callable[[str], Doc]) -> Iterator[Taught]:
    """The paragraphs of one item."""
    labels: dict[int, tuple[str, str, str, dict[str, Any]]] = {}
    for event in sorted(item["events"], key=lambda e: not e["optional"]):
        first = event["trigger"]["start"]
        for place in range(first, first + len(event["trigger"]["text"])):
            kind = (EITHER,) * 3 if event["optional"] else (event["type"], event["status"], mode_label(event["type"], event["mode"]))
            labels[place] = (*kind, event)
    offset = 0
    for part in item["text"].split("\n\n"):
        tokens = [token for token in tokenizer(part) if not token.is_space]
        at = {offset + t.idx + i: n for n, t in enumerate(tokens) for i in range(len(t))}
        found = [labels.get(offset + t.idx) for t in tokens]
        if tokens:
            yield Taught(
                words=[t.text for t in tokens], starts_paragraph=True, events=[f[0] if f else NO_EVENT for f in found],
                statuses=[f[1] if f else EITHER for f in found], modes=[f[2] if f else EITHER for f in found],
                roles=[list(roles_of(f[3], at)) if f and f[0] != EITHER else [] for f in found],
            )
        offset += len(part) + 2


def roles_of(event: dict[str, Any], at: dict[int, int]) -> Iterator[tuple[str, int]]:
    """Role and last word of each party of an event, by the place of each character's word; -1 in another paragraph."""
    for role, key in PARTIES.items():
        named = event[key] if isinstance(event[key], list) else [event[key]] if event[key] else []
        yield from ((role, at.get(span["start"] + len(span["text"]) - 1, -1)) for span in named)


NOT_OF_THREE = "~"
"""Tag of a word of a set that marks persons, organizations and places only: of the other types it may be any."""


def only_three(document: Document) -> Document:
    """``document`` with its O tags as `NOT_OF_THREE`."""
    return replace(document, sentences=[
        s if s.entities is None else replace(s, entities=[NOT_OF_THREE if tag == "O" else tag for tag in s.entities])
        for s in document.sentences
    ])


def without(sentence: Sentence, dropped: set[int]) -> Sentence:
    """``sentence`` without the words at ``dropped``, which must head no word that stays."""
    kept = [i for i in range(len(sentence.words)) if i not in dropped]
    new = {old: i for i, old in enumerate(kept)}

    def take(column: list[T] | None) -> list[T] | None:
        return None if column is None else [column[i] for i in kept]

    if isinstance(sentence, Taught):
        arcs = take(sentence.arc_shares)
        sentence = replace(
            sentence, entity_shares=take(sentence.entity_shares),
            arc_shares=None if arcs is None else [[(new[h], p) for h, p in row if h in new] for row in arcs],
            events=take(sentence.events), statuses=take(sentence.statuses),
            modes=take(sentence.modes), roles=kept_roles(sentence, kept, new),
        )
    return replace(
        sentence,
        words=[sentence.words[i] for i in kept],
        spaces=None if sentence.spaces is None else [sentence.spaces[i] for i in kept],
        upos=take(sentence.upos),
        xpos=take(sentence.xpos),
        heads=None if sentence.heads is None else [new[sentence.heads[i]] for i in kept],
        deps=take(sentence.deps),
        lemmas=take(sentence.lemmas),
        entities=take(sentence.entities),
    )


WNUT_TYPES = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}
TAUGHT_TOPICS = ("airbus", "apple")
"""Topics of MEANTIME that are not kept for testing."""


def read_tagged(path: Path, types: Mapping[str, str]) -> list[Document]:
    """The documents of a file of columns, the word first and its IOB tag last, with ``types`` renamed before ours."""
    documents = [Document(path.name)]
    rows: list[tuple[str, str]] = []
    for line in [*lines(path), ""]:
        parts = line.split()
        if line.startswith("-DOCSTART-"):
            documents.append(Document(f"{path.name} {len(documents)}"))
        elif len(parts) > 1:
            place, _, kind = parts[-1].partition("-")
            rows.append((parts[0], f"{place}-{types.get(kind, kind)}"))
        elif rows and not parts:
            tags: list[str] = []
            for _, raw in rows:
                tags.append(iob2(raw, tags[-1] if tags else "O"))
            documents[-1].sentences.append(Sentence(words=[word for word, _ in rows], entities=tags))
            rows = []
    return [document for document in documents if document.sentences]


def wnut(data: Path) -> list[Document]:
    """The training part of WNUT 17: one document, each of its posts a paragraph; products and works are no entities."""
    return [
        replace(d, sentences=[replace(s, starts_paragraph=True) for s in d.sentences])
        for d in read_tagged(data / "wnut17/wnut17train.conll", WNUT_TYPES)
    ]


def meantime_train(data: Path) -> list[Document]:
    """The topics of MEANTIME that may be trained on; `entities` have DATE too, and are None after six sentences."""
    return [d for d in read_meantime(data / "meantime") if d.name.partition("/")[0] in TAUGHT_TOPICS]
