"""Tasks on event claims: `events-ipe`, `events-muc`, `events-wikievents`, `events-case`.

Every task reads its texts with the shipped pipeline and maps the claims to the set's own labels; each map stands
beside its scorer, the one of what police do in `police`. No set is used for anything but its score.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.bench.counting import add, class_f1, f1
from recension.bench.datafiles import jsonl_rows, text_of, tsv_rows
from recension.bench.police import police_acts, police_acts_at
from recension.bench.words import words
from recension.claims.doc import sentences
from recension.claims.eventparties import is_party, is_physical
from recension.claims.events import events
from recension.claims.lexicon import organisation_of
from recension.model import Event, EventType, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Result = dict[str, Any]

# ---------------------------------------------------------------- IPE: what the police did, by sentence
def ipe(path: Path, *, nlp: Language | None = None, limit: int | None = None) -> Result:
    """Scores what Indian police are said to have done, sentence by sentence, on `sents.jsonl`.

    How claims and verbs become the five labels stands in `police`. Sentences are read within their stories where those lie
    beside them (`docs.jsonl`), so that "they opened fire" says who; without them each is read by itself.

    Returns:
        `items` (sentences), `scores` (`kill_f1 arrest_f1 fail_f1 force_f1 any_f1`), `missing`.
    """
    file = path if path.is_file() else next(iter(sorted(path.rglob("sents.jsonl*"))), None)
    if file is None:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no sents.jsonl"]}
    nlp = nlp or _load()
    beside = next(iter(sorted(file.parent.glob("docs.jsonl*"))), None)
    stories = {row["doc_id"]: row["doc_text"] for row in jsonl_rows(beside)} if beside is not None else {}
    labels = {"KILL": "kill", "ARREST": "arrest", "FAIL": "fail", "FORCE": "force", "ANY_ACTION": "any"}
    counts: dict[str, Counter[str]] = {name: Counter() for name in labels.values()}
    rows = list(itertools.islice(jsonl_rows(file), limit))
    for story, group in itertools.groupby(rows, key=operator.itemgetter("doc_id")):
        sents = list(group)
        for row, said in zip(sents, _said_by_sentence(nlp, stories.get(story), sents), strict=True):
            for label, name in labels.items():
                add(counts[name], label in row["sent_labels"], name in said)
    return {"items": len(rows), "scores": {f"{name}_f1": f1(c) for name, c in counts.items()}, "missing": []}


def _said_by_sentence(nlp: Language, story: str | None, rows: list[dict[str, Any]]) -> Iterator[set[str]]:
    """What each sentence of a story says of the police; a sentence that does not stand in its story is read by itself."""
    told = sorted(police_acts_at(nlp(story))) if story else []
    end = 0
    for row in rows:
        text = row["sent_text"].strip()
        start = story.find(text, end) if story else -1
        if not text:
            yield set()
        elif start < 0:
            yield police_acts(nlp(text))
        else:
            end = start + len(text)
            yield {name for at, name in told if start <= at < end}


# ---------------------------------------------------------------- MUC-4: filled templates
_MUC_ROLES = ("perp_individual", "perp_organization", "target", "victim", "weapon")
_MUC_SLOTS = {
    "PERP: INDIVIDUAL ID": "perp_individual",
    "PERP: ORGANIZATION ID": "perp_organization",
    "PHYS TGT: ID": "target",
    "HUM TGT: NAME": "victim",
    "HUM TGT: DESCRIPTION": "victim",
    "INCIDENT: INSTRUMENT ID": "weapon",
}
_WEAPONS = frozenset(
    {
        "bomb",
        "bombs",
        "grenade",
        "grenades",
        "rifle",
        "rifles",
        "dynamite",
        "mortar",
        "rocket",
        "rockets",
        "machinegun",
        "gun",
        "guns",
        "explosive",
        "explosives",
        "mine",
        "mines",
        "missile",
        "pistol",
        "knife",
        "machete",
        "molotov",
    }
)


_BODIES = frozenset("army force forces front movement military police cartel coordinator government party council".split())
_NOBODY = frozenset("he she it they them him who which we i us their its his her others other several some many one those".split())
_SOLDIERS = frozenset(
    "soldier troop rebel guerrilla guerilla fighter insurgent subversive terrorist extremist army battalion unit patrol enemy".split()
)


def muc(path: Path, *, nlp: Language | None = None, limit: int | None = None) -> Result:
    """Scores who did what to whom in the MUC-4 texts against their keys (CEAF-REE: entities by document and role).

    An entity counts where one of our names is one of its mentions, or contains it or is contained in it. Our entities
    are the actors and recipients of asserted or attempted ASSAULT claims, but for those on fighters, which are combat and
    no terror: bodies as organisations, others as individuals; things as targets, all else that is hit as victims (names of
    people are not marked in texts without capitals); weapons are words of the sentences of these claims. `numbers_f1`: the
    victims' counts that our figures of killed, injured and abducted state.

    Returns:
        `items` (documents with a key), `scores` (`f1`, one a role, `numbers_f1`), `missing`.
    """
    texts = {
        k: v for file in sorted(path.rglob("*")) if re.match(r"(dev|tst\d)-muc", file.name) for k, v in _muc_texts(file)
    }
    keys = {k: v for file in sorted(path.rglob("key-*")) for k, v in _muc_keys(file).items()}
    wanted = [k for k in sorted(texts) if k in keys][:limit]
    if not wanted:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no MUC-4 texts with keys"]}
    nlp = nlp or _load()
    by_role = {role: Counter[str]() for role in _MUC_ROLES}
    numbers: Counter[str] = Counter()
    for key in wanted:
        ours, counts = _muc_answer(nlp(texts[key]))
        for role in _MUC_ROLES:
            gold = keys[key][role]
            hits = _aligned(ours[role], gold)
            by_role[role].update(hit=hits, said=len(ours[role]), gold=len(gold))
        told = {int(n) for entity in keys[key]["numbers"] for n in entity}
        numbers.update(hit=len(told & counts), said=len(counts), gold=len(told))
    total: Counter[str] = Counter()
    for count in by_role.values():
        total.update(count)
    scores = {"f1": f1(total), **{role: f1(c) for role, c in by_role.items()}, "numbers_f1": f1(numbers)}
    missing = [f"{k}: no key" for k in sorted(texts) if k not in keys][:5]
    return {"items": len(wanted), "scores": scores, "missing": missing}


def _muc_texts(file: Path) -> Iterator[tuple[str, str]]:
    """The documents of a MUC file, their capitals taken down: each sentence begins with one."""
    for part in re.split(r"(?m)^(?=(?:DEV|TST\d)-MUC\d-\d+)", text_of(file)):
        head, _, body = part.partition("\n")
        found = re.match(r"((?:DEV|TST\d)-MUC\d-\d+)", head)
        if found:
            body = re.sub(r"\[(?:TEXT|REPORT|EDITORIAL|COMMENTARY)\]", " ", body)
            yield found.group(1), lowered(re.sub(r"[ \t]*\n(?!\n)\s*", " ", body).strip())


def lowered(text: str) -> str:
    """Text in capitals as sentences with capitals at their beginnings and in names that the text marks in brackets.

    >>> lowered("THE MAYOR WAS KILLED.  POLICE SAID SO.")
    'The mayor was killed.  Police said so.'
    """
    return re.sub(r"(^\W*|[.!?]\W+)(\w)", lambda m: m.group(1) + m.group(2).upper(), text.lower())


def _muc_keys(file: Path) -> dict[str, dict[str, list[set[str]]]]:
    """By document: role → entities, each the set of its mentions; `numbers` are the victims' counts."""
    found: dict[str, dict[str, list[set[str]]]] = {}
    document, slot = "", ""
    for line in text_of(file).splitlines():
        match = re.match(r"\s*\d+\.\s+([A-Z ]+: [A-Z ]+?)\s{2,}(.*)", line)
        if match:
            slot, value = match.group(1).strip(), match.group(2)
        elif line.startswith(" " * 20) and slot:
            value = line.strip()
        else:
            continue
        if slot == "MESSAGE: ID":
            document = value.split()[0]
            found.setdefault(document, {role: [] for role in (*_MUC_ROLES, "numbers")})
        elif slot in _MUC_SLOTS and document:
            names = {
                " ".join(words(n))
                for n in re.findall(
                    r'"((?:[^"\\]|\\.)*)"', value.split(":")[0] if slot == "HUM TGT: DESCRIPTION" else value
                )
            }
            names = {n for n in names if n}
            if names and not any(names & other for other in found[document][_MUC_SLOTS[slot]]):
                found[document][_MUC_SLOTS[slot]].append(names)
        elif slot == "HUM TGT: NUMBER" and document:
            found[document]["numbers"] += [{n} for n in re.findall(r"\b\d+\b", value.split(":")[0])]
    return found


def _muc_answer(doc: Doc) -> tuple[dict[str, list[str]], set[int]]:
    from recension.claims.figures import figures

    said: dict[str, list[str]] = {role: [] for role in _MUC_ROLES}
    told = [c for c in events(doc) if c.type == "ASSAULT" and c.status in {"asserted", "historical"} and not _is_warfare(doc, c)]
    for claim in told:
        if claim.actor is not None:
            _add(said["perp_organization" if _is_name(doc, claim.actor) else "perp_individual"], claim.actor)
        if claim.recipient is not None:
            span = doc.char_span(claim.recipient.start, claim.recipient.end, alignment_mode="expand")
            human = span is not None and (is_party(doc, span.root) or not is_physical(span.root))
            _add(said["victim" if human else "target"], claim.recipient)
    for sent in sentences(doc):
        if any(sent.start_char <= c.trigger.start < sent.end_char for c in told):
            said["weapon"] += [t.lower_ for t in sent if t.lower_ in _WEAPONS and t.lower_ not in said["weapon"]]
    counts = {
        int(f.best)
        for f in figures(doc)
        if f.best is not None and f.indicator in {"killed", "injured", "abducted", "casualties"}
    }
    return said, counts


def _is_warfare(doc: Doc, claim: Event) -> bool:
    """Is an act one of soldiers or rebels on one another? The set's templates are of terror, not of combat."""
    span = doc.char_span(claim.recipient.start, claim.recipient.end, alignment_mode="expand") if claim.recipient else None
    return span is not None and len(span) > 0 and span.root.lemma_.lower() in _SOLDIERS


def _is_name(doc: Doc, party: Mention) -> bool:
    """Is a party an organisation, by its entity or by the kind of body it is? A person has a name too."""
    span = doc.char_span(party.start, party.end, alignment_mode="expand")
    if span is None or any(t.ent_type_ == "PERSON" for t in span):
        return False
    body = span.root.lemma_.lower() in _BODIES or any(organisation_of(word) for word in (party.text, party.text.upper()))
    return body or any(t.ent_type_ == "ORG" for t in span)


def _add(names: list[str], party: Mention) -> None:
    name = " ".join(words(party.text))
    if (
        name
        and name not in _NOBODY
        and name not in names
    ):
        names.append(name)


def _aligned(ours: list[str], gold: list[set[str]]) -> int:
    """How many of our entities stand for a gold entity, each gold entity used once."""
    free = list(gold)
    hits = 0
    for name in ours:
        match = next((g for g in free if any(name == m or name in m or m in name for m in g)), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return hits


# ---------------------------------------------------------------- WikiEvents: triggers and arguments
#: Types without a counterpart in the ontology of WikiEvents (KAIROS): what is only said between parties.
_NO_WIKIEVENT: frozenset[EventType] = frozenset({"AGREE", "REJECT", "CONCEDE", "SUPPORT"})


def wikievents(path: Path, *, nlp: Language | None = None, limit: int | None = None) -> Result:
    """Scores triggers (a shared word) and the heads of arguments (at a matched trigger) on WikiEvents' `dev.jsonl`.

    All trigger types of the set are counted, also those PLOVER has no type for; roles are not compared. Claims of types
    that the set's ontology has no event for (promises, refusals, concessions, support) are no answers.

    Returns:
        `items` (documents), `scores` (`trigger_f1 argument_head_f1`), `missing`.
    """
    files = [path] if path.is_file() else [f for f in sorted(path.rglob("*.jsonl*")) if "info" not in f.name]
    rows = [row for file in files for row in jsonl_rows(file) if "event_mentions" in row][:limit]
    if not rows:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no WikiEvents documents"]}
    nlp = nlp or _load()
    triggers: Counter[str] = Counter()
    arguments: Counter[str] = Counter()
    for row in rows:
        text, offsets = _spaced(row)
        doc = nlp(text)
        heads = {e["id"]: offsets[e["end"] - 1] for e in row["entity_mentions"]}
        gold = {
            offsets[e["trigger"]["start"]]: {heads[a["entity_id"]] for a in e["arguments"] if a["entity_id"] in heads}
            for e in row["event_mentions"]
        }
        ours: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
        for claim in events(doc):
            if claim.type in _NO_WIKIEVENT:
                continue
            parties = {(m.start, m.end) for m in (claim.actor, claim.recipient) if m is not None}
            if claim.place is not None:
                parties.add((claim.place.start, claim.place.end))
            ours[claim.trigger.start, claim.trigger.end] |= parties
        hits = {span: [g for g in gold if span[0] <= g < span[1]] for span in ours}
        triggers.update(hit=len({g for found in hits.values() for g in found}), said=len(ours), gold=len(gold))
        for span, found in hits.items():
            wanted = {h for g in found for h in gold[g]}
            arguments["hit"] += sum(any(a <= h < b for h in wanted) for a, b in ours[span])
        arguments["said"] += sum(len(p) for p in ours.values())
        arguments["gold"] += sum(len(p) for p in gold.values())
    scores = {"trigger_f1": f1(triggers), "argument_head_f1": f1(arguments)}
    return {"items": len(rows), "scores": scores, "missing": []}


def _spaced(row: dict[str, Any]) -> tuple[str, list[int]]:
    """The text of a document's tokens with spaces between, sentences on lines of their own; where each token begins."""
    breaks = set()
    at = 0
    for tokens, *_rest in row.get("sentences", []):
        at += len(tokens)
        breaks.add(at)
    text, offsets = "", []
    for index, token in enumerate(row["tokens"]):
        offsets.append(len(text))
        text += token + ("\n\n" if index + 1 in breaks else " ")
    return text, offsets


# ---------------------------------------------------------------- CASE: ACLED-like classes
#: (type, mode) → class; None as mode: any other. What the words of a sentence add stands in `case_class`.
_CASE: dict[tuple[str, str | None], str] = {
    ("ASSAULT", "abduct"): "ABDUCT_DISSAP",
    ("ASSAULT", "sexual"): "SEX_VIOL",
    ("ASSAULT", "suicide-attack"): "SUIC_BOMB",
    ("ASSAULT", "aerial"): "AIR_STRIKE",
    ("ASSAULT", "drone"): "AIR_STRIKE",
    ("ASSAULT", "heavy-weapons"): "ART_MISS_ATTACK",
    ("ASSAULT", "explosives"): "REM_EXPLOS",
    ("ASSAULT", "unconventional"): "CHEM_WEAP",
    ("ASSAULT", "crowd-control"): "FORCE_AGAINST_PROTEST",
    ("ASSAULT", "destroy"): "PROPERTY_DISTRUCT",
    ("ASSAULT", None): "ATTACK",
    ("COERCE", "arrest"): "ARREST",
    ("COERCE", "seize"): "NON_STATE_ACTOR_OVERTAKES_TER",
    ("COERCE", None): "OTHER",
    ("AGREE", None): "AGREEMENT",
    ("SUPPORT", None): "AGREEMENT",
    ("PROTEST", "riot"): "VIOL_DEMONSTR",
    ("PROTEST", None): "PEACE_PROTEST",
    ("RETREAT", "disarm"): "DISR_WEAP",
    ("RETREAT", "withdraw"): "NON_VIOL_TERRIT_TRANSFER",
    ("MOBILIZE", None): "CHANGE_TO_GROUP_ACT",
    ("CONSULT", None): "DIPLO",
    ("ACCUSE", None): "ATTRIB",
}
_STATE = frozenset({"army", "military", "government", "troops", "forces", "soldiers", "police", "security"})
_DISASTERS = frozenset(
    {"earthquake", "flood", "floods", "cyclone", "hurricane", "landslide", "tsunami", "drought", "storm", "wildfire"}
)
_ACCIDENTS = frozenset({"crash", "collision", "derailed", "spill", "accident", "collapsed", "leak"})


def case(path: Path, *, nlp: Language | None = None, limit: int | None = None) -> Result:
    """Scores the ACLED-like class of each snippet of a tsv file with the columns `id EventSnippet SubType`.

    Returns:
        `items`, `scores` (`weighted_f1 macro_f1`), `missing`.
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.tsv*"))
    rows = [row for file in files for row in tsv_rows(file) if "EventSnippet" in row and "SubType" in row][:limit]
    if not rows:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no tsv file with EventSnippet and SubType"]}
    nlp = nlp or _load()
    gold = [row["SubType"] for row in rows]
    classes = sorted(set(gold))
    ours = [case_class(nlp(row["EventSnippet"]), set(classes)) for row in rows]
    support = Counter(gold)
    each = {c: class_f1(gold, ours, c) for c in classes}
    return {
        "items": len(rows),
        "missing": [],
        "scores": {
            "weighted_f1": round(sum(each[c] * support[c] for c in classes) / len(gold), 4),
            "macro_f1": round(sum(each.values()) / len(classes), 4),
        },
    }


def case_class(doc: Doc, classes: set[str]) -> str:
    """The class of a snippet by its gravest claim, and by who does it to whom."""
    told = set(words(doc.text))
    claims = [c for c in events(doc) if c.status in {"asserted", "historical"}] or events(doc)
    order: tuple[EventType, ...] = (
        "ASSAULT",
        "COERCE",
        "PROTEST",
        "RETREAT",
        "MOBILIZE",
        "SUPPORT",
        "AGREE",
        "CONSULT",
        "ACCUSE",
    )
    claims = sorted(claims, key=lambda c: (order.index(c.type) if c.type in order else 99, c.mode is None))
    if not claims:
        found = "NATURAL_DISASTER" if told & _DISASTERS else "MAN_MADE_DISASTER" if told & _ACCIDENTS else "OTHER"
        return found if found in classes else "OTHER"
    found = _case_of(claims[0], claims, told)
    return found if found in classes else "OTHER"


def _case_of(first: Event, claims: list[Event], told: set[str]) -> str:
    if "grenade" in told and first.type == "ASSAULT":
        return "GRENADE"
    if (
        first.type == "PROTEST" and first.mode != "riot" and any(c.mode in {"crowd-control", "arrest"} for c in claims)
    ) or (any(c.type == "PROTEST" for c in claims) and first.mode in {"crowd-control", "arrest"}):
        return "PROTEST_WITH_INTER" if first.mode != "crowd-control" else "FORCE_AGAINST_PROTEST"
    if told & {"mob", "lynched", "lynching", "vigilante"} and first.type == "ASSAULT":
        return "MOB_VIOL"
    if first.type == "ASSAULT" and first.mode in {None, "firearms"}:
        pairs = {
            (c.actor.start if c.actor else None, c.recipient.start if c.recipient else None)
            for c in claims
            if c.type == "ASSAULT"
        }
        if any((b, a) in pairs for a, b in pairs if a is not None and b is not None) or told & {
            "clash",
            "clashes",
            "clashed",
            "battle",
            "fighting",
        }:
            return "ARMED_CLASH"
    if first.type == "COERCE" and first.mode == "seize":
        by_state = first.actor is not None and bool(_STATE & set(words(first.actor.text)))
        return "GOV_REGAINS_TERIT" if by_state else "NON_STATE_ACTOR_OVERTAKES_TER"
    if told & {"headquarters", "base"} and told & {"established", "establish", "set", "opened"}:
        return "HQ_ESTABLISHED"
    return _CASE.get((first.type, first.mode), _CASE.get((first.type, None), "OTHER"))


# ---------------------------------------------------------------- all tasks
def _load() -> Language:
    from recension.language import load

    return load()
