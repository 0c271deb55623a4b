"""Where each claim comes from: its independent origin.

The first of these that holds: the utterance that it repeats; the named witness or body that it is attributed to;
the agency, document or report that its passage derives from; else its own report. So two reports that quote one
speaker, or credit one agency for it, are one origin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from recension.claims.actors import canonical
from recension.model import Claim, Event, Figure, Mention, Node, Quote, Report, Stemma, digest
from recension.record.entities import Entities, is_name
from recension.stemma import lookup

#: Two quotes of one speaker are one utterance from this likeness of their words (0 to 100) on.
SAME_WORDS = 88.0
#: Words in a row that an unnamed speaker's quote must share with another to be compared with it, and how many others.
RUN, MOST_RUNS = 6, 20
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Origins:
    """`of`: claim id → origin id; `labels`: origin id → what to call it; `passage`: claim id → the origin of its
    passage alone, which is what it would count as if nothing else were shared.
    """

    of: Mapping[str, str]
    labels: Mapping[str, str]
    passage: Mapping[str, str]
    authors: Mapping[str, str]

    def count(self, claims: Iterable[str]) -> int:
        """How many origins stand behind some claims."""
        return len({self.of[c] for c in claims if c in self.of})

    def count_max(self, claims: Iterable[str], reports: Mapping[str, Claim]) -> int:
        """How many there would be if nothing but copying were shared."""
        return len({(self.passage[c], reports[c].report) for c in claims if c in self.passage})

    def ids(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The origin ids behind some claims, in order."""
        return tuple(sorted({self.of[c] for c in claims if c in self.of}))


def origins(claims: Mapping[str, Claim], stemma: Stemma, actors: Entities, reports: Mapping[str, Report]) -> Origins:
    """The origin of every claim."""
    nodes = {node.id: node for node in stemma.nodes}
    sources = _latent_of(stemma, nodes)
    where = lookup(stemma)
    found, passage = {}, {}
    labels = {o.id: o.label for o in stemma.origins}
    for cid in sorted(claims):
        claim = claims[cid]
        base = where.of(claim.report, claim.span.start, claim.span.end)
        passage[cid] = base
        labels.setdefault(base, nodes[claim.report].label if claim.report in nodes else claim.report)
        if isinstance(claim, Quote) and claim.utterance:
            found[cid] = claim.utterance
            speaker = actors.name(claim.speaker) or "an unnamed speaker"
            if claim.utterance not in labels or is_name(speaker):
                labels[claim.utterance] = f"{speaker}, quoted"
            continue
        witness = _witness(claim)
        if witness is None:
            found[cid] = base
            continue
        said, label = _source(witness, claim.report, actors, sources)
        found[cid] = said
        labels.setdefault(said, label)
    return Origins(found, labels, passage, _authors(nodes, labels, reports))


def _authors(nodes: Mapping[str, Node], labels: Mapping[str, str], reports: Mapping[str, Report]) -> dict[str, str]:
    """Whose each origin is: an agency's, an outlet's, a speaker's. A report without either is its own author."""
    found = {}
    for origin, label in labels.items():
        report = reports.get(origin)
        if report is not None:
            name = report.wire or report.outlet
            found[origin] = canonical(name) if name else origin
        elif origin in nodes:
            found[origin] = canonical(label.split(",")[0])
        else:
            found[origin] = origin
    return found


def _witness(claim: Claim) -> Mention | None:
    """The nearest named one of those who are said to say it."""
    chain = claim.attribution or ((claim.attributed_to,) if isinstance(claim, Figure) and claim.attributed_to else ())
    if isinstance(claim, Event) and claim.speaker is not None and not chain:
        chain = (claim.speaker,)
    if isinstance(claim, Quote):
        chain = (claim.speaker, *chain) if claim.speaker else chain
    named = [m for m in chain if m is not None and is_name(m.name or m.text)]
    return named[0] if named else None


def _latent_of(stemma: Stemma, nodes: Mapping[str, Node]) -> dict[str, list[Node]]:
    """The latent nodes that each report leans on."""
    found: dict[str, list[Node]] = {}
    for edge in stemma.edges:
        node = nodes.get(edge.from_)
        if node is not None and node.kind == "latent":
            found.setdefault(edge.to, []).append(node)
    return found


def _source(
    witness: Mention, report: str, actors: Entities, sources: Mapping[str, list[Node]],
) -> tuple[str, str]:
    """The id and label of a named source: the agency's own story where it is one, else the one who spoke."""
    names = {canonical(witness.text), canonical(witness.name or witness.text)}
    for node in sorted(sources.get(report, ()), key=lambda n: n.id):
        if node.speaker is None and canonical(node.label.split(",")[0]) in names:
            return node.id, node.label
    entity = actors.of(witness)
    label = actors.name(witness) or witness.text
    return digest("said by", entity or label.casefold()), label


@dataclass(frozen=True, slots=True)
class _Saying:
    """A quote's words, the utterance that they are, whether its speaker is named, and its report."""

    words: str
    utterance: str
    named: bool
    report: str


def utterances(claims: Mapping[str, Claim], actors: Entities) -> dict[str, Claim]:
    """The claims, each quote with its utterance: one saying of one speaker, however many reports quote it.

    One who is named in one report and only described in another ("a mother of four") is one speaker by a run of the same
    words.
    """
    by_speaker: dict[str, list[_Saying]] = defaultdict(list)
    by_run: dict[str, list[_Saying]] = defaultdict(list)
    done: dict[str, Claim] = dict(claims)
    quotes = [c for c in claims.values() if isinstance(c, Quote) and c.form != "indirect"]
    for quote in sorted(quotes, key=lambda q: (-len(q.content.text), q.id)):
        speaker = actors.of(quote.speaker) or "?"
        spoken = _WORD.findall(quote.content.text.casefold())
        words, runs = " ".join(spoken), [" ".join(spoken[k : k + RUN]) for k in range(len(spoken) - RUN + 1)]
        named = quote.speaker is not None and is_name(quote.speaker.name or quote.speaker.text)
        same = next((said.utterance for said in by_speaker[speaker] if _one_saying(words, said.words)), None)
        same = same or _of_another(words, runs, named, quote.report, by_run)
        said = _Saying(words, same or digest("utterance", speaker, words), named, quote.report)
        if same is None:
            by_speaker[speaker].append(said)
        for run in runs:
            by_run[run].append(said)
        done[quote.id] = replace(quote, utterance=said.utterance)
    return done


def _of_another(words: str, runs: Sequence[str], named: bool, report: str, by_run: Mapping[str, Sequence[_Saying]]) -> str | None:
    """The utterance of which other reports give these words with another name for the speaker, one of them no proper name."""
    others = dict.fromkeys(said for run in runs for said in by_run.get(run, ())[:MOST_RUNS])
    return next((
        said.utterance for said in others
        if not (named and said.named) and said.report != report and _one_saying(words, said.words)
    ), None)


def _one_saying(words: str, text: str) -> bool:
    """Are these words the same saying, or a part of it that is long enough to tell?"""
    if fuzz.ratio(words, text) >= SAME_WORDS:
        return True
    return len(words) >= 25 and fuzz.partial_ratio(words, text) >= SAME_WORDS + 5
