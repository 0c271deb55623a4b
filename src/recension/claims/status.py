"""What becomes of an act in a sentence: asserted, negated, hypothetical, future, demanded or historical.

`status` climbs from the token of an act (a verb, or a noun such as "attack") through what governs it. The
nearest word that decides wins, except that a denial outside turns a plan or a possibility inside, and that
what is asked for stays asked for. What each governor does stands in `lexicons/status.tsv`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims.doc import report_of
from recension.claims.eventwords import MUST, WILL, Effect, base, carriers, effects, governing
from recension.claims.timebinding import background_at, is_background, is_weeks_before, time_for
from recension.claims.tree import MAX_STEPS, SUBJECTS, auxiliaries, child, children, first_conjunct, sentence_of
from recension.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEGATIONS = frozenset({"not", "n't", "n’t", "nt", "never", "no", "nor", "neither", "hardly", "scarcely"})
_NO = frozenset({"no", "neither", "none", "nobody", "nothing", "no-one"})
_DENYING = _NEGATIONS | _NO
_MAY = frozenset({"may", "might", "could", "can", "ca", "would", "'d", "’d"})
_WOULD = frozenset({"would", "'d", "’d"})
_DID = frozenset({"did", "was", "were", "had"})
_HAVE = frozenset({"has", "have", "'ve", "’ve"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "assuming", "case"})
_SPEECH = frozenset(
    {
        "say",
        "tell",
        "announce",
        "add",
        "state",
        "declare",
        "report",
        "confirm",
        "note",
        "stress",
        "insist",
        "reveal",
        "claim",
        "explain",
        "reiterate",
        "promise",
        "pledge",
        "vow",
        "warn",
        "indicate",
        "signal",
        "write",
        "tweet",
    }
)
_CONTENT_NOUNS = frozenset(
    {
        "allegation",
        "claim",
        "report",
        "rumour",
        "rumor",
        "accusation",
        "suggestion",
        "charge",
        "fear",
        "suspicion",
        "speculation",
    }
)
_CALLED = frozenset({"strike", "walkout", "stoppage", "boycott", "rally", "protest", "demonstration", "march", "vote", "election", "meeting", "summit"})
_SAYING_TOO = frozenset({"insist", "tell", "remind", "warn", "advise", "message", "suggest", "recommend"})
_LONG_AGO = frozenset({"historically", "formerly", "decades", "centuries", "long"})
_TIME_NOUNS = frozenset(
    {
        "start",
        "end",
        "beginning",
        "middle",
        "day",
        "week",
        "month",
        "year",
        "night",
        "morning",
        "evening",
        "hour",
        "decade",
        "century",
        "eve",
        "half",
        "afternoon",
        "weekend",
        "spring",
        "summer",
        "autumn",
        "winter",
        "period",
        "course",
        "wake",
        "time",
    }
)
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)$")
_DECADE = re.compile(r"(?:1[5-9]|20)\d0'?s$")
_NOMINAL_POS = frozenset({"NOUN", "PROPN"})
#: What is denied with a phrase and no "not": "at no time did police fire", "in no way took part".
_AT_NO = frozenset({"time", "point", "stage", "moment", "circumstance", "way", "manner", "means", "case", "account", "instance"})
#: What a speaker does, saying and besides: "denied that they had fired, and accused the rebels".
_SPOKEN = _SPEECH | {"accuse", "blame", "urge", "call", "demand", "reject", "deny", "condemn", "ask", "dismiss", "denounce", "criticise", "criticize", "appeal"}
#: Of what has none of these nothing is denied: "no end in sight to the siege", "no let-up in the shelling".
_STILL_GOING = frozenset({"end", "letup", "let-up", "let", "halt", "pause", "respite", "relief", "sign", "doubt", "question"})
#: Words between "without" and "having" in "without any of the guards having been hurt".
WITHOUT = 6
#: A time that ends so is counted from another one: whether it is background, that one says.
_COUNTED_FROM = frozenset({"later", "earlier", "afterwards", "afterward", "before", "after", "previously"})


def status(doc: Doc, token: Token) -> tuple[Status, bool]:
    """The status of the act that a token states, and whether it was only attempted.

    Args:
        doc: the Doc of the token.
        token: the head of the act: a verb, a participle, or a noun that means an act ("the attack").

    Returns:
        (status, attempted). `historical` only where the act would otherwise be asserted.
    """
    found: Status = "asserted"
    attempted = False
    current = token
    for _ in range(MAX_STEPS):
        own, tried = _local(current)
        attempted = attempted or tried
        if found == "asserted":
            found = own
        effect, above = _governed(current)
        if effect in {"attempted", "foiled", "failed"}:
            attempted = True
        found = _combine(found, effect)
        if above is None:
            break
        current = above
    if found == "asserted" and (is_historical(doc, token) or _in_the_past_told(doc, token)):
        found = "historical"
    return found, attempted


def is_historical(doc: Doc, token: Token) -> bool:
    """Does the report set an act before the news that it reports: "in 2008", "the valley's 1998 rebellion"?

    An act in an adverbial or relative clause without a time of its own has its main clause's.
    """
    if _goes_on(token):
        return False
    current = token
    for _ in range(4):
        said = _times_say(doc, current)
        if said or (said is None and _words_say(doc, current)):
            return True
        if (
            current == token
            and said is None
            and any(
                c.dep_ in {"obl", "advcl"}
                and case_word(c) in {"after", "during", "following", "since", "amid", "under"}
                and _words_say(doc, c)
                for c in list(children(current))[:40]
            )
        ):
            return True
        if said is not None and current is not token:
            return False
        if current.dep_ not in {
            "advcl",
            "acl:relcl",
            "acl",
            "obl",
            "nmod",
            "obj",
            "nsubj",
            "nsubj:pass",
            "xcomp",
            "conj",
        }:
            return False
        above = current.head
        if above.lemma_.lower() in _SPEECH or above == current:
            return False
        if said is not None and said is False:
            return False
        current = above
    return False


def _in_the_past_told(doc: Doc, token: Token) -> bool:
    """Does an act without a time of its own stand in a paragraph that tells of the far past?"""
    return not _goes_on(token) and time_for(doc, token) is None and background_at(doc, token)


def _goes_on(token: Token) -> bool:
    """As in "have been fighting since 2012": what began then is no background."""
    perfect = not auxiliaries(token).isdisjoint(_HAVE)
    return perfect and any(case_word(c) == "since" for c in children(token, "obl", "advcl", "nmod"))


def _combine(inner: Status, effect: Effect | None) -> Status:
    if effect is None or effect in {"real", "carrier", "attempted", "foiled"}:
        return inner
    if effect == "denied":
        return "negated" if inner in {"asserted", "future", "hypothetical"} else inner
    if effect == "demanded":
        return "demanded" if inner in {"asserted", "negated", "future", "hypothetical"} else inner
    if effect in {"negated", "failed"}:
        return "negated" if inner == "asserted" else "hypothetical" if inner == "negated" else inner
    if effect == "hypothetical":
        return "hypothetical" if inner in {"asserted", "future"} else inner
    return "future" if inner == "asserted" else inner


# ---------------------------------------------------------------- the act itself
def _local(token: Token) -> tuple[Status, bool]:
    """What the words around an act say of it: auxiliaries, negation, conditions, adjectives."""
    if token.pos_ in _NOMINAL_POS and not _is_predicate(token):
        return _local_noun(token)
    helper = _helped(token)
    auxes = {t.lower_ for t in children(helper, "aux", "aux:pass", "cop")}
    # "Nine were hurt, none of them seriously": a second subject behind the verb denies how, not that.
    own = child(token, "nsubj", "nsubj:pass")
    no_one = (own is not None and _says_no(own)) or any(_says_no(t) for t in children(token, "obj")) or any(
        t.pos_ == "NOUN" and _says_no(t) for t in children(token, "advmod")
    )
    if any(_is_not(t) and not _is_of_infinitive(t) for t in children(helper, "advmod", "neg")):
        if governor(token)[1] == "advcl" and {t.lower_ for t in children(token, "mark")} & _CONDITIONS:
            return "hypothetical", False
        return ("demanded" if auxes & MUST else "negated"), False
    if token != helper and any(t.lower_ in {"not", "never"} for t in children(token, "advmod")):
        return "negated", False
    if token.dep_ == "xcomp" and any(_is_of_infinitive(t) for t in children(token.head, "advmod")):
        return "negated", False
    if no_one or _at_no_time(helper):
        return "negated", False
    if _is_question(token):
        return "hypothetical", False
    if auxes & MUST:
        return ("hypothetical" if "have" in auxes else "demanded"), False
    if auxes & {"would", "'d", "’d"} and "have" not in auxes and _reported_past(helper):
        return "future", False
    if auxes & _MAY:
        return "hypothetical", False
    if (auxes & WILL or token.tag_ in {"VBP", "VBZ"}) and _depends(helper):
        return "hypothetical", False
    if auxes & WILL:
        return "future", False
    if (
        token.tag_ == "VB"
        and token.dep_ in {"ROOT", "root"}
        and case_word(token) == "to"
        and child(token, "nsubj") is not None
    ):
        return "future", False
    head = token.head
    if (
        token.tag_ == "VB"
        and token.dep_ == "acl"
        and case_word(token) == "to"
        and head.head == head
        and child(head, "det", "cop", "nsubj") is None
    ):
        return "future", False
    mark = child(token, "mark", "case")
    if (mark is not None and mark.lower_ == "without") or _is_without(token):
        return "negated", False
    if governor(token)[1] == "advcl" and _conditional(token):
        return "hypothetical", False
    first = first_conjunct(token)
    if first != token and first.dep_ == "advcl" and token.tag_ == first.tag_ == "VB" and _conditional(first):
        return "hypothetical", False
    if token.tag_ in {"VB", ""} and token.dep_ in {"ROOT", "root"} and not auxes and child(token, "nsubj") is None:
        return "demanded", False
    return "asserted", False


def _is_without(verb: Token) -> bool:
    """As in "without any guard having been executed", however it hangs together: the words right before "having" say so."""
    having = next((t for t in children(verb, "aux") if t.lower_ == "having"), None)
    before = verb.doc[max(0, having.i - WITHOUT) : having.i] if having is not None else ()
    return any(t.lower_ == "without" for t in before) and not any(t.is_punct for t in before)


def _at_no_time(verb: Token) -> bool:
    """As in "at no time did police fire", "under no circumstances", "by no means": the phrase negates the verb."""
    return any({c.lemma_.lower(), c.lower_.removesuffix("s")} & _AT_NO and case_word(c) and any(t.lower_ == "no" for t in children(c, "det")) for c in children(verb, "obl", "advmod"))


def case_word(token: Token) -> str:
    """The first preposition or mark of a token, lower case."""
    near = child(token, "mark", "case")
    return near.lower_ if near is not None else ""


def _local_noun(token: Token) -> tuple[Status, bool]:
    """What determiners, adjectives and prepositions say of an act noun."""
    if any(t.lower_ in _NO for t in children(token, "det", "advmod")) and token.lemma_.lower() not in _STILL_GOING:
        return "negated", False
    case = child(token, "case")
    if case is not None and (case.lower_ == "without" or (case.lower_ == "with" and _is_none_of(token.head))):
        return "negated", False
    if case is not None and case.lower_ == "ahead":
        return "future", False  # "ahead of a march by nurses"
    again = any(t.lower_ in {"further", "any", "future", "another"} for t in children(token, "amod", "det"))
    modals = auxiliaries(token.head) if token.head.pos_ == "VERB" else set()
    if again and modals & (WILL | _MAY | MUST):
        return "hypothetical", False  # "any further attacks would be answered"
    table = effects()
    for adjective in children(token, "amod"):
        effect = table.get(("a", adjective.lower_)) or table.get(("a", adjective.lemma_.lower()))
        if effect in {"attempted", "foiled"}:
            return "asserted", True
        if effect in {"hypothetical", "future"}:
            return ("hypothetical" if effect == "hypothetical" else "future"), False
    return "asserted", False


def _is_none_of(verb: Token) -> bool:
    """As in "had nothing to do with the attack"."""
    if verb.lemma_.lower() != "do" or verb.dep_ not in {"xcomp", "acl", "advcl"}:
        return False
    return verb.head.lower_ == "nothing" or any(c.lower_ == "nothing" for c in children(verb.head, "obj"))


def _helped(token: Token) -> Token:
    """The verb whose auxiliaries hold for a token: its own, or the first of its coordination's if it has none."""
    first = first_conjunct(token)
    if token == first or child(token, "aux", "aux:pass", "nsubj", "nsubj:pass", "mark", "cop") is not None:
        return token
    if first.pos_ not in {"VERB", "AUX"} or first.tag_ not in {"VB", "VBN", "VBG", token.tag_}:
        return token
    negated = any(t.lower_ in _NEGATIONS for t in children(first, "advmod"))
    joined_by_or = any(c.lower_ in {"or", "nor"} for c in children(token, "cc"))
    shared = token.tag_ == first.tag_ or (token.tag_ == "VB" and first.tag_ == "VB")
    return first if shared and (joined_by_or or not negated) else token


def _says_no(token: Token) -> bool:
    if token.lower_ in _NO or any(t.lower_ in _NO for t in children(token, "det")):
        return True
    below = [*children(token), *(d for t in children(token, "nummod", "amod", "det") for d in children(t))]
    words = {t.lower_ for t in (token, *below)}
    return "not" in words and not words.isdisjoint({"single", "one"})  # "not a single officer was arrested"


def _is_predicate(token: Token) -> bool:
    return child(token, "cop", "nsubj") is not None and token.pos_ != "PROPN"


def _is_question(token: Token) -> bool:
    """Is a token the main verb of a question?"""
    if token.dep_ not in {"ROOT", "root", "ccomp", "parataxis", "conj"}:
        return False
    last = sentence_of(token)[-1]
    for _ in range(3):
        if last.is_space or last.is_quote:
            if last.i == sentence_of(token).start:
                break
            last = last.nbor(-1)
    return bool(last.text.endswith("?"))


def _conditional(token: Token) -> bool:
    marks = {t.lower_ for t in children(token, "mark", "advmod")}
    if marks & _CONDITIONS:
        return True
    head = token.head
    if "to" in marks and token.tag_ == "VB":
        return not (head.lemma_.lower() == "use" and head.tag_ == "VBD")  # "used clubs to clear the square": and cleared it
    helped = auxiliaries(head)
    if marks & {"until", "till"}:
        return bool(helped & (WILL | MUST | _WOULD)) or (not helped & _DID and _is_only_wanted(head))
    if marks & {"when", "once", "before", "after"}:
        return bool(helped & (WILL | MUST if token.tag_ in {"VBP", "VBZ", "VB"} else _WOULD) and "have" not in helped)
    return False


def _is_only_wanted(verb: Token) -> bool:
    """Is a verb one of what is still to come or only asked for: "vowed to fight until the army left", "urged them to wait until"?"""
    effect, _ = _governed(verb)
    return effect in {"future", "hypothetical", "demanded"}


def _depends(verb: Token) -> bool:
    """Does a main clause hang on a condition: "if there is one rifle left, we walk out", "will strike unless"?"""
    for clause in children(verb, "advcl"):
        marks = [t for t in children(clause, "mark") if t.lower_ in {"if", "unless"}]
        if marks and not (marks[0].i > sentence_of(verb).start and marks[0].nbor(-1).lower_ in {"even", "as", "only"}):
            return True
    return False


def _reported_past(token: Token) -> bool:
    """Does "would" stand in what somebody said (and so means "will")?"""
    current = token
    for _ in range(4):
        if current.dep_ in {"ccomp", "parataxis", "conj"} or (current.dep_ == "acl" and current.head.pos_ == "NOUN"):
            current = current.head
            if current.lemma_.lower() in _SPEECH:
                return True
        else:
            break
    return any(c.dep_ in {"parataxis", "ccomp"} and c.lemma_.lower() in _SPEECH for c in children(current))


# ---------------------------------------------------------------- what governs it
def governor(token: Token) -> tuple[Token, str]:
    """A token's head and relation; an infinitive right after a verb is that verb's, whatever the parse says."""
    mark = child(token, "mark")
    if (
        mark is not None
        and mark.lower_ == "to"
        and token.dep_ in {"advcl", "acl", "xcomp"}
        and mark.i > sentence_of(token).start
    ):
        before = mark.nbor(-1)
        if before.pos_ == "VERB" and before != token.head and before.tag_ != "VBN":
            return before, "xcomp"
    if token.dep_ == "conj" and (
        (token.head.dep_ == "xcomp" and _asks_too(token)) or (token.head.dep_ == "ccomp" and _says_too(token))
    ):
        return token.head.head, "conj"
    if token.dep_ == "conj" and _is_beside_infinitive(token):
        return token.head.head, "conj"
    own = child(token, "nsubj", "nsubj:pass")
    if own is not None and token.dep_ in {"conj", "parataxis", "ccomp", "advcl"} and child(token, "cc", "mark") is None:
        edge = own.left_edge.i
        if edge > sentence_of(token).start and own.i < token.i:
            before = token.doc[edge - 1]
            if before.pos_ == "NOUN" and before.lemma_.lower() in _CONTENT_NOUNS:
                return before, "acl"
    return token.head, token.dep_


def _is_beside_infinitive(token: Token) -> bool:
    """As in "had refused to stop and had drawn a gun": a finite verb is in a row with the finite one, not with its infinitive."""
    inner = token.head
    finite = token.tag_ in {"VBD", "VBZ"} or (token.tag_ == "VBN" and bool(auxiliaries(token) & {"have", "be"}))
    plain = inner.tag_ == "VB" and inner.dep_ == "xcomp" and any(c.lower_ == "to" for c in children(inner, "mark")) and inner.head.pos_ == "VERB"
    return finite and plain and child(token, *SUBJECTS) is None


def _asks_too(token: Token) -> bool:
    """As in "we urge all sides to hold back and ask the authorities to help": the second asking is the speaker's too."""
    asking = token.head.head
    return (
        asking.tag_ == "VBP"
        and token.tag_ in {"VB", "VBP"}
        and case_word(token) == ""
        and all(effects().get(("v", verb.lemma_.lower())) == "demanded" for verb in (token, asking))
    )


def _says_too(token: Token) -> bool:
    """As in "denies that soldiers fired and rejects the version": the second present is who speaks, not what is told."""
    told = token.head
    perfect = told.tag_ == "VBN" and "had" in auxiliaries(told)
    return (
        (
            (token.tag_ in {"VBZ", "VBP"} and (told.tag_ == "VBD" or (told.head.tag_ == token.tag_ and perfect)))
            or (token.tag_ == "VBD" and perfect and token.lemma_.lower() in _SPOKEN)  # "denied that they had fired and accused the rebels"
        )
        and told.head.tag_ == token.tag_
        and child(token, "nsubj", "nsubj:pass", "mark") is None
    )


def _governed(token: Token) -> tuple[Effect | None, Token | None]:
    """(the effect of a token's governor on it, the governor if the climb goes on from there)."""
    head, dep = governor(token)
    if head == token or any(
        c.lower_ == "which" and c.i < token.i for c in children(token, "nsubj", "nsubj:pass", "obj")
    ):
        return None, None
    if dep == "conj" and head != token.head:
        return _governed(head)
    if dep in {"csubj", "nsubj"} and head.lemma_.lower() == "question" and "out" in {t.lower_ for t in children(head, "case", "advmod")}:
        return "negated", None  # "lifting the ban is out of the question"
    if dep in {"csubj", "csubj:pass"} and any(c.tag_ == "WP" for c in children(token, "nsubj", "obj")):
        return None, None  # "it is not known who fired": that somebody fired is
    if dep == "conj" and _second_content(token, head):
        dep = "ccomp"
    if dep == "conj":
        return _shared(token)
    if (
        dep == "acl:relcl"
        and ("n", head.lemma_.lower()) in effects()
        and not any(c.tag_ in {"WDT", "WP"} for c in children(token))
    ):
        dep = "acl"
    if dep == "parataxis" and _is_noun_read_as_verb(token):
        return _nominal(token, head, effect_of(head, token))
    if dep in {"parataxis", "acl:relcl", "dislocated", "discourse", "vocative", "appos"}:
        return None, None
    if dep == "advcl" or (dep == "xcomp" and is_short(head)):
        return _adverbial(token, head)
    effect = effect_of(head, token)
    if effect == "demanded" and dep in {"ccomp", "acl"} and head.lemma_.lower() in _SAYING_TOO and not _subjunctive(token):
        effect = "real"
    if effect == "denied" and _is_negated(head):
        effect = None  # "would neither confirm nor deny"
    if _proved_false(head):
        effect = "denied"
    nominal = head.pos_ in _NOMINAL_POS or _is_noun_read_as_verb(head)
    if dep == "ccomp" and nominal:
        dep = "acl"
    if dep in {"ccomp", "xcomp", "parataxis"} and _is_noun_read_as_verb(token):
        return _nominal(token, head, effect_of(head, token))
    if dep in {"xcomp", "ccomp", "csubj", "csubj:pass", "acl"}:
        if effect is None:
            infinitive = token.tag_ == "VB" and any(t.lower_ == "to" for t in children(token, "mark"))
            perfect = "have" in auxiliaries(token)
            if infinitive and not perfect and dep != "ccomp":
                return "hypothetical", None
            return None, (head if dep == "xcomp" else None)
        if effect in {"real", "carrier"} and dep in {"xcomp", "acl"}:
            return "real", head
        return effect, (head if dep in {"xcomp", "acl"} or (effect in {"real", "carrier"} and dep != "ccomp") else None)
    if dep in {"obl", "nmod", "nmod:poss", "obj", "nsubj", "nsubj:pass", "obl:arg", "iobj", "obl:agent", "root"}:
        return _nominal(token, head, effect)
    return None, None


def _second_content(token: Token, head: Token) -> bool:
    """Is a clause that begins with "and that" a second content of the verb before, whatever it hangs on?"""
    opened = any(t.lower_ == "that" for t in children(token, "mark"))
    return opened and not any(t.lower_ == "that" for t in children(head, "mark")) and effect_of(head, token) is not None


def _subjunctive(token: Token) -> bool:
    """Is a clause what somebody wants to be ("insisted that he leave") and not what is ("insisted that he left")?"""
    words = {t.lower_ for t in children(token, "aux", "aux:pass", "cop")}
    bare = bool(token.tag_ == "VB" and not words)
    return bare or bool(words & MUST) or ("be" in words and not words & (_MAY | WILL))


def _is_negated(verb: Token) -> bool:
    """Is a denial itself denied: "did not deny", "neither confirm nor deny"?"""
    own = children(verb, "advmod", "neg", "cc", "cc:preconj")
    if verb.dep_ == "conj":
        own += children(verb.head, "advmod", "neg", "cc", "cc:preconj")
    return any(t.lower_ in _NEGATIONS for t in own)


def _proved_false(noun: Token) -> bool:
    """As in "Rumours that … proved false": what the noun holds did not happen."""
    if noun.pos_ != "NOUN" or noun.dep_ not in {"nsubj", "nsubj:pass"}:
        return False
    near = {noun.head.lower_, *(c.lower_ for c in children(noun.head))}
    return bool(near & {"false", "untrue", "baseless", "unfounded", "fake", "fabricated", "groundless"})


def _shared(token: Token) -> tuple[Effect | None, Token | None]:
    """A conjunct shares the governor of the first one, not its negation or its tense."""
    first = first_conjunct(token)
    if first == token or first.dep_ in {"ROOT", "root"}:
        return None, None
    if child(token, "nsubj", "nsubj:pass") is not None and first.dep_ != "ccomp":
        return None, None
    own_mark = {t.lower_ for t in children(token, "mark", "case")}
    if first.dep_ == "xcomp" and token.tag_ not in {first.tag_, ""} and "to" not in own_mark:
        return None, None
    return _governed(first)


def _adverbial(token: Token, head: Token) -> tuple[Effect | None, Token | None]:
    """As in "accused of backing", "before leaving": a gerund after a preposition has the head's effect for that word."""
    mark = child(token, "mark", "case")
    if mark is None:
        return None, None
    if mark.lower_ == "to" and token.tag_ == "VB":
        effect = effect_of(head, token)
        return (effect if effect in {"demanded", "future", "attempted", "failed", "real"} else None), None
    if mark.lower_ == "of" and is_short(head):
        return "negated", None
    table = effects()
    for word in governors(head):
        effect = table.get((_pos(head), f"{word}_{mark.lower_}"))
        if effect is not None:
            return effect, None
    if mark.lower_ == "from":
        effect = effect_of(head, token)
        return (effect if effect in {"negated", "failed"} else None), None
    return None, None


def is_short(verb: Token) -> bool:
    """As in "stopped short of attacking": what hangs on it was not done, and it is no act itself."""
    return verb.lemma_.lower() in {"stop", "fall", "pull"} and any(c.lower_ == "short" for c in children(verb))


def _nominal(token: Token, head: Token, effect: Effect | None) -> tuple[Effect | None, Token | None]:
    """An act noun: carried by a light verb it is what the verb is; else what the governor does to it."""
    dep = "obj" if _is_noun_read_as_verb(token) else token.dep_
    if effect == "demanded" and dep in {"obj", "nsubj:pass"} and head.lemma_.lower() == "call" and token.lemma_.lower() in _CALLED:
        return "future", None  # "the union called a strike": it sets one, and asks for none
    if dep in {"obj", "nsubj", "nsubj:pass"} or (dep == "nmod" and head.pos_ in _NOMINAL_POS) or dep == "obl":
        words = governors(head)
        if dep == "obl" and any(("v", f"{w}_{c.lower_}") in carriers() for w in words for c in children(token, "case")):
            return None, head
        if dep != "obl" and any((_pos(head), w) in carriers() for w in words):
            strong = effect if effect not in {"real", "carrier"} else None
            return strong, head
        if dep in {"nsubj", "obl"} and head.pos_ == "VERB":
            second = effect_of(head, token, only_second=True)
            return (second if second in {"hypothetical", "demanded", "future", "negated", "denied"} else None), None
        if effect == "real" and head.pos_ in _NOMINAL_POS and dep == "nmod":
            return None, head
        return (None if effect in {"real", "carrier"} else effect), None
    return None, None


def governors(head: Token) -> list[str]:
    """The words under which a governor may stand in the lexicon: with its particle first, then alone."""
    pos = _pos(head)
    lemma = base(head.lemma_ or head.text, governing(pos) if pos == "v" else frozenset())
    particles = [f"{lemma}_{p.lower_}" for p in children(head, "compound:prt")]
    return [*particles, lemma]


def effect_of(head: Token, token: Token, only_second: bool = False) -> Effect | None:
    """What a governor does to an act in it, by the lexicon; None where the lexicon has nothing."""
    table, pos = effects(), _pos(head)
    before = head.nbor(-1) if head.i and head.lemma_.lower() in _CONTENT_NOUNS else head
    if pos == "v" and before != head and before.head == head and before.pos_ == "VERB":
        return effect_of(before, token, only_second)  # "refutes claims that" with the noun read as the verb
    words = governors(head)
    seconds = [t.lower_ for t in children(token, "case", "mark")]
    for word in words:
        for second in seconds:
            effect = table.get((pos, f"{word}_{second}"))
            if effect is not None:
                return effect
    if only_second:
        return None
    for word in words:
        effect = table.get((pos, word))
        if effect is not None:
            return effect
    if pos == "v" and head.tag_ in {"VBN", "VBD"} and child(head, "cop") is not None:
        return table.get(("a", head.lower_))
    if pos == "a":
        return table.get(("a", head.lower_))
    return None


def negates(token: Token) -> bool:
    """Does a word deny, negate or undo what stands with it or in it: "not", "without", "denied", "failed to"?"""
    effect = effects().get((_pos(token), token.lemma_.lower()))
    if token.lower_ in _DENYING and (not _is_not(token) or token.head.lemma_.lower() in _STILL_GOING):
        return False
    return token.lower_ in _DENYING or token.lower_ == "without" or effect in {"denied", "negated", "failed", "foiled"}


def _is_not(token: Token) -> bool:
    """Does a word negate its verb, and is it no "not only": "not only confiscated his stand but beat him"?"""
    if token.lower_ not in _DENYING and token.lemma_.lower() not in {"not", "never"}:
        return False
    end = token.i + 1 >= len(token.doc)
    return end or token.nbor().lower_ not in {"only", "just", "merely", "simply", "solely"}


def _is_of_infinitive(token: Token) -> bool:
    """As in "vowed never to surrender": what stands right before "to", behind its verb, negates what follows."""
    before = token.lower_ in {"not", "never"} and token.head.i < token.i < len(token.doc) - 2
    return before and token.nbor().lower_ == "to" and token.nbor(2).head == token.head


def _pos(token: Token) -> str:
    if token.pos_ in {"VERB", "AUX"} and not _is_noun_read_as_verb(token):
        return "v"
    return "a" if token.pos_ in {"ADJ", "ADV"} else "n"


def _is_noun_read_as_verb(token: Token) -> bool:
    """Does a word that is a noun of reports stand where only nouns do: "refutes claims that", "dismissed reports that"?"""
    return (
        token.lemma_.lower() in _CONTENT_NOUNS
        and (token.dep_ in {"obj", "obl", "nsubj:pass", "nmod"} or (token.dep_ in {"ccomp", "xcomp", "parataxis"} and token.head.i == token.i - 1))
        and child(token, "nsubj", "aux", "obj") is None
    )


# ---------------------------------------------------------------- background
def _times_say(doc: Doc, token: Token) -> bool | None:
    """Whether the time that governs an act is background, by the times of the report; None without a time."""
    found = time_for(doc, token)
    if found is None:
        return None
    if ">" in (found.rule or "") and is_weeks_before(doc, found):
        return True  # "freed him, 90 days after they took him": counted from one act to the other
    if not _is_own_time(doc, token, found.start, found.end):
        return None
    if found.from_ is None and found.text.lower().split()[-1] in _COUNTED_FROM:
        return None  # "in 2016 they lost an election; two years later they boycotted one"
    return is_background(found, report_of(doc)) or is_weeks_before(doc, found)


def _is_own_time(doc: Doc, token: Token, start: int, end: int) -> bool:
    """Is a time the act's own, and not that of its object or subject ("demanded what the 2013 deal says")?"""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    walker, inner = span.root, False
    for _ in range(MAX_STEPS):
        if walker == token:
            return True
        above = walker.head
        if above == walker:
            return False
        if above == token:
            return not (inner and walker.dep_ in {"obj", "nsubj", "nsubj:pass", "iobj", "ccomp", "xcomp"})
        if walker.dep_ in {"acl", "acl:relcl"}:
            return False
        inner = inner or (above.pos_ in _NOMINAL_POS and above.lemma_.lower() not in _TIME_NOUNS)
        walker = above
    return False


def _words_say(doc: Doc, token: Token) -> bool:
    """A bare year, a decade or "long" with an act: "in 2008", "the valley's 1998 rebellion", "since the 1990s"."""
    around = list(children(token))
    verb = token
    after = child(token, "case", "mark")
    if (
        after is not None
        and after.lower_ in {"after", "since"}
        and after.i > sentence_of(token).start
        and after.nbor(-1).lemma_.lower() in {"year", "decade", "century"}
    ):
        return True
    if (
        token.pos_ in _NOMINAL_POS
        and token.head.pos_ == "VERB"
        and (any((_pos(token.head), w) in carriers() for w in governors(token.head)))
    ):
        verb = token.head
        around += list(children(verb))
    for span in [c for c in around[:40] if c.dep_ in {"obl", "obl:tmod", "nmod"} and c.lemma_.lower() in _TIME_NOUNS]:
        around += list(children(span))[:10]  # "for three weeks in 2003"
    for near in around[:80]:
        text = near.lower_
        if (
            near.dep_ in {"amod", "compound", "nummod", "nmod", "obl", "obl:tmod", "nmod:tmod", "obl:npmod", "advmod"}
            and (_YEAR.match(text) or _DECADE.match(text))
            and not _has_day(near)
            and not _is_this_year(doc, text)
        ):
            return True
        if (
            near.dep_ == "advmod"
            and text in _LONG_AGO
            and auxiliaries(verb).isdisjoint(_HAVE)
        ):
            return True
        if (
            near.dep_ in {"obl", "nmod", "obl:npmod"}
            and text in {"decades", "centuries"}
            and any(t.lower_ in {"ago", "since"} for t in near.subtree)
        ):
            return True
    return False


def _is_this_year(doc: Doc, year: str) -> bool:
    """Is a year that of the report, or later?"""
    published = report_of(doc).published.date
    return published is not None and year[:4] >= published[:4]


def _has_day(year: Token) -> bool:
    """Is a year part of a full date ("30 May 2023"), or of a month of the year?"""
    near = list(children(year)) + ([year.head] if year.head != year else [])
    return any(t.ent_type_ == "DATE" and t.is_digit for t in near) or any(
        t.lower_[:3] in {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
        for t in near
    )
