"""What stands around a trigger in the parse: its subject and agent, its object, its prepositions.

Slots of a trigger are its object (`obj`), its indirect object (`iobj`) and its prepositions (`against`, `on`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims import actors
from recension.claims.eventwords import WILL, classes, nouns, verb_senses
from recension.claims.status import governor
from recension.claims.tree import SUBJECTS, auxiliaries, child, children, conjuncts, sentence_of
from recension.claims.tree import is_passive as _is_passive

if TYPE_CHECKING:

    from spacy.tokens import Token

#: Nouns that count or portion what follows "of": "hundreds of troops", "a series of attacks", "tonnes of aid".
PORTIONS = classes()["portions"]

_ASKING_ON = frozenset({"call", "appeal", "plead", "count", "rely", "demand", "require", "request", "ask", "expect"})

#: Whoever is said to be so is so in the passive: "were reported killed", "is feared drowned".
_SAID_TO_BE = frozenset({"report", "fear", "believe", "confirm", "presume", "list", "say", "declare", "find", "feel"})
#: Verbs whose object suffers the participle behind it: "left two wounded", "had him arrested".
_LEAVING = frozenset({"leave", "find", "see", "get", "have"})

#: What a page welcomes from its readers.
_READERS_SEND = frozenset({"comment", "feedback", "question", "submission", "contribution", "letter", "suggestion"})
#: How, not by whom, a thing is done: "cleared by force".
_MEANS = frozenset({"force", "law", "decree", "mistake", "accident", "order", "vote", "surprise", "way", "means"})

#: Verbs whose infinitive is done by their subject though they have an object: "promised them to leave".
_SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten", "use"})

#: What is said of somebody ("blamed him for causing it"): a gerund after these is done by the object.
_ABOUT = classes()["accusing"]

#: Auxiliaries of what somebody says will be done, or said would be.
_TO_COME = WILL | {"would"}
_NOT = frozenset({"not", "n't", "n’t", "never"})

_AFTER_NOUN = frozenset(
    {"by", "from", "between", "of", "against", "on", "at", "to", "with", "for", "in", "into", "upon", "over"}
)

_CROWD = classes()["crowd"]
_MARCHING = frozenset({"protest", "demonstrate", "march", "rally", "picket", "strike", "chant", "demand", "riot"})
#: Who does this to a plot has no part in it.
_AGAINST = frozenset("foil thwart uncover prevent stop avert disrupt expose reveal discover fear detect condemn denounce".split())
_TIMES = classes()["times"]
_CLOCK = re.compile(r"[0-2]?\d[:.h][0-5]\d$")


def whole(noun: Token) -> Token:
    """The noun that a portion is of: "hundreds of troops" gives "troops"; any other noun gives itself."""
    for _ in range(4):
        if noun.lemma_.lower() not in PORTIONS and noun.lower_ not in PORTIONS and noun.pos_ != "NUM":
            return noun
        part = next((c for c in children(noun) if c.dep_ in {"nmod", "obl"} and case_of(c) in {"of", "in"}), None)
        if part is None:
            return noun
        noun = part
    return noun


def case_of(token: Token) -> str:
    """The preposition of a noun or the mark of a clause, lower case; "" without one."""
    words = [c.lower_ for c in children(token) if c.dep_ in {"case", "mark"}]
    return words[0] if words else ""


def is_passive(verb: Token) -> bool:
    """Is a verb passive? An object beside it, or a past tense without "be", says that the parse erred."""
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "xcomp"
        and verb.head.lemma_.lower() in _LEAVING
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
    if verb.tag_ == "VBN" and verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _SAID_TO_BE and child(verb.head, "aux:pass") is not None:
        return child(verb, "obj") is None  # "were reported killed", "is feared drowned"
    if not _is_passive(verb):
        return False
    perfect = bool(auxiliaries(verb) & {"has", "have", "had"})
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
    own = next((c for c in children(verb) if c.dep_ in {"obl:agent", "obl", "nmod"} and case_of(c) == "by"), None)
    if own is not None and (is_time_word(own) or own.lemma_.lower() in classes()["unpeopled"]):
        return None  # "shortened by two hours"
    if own is not None and own.lemma_.lower() in _MEANS and child(own, "det", "nmod:poss", "amod") is None:
        return None
    if own is None and verb.i + 1 < sentence_of(verb).end:
        following = verb.doc[verb.i + 1]
        if following.lower_ == "by" and following.dep_ == "case" and following.head.pos_ in {"NOUN", "PROPN"}:
            return following.head
    return own


def subject_of(verb: Token) -> Token | None:
    """A verb's own subject: the nearest of several; before a passive, a noun that the parse hung there otherwise."""
    own = [c for c in children(verb, *SUBJECTS) if c.i < verb.i and not _is_hyphened(c, verb)] or children(verb, *SUBJECTS)
    if own and verb.i < own[-1].i and _is_second_object(verb, own[-1]):
        return None
    if own and own[-1].i > verb.i and (verb.tag_ == "VBG" or _speaks(own[-1]) or own[-1].i == _after(verb)):
        return None  # "wounding seven, the governor said"
    if own:
        return own[-1]
    if child(verb, "aux:pass") is not None:
        stray = [
            c
            for c in children(verb)
            if c.i < verb.i
            and c.dep_ in {"obl:agent", "obl"}
            and case_of(c) not in {"by", "in", "at", "for", "with"}
            and c.pos_ in {"NOUN", "PROPN"}
        ]
        return stray[-1] if stray else None
    return None


def _is_hyphened(word: Token, verb: Token) -> bool:
    """Is a word joined to its verb by a hyphen: "test-fired"?"""
    return word.i == verb.i - 2 and not word.whitespace_ and verb.nbor(-1).text in {"-", "‑"}


def _is_second_object(verb: Token, noun: Token) -> bool:
    """As in "seized papers and detained its leader, X, and its secretary, Y": what follows an object with "and" is one too."""
    first = child(verb, "obj")
    return verb.dep_ == "conj" and first is not None and verb.i < first.i < noun.i and any(c.lower_ in {"and", "or"} for c in children(noun, "cc"))


def _speaks(noun: Token) -> bool:
    """Does a noun stand right before the verb that it is the subject of, whatever the parse says?"""
    at = noun.right_edge.i + 1
    return at < sentence_of(noun).end and noun.doc[at].tag_ in {"VBD", "VBZ", "VBP"} and noun.doc[at] != noun.head


def _after(verb: Token) -> int:
    """The head of the bare phrase right after a verb that takes an object; -1 where there is none."""
    if not verb_senses(verb):
        return -1
    at = verb.i + 1
    while at < sentence_of(verb).end and verb.doc[at].dep_ in {"det", "amod", "nummod", "compound", "nmod:desc", "nmod:poss"}:
        at += 1
        if at > verb.i + 7:
            return -1
    if at >= sentence_of(verb).end:
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
        if verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_.lower() in _LEAVING:
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
    found = _own_object(verb) or _counted_object(verb) or _accused(verb)
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
            and mark.i > sentence_of(verb).start
            and mark.nbor(-1).pos_ == "NOUN"
            and verb.dep_ != "ccomp"
        ):
            return mark.nbor(-1)
    late = _past_setting(verb)
    if late is not None:
        return late
    following = _after(verb) if verb.pos_ == "VERB" else -1
    if following > verb.i and not child(verb, "xcomp", "ccomp"):
        return verb.doc[following]
    later = verb.dep_ == "conj" or any(c.dep_ == "conj" and c.pos_ == "VERB" for c in children(verb))
    if later and verb.tag_ != "VBN":
        for other in reversed(conjuncts(verb)[1:]):
            shared = child(other, "obj")
            if (
                shared is not None
                and other.i > verb.i
                and not any(c.dep_ in {"obl", "ccomp", "xcomp"} and c.i < other.i for c in children(verb))
            ):
                return antecedent(shared)
    return _stray_object(verb)


def _past_setting(verb: Token) -> Token | None:
    """As in "dismissed on Tuesday evening his minister": an object behind time and place, which the parse took for a second subject."""
    subjects = children(verb, "nsubj")
    if verb.tag_ not in {"VBD", "VBZ", "VBN"} or len(subjects) < 2 or subjects[0].i > verb.i or _speaks(subjects[-1]):
        return None
    late = subjects[-1]
    first = late.left_edge.i
    setting = [t for t in verb.doc[verb.i + 1 : first]]
    plain = 0 < len(setting) < 9 and setting[0].pos_ == "ADP" and all(t.pos_ not in {"VERB", "AUX", "PUNCT"} for t in setting)
    return late if plain and late.pos_ in {"NOUN", "PROPN"} else None


def _own_object(verb: Token) -> Token | None:
    """A verb's object; one before an infinitive's "to" is its governor's ("urged them to go")."""
    for near in [*children(verb, "obj"), *children(verb, "iobj")]:
        if near.i > verb.i or near.tag_ in {"WDT", "WP"} or near.lower_ == "that":
            following = near.doc[near.i + 1] if near.i + 1 < sentence_of(near).end else None
            split = following is not None and following.head == verb and following.dep_ == "obj" and near.i > verb.i
            return following if split else near  # "its arms embargo" parted in two
    return None


def _accused(verb: Token) -> Token | None:
    """As in "accused the army of shelling a camp" where the parse made the army the subject of the gerund."""
    if verb.lemma_.lower() not in _ABOUT:
        return None
    for clause in children(verb, "advcl", "xcomp", "ccomp", "acl"):
        mark = next((c for c in children(clause) if c.dep_ == "mark" and c.lower_ in {"of", "for", "from", "over"}), None)
        near = child(clause, "nsubj")
        if clause.tag_ == "VBG" and mark is not None and near is not None and verb.i < near.i < mark.i:
            return near
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
    for near in list(verb.doc[verb.i + 1 : min(sentence_of(verb).end, verb.i + 6)]):
        if near.dep_ == "obj" and near.pos_ in {"NOUN", "PROPN"} and near.head.i < verb.i:
            return near
        if near.pos_ not in {"DET", "ADJ", "NUM", "PUNCT", "PRON"} and near.dep_ != "compound":
            return None
    return None


def _word_before(token: Token) -> Token | None:
    """The word before a token, over adverbs and quote marks."""
    at = token.i - 1
    while at >= sentence_of(token).start and (token.doc[at].pos_ in {"ADV", "PUNCT", "SPACE"} and token.doc[at].text != ","):
        at -= 1
    return token.doc[at] if at >= sentence_of(token).start else None


def _has_other_gap(verb: Token) -> bool:
    return any(c.dep_ in {"obj", "obl", "advmod"} and c.tag_ in {"WDT", "WP", "WRB", "WP$"} for c in children(verb))


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
            return _named_before(token, verb.head) or verb.head
        if verb.dep_ not in {"conj", "xcomp", "ccomp", "advcl", "parataxis"}:
            return token
        verb = verb.head
    if token.lower_ in {"which", "who"}:
        return noun_before(token) or token
    return token


def _named_before(pronoun: Token, head: Token) -> Token | None:
    """As in "the dismissal of Ana Ruiz, whom he accused": the person right before the pronoun, not the deed before her."""
    at = pronoun.i - 1
    if pronoun.lower_ not in {"who", "whom"} or head.ent_type_ == "PERSON" or head.lemma_.lower() not in nouns():
        return None
    if at > sentence_of(pronoun).start and pronoun.doc[at].text == ",":
        at -= 1
    near = pronoun.doc[at]
    for _ in range(4):
        if near.dep_ != "flat":
            break
        near = near.head
    return near if near.ent_type_ == "PERSON" and near.i > head.i else None


def noun_before(token: Token) -> Token | None:
    """The noun phrase right before a relative pronoun that the parse tied to no noun."""
    at = token.i - 1
    while at >= sentence_of(token).start and token.doc[at].pos_ in {"PUNCT", "ADP", "SPACE"}:
        at -= 1
    if at < sentence_of(token).start or token.doc[at].pos_ not in {"NOUN", "PROPN"}:
        return None
    near = token.doc[at]
    for _ in range(4):
        if near.dep_ not in {"nmod", "flat", "compound", "conj"} or near.head.i < sentence_of(token).start:
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
    protesting = _who_protests(verb)
    if protesting is not None:
        return protesting
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
    if dep == "conj" and verb.tag_ == "VBD" and head.tag_ == "VB" and head.dep_ == "ccomp" and auxiliaries(head) & (WILL | {"would"}):
        head = head.head  # "said her members would strike and demanded an escort": who said so demanded it
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


def _who_protests(verb: Token) -> Token | None:
    """As in "fired at thousands of supporters protesting against": a crowd right before a participle does it, not who fired."""
    if verb.tag_ != "VBG" or verb.lemma_.lower() not in _MARCHING or case_of(verb) or verb.i <= sentence_of(verb).start:
        return None
    near = verb.nbor(-1)
    while near.i > sentence_of(verb).start and (is_time_word(near) or (near.lower_ in {"on", "last", "early", "late"} and verb.i - near.i < 5)):
        near = near.nbor(-1)  # "killed 23 protesters on Friday demanding"
    crowd = near.tag_ in {"NNS", "NNPS", "NN"} and near.lemma_.lower() in _CROWD
    aside = verb.dep_ == "acl" and is_time_word(verb.head)
    return near if crowd and (aside or verb.dep_ in {"advcl", "xcomp", "conj", "ccomp"}) else None


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
    # The preposition may hang on the verb behind: "called on Mr Ito to resign".
    return next((c for c in children(head, "obl", "obj") if c.i < verb.i and c.left_edge.i and c.left_edge.nbor(-1).lower_ in {"on", "upon", "to"}), None)


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
            return next((c for c in children(clause) if c.dep_ in {"obl", "obl:agent"}), None)
    return next((c for c in children(noun, "nmod") if case_of(c) in {"of", "by"}), None)


def slot(token: Token, name: str) -> Token | None:
    """What stands in a slot of a trigger."""
    if name == "obj":
        return object_of(token) if token.pos_ in {"VERB", "AUX", "ADJ"} else None
    if name == "iobj":
        return child(token, "iobj")
    for near in children(token):
        if (
            near.dep_ in {"obl", "nmod", "obl:arg", "obj", "obl:agent"}
            and case_of(near) == name
            and not is_time_word(near)
        ):
            return near
    if any(c.dep_ == "compound:prt" and c.lower_ == name for c in children(token)):
        for near in children(token):
            if (
                near.dep_ in {"obl", "obj", "iobj"}
                and near.i > token.i
                and case_of(near) == ""
                and not is_time_word(near)
            ):
                return near
    for obj in children(token, "obj", "nsubj:pass")[:2] if name in _AFTER_NOUN and name != "of" else ():
        for near in list(obj.subtree)[:30]:  # "fired gas and then live rounds at the marchers" may have two objects
            if near.dep_ in {"nmod", "obl"} and case_of(near) == name and near.i > obj.i and near.head.pos_ != "VERB":
                return near
    return None


def is_time_word(token: Token) -> bool:
    """Is a noun a time ("on Tuesday") and so no party?"""
    return token.lemma_.lower() in _TIMES or (token.pos_ == "NUM" and (len(token) == 4 or bool(_CLOCK.match(token.text))))


def one_another(verb: Token) -> bool:
    """Is something done "to each other", "at one another" or to "each other's" things?"""
    at = verb.i + 1
    while at + 1 < min(sentence_of(verb).end, verb.i + 12):
        pair = (verb.doc[at].lower_, verb.doc[at + 1].lower_)
        if pair in {("each", "other"), ("one", "another")}:
            walker = verb.doc[at]
            for _ in range(4):
                if walker.head == verb:
                    return True
                walker = walker.head
        at += 1
    return False


def is_weak(token: Token) -> bool:
    return whole(token).lemma_.lower() in actors.WEAK and whole(token).pos_ == "NOUN"


def warned_of(verb: Token) -> Token | None:
    """The clause that a warning holds; also the one before it: "Israel will resume its offensive, the minister warned"."""
    clause = child(verb, "ccomp")
    if clause is not None or verb.dep_ != "parataxis" or verb.head.i > verb.i or verb.lemma_.lower() not in {"warn", "threaten"}:
        return clause
    return verb.head if verb.head.pos_ == "VERB" else None


def is_to_come(verb: Token) -> bool:
    """Is what a verb tells still to be done, by what is said or was said of it: "will leave", "would leave"?"""
    return not auxiliaries(verb).isdisjoint(_TO_COME)


def is_courtesy(token: Token) -> bool:
    """As in "we welcome comments on our articles": a page speaks to its readers."""
    if token.lemma_.lower() != "welcome":
        return False
    after = token.doc[token.i + 1 : min(token.i + 4, sentence_of(token).end)]
    return any(t.lemma_.lower() in _READERS_SEND for t in after)


def is_visiting(token: Token) -> bool:
    """As in "told visiting envoy Kofi Annan": the word describes a guest, whatever the parse makes of it."""
    if token.lower_ != "visiting" or not sentence_of(token).start < token.i < sentence_of(token).end - 1:
        return False
    before, guest = token.nbor(-1), token.nbor()
    described = guest.pos_ in {"NOUN", "ADJ", "PROPN"} and guest.ent_type_ != "LOC"
    return described and before.tag_ in {"VBD", "VBZ", "VBN", "DT", "IN", "VB"} and before.lemma_ != "be"


def denial(verb: Token) -> Token | None:
    """The "not" or "never" of a verb."""
    return next((t for t in children(verb, "advmod") if t.lower_ in _NOT), None)


def has_clause(verb: Token, infinitive: bool) -> bool:
    for near in children(verb):
        if near.dep_ in {"xcomp", "ccomp", "advcl"} and near.i > verb.i:
            to = near.tag_ == "VB" and case_of(near) == "to"
            if infinitive and to and near.dep_ in {"xcomp", "ccomp", "advcl"}:
                return True
            if not infinitive and near.dep_ == "ccomp":
                return True
    # "Israel will resume its offensive, the minister warned"
    return not infinitive and verb.lemma_.lower() in {"warn", "threaten"} and warned_of(verb) is not None
