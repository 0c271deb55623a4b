"""A short title of an incident in words: what, to whom, by whom, where."""

from __future__ import annotations

from collections.abc import Sequence

from recension.model import EventType, IncidentPlace
from recension.record.groups import group_class, head, singular

#: By type and mode (None: any other): with whom it befell, with who did it, and where nobody is known. The types stand in
#: the order of what says most, for incidents whose happenings have as many of one as of another.
NAMES: dict[tuple[EventType, str | None], tuple[str, str, str]] = {
    ("ASSAULT", None): ("attack on", "attack by", "violence"),
    ("ASSAULT", "abduct"): ("abduction of", "abduction by", "abduction"),
    ("PROTEST", None): ("protest against", "protest by", "protest"),
    ("PROTEST", "strike"): ("strike against", "strike by", "strike"),
    ("PROTEST", "hunger"): ("hunger strike against", "hunger strike by", "hunger strike"),
    ("PROTEST", "boycott"): ("boycott of", "boycott by", "boycott"),
    ("PROTEST", "obstruct"): ("blockade against", "blockade by", "blockade"),
    ("PROTEST", "riot"): ("riot against", "riot by", "riot"),
    ("MOBILIZE", None): ("forces sent to", "forces sent by", "forces sent"),
    ("CONSULT", None): ("meeting with", "meeting of", "meeting"),
    ("COERCE", None): ("action against", "action by", "action by force"),
    ("COERCE", "arrest"): ("arrest of", "arrests by", "arrests"),
    ("COERCE", "deport"): ("deportation of", "deportations by", "deportations"),
    ("COERCE", "censor"): ("censorship of", "censorship by", "censorship"),
    ("COERCE", "curfew"): ("curfew on", "curfew imposed by", "curfew"),
    ("COERCE", "martial-law"): ("martial law over", "martial law declared by", "martial law"),
    ("REQUEST", None): ("request to", "request by", "request"),
    ("ACCUSE", None): ("criticism of", "criticism by", "criticism"),
    ("ACCUSE", "investigate"): ("inquiry into", "inquiry by", "inquiry"),
    ("REJECT", None): ("refusal towards", "refusal by", "refusal"),
    ("AGREE", None): ("agreement with", "promise by", "agreement"),
    ("THREATEN", None): ("threat to", "threat by", "threat"),
    ("SANCTION", None): ("sanctions on", "sanctions by", "sanctions"),
    ("SANCTION", "convict"): ("verdict on", "verdict of", "verdict"),
    ("SANCTION", "expel"): ("expulsion of", "expulsion by", "expulsion"),
    ("AID", None): ("aid to", "aid by", "aid"),
    ("RETREAT", None): ("retreat from", "retreat of", "withdrawal or release"),
    ("RETREAT", "release"): ("release of", "release by", "release"),
    ("RETREAT", "withdraw"): ("withdrawal from", "withdrawal of", "withdrawal"),
    ("RETREAT", "resign"): ("resignation towards", "resignation of", "resignation"),
    ("RETREAT", "ceasefire"): ("ceasefire with", "ceasefire by", "ceasefire"),
    ("RETREAT", "disarm"): ("arms laid down before", "arms laid down by", "arms laid down"),
    ("RETREAT", "access"): ("access for", "access given by", "access"),
    ("CONCEDE", None): ("concession to", "concession by", "concession"),
    ("COOPERATE", None): ("cooperation with", "cooperation of", "cooperation"),
    ("SUPPORT", None): ("support for", "support by", "support"),
}


def strength(kind: EventType) -> int:
    """How little a type says of an incident, beside others."""
    return list(NAMES).index((kind, None))


def title(kind: EventType, mode: str | None, doers: Sequence[str], targets: Sequence[str], place: IncidentPlace | None) -> str:
    """The title of an incident of a type and, where most of its happenings have one, a mode.

    >>> title("COERCE", "arrest", ["police"], ["two editors"], None)
    'Arrest of two editors by police'
    """
    to, by, bare = NAMES.get((kind, mode)) or NAMES[kind, None]
    # Who is called as the doer is called is named only where nobody else befell it.
    targets = [t for t in targets if not doers or t == doers[0] or _kind(t) != _kind(doers[0])]
    both = set(doers[:3]) & set(targets[:3])
    if kind in {"ASSAULT", "CONSULT"} and both and len(set(doers[:3]) | set(targets[:3])) >= 2:
        sides = two_sides(list(dict.fromkeys([*doers, *targets])))
        text = ("clash of " if kind == "ASSAULT" else "meeting of ") + " and ".join(sides)
    elif doers and (kind == "MOBILIZE" or not targets):
        text = f"{by} {doers[0]}"
    elif doers and targets[0] != doers[0]:
        text = f"{to} {targets[0]} by {doers[0]}"
    elif targets:
        text = f"{to} {targets[0]}"
    else:
        text = bare
    if place and place.name and place.name not in text:
        text += f", {place.name}"
    return text[:1].upper() + text[1:]


def _kind(name: str) -> str:
    """The word that says what somebody is, in the singular."""
    return singular(head(name).casefold())


def two_sides(names: Sequence[str]) -> list[str]:
    """The two sides of a fight among its names: the first, and the first that is not of the same kind of people."""
    first = names[0]
    kind = group_class(first)
    other = next((n for n in names[1:] if (group_class(n) or n) != (kind or first) and not akin(first, n)), names[1])
    return [first, other]


def akin(one: str, two: str) -> bool:
    """Do two names share a word, as "Hausa traders" and "Hausas" do, cut to four letters?"""
    return bool({w[:4].casefold() for w in one.split()} & {w[:4].casefold() for w in two.split()})
