"""One actor behind many names: the mentions of all reports joined into entities.

Two mentions are one entity when their names have one canonical form, or when they are spellings of one person's
name. A surname alone joins a full name only where it fits no other. A common noun ("protesters") is an entity of
its own words: it names a kind of people, not a body.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recension.claims.actors import canonical, same_person
from recension.claims.lexicon import country_of, group_classes, organisation_of, people_of, role_classes
from recension.claims.names import PARTICLES, without_title
from recension.model import Claim, Event, Figure, Mention, Quote, digest

#: Who is called so, alone or before what they are ("all drivers"), is no one side, whatever was named before.
_EITHER = re.compile(r"(?:both|all|either|neither|each|the two)\b", re.IGNORECASE)
#: Words that headlines and sentences begin with before a name, and that no name has.
_NO_NAMES = frozenset("rival loser winner veteran former outgoing embattled ousted jailed exiled chief top senior ex defiant furious angry late".split())


@dataclass(frozen=True, slots=True)
class Entities:
    """`ids`: canonical key → entity id; `names`: entity id → the fullest name it goes by; `keys`: id → its keys."""

    ids: Mapping[str, str]
    names: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]

    def of(self, mention: Mention | None) -> str | None:
        """The entity id of a mention."""
        if mention is None:
            return None
        return self.ids.get(key_of(mention))

    def name(self, mention: Mention | None) -> str | None:
        """The fullest name of a mention's entity, or the mention's own words."""
        if mention is None:
            return None
        found = self.of(mention)
        return self.names.get(found, mention.text) if found else mention.text


def _called(mention: Mention) -> str:
    """What a mention calls its entity: the name that it stands for, but of "both sides" its own words."""
    return mention.text if _EITHER.match(mention.text) else mention.name or mention.text


def key_of(mention: Mention) -> str:
    """The canonical form under which a mention is looked up."""
    return canonical(_called(mention))


def mentions_of(claim: Claim) -> Iterable[Mention]:
    """The actors that a claim names."""
    match claim:
        case Event():
            found = (claim.actor, claim.recipient, claim.speaker, *claim.attribution)
        case Figure():
            found = (claim.who, claim.attributed_to, *claim.attribution)
        case Quote():
            found = (claim.speaker, claim.addressee, *claim.attribution)
    return (m for m in found if m is not None)


def is_name(text: str) -> bool:
    """Is this a proper name, and no common noun?"""
    return any(word[:1].isupper() for word in text.split())


def entities(claims: Iterable[Claim], joined: Iterable[tuple[str, str]] = ()) -> Entities:
    """The entities of all claims. `joined`: pairs of names that a person ruled to be one."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for mention in mentions_of(claim):
            forms[key_of(mention)][_called(mention)] += 1
    forms.pop("", None)
    parent = {key: key for key in forms}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(a: str, b: str) -> None:
        a, b = sorted((root(a), root(b)))
        parent[b] = a

    longer = _names_with_more(forms)
    surplus = {long for long, _ in longer}
    for first, second in [*_same_persons(forms), *_same_groups(forms), *longer]:
        join(first, second)
    for first, second in joined:
        if canonical(first) in parent and canonical(second) in parent:
            join(canonical(first), canonical(second))
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(forms):
        members[root(key)].append(key)
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for lead, group in members.items():
        entity = digest("actor", lead)
        names[entity] = _fullest(sum((forms[k] for k in group if k not in surplus), Counter()))
        keys[entity] = tuple(group)
        ids |= dict.fromkeys(group, entity)
    return Entities(ids, names, keys)


def _fullest(forms: Counter[str]) -> str:
    """The name to show: the one with most words of a name, then the most frequent, then the first in order. A word that
    also stands without a capital is no name: it only began a sentence.

    >>> _fullest(Counter({"Police": 2, "police": 1})), _fullest(Counter({"Tantawi": 5, "Mohamed Hussein Tantawi": 1}))
    ('police', 'Mohamed Hussein Tantawi')
    """
    shown = {f: f for f in forms} | {f: low for f in forms if (low := f[:1].lower() + f[1:]) in forms}
    best = min(forms, key=lambda f: (-min(len(f.split()), 4) if is_name(shown[f]) else 0, -forms[f], -len(f), f))
    return shown[best]


def is_persons(name: str) -> bool:
    """May a name be a person's? Each of its words has a capital, and it is no land, people or body.

    >>> is_persons("Gen. Abdel Fattah al-Burhan"), is_persons("Burhan"), is_persons("members of the Red gang")
    (True, True, False)
    >>> [is_persons(n) for n in ("Sudanese Health Ministry", "Rights Watch Sudan", "Sudan", "UNICEF", "Port Workers' Union")]
    [False, False, False, False, False]
    """
    words = without_title(name).split()
    if not words or organisation_of(name) or any(not w[:1].isupper() and w.split("-")[0].casefold() not in PARTICLES for w in words):
        return False
    last = words[-1]
    return not ((last.isupper() and len(last) > 2) or group_classes(last) or people_of(last) or country_of(last))


def _names_with_more(forms: Mapping[str, Counter[str]]) -> list[tuple[str, str]]:
    """Pairs of keys of which the first is the second with a word too many before it, that is no part of a name: a land,
    or what began a sentence ("Ghana Tano Odo", "Rival Ilya Marent"). The other is a person's name of two words or
    more that stands in the record by itself."""
    pairs = []
    for key in sorted(forms):
        rest = key.partition(" ")[2]
        if " " in rest and rest in forms and any(is_persons(f) for f in forms[rest]):
            surplus = {f.split()[0] for f in forms[key]}
            if all(country_of(w) or people_of(w) or role_classes(w.casefold()) or w.islower() or w.casefold() in _NO_NAMES for w in surplus):
                pairs.append((key, rest))
    return pairs


def _same_groups(forms: Mapping[str, Counter[str]]) -> list[tuple[str, str]]:
    """Pairs of keys that name one group of people, more and less fully: "Kyrgyz guards", "Kyrgyz border guards". They
    begin and end with the same word, and what the fuller one adds is no name: the Free Syrian Army is not Syria's."""
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(forms):
        words = key.split()
        if len(words) > 1 and any(is_name(f) for f in forms[key]):
            by_ends[words[0], words[-1]].append(key)
    pairs = []
    for block in by_ends.values():
        for short, full in itertools.permutations(block[:50], 2):
            rest = iter(full.split())
            if len(short) < len(full) and all(w in rest for w in short.split()) and _adds_no_name(short, forms[full]):
                pairs.append((short, full))
    return pairs


def _adds_no_name(short: str, full: Iterable[str]) -> bool:
    """Do the fuller forms of a name add only common words to a shorter one?"""
    known = set(short.split())
    return all(w.islower() for form in full for w in form.split()[1:-1] if canonical(w) not in known)


def _same_persons(forms: Mapping[str, Counter[str]]) -> list[tuple[str, str]]:
    """Pairs of keys that are one person: blocked by last name, so that no pair of all with all is looked at."""
    proper = [key for key in sorted(forms) if any(is_persons(f) for f in forms[key])]
    by_last: dict[str, list[str]] = defaultdict(list)
    for key in proper:
        by_last[key.split()[-1][:3]].append(key)
    pairs = []
    for block in by_last.values():
        full = [key for key in block if len(key.split()) > 1]
        for i, first in enumerate(full):
            pairs += [(first, second) for second in full[i + 1 : i + 50] if same_person(first, second)]
        for short in (key for key in block if len(key.split()) == 1):
            fits = [key for key in full if same_person(short, key)]
            if fits and all(same_person(fits[0], other) for other in fits[1:]):
                pairs.append((short, fits[0]))
    return pairs
