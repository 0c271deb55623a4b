"""Tasks `gold-sentences` and `gold-naming`: our own labelled passages for what the language room and the cast say.

Where sentences start in text that a treebank lacks (headlines, posts, translations, wire copy), which names stand
there, and whom a pronoun, a title or a short name stands for. The labels are described beside them (tests/gold).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.bench.gold import Label, Tally, accepted, answer, json_lines, share
from recension.bench.ner import TYPES
from recension.bench.words import ARTICLES, alike, words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token


# ---------------------------------------------------------------- sentences and names
def score_sentences(path: Path, nlp: Language | None = None) -> dict[str, Any]:
    """Score `sentences.jsonl`, or the folder that holds it.

    Returns:
        `items`; `scores`: `f1 precision recall` of sentences (both ends right) and the same by style; those ending in
        `_names` of named persons, organisations and places, exact span and type, articles aside; `_group` and
        `_event` of the other types; `misses`, `alarms`. Passages without `names` count for sentences alone.
    """
    from recension.language import load

    nlp = nlp or load()
    found = gold_of(path, "sentences.jsonl")
    sentences, names = Tally(), Tally()
    styles: dict[str, Tally] = defaultdict(Tally)
    others = {"GROUP": Tally(), "EVENT": Tally()}
    for item in found:
        doc = nlp(item["text"])
        said = sentence_starts(doc)
        gold = set(item["starts"])
        for tally in (sentences, styles[item["style"]]):
            count(tally, runs(said), runs(gold))
        sentences.misses += [f"{item['id']} not cut: …{around(item['text'], at)}" for at in sorted(gold - said)]
        sentences.alarms += [f"{item['id']} cut: …{around(item['text'], at)}" for at in sorted(said - gold)]
        if "names" not in item:
            continue
        marked = {bare(item["text"], n["start"], n["end"], n["type"]) for n in item["names"]}
        told = {bare(item["text"], e.start_char, e.end_char, e.label_) for e in doc.ents}
        count(names, *({n for n in part if n[2] in TYPES} for part in (told, marked)))
        for kind, tally in others.items():
            count(tally, *({n for n in part if n[2] == kind} for part in (told, marked)))
        for sign, part in (("not named", marked - told), ("named", told - marked)):
            names.misses += [f"{item['id']} {sign}: {item['text'][a:b]} {kind}" for a, b, kind in sorted(part)]
    scores = sentences.scores()
    if any("names" in item for item in found):
        scores |= names.scores("_names")
        scores |= {f"f1_{kind.lower()}": tally.scores()["f1"] for kind, tally in others.items()}
    scores |= {f"f1_{style}": tally.scores()["f1"] for style, tally in sorted(styles.items())}
    sentences.misses += names.misses
    return answer(path, len(found), scores, sentences)


def sentence_starts(doc: Doc) -> set[int]:
    """The first character of each sentence of ``doc`` that holds more than blanks."""
    firsts = (next((token for token in sent if not token.is_space), None) for sent in doc.sents)
    return {token.idx for token in firsts if token is not None}


def runs(starts: set[int]) -> set[tuple[int, int]]:
    """Each sentence as its start and the next one's; the last ends with the text."""
    ordered = sorted(starts)
    return set(zip(ordered, [*ordered[1:], -1], strict=True))


def bare(text: str, start: int, end: int, kind: str) -> tuple[int, int, str]:
    """The span of a name without a leading article."""
    first, _, rest = text[start:end].partition(" ")
    return (start + len(first) + 1 if rest and first.lower() in ARTICLES else start), end, kind


def count(tally: Tally, said: set[Any], gold: set[Any]) -> None:
    """Add what is right, said and gold."""
    tally.right += len(said & gold)
    tally.found += len(said & gold)
    tally.said += len(said)
    tally.gold += len(gold)


def around(text: str, at: int) -> str:
    """Some characters before and after a place."""
    return f"{text[max(0, at - 25) : at]}|{text[at : at + 25]}".replace("\n", "⏎")


# ---------------------------------------------------------------- naming
def score_naming(path: Path, nlp: Language | None = None) -> dict[str, Any]:
    """Score `naming.jsonl`, or the folder that holds it: whom a mention stands for, within its report.

    A person must be given by the fullest name; a body or group may be given by a part of its description. Where the
    passage leaves it open, any name is wrong.

    Returns:
        `items` (mentions); `scores`: `accuracy`, and the same by kind (pronoun, title, short, acronym, definite);
        `misses`.
    """
    from recension.claims.actors import party
    from recension.claims.doc import attach, bare_report
    from recension.language import load

    nlp = nlp or load()
    right: dict[str, list[bool]] = defaultdict(list)
    misses: list[str] = []
    found = gold_of(path, "naming.jsonl")
    for item in found:
        doc = attach(nlp(item["text"]), bare_report(item["text"]))
        for label in item["mentions"]:
            token = head_of(doc, label["start"], label["end"])
            mention = party(doc, token) if token is not None else None
            said = (mention.name or mention.text) if mention else None
            fits = names_right(said, label)
            right["accuracy"].append(fits)
            right[label["kind"]].append(fits)
            if not fits:
                misses.append(f"{item['id']} {label['kind']} {label['text']!r} at {label['start']}: {label['name']!r}, said {said!r}")
    scores = {name: share(values) for name, values in right.items()}
    return answer(path, len(right["accuracy"]), scores, Tally(misses=misses))


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """The token of a stretch that hangs on none inside it, from the right."""
    inside = [token for token in doc if token.idx < end and token.idx + len(token) > start and not token.is_punct]
    return next((t for t in reversed(inside) if t.head == t or t.head not in inside), None)


def names_right(said: str | None, label: Label) -> bool:
    """Whether the name that is given for a mention is one that its label accepts."""
    if label["name"] is None:
        return said is None or plain(said) == plain(label["text"])
    if said is None:
        return False
    fits = alike if label["kind"] == "definite" else lambda one, other: plain(one) == plain(other)
    return any(fits(said, name) for name in accepted(label, "name") if name)


def plain(text: str) -> list[str]:
    """The folded words, articles aside."""
    return [word for word in words(text) if word not in ARTICLES]


# ---------------------------------------------------------------- both
def gold_of(path: Path, name: str) -> list[Label]:
    """The labelled passages of a file, or of a folder's file ``name``."""
    file = path / name if path.is_dir() else path
    return json_lines(file) if file.is_file() else []
