"""Who a noun stands for: the parties that a slot names, the persons behind a thing, and what is no party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims import actors
from recension.claims.cast import cast
from recension.claims.doc import mention, mention_of
from recension.claims.eventslots import (
    PORTIONS,
    antecedent,
    case_of,
    has_clause,
    is_time_word,
    is_weak,
    object_of,
    owner_token,
    whole,
)
from recension.claims.eventwords import Sense, base, classes, nouns, verbs, vetoes
from recension.claims.gazetteer import spots
from recension.claims.lexicon import countries, country_of, people_of, plural_of, role_classes
from recension.claims.phrases import entity_at, phrase
from recension.claims.tree import child, children, conjuncts, sentence_of
from recension.model import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

#: Deeds of a people rather than of its state.
_OF_A_PEOPLE = frozenset(
    "uprising rebellion revolt protest demonstration riot boycott insurgency rally unrest strike-action".split()
)

_ANSWERING = frozenset({"respond", "reply", "retaliate", "answer"})

#: Things are taken too.
_TAKEN = frozenset({"seize", "capture", "take", "hold", "hijack", "eliminate", "surround", "evict"})
#: Classes of what no deed hits: words and deeds, what it is done with, loot.
_UNHIT = (
    "abstract", "agreement", "arms", "bomb", "fire", "goods", "law", "munition", "norms", "projectile", "riotgear", "service", "thrown",
    "trouble", "unpeopled", "weaponry",
)  # fmt: skip
#: Classes of persons who act for the state that they are of.
_FOR_A_STATE = frozenset({"diplomat", "head", "head_of_state", "minister", "official"})


#: What only says that something is done: "ended its mediation efforts" ends the mediation.
_UNDERTAKINGS = frozenset({"effort", "role", "process", "programme", "program"})
#: What is fired at crowds where it is one of gas, rubber or noise: "tear gas shells", "rubber bullets", "stun grenades".
_CASINGS = frozenset({"grenade", "shell", "canister", "cartridge", "bullet", "bomb", "round"})
#: Whose these are, is protested against: "an uprising against the president's rule".
_RULE = frozenset({"rule", "reign", "leadership", "presidency", "tenure", "grip", "dictatorship", "re-election", "candidacy"})


def object_meets(verb: Token, wanted: frozenset[str], doc: Doc) -> bool:
    """Does the object of a verb meet what a sense asks of it?"""
    if not wanted:
        return True
    obj = object_of(verb)
    if "none" in wanted and (obj is None or (child(verb, "compound:prt") is not None and child(verb, "obj", "nsubj:pass", "iobj") is None)):
        return True
    if "inf" in wanted and has_clause(verb, infinitive=True):
        return True
    if "clause" in wanted and has_clause(verb, infinitive=False):
        return True
    if "led" in wanted and _leads(verb):
        return True
    candidates = [obj] if obj is not None else []
    if obj is not None and obj.lower_ == "it" and verb.dep_ == "conj":
        candidates += children(verb.head, "nsubj", "nsubj:pass", "obj")[:2]  # "the curfew is shorter, but it was not lifted"
    steps = {"on", "at", "of", "to", "in", "into", "under"} | ({"with"} if verb.lemma_.lower() in _ANSWERING else set())
    steps |= {"from", "out"} if "office" in wanted else set()
    steps -= {"under"} if verb.lemma_.lower() == "withdraw" else set()  # "withdrew from the valley under a deal"
    candidates += [c for c in children(verb, "obl", "xcomp", "advmod") if case_of(c) in steps][:3]
    if obj is not None:
        candidates += [c for c in children(obj, "nmod") if case_of(c) in {"on", "at"} or obj.lemma_ == "state"][:2]
        candidates += [c for c in conjuncts(obj)[1:6] if c.i > obj.i]
    candidates += [
        c
        for each in candidates[:1]
        for c in children(each, "compound")
        if each.lemma_.lower() in _UNDERTAKINGS or c.lemma_.lower() in {"ceasefire", "truce", "armistice"}
    ]
    table = classes()
    for each in candidates:
        noun = whole(each)
        if each != obj and is_time_word(noun):
            continue  # "cancelled a visit in March"
        for want in wanted:
            if want == "town":
                if is_town(noun):
                    return True
            elif want == "party":
                if (
                    each == obj
                    and each.lower_ != "what"
                    and (is_party(doc, each) or is_weak(each) or _is_many(noun))
                ):
                    return True
            elif want.startswith("@"):
                if noun.lemma_.lower() in table[want[1:]] or noun.lower_ in table[want[1:]]:
                    return True
                if want == "@riotgear" and _is_for_crowds(noun):
                    return True
                if want == "@captive" and is_captured(noun) and not is_physical(noun):
                    return True
                if want == "@speechbarrier" and any(c.lower_ in table["online"] for c in children(noun, "compound", "amod")):
                    return True  # "news sites"
            elif noun.lemma_.lower() == want or noun.lower_ == want:
                return True
    return False


def _is_for_crowds(noun: Token) -> bool:
    """Is a shell, a round or a charge one that the police use on a crowd: "tear gas shells", "a lathi charge"?"""
    before = {c.lower_ for c in children(noun, "compound", "amod")} | {d.lower_ for c in children(noun, "compound", "amod") for d in children(c)}
    if noun.lemma_.lower() == "charge":
        return bool(before & {"lathi", "baton", "cane"})
    return noun.lemma_.lower() in _CASINGS and bool(before & classes()["stunning"])


def _leads(verb: Token) -> bool:
    """Has a verb somebody else for an object who is to do or to suffer something: "wants him to go", "wants him sacked"?"""
    for clause in children(verb, "xcomp", "ccomp"):
        other = child(verb, "obj") or child(clause, "nsubj", "nsubj:pass")
        if clause.i > verb.i and other is not None and verb.i < other.i < clause.i and clause.pos_ == "VERB":
            return clause.tag_ in {"VB", "VBN"}
    return False


def is_captured(noun: Token) -> bool:
    """Is somebody said to be in others' hands: "captured soldiers", "detained crew"?"""
    words = {c.lower_ for c in children(noun, "amod", "acl", "compound")}
    return bool(words & {"captured", "captive", "detained", "imprisoned", "jailed", "kidnapped", "abducted", "interned", "seized"})


def two_sides(doc: Doc, token: Token | None) -> list[Mention]:
    """The two peoples or states of one plural noun: "Indian and Pakistani troops", "guards from Chad and Sudan"."""
    noun = whole(antecedent(token)) if token is not None else None
    if noun is None or noun.tag_ not in {"NNS", "NNPS", "NN"}:
        return []
    for near in children(noun, "amod", "compound", "nmod"):
        both = conjuncts(near)
        if len(both) != 2 or (near.dep_ == "nmod" and case_of(near) not in {"of", "from"}):
            continue
        found = [one for each in both if (one := _side(each) or actors.party(doc, each)) is not None]
        if len(found) == 2 and all(country_of(m.name or m.text) is not None for m in found):
            return found
        if noun.tag_ == "NNS" and near.dep_ != "nmod" and all(t.pos_ in {"PROPN", "ADJ"} and t.text[:1].isupper() and t.text[1:].islower() for t in both):
            return [Mention(t.text, t.idx, t.idx + len(t)) for t in both]  # two peoples that no list has
    return []


def _side(adjective: Token) -> Mention | None:
    """The state of a people's adjective."""
    people = people_of(adjective.text) if adjective.text[:1].isupper() else None
    if people is None or people.iso is None or people.iso not in countries():
        return None
    return Mention(adjective.text, adjective.idx, adjective.idx + len(adjective), countries()[people.iso].name)


def is_named_thing(noun: Token) -> bool:
    """A town or a thing with a name of its own ("shelled Mekelle")."""
    return noun.pos_ == "PROPN" and noun.text[:1].isupper() and not is_time_word(noun)


def is_town(noun: Token) -> bool:
    """Does a name stand for a place, by the entities or by the gazetteer?"""
    if noun.ent_type_ == "LOC":
        return True
    if noun.pos_ != "PROPN" or not noun.text[:1].isupper() or noun.ent_type_ == "ORG":
        return False
    return bool(spots(noun.text)) or _is_bare_name(noun)


def _is_bare_name(noun: Token) -> bool:
    """A single word that the entities take for a person of whom the report says nothing else: more likely a town."""
    people = cast(noun.doc)
    if noun.ent_type_ != "PERSON" or noun.i not in people.spans:
        return False
    start, end = people.spans[noun.i]
    person = people.persons[people.at[start]] if start in people.at else None
    return person is not None and end - start == 1 and " " not in person.name and not person.roles


def is_unplaced(noun: Token) -> bool:
    """A name of several words that the entities take for a place and the gazetteer does not know: a person's."""
    entity = entity_at(noun)
    return entity is not None and entity.label_ == "LOC" and len(entity) > 1 and not spots(entity.text)


def _is_agentive(noun: Token) -> bool:
    """A noun in -er, -or, -ist, -man that the lists of persons do not know: "a stoker was stabbed"."""
    word = noun.lemma_.lower()
    return (
        noun.pos_ == "NOUN"
        and len(word) > 5
        and word.endswith(("er", "or", "ist", "man", "woman", "eer", "ian"))
        and word not in classes()["no-person"]
        and not is_physical(noun)
        and not is_time_word(noun)
        and not any(base(noun.lemma_, t) in t for t in (classes()["unpeopled"], classes()["goods"], classes()["abstract"], nouns(), vetoes()["instrument"]))
    )


def _is_many(noun: Token) -> bool:
    """Persons by a name or a number that the lists of persons do not know."""
    if noun.pos_ == "NUM":
        return not (noun.text.isdigit() and len(noun) == 4) and not set(noun.text) & set(":/%$€£")
    return is_unplaced(noun) or are_counted(noun) or (_is_agentive(noun) and _is_hurt(noun))


def _is_hurt(noun: Token) -> bool:
    """Does a noun stand where only beings do: as what was killed, stabbed, kidnapped, arrested?"""
    verb = noun.head
    return noun.dep_ in {"obj", "nsubj:pass"} and verb.lemma_.lower() not in _TAKEN and any(
        s.objects == {"party"} and "target" in s.flags and s.type in {"ASSAULT", "COERCE"} for s in verbs().get(verb.lemma_.lower(), ())
    )


def are_counted(noun: Token) -> bool:
    """Counted beings that no list of persons knows ("killing nine novices"); no things, no animals."""
    return (
        noun.tag_ == "NNS"
        and noun.lower_.endswith("s")
        and child(noun, "nummod") is not None
        and not is_physical(noun)
        and not is_time_word(noun)
        and not any(base(noun.lemma_, t) in t for t in (classes()["unpeopled"], classes()["goods"], nouns()))
    )


def parties_of(doc: Doc, token: Token | None, placed: bool = False) -> list[Mention]:
    """The parties behind a token, coordination expanded; empty where it is no possible party.

    Args:
        doc: the Doc of the token.
        token: the head of the phrase; None gives nothing.
        placed: whether the name of a country counts though it stands like a place ("an attack on Ukraine").
    """
    if token is None:
        return []
    if token.lower_ == "who" and token.head.dep_ in {"ccomp", "csubj", "csubj:pass", "ROOT"} and antecedent(token) == token:
        return []  # "it is not known who fired"
    token = _ranked(token)
    pronoun = token.tag_ in {"WP", "WDT"} or token.lower_ == "that"
    found: list[Mention] = []
    for each in [token] if pronoun and is_party(doc, token) else coordinated(antecedent(token)):
        if each.lemma_.lower() in {"first", "last"} and each.pos_ in {"NOUN", "ADJ"}:
            each = whole(each)
        if not (is_party(doc, each) or (placed and _is_country(doc, each))) or is_time_word(each):
            continue
        for one in states_of(doc, each) or [_meant(doc, each)]:
            if one is not None and one.text.strip() and not any((one.start, one.end) == (m.start, m.end) for m in found):
                found.append(one)
    return found[:8]


def _meant(doc: Doc, token: Token) -> Mention | None:
    """The party of a token; of "which" the words that it stands for, as in "Oslo, which recalled its envoy"."""
    noun = actors.antecedent_noun(token) if token.lower_ == "which" else None
    return (actors.party(doc, noun) if noun is not None else None) or actors.party(doc, token)


def _ranked(noun: Token) -> Token:
    """The first of the names behind a plural rank: "Privates Petrov and Orlov", "Presidents Ruto and Museveni"."""
    if noun.tag_ not in {"NNS", "NNPS"} or noun.i + 1 >= sentence_of(noun).end:
        return noun
    near = noun.doc[noun.i + 1]
    named = near.pos_ == "PROPN" and near.ent_type_ == "PERSON" and near.head == noun
    return near if named and near.dep_ in {"nmod", "flat", "appos", "nmod:desc"} and case_of(near) == "" else noun


def states_of(doc: Doc, officials: Token) -> Sequence[Mention | None]:
    """The states that several officials speak for: "the ambassadors of France, Italy and Germany" are three parties."""
    if officials.tag_ != "NNS" or not role_classes(officials.lower_) & _FOR_A_STATE:
        return []
    of = next((c for c in children(officials, "nmod") if case_of(c) in {"of", "from"}), None)
    if of is None:
        return []
    found = [actors.party(doc, each) for each in conjuncts(of)]
    named = [one for one in found if one is not None and country_of(one.name or one.text) is not None]
    return named if len(named) == len(found) > 1 else []


def acting(doc: Doc, token: Token | None) -> list[Mention]:
    """The parties that act: also nouns that are parties only when they act ("the guards", "a company")."""
    if token is None:
        return []
    found = parties_of(doc, token)
    if found:
        others = [m for each in coordinated(antecedent(token)) for m in _weak(doc, each) if m not in found]
        return [*found, *others] if len(others) < 3 else found
    return _weak(doc, token) or _members(antecedent(token)) or _person_named(token) or _bodies_named(token)


def _members(noun: Token) -> list[Mention]:
    """As in "members of the village held two policemen": the members of what is no party by itself act."""
    if noun.tag_ != "NNS" or noun.lemma_.lower() not in {"member", "resident", "inhabitant", "dweller"} or owner_token(noun) is None:
        return []
    start, end = phrase(noun)
    return [mention_of(noun.doc[start:end])] if end > start else []


def _bodies_named(token: Token) -> list[Mention]:
    """Names that the entities take for places and the gazetteer does not know: who fights is a group ("Los Zarcos")."""
    found = []
    for noun in coordinated(antecedent(token)):
        entity = entity_at(noun)
        if entity is not None and not is_inert(noun) and not is_inert(entity[-1]) and (is_unplaced(noun) or entity.label_ == "PERSON"):
            found.append(mention_of(entity))
    return found if is_unplaced(antecedent(token)) else []


def _person_named(token: Token) -> list[Mention]:
    """A name that the entities take for a person's and the gazetteer for a town's: who acts or speaks is a person."""
    noun = antecedent(token)
    entity = entity_at(noun) if noun.ent_type_ == "PERSON" else None
    return [mention_of(entity)] if entity is not None else []


def _weak(doc: Doc, token: Token) -> list[Mention]:
    noun = whole(antecedent(token))
    if noun.lemma_.lower() not in actors.WEAK or noun.lemma_.lower() in PORTIONS or noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    one = actors.party(doc, noun)
    return [one] if one is not None and one.text.strip() else []


def reached(doc: Doc, token: Token, sense: Sense) -> list[Mention]:
    """The parties that a deed reaches; for some deeds also towns, provinces and buildings without an owner."""
    noun = whole(token)
    found = parties_of(doc, token, placed=True) or (parties_of(doc, noun, placed=True) if noun != token else [])
    if found or noun.lower_ in {"himself", "herself", "itself", "themselves"}:
        return [] if noun.lower_.endswith(("self", "selves")) else found
    lemma = noun.lemma_.lower()
    table = classes()
    if (
        sense.type in {"REQUEST", "ACCUSE", "THREATEN", "SUPPORT"}
        and noun.pos_ == "PROPN"
        and noun.dep_ in {"obj", "iobj", "nsubj"}
    ):
        one = actors.party(doc, noun)
        if one is not None and not is_time_word(noun):
            return [one]
    if sense.type in {"CONSULT", "REQUEST", "ACCUSE", "SUPPORT"} and (named := _person_named(noun)):
        return named
    hit = sense.flags & {"thing", "target"} and sense.type in {"ASSAULT", "COERCE"} and is_named_thing(noun)
    if hit or (sense.mode == "seize" and is_town(noun)):
        one = mention_of(entity) if (entity := entity_at(noun)) is not None else actors.party(doc, noun)
        return [one] if one is not None and one.text.strip() else []
    if "target" in sense.flags and (is_unplaced(noun) or are_counted(noun) or (_is_agentive(noun) and _is_hurt(noun))):
        one = mention_of(entity) if (entity := entity_at(noun)) is not None else actors.party(doc, noun)
        return [one] if one is not None and one.text.strip() else []
    if ("physical" in sense.flags or sense.type in {"SANCTION", "CONSULT"}) and (
        is_physical(noun) or lemma in table["speechbarrier"] | table["standing"] or "website" in lemma
    ):
        found = _owned(doc, noun) if sense.type in {"ASSAULT", "COERCE"} else owners(doc, noun)
        if not found and lemma in table["standing"] and (owner := owner_token(noun)) is not None:
            found = _weak(doc, owner)  # "the country's membership"
    if not found and sense.type != "RETREAT" and lemma in actors.WEAK and not is_physical(noun):
        found = _weak(doc, token)
    if (
        not found
        and "thing" in sense.flags
        and (is_physical(noun) or lemma in table["captive"])
        and not is_time_word(noun)
    ):
        one = actors.party(doc, noun) or (_place_name(noun) if noun.ent_type_ == "LOC" else None)
        found = [one] if one is not None and one.text.strip() else []
    if not found and lemma in _RULE and sense.type in {"PROTEST", "ASSAULT", "REQUEST", "ACCUSE"}:
        found = owners(doc, noun) or [m for c in children(noun, "nmod") if case_of(c) == "of" for m in parties_of(doc, c)]
    if not found and sense.type in {"AID", "SANCTION", "COOPERATE", "COERCE"} and lemma in table["polity"]:
        one = actors.party(doc, noun)
        found = [one] if one is not None and one.text.strip() else []
    return found


def things_hit(doc: Doc, noun: Token) -> list[Mention]:
    """Things that are themselves what was seized, closed or burned: "burned the creamery"; of a "slit throat" whose it is."""
    if noun.lemma_.lower() in classes()["limb"]:
        return owners(doc, noun)
    return _things(doc, [n for n in conjuncts(noun) if n.i >= noun.i and n.pos_ in {"NOUN", "PROPN"} and _can_be_hit(n)])[:8]


def things_beside(doc: Doc, noun: Token) -> list[Mention]:
    """What is hit or taken besides a thing: "seized pistols, cash and documents"."""
    return _things(doc, [whole(n) for n in coordinated(noun)[1:] if n.i > noun.i and n.pos_ == "NOUN" and case_of(n) == "" and not is_time_word(n)])


def _things(doc: Doc, nouns_: list[Token]) -> list[Mention]:
    """Things by the phrases that name them, whether or not they could act."""
    found = [actors.party(doc, n) or mention_of(doc[slice(*phrase(n))]) for n in nouns_]
    return [one for one in found if one.text.strip()]


def _can_be_hit(noun: Token) -> bool:
    """Is a noun a thing that suffers: no deed, no time, no loot and nothing that is only thought or said?"""
    if is_physical(noun):
        return True
    tables = (nouns(), *(classes()[name] for name in _UNHIT))
    return not is_time_word(noun) and not any(base(noun.lemma_, t) in t for t in tables)


def _owned(doc: Doc, thing: Token) -> list[Mention]:
    """A thing that was hit under the name of its owner: "their base" is the peacekeepers'."""
    found = owners(doc, thing)
    one = actors.party(doc, thing) if len(found) == 1 else None
    end = thing.idx + len(thing)
    if one is None or not one.start <= thing.idx < one.end:
        return found
    return [mention(doc, one.start, end, found[0].name or found[0].text)]


def _place_name(token: Token) -> Mention | None:
    """The name of a town that is itself what was hit."""
    entity = entity_at(token)
    return mention_of(entity) if entity is not None and entity.label_ == "LOC" else None


def _is_country(doc: Doc, token: Token) -> bool:
    one = actors.party(doc, token) if token.ent_type_ in {"LOC", "ORG"} or token.pos_ == "PROPN" else None
    return one is not None and country_of(one.text) is not None


def coordinated(token: Token) -> list[Token]:
    """A token and its coordination, also what the parse hung on its apposition or beside it.

    A run of nouns with commas alone and without "and" is no coordination.
    """
    if any(case_of(c) == "between" for c in children(token, "nmod")):
        return [token]  # what the parse joins to "the accord between A and B" is a side of it
    found = conjuncts(token)
    for near in children(token, "appos", "flat"):
        found += [c for c in conjuncts(near)[1:] if c not in found]
    if (
        len(found) > 1
        and not any(c.dep_ == "cc" or c.lower_ in {"and", "or"} for each in found[1:] for c in children(each))
        and not any(c.lower_ in {"and", "or", "&"} for c in token.subtree)
    ):
        found = [token]
    if len(found) == 1:
        beside = _beside(token) or _person_beside(token)
        if beside is not None:
            found.append(beside)
    return found[:8]


def beside(token: Token, name: str) -> list[Token]:
    """What is hit besides: "a school and a market", "on the post and on houses nearby"."""
    if name == "obj":
        others = [c for c in conjuncts(token)[1:] if c.i > token.i and c.pos_ in {"NOUN", "PROPN"}]
        return others[:4] if len(coordinated(token)) > 1 else []
    others = [c for c in conjuncts(token)[1:] if case_of(c) in {"", name} and c.pos_ in {"NOUN", "PROPN"}]
    others += [c for c in children(token.head) if c.dep_ == "obl" and c.i > token.i and case_of(c) == name and child(c, "cc")]
    return others[:4]


def _person_beside(token: Token) -> Token | None:
    """As in "spoke to Prime Minister Ana Ruiz and Foreign Minister Pedro Gil", by the order of the words: the second of two persons."""
    named = next((e for t in (token, *children(token, "appos", "flat", "nmod:desc")) if (e := entity_at(t)) is not None and e.label_ == "PERSON"), None)
    doc = token.doc
    if named is None or named.end + 1 >= sentence_of(token).end or doc[named.end].lower_ != "and":
        return None
    for near in doc[named.end + 1 : min(sentence_of(token).end, named.end + 8)]:
        if near.ent_type_ == "PERSON":
            other = entity_at(near)
            root = other.root if other is not None else near
            starts_a_clause = root.dep_ in {"nsubj", "nsubj:pass"} and root.head != token.head
            return None if starts_a_clause else root
        if near.pos_ not in {"NOUN", "PROPN", "ADJ", "PRON"} or near.dep_ in {"nsubj", "nsubj:pass"}:
            return None
    return None


def _beside(token: Token) -> Token | None:
    """As in "police and soldiers" where the parse made both objects of one verb."""
    if token.dep_ not in {"obj", "iobj", "obl", "nmod"}:
        return None
    edge = token.i + 1
    while edge < sentence_of(token).end and (
        token.doc[edge].dep_ == "flat" or (token.doc[edge].head == token and token.doc[edge].dep_ == "flat")
    ):
        edge += 1
    if edge >= sentence_of(token).end or token.doc[edge].lower_ != "and":
        return None
    for near in list(token.doc[edge + 1 : min(sentence_of(token).end, edge + 6)]):
        if near.dep_ in {"compound", "amod", "det", "nmod:poss", "nummod", "nmod:desc", "case"} and near.pos_ != "VERB":
            continue
        if (
            near.pos_ in {"NOUN", "PROPN"}
            and near.dep_ in {"obj", "conj", "iobj"}
            and case_of(near) in {"", case_of(token)}
        ):
            return near
        return None
    return None


def is_party(doc: Doc, token: Token) -> bool:
    """Can a token be a party at all?"""
    noun = antecedent(token)
    return not is_inert(noun) and (actors.is_actor(doc, token) or actors.is_actor(doc, noun))


def is_inert(noun: Token) -> bool:
    """Does a noun or a name mean a paper, a count or a time ("the Abuja Accord"), which does nothing itself?"""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.ent_type_ == "PERSON":
        return False
    words = {noun.lemma_.lower()}
    if noun.lower_.removesuffix("s") in {"ied", "vbied", "rpg"}:
        return True  # a weapon, whatever its capitals look like
    if noun.ent_type_ == "ORG":
        words |= {c.lemma_.lower() for c in children(noun) if c.dep_ == "flat" and c.ent_type_ == "ORG"}
    return bool(words & classes()["inert"])


def owners(doc: Doc, thing: Token) -> list[Mention]:
    """The parties that own a thing that was acted on; empty where nobody is named."""
    owner = owner_token(thing)
    if owner is not None and (found := parties_of(doc, owner, placed=True)):
        return found
    for near in children(thing, "compound"):
        if (is_doer(near) or near.ent_type_ or near.pos_ == "PROPN") and is_party(doc, near):
            return parties_of(doc, near)
    return nation(thing)


def nation(noun: Token) -> list[Mention]:
    """The state whose adjective stands before a noun: "Israeli strikes", "a Russian base"."""
    for near in children(noun):
        if near.dep_ in {"amod", "compound", "nmod:poss"} and near.i < noun.i and near.text[:1].isupper():
            people = people_of(near.text)
            if people is not None and noun.lemma_.lower() in _OF_A_PEOPLE:
                return [Mention(near.text, near.idx, near.idx + len(near), plural_of(near.text))]
            if people is not None and people.iso is not None and people.iso in countries():
                return [Mention(near.text, near.idx, near.idx + len(near), countries()[people.iso].name)]
    return []


def is_physical(noun: Token) -> bool:
    """Is a noun a thing or a place that can be hit?"""
    noun = whole(noun)
    table = classes()
    lemma = base(noun.lemma_, table["physical"])
    return lemma in table["physical"] or lemma in table["territory"] or noun.ent_type_ == "LOC"


def is_doer(token: Token) -> bool:
    """Compounds that act rather than suffer: "police shooting", "army massacre", "rebel ambush"."""
    return token.lemma_.lower() in classes()["doer"] or token.ent_type_ == "ORG"
