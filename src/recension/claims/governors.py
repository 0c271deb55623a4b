"""The word that makes a counted noun a figure of some indicator, by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from recension.claims.counted import of_phrase
from recension.claims.countpredicates import is_armed, is_of_law, predicated, predicated_by
from recension.claims.countwords import (
    UNDERGONE,
    indicators,
    is_surely_person,
    lemma_of,
    names_persons,
    noun_of,
    roles_of,
    words,
)
from recension.claims.tree import SUBJECTS, ancestors, child, children, is_passive, sentence_of, subject
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: With one of these beside it, "shot" or "hit" says no more.
_DECISIVE = frozenset({"killed", "injured"})

#: An indicator, the word that makes it, and how sure that is.
Governed = tuple[Indicator, "Token", float]

#: What persons may be called by, and what may befall such persons besides.
_STATES = frozenset({"abducted", "arrested", "casualties", "displaced", "injured", "missing"})
_BEFALLS = frozenset({"killed", "injured", "casualties", "arrested", "abducted", "missing"})
_WHO = frozenset({"who", "that", "which"})
#: What may stand as an object of a clause about whom something was done: "whom they had taken hostage".
_WHOM = frozenset({"who", "whom", "that", "which", "hostage", "captive", "prisoner", "prisoners", "hostages"})
_DRIVEN = frozenset({"drive", "force", "push", "chase", "ship", "move", "turn", "throw", "expel", "evict", "burn", "flush"})
#: "attended the same school": no gathering.
_TAUGHT_AT = frozenset({"school", "college", "university", "academy", "kindergarten", "class", "course", "seminary", "nursery", "lesson"})
#: "lost an eye": what is lost in an accident or a blast, and wounds.
_LOST_OF_BODY = frozenset({"eye", "eyesight", "sight", "vision", "leg", "arm", "limb", "hand", "foot", "finger", "toe", "hearing"})
_WOUNDS = frozenset({"injury", "injuries", "wound", "wounds", "burns"})
_HURTS = frozenset({"scratch", "graze", "sprain", "laceration", "injury", "wound", "burn", "concussion", "fracture", "bruise", "trauma", "cut"})
#: Acts that are told as nouns: "the shooting of a man".
_ACTS_ON = frozenset({"shooting", "stabbing", "knifing"})
_MAKE_SO = frozenset({"leave", "find", "render", "make", "shoot", "pronounce", "strike", "beat"})
#: What is done "to death".
_TO_DEATH = frozenset({"beat", "burn", "stab", "hack", "crush", "shoot", "torture", "stone", "trample", "club", "bludgeon", "batter", "choke", "maul", "whip", "scald", "knife", "kick"})
#: What one may do to oneself and die of.
_SELF_KILLED = frozenset({"hang", "kill", "shoot", "drown", "immolate"})
_FATAL = frozenset({"fatal", "deadly"})
_STATES_IN: tuple[Indicator, ...] = ("arrested", "abducted", "injured")


def governing(holder: Token, counted: Token | None) -> Governed | None:
    """The indicator that the parse gives a counted noun, with the word that makes it so; "shot to death" is killed."""
    found = _governing(holder, counted)
    if found is not None and found[0] in {"casualties", "injured"} and is_to_death(found[1]):
        return "killed", found[1], found[2]
    return found


def _governing(holder: Token, counted: Token | None) -> Governed | None:
    """The indicator that the parse gives a counted noun, with the word that makes it so.

    What befalls them now outweighs what they are called by: "two wounded soldiers died", "12 refugees drowned".
    """
    if counted is not None and counted.lower_ in {"dead", "slain", "deceased"} and counted != holder and child(counted, "det") is not None:
        return "killed", counted, 0.85  # "seven of the dead were burned"
    own = next((o for noun in dict.fromkeys(t for t in (counted, holder) if t is not None) if (o := _own(noun)) is not None), None)
    if own is not None and own[0] in _STATES and (own[1].pos_ not in {"NOUN", "PROPN"} or names_persons(own[1])):
        found = _clause_says(holder, shared=own[1].lower_ not in indicators("held") or own[1].dep_ in {"amod", "compound"})
        return found if found is not None and found[0] in _BEFALLS and found[0] != own[0] and found[1] != own[1] else own
    return own or _clause_says(holder, shared=True)


def is_to_death(word: Token) -> bool:
    """"was found shot to death"."""
    return [t.lower_ for t in word.doc[word.i + 1:word.i + 3]] == ["to", "death"]


def own_state(noun: Token) -> Governed | None:
    """What a noun says of itself: "one of the 11 hostages" counts hostages, whatever befell the one."""
    own = _own(noun)
    return own if own is not None and own[0] in _STATES and (own[1].pos_ not in {"NOUN", "PROPN"} or names_persons(own[1])) else None


def _clause_says(holder: Token, shared: bool) -> Governed | None:
    """What the clause makes of a noun; with `shared`, also through what it is coordinated with."""
    node = holder
    for step in range(8):
        found = role_of(node)
        if found is not None:
            return found
        above = climb(node)
        if above is None or (not shared and node.dep_ == "conj"):
            return None
        node = above
        if step and node.pos_ in {"NOUN", "PROPN", "NUM"}:
            held = _modified(node)
            if held is not None and node.dep_ != "nsubj":
                return held
    return None


def shared_clause(noun: Token) -> Governed | None:
    """"29 officers and soldiers who had been held captive": a relative clause of the last speaks of all."""
    for each in children(noun, "conj"):
        for clause in children(each, "acl:relcl"):
            found = _relative(clause)
            if found is not None:
                return (*found, 0.7)
    return None


def _own(noun: Token) -> Governed | None:
    """The noun says it itself ("12 deaths"), or what modifies it does ("30 wounded soldiers", "12 people killed")."""
    lemma = noun_of(noun) if noun.pos_ in {"NOUN", "PROPN"} else noun.lower_
    if noun.pos_ in {"NOUN", "ADJ", "PROPN", "VERB"} and noun.lower_ in indicators("held") and noun.pos_ != "VERB":
        return indicators("held")[noun.lower_], noun, 0.85
    held = _modified(noun)
    if held is not None:
        return held
    if lemma == "prisoner" and _is_political(noun):
        return "arrested", noun, 0.75
    if noun.pos_ == "NOUN":
        indicator = indicators("counted").get(lemma) or indicators("counted").get(lemma_of(noun))
        if indicator is not None and indicator not in {"participants", "troops"}:
            return indicator, noun, 0.85
        if lemma == "victim" and lemma_of(noun.head) == "claim" and noun.dep_ == "obj":
            return "killed", noun.head, 0.8
        if noun.lower_ in {"life", "lives"}:
            verb = noun.head
            if lemma_of(verb) in {"lose", "claim", "cost", "take", "loss"}:
                return "killed", verb, 0.85
    return None


def _is_political(prisoner: Token) -> bool:
    """"political prisoners", "prisoners of war": a count of the arrested, where other prisoners are merely there."""
    return any(c.lower_ == "political" for c in children(prisoner, "amod", "compound")) or any(
        c.lower_ in {"war", "conscience"} and _case_of(c) == "of" for c in children(prisoner, "nmod"))


def _modified(noun: Token) -> Governed | None:
    for each in children(noun):
        if each.dep_ in {"amod", "compound"} and each.lower_ in indicators("held") and each.i < noun.i:
            return indicators("held")[each.lower_], each, 0.9
        if each.dep_ == "amod" and each.i > noun.i and each.lower_ in indicators("held") and not _and_between(noun, each):
            return indicators("held")[each.lower_], each, 0.85
        if each.dep_ == "acl" and not _of_some(noun, each) and not _and_between(noun, each) and (each.tag_ in {"VBN", "VBD", "JJ"} or each.lower_ in indicators("held")):
            found = undergone_in(each) or ((indicators("held")[each.lower_], each) if each.lower_ in indicators("held") else None)
            if found is not None:
                return (*found, 0.9)
            if each.tag_ == "VBN" and noun.pos_ != "NUM" and (whole := predicated_by(each, noun)) is not None:
                return whole  # "nine sailors seized by pirates"
        if each.dep_ == "acl:relcl" and any(t.lower_ == "whose" and t.nbor(1).lower_ in {"death", "deaths", "bodies", "corpses"} for t in noun.doc[noun.i + 1:min(each.i, noun.i + 4)]):
            return "killed", each, 0.7  # "three shepherds whose deaths nobody has acknowledged"
        if each.dep_ == "acl:relcl" and not _of_some(noun, each):
            found = _relative(each)
            if found is not None:
                return (*found, 0.9)
            own = child(each, *SUBJECTS)
            if own is not None and own.lower_ in _WHO and (whole := predicated_by(each, noun)) is not None:
                return whole  # "three men who were led away in handcuffs"
        if each.dep_ == "acl" and each.tag_ == "VBG" and lemma_of(each) in indicators("done") and indicators("done")[lemma_of(each)] != "killed":
            return indicators("done")[lemma_of(each)], each, 0.8
        if each.tag_ == "VBG" and each.dep_ in {"acl", "advcl", "xcomp"} and lemma_of(each) == "suffer" and (hurt := done_in(each)) is not None:
            return (*hurt, 0.8)  # "found a boy suffering from gunshot wounds"
    return None


def _and_between(noun: Token, other: Token) -> bool:
    """"eight fatalities and about 25 missing": what stands behind an "and" is said of others."""
    return any(t.pos_ in {"CCONJ", "NUM"} for t in noun.doc[noun.i + 1:other.i])


def _of_some(noun: Token, clause: Token) -> bool:
    """"120 hostages, 40 of whom are dead": the clause tells of some of them."""
    return any(t.lower_ == "of" and t.nbor(1).lower_ in {"whom", "which"} and t.nbor(-1).lower_ not in {"all", "both"}
               for t in noun.doc[noun.i + 1:min(clause.i, noun.i + 12)])


def _relative(verb: Token) -> tuple[Indicator, Token] | None:
    """"who were killed", "who died", "whom rebels killed"; not "who killed"."""
    own = child(verb, "nsubj", "nsubj:pass")
    relative = own is None or own.lower_ in {"who", "that", "which", "whom"}
    if is_passive(verb) and relative:
        found = _passive(verb)
        return found[:2] if found is not None else None
    if relative:
        return done_in(verb)
    if not is_passive(verb) and all(o.lower_ in _WHOM for o in children(verb, "obj")):
        return undergone_in(verb)
    return None


def undergone_in(verb: Token) -> tuple[Indicator, Token] | None:
    """What a verb does to its object, with what is coordinated with it: "shot and killed", "killed or injured"."""
    found: dict[Indicator, Token] = {}
    own = indicators("undergone").get(lemma_of(verb))
    if own is not None and _fits(verb):
        found[own] = verb
    for each in children(verb):
        if each.dep_ == "conj" and each.pos_ in {"VERB", "ADJ"} and child(each, *SUBJECTS, "obj") is None and (_next_to(verb, each) or lemma_of(each) in {"die", "succumb"}):
            also = indicators("undergone").get(lemma_of(each)) or indicators("done").get(lemma_of(each))
            if also in UNDERGONE and also is not None:
                found.setdefault(also, each)
        if (each.dep_ in {"xcomp", "acl", "advcl", "ccomp", "amod", "obj"} and each.lower_ in {"dead", "death"}) or (each.lower_ == "dead" and each.dep_ in {"advmod", "compound:prt"} and each.i > verb.i):
            found["killed"] = each
        if each.lower_ == "alive" and lemma_of(verb) in {"burn", "roast"} and each.i > verb.i:
            return "killed", verb
        if each.dep_ in {"xcomp", "obl", "obj"} and each.lower_ in {"hostage", "captive"}:
            found["abducted"] = each
        if each.dep_ == "obl" and each.lower_ == "death" and lemma_of(verb) in _TO_DEATH:
            found["killed"] = each
        if each.dep_ == "obl" and each.lower_ == "custody":
            found["arrested"] = each
        if each.lower_ in {"prisoner", "prisoners"} and lemma_of(verb) == "take" and each.dep_ in {"xcomp", "obj", "obl", "advmod"} and each.i > verb.i:
            found["arrested"] = each
        if each.dep_ in {"obl", "xcomp"} and lemma_of(verb) == "take" and each.lower_ == "questioning":
            found["arrested"] = each
        if each.dep_ == "advmod" and each.lower_ in {"fatally", "mortally"} and "casualties" in found and (each.i == 0 or each.nbor(-1).pos_ not in {"NUM", "PRON"}):
            found["killed"] = verb
        if each.dep_ == "obl" and noun_of(each) in words("places_left", "homes") | words("places_left", "words") and lemma_of(verb) in _DRIVEN and _case_of(each) in {"from", "of", "out"}:
            found["displaced"] = verb
        if each.dep_ in {"obl", "obl:agent"} and noun_of(each) in words("care", "harms") and lemma_of(verb) == "overcome":
            found["injured"] = verb
        if each.dep_ in {"obl", "advmod"} and lemma_of(verb) == "bury" and (each.lower_ == "alive" or _case_of(each) in {"under", "beneath", "by"}):
            found["missing"] = verb
        if each.dep_ == "obl" and each.lower_ in _WOUNDS and lemma_of(verb) in {"treat", "hospitalize", "take"}:
            found["injured"] = each
    if lemma_of(verb) in _DRIVEN and any(c.lower_ in {"out", "away"} for c in children(verb, "compound:prt", "advmod")):
        found.setdefault("displaced", verb)
    if "casualties" in found and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "dead":
        found["killed"] = verb.nbor(1)
    if "casualties" in found and found.keys() & _DECISIVE:
        del found["casualties"]
    if {"killed", "injured"} <= found.keys():
        return "casualties", verb
    for name in ("killed", "injured", "abducted", "arrested", "casualties", "displaced", "missing", "troops"):
        if name in found:
            return cast(Indicator, name), found[cast(Indicator, name)]
    return None


def _next_to(verb: Token, other: Token) -> bool:
    """"killed or injured", "shot and fatally wounded"; not "killed and another wounded", "killed and 12 injured"."""
    return other.i > verb.i and all(t.pos_ in {"CCONJ", "ADV", "AUX", "PUNCT"} for t in verb.doc[verb.i + 1:other.i])


def _fits(verb: Token) -> bool:
    """"rounded up" but not "rounded"; "gunned down" but not "gunned"; "missed" is not missing."""
    lemma = lemma_of(verb)
    particle = child(verb, "compound:prt", "advmod")
    if lemma == "round":
        return particle is not None and particle.lower_ == "up"
    if lemma == "gun":
        return particle is not None and particle.lower_ == "down"
    return lemma != "miss" or verb.lower_ == "missing"


def done_in(verb: Token) -> tuple[Indicator, Token] | None:
    """What a verb says of its subject: "died", "fled", "gathered", "lost their lives", "took to the streets"."""
    lemma = lemma_of(verb)
    own = indicators("done").get(lemma)
    if own is not None and not (lemma == "attend" and any(noun_of(c) in _TAUGHT_AT for c in children(verb, "obj"))):
        return own, verb
    if lemma in {"freeze", "bleed", "burn", "choke", "starve", "fall"} and any(c.lower_ == "death" and _case_of(c) == "to" for c in children(verb, "obl")):
        return "killed", verb
    if lemma == "pass" and any(c.lower_ == "away" for c in children(verb)):
        return "killed", verb
    if lemma in {"walk", "follow", "file", "process", "troop", "trail"} and any(noun_of(t) in words("gatherings", "followed") for t in verb.doc[verb.i + 1:min(verb.i + 6, sentence_of(verb).end)]):
        return "participants", verb
    if lemma in {"fall", "take"} and any(c.lower_ in {"ill", "sick"} for c in children(verb, "xcomp", "advmod", "amod", "acl")):
        return "injured", verb
    thing = child(verb, "obj")
    particle = child(verb, "compound:prt")
    if lemma == "suffer" and (wound := next((c for c in children(verb, "obl") if noun_of(c) in _HURTS and _case_of(c) in {"from", "with"}), None)) is not None:
        return "injured", wound
    if lemma in {"walk", "trek", "come", "arrive", "move", "travel"} and any(noun_of(c) == "camp" and _case_of(c) in {"to", "in", "into"} and (c.tag_ == "NNS" or _shelters(c)) for c in children(verb, "obl")):
        return "displaced", verb
    if lemma == "shelter" and any(noun_of(c) in words("places_left", "shelters") | {"tent"} and _case_of(c) in {"in", "at", "inside"} for c in children(verb, "obl")):
        return "displaced", verb
    if thing is not None and lemma in _SELF_KILLED and thing.lower_ == "themselves":
        return "killed", verb
    if thing is not None:
        name = noun_of(thing)
        if lemma in {"attend", "join"} and name in _TAUGHT_AT:
            return None
        if lemma == "lose" and name in _LOST_OF_BODY:
            return "injured", verb
        if lemma in {"need", "require", "receive"} and name in {"stitch", "surgery", "hospitalization", "hospitalisation", "amputation"}:
            return "injured", verb
        if lemma in {"take", "seek"} and name in {"shelter", "refuge"} and any(noun_of(c) in words("places_left", "shelters") | {"compound", "base", "country"} and _case_of(c) in {"in", "at", "inside"} for each in (verb, thing) for c in children(each, "obl", "nmod")):
            return "displaced", verb
        if lemma == "down" and name == "tool":
            return "participants", verb
        if lemma == "lose" and thing.lower_ in {"life", "lives"}:
            return "killed", verb
        if lemma in {"suffer", "sustain", "receive"} and any(noun_of(t) in _HURTS for t in (thing, *children(thing, "nmod", "compound"))):
            return "injured", thing
        if lemma == "take" and name == "part":
            if any(noun_of(c) in words("forces", "drills") for each in (verb, thing) for c in children(each, "obl", "nmod")):
                return None  # "5,000 men will take part in the exercise"
            return "participants", verb
        if lemma in {"need", "require", "receive"} and name in words("care", "needed") and any(t.lower_ in {"hospital", "medical", "emergency", "urgent", "surgical"} for t in children(thing)):
            return "injured", verb
        if (lemma in {"leave", "abandon", "vacate"} and name in words("places_left", "homes") | words("places_left", "words")) or (lemma == "lose" and name in {"home", "house"}):
            return "displaced", verb
        if lemma in {"fill", "pack", "line", "jam", "flood", "clog", "crowd", "throng", "swamp", "choke", "block", "blockade", "occupy", "storm", "barricade", "paralyse", "paralyze"} and name in words("places_left", "public"):
            return "participants", verb
        if lemma in {"hold", "stage", "mount", "keep"} and name in words("gatherings", "words"):
            return "participants", verb
        if lemma in {"answer", "heed", "follow"} and name in {"call", "appeal"}:
            return "participants", verb
        if lemma == "cross" and name in {"border", "frontier", "river"}:
            return "displaced", verb
    if lemma in {"cross", "pour", "stream", "spill"} and any(_case_of(c) == "into" and noun_of(c) not in words("places_left", "public") for c in children(verb, "obl")):
        return "displaced", verb
    if thing is not None and lemma in {"join", "attend", "reach"} and noun_of(thing) in words("gatherings", "words"):
        return "participants", verb
    if lemma == "take" and any(noun_of(c) == "street" for c in children(verb, "obl")):
        return "participants", verb
    if lemma in {"turn", "show"} and particle is not None and particle.lower_ in {"out", "up"}:
        return "participants", verb
    if lemma in {"remain", "stay", "be", "languish", "hold", "keep", "sit", "spend", "lie", "lay", "live", "sleep"}:
        state = next((found for c in children(verb, "obl", "xcomp") if (found := _in_state(c)) is not None), None)
        if state is not None:
            return state, verb
    if lemma == "go" and any(c.lower_ == "strike" and _case_of(c) == "on" for c in children(verb, "obl")):
        return "participants", verb
    if lemma == "walk" and ((particle is not None and particle.lower_ == "out") or any(noun_of(c) in {"job", "work", "shift"} and _case_of(c) in {"off", "out"} for c in children(verb, "obl"))):
        return "participants", verb
    if lemma == "go" and any(c.lower_ == "missing" for c in children(verb)):
        return "missing", verb
    return None


def _in_state(noun: Token) -> Indicator | None:
    """"in custody", "behind bars", "in intensive care", "in their hands"."""
    if _case_of(noun) not in {"in", "behind", "under", "beneath"}:
        return None
    low = noun.lower_
    own = {low, noun_of(noun)}
    if low in words("states", "missing"):
        return "missing"
    if noun_of(noun) in {"shelter", "camp", "tent"} and _shelters(noun):
        return "displaced"
    if low == "care":
        return "injured" if any(c.lower_ == "intensive" for c in children(noun)) else None
    if low == "condition":
        return "injured" if any(c.lower_ in {"critical", "serious", "stable", "grave"} for c in children(noun)) else None
    if low == "unit":
        return "injured" if any(c.lower_ in {"burn", "burns", "care", "trauma", "emergency"} for c in children(noun, "compound", "amod")) else None
    if low == "hands":
        return "abducted" if child(noun, "nmod:poss") is not None or any(is_armed(c) or noun_of(c) in {"militia", "gang", "group"} for c in children(noun, "nmod")) else None
    return next((name for name in _STATES_IN if own & words("states", name)), None)


def _shelters(noun: Token) -> bool:
    """"in shelters", "in tents", "in relief camps"; not "in a training camp", "in camp"."""
    kinds = {c.lower_ for c in children(noun, "compound", "amod")}
    if noun_of(noun) == "camp":
        return bool(kinds & {"refugee", "relief", "displacement", "displaced", "transit", "idp", "makeshift", "tent", "tented", "temporary", "evacuation"})
    return noun.tag_ in {"NNS", "NNPS"} and not kinds & {"bomb", "beach", "animal", "army", "military", "bus"}


def role_of(node: Token) -> Governed | None:
    """What the clause makes of a noun in its own slot: by one word of it, else by the whole predicate."""
    return _role_of(node) or predicated(node)


def _role_of(node: Token) -> Governed | None:
    verb = node.head
    dep = node.dep_
    if dep == "nsubj:pass" or (dep == "nsubj" and is_passive(verb)):
        return _passive(verb)
    if dep in SUBJECTS:
        return _subject_of(verb)
    if dep in {"obj", "iobj"}:
        return _object_of(verb, node)
    if dep == "obl" and verb.pos_ == "VERB" and node.i < verb.i and child(node, "case") is None and child(verb, *SUBJECTS) is None and _begins(node):
        return _passive(verb) if is_passive(verb) else _subject_of(verb)
    if dep == "obl:agent" and lemma_of(verb) == "join" and _is_gathering(verb):
        return "participants", verb, 0.7
    if dep in {"obl", "nmod"}:
        return _oblique(verb, node)
    if dep == "nummod" and node.i < verb.i and verb.pos_ == "NOUN" and child(verb, "cop") is not None:
        return _subject_of(verb)  # "60 of its supporters are in jail"
    if verb.pos_ == "VERB" and node.i < verb.i and (dep == "nummod" or (dep == "obl:unmarked" and node.pos_ == "NUM" and child(verb, *SUBJECTS) is None)):
        return _passive(verb) if is_passive(verb) else _subject_of(verb)
    total = next((c for c in children(node, *SUBJECTS) if is_total(c)), None)
    if total is not None:
        indicator = total_of(total)
        if indicator is not None:
            return indicator, total, 0.85
    return None


def _is_gathering(join: Token) -> bool:
    """"the stoppage, which has been joined by 1,800 workers": is what is joined one of people who come together?"""
    joined = subject(join)
    if joined is not None and joined.lower_ in {"which", "that"} and join.dep_ == "acl:relcl":
        joined = join.head
    if joined is None and join.dep_ == "acl":
        joined = join.head
    return joined is not None and noun_of(joined) in words("gatherings", "joined")


def _begins(node: Token) -> bool:
    """Does a phrase begin its clause, as a subject does: "Close to 90 villagers starved"?"""
    first = min((t.i for t in children(node, "advmod", "nummod", "amod", "det", "compound")), default=node.i)
    first = min(first, node.i)
    return first <= sentence_of(node).start or node.doc[first - 1].pos_ in {"PUNCT", "CCONJ", "SCONJ", "SPACE"}


def _passive(verb: Token) -> Governed | None:
    found = undergone_in(verb)
    if found is not None:
        return (*found, 0.95)
    cared = _brought_in(verb)
    if cared is not None:
        return cared
    if lemma_of(verb) in {"take", "hold", "make"} and (captive := next((c for c in children(verb) if c.i > verb.i and c.lower_ in {"hostage", "hostages", "captive", "prisoner"}), None)) is not None:
        return "arrested" if captive.lower_ == "prisoner" else "abducted", captive, 0.85
    if lemma_of(verb) == "take" and any(c.lower_ in {"ill", "sick"} for c in children(verb)):
        return "injured", verb, 0.8
    if lemma_of(verb) == "beat" and (any(c.lower_ == "up" for c in children(verb)) or any(roles_of(c) & {"officer", "armed", "criminal", "soldier"} or c.lower_ in {"police", "mob", "crowd", "guards"} for c in children(verb, "obl:agent", "obl"))):
        return "casualties", verb, 0.7
    if lemma_of(verb) == "pick" and any(roles_of(c) & {"officer", "law"} or noun_of(c) in {"police", "agent", "agents", "security", "intelligence"} for c in children(verb, "obl:agent", "obl")):
        return "arrested", verb, 0.7
    if lemma_of(verb) == "place" and any(c.lower_ in {"arrest", "control", "detention"} and _case_of(c) in {"under", "in"} for c in children(verb, "obl")):
        return "arrested", verb, 0.75
    if lemma_of(verb) == "put" and any(c.lower_ == "action" and _case_of(c) in {"out", "of"} for c in children(verb, "obl")):
        return "casualties", verb, 0.7
    if lemma_of(verb) == "take" and any(_case_of(c) == "from" for c in children(verb, "obl")) and not _whither(verb):
        return "abducted", verb, 0.6
    if lemma_of(verb) in {"take", "seize"} and any(is_armed(c) for c in children(verb, "obl:agent", "obl") if _case_of(c) == "by"):
        return "abducted", verb, 0.7
    held = _held_in(verb)
    if held is not None:
        return held
    if lemma_of(verb) == "expect" and any(noun_of(c) in words("gatherings", "words") and _case_of(c) in {"at", "for", "in"} for c in children(verb, "obl")):
        return "participants", verb, 0.75
    if verb.lower_ in {"missing", "unaccounted"}:
        return "missing", verb, 0.9
    if lemma_of(verb) in {"force", "oblige", "compel", "order", "tell"} and any(lemma_of(c) in {"leave", "evacuate", "flee", "move", "relocate"} and child(c, "obj") is None for c in children(verb, "xcomp", "ccomp")):
        return "displaced", verb, 0.7
    # "were found dead", "are believed to have died", "were reported missing", "were taken hostage"
    for each in children(verb, "xcomp", "ccomp", "advcl", "obj", "obl"):
        if each.dep_ == "advcl" and child(each, *SUBJECTS) is not None:
            continue  # "was overpowered after he had shot five"
        inner = _predicate(each)
        if inner is not None:
            return (*inner, 0.85)
    return None


def _case_of(token: Token) -> str:
    case = child(token, "case")
    return case.lower_ if case is not None else ""


def _held_in(verb: Token) -> Governed | None:
    """"are being held without charge", "kept in captivity": who is held is arrested, unless armed men hold him."""
    if lemma_of(verb) not in {"hold", "keep"}:
        return None
    for each in children(verb, "obl", "obl:agent", "xcomp"):
        state = _in_state(each)
        if state in {"arrested", "abducted"} and state is not None:
            return state, verb, 0.8
        if (each.lower_ in {"charge", "charges", "trial", "warrant", "police"} and _case_of(each) in {"without", "on", "by", "at"}) or "officer" in roles_of(each):
            return "arrested", verb, 0.8
        if _case_of(each) == "by" and (roles_of(each) & {"armed", "criminal"}):
            return "abducted", verb, 0.75
    return None


def _brought_in(verb: Token) -> Governed | None:
    """"were rushed to hospital", "were treated for burns": what is done for the injured says that they are."""
    if lemma_of(verb) in words("care", "brought") and any(noun_of(c) in words("care", "places") for c in children(verb, "obl")):
        return "injured", verb, 0.65
    if lemma_of(verb) in words("places_left", "brought") and any(noun_of(c) in words("places_left", "shelters") and _case_of(c) in {"to", "into"} for c in children(verb, "obl")):
        return "displaced", verb, 0.65
    if lemma_of(verb) == "treat" and any(t.lower_ in words("care", "wounds") for c in children(verb, "obl") for t in c.subtree):
        return "injured", verb, 0.8
    if lemma_of(verb) == "treat" and any(noun_of(c) in {"scene", "spot", "site"} for c in children(verb, "obl")):
        return "injured", verb, 0.65
    if lemma_of(verb) in {"treat", "hospitalize"} and any(c.lower_ == "where" for c in children(verb, "advmod")) and \
            any(noun_of(t) in words("care", "places") for t in verb.doc[sentence_of(verb).start:verb.i]):
        return "injured", verb, 0.65  # "the hospital, where nine people were treated"
    return None


def _whither(verb: Token) -> bool:
    """Does a verb name where it brings someone: "took 26 pupils to a museum"?"""
    return any(_case_of(c) in {"to", "into", "on", "across"} for c in children(verb, "obl")) or child(verb, "xcomp") is not None


def _taken(verb: Token, node: Token) -> Governed | None:
    """"They took 26 girls", "took away 30 villagers", of armed men or of someone unnamed; of the police, an arrest."""
    off = lemma_of(verb) in {"carry", "cart", "drag", "haul", "march", "lead", "whisk", "spirit", "bundle", "herd"} and any(c.lower_ in {"off", "away"} for c in children(verb, "compound:prt", "advmod"))
    from_home = lemma_of(verb) in {"drag", "haul", "snatch"} and any(_case_of(c) == "from" for c in children(verb, "obl"))
    if (off or from_home) and is_surely_person(node):
        return "arrested" if is_of_law(subject(verb)) else "abducted", verb, 0.65
    known = is_surely_person(node) if lemma_of(verb) == "seize" else bool(roles_of(node) & words("persons", "taken"))
    if lemma_of(verb) not in {"take", "seize"} or not known or _whither(verb):
        return None
    taker = subject(verb)
    if taker is not None and lemma_of(verb) == "seize" and taker.ent_type_ == "ORG" and "police" not in taker.lower_:
        return "abducted", verb, 0.65
    away = any(c.lower_ in {"away", "captive", "prisoner"} for c in children(verb)) or any(_case_of(c) == "from" for c in children(verb, "obl"))
    if taker is None:
        return None
    if "officer" in roles_of(taker) or "police" in {taker.lower_, *(c.lower_ for c in children(taker) if c.dep_ == "compound")}:
        return ("arrested", verb, 0.6) if away else None
    if roles_of(taker) & {"armed", "criminal"} or noun_of(taker) in {"gang", "militia", "band", "mob", "cartel", "group"} or (taker.pos_ == "PRON" and taker.lower_ in {"they", "who"}) or (away and taker.ent_type_ == "ORG"):
        return "abducted", verb, 0.65
    return None


def _holding(verb: Token, node: Token) -> Governed | None:
    """"is still holding 31 conscripts", "are holding two suspects": of armed men, or of who had taken them, it is no arrest."""
    perfect = verb.tag_ == "VBN" and any(lemma_of(c) == "have" for c in children(verb, "aux"))
    if lemma_of(verb) != "hold" or (verb.tag_ != "VBG" and not perfect) or not is_surely_person(node):
        return None
    holder = subject(verb)
    if holder is not None and ("officer" in roles_of(holder) or holder.lower_ in {"police", "authorities"}):
        return "arrested", verb, 0.65
    took = any(lemma_of(c) in {"take", "seize", "snatch"} for c in children(node, "acl"))
    armed = holder is not None and (roles_of(holder) & {"armed", "criminal"} or noun_of(holder) in {"gang", "militia", "band", "cartel"})
    return ("abducted", verb, 0.65) if took or armed else None


def _predicate(token: Token) -> tuple[Indicator, Token] | None:
    """The indicator of a token that is predicated of a subject: an adjective, a participle, a verb."""
    if token.lower_ in indicators("held") and token.dep_ != "obl":
        return indicators("held")[token.lower_], token
    if token.pos_ in {"VERB", "AUX"}:
        if is_passive(token) or (token.tag_ == "VBN" and not any(c.lower_ in {"have", "has", "had"} for c in children(token, "aux"))):
            return undergone_in(token)
        return done_in(token)  # "are known to have died"
    return None


def _subject_of(head: Token) -> Governed | None:
    """"12 are dead", "12 died", "12 remain missing", "12 suffered injuries"; an agent is no one counted so."""
    if head.lower_ in {"missing", "unaccounted"} or (head.lower_ in indicators("held") and head.pos_ in {"ADJ", "NOUN", "VERB", "ADV"} and (child(head, "cop") is not None or (child(head, "obj") is None and head.tag_ in {"VBN", "JJ"}))):
        return indicators("held")[head.lower_], head, 0.9
    if head.lower_ in {"victims", "casualties", "fatalities"} and _case_of(head) in {"among", "of"}:
        return indicators("counted").get(noun_of(head), "casualties"), head, 0.75
    among = indicators("held").get(head.lower_) or indicators("counted").get(noun_of(head))
    if among in UNDERGONE and among is not None and _case_of(head) in {"among", "amongst"}:
        return among, head, 0.7
    done = done_in(head)
    if done is not None:
        return (*done, 0.95)
    state = _in_state(head)
    if state is not None:
        return state, head, 0.75
    thing = child(head, "obj")
    if thing is not None and lemma_of(head) in {"break", "fracture"} and noun_of(thing) in words("care", "limbs"):
        return "injured", head, 0.6
    gapped = head.dep_ == "conj" and is_passive(head.head) and head.tag_ in {"VBN", "VBD"}
    if (gapped or head.tag_ == "VBN") and child(head, "obj") is None and child(head, "aux") is None:
        # Headlines leave out the auxiliary: "Three soldiers killed in ambush".
        found = undergone_in(head)
        if found is not None:
            return (*found, 0.85)
    # "left three dead": what is said of the object is not said of the subject.
    for each in children(head, "xcomp") if lemma_of(head) not in words("sources", "verbs") | _MAKE_SO else ():
        inner = _predicate(each)
        if inner is not None and (inner[0] in {"missing", "killed", "injured", "displaced"} or each.tag_ == "VB"):
            return (*inner, 0.8)
    return None


def _object_of(verb: Token, node: Token) -> Governed | None:
    """"killing 12 people", "left 12 dead", "arrested five", "claimed 12 lives", "bringing the toll to 45"."""
    lemma = lemma_of(verb)
    for each in children(verb, "ccomp"):
        # "announced 700 troops will be deployed": what the parse took for an object is the subject behind it.
        if each.i > node.i and child(each, *SUBJECTS) is None:
            found = undergone_in(each) if is_passive(each) else done_in(each)
            if found is not None:
                return (*found, 0.85)
    for each in children(verb):
        if each.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and each.i > node.i and each.lower_ in indicators("held") and child(each, *SUBJECTS, "mark") is None and lemma in {"leave", "report", "find", "see", "have", "get", "say", "render", "make", "declare", "list", "put", "take", "hold", "pronounce", "confirm"}:
            # "leaving five dead and injured" is one number of both.
            return _held_with(each), each, 0.9
        if each.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and each.i > node.i and each.tag_ == "VB" and lemma in {"expect", "want", "urge", "call", "see", "force", "let", "invite", "allow", "lead", "cause", "prompt"}:
            inner = done_in(each)
            if inner is not None:
                return (*inner, 0.8)
    if lemma in {"expect", "want", "urge", "call", "see"}:
        for each in children(node, "acl"):
            inner = done_in(each) if each.tag_ == "VB" else None
            if inner is not None:
                return (*inner, 0.8)
    if lemma == "cost" and any(t.lower_ in {"life", "lives"} and t.i > node.i for t in verb.subtree):
        return "killed", verb, 0.85
    if lemma in {"find", "locate", "reach"} and (left := next((c for c in children(node) if c.lower_ in {"remaining", "missing"}), None)) is not None:
        return "missing", left, 0.65
    if node.pos_ == "NUM" and is_score(verb):
        return None
    drawing = child(verb, *SUBJECTS) if lemma in {"draw", "attract", "gather"} else None
    if drawing is not None and noun_of(drawing) in words("gatherings", "words"):
        return "participants", verb, 0.7
    if lemma in {"expect", "anticipate"} and any(noun_of(c) in words("gatherings", "words") and _case_of(c) in {"at", "for", "in"} for each in (verb, node) for c in children(each, "obl", "nmod")):
        return "participants", verb, 0.7
    found = undergone_in(verb)
    if found is not None and found[0] != "troops":
        return (*found, 0.95)
    if lemma == "treat" and any(t.lower_ in _WOUNDS for t in node.subtree):
        return "injured", verb, 0.8
    cared = _brought_in(verb) if "health" not in roles_of(node) else None
    if cared is not None:
        return cared
    if lemma == "lose" and is_lost(of_phrase(node) or node):
        return "killed", verb, 0.65
    if lemma == "bury" and (node.pos_ == "NUM" or is_surely_person(node)) and not any(c.lower_ == "alive" or _case_of(c) in {"under", "beneath"} for c in children(verb)):
        return "killed", verb, 0.7
    if lemma == "send" and any(c.lower_ in {"hell", "grave", "graves"} and _case_of(c) == "to" for c in children(verb, "obl")):
        return "killed", verb, 0.7
    taken = _taken(verb, node) or _holding(verb, node)
    if taken is not None:
        return taken
    if lemma in {"number", "total", "reach", "exceed", "surpass", "top", "pass", "hit", "cross", "near", "approach"}:
        total = next((c for c in children(verb, *SUBJECTS) if is_total(c)), None)
        indicator = total_of(total) if total is not None else None
        if indicator is not None and total is not None:
            return indicator, total, 0.85
        body = child(verb, *SUBJECTS) if lemma in {"number", "total"} else None
        if body is not None and node.pos_ == "NUM" and noun_of(body) in words("forces", "bodies"):
            return "troops", body, 0.65
        # "supporters arrested there number 77"
        named = child(verb, *SUBJECTS) if lemma in {"number", "total"} else None
        told = _modified(named) if named is not None and (named.tag_ in {"NNS", "NNPS"} or named.lower_ == "those") else None
        if told is not None:
            return told
    return None


def is_score(verb: Token) -> bool:
    """"hit 104", "shot 68 in the second round": of a bare number, these are scores."""
    lemma = lemma_of(verb)
    return lemma in {"hit", "strike"} or (lemma == "shoot" and any(t.lower_ in words("skipped", "sport") for t in sentence_of(verb)))


def _held_with(token: Token) -> Indicator:
    """"five dead and injured" is one number of both, "22 dead and 17 injured" is two."""
    own = indicators("held")[token.lower_]
    also = {indicators("held").get(c.lower_) for c in children(token, "conj") if child(c, *SUBJECTS) is None and _next_to(token, c)}
    return "casualties" if {own, *also} >= {"killed", "injured"} else own


def _oblique(verb: Token, node: Token) -> Governed | None:
    """"the toll rose to 45", "the deaths of 12", "with 12 killed", "hurt along with 52 others"."""
    case = child(node, "case")
    word = case.lower_ if case is not None else ""
    if word == "of" and verb.lower_ == "remains":
        return "killed", verb, 0.75
    if word == "of" and noun_of(verb) in _ACTS_ON and verb.pos_ == "NOUN" and (node.pos_ == "NUM" or is_surely_person(node)):
        return ("killed" if any(c.lower_ in _FATAL for c in children(verb, "amod")) else "casualties"), verb, 0.8
    sought = (noun_of(verb) in words("sought", "nouns") and word in {"of", "for"} and lemma_of(verb.head) not in {"decide", "seal", "determine", "share"}) if verb.pos_ == "NOUN" else lemma_of(verb) in words("sought", "verbs") and word == "for"
    if sought and not roles_of(node) & {"armed", "criminal"} and noun_of(node) not in {"suspect", "clue", "solution", "way"} and (node.pos_ == "NUM" or is_surely_person(node)):
        return "missing", verb, 0.65
    if word == "of" and verb.lower_ in {"loss", "losses"} and is_lost(node):
        return "killed", verb, 0.75
    if word == "of" and verb.lower_ in {"cost", "price", "expense"} and is_lost(node) and _case_of(verb) in {"at", "for"}:
        return "killed", verb, 0.75
    if word in {"for", "of"} and noun_of(verb) in {"funeral", "burial"} and (node.pos_ == "NUM" or is_surely_person(node)):
        return "killed", verb, 0.65
    if word == "of" and verb.lower_ in {"life", "lives"} and lemma_of(verb.head) in words("lives", "verbs"):
        return "killed", verb.head, 0.9
    if node.dep_ == "nmod" and word in {"of", "to", "at", "from", "among"}:
        indicator = indicators("counted").get(noun_of(verb))
        if indicator is not None and indicator != "troops":
            return indicator, verb, 0.85
        if is_total(verb):
            total = total_of(verb)
            if total is not None:
                return total, verb, 0.85
        return None
    if word == "with" and lemma_of(verb) == "make" and any(c.lower_ == "off" for c in children(verb)) and is_surely_person(node):
        return "abducted", verb, 0.65
    if word == "to" and verb.pos_ == "VERB" and (node.pos_ == "NUM" or noun_of(node) in {"man", "soldier", "troop"}):
        body = next((c for c in children(verb, "obj", "nsubj:pass") if noun_of(c) in words("forces", "bodies")), None)
        if body is not None:
            return "troops", body, 0.7
    if word in {"to", "at", "by", "past", "above", "over", "beyond", "as"} and verb.pos_ in {"VERB", "NOUN"}:
        total = next((c for c in children(verb, *SUBJECTS, "obj") if is_total(c)), None)
        if total is None and lemma_of(verb) in {"put", "place"}:
            total = next((c for c in children(verb, "xcomp") if c.lower_ in indicators("held")), None)  # "put rebel dead at"
        those = next((c for c in children(verb, *SUBJECTS, "obj") if c.lower_ == "those"), None) if total is None and node.pos_ == "NUM" else None
        if those is not None and (told := _modified(those)) is not None:
            return told  # "put those killed at 1,018"
        if total is not None:
            # "put the dead at 39 and the missing at 26": the nearest that is coordinated with it.
            total = next((c for c in reversed([*children(total, "conj")]) if c.i < node.i and c.lower_ in indicators("held")), total)
            indicator = total_of(total)
            if indicator is not None:
                return indicator, total, 0.85
    if word in {"along", "with", "including", "plus", "alongside", "together", "as", "besides"} or (case is not None and case.dep_ == "case" and any(c.lower_ in {"including", "along", "together"} for c in children(node))):
        if verb.lower_ in indicators("held"):
            return indicators("held")[verb.lower_], verb, 0.8
        if word != "with" and verb.pos_ == "VERB":
            if is_passive(verb) or child(verb, "obj") is not None:
                found = undergone_in(verb)
            else:
                found = done_in(verb)
            if found is not None:
                return (*found, 0.75)
    return None


def is_lost(noun: Token) -> bool:
    """Persons whose loss is their death; a party's members or a firm's clients are lost otherwise."""
    if noun.lower_ in {"troops", "personnel", "servicemen", "crewmen"}:
        return True
    return bool(roles_of(noun) & words("persons", "lost")) and noun_of(noun) not in {"member", "supporter", "voter", "customer", "passenger", "consumer"}


def is_total(token: Token) -> bool:
    return token.lower_ == "losses" or noun_of(token) in words("totals", "words") or indicators("counted").get(noun_of(token)) in UNDERGONE or token.lower_ in indicators("held")


def _moved(total: Token, noun: Token) -> Indicator | None:
    """"the number of citizens moved from the villages to schools": what is done to whom a total counts."""
    for clause in [*children(noun, "acl"), *children(total, "acl")]:
        if clause.tag_ not in {"VBN", "VBD"} or clause.i < noun.i:
            continue
        found = undergone_in(clause)
        if found is not None:
            return found[0]
        cared = _brought_in(clause)
        if cared is not None:
            return cared[0]
        if lemma_of(clause) in words("places_left", "brought") and "from" in {_case_of(c) for c in children(clause, "obl")}:
            return "displaced" if is_surely_person(noun) else None
    return None


def total_of(token: Token) -> Indicator | None:
    """What a total counts: "death toll", "number of wounded"; a bare "toll" counts the dead."""
    lemma = noun_of(token)
    for each in children(token):
        if each.dep_ in {"compound", "amod", "nmod", "nmod:poss"} and each.i != token.i:
            inner = indicators("counted").get(noun_of(each)) or indicators("held").get(each.lower_)
            if inner is not None:
                return inner
            if each.dep_ == "nmod" and noun_of(each) == "prisoner" and _is_political(each):
                return "arrested"
            modified = _modified(each) if each.dep_ == "nmod" else None
            if modified is not None:
                return modified[0]
            moved = _moved(token, each) if each.dep_ == "nmod" and lemma == "number" else None
            if moved is not None:
                return moved
            if each.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ == "of" for c in children(each)):
                named = indicators("counted").get(noun_of(each))
                if named is not None:
                    return named
    if token.lower_ in indicators("held"):
        return indicators("held")[token.lower_]
    if token.lower_ in {"losses", "turnout"}:
        return "killed" if token.lower_ == "losses" else "participants"
    following = token.doc[token.i + 1:min(token.i + 6, sentence_of(token).end)]
    if lemma in words("totals", "words") and len(following) and following[0].lower_ == "of":
        # "the number of internally displaced", whatever the parse made of it
        held = next((t.lower_ for t in following[1:] if t.lower_ in indicators("held")), None)
        if held is not None:
            return indicators("held")[held]
    if lemma == "number":
        clause = next((c for c in children(token, "acl", "amod") if c.lower_ in indicators("held")), None)
        if clause is not None:
            return indicators("held")[clause.lower_]
    return indicators("counted").get(lemma)


def climb(node: Token) -> Token | None:
    """From a noun to the one whose slot it shares: coordination, apposition, a group of it."""
    head = node.head
    if head == node:
        return None
    if node.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN", "NUM", "PRON", "DET", "ADJ", "SYM"}:
        return head
    if node.dep_ == "nummod" and head.i > node.i and node.i + 1 < head.i and node.nbor(1).lower_ in {"after", "before", "when", "while", "since"}:
        # "a mission of about 4,000 after 30 peacekeepers were hurt": the number belongs to what stands before it.
        return None
    if node.dep_ in {"appos", "flat", "compound", "nummod", "nmod:unmarked", "dep"} and head.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}:
        return head
    if node.dep_ in {"nmod", "obl"}:
        case = " ".join(c.lower_ for c in children(node) if c.dep_ in {"case", "fixed"})
        if head.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}:
            if case.startswith(("including", "along", "as well", "together", "plus", "among", "besides")):
                return head
            if case == "of" and (noun_of(head) in words("partitives", "words") or head.pos_ == "NUM" or (node.pos_ == "NUM" and head.lower_ in words("partitives", "sized"))):
                return head
    if node.dep_ == "nmod:poss":
        return None
    return None


def is_let_go(holder: Token, indicator: Indicator) -> bool:
    """"freed 13 hostages", "the release of 90 prisoners", "returned 3,000 refugees": the end of it is no new count."""
    node: Token | None = holder
    for _ in range(6):
        if node is None:
            return False
        head, table = node.head, words("let_go", "home" if indicator == "displaced" else "free")
        if any(c.dep_ in {"amod", "acl"} and lemma_of(c) in table for c in children(node)):
            return True
        if lemma_of(head) == "escape" and node.dep_ == "nsubj" and indicator != "displaced":
            return True
        if lemma_of(head) == "let" and node.dep_ in {"obj", "nsubj"} and any(lemma_of(c) == "go" for c in children(head, "xcomp", "ccomp")):
            return True
        if lemma_of(head) in table:
            if node.dep_ in {"obj", "nsubj:pass"} or (node.dep_ == "nsubj" and (is_passive(head) or indicator == "displaced" or head.tag_ == "VBN")):
                return True
            if head.pos_ == "NOUN" and node.dep_ == "nmod" and _case_of(node) in {"of", "for"}:
                return True
        node = climb(node)
    return False


def token_at(doc: Doc, char: int) -> Token | None:
    span = doc.char_span(char, char + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def clause_of(holder: Token) -> Token | None:
    """The predicate that a noun is an argument of, verb or not ("troops are on their way")."""
    return next((a for a in ancestors(holder) if a.pos_ in {"VERB", "AUX"} or any(c.dep_ in SUBJECTS for c in children(a))), None)
