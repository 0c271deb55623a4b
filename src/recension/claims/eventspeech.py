"""Events that no trigger of the lexicon states: a verdict, a "must", a refusal, blame."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from recension.claims import sayings
from recension.claims.doc import mention
from recension.claims.eventcontents import clause_mentions, parts
from recension.claims.eventnounslots import climb, noun_slot
from recension.claims.eventparties import owners, parties_of
from recension.claims.eventslots import (
    agent_of,
    case_of,
    denial,
    is_passive,
    is_to_come,
    noun_before,
    object_of,
    slot,
    whole,
)
from recension.claims.eventwords import MUST, WILL, classes, nouns, verbs, vetoes
from recension.claims.happening import Happening, same, speakers, tokens_of
from recension.claims.lexicon import role_classes
from recension.claims.status import status
from recension.claims.tree import SUBJECTS, auxiliaries, child, children, sentence_of
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

FIRST = frozenset({"i", "we"})
_SHAMEFUL = classes()["shameful"]
_PROMISABLE = classes()["promisable"]
_REFUSABLE = classes()["refusable"]
_ARMED = classes()["armed"]
_TALKER = classes()["talker"]
_CRIMINAL = classes()["criminal"]
_DENYING = frozenset({"deny", "reject", "dismiss", "refute"})
_DENIABLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})

_DRIVEN, _VIOLENT_FLIGHT = classes()["driven"], classes()["violent-flight"]
#: Words on either side of a sentence that tell what people flee from.
_FLED = 50
_BEARING = frozenset({"bear", "carry", "have", "share"})
_BLAMED_FOR = frozenset({"escalation", "crisis", "death", "failure", "collapse", "breakdown", "crime", "tragedy", "situation", "disaster", "tension", "incident"})
_READY = frozenset({"ready", "willing", "prepared"})
_GIVING = frozenset({"CONSULT", "AGREE", "CONCEDE", "RETREAT", "COOPERATE", "AID", "SUPPORT"})
_RETALIATION, _REPRISAL = classes()["retaliation"], classes()["reprisal"]
_UNANSWERED = frozenset({"unanswered", "unpunished"})
_HARDLY = frozenset({"force", "fire", "retaliation", "kind", "response", "blow", "firmly", "forcefully", "harshly", "decisively", "strongly", "severely"})
_HARSH = frozenset("crushing harsh swift severe devastating painful decisive firm tough forceful strong merciless immediate overwhelming".split())
_OURS = frozenset({"our", "my", "the"})
#: Nouns by which who uses them of a deed or a word condemns it.
_FOUL_NAMES = frozenset("massacre atrocity genocide crime lie fabrication falsehood disgrace outrage betrayal provocation aggression terrorism barbarism murder farce sham whitewash".split())
_DEEDS, _FAIR_NAMES = classes()["deeds"], classes()["fair-names"]
_CALLING = frozenset({"call", "describe", "brand", "label", "term", "dub", "denounce"})
#: Who is named by it speaks against somebody.
_CRITICS = frozenset({"critic", "detractor", "opponent"})
_SAYING = frozenset({"say", "argue", "contend", "claim", "complain", "charge", "believe", "maintain"})
#: Newsrooms that only tell. The world list of organisations has more, states' own agencies among them, which do accuse.
_AGENCIES = frozenset({"reuters", "bbc", "cnn", "afp", "agence france-presse", "associated press", "al jazeera"})
#: Who tells of what was seen or heard.
_EYES = frozenset("resident witness eyewitness inhabitant villager doctor medic correspondent reporter journalist agency television tv radio newspaper source".split())


def under_way(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "the first troops are on their way"."""
    found = []
    for token in sent:
        if token.lower_ not in {"way", "route"} or not any(c.lower_ in {"on", "en"} for c in children(token, "case")):
            continue
        moved = child(token, "nsubj")
        if moved is not None and whole(moved).lemma_.lower() in _ARMED | {"reinforcement", "warship", "tank"}:
            made = Happening(token, "MOBILIZE", "troops", [token], confidence=0.7)
            made.contents = parts(doc, moved)
            found.append(made)
    return found


def fatal_wounds(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "died of gunshot wounds", "succumbed to stab wounds": somebody shot or stabbed them."""
    found = []
    for token in sent:
        if token.lemma_.lower() not in {"die", "succumb"}:
            continue
        wounds = next((c for c in children(token) if case_of(c) in {"of", "from", "to"} and c.lemma_.lower() in {"wound", "injury"}), None)
        kinds = {c.lemma_.lower() for c in children(wounds, "compound", "amod")} & classes()["wound"] if wounds is not None else set()
        hurt = parties_of(doc, agent_of(token))
        if not kinds or not hurt:
            continue
        mode = "firearms" if kinds & {"gunshot", "bullet", "shot"} else "primitive" if kinds & {"stab", "knife", "machete"} else None
        found.append(Happening(token, "ASSAULT", mode, [token], [], hurt, flags=frozenset({"harm", "wounds"}), confidence=0.7))
    return found


def _goes_away(verb: Token) -> bool:
    """Does who flees leave a town or a country, or cross a border?"""
    moved = [c for c in (object_of(verb), *children(verb, "obl")) if c is not None]
    return any(c.ent_type_ == "LOC" or c.lemma_.lower() in {"border", "country", "frontier"} for c in moved)


def _takes_refuge(verb: Token) -> bool:
    """As in "fled to a mission", "fled into the bush"."""
    return any(case_of(c) in {"to", "into"} and c.dep_ == "obl" for c in children(verb))


def _is_violent(words: DocSpan) -> bool:
    """Is a stretch of text one of violence, and of no accident?"""
    lemmas = {t.lemma_.lower() for t in words}
    return bool(lemmas & vetoes()["violence"]) and not lemmas & vetoes()["accident"]


def flights(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "3,000 people fled the fighting", "were forced from their homes": they are driven out, by whom is not said."""
    found = []
    for token in sent:
        if token.lemma_.lower() != "flee" or token.pos_ != "VERB":
            continue
        who = agent_of(token)
        noun = whole(who) if who is not None else None
        from_ = {c.lemma_.lower() for c in (object_of(token), slot(token, "from")) if c is not None}
        if noun is None or not (role_classes(noun.lemma_.lower()) & {"civilian", "displaced", "worker"}):
            continue
        driven_out = from_ & _VIOLENT_FLIGHT or ((from_ & _DRIVEN or _takes_refuge(token)) and _is_violent(sent)) or (
            _goes_away(token) and _is_violent(doc[max(0, sent.start - _FLED) : min(len(doc), sent.end + _FLED)])
        )
        if not driven_out:
            continue
        driven = parties_of(doc, who)
        if driven:
            found.append(Happening(token, "SANCTION", "expel", [token], [], driven, flags=frozenset({"flight"}), confidence=0.6))
    return found


def verdicts(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "such attacks are unacceptable", "there is no place for violence": the speaker condemns."""
    found = []
    for token in sent:
        shameful = token.lower_ in _SHAMEFUL and child(token, "cop") is not None
        no_place = token.lower_ in {"place", "room", "justification", "excuse"} and any(
            t.lower_ == "no" for t in children(token, "det")
        )
        if not shameful and not no_place:
            continue
        speaker = speakers(doc, token)
        if speaker:
            made = Happening(token, "ACCUSE", "disapprove", [token], [speaker[0]], confidence=0.7)
            made.status, made.speaker = "asserted", None
            made.flags = frozenset({"own-words"})
            found.append(made)
    return found + _names_called(doc, sent) + _deeds_called(doc, sent) + _threats_from(doc, sent) + _answerable(doc, sent) + _critics(doc, sent)


def _names_called(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "called it “a massacre committed in cold blood”", "described the figures as a lie": who calls it so condemns."""
    found = []
    for token in sent:
        verb = token.head
        if token.lower_ not in _FOUL_NAMES or token.dep_ not in {"xcomp", "obl", "obj", "ccomp"} or verb.lemma_.lower() not in _CALLING or token.i < verb.i:
            continue
        if is_passive(verb) or denial(verb) is not None or (token.dep_ in {"xcomp", "obj"} and object_of(verb) == token and verb.lemma_.lower() != "call"):
            continue
        if any(case_of(token) == c for c in ("for", "on", "off", "in", "to")) or status(doc, verb)[0] not in {"asserted", "historical"}:
            continue
        found += _accusing(doc, verb)
    return found


def _deeds_called(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "called the verdict a farce", "called the charges absurd": whoever gives a deed of power a name that is not fair blames."""
    found = []
    for verb in sent:
        deed = child(verb, "obj") if verb.lemma_.lower() == "call" else None
        name = child(verb, "xcomp") if deed is not None else None
        if deed is None or name is None or not deed.i < name.i or name.tag_.startswith("VB") or is_passive(verb) or denial(verb) is not None:
            continue
        told = {t.lemma_.lower() for t in (name, *children(name, "amod", "nmod", "conj"))}
        if deed.lemma_.lower() in _DEEDS and not told & _FAIR_NAMES and name.lower_ not in _FOUL_NAMES:
            found += _accusing(doc, verb)
    return found


def _accusing(doc: Doc, verb: Token) -> list[Happening]:
    """Whoever says a word of blame, as one happening on its verb."""
    actors = parties_of(doc, agent_of(verb))[:2]
    return [Happening(verb, "ACCUSE", "disapprove", [verb], actors, flags=frozenset({"own-words"}), confidence=0.55)] if actors else []


def _critics(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "critics say the president has used the coup to silence the press": they accuse him whom it is about."""
    found = []
    for token in sent:
        if token.lemma_.lower() not in _CRITICS or token.dep_ != "nsubj":
            continue
        verb = token.head
        if verb.lemma_.lower() not in _SAYING or denial(verb) is not None:
            continue
        clause = child(verb, "ccomp")
        actors = parties_of(doc, token)
        about = parties_of(doc, agent_of(clause)) if clause is not None and not is_passive(clause) else []
        if actors and about and not any(same(a, m) for a in actors for m in about):
            made = Happening(verb, "ACCUSE", "disapprove", [verb], actors[:2], about[:3], confidence=0.55)
            made.status, made.flags = "asserted", frozenset({"own-words"})
            found.append(made)
    return found


def _answerable(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "the rebels bear full responsibility for it", "X is to blame", "X is responsible for the attack": the speaker accuses X."""
    found = []
    for token in sent:
        word = token.lower_
        if word in {"responsibility", "blame"} and token.dep_ == "obj" and token.head.lemma_.lower() in _BEARING:
            verb, why = token.head, slot(token.head, "for") or noun_slot(token, "for")
        elif (word == "responsible" and child(token, "cop") is not None) or (word == "blame" and case_of(token) == "to" and child(token, "cop") is not None):
            verb, why = token, next((c for c in children(token, "obl", "nmod") if case_of(c) == "for"), None)
        elif word == "behind" and token.dep_ == "case" and child(token.head, "cop") is not None:
            verb, why = token.head, token.head
        else:
            continue
        if word in {"responsible", "behind"} and not (_is_ill(why) if why is not None else _tells_of_ill(token)):
            continue  # "is responsible for foreign policy"
        speaker = speakers(doc, verb)
        accused = [m for m in parties_of(doc, agent_of(verb)) if speaker and not same(m, speaker[0])]
        if not accused or status(doc, verb)[0] not in {"asserted", "future"} or accused[0].text.lower() in FIRST:
            continue
        made = Happening(token, "ACCUSE", "allege", [token], [speaker[0]], accused, confidence=0.6)
        made.status, made.flags = "asserted", frozenset({"own-words"})
        found.append(made)
    return found


def _tells_of_ill(token: Token) -> bool:
    """Does the rest of the sentence tell what somebody is responsible for: "after the blasts, the minister said rebels were responsible"?"""
    return any(t.pos_ == "NOUN" and _is_ill(t) for t in sentence_of(token))


def _is_ill(noun: Token) -> bool:
    """Is what somebody is responsible for a deed of violence or a misfortune?"""
    own = whole(noun).lemma_.lower()
    return own in _BLAMED_FOR or any(s.type in {"ASSAULT", "COERCE"} for s in nouns().get(own, ()))


def _threats_from(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "the threat comes from X", "the blame lies with X": the speaker accuses X."""
    found = []
    for token in sent:
        if (
            token.lower_ not in {"threat", "danger", "blame", "responsibility", "fault", "provocation", "provocations"}
            or token.dep_ != "nsubj"
        ):
            continue
        verb = token.head
        source = slot(verb, "from") or slot(verb, "with")
        speaker = speakers(doc, verb)
        if verb.lemma_.lower() not in {"come", "lie", "rest", "stem", "emanate"} or source is None or not speaker:
            continue
        accused = parties_of(doc, source, placed=True) or owners(doc, source)
        if accused:
            made = Happening(token, "ACCUSE", "allege", [token], [speaker[0]], accused, confidence=0.6)
            made.status, made.flags = "asserted", frozenset({"own-words"})
            found.append(made)
    return found


def demands(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "the perpetrators must face justice", said by somebody, asks for it."""
    found = []
    for token in sent:
        if (
            token.dep_ not in {"aux", "aux:pass"}
            or token.lower_ not in MUST
            or token.head.pos_ not in {"VERB", "ADJ", "NOUN"}
        ):
            continue
        verb = token.head
        if "have" in auxiliaries(verb) or child(verb, "expl") is not None:
            continue
        speaker = speakers(doc, verb)
        if not speaker or _under_ask(verb):
            continue
        addressed: list[Mention] = []
        asked = child(verb, "nsubj") or (noun_before(token) if child(verb, *SUBJECTS) is None else None)
        if asked is not None:
            addressed = _addressees(doc, verb, asked)
        if (
            asked is not None
            and asked.lower_ in FIRST
            and verb.lemma_.lower() in {"insist", "say", "remember", "add", "understand", "make"}
        ):
            continue
        made = Happening(verb, "REQUEST", None, [token, verb], [speaker[0]], addressed, confidence=0.65)
        made.status, made.flags = "asserted", frozenset({"own-words", "content"})
        made.contents = clause_mentions(doc, verb)
        found.append(made)
    return found


def _addressees(doc: Doc, verb: Token, asked: Token) -> list[Mention]:
    """Who must do it; "they" in "our message to both is that they must" are those the message is to."""
    if (asked.pos_ == "PRON" and verb.dep_ in {"ccomp", "xcomp", "csubj"}) or verb.dep_ in {"ccomp", "ROOT", "acl"}:
        for message in (verb.head, *children(verb.head), *children(verb)):
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
    if subject is not None and subject.lower_ in FIRST:
        return False
    return verb.dep_ in {"ccomp", "xcomp"} and any(s.type == "REQUEST" for s in verbs().get(head.lemma_.lower(), ()))


def refusals(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """As in "said he will not remove them": the one who speaks of his own deed refuses."""
    made = []
    for token in sent:
        if token.pos_ != "VERB" or token.lemma_.lower() not in _REFUSABLE:
            continue
        no = denial(token)
        if no is None or not is_to_come(token):
            continue
        who = agent_of(token)
        actors = parties_of(doc, who)
        if not actors or who is None:
            continue
        if who.lower_ in FIRST:
            actors = speakers(doc, token)[:1] or actors
        if _under_ask(token):
            continue
        each = Happening(token, "REJECT", None, [no, token], actors[:3], confidence=0.75)
        each.status, each.flags = "asserted", frozenset({"content", "refusal"})
        each.contents = clause_mentions(doc, token)
        made.append(each)
        for other in [h for h in found if h.token == token]:
            found.remove(other)
    return made


def promises(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "we will take all necessary measures", "the bloc said it will provide funds": speakers commit themselves."""
    found = []
    for token in sent:
        if token.pos_ not in {"VERB", "ADV", "ADJ"} or token.lemma_.lower() not in _PROMISABLE:
            continue
        if auxiliaries(token).isdisjoint(WILL) or denial(token) is not None:
            continue
        who = child(token, "nsubj")
        said_by = speakers(doc, token)
        if who is None or who.pos_ != "PRON" or not said_by or _under_ask(token):
            continue
        own = who.lower_ in FIRST or any(same(said_by[0], m) for m in parties_of(doc, who))
        if own:
            made = Happening(token, "AGREE", None, [token], [said_by[0]], confidence=0.65)
            made.status, made.flags = "asserted", frozenset({"own-words", "content"})
            made.contents = clause_mentions(doc, token)
            found.append(made)
    return found


def readiness(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """As in "is ready to hold talks", "was willing to pull back": who says that they are willing agrees.

    Readiness for violence or a defence ("ready to fight") is none.
    """
    made = []
    for token in sent:
        if token.lower_ not in _READY or child(token, "cop") is None:
            continue
        clause = child(token, "xcomp", "advcl", "ccomp")
        actors = parties_of(doc, child(token, "nsubj"))
        violent = clause is not None and any(h.token == clause and h.type not in _GIVING for h in found)
        known = clause is not None and (clause.lemma_.lower() in _REFUSABLE or any(h.token == clause for h in found))
        if not actors or violent or status(doc, token)[0] != "asserted" or not (known or token.lower_ == "willing"):
            continue
        each = Happening(token, "AGREE", None, [token], actors[:3], confidence=0.6)
        each.status, each.flags = "asserted", frozenset({"content"})
        each.contents = parts(doc, clause) if clause is not None and clause.tag_ == "VB" else []
        made.append(each)
    return made


def reprisals(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """As in "would respond in kind", "attacks will be met with force", "retaliatory measures will be taken": a threat."""
    made = _hard_replies(doc, sent)
    for token in sent:
        told = [h for h in found if h.token == token]
        if token.pos_ != "VERB" or not is_to_come(token) or any(h.type != "ASSAULT" for h in told):
            continue
        actors = parties_of(doc, agent_of(token))
        threatens = (
            (token.lemma_.lower() in _RETALIATION and actors and _hard(token))
            or (token.lemma_.lower() in {"meet", "answer", "counter"} and is_passive(token) and _hard(token))
            or (token.lemma_.lower() == "take" and _is_reprisal(object_of(token)))
            or _will_be_answered(token)
        )
        if not threatens or (denial(token) is not None and not _will_be_answered(token)):
            continue
        speaker = speakers(doc, token)[:1]
        if actors and actors[0].text.lower() in FIRST and speaker:
            actors = [dataclasses.replace(actors[0], name=speaker[0].name or speaker[0].text)]
        actors = speaker if _will_be_answered(token) else actors[:2] or speaker
        each = Happening(token, "THREATEN", "violence", [token], actors, confidence=0.55)
        each.status, each.flags = "asserted", frozenset({"own-words"})
        made.append(each)
        for other in told:
            found.remove(other)
    return made


def _will_be_answered(verb: Token) -> bool:
    """As in "this is a breach and it will be answered", "the attack will not go unpunished": an act of violence is not let pass."""
    told = child(verb, "nsubj", "nsubj:pass")
    if told is None:
        return False
    violent = told.lower_ in {"it", "this", "that", "they", "these"} or any(s.type in {"ASSAULT", "COERCE"} for s in nouns().get(whole(told).lemma_.lower(), ()))
    around = {t.lemma_.lower() for t in sentence_of(verb)} & (vetoes()["violence"] | {"violation", "aggression", "provocation", "breach", "crime"})
    if verb.lemma_.lower() in {"answer", "avenge", "punish"}:
        return is_passive(verb) and violent and bool(around)
    gone = verb.lemma_.lower() in {"go", "remain", "pass", "be"} and any(c.lower_ in _UNANSWERED for c in children(verb))
    return gone and violent and denial(verb) is not None


def _hard_replies(doc: Doc, sent: DocSpan) -> list[Happening]:
    """As in "our response will be crushing", "retaliation will be swift": who says so of their own answer threatens."""
    made = []
    for token in sent:
        told = child(token, "nsubj")
        if token.lower_ not in _HARSH or told is None or told.lemma_.lower() not in {"response", "retaliation", "answer", "reply", "reaction", "revenge"}:
            continue
        speaker = speakers(doc, token)[:1]
        whose = child(told, "nmod:poss")
        own = whose is None or whose.lower_ in _OURS or any(same(m, s) for m in parties_of(doc, whose) for s in speaker)
        if speaker and own and is_to_come(token):
            each = Happening(token, "THREATEN", "violence", [told, token], speaker, confidence=0.55)
            each.status, each.flags = "asserted", frozenset({"own-words"})
            made.append(each)
    return made


def _hard(verb: Token) -> bool:
    """Is an answer one of force: "respond in kind", "respond firmly", "met with a crushing response"?"""
    if verb.lemma_.lower() in {"retaliate", "avenge"}:
        return True
    to = slot(verb, "to")
    if to is not None and to.lemma_.lower() in vetoes()["figurative"] | classes()["abstract"]:
        return False  # "will respond firmly to inflation"
    return any(c.lemma_.lower() in _HARDLY and c.dep_ in {"obl", "advmod", "obj"} for c in children(verb))


def _is_reprisal(noun: Token | None) -> bool:
    if noun is None or noun.lemma_.lower() not in _REPRISAL:
        return False
    words = {t.lower_ for t in children(noun, "amod", "compound")}
    return noun.lemma_.lower() in {"retaliation", "reprisal"} or bool(words & {"retaliatory", "reciprocal", "punitive"})


def denials(doc: Doc, sent: DocSpan, found: list[Happening], before: list[Happening]) -> list[Happening]:
    """As in "troops crossed the border but the capital denied it": what was told before, negated by the denier.

    In the same sentence any act before counts, in the next one only what the denier is said to have done.
    """
    made: list[Happening] = []
    for token in sent:
        if token.lemma_.lower() not in _DENYING or token.pos_ != "VERB" or status(doc, token)[0] != "asserted":
            continue
        denied = child(token, "obj")
        denier = parties_of(doc, agent_of(token))
        if denied is None or not denier or not _takes_up(denied):
            continue
        told = [h for h in found if h.token.i < token.i and h.type in _DENIABLE and token not in climb(h.token)]
        if told and (act := told[-1]).actors:
            made.append(dataclasses.replace(act, status="negated", speaker=denier[0], flags=act.flags | {"denied"}))
        elif not told and (alleged := _alleged_before(before, denier[0])) is not None:
            made.append(dataclasses.replace(
                alleged, token=token, words=[token], status="negated", speaker=denier[0], contents=[],
                flags=alleged.flags | {"denied"},
            ))
    return made


def _alleged_before(before: list[Happening], denier: Mention) -> Happening | None:
    """What the sentence before says that somebody did, and somebody now denies: "It denies it"."""
    told = [h for h in before if h.type in _DENIABLE and h.status == "asserted" and h.actors and h.token.dep_ != "amod"]
    said = [h for h in told if h.speaker is not None or speakers(h.token.doc, h.token)]
    own = [h for h in told if any(same(a, denier) for a in h.actors)]
    found = said or own
    return found[-1] if found else None


def _takes_up(denied: Token) -> bool:
    """Does an object only take up what was told: it, this, the charge, the incursion?"""
    if denied.pos_ == "PRON":
        return denied.lower_ in {"it", "this", "that"}
    if denied.lemma_.lower() in {"allegation", "accusation", "charge", "claim", "report", "involvement"}:
        return child(denied, "acl", "ccomp", "acl:relcl") is None
    senses = nouns().get(denied.lemma_.lower(), ())
    return any(s.type in _DENIABLE for s in senses) and not any(
        c.dep_ in {"nmod", "nmod:poss", "acl", "acl:relcl"} for c in children(denied)
    )


def blame(doc: Doc, found: list[Happening]) -> list[Happening]:
    """What one party says of another's ill will is an accusation: "he said the gangs aim to destabilise"."""
    made: list[Happening] = []
    for each in found:
        hostile = "blame" in each.flags or (
            each.type in {"SUPPORT", "AID"}
            and any(t.lemma_.lower() in _CRIMINAL for m in each.recipients for t in tokens_of(doc, m))
        )
        if not hostile or not each.actors or each.type == "ACCUSE":
            continue
        if any(a.type == "ACCUSE" and a.token in climb(each.token) for a in found):
            continue
        said_by = speakers(doc, each.token)
        if not said_by or not is_alleged(doc, each.token) or only_reports(doc, said_by[0]):
            continue
        accused = [a for a in each.actors if not same(a, said_by[0])]
        if accused:
            one = Happening(each.token, "ACCUSE", "allege", each.words, [said_by[0]], accused, confidence=0.6)
            one.status, one.flags = "asserted", frozenset({"own-words"})
            made.append(one)
    return made


def only_reports(doc: Doc, who: Mention) -> bool:
    """Is a speaker one who tells of what was seen, and accuses nobody by it: a resident, a witness, a news agency?"""
    words = {t.lemma_.lower() for t in tokens_of(doc, who)}
    return bool(words & _EYES) or (who.name or "").lower() in _AGENCIES


def is_alleged(doc: Doc, token: Token) -> bool:
    """Is an act stated by its speaker, or stated as an aim ("aimed to"), and not merely feared?"""
    kinds = [over.kind for over in sayings.sayings_over(doc, token) if over.kind != "want"]
    if not kinds or kinds[0] in {"believe", "ask", "ask_question", "deny", "reject"}:
        return False
    state, _ = status(doc, token)
    if state == "hypothetical":
        head = token.head
        return (
            token.dep_ == "xcomp"
            and head.lemma_.lower() in {"aim", "seek", "want", "plan", "try", "intend", "attempt"}
            and (status(doc, head)[0] == "asserted")
        )
    return state in {"asserted", "future", "demanded"}
