"""The task `events-ipe`: what the police are said to have done, sentence by sentence.

The set (IndiaPoliceEvents) asks five questions of each sentence of a news story: did police kill somebody, arrest
somebody, use force, fail to intervene, do anything? Killing is force, and both are a doing; failing to act is not.
Forces of all kinds are police here, an army in a town too. "Anything" is meant so: police who say, promise, are sent
or are to do something; what only they do counts without their name, curfews, arrests, road blocks. Who "fails" is
also the state, where what it fails in is to keep the peace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.doc import per_doc
from recension.claims.events import events
from recension.claims.eventslots import agent_of, case_of, is_passive, object_of
from recension.claims.status import status
from recension.claims.tree import SUBJECTS, children, sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from recension.model import Event, Mention

#: Who is police by a word alone: forces of any country, and those that India has.
_POLICE = frozenset(
    """police policeman policemen policewoman policewomen cop cops constable constables sub-inspector gendarme gendarmes
    troops troop soldier soldiers army armyman armymen jawan jawans paramilitary para-military paramilitaries commandos
    crpf rpf raf cisf bsf itbp srp srpf pac grp cid dgp dig ips dsp ssp""".split()
)
#: Words that name police where another word of the phrase, or of the sentence, says so.
_RANKS = frozenset(
    "officer officers commissioner inspector superintendent director-general sp asp ig official officials".split()
)
_FORCES = frozenset({"force", "forces", "personnel", "guard", "guards", "men", "team", "patrol", "reinforcements"})
#: What stands before "forces" or "personnel" that are police: "security forces", "additional forces".
_OF_POLICE = _POLICE | frozenset("security armed reserve action rapid border home riot enforcement additional extra more".split())
#: Who keeps the peace besides the police.
_STATE = frozenset(
    "government administration authority authorities state centre center regime machinery bureaucracy intelligence".split()
)
#: What those who keep the peace fail in: verbs, and nouns that these have.
_KEEPING = frozenset(
    """control contain curb check stop prevent protect intervene act respond quell restore help save do react rescue
    arrest detain disperse provide take put reach secure""".split()
)
_PEACE = frozenset(
    """violence riot riots mob mobs rioter rioters order peace situation security protection action measure measures step steps
    massacre carnage killing killings attack attacks bloodshed looting arson minority minorities victim victims culprit
    culprits attacker attackers people life lives anything enough nothing force forces leader leaders complaint""".split()
)
#: Nouns and adjectives of inaction.
_INACTIVE = frozenset(
    """spectator onlooker bystander inaction inactivity negligence connivance complicity mute delay silent lax laxity apathy failure
    lack absence dereliction indifference inability abetment""".split()
)
#: Verbs of inaction, with the word that makes them so, or alone.
_IDLE = {
    "fail": frozenset[str](), "refuse": frozenset[str](), "neglect": frozenset[str](), "abdicate": frozenset[str](),
    "stand": frozenset({"by", "spectator", "spectators", "aside", "idle", "silent", "mute", "idly", "witness"}),
    "remain": frozenset({"spectator", "spectators", "silent", "mute", "onlooker", "onlookers", "inactive", "passive"}),
    "look": frozenset({"on", "way", "away"}), "turn": frozenset({"eye", "eyes", "away"}), "sit": frozenset({"back", "idle", "by"}),
    "do": frozenset({"nothing", "little"}), "let": frozenset({"mob", "mobs", "attackers", "rioters"}),
    "allow": frozenset({"mob", "mobs", "attackers", "rioters"}), "watch": frozenset({"helplessly", "silently", "mutely", "passively"}),
}  # fmt: skip
#: What is no refusal to act: "refused to comment".
_WORDS = frozenset({"comment", "say", "elaborate", "name", "identify", "confirm", "disclose", "speak", "divulge", "accept", "brook", "rule"})
_DEADLY = frozenset({"kill", "killed", "killing", "dead", "gunned", "massacred", "massacre", "slain"})
_DYING = frozenset({"die", "kill", "perish", "dead", "death", "toll", "claim"})
#: Nouns of what police do: "police action", "the intervention of the army", "under police escort".
_DOINGS = frozenset(
    """action intervention escort protection raid deployment presence patrol patrolling picket search investigation inquiry firing cordon
    operation ban arrest crackdown arrival withdrawal vigil surveillance""".split()
)
#: Modes of COERCE that are the state's where nobody is named.
_OFFICIAL = frozenset({"arrest", "curfew", "restrict", "seize", "deport", "censor"})


def police_acts(doc: Doc) -> set[str]:
    """Which of kill, arrest, fail, force and any a text says of the police."""
    return {name for _, name in police_acts_at(doc)}


def police_acts_at(doc: Doc) -> Iterator[tuple[int, str]]:
    """The same, each with the character at which it is said."""
    for claim in events(doc):
        yield from ((claim.trigger.start, name) for name in _of_claim(doc, claim))
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "aux:pass"}:
            yield from ((token.idx, name) for name in _of_verb(doc, token))
        elif token.lemma_.lower() in _INACTIVE and _keeper_near(token):
            yield token.idx, "fail"
        elif token.lemma_.lower() in _DOINGS and _is_theirs(token):
            yield token.idx, "any"


def _of_claim(doc: Doc, claim: Event) -> set[str]:
    found: set[str] = set()
    police = _is_police(doc, claim.actor)
    if claim.status in {"asserted", "historical"}:
        if claim.type == "COERCE" and claim.mode == "arrest":
            found |= {"arrest", "any"}
        if claim.type == "COERCE" and claim.mode in _OFFICIAL and claim.actor is None:
            found.add("any")
        if claim.type == "MOBILIZE" and claim.mode in {"police", "troops"}:
            found.add("any")
        if police and claim.type == "ASSAULT" and claim.mode != "destroy":
            found |= {"force", "any"}
            if _kills(doc, claim):
                found.add("kill")
    return found | ({"any"} if police and claim.status != "negated" else set())


def _kills(doc: Doc, claim: Event) -> bool:
    """Does an act of force kill: by its own word, or by what it hangs on ("died in police firing")?"""
    span = doc.char_span(claim.trigger.start, claim.trigger.end, alignment_mode="expand")
    if span is None:
        return False
    return any(t.lower_ in _DEADLY for t in span) or span.root.head.lemma_.lower() in _DYING


def _of_verb(doc: Doc, verb: Token) -> set[str]:
    """What a verb says of the police, its doer or, in the passive, whom it is done to; what is not done is no doing."""
    doer = agent_of(verb)
    if doer is not None and _fails(doc, verb, doer):
        return {"fail"}
    near = [t for t in (doer, object_of(verb) if is_passive(verb) else None) if t is not None]
    near += [*children(verb, *SUBJECTS), *(c for c in children(verb, "obl:agent", "obl") if case_of(c) == "by")]  # "said an officer"
    if any(map(_names_police, near)) and status(doc, verb)[0] != "negated":
        return {"any"}
    return set()


def _fails(doc: Doc, verb: Token, doer: Token) -> bool:
    """Do those who keep the peace not do it: "police stood by", "the state did not protect them"?"""
    police = _names_police(doer)
    if not police and not set(_phrase(doer)) & _STATE:
        return False
    lemma = verb.lemma_.lower()
    below = {t.lemma_.lower() for t in verb.subtree} | {t.lower_ for t in verb.subtree}
    if lemma in _IDLE:
        if _IDLE[lemma]:
            near = {t.lower_ for t in children(verb)} | {t.lower_ for c in children(verb) for t in children(c)}
            return police and bool(near & _IDLE[lemma])
        clause = {t.lemma_.lower() for t in children(verb, "xcomp", "ccomp", "advcl", "obj")}
        if clause & _WORDS or status(doc, verb)[0] not in {"asserted", "historical"}:
            return False
        return police or bool(below & _KEEPING and below & _PEACE)
    if lemma not in _KEEPING or status(doc, verb)[0] != "negated":
        return False
    acted = object_of(verb)
    return bool(acted is not None and set(_phrase(acted)) & _PEACE) or (police and acted is None)


def _keeper_near(noun: Token) -> bool:
    """Is inaction that of the police: "police inaction", "failure of the police", "the police were mute spectators"?"""
    near = list(noun.subtree)[:20]
    if noun.head.pos_ in {"VERB", "NOUN"}:
        near += [t for c in children(noun.head, "nsubj", "nsubj:pass", "obl", "nmod", "compound") for t in list(c.subtree)[:8]]
        near += [noun.head] if noun.dep_ in {"compound", "amod"} else []
    return any(_names_police(t) for t in near if t.pos_ in {"NOUN", "PROPN"})


def _is_theirs(noun: Token) -> bool:
    """Is a doing that of the police, by a word before it, "of" or "by"?"""
    near = children(noun, "compound", "nmod:poss") + [c for c in children(noun, "nmod") if case_of(c) in {"of", "by"}]
    return any(map(_names_police, near)) and not any(c.lower_ in {"no", "lack"} for c in children(noun))


def _is_police(doc: Doc, party: Mention | None) -> bool:
    if party is None:
        return False
    span = doc.char_span(party.start, party.end, alignment_mode="expand")
    by_name = party.name is not None and bool(_POLICE & set(party.name.lower().split()))
    return by_name or (span is not None and len(span) > 0 and _names_police(span.root))


def _names_police(noun: Token) -> bool:
    """Does a noun, or the phrase that it heads, name police?"""
    words = _phrase(noun)
    own = set(words)
    if own & _POLICE:
        return "station" not in own and "protection" not in own
    if own & _FORCES and own & _OF_POLICE:
        return True
    return noun.lower_ in _RANKS and bool({t.lower_ for t in sentence_of(noun)} & _POLICE) and not own & {"municipal", "divisional"}


def _phrase(noun: Token) -> tuple[str, ...]:
    """The words of a noun with what stands before it and what it is of: "personnel of the railway police"."""
    found: tuple[str, ...] = _phrases(noun.doc)[noun.i]
    return found


@per_doc
def _phrases(doc: Doc) -> list[tuple[str, ...]]:
    return [_words_of(token) for token in doc]


def _words_of(noun: Token) -> tuple[str, ...]:
    near = [c for c in children(noun, "compound", "amod", "nmod:desc", "flat", "nmod:poss", "appos")]
    near += [c for c in children(noun, "nmod") if case_of(c) in {"of", "from"}]
    near += [d for c in near for d in children(c, "compound", "amod", "flat")]
    near += [d for c in near if c.dep_ == "nmod" for d in children(c, "nmod") if case_of(d) == "of"]
    return tuple(t.lower_ for t in (noun, *near))
