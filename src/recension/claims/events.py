"""Doc → event claims: who did what to whom, in PLOVER's sixteen types.

One pass over the tokens of each sentence finds triggers (verbs, event nouns, verdicts such as "unacceptable",
refusals such as "will not"); the parse gives their parties; `status` says what becomes of the act; one claim
is made for each pair of parties. See CONTRACT "Conventions of claims".
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recension.claims.doc import claim_id, mention, per_doc, report_of, sentences, span_of
from recension.claims.eventroles import (
    acting,
    agent_of,
    case_of,
    climb,
    is_party,
    is_passive,
    is_physical,
    is_time_word,
    led_object,
    noun_before,
    noun_actor_token,
    noun_actors,
    noun_recipient_tokens,
    noun_slot,
    object_meets,
    object_of,
    owners,
    parties_of,
    reached,
    sides,
    slot,
    whole,
)
from recension.claims.eventwords import Sense, base, carriers, classes, contexts, modes, nouns, verbs, vetoes
from recension.claims.status import governors, status
from recension.claims.tree import SUBJECTS, child, children, conjuncts
from recension.model import Event, EventType, Mention, Place, Status, Stretch, Time, digest

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: No happening gives more claims than this, however many parties are coordinated.
MAX_CLAIMS = 24
#: No content is longer than this many characters.
MAX_CONTENT = 600

_VIOLENT: frozenset[EventType] = frozenset({"ASSAULT", "COERCE"})
_CONFLICT: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE", "PROTEST"})
_VERBAL: frozenset[EventType] = frozenset({"REQUEST", "ACCUSE", "PROTEST", "SUPPORT", "AGREE", "REJECT", "THREATEN", "CONSULT"})
_OCCUR = frozenset({
    "break", "erupt", "continue", "occur", "happen", "begin", "start", "resume", "flare", "ensue", "follow", "rage", "intensify",
    "escalate", "spread", "take", "unfold", "kick", "last", "go", "persist", "hit", "rock", "shake", "come", "leave", "open",
    "kill", "wound", "injure", "claim", "target", "prompt", "spark", "trigger", "end", "turn", "grip",
})
_PROVOKING = frozenset({"prompt", "draw", "spark", "trigger", "provoke", "cause", "attract", "elicit", "invite", "bring", "lead"})
_SHAMEFUL = frozenset({
    "unacceptable", "deplorable", "outrageous", "shameful", "disgraceful", "abhorrent", "barbaric", "intolerable", "inexcusable",
    "unjustified", "unjustifiable", "reprehensible", "cowardly", "despicable", "heinous", "horrific", "appalling", "criminal",
    "illegal", "unlawful", "inhumane", "inhuman", "savage", "brutal", "irresponsible", "provocative", "monstrous", "unconscionable",
    "unforgivable", "repugnant", "vile", "wrong", "indefensible", "disgusting", "unwarranted", "unprovoked", "senseless",
})
_MUST = frozenset({"must", "should", "ought"})
_STOP = frozenset({"stop", "end", "halt", "cease", "quit", "discontinue", "silence", "abandon", "drop"})
_REFUSABLE = frozenset({
    "remove", "allow", "accept", "tolerate", "negotiate", "recognize", "recognise", "give", "back", "surrender", "bow", "withdraw",
    "cede", "compromise", "talk", "leave", "release", "sign", "join", "cooperate", "attend", "meet", "participate", "resign", "yield",
    "concede", "permit", "step", "pay", "send", "supply", "provide", "hand", "extradite", "abandon", "comply", "agree", "let",
    "support", "retreat", "stop", "end", "lift", "ratify", "take", "disarm", "engage", "hold", "return", "drop", "budge", "stand",
})
_OFFERS = frozenset({
    "call", "demand", "request", "appeal", "proposal", "offer", "ultimatum", "plan", "bid", "plea", "talk", "talks", "negotiation",
    "meeting", "dialogue", "invitation", "order", "pressure", "mediation", "condition", "term",
})
_POLICE = frozenset({
    "police", "officer", "policeman", "agent", "investigator", "detective", "authority", "gendarme", "customs", "service", "prosecutor",
    "inspector", "guard", "bureau", "unit", "security", "court", "judge", "official", "fbi",
})
_HITS = frozenset({"physical", "thing"})
_FIRST = frozenset({"i", "we"})
_CROWD = frozenset({
    "protester", "protestor", "demonstrator", "activist", "student", "worker", "resident", "crowd", "supporter", "people", "farmer",
    "villager", "teacher", "opponent", "marcher", "youth", "mourner", "citizen", "woman", "doctor", "nurse", "driver", "member",
    "union", "thousand", "hundred", "dozen", "serb", "rioter", "mob", "settler", "relative", "journalist", "lawyer", "refugee",
})
_NOT_PROTEST = frozenset({
    "funeral", "prayer", "mass", "summit", "wedding", "memorial", "vigil", "conference", "meeting", "festival", "celebrate",
    "concert", "pray", "mourn", "feast", "iftar", "worship", "service", "ceremony", "burial",
})
_PROTESTING = frozenset({
    "protest", "demand", "outside", "front", "against", "demonstrate", "chant", "banner", "slogan", "placard", "square", "denounce",
    "protester", "demonstrator", "rally", "call",
})
_OFFICIAL = frozenset({
    "president", "minister", "leader", "secretary", "envoy", "chancellor", "diplomat", "delegation", "chief", "official", "premier",
    "king", "ambassador", "pope", "commissioner", "general", "representative", "mediator", "negotiator", "team", "prince",
})
_ARMED = frozenset({
    "troop", "soldier", "force", "army", "military", "police", "unit", "convoy", "battalion", "brigade", "navy", "fleet", "fighter",
    "rebel", "militia", "militant", "insurgent", "peacekeeper", "tank", "gendarme", "officer", "guard", "marine", "invader", "contingent",
})
_TALKER = frozenset({"message", "advice", "appeal", "plea", "call", "demand", "request", "warning", "signal"})
_CRIMINAL = frozenset({
    "gang", "terrorist", "terrorism", "militant", "rebel", "extremist", "criminal", "insurgent", "jihadist", "separatist", "militia",
    "paramilitary", "mercenary", "crime", "violence", "aggression", "occupation",
})


_FIGURED = frozenset({"fight", "battle", "combat", "war", "beat", "target", "tackle", "attack", "kill", "crush", "struggle", "hit"})
_SCORE = re.compile(r"(?<![\d-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\d-])")


@dataclass(slots=True)
class Happening:
    """A trigger and what was found around it, before it becomes claims."""

    token: Token
    type: EventType
    mode: str | None
    words: list[Token]
    actors: list[Mention] = field(default_factory=list)
    recipients: list[Mention] = field(default_factory=list)
    mutual: bool = False
    contents: list[Mention] = field(default_factory=list)
    flags: frozenset[str] = frozenset()
    status: Status | None = None
    attempted: bool = False
    speaker: Mention | None = None
    why: dict[str, str] = field(default_factory=dict)
    confidence: float = 0.85


@per_doc
def events(doc: Doc) -> list[Event]:
    """The event claims of a report, in order of the text.

    Each pair of parties gives one claim; the claims of one happening share `happening`. Actor and recipient
    are null where the sentence names none, with the reason in `why_null`.
    """
    found: list[Event] = []
    before: list[Happening] = []
    for sent in sentences(doc):
        happenings = _happenings(doc, sent)
        for each in happenings:
            _answered(doc, each, [*before, *happenings])
            found += _claims(doc, sent, each)
        before = happenings
    unique = {claim.id: claim for claim in found}
    return sorted(unique.values(), key=lambda c: (c.span.start, c.trigger.start, c.span.end, c.id))


def _answered(doc: Doc, each: Happening, near: list[Happening]) -> None:
    """"threw rocks in return", "fired tear gas to disperse protesters": the recipient stands beside the deed."""
    if each.type != "ASSAULT" or each.recipients or not each.actors:
        return
    words = {t.lower_ for t in each.token.subtree}
    if "return" in words or "back" in words:
        for other in reversed(near):
            if other.type == "ASSAULT" and other.token.i < each.token.i and other.actors and not any(
                _same(a, b) for a in other.actors for b in each.actors
            ):
                each.recipients = list(other.actors)
                return
    for token in each.token.sent:
        if token.i > each.token.i and token.lemma_.lower() in {"disperse", "repel", "scatter", "dispel"} and case_of(token) in {"to", ""}:
            each.recipients = parties_of(doc, object_of(token))
            return


def _happenings(doc: Doc, sent: DocSpan) -> list[Happening]:
    lemmas = frozenset(t.lemma_.lower() for t in sent if not t.is_punct)
    taken: set[int] = set()
    found: list[Happening] = []
    for token in sent:
        if token.pos_ in {"VERB", "AUX"} or token.lower_ in {"hurt", "injured", "wounded", "dead"}:
            for each in _verb(doc, token, taken):
                found.append(each)
    for token in sent:
        if token.pos_ in {"NOUN", "PROPN"} and token.i not in taken:
            found += _noun(doc, token)
    found = [h for h in found if not _vetoed(h, lemmas, sent)]
    found += _under_way(doc, sent)
    found += _verdicts(doc, sent)
    found += _musts(doc, sent)
    found += _refusals(doc, sent, found)
    found += _blame(doc, found)
    return _settled(doc, found)


# ---------------------------------------------------------------- verbs
def _verb(doc: Doc, token: Token, taken: set[int]) -> Iterator[Happening]:
    if token.dep_ in {"amod", "compound", "aux", "aux:pass", "case", "mark"}:
        return
    lemma = base(token.lemma_, verbs())
    if token.lower_ in {"hurt", "injured", "wounded", "dead"} and token.pos_ == "ADJ":
        if not (token.dep_ == "xcomp" or child(token, "cop") is not None):
            return
        lemma = "injure" if token.lower_ != "dead" else "kill"
    best: tuple[int, Happening, list[int]] | None = None
    for sense in verbs().get(lemma, ()):
        words = [token]
        score = 0
        if sense.second is not None:
            second = _second(token, sense.second)
            if second is None:
                continue
            words += second
            score += 3
        if sense.objects:
            if not object_meets(token, sense.objects, doc):
                continue
            score += 1 if sense.objects <= {"party", "none"} else 2
        if best is not None and best[0] >= score:
            continue
        made = _fill_verb(doc, token, sense, words)
        if made is not None:
            obj = object_of(token)
            used = [obj.i] if obj is not None and sense.objects and "party" not in sense.objects else []
            best = (score, made, used)
    if best is not None:
        taken.update(best[2])
        yield best[1]


def _second(token: Token, second: str) -> list[Token] | None:
    """The tokens of a trigger's second word: a particle, a preposition, or a run of words after the verb."""
    parts = second.split("_")
    for near in token.children:
        if near.lower_ == parts[0] and len(parts) == 1:
            if near.dep_ in {"compound:prt", "advmod", "xcomp", "obj", "obl", "case", "mark"} and near.i > token.i:
                return [near]
        if near.dep_ in {"obl", "advcl", "xcomp", "ccomp", "obl:arg"} and len(parts) == 1 and near.i > token.i:
            first = next((c for c in near.children if c.dep_ in {"case", "mark"}), None)
            if first is not None and first.lower_ == second and second != "to" and not is_time_word(near):
                return [first]
            if first is not None and first.lower_ == second == "to" and first.tag_ != "TO":
                return [first]
    following = [t for t in doc_slice(token, 7)]
    for start in range(len(following)):
        run = following[start : start + len(parts)]
        if [t.lower_ for t in run] == parts and (len(parts) > 1 or start == 0):
            if len(parts) == 1 and run[0].dep_ in {"case", "mark"} and (is_time_word(run[0].head) or second == "to"):
                return None
            return run
    return None


def doc_slice(token: Token, count: int) -> list[Token]:
    """The tokens after a token in its sentence, `count` at most."""
    end = min(token.sent.end, token.i + 1 + count)
    return list(token.doc[token.i + 1 : end])


def _fill_verb(doc: Doc, token: Token, sense: Sense, words: list[Token]) -> Happening | None:
    flags = sense.flags
    actor_token = agent_of(token)
    made = Happening(token, sense.type, sense.mode, words, flags=flags)
    acted = object_of(token)
    if "refusal" in flags:
        if not _refused(token):
            return None
        words.insert(0, token.head)
        actor_token = agent_of(token.head)
    made.actors = acting(doc, actor_token)
    if not made.actors and actor_token is not None:
        if not _act_behind(doc, actor_token, made) and not _opaque(actor_token):
            return None
    if not made.actors and "agent" in flags and actor_token is None and not is_passive(token):
        return None
    if "harm" in flags and not made.actors:
        made.actors = _cause(doc, token)
    _recipients(doc, token, sense, made, acted)
    if made.type != "ACCUSE" and "verbal" in flags and acted is not None and not made.recipients:
        noun = whole(acted)
        if noun.lemma_.lower() in classes()["abstract"]:
            made.type, made.mode = "ACCUSE", "disapprove"
            made.recipients = owners(doc, noun)
            return made if made.actors else None
    if "target" in flags and not made.recipients and not (acted is not None and is_physical(acted) and "physical" in flags):
        return None
    if not _fits(doc, token, sense, made, actor_token, acted):
        return None
    made.mutual = "mutual" in flags
    if made.mutual and not made.recipients and len(made.actors) < 2 and sense.type in {"CONSULT", "COOPERATE"} and acted is None:
        if sense.type == "COOPERATE" or not _plural_body(token, actor_token):
            made.mutual = False
    if "content" in flags or sense.type in {"REQUEST", "REJECT", "AGREE", "THREATEN", "MOBILIZE", "CONCEDE", "AID", "SANCTION"}:
        made.contents = _contents(doc, token, sense, words)
    return made


def _fits(
    doc: Doc, token: Token, sense: Sense, made: Happening, actor_token: Token | None, acted: Token | None
) -> bool:
    """The conditions that a sense's flags make on its parties."""
    flags = sense.flags
    lemma = whole(actor_token).lemma_.lower() if actor_token is not None else ""
    if token.lemma_.lower() in {"take", "hold"} and acted is not None and acted.tag_ == "NN" and not list(acted.children):
        if acted.lemma_.lower() in {"office", "place", "part", "power", "home", "position"} and "refusal" not in flags:
            return False
    if token.lemma_.lower() in {"recognize", "recognise", "support", "back", "oppose"} and _is_state(token):
        return False
    if token.lemma_.lower() == "insist" and lemma in {"we", "i"}:
        return False
    if "crowd" in flags and lemma not in _CROWD and not _protesting(token) and sense.recipient[:1] != ("obj",):
        return False
    if "policing" in flags and lemma not in _POLICE:
        return False
    if "judicial" in flags and lemma not in _POLICE and not is_passive(token):
        return False
    if "passive" in flags and not is_passive(token):
        return False
    if "armed" in flags and lemma not in _ARMED:
        return False
    if "subjunctive" in flags and not any(
        c.tag_ == "VB" or any(t.lower_ in _MUST for t in children(c, "aux")) for c in children(token, "ccomp")
    ):
        return False
    if made.type == "ASSAULT" and "mutual" in flags and not made.recipients and len(made.actors) < 2:
        if lemma not in _ARMED and len({t.lemma_.lower() for t in token.sent} & vetoes()["violence"]) < 1:
            return False
    if made.type == "ASSAULT" and made.mode == "heavy-weapons" and not made.recipients:
        sea = slot(token, "into") or slot(token, "off") or slot(token, "toward") or slot(token, "over")
        if sea is not None and sea.lemma_.lower() in {"sea", "ocean", "water", "waters", "coast", "japan"}:
            made.type, made.mode = "MOBILIZE", "weapons"
    if made.type == "MOBILIZE" and "agent" in flags and acted is not None and _is_joint(acted):
        return False
    if "gather" in flags and not _gathers(token, lemma):
        return False
    if "group" in flags and acted is None and lemma not in _ARMED and not (
        actor_token is not None and (actor_token.ent_type_ in {"ORG", "LOC"} or made.actors)
    ):
        return False
    if "group" in flags and token.lemma_.lower() == "be" and lemma not in _ARMED:
        return False
    if "escort" in flags and lemma not in _ARMED:
        return False
    if "official" in flags and lemma not in _OFFICIAL and not (actor_token is not None and actor_token.ent_type_ == "PERSON"):
        return False
    if "visitor" in flags and not made.recipients and slot(token, "to") is None:
        if acted is None or not (acted.ent_type_ == "LOC" or is_physical(acted)) or lemma not in _OFFICIAL:
            return False
    if "visitor" in flags and actor_token is not None and lemma not in _OFFICIAL and actor_token.ent_type_ not in {"PERSON", "ORG"}:
        if actor_token.pos_ != "PRON":
            return False
    if "consequence" in flags and not (_threatening(token)):
        return False
    if "joint" in flags and len(made.actors) < 2 and not made.recipients and not (acted is not None and _is_joint(acted)):
        return False
    if "party-or-policy" in flags and not made.actors:
        return False
    if "suspicion" in flags and not made.actors:
        return False
    if "neg-only" in flags or "verbal-only" in flags:
        return False
    if "speechly" in flags and not made.recipients:
        return False
    if "person" in flags and actor_token is not None and not made.actors:
        return False
    if "host" in flags and not made.recipients:
        return False
    if made.type in {"CONSULT", "AGREE", "SUPPORT", "REQUEST", "ACCUSE", "AID", "COOPERATE", "THREATEN", "REJECT"}:
        if not made.actors and not made.recipients and not is_passive(token):
            return False
        if not made.actors and not made.recipients and made.type in {"AGREE", "THREATEN", "REJECT", "ACCUSE"}:
            return False
    return True


def _is_joint(noun: Token) -> bool:
    return any(t.lower_ in {"joint", "bilateral", "multinational", "combined"} for t in children(noun, "amod"))


def _protesting(token: Token) -> bool:
    return bool({t.lemma_.lower() for t in token.sent} & _PROTESTING)


def _is_state(token: Token) -> bool:
    """A plain present, or a denial of one, tells of a standing attitude: "most states recognize it"."""
    auxes = {t.lower_ for t in children(token, "aux")}
    if token.lemma_.lower().startswith("recogni"):
        return token.tag_ in {"VBP", "VBZ"} or bool(auxes & {"do", "does"})
    return bool(auxes & {"do", "does"}) and any(t.lower_ in {"not", "n't", "n’t"} for t in children(token, "advmod"))


def _act_behind(doc: Doc, actor_token: Token, made: Happening) -> bool:
    """A subject that is itself a deed or a weapon ("the attack killed"): its doer is the actor, if known."""
    noun = whole(actor_token)
    lemma = noun.lemma_.lower()
    if lemma not in vetoes()["instrument"]:
        return False
    senses = nouns().get(lemma, ())
    made.actors = noun_actors(noun, senses[0], doc) if senses else owners(doc, noun)
    made.why.setdefault("actor", f"the sentence names only the means: {noun.text}")
    return True


def _opaque(token: Token) -> bool:
    """Pronouns and numbers that may stand for a party though the report does not tell which."""
    return token.pos_ in {"PRON", "NUM", "DET"} or token.tag_ in {"WDT", "WP", "DT"} or token.ent_type_ in {"PERSON", "ORG"}


def _cause(doc: Doc, token: Token) -> list[Mention]:
    """Who harmed, when only the fight is named: "was killed in an attack by rebels", "leaving 30 hurt"."""
    if token.dep_ == "xcomp" and token.head.lemma_.lower() == "leave":
        left = agent_of(token.head)
        return parties_of(doc, left)
    for name in ("in", "by", "during", "after"):
        near = slot(token, name)
        if near is None:
            continue
        noun = whole(near)
        for sense in nouns().get(noun.lemma_.lower(), ()):
            if sense.type == "ASSAULT" and "mutual" not in sense.flags:
                return noun_actors(noun, sense, doc)
    return []


def _recipients(doc: Doc, token: Token, sense: Sense, made: Happening, acted: Token | None) -> None:
    thing: Token | None = None
    names = [*sense.recipient, *(("asked",) if sense.type == "REQUEST" else ())]
    for name in names:
        if sense.type == "ACCUSE" and name not in {"obj", "into"} and acted is not None and nouns().get(whole(acted).lemma_.lower()):
            continue
        if name == "refused":
            made.recipients = _refused_party(doc, acted)
            return
        near = acted if name == "obj" else _asked(token) if name == "asked" else slot(token, name)
        if near is not None and name not in {"obj", "iobj", "asked"} and sense.type in {"ACCUSE", "SUPPORT"} and near.head != token:
            continue
        if near is None or (near.lower_ == "what" and whole(near) == near and child(near, "acl:relcl") is None):
            continue
        noun = whole(near)
        if near.pos_ == "PRON" and near.lower_ in {"them", "they"}:
            shared = _they(doc, token)
            if shared:
                made.recipients = shared
                return
        found = reached(doc, near, sense)
        if not found and near.pos_ == "NUM":
            found = [mention(doc, near.idx, near.idx + len(near))]
        if not found and name == "obj" and sense.type == "ACCUSE":
            found = owners(doc, noun) if noun.lemma_.lower() in classes()["abstract"] else []
        if found:
            made.recipients = found
            return
        thing = thing or noun
    if sense.type == "ACCUSE" and sense.mode == "allege":
        clause = child(token, "ccomp")
        made.recipients = parties_of(doc, agent_of(clause)) if clause is not None and clause.i > token.i else []
        made.recipients = [m for m in made.recipients if not any(_same(m, a) for a in made.actors)]
    if thing is not None:
        made.why["recipient"] = f"{thing.text}: no party, and no owner is named"


def _refused_party(doc: Doc, acted: Token | None) -> list[Mention]:
    """Whose call or offer is refused, or who is snubbed; what is refused itself is no party."""
    if acted is None:
        return []
    noun = whole(acted)
    lemma = noun.lemma_.lower()
    if lemma in _OFFERS:
        for name in ("by", "from", "with"):
            near = noun_slot(noun, name)
            if near is not None and (found := parties_of(doc, near, placed=True)):
                return found
        poss = child(noun, "nmod:poss")
        return parties_of(doc, poss) if poss is not None else []
    if lemma in _OFFICIAL or noun.ent_type_ == "PERSON":
        return parties_of(doc, acted)
    return []


def _asked(token: Token) -> Token | None:
    """Whom a request is put to where the parse made it the subject of what is asked."""
    clause = next((c for c in children(token, "xcomp", "ccomp") if c.i > token.i and c.tag_ == "VB"), None)
    asked = child(clause, "nsubj") if clause is not None and case_of(clause) == "to" else None
    asked = asked or (led_object(token, clause) if clause is not None else None)
    asked = asked or next((c for c in children(token, "nsubj") if c.i > token.i), None)
    return asked if asked is not None and asked.i > token.i else None


def _they(doc: Doc, token: Token) -> list[Mention]:
    """Whom "them" means in a purpose clause: "met the two leaders to tell them"."""
    if token.dep_ not in {"advcl", "xcomp"}:
        return []
    head = token.head
    for sense in verbs().get(head.lemma_.lower(), ()):
        if sense.type in {"CONSULT", "REQUEST"}:
            for name in ("obj", *sense.recipient):
                near = object_of(head) if name == "obj" else slot(head, name)
                found = parties_of(doc, near)
                if found and near is not None and near.i < token.i:
                    return found
    return []


def _refused(token: Token) -> bool:
    return token.dep_ in {"xcomp", "advcl"} and token.head.lemma_.lower() in {"refuse", "decline"}


def _gathers(token: Token, lemma: str) -> bool:
    around = {t.lemma_.lower() for t in token.subtree} if token.dep_ != "ROOT" else {t.lemma_.lower() for t in token.sent}
    if around & _NOT_PROTEST or lemma in _OFFICIAL:
        return False
    return lemma in {"protester", "protestor", "demonstrator", "crowd", "mob"} or bool(around & _PROTESTING)


def _plural_body(token: Token, actor_token: Token | None) -> bool:
    return actor_token is not None


def _threatening(token: Token) -> bool:
    """Does a warning carry a consequence that the warner would bring about, or a loss?"""
    words = {t.lemma_.lower() for t in token.subtree}
    if words & {"storm", "flood", "rain", "disease", "weather", "virus", "famine", "hunger"}:
        return False
    if not words & _CONSEQUENCES:
        return False
    clause = child(token, "ccomp")
    if clause is None and object_of(token) is None:
        near = slot(token, "of")
        return near is not None and whole(near).lemma_.lower() in {"consequence", "retaliation", "response", "action", "reprisal", "sanction"}
    if clause is None or object_of(token) is not None:
        return True
    doer = child(clause, *SUBJECTS)
    return doer is not None and (doer.pos_ == "PRON" or whole(doer).lemma_.lower() in _ARMED | {"government", "country", "nation"})


_CONSEQUENCES = frozenset({
    "consequence", "retaliate", "retaliation", "punish", "attack", "strike", "sanction", "jeopardise", "jeopardize", "force", "shoot",
    "respond", "response", "action", "arrest", "war", "target", "price", "expel", "suspend", "lose", "destroy", "kill", "cost",
    "crush", "fire", "bomb", "pay", "defend", "fight", "invade", "annihilate", "hit", "punishment", "refusal", "risk",
})


# ---------------------------------------------------------------- nouns
def _noun(doc: Doc, token: Token) -> Iterator[Happening]:
    if token.dep_ in {"compound", "nmod:desc", "flat", "fixed", "goeswith", "vocative"} or token.ent_type_ in {"PERSON", "ORG", "LOC"}:
        return
    lemma = base(token.lemma_, nouns())
    senses = nouns().get(lemma) or nouns().get(token.lower_)
    if not senses:
        yield from _attempt(doc, token)
        return
    if token.pos_ == "PROPN" and token.text[:1].isupper() and token.i != token.sent.start:
        return
    sense = senses[0]
    if "strikeword" in sense.flags:
        strike = _strike(doc, token, sense)
        if strike is None:
            return
        sense = strike
    if "act" in sense.flags and not any(t.lower_ in {"violent", "terrorist", "hostile", "aggressive", "brutal"} for t in children(token, "amod", "compound")) and not any(
        case_of(c) == "of" and c.lemma_.lower() in {"violence", "terror", "aggression", "war", "terrorism", "sabotage"} for c in children(token, "nmod")
    ):
        return
    made = Happening(token, sense.type, sense.mode, [token], flags=sense.flags, confidence=0.8)
    actor_token = noun_actor_token(token, sense, doc)
    made.actors = noun_actors(token, sense, doc)
    if "between" in sense.recipient:
        both = sides(token, doc)
        if both:
            made.actors = both
            made.mutual = True
    if not (made.mutual and len(made.actors) > 1):
        for near in noun_recipient_tokens(token, sense, doc):
            if actor_token is not None and near == actor_token:
                continue
            each = reached(doc, near, dataclasses.replace(sense, flags=sense.flags | _HITS) if sense.type == "ASSAULT" else sense)
            made.recipients += [m for m in each if m not in made.recipients and m not in made.actors]
        made.mutual = "mutual" in sense.flags
        head = token.head
        if made.mutual and made.recipients and not made.actors and token.dep_ == "obl" and head.pos_ == "VERB" and is_passive(head):
            if head.lemma_.lower() in {"kill", "wound", "injure", "hurt", "shoot", "arrest"}:
                made.actors = parties_of(doc, object_of(head))
    if "visitor" in sense.flags or sense.type == "CONSULT":
        _visitor(doc, token, sense, made)
    if sense.type == "ACCUSE" and not made.recipients:
        made.recipients = _provoker(doc, token)
        if not made.actors:
            made.actors = parties_of(doc, noun_slot(token, "from"))
    if not _stands(doc, token, sense, made):
        return
    if "content" in sense.flags:
        made.contents = _noun_contents(doc, token)
    yield made


def _attempt(doc: Doc, token: Token) -> Iterator[Happening]:
    """"an assassination attempt", "an attempt on the life of X"."""
    if token.lemma_.lower() not in {"attempt", "bid", "plot"}:
        return
    victims: list[Mention] = []
    sense: Sense | None = None
    for near in children(token, "compound"):
        known = nouns().get(near.lemma_.lower())
        if known and known[0].type in {"ASSAULT", "COERCE"}:
            sense = known[0]
            aimed = noun_slot(token, "on") or noun_slot(token, "against")
            victims = parties_of(doc, aimed, placed=True) if aimed is not None else []
    life = noun_slot(token, "on")
    if sense is None and life is not None and life.lemma_.lower() == "life":
        sense = nouns()["assassination"][0]
        victims = owners(doc, life)
    if sense is None or token.head.lemma_.lower() in {"investigate", "probe"}:
        return
    made = Happening(token, sense.type, sense.mode, [token], noun_actors(token, sense, doc), victims, flags=sense.flags, attempted=True)
    made.confidence = 0.7
    if made.actors or made.recipients:
        yield made


def _strike(doc: Doc, token: Token, sense: Sense) -> Sense | None:
    """A strike of arms, a strike of workers, or neither."""
    before = {t.lemma_.lower() for t in children(token, "compound", "amod")}
    if before & {"hunger", "general", "transport", "rail", "nationwide", "union", "teacher", "worker", "doctor", "indefinite", "labour", "labor"}:
        return dataclasses.replace(sense, type="PROTEST", mode="hunger" if "hunger" in before else "strike")
    around = {t.lemma_.lower() for t in token.sent}
    if around & {"union", "worker", "teacher", "wage", "pay", "staff"} and not around & {"missile", "drone", "air", "military"}:
        return dataclasses.replace(sense, type="PROTEST", mode="strike")
    armed = before & {"air", "missile", "drone", "military", "rocket", "retaliatory", "artillery", "bomb", "aerial", "precision", "nuclear", "pre-emptive"}
    if armed or any(noun_slot(token, p) is not None for p in ("on", "against", "at")) or any(is_party(doc, t) for t in children(token, "amod", "compound", "nmod:poss")):
        return sense
    return None


def _visitor(doc: Doc, token: Token, sense: Sense, made: Happening) -> None:
    """A visit or a meeting in passing ("he said during a visit to"): it is the subject's own."""
    head = token.head
    if not made.actors and token.dep_ == "obl" and case_of(token) in {"during", "on", "in", "after", "at", "before", "following"}:
        if head.pos_ == "VERB":
            if "visitor" in sense.flags or made.recipients:
                sayer = next((h for h in [head, *climb(head)] if h.lemma_.lower() in {"say", "tell", "speak", "add", "announce"}), None)
                made.actors = parties_of(doc, agent_of(sayer if sayer is not None and sayer.i > head.i else head))
    if "visitor" in sense.flags and not made.recipients:
        for name in ("to", "in"):
            near = noun_slot(token, name)
            if near is not None:
                made.recipients = parties_of(doc, near, placed=True) or owners(doc, near)
                break


def _provoker(doc: Doc, token: Token) -> list[Mention]:
    """Who drew criticism: "the move by the government prompted criticism from"."""
    head = token.head
    if token.dep_ == "obj" and head.lemma_.lower() in _PROVOKING:
        subject = agent_of(head)
        if subject is None:
            return []
        if is_party(doc, subject):
            return parties_of(doc, subject)
        for near in children(subject, "nmod", "nmod:poss", "obl"):
            if (near.dep_ == "nmod:poss" or case_of(near) in {"by", "of"}) and is_party(doc, near):
                return parties_of(doc, near)
    return []


def _stands(doc: Doc, token: Token, sense: Sense, made: Happening) -> bool:
    """Does a noun tell of an event here, or only name one in passing?"""
    head, dep = token.head, token.dep_
    words = set(governors(head))
    lemma = head.lemma_.lower()
    known = len(made.actors) + len(made.recipients)
    judged = _judged(token)
    if "target" in sense.flags and not made.recipients:
        return False
    if _asked_for(token) and sense.type in {"RETREAT", "PROTEST", "CONSULT", "COOPERATE", "AID", "CONCEDE", "MOBILIZE", "SANCTION", "COERCE"}:
        return True
    of = noun_slot(token, "of")
    if sense.type == "ASSAULT" and sense.of == "recipient" and of is not None and not made.recipients and not is_physical(of):
        return False
    if head.pos_ == "VERB" and dep == "obl" and lemma in {"kill", "wound", "injure", "hurt", "die"} and not (made.actors and made.recipients):
        return False
    if head.pos_ == "VERB" and dep == "nsubj" and lemma in {"kill", "wound", "injure"} and not made.recipients:
        return False
    if "crowd" in sense.flags and not known and any(t.lower_ in {"peaceful", "mass"} for t in children(token, "amod")):
        known = 1 if dep in {"nsubj", "nsubj:pass", "obj"} else 0
    if "speechact" in sense.flags:
        if dep == "obl" and case_of(token) == "at":
            return False
        if sense.type in {"REQUEST", "AGREE", "SUPPORT", "REJECT"} and (lemma in {"reject", "refuse", "deny", "dismiss"} or not made.actors):
            return False
        if not made.actors and not made.recipients:
            return False
        return sense.type != "ACCUSE" or lemma not in {"reject", "deny", "dismiss"}
    if "weak" in sense.flags:
        if sense.type == "CONSULT":
            return bool(made.actors or (made.recipients and made.mutual)) or (
                head.pos_ == "VERB" and bool(words & {"hold", "resume", "begin", "convene", "start"}) and dep in {"obj", "nsubj:pass", "nsubj"} and known > 0
            )
        if "blame" in sense.flags and sense.type == "COERCE":
            return bool(made.actors)
        if sense.type in {"AID", "COOPERATE", "AGREE", "RETREAT", "PROTEST", "COERCE"}:
            return bool(made.actors and (made.recipients or (made.mutual and len(made.actors) > 1))) or (
                bool(made.actors) and dep in {"obj", "nsubj:pass"} and any(("v", w) in carriers() for w in words)
            )
        return bool(made.actors or made.recipients) or judged or (
            lemma in {"break", "erupt", "flare"} and dep == "nsubj"
        )
    if known or judged:
        return True
    if sense.type == "MOBILIZE":
        return dep in {"obj", "nsubj", "nsubj:pass"}
    if dep in {"nsubj", "nsubj:pass"} and head.pos_ == "VERB":
        if dep == "nsubj:pass" and lemma in {"report", "hear", "see", "witness", "confirm", "record"}:
            return True
        return lemma in _OCCUR or any(("v", w) in carriers() for w in words)
    return dep == "obj" and bool(words & {"witness", "see", "report", "suffer", "face", "carry_out", "launch", "stage", "confirm"})


def _asked_for(token: Token) -> bool:
    """Is an act noun what is called for or demanded?"""
    head = token.head
    if head.pos_ not in {"VERB", "NOUN"}:
        return False
    asked = [s for s in verbs().get(base(head.lemma_, verbs()), ()) if s.type == "REQUEST"] if head.pos_ == "VERB" else (
        [s for s in nouns().get(head.lemma_.lower(), ()) if s.type == "REQUEST"]
    )
    if not asked:
        return False
    return case_of(token) == "for" or (token.dep_ == "obj" and any(s.second is None for s in asked))


def _judged(token: Token) -> bool:
    """Is an act noun what somebody condemns, or calls unacceptable?"""
    head = token.head
    if token.dep_ in {"obj", "nsubj:pass"} and head.pos_ == "VERB":
        return any(s.type == "ACCUSE" and s.mode == "disapprove" for s in verbs().get(head.lemma_.lower(), ()))
    if token.dep_ == "nsubj" and (head.lower_ in _SHAMEFUL or any(c.lower_ in _SHAMEFUL for c in conjuncts(head))):
        return True
    if token.dep_ == "conj":
        return _judged(token.head) if token.head.pos_ in {"NOUN", "PROPN"} else False
    return token.dep_ == "nmod" and case_of(token) == "for" and head.lower_ == "place"


# ---------------------------------------------------------------- other worlds
def _vetoed(made: Happening, lemmas: frozenset[str], sent: DocSpan) -> bool:
    """Sport, markets, films, accidents and figures of speech use the words of war."""
    table = vetoes()
    own = {t.lemma_.lower() for t in made.words}
    violent = len((lemmas & table["violence"]) - own)
    sport = len(lemmas & table["sport"]) + (1 if _SCORE.search(sent.text) else 0) + len(lemmas & table["sportlike"]) // 2
    root = sent.root
    told = child(root, "nsubj")
    if told is not None and told.lemma_.lower() in table["fiction"] and made.token != root:
        return True
    if sport and made.type != "CONSULT" and (violent == 0 or (sport >= 2 and violent <= 1)):
        return True
    if made.type in {"ASSAULT", "SANCTION", "MOBILIZE", "RETREAT", "COERCE"} and violent == 0:
        if len(lemmas & table["market"]) + len(lemmas & table["screen"]) >= 2 and not made.recipients:
            return True
    if made.type == "ASSAULT":
        if "harm" in made.flags and not made.actors:
            if lemmas & table["accident"] and violent == 0:
                return True
            if not violent:
                made.confidence -= 0.25
        if violent == 0 and made.token.lemma_.lower() in {"clash", "battle", "fight", "attack", "confrontation", "blast", "skirmish"}:
            if lemmas & table["words"]:
                return True
        near = {c.lemma_.lower() for c in made.token.children if c.dep_ in {"obl", "nmod", "obj"}}
        if made.token.lemma_.lower() in _FIGURED and near & table["figurative"] and not made.recipients:
            return True
        if made.token.lemma_.lower() in {"explosion", "blast", "shooting"} and lemmas & {"gas", "boiler", "accident", "kitchen", "transformer"} and violent == 0:
            return True
    return False


# ---------------------------------------------------------------- what is said without a verb of the lexicon
def _under_way(doc: Doc, sent: DocSpan) -> list[Happening]:
    """"the first troops are on their way"."""
    found = []
    for token in sent:
        if token.lower_ not in {"way", "route"} or not any(c.lower_ in {"on", "en"} for c in children(token, "case")):
            continue
        moved = child(token, "nsubj")
        if moved is not None and whole(moved).lemma_.lower() in _ARMED | {"reinforcement", "warship", "tank"}:
            made = Happening(token, "MOBILIZE", "troops", [token], confidence=0.7)
            made.contents = _parts(doc, moved)
            found.append(made)
    return found


def _verdicts(doc: Doc, sent: DocSpan) -> list[Happening]:
    """"such attacks are unacceptable", "there is no place for violence": the speaker condemns."""
    found = []
    for token in sent:
        shameful = token.lower_ in _SHAMEFUL and child(token, "cop") is not None
        no_place = token.lower_ in {"place", "room", "justification", "excuse"} and any(
            t.lower_ == "no" for t in children(token, "det")
        )
        if not shameful and not no_place:
            continue
        speaker = _speakers(doc, token)
        if speaker:
            made = Happening(token, "ACCUSE", "disapprove", [token], [speaker[0]], confidence=0.7)
            made.status, made.speaker = "asserted", None
            made.flags = frozenset({"own-words"})
            found.append(made)
    return found + _threats_from(doc, sent)


def _threats_from(doc: Doc, sent: DocSpan) -> list[Happening]:
    """"the threat comes from X", "the blame lies with X": the speaker accuses X."""
    found = []
    for token in sent:
        if token.lower_ not in {"threat", "danger", "blame", "responsibility", "fault", "provocation", "provocations"} or token.dep_ != "nsubj":
            continue
        verb = token.head
        source = slot(verb, "from") or slot(verb, "with")
        speaker = _speakers(doc, verb)
        if verb.lemma_.lower() not in {"come", "lie", "rest", "stem", "emanate"} or source is None or not speaker:
            continue
        accused = parties_of(doc, source, placed=True) or owners(doc, source)
        if accused:
            made = Happening(token, "ACCUSE", "allege", [token], [speaker[0]], accused, confidence=0.6)
            made.status, made.flags = "asserted", frozenset({"own-words"})
            found.append(made)
    return found


def _musts(doc: Doc, sent: DocSpan) -> list[Happening]:
    """"the perpetrators must face justice", said by somebody, asks for it."""
    found = []
    for token in sent:
        if token.dep_ not in {"aux", "aux:pass"} or token.lower_ not in _MUST or token.head.pos_ not in {"VERB", "ADJ", "NOUN"}:
            continue
        verb = token.head
        if any(t.lower_ == "have" for t in children(verb, "aux")) or child(verb, "expl") is not None:
            continue
        speaker = _speakers(doc, verb)
        if not speaker or _under_ask(verb):
            continue
        addressed: list[Mention] = []
        asked = child(verb, "nsubj") or (noun_before(token) if child(verb, *SUBJECTS) is None else None)
        if asked is not None:
            addressed = _addressees(doc, verb, asked)
        if asked is not None and asked.lower_ in _FIRST and verb.lemma_.lower() in {"insist", "say", "remember", "add", "understand", "make"}:
            continue
        made = Happening(verb, "REQUEST", None, [token, verb], [speaker[0]], addressed, confidence=0.65)
        made.status, made.flags = "asserted", frozenset({"own-words", "content"})
        made.contents = _clause_mentions(doc, verb)
        found.append(made)
    return found


def _addressees(doc: Doc, verb: Token, asked: Token) -> list[Mention]:
    """Who must do it; "they" in "our message to both is that they must" are those the message is to."""
    if (asked.pos_ == "PRON" and verb.dep_ in {"ccomp", "xcomp", "csubj"}) or verb.dep_ in {"ccomp", "ROOT", "acl"}:
        for message in (verb.head, *verb.head.children, *verb.children):
            if message.lemma_.lower() in _TALKER:
                to = noun_slot(message, "to")
                if to is not None and asked.pos_ == "PRON":
                    return parties_of(doc, to)
    if asked.pos_ == "PRON" and asked.lower_ in {"everyone", "everybody", "all"}:
        return parties_of(doc, asked) or [mention(doc, asked.idx, asked.idx + len(asked))]
    if asked.pos_ == "PRON" and asked.lower_ in {"we", "i", "it", "this", "that", "there", "one"}:
        return []
    return parties_of(doc, asked)


def _under_ask(verb: Token) -> bool:
    """Is a clause already the content of a request ("demanded that they should")?"""
    head = verb.head
    subject = child(head, "nsubj")
    if subject is not None and subject.lower_ in _FIRST:
        return False
    return verb.dep_ in {"ccomp", "xcomp"} and any(s.type == "REQUEST" for s in verbs().get(head.lemma_.lower(), ()))


def _refusals(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """"said he will not remove them": the one who speaks of his own deed refuses."""
    made = []
    for token in sent:
        if token.pos_ != "VERB" or token.lemma_.lower() not in _REFUSABLE:
            continue
        auxes = {t.lower_ for t in children(token, "aux")}
        if not auxes & {"will", "wo", "would", "'ll", "’ll"}:
            continue
        no = next((t for t in children(token, "advmod") if t.lower_ in {"not", "n't", "n’t", "never"}), None)
        if no is None:
            continue
        who = agent_of(token)
        actors = parties_of(doc, who)
        if not actors or who is None:
            continue
        if who.lower_ in _FIRST:
            actors = _speakers(doc, token)[:1] or actors
        if _under_ask(token):
            continue
        each = Happening(token, "REJECT", None, [no, token], actors[:3], confidence=0.75)
        each.status, each.flags = "asserted", frozenset({"content", "refusal"})
        each.contents = _clause_mentions(doc, token)
        made.append(each)
        for other in [h for h in found if h.token == token]:
            found.remove(other)
    return made


def _blame(doc: Doc, found: list[Happening]) -> list[Happening]:
    """What one party says of another's ill will is an accusation: "he said the gangs aim to destabilise"."""
    made: list[Happening] = []
    for each in found:
        hostile = "blame" in each.flags or (
            each.type in {"SUPPORT", "AID"}
            and any(t.lemma_.lower() in _CRIMINAL for m in each.recipients for t in _tokens(doc, m))
        )
        if not hostile or not each.actors or each.type == "ACCUSE":
            continue
        if any(a.type == "ACCUSE" and a.token in climb(each.token) for a in found):
            continue
        speakers = _speakers(doc, each.token)
        if not speakers or not _is_alleged(doc, each.token):
            continue
        accused = [a for a in each.actors if not _same(a, speakers[0])]
        if accused:
            one = Happening(each.token, "ACCUSE", "allege", each.words, [speakers[0]], accused, confidence=0.6)
            one.status, one.flags = "asserted", frozenset({"own-words"})
            made.append(one)
    return made


def _is_alleged(doc: Doc, token: Token) -> bool:
    """Is an act stated by its speaker, or stated as an aim ("aimed to"), and not merely feared?"""
    from recension.claims import sayings

    kinds = [over.kind for over in sayings.sayings_over(doc, token) if over.kind != "want"]
    if not kinds or kinds[0] in {"believe", "ask", "ask_question", "deny", "reject"}:
        return False
    state, _ = status(doc, token)
    if state == "hypothetical":
        head = token.head
        return token.dep_ == "xcomp" and head.lemma_.lower() in {"aim", "seek", "want", "plan", "try", "intend", "attempt"} and (
            status(doc, head)[0] == "asserted"
        )
    return state in {"asserted", "future", "demanded"}


def _tokens(doc: Doc, party: Mention) -> list[Token]:
    span = doc.char_span(party.start, party.end, alignment_mode="expand")
    return list(span) if span is not None else []


def _same(one: Mention, other: Mention) -> bool:
    names = {one.text.lower(), (one.name or one.text).lower()}
    return bool(names & {other.text.lower(), (other.name or other.text).lower()})


# ---------------------------------------------------------------- contents
def _contents(doc: Doc, token: Token, sense: Sense, words: list[Token]) -> list[Mention]:
    """What is asked, promised, threatened or moved, each coordinated part by itself."""
    seconds = {w.lower_ for w in words[1:]}
    heads = [c for c in token.children if c.dep_ in {"ccomp", "xcomp"} and c.i > token.i]
    heads += [c for c in token.children if c.dep_ == "advcl" and c.i > token.i and case_of(c) in {"to", "of", "for", "from", "over", "that"}]
    if sense.type in {"MOBILIZE", "AID", "SANCTION", "CONCEDE"} or not heads:
        phrases = [c for c in token.children if c.dep_ == "obl" and (case_of(c) in seconds | {"for"}) and case_of(c) not in {"on", "upon", "in", "at", "by"}]
        if seconds and phrases:
            heads = phrases
        else:
            acted = object_of(token)
            if acted is not None and (sense.type != "REQUEST" or not is_party(doc, acted) or not phrases):
                heads = [acted]
            else:
                heads = phrases or heads
    if sense.type in {"THREATEN", "REQUEST", "AGREE", "ACCUSE"} and heads and heads[0] == object_of(token) and is_party(doc, heads[0]):
        told = _that_clause(doc, token)
        heads = []
        if told is not None:
            return [told]
    return [m for head in heads[:3] for m in _parts(doc, head)]


def _that_clause(doc: Doc, token: Token) -> Mention | None:
    """What stands after "that", where the parse saw no clause."""
    for near in list(doc[token.i + 1 : min(token.sent.end, token.i + 12)]):
        if near.lower_ == "that" and near.tag_ in {"IN", "DT"}:
            last = token.sent.end - 1
            while last > near.i and (doc[last].is_space or doc[last].is_punct):
                last -= 1
            if last > near.i:
                start = doc[near.i + 1].idx
                return _unquoted(doc, start, min(doc[last].idx + len(doc[last]), start + MAX_CONTENT))
    return None


def _unquoted(doc: Doc, start: int, end: int) -> Mention:
    """A stretch cut at a closing quote mark that it does not open: what follows is not what was said."""
    depth = 0
    for at in range(start, end):
        mark = doc.text[at]
        if mark == "“":
            depth += 1
        elif mark == "”" or (mark == '"' and _closes(doc.text, start, at)):
            depth -= 1
        if depth < 0 and at > start:
            end = at
            break
    stretch = span_of(doc, start, end)
    tail = stretch.text.rstrip(" ,;")
    return mention(doc, stretch.start, stretch.start + len(tail)) if tail else mention(doc, start, end)


def _closes(text: str, start: int, at: int) -> bool:
    """Does a straight quote mark close a quotation that began before `start`?"""
    after, before = text[at + 1 : at + 2], text[at - 1 : at]
    if after.isalnum() or text[start:at].count('"') % 2:
        return False
    return not (before.isspace() and after.isspace()) or text[max(0, at - 2) : at].strip() in {",", "."}


def _noun_contents(doc: Doc, noun: Token) -> list[Mention]:
    heads = [c for c in noun.children if c.dep_ in {"acl", "ccomp"} and c.i > noun.i]
    heads = heads or [c for c in children(noun, "nmod") if case_of(c) in {"for", "of", "over"} and c.i > noun.i]
    return [m for head in heads[:2] for m in _parts(doc, head)]


def _parts(doc: Doc, head: Token) -> list[Mention]:
    """The stretches of a head and of what is coordinated with it, each without the others and without its mark."""
    if head.pos_ in {"NOUN", "PROPN"} and len(conjuncts(head)) > 1 and any(c.dep_ != "conj" for c in conjuncts(head)[1:]):
        return []
    heads = [h for h in conjuncts(head) if h == head or child(h, *SUBJECTS) is None or h.pos_ == "VERB"][:6]
    heads += [c for x in children(head, "xcomp") for c in conjuncts(x)[1:] if case_of(c) == "to" and case_of(head) == "to"][:3]
    if head.dep_ == "ROOT":
        heads = [head]
    found = []
    for each in heads:
        others = {t.i for other in heads if other != each and other.i > each.i for t in other.subtree}
        tokens = [t for t in each.subtree if t.i not in others and not t.is_space]
        while tokens and (tokens[0].is_punct or tokens[0].lower_ in {"that", "and", "but", "or", "as", "well"}
                          or (tokens[0].dep_ == "case" and tokens[0].head == each)):
            tokens.pop(0)
        while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc" or (tokens[-1].lower_ in {"as", "well"} and len(heads) > 1)):
            tokens.pop()
        if tokens:
            again = _said_again(each, tokens)
            for run in (tokens[:again], tokens[again:]) if again else (tokens,):
                while run and (run[-1].is_punct or run[-1].lower_ in {"as", "well", "and"}):
                    run = run[:-1]
                if run:
                    start = run[0].idx
                    end = min(run[-1].idx + len(run[-1]), start + MAX_CONTENT)
                    found.append(_unquoted(doc, start, end))
    return found


def _said_again(head: Token, tokens: list[Token]) -> int:
    """Where a content begins anew with its own word: "the removal of …, as well as the removal of …"; 0 if nowhere."""
    if head.pos_ not in {"NOUN", "PROPN"}:
        return 0
    for at, token in enumerate(tokens):
        if token.i > head.i and token.lemma_ == head.lemma_ and at > 2 and {tokens[at - 1].lower_, tokens[at - 2].lower_} & {"and", "as"}:
            return at
    return 0


def _clause_mentions(doc: Doc, verb: Token) -> list[Mention]:
    """The clause of a verb, its subject included, without a saying that is put beside it."""
    left = min([verb.i, *(c.left_edge.i for c in verb.children if c.dep_ in {*SUBJECTS, "aux", "advmod", "aux:pass"})])
    rest = [c for c in verb.children if c.dep_ in {"obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "compound:prt", "obl:agent", "advmod"} and c.i > verb.i]
    right = max([verb.i, *(c.right_edge.i for c in rest)])
    start, end = verb.doc[left].idx, verb.doc[right].idx + len(verb.doc[right])
    return [_unquoted(doc, start, min(end, start + MAX_CONTENT))]


# ---------------------------------------------------------------- settling what was found
def _settled(doc: Doc, found: list[Happening]) -> list[Happening]:
    """Gives each happening its status and speaker, and drops what another one already says."""
    by_token = {h.token.i: h for h in found if "own-words" in h.flags and h.type == "REQUEST"}
    by_token |= {h.token.i: h for h in found if "own-words" not in h.flags}
    kept = []
    for each in found:
        own, tried = status(doc, each.token)
        if "hyp" in each.flags:
            own = "hypothetical"
        if "refusal" in each.flags and each.type == "PROTEST":
            own = "asserted"
        each.attempted = each.attempted or tried
        purpose = each.token.dep_ == "advcl" and each.type in _VERBAL and own == "hypothetical" and case_of(each.token) == "to"
        if purpose and any(s.type in {"PROTEST", "CONSULT", "MOBILIZE"} for s in verbs().get(each.token.head.lemma_.lower(), ())):
            own, _ = status(doc, each.token.head)
        above = _above(each, by_token)
        if above is not None and above is not each:
            outcome = _inside(doc, each, above, own)
            if outcome is None:
                continue
            own = outcome
        each.status = each.status or own
        _future(doc, each, by_token)
        kept.append(each)
    return [h for h in kept if not _doubled(h, kept)]


def _doubled(each: Happening, kept: list[Happening]) -> bool:
    """Is a happening only another wording of one beside it, or a denial, whose act is claimed by itself?"""
    if "denial" in each.flags:
        return True
    if not each.actors and not each.recipients and each.status in {"hypothetical", "future"} and each.type in {"ASSAULT", "PROTEST", "CONSULT"}:
        return True
    path = climb(each.token)
    for other in kept:
        if other is each:
            continue
        if each.type == other.type == "CONSULT" and not each.recipients and other.token in path[:2] and each.token.dep_ in {"advcl", "xcomp", "obj", "obl"}:
            return True
        if each.type == "REJECT" and "refusal" in other.flags and other.type == "PROTEST" and each.token in other.words:
            return True
        if each.type == "ASSAULT" and other.type == "ASSAULT" and not each.actors and not each.recipients:
            if each.token.dep_ in {"obl", "nsubj", "obj"} and each.token.head == other.token:
                return True
    return False


def _above(each: Happening, by_token: dict[int, Happening]) -> Happening | None:
    """The nearest speech act whose content holds a happening."""
    below = each.token
    for token in climb(each.token):
        above = by_token.get(token.i)
        if above is not None and above.type in {"REQUEST", "ACCUSE", "REJECT", "AGREE", "THREATEN", "SUPPORT", "CONCEDE"}:
            return above if below.dep_ not in {"conj", "parataxis"} else None
        below = token
    return None


def _inside(doc: Doc, each: Happening, above: Happening, own: Status) -> Status | None:
    """The status of an act inside an accusation, a denial, a refusal or a demand; None if it is no claim there."""
    if above.type == "ACCUSE" and above.actors:
        if above.status in {None, "asserted", "historical"} and own in {"asserted", "hypothetical", "negated", "future"} and not each.speaker:
            if _accused_act(each, above):
                each.speaker = above.actors[0]
                if not each.actors and above.recipients and above.mode == "allege" and case_of(each.token) in {"for", "of", "over"}:
                    each.actors = list(above.recipients)
                if each.actors and above.recipients and each.actors[0].text.lower() in {"its", "his", "her", "their"}:
                    accused = above.recipients[0]
                    each.actors = [dataclasses.replace(each.actors[0], name=accused.name or accused.text)]
                if own in {"hypothetical", "future"} and _plain_decision(each.token):
                    return "asserted"
        return own
    if above.type == "REJECT":
        if "denial" in above.flags:
            each.speaker = above.actors[0] if above.actors else None
            return "negated" if own != "demanded" else own
        return None if own in {"negated", "asserted", "hypothetical"} else own
    if above.type == "REQUEST" and own == "demanded":
        stopped = next((t for t in climb(each.token) if t.lemma_.lower() in _STOP), None)
        if stopped is not None and (above.token in climb(stopped) or stopped == above.token):
            return _presupposed(doc, each, above)
    if above.type == "REQUEST" and own == "asserted" and above.actors and each.token.dep_ == "obj" and each.token.head.lemma_.lower() in _STOP:
        return _presupposed(doc, each, above)
    return own


def _presupposed(doc: Doc, each: Happening, above: Happening) -> Status | None:
    """What is asked to stop is said to go on, where the demand says whose doing it is."""
    owner = child(each.token, "nmod:poss")
    if owner is None or not each.actors or not above.actors:
        return None
    if owner.pos_ == "PRON" and above.recipients:
        each.actors = [dataclasses.replace(each.actors[0], name=above.recipients[0].name or above.recipients[0].text)]
    each.speaker = above.actors[0]
    return "asserted"


def _accused_act(each: Happening, above: Happening) -> bool:
    """Is an act what the accusation is of, and not a circumstance of it?"""
    path = [each.token, *climb(each.token)]
    at = path.index(above.token)
    below = path[at - 1]
    return below.dep_ in {"ccomp", "xcomp", "advcl", "obl", "obj", "acl", "nmod", "nsubj:pass"} and not (
        below.dep_ in {"advcl", "obl"} and case_of(below) in {"after", "before", "during", "in", "when", "as", "while", "since", "at"}
    )


def _plain_decision(token: Token) -> bool:
    return token.dep_ == "acl" and token.head.lemma_.lower() in {"decision", "move", "failure", "attempt", "effort", "choice"}


def _is_someone(doc: Doc, party: Mention) -> bool:
    return any(is_party(doc, t) for t in _tokens(doc, party))


def _future(doc: Doc, each: Happening, by_token: dict[int, Happening]) -> None:
    """A promise of a retreat is a concession, a vow of violence a threat; whom it is for may stand in what is promised."""
    if each.type not in {"AGREE", "THREATEN"}:
        return
    for inner in by_token.values():
        path = [inner.token, *climb(inner.token)][:4]
        if inner is each or each.token not in path or path[path.index(each.token) - 1].dep_ not in {"xcomp", "ccomp", "obl", "obj"}:
            continue
        if each.type == "AGREE" and inner.type in {"RETREAT", "CONCEDE"} and "mutual" not in inner.flags:
            each.type = "CONCEDE"
        elif each.type == "AGREE" and inner.type in {"ASSAULT", "COERCE", "SANCTION"}:
            if each.token.lemma_.lower() in {"vow", "promise", "pledge", "swear"}:
                each.type, each.mode = "THREATEN", "violence" if inner.type == "ASSAULT" else None
        given = {"CONSULT", "COOPERATE", "AID", "SUPPORT", "MOBILIZE"} if each.type in {"AGREE", "CONCEDE"} else {"ASSAULT", "COERCE", "SANCTION"}
        if not each.recipients and inner.recipients and inner.type in given:
            both = [*inner.actors, *inner.recipients] if inner.mutual else inner.recipients
            each.recipients = [m for m in both if not any(_same(m, a) for a in each.actors) and _is_someone(doc, m)]
        if each.type == "THREATEN" and inner.type == "ASSAULT":
            each.mode = "violence"
        return


def _speakers(doc: Doc, token: Token) -> list[Mention]:
    from recension.claims import sayings

    return list(sayings.attribution(doc, token))


# ---------------------------------------------------------------- claims
def _claims(doc: Doc, sent: DocSpan, each: Happening) -> Iterator[Event]:
    from recension.claims import places, times

    report = report_of(doc)
    trigger = _trigger(doc, each)
    state: Status = each.status or "asserted"
    chain = () if state == "demanded" or "own-words" in each.flags else tuple(_speakers(doc, each.token))
    if each.speaker is not None and state != "demanded":
        chain = (each.speaker, *(m for m in chain if not _same(m, each.speaker)))
    each.actors = [_named(m, chain) for m in each.actors]
    each.recipients = [_named(m, chain) for m in each.recipients]
    if each.type in _VERBAL and chain and each.actors and all(_same(chain[0], a) for a in each.actors):
        chain = chain[1:]
    time: Time | None = times.time_for(doc, each.token)
    place: Place | None = places.place_for(doc, each.token)
    mode = each.mode or _mode(each)
    found_contexts = _contexts(sent, each.type, mode)
    happening = digest(report.id, trigger.start, trigger.end, each.type)
    contents: list[Mention | None] = list(each.contents) or [None]
    for actor, recipient in _pairs(each):
        for content in contents[:4]:
            parts = [trigger, *(m for m in (actor, recipient) if m is not None)]
            inside = [m for m in parts if sent.start_char <= m.start and m.end <= sent.end_char]
            span = span_of(doc, min(m.start for m in inside), max(m.end for m in inside))
            why = dict(each.why) if actor is None or recipient is None else {}
            if actor is None:
                why.setdefault("actor", "passive without an agent" if is_passive(each.token) else "no actor is named")
            else:
                why.pop("actor", None)
            if recipient is None:
                why.setdefault("recipient", "no recipient is named")
            else:
                why.pop("recipient", None)
            evidence = tuple(
                Stretch(m.start, m.end) for m in (content, time, place, *chain) if m is not None and (m.start, m.end) != (span.start, span.end)
            )
            yield Event(
                report=report.id,
                id=claim_id(
                    report, "event", each.type, state, _at(actor), _at(recipient), _at(trigger), _at(content), span.start, span.end
                ),
                happening=happening, type=each.type, mode=mode, contexts=found_contexts, status=state, attempted=each.attempted,
                trigger=trigger, actor=actor, recipient=recipient, speaker=chain[0] if chain else None, attribution=chain,
                content=content, time=time, place=place, span=span, evidence=evidence,
                confidence=round(max(0.2, each.confidence), 2), why_null=why,
            )


def _named(party: Mention, chain: tuple[Mention, ...]) -> Mention:
    """The speaker's name for "I" and "we" where the report gives no other."""
    if chain and party.text.lower() in {"i", "we", "my", "our", "us", "me"}:
        return dataclasses.replace(party, name=chain[0].name or chain[0].text)
    return party


def _at(party: Mention | None) -> tuple[int, int] | None:
    return (party.start, party.end) if party is not None else None


def _trigger(doc: Doc, each: Happening) -> Mention:
    """The words of a trigger as one stretch; a distant particle is left out."""
    words = sorted(each.words, key=lambda t: t.i)
    if words[-1].i - words[0].i > 4:
        words = [each.token]
    return mention(doc, words[0].idx, words[-1].idx + len(words[-1]))


def _pairs(each: Happening) -> list[tuple[Mention | None, Mention | None]]:
    """Who to whom, one pair a claim; both directions of what two sides do to one another."""
    actors: list[Mention | None] = list(each.actors) or [None]
    recipients: list[Mention | None] = list(each.recipients) or [None]
    if each.mutual and each.recipients and each.actors:
        pairs = [(a, r) for a in actors for r in recipients] + [(r, a) for a in actors for r in recipients]
    elif each.mutual and len(each.actors) > 1:
        pairs = [(a, b) for a in actors for b in actors if a is not b]
    elif each.mutual and each.recipients:
        pairs = [(r, None) for r in recipients]
    else:
        pairs = [(a, r) for a in actors for r in recipients]
    return [p for p in pairs if p[0] is None or p[1] is None or (p[0].start, p[0].end) != (p[1].start, p[1].end)][:MAX_CLAIMS]


def _mode(each: Happening) -> str | None:
    """The mode that the words around a trigger give."""
    near = [t for t in each.token.subtree][:60]
    if each.type in {"ASSAULT", "MOBILIZE"}:
        near += [t for w in each.words for t in w.subtree][:20]
    lemmas = {t.lemma_.lower() for t in near} | {t.lower_ for t in near}
    for verb in climb(each.token)[:1]:
        if ("v", verb.lemma_.lower()) in carriers():
            lemmas |= {t.lemma_.lower() for t in list(verb.subtree)[:40]}
    if each.type == "CONSULT":
        lemmas |= {m.text.lower() for m in each.actors}
    for type_, mode, words in modes():
        if type_ == each.type and lemmas & words:
            return mode
    return None


def _contexts(sent: DocSpan, type_: EventType, mode: str | None) -> tuple[str, ...]:
    """PLOVER contexts by the words of a sentence."""
    by_word, by_type = contexts()
    found = {name for t in sent for name in by_word.get(t.lemma_.lower(), ())}
    found |= set(by_type.get(f"{type_}-{mode}", ()))
    return tuple(sorted(found))
