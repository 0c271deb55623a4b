"""Who did it and to whom: the parties around a trigger, read off the parse.

Slots of a trigger are its object (`obj`), its indirect object (`iobj`) and its prepositions (`against`, `on`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.doc import mention_of
from recension.claims.eventwords import Sense, base, carriers, classes, nouns, verbs, vetoes
from recension.claims.status import governor, governors
from recension.claims.tree import MAX_STEPS, SUBJECTS, child, children, conjuncts
from recension.claims.tree import is_passive as _is_passive
from recension.model import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

#: Nouns that count or portion what follows "of": "hundreds of troops", "a series of attacks", "tonnes of aid".
_PORTIONS = classes()["portions"]
_ASKING_ON = frozenset({"call", "appeal", "plead", "count", "rely", "demand", "require", "request", "ask", "expect"})
#: Deeds of a people rather than of its state.
_OF_A_PEOPLE = frozenset(
    {
        "uprising",
        "rebellion",
        "revolt",
        "protest",
        "demonstration",
        "riot",
        "boycott",
        "insurgency",
        "rally",
        "unrest",
        "strike-action",
    }
)
#: How, not by whom, a thing is done: "cleared by force".
_MEANS = frozenset({"force", "law", "decree", "mistake", "accident", "order", "vote", "surprise", "way", "means"})
#: Verbs whose infinitive is done by their subject though they have an object: "promised them to leave".
_SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten", "use"})
#: What is said of somebody ("blamed him for causing it"): a gerund after these is done by the object.
_ABOUT = classes()["accusing"]
_ANSWERING = frozenset({"respond", "reply", "retaliate", "answer"})
_AFTER_NOUN = frozenset(
    {"by", "from", "between", "of", "against", "on", "at", "to", "with", "for", "in", "into", "upon", "over"}
)


def whole(noun: Token) -> Token:
    """The noun that a portion is of: "hundreds of troops" gives "troops"; any other noun gives itself."""
    for _ in range(4):
        if noun.lemma_.lower() not in _PORTIONS and noun.lower_ not in _PORTIONS and noun.pos_ != "NUM":
            return noun
        part = next((c for c in noun.children if c.dep_ in {"nmod", "obl"} and case_of(c) in {"of", "in"}), None)
        if part is None:
            return noun
        noun = part
    return noun


def case_of(token: Token) -> str:
    """The preposition of a noun or the mark of a clause, lower case; "" without one."""
    words = [c.lower_ for c in token.children if c.dep_ in {"case", "mark"}]
    return words[0] if words else ""


def is_passive(verb: Token) -> bool:
    """Is a verb passive? An object beside it, or a past tense without "be", says that the parse erred."""
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "xcomp"
        and verb.head.lemma_.lower() in {"leave", "find", "see", "get", "have"}
    ):
        return child(verb, "obj") is None
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and child(verb, "aux", "obj", *SUBJECTS) is None
        and child(verb.head, "aux:pass") is not None
    ):
        return True  # "was convicted and sentenced"
    if not _is_passive(verb):
        return False
    perfect = any(t.lower_ in {"has", "have", "had"} for t in children(verb, "aux"))
    if perfect and child(verb, "nsubj") is not None and child(verb, "aux:pass", "nsubj:pass") is None:
        return False  # "reports that soldiers had opened fire"
    if _only_fired(verb):
        return False
    if verb.tag_ == "VBD" and by_agent(verb) is None and child(verb, "aux:pass", "nsubj:pass") is None:
        return False
    helper = child(verb, "aux:pass")
    if helper is not None:
        between = [c for c in children(verb, *SUBJECTS) if helper.i < c.i < verb.i]
        return not (between and child(verb, "obj") is not None)
    if (
        verb.dep_ in {"ROOT", "parataxis", "ccomp"}
        and by_agent(verb) is None
        and verb.head.lemma_.lower() not in {"get", "see"}
    ):
        return (
            child(verb, "nsubj:pass", "csubj:pass") is not None
            and verb.tag_ == "VBN"
            and not any(case_of(c) == "" for c in children(verb, "obj"))
            and (child(verb, "aux") is None or any(t.lemma_.lower() in {"be", "get"} for t in children(verb, "aux")))
        )  # without any auxiliary it is a headline's: "Army chief sacked after coup"
    if child(verb, "obj") is not None and verb.tag_ in {"VBD", "VBZ", "VBP", "VBG", "VB"}:
        return False
    return verb.tag_ not in {"VBZ", "VBP", "VBG", "VB"} or by_agent(verb) is not None


def _only_fired(verb: Token) -> bool:
    """As in "guards of the mine fired from the roof", which the parse reads as a noun with a participle."""
    return (
        verb.dep_ == "acl"
        and verb.head.dep_ == "ROOT"
        and verb.lemma_.lower() == "fire"
        and by_agent(verb) is None
        and any(case_of(c) in {"from", "at", "into", "on"} for c in children(verb, "obl", "obl:agent"))
    )


def by_agent(verb: Token) -> Token | None:
    """The agent of a passive: what follows it with "by"."""
    own = next((c for c in verb.children if c.dep_ in {"obl:agent", "obl", "nmod"} and case_of(c) == "by"), None)
    if own is not None and (is_time_word(own) or own.lemma_.lower() in classes()["unpeopled"]):
        return None  # "shortened by two hours"
    if own is not None and own.lemma_.lower() in _MEANS and child(own, "det", "nmod:poss", "amod") is None:
        return None
    if own is None and verb.i + 1 < verb.sent.end:
        following = verb.doc[verb.i + 1]
        if following.lower_ == "by" and following.dep_ == "case" and following.head.pos_ in {"NOUN", "PROPN"}:
            return following.head
    return own


def subject_of(verb: Token) -> Token | None:
    """A verb's own subject: the nearest of several; before a passive, a noun that the parse hung there otherwise."""
    own = [c for c in children(verb, *SUBJECTS) if c.i < verb.i] or children(verb, *SUBJECTS)
    if own and own[-1].i > verb.i and (verb.tag_ == "VBG" or _speaks(own[-1]) or own[-1].i == _after(verb)):
        return None  # "wounding seven, the governor said"
    if own:
        return own[-1]
    if child(verb, "aux:pass") is not None:
        stray = [
            c
            for c in verb.children
            if c.i < verb.i
            and c.dep_ in {"obl:agent", "obl"}
            and case_of(c) not in {"by", "in", "at", "for", "with"}
            and c.pos_ in {"NOUN", "PROPN"}
        ]
        return stray[-1] if stray else None
    return None


def _speaks(noun: Token) -> bool:
    """Does a noun stand right before the verb that it is the subject of, whatever the parse says?"""
    at = noun.right_edge.i + 1
    return at < noun.sent.end and noun.doc[at].tag_ in {"VBD", "VBZ", "VBP"} and noun.doc[at] != noun.head


def _after(verb: Token) -> int:
    """The head of the bare phrase right after a verb that takes an object; -1 where there is none."""
    if base(verb.lemma_, verbs()) not in verbs():
        return -1
    at = verb.i + 1
    while at < verb.sent.end and verb.doc[at].dep_ in {"det", "amod", "nummod", "compound", "nmod:desc", "nmod:poss"}:
        at += 1
        if at > verb.i + 7:
            return -1
    if at >= verb.sent.end:
        return -1
    near = verb.doc[at]
    bare = near.pos_ in {"NOUN", "PROPN"} and case_of(near) == "" and not is_time_word(near)
    return at if bare and near.head.i <= verb.i and near.dep_ in {"nsubj", "nmod", "obl", "appos", "iobj", "conj"} else -1


def object_of(verb: Token) -> Token | None:
    """What a verb acts on: its object, a passive's subject, or the noun that a participle describes."""
    if is_passive(verb):
        own = subject_of(verb)
        if own is not None:
            return antecedent(own)
        if verb.dep_ in {"acl", "amod"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            return verb.head
        if verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_.lower() in {"leave", "see", "get", "have", "find"}:
            return child(verb.head, "obj") or child(verb.head, *SUBJECTS)
        if verb.dep_ == "conj" and is_passive(verb.head):
            return object_of(verb.head)
        if verb.dep_ == "xcomp":
            return child(verb.head, *SUBJECTS)
        before = _word_before(verb)
        if before is not None and by_agent(verb) is not None and before.pos_ in {"NOUN", "PROPN"}:
            return before
        return child(verb, "obj")
    if verb.pos_ == "ADJ" and verb.dep_ == "xcomp":
        return child(verb.head, "obj")
    found = _own_object(verb) or _counted_object(verb)
    if found is not None:
        return antecedent(found)
    own = child(verb, "nsubj", "nsubj:pass")
    if own is not None and own.tag_ not in {"WDT", "WP"} and own.lower_ != "that" and not _has_other_gap(verb):
        if verb.dep_ == "acl:relcl":
            return verb.head
        mark = child(verb, "mark")
        if (
            mark is not None
            and mark.lower_ == "that"
            and mark.i > verb.sent.start
            and mark.nbor(-1).pos_ == "NOUN"
            and verb.dep_ != "ccomp"
        ):
            return mark.nbor(-1)
    following = _after(verb) if verb.pos_ == "VERB" else -1
    if following > verb.i and not child(verb, "xcomp", "ccomp"):
        return verb.doc[following]
    later = verb.dep_ == "conj" or any(c.dep_ == "conj" and c.pos_ == "VERB" for c in verb.children)
    if later and verb.tag_ != "VBN":
        for other in reversed(conjuncts(verb)[1:]):
            shared = child(other, "obj")
            if (
                shared is not None
                and other.i > verb.i
                and not any(c.dep_ in {"obl", "ccomp", "xcomp"} and c.i < other.i for c in verb.children)
            ):
                return antecedent(shared)
    return _stray_object(verb)


def _own_object(verb: Token) -> Token | None:
    """A verb's object; one before an infinitive's "to" is its governor's ("urged them to go")."""
    for near in [*children(verb, "obj"), *children(verb, "iobj")]:
        if near.i > verb.i or near.tag_ in {"WDT", "WP"} or near.lower_ == "that":
            following = near.doc[near.i + 1] if near.i + 1 < near.sent.end else None
            split = following is not None and following.head == verb and following.dep_ == "obj" and near.i > verb.i
            return following if split else near  # "its arms embargo" parted in two
    return None


def led_object(head: Token, verb: Token) -> Token | None:
    """Whom a verb of asking or leading is done to, where the parse hung it inside the infinitive."""
    if case_of(verb) != "to":
        return None
    for near in children(verb, "obj", "nsubj", "iobj"):
        if head.i < near.i < verb.i and near.pos_ in {"NOUN", "PROPN", "PRON"}:
            return near
    return None


def _counted_object(verb: Token) -> Token | None:
    """As in "killed at least 60 villagers": "at least" is no place."""
    for near in children(verb, "obl"):
        mark = child(near, "case")
        if mark is None and near.i > verb.i and near.pos_ == "NOUN" and near.ent_type_ == "" and not is_time_word(near):
            return near
        if (
            mark is not None
            and near.i > verb.i
            and mark.lower_ in {"at", "up"}
            and mark.nbor(1).lower_ in {"least", "most", "to"}
        ):
            return near
    return None


def _stray_object(verb: Token) -> Token | None:
    """The noun right after a verb that the parse hung on an earlier verb: 'threw "rocks'."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    for near in list(verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 6)]):
        if near.dep_ == "obj" and near.pos_ in {"NOUN", "PROPN"} and near.head.i < verb.i:
            return near
        if near.pos_ not in {"DET", "ADJ", "NUM", "PUNCT", "PRON"} and near.dep_ != "compound":
            return None
    return None


def _word_before(token: Token) -> Token | None:
    """The word before a token, over adverbs and quote marks."""
    at = token.i - 1
    while at >= token.sent.start and (token.doc[at].pos_ in {"ADV", "PUNCT", "SPACE"} and token.doc[at].text != ","):
        at -= 1
    return token.doc[at] if at >= token.sent.start else None


def _has_other_gap(verb: Token) -> bool:
    return any(c.dep_ in {"obj", "obl", "advmod"} and c.tag_ in {"WDT", "WP", "WRB", "WP$"} for c in verb.children)


def antecedent(token: Token) -> Token:
    """A relative pronoun's noun; what "what he called X" names; any other token gives itself."""
    if token.lower_ == "what":
        for clause in children(token, "acl:relcl"):
            named = child(clause, "xcomp", "obj", "ccomp")
            if (
                clause.lemma_.lower() in {"call", "describe", "term", "label", "consider", "see", "brand"}
                and named is not None
            ):
                return named
        return token
    if token.tag_ not in {"WDT", "WP"} and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return token
    verb = token.head
    for _ in range(4):
        if verb.dep_ == "acl:relcl":
            return verb.head
        if verb.dep_ not in {"conj", "xcomp", "ccomp", "advcl", "parataxis"}:
            return token
        verb = verb.head
    if token.lower_ in {"which", "who"}:
        return noun_before(token) or token
    return token


def noun_before(token: Token) -> Token | None:
    """The noun phrase right before a relative pronoun that the parse tied to no noun."""
    at = token.i - 1
    while at >= token.sent.start and token.doc[at].pos_ in {"PUNCT", "ADP", "SPACE"}:
        at -= 1
    if at < token.sent.start or token.doc[at].pos_ not in {"NOUN", "PROPN"}:
        return None
    near = token.doc[at]
    for _ in range(4):
        if near.dep_ not in {"nmod", "flat", "compound", "conj"} or near.head.i < token.sent.start:
            break
        near = near.head
    return near


def agent_of(verb: Token, depth: int = 0) -> Token | None:
    """Who does what a verb says: its subject, a passive's agent, or whoever controls it from above.

    "accused Rwanda of backing rebels": Rwanda. "After meeting envoys, the president said": the president.
    "its decision to force access": its. Walks a bounded way up.
    """
    if depth > 8:
        return None
    if is_passive(verb):
        by = by_agent(verb)
        if by is not None or verb.dep_ != "conj" or not is_passive(verb.head):
            return by
        return agent_of(verb.head, depth + 1)
    own = subject_of(verb)
    if own is not None and not (verb.tag_ == "VB" and led_object(verb.head, verb) == own):
        return antecedent(own)
    head, dep = governor(verb)
    if dep in {"csubj", "csubj:pass"} and verb.tag_ == "VBG":
        dep = "advcl"
    if (
        dep == "acl"
        and verb.tag_ == "VB"
        and case_of(verb) == "to"
        and head.head == head
        and child(head, "det", "cop", "nsubj") is None
    ):
        return head
    if head == verb:
        return _stray_subject(verb)
    if dep == "conj" and case_of(verb) == "to" and head.dep_ == "xcomp" and case_of(head.head) == "to":
        return agent_of(head.head, depth + 1)
    if dep == "conj" and head.pos_ in {"NOUN", "PROPN"} and head.head.pos_ == "VERB" and verb.tag_[:2] == "VB":
        head = head.head  # "raped women and looted homes" with the second verb hung on the noun
    if dep == "conj" and head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return object_of(head) if is_passive(head) else agent_of(head, depth + 1)
    if dep in {"xcomp", "ccomp"}:
        return _stray_subject(verb) or _controller(verb, head, depth)
    if dep == "advcl":
        return _adverbial_agent(verb, head, depth)
    if dep == "acl":
        if (
            (verb.tag_ == "VBG" or verb.lower_.endswith("ing"))
            and head.dep_ in {"obj", "iobj", "nsubj", "nsubj:pass"}
            and head.head.lemma_.lower() in _ABOUT
            and case_of(verb) in {"of", "for"}
        ):
            return head
        if case_of(verb) == "" and (verb.tag_ == "VBG" or verb.tag_ in {"VBN", "VBD"}):
            return head
        given = child(head.head, "iobj") if head.dep_ == "obj" and is_time_word(head) and verb.tag_ == "VB" else None
        return given or owner_token(head) or _carrier_agent(head, depth)  # "gave the junta a week to free him"
    if dep == "acl:relcl":
        return head if not _has_other_gap(verb) else None
    return None


def _stray_subject(verb: Token) -> Token | None:
    """The noun right before a finite verb that the parse gave to another verb: 'the soldiers "fired'."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    before = _word_before(verb)
    if before is None or (before.dep_ == "advmod" and before.pos_ != "NOUN"):
        return None
    return before if before.dep_ in {"nsubj", "nsubj:pass", "flat", "advmod"} else None


def _controller(verb: Token, head: Token, depth: int) -> Token | None:
    lemma = head.lemma_.lower()
    if lemma not in _SUBJECT_CONTROL and not is_passive(head):
        asked = child(head, "obj", "iobj") or led_object(head, verb)
        if asked is not None and asked.pos_ != "NUM":
            return antecedent(asked)
    if head.pos_ in {"ADJ", "NOUN"} or is_passive(head):
        own = subject_of(head) or (object_of(head) if head.pos_ == "VERB" else None)
        if own is not None:
            return antecedent(own)
        return (
            child(head.head, "obj")
            if head.dep_ == "xcomp"
            else (antecedent(head.head) if head.dep_ == "acl:relcl" else None)
        )
    if lemma in _ASKING_ON and (asked := _asked_on(head, verb)) is not None:
        return asked
    return agent_of(head, depth + 1)


def _asked_on(head: Token, verb: Token) -> Token | None:
    """Whom "called on X to" is put to."""
    for name in ("on", "upon", "to", "from", "of"):
        near = slot(head, name)
        if near is not None and near.i < verb.i:
            return near
    return None


def _adverbial_agent(verb: Token, head: Token, depth: int) -> Token | None:
    lemma = head.lemma_.lower()
    if lemma in _ABOUT and case_of(verb) in {"of", "for", "over", "from", "on", "against"}:
        if is_passive(head):
            own = child(head, "nsubj:pass")
            return antecedent(own) if own is not None else object_of(head)
        accused = child(head, "obj", "iobj") or object_of(head)
        if accused is not None:
            return accused
    if lemma in _ASKING_ON and case_of(verb) == "to" and (asked := _asked_on(head, verb)) is not None:
        return asked
    if lemma in {"urge", "ask", "tell", "order", "press", "beg", "implore", "exhort", "lead", "cause", "force"}:
        asked = child(head, "obj", "iobj")
        if asked is not None and case_of(verb) == "to":
            return asked
    if is_passive(head):
        if verb.tag_ == "VBG" and case_of(verb) in {"", "by"}:
            by = agent_of(head, depth + 1)
            if by is not None:
                return by
        if case_of(verb) == "to":
            return agent_of(head, depth + 1)
        own = child(head, "nsubj:pass")
        return antecedent(own) if own is not None else object_of(head)
    return agent_of(head, depth + 1)


#: Who does this to a plot has no part in it.
_AGAINST = frozenset("foil thwart uncover prevent stop avert disrupt expose reveal discover fear detect condemn denounce".split())


def _carrier_agent(noun: Token, depth: int) -> Token | None:
    """Whoever does a noun through a light verb: "Russia made a decision to"."""
    head = noun.head
    if head.lemma_.lower() in _AGAINST:
        return None
    if noun.dep_ == "obj" and head.pos_ == "VERB":
        return agent_of(head, depth + 1)
    if noun.dep_ == "nsubj:pass" and head.pos_ == "VERB":
        return agent_of(head, depth + 1)
    return None


def owner_token(noun: Token) -> Token | None:
    """Whose a thing is: "the rebels' camp", "cars belonging to journalists", "the home of the minister"."""
    poss = child(noun, "nmod:poss")
    if poss is not None:
        return poss
    for clause in children(noun, "acl", "acl:relcl"):
        if clause.lemma_.lower() in {"belong", "own"}:
            return next((c for c in clause.children if c.dep_ in {"obl", "obl:agent"}), None)
    return next((c for c in children(noun, "nmod") if case_of(c) in {"of", "by"}), None)


def slot(token: Token, name: str) -> Token | None:
    """What stands in a slot of a trigger."""
    if name == "obj":
        return object_of(token) if token.pos_ in {"VERB", "AUX", "ADJ"} else None
    if name == "iobj":
        return child(token, "iobj")
    for near in token.children:
        if (
            near.dep_ in {"obl", "nmod", "obl:arg", "obj", "obl:agent"}
            and case_of(near) == name
            and not is_time_word(near)
        ):
            return near
    if any(c.dep_ == "compound:prt" and c.lower_ == name for c in token.children):
        for near in token.children:
            if (
                near.dep_ in {"obl", "obj", "iobj"}
                and near.i > token.i
                and case_of(near) == ""
                and not is_time_word(near)
            ):
                return near
    obj = child(token, "obj", "nsubj:pass")
    if obj is not None and name in _AFTER_NOUN and name != "of":
        for near in list(obj.subtree)[:30]:
            if near.dep_ in {"nmod", "obl"} and case_of(near) == name and near.i > obj.i and near.head.pos_ != "VERB":
                return near
    return None


def is_time_word(token: Token) -> bool:
    """Is a noun a time ("on Tuesday") and so no party?"""
    return token.lemma_.lower() in _TIMES or (token.pos_ == "NUM" and len(token) == 4)


_TIMES = classes()["times"]


def object_meets(verb: Token, wanted: frozenset[str], doc: Doc) -> bool:
    """Does the object of a verb meet what a sense asks of it?"""
    if not wanted:
        return True
    obj = object_of(verb)
    if "none" in wanted and obj is None:
        return True
    if "inf" in wanted and _has_clause(verb, infinitive=True):
        return True
    if "clause" in wanted and _has_clause(verb, infinitive=False):
        return True
    if "led" in wanted and _leads(verb):
        return True
    candidates = [obj] if obj is not None else []
    if obj is not None and obj.lower_ == "it" and verb.dep_ == "conj":
        candidates += children(verb.head, "nsubj", "nsubj:pass", "obj")[:2]  # "the curfew is shorter, but it was not lifted"
    steps = {"on", "at", "of", "to", "in", "into"} | ({"with"} if verb.lemma_.lower() in _ANSWERING else set())
    candidates += [c for c in children(verb, "obl", "xcomp", "advmod") if case_of(c) in steps][:3]
    if obj is not None:
        candidates += [c for c in children(obj, "nmod") if case_of(c) in {"on", "at"} or obj.lemma_ == "state"][:2]
        candidates += [c for c in conjuncts(obj)[1:6] if c.i > obj.i]
    table = classes()
    for each in candidates:
        noun = whole(each)
        for want in wanted:
            if want == "land":
                if is_town(noun):
                    return True
            elif want == "party":
                if (
                    each == obj
                    and each.lower_ != "what"
                    and (is_party(doc, each) or _is_weak(each) or _is_many(noun))
                ):
                    return True
            elif want.startswith("@"):
                if noun.lemma_.lower() in table[want[1:]] or noun.lower_ in table[want[1:]]:
                    return True
                if want == "@riotgear" and noun.lemma_.lower() == "grenade" and any(c.lower_ in table["stunning"] for c in noun.children):
                    return True
                if want == "@captive" and is_captured(noun):
                    return True
                if want == "@speechbarrier" and any(c.lower_ in table["online"] for c in children(noun, "compound", "amod")):
                    return True  # "news sites"
            elif noun.lemma_.lower() == want or noun.lower_ == want:
                return True
    return False


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
    from recension.claims import actors
    from recension.claims.lexicon import country_of

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
    return []


def _side(adjective: Token) -> Mention | None:
    """The state of a people's adjective."""
    from recension.claims.lexicon import countries, people_of

    people = people_of(adjective.text) if adjective.text[:1].isupper() else None
    if people is None or people.iso is None or people.iso not in countries():
        return None
    return Mention(adjective.text, adjective.idx, adjective.idx + len(adjective), countries()[people.iso].name)


def one_another(verb: Token) -> bool:
    """Is something done "to each other", "at one another" or to "each other's" things?"""
    at = verb.i + 1
    while at + 1 < min(verb.sent.end, verb.i + 12):
        pair = (verb.doc[at].lower_, verb.doc[at + 1].lower_)
        if pair in {("each", "other"), ("one", "another")}:
            walker = verb.doc[at]
            for _ in range(4):
                if walker.head == verb:
                    return True
                walker = walker.head
        at += 1
    return False


def is_named_thing(noun: Token) -> bool:
    """A town or a thing with a name of its own ("shelled Mekelle")."""
    return noun.pos_ == "PROPN" and noun.text[:1].isupper() and not is_time_word(noun)


def is_town(noun: Token) -> bool:
    """Does a name stand for a place, by the entities or by the gazetteer?"""
    from recension.claims.gazetteer import spots

    if noun.ent_type_ == "LOC":
        return True
    if noun.pos_ != "PROPN" or not noun.text[:1].isupper() or noun.ent_type_ == "ORG":
        return False
    return bool(spots(noun.text)) or _is_bare_name(noun)


def _is_bare_name(noun: Token) -> bool:
    """A single word that the entities take for a person of whom the report says nothing else: more likely a town."""
    from recension.claims.cast import cast

    people = cast(noun.doc)
    if noun.ent_type_ != "PERSON" or noun.i not in people.spans:
        return False
    start, end = people.spans[noun.i]
    person = people.persons[people.at[start]] if start in people.at else None
    return person is not None and end - start == 1 and " " not in person.name and not person.roles


def is_unplaced(noun: Token) -> bool:
    """A name of several words that the entities take for a place and the gazetteer does not know: a person's."""
    from recension.claims.gazetteer import spots
    from recension.claims.phrases import entity_at

    entity = entity_at(noun)
    return entity is not None and entity.label_ == "LOC" and len(entity) > 1 and not spots(entity.text)


#: Things are taken too.
_TAKEN = frozenset({"seize", "capture", "take", "hold", "hijack", "eliminate", "surround", "evict"})


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


def _is_weak(token: Token) -> bool:
    from recension.claims import actors

    return whole(token).lemma_.lower() in actors.WEAK and whole(token).pos_ == "NOUN"


def _has_clause(verb: Token, infinitive: bool) -> bool:
    for near in verb.children:
        if near.dep_ in {"xcomp", "ccomp", "advcl"} and near.i > verb.i:
            to = near.tag_ == "VB" and case_of(near) == "to"
            if infinitive and to and near.dep_ in {"xcomp", "ccomp", "advcl"}:
                return True
            if not infinitive and near.dep_ == "ccomp":
                return True
    # "Israel will resume its offensive, the minister warned"
    return not infinitive and verb.lemma_.lower() in {"warn", "threaten"} and child(verb, "ccomp") is not None


# ---------------------------------------------------------------- parties
def parties_of(doc: Doc, token: Token | None, placed: bool = False) -> list[Mention]:
    """The parties behind a token, coordination expanded; empty where it is no possible party.

    Args:
        doc: the Doc of the token.
        token: the head of the phrase; None gives nothing.
        placed: whether the name of a country counts though it stands like a place ("an attack on Ukraine").
    """
    from recension.claims import actors

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
        for one in states_of(doc, each) or [actors.party(doc, each)]:
            if one is not None and one.text.strip() and not any((one.start, one.end) == (m.start, m.end) for m in found):
                found.append(one)
    return found[:8]


def _ranked(noun: Token) -> Token:
    """The first of the names behind a plural rank: "Privates Petrov and Orlov", "Presidents Ruto and Museveni"."""
    if noun.tag_ not in {"NNS", "NNPS"} or noun.i + 1 >= noun.sent.end:
        return noun
    near = noun.doc[noun.i + 1]
    named = near.pos_ == "PROPN" and near.ent_type_ == "PERSON" and near.head == noun
    return near if named and near.dep_ in {"nmod", "flat", "appos", "nmod:desc"} and case_of(near) == "" else noun


#: Classes of persons who act for the state that they are of.
_FOR_A_STATE = frozenset({"diplomat", "head", "head_of_state", "minister", "official"})


def states_of(doc: Doc, officials: Token) -> Sequence[Mention | None]:
    """The states that several officials speak for: "the ambassadors of France, Italy and Germany" are three parties."""
    from recension.claims import actors
    from recension.claims.lexicon import country_of, role_classes

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
    return _weak(doc, token) or _person_named(token) or _bodies_named(token)


def _bodies_named(token: Token) -> list[Mention]:
    """Names that the entities take for places and the gazetteer does not know: who fights is a group ("Los Zarcos")."""
    found = []
    for noun in coordinated(antecedent(token)):
        entity = _entity(noun)
        if entity is not None and not is_inert(noun) and not is_inert(entity[-1]) and (is_unplaced(noun) or entity.label_ == "PERSON"):
            found.append(mention_of(entity))
    return found if is_unplaced(antecedent(token)) else []


def _person_named(token: Token) -> list[Mention]:
    """A name that the entities take for a person's and the gazetteer for a town's: who acts or speaks is a person."""
    noun = antecedent(token)
    entity = _entity(noun) if noun.ent_type_ == "PERSON" else None
    return [mention_of(entity)] if entity is not None else []


def _weak(doc: Doc, token: Token) -> list[Mention]:
    from recension.claims import actors

    noun = whole(antecedent(token))
    if noun.lemma_.lower() not in actors.WEAK or noun.lemma_.lower() in _PORTIONS or noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    one = actors.party(doc, noun)
    return [one] if one is not None and one.text.strip() else []


def reached(doc: Doc, token: Token, sense: Sense) -> list[Mention]:
    """The parties that a deed reaches; for some deeds also towns, provinces and buildings without an owner."""
    from recension.claims import actors

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
        one = mention_of(entity) if (entity := _entity(noun)) is not None else actors.party(doc, noun)
        return [one] if one is not None and one.text.strip() else []
    if "target" in sense.flags and (is_unplaced(noun) or are_counted(noun) or (_is_agentive(noun) and _is_hurt(noun))):
        one = mention_of(entity) if (entity := _entity(noun)) is not None else actors.party(doc, noun)
        return [one] if one is not None and one.text.strip() else []
    if ("physical" in sense.flags or sense.type in {"SANCTION", "CONSULT"}) and (
        is_physical(noun) or lemma in table["speechbarrier"] | table["standing"] or "website" in lemma
    ):
        found = owners(doc, noun)
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
        one = actors.party(doc, noun) or (_place_name(doc, noun) if noun.ent_type_ == "LOC" else None)
        found = [one] if one is not None and one.text.strip() else []
    if not found and sense.type in {"AID", "SANCTION", "COOPERATE", "COERCE"} and lemma in table["polity"]:
        one = actors.party(doc, noun)
        found = [one] if one is not None and one.text.strip() else []
    return found


def _entity(noun: Token) -> Span | None:
    return next((e for e in noun.sent.ents if e.start <= noun.i < e.end), None)


def _place_name(doc: Doc, token: Token) -> Mention | None:
    """The name of a town that is itself what was hit."""
    return next((mention_of(e) for e in doc.ents if e.start <= token.i < e.end and e.label_ == "LOC"), None)


def _is_country(doc: Doc, token: Token) -> bool:
    from recension.claims import actors
    from recension.claims.lexicon import country_of

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
        and not any(c.dep_ == "cc" or c.lower_ in {"and", "or"} for each in found[1:] for c in each.children)
        and not any(c.lower_ in {"and", "or", "&"} for c in token.subtree)
    ):
        found = [token]
    if len(found) == 1:
        beside = _beside(token)
        if beside is not None:
            found.append(beside)
    return found[:8]


def beside(token: Token, name: str) -> list[Token]:
    """What is hit besides: "a school and a market", "on the post and on houses nearby"."""
    if name == "obj":
        others = [c for c in conjuncts(token)[1:] if c.i > token.i and c.pos_ in {"NOUN", "PROPN"}]
        return others[:4] if len(coordinated(token)) > 1 else []
    others = [c for c in conjuncts(token)[1:] if case_of(c) in {"", name} and c.pos_ in {"NOUN", "PROPN"}]
    others += [c for c in token.head.children if c.dep_ == "obl" and c.i > token.i and case_of(c) == name and child(c, "cc")]
    return others[:4]


def _beside(token: Token) -> Token | None:
    """As in "police and soldiers" where the parse made both objects of one verb."""
    if token.dep_ not in {"obj", "iobj", "obl", "nmod"}:
        return None
    edge = token.i + 1
    while edge < token.sent.end and (
        token.doc[edge].dep_ == "flat" or (token.doc[edge].head == token and token.doc[edge].dep_ == "flat")
    ):
        edge += 1
    if edge >= token.sent.end or token.doc[edge].lower_ != "and":
        return None
    for near in list(token.doc[edge + 1 : min(token.sent.end, edge + 6)]):
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
    from recension.claims import actors

    noun = antecedent(token)
    return not is_inert(noun) and (actors.is_actor(doc, token) or actors.is_actor(doc, noun))


def is_inert(noun: Token) -> bool:
    """Does a noun or a name mean a paper, a count or a time ("the Abuja Accord"), which does nothing itself?"""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.ent_type_ == "PERSON":
        return False
    words = {noun.lemma_.lower()}
    if noun.ent_type_ == "ORG":
        words |= {c.lemma_.lower() for c in noun.children if c.dep_ == "flat" and c.ent_type_ == "ORG"}
    return bool(words & classes()["inert"])


def owners(doc: Doc, thing: Token) -> list[Mention]:
    """The parties that own a thing that was acted on; empty where nobody is named."""
    owner = owner_token(thing)
    if owner is not None and (found := parties_of(doc, owner, placed=True)):
        return found
    for near in children(thing, "compound"):
        if (_is_doer(near) or near.ent_type_ or near.pos_ == "PROPN") and is_party(doc, near):
            return parties_of(doc, near)
    return nation(thing)


def nation(noun: Token) -> list[Mention]:
    """The state whose adjective stands before a noun: "Israeli strikes", "a Russian base"."""
    from recension.claims.lexicon import countries, people_of, plural_of

    for near in noun.children:
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


# ---------------------------------------------------------------- nouns
def noun_actors(noun: Token, sense: Sense, doc: Doc) -> list[Mention]:
    """Who does what an event noun says: by, whose, a nationality before it, "of" where the sense says so."""
    token = noun_actor_token(noun, sense, doc)
    if token is not None:
        return parties_of(doc, token)
    return nation(noun) if sense.of != "recipient" or sense.type == "ASSAULT" else []


def noun_actor_token(noun: Token, sense: Sense, doc: Doc) -> Token | None:
    """The token of whoever does what an event noun says; see `noun_actors`."""
    by = blamed_on(noun) or noun_slot(noun, "by")
    if by is not None and is_party(doc, by):
        return by
    for clause in children(noun, "acl", "acl:relcl"):
        by = by_agent(clause)
        if by is not None and is_party(doc, by) and clause.lemma_.lower() not in {"broker", "mediate", "condemn"}:
            return by
    poss = child(noun, "nmod:poss")
    if (
        poss is not None
        and is_party(doc, poss)
        and (sense.of != "recipient" or any(case_of(c) == "of" for c in children(noun, "nmod")))
    ):
        return poss
    if "speechact" in sense.flags and noun.dep_ == "obl" and case_of(noun) == "with" and noun.head.pos_ == "VERB":
        who = agent_of(noun.head)  # "turned to the president with a request"
        if who is not None and is_party(doc, who):
            return who
    if "speechact" in sense.flags or sense.of == "actor":
        names = (
            ("from",)
            if "speechact" in sense.flags and "of" in sense.recipient
            else (("from", "of") if "speechact" in sense.flags else ("of",))
        )
        for name in names:
            near = noun_slot(noun, name)
            if near is not None and is_party(doc, near):
                return near
    for near in children(noun, "compound", "nmod:desc"):
        if near.i < noun.i and (sense.of != "recipient" or _is_doer(near)) and is_party(doc, near):
            return near
    head = noun.head
    if (sharer := _sharer(noun)) is not None and is_party(doc, sharer):
        return sharer
    if (
        head.pos_ == "VERB"
        and any(("v", w) in carriers() for w in governors(head))
        and noun.dep_ in {"obj", "nsubj:pass"}
    ):
        who = agent_of(head)
        if who is not None and who != noun and is_party(doc, who):
            return who
    if noun.dep_ == "nmod" and head.lemma_.lower() in _PORTIONS | {
        "start",
        "beginning",
        "end",
        "resumption",
        "campaign",
    }:
        return noun_actor_token(head, sense, doc) if head.lemma_.lower() not in nouns() else None
    return None


def agent_through(noun: Token) -> Token | None:
    """Who does an act noun through the verb that carries it: "dockers began a strike"; None where no verb does."""
    head = noun.head
    if noun.dep_ != "obj" or head.pos_ != "VERB" or not any(("v", w) in carriers() for w in governors(head)):
        return None
    who = agent_of(head)
    return who if who != noun else None


def _sharer(noun: Token) -> Token | None:
    """Who had a part in it: "we had no part in the attack", "its role in the killing", "was involved in the raid"."""
    head = noun.head
    if case_of(noun) == "with" and head.lemma_.lower() == "do" and head.dep_ in {"xcomp", "acl"}:
        has = head.head if head.dep_ == "xcomp" else head.head.head
        return agent_of(has) if has.pos_ == "VERB" else None  # "had nothing to do with the attack"
    if case_of(noun) == "for" and head.lemma_.lower() in {"responsibility", "credit", "blame"} and head.dep_ == "obj":
        owned = head.head.lemma_.lower() in {"claim", "admit", "accept", "assume", "deny", "disclaim", "take"}
        return agent_of(head.head) if owned else None  # "claimed responsibility for the bombing"
    if head.lemma_.lower() == "claim" and noun.dep_ in {"obj", "nsubj:pass"}:
        return by_agent(head) if noun.dep_ == "nsubj:pass" else agent_of(head)  # "the attack was claimed by a militia"
    if case_of(noun) != "in":
        return None
    if noun.dep_ == "nmod" and head.lemma_.lower() in {"part", "role", "involvement", "hand", "participation"}:
        owner = child(head, "nmod:poss")
        verb = head.head
        if owner is not None or verb.pos_ != "VERB" or head.dep_ != "obj":
            return owner
        return agent_of(verb)
    if noun.dep_ in {"obl", "nmod"} and head.pos_ == "VERB" and head.lemma_.lower() in {"involve", "participate"}:
        return (object_of(head) if is_passive(head) else agent_of(head)) if head.dep_ != "acl" else head.head
    if noun.dep_ == "obl" and head.lemma_.lower() == "take" and any(c.lower_ == "part" for c in head.children):
        return agent_of(head)
    return None


def _is_doer(token: Token) -> bool:
    """Compounds that act rather than suffer: "police shooting", "army massacre", "rebel ambush"."""
    return token.lemma_.lower() in classes()["doer"] or token.ent_type_ == "ORG"


def noun_slot(noun: Token, name: str) -> Token | None:
    """What stands after an event noun with a preposition, or after the light verb that carries it."""
    for near in noun.children:
        if near.dep_ in {"nmod", "obl", "obl:agent"} and case_of(near) == name and near.i > noun.i:
            return near
    inner = next((c for c in children(noun, "nmod") if case_of(c) == "of"), None) if name == "with" else None
    if inner is not None and (near_ := next((c for c in children(inner, "nmod") if case_of(c) == name), None)) is not None:
        return near_  # "an exchange of fire with the police"
    head = noun.head
    if (
        head.pos_ == "VERB"
        and noun.dep_ in {"obj", "nsubj:pass", "nsubj"}
        and (
            any(("v", w) in carriers() for w in governors(head))
            or (name in {"against", "between", "from"} and noun.i < head.i + 4)
        )
    ):
        for near in head.children:
            if near.dep_ in {"obl", "nmod"} and case_of(near) == name and not is_time_word(near) and near.i > noun.i:
                return near
    following = noun.doc[noun.i + 1] if noun.i + 1 < noun.sent.end else None
    if following is not None and following.lower_ == name and following.dep_ == "case" and following.head.i > noun.i:
        near = following.head
        while near.dep_ in {"compound", "nmod"} and near.head.i > near.i and near.head.i < noun.i + 12:
            near = near.head
        return near
    if name in {"on", "against", "at", "between"}:
        for near in list(noun.subtree)[:40]:
            if (
                near.i > noun.i
                and near.dep_ in {"nmod", "obl"}
                and case_of(near) == name
                and not is_time_word(near)
                and near.head.pos_ != "VERB"
            ):
                return near
    if noun.dep_ == "nmod" and head.lemma_.lower() in _PORTIONS and name != "of":
        return noun_slot(head, name)
    return None


def blamed_on(noun: Token) -> Token | None:
    """On whom an act is blamed: "blamed the attack on rebels"."""
    head = noun.head
    if noun.dep_ != "obj" or head.lemma_.lower() not in {"blame", "pin"}:
        return None
    return next((c for w in (noun, head) for c in w.children if case_of(c) == "on" and c.i > noun.i), None)


def noun_recipient_tokens(noun: Token, sense: Sense, doc: Doc) -> list[Token]:
    """Whom an event noun is done to: by its prepositions, every one that repeats ("against A, against B")."""
    for name in sense.recipient:
        first = noun_slot(noun, name)
        if first is None or name == "between" or first == blamed_on(noun):
            continue
        if name == "in" and first.lower_ in {"force", "place", "effect"}:
            continue
        found = [first]
        while len(found) < 6:
            following = _repeated(found[-1], name)
            if following is None:
                break
            found.append(following)
        return found
    if sense.of == "recipient":
        poss = child(noun, "nmod:poss")
        if poss is not None:
            return [poss]
        near = [c for c in children(noun, "compound") if not _is_doer(c) and is_party(doc, c)]
        return near[:1]
    return []


def _repeated(token: Token, name: str) -> Token | None:
    """The next phrase of "against A, against B and against C"."""
    at = token.i + 1
    while at < token.sent.end and (token.doc[at].is_punct or token.doc[at].lower_ in {"and", "or"}):
        at += 1
    if at < token.sent.end and at > token.i + 1 and token.doc[at].lower_ == name and token.doc[at].dep_ == "case":
        return token.doc[at].head
    return None


def sides(noun: Token, doc: Doc) -> list[Mention]:
    """The two sides of "between A and B", also where the parse hung B inside A."""
    near = noun_slot(noun, "between")
    if near is None:
        return []
    found = parties_of(doc, near, placed=True)
    if len(found) < 2:
        for each in near.subtree:
            if each.dep_ == "conj" and each.i > near.i and is_party(doc, each):
                found += [m for m in parties_of(doc, each) if m not in found]
    return found[:6]


def climb(token: Token) -> list[Token]:
    """The governors of a token, nearest first, within its sentence."""
    found = []
    for _ in range(MAX_STEPS):
        head, _dep = governor(token)
        if head == token or head in found:
            break
        token = head
        found.append(token)
    return found
