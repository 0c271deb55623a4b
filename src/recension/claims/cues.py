"""The words that report a saying, and where in the parse its content and its speaker stand.

The lexicon is a table (`lexicons/sayings.tsv`); its head explains the columns.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.claims.tree import MAX_STEPS, child, children, is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREPOSITIONS = frozenset({"of", "for", "as", "with"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_QUESTION = frozenset({"whether", "if", "what", "why", "how", "when", "where", "who", "which"})
_CONTENT_DEPS = frozenset({"ccomp", "xcomp", "advcl", "obl", "acl", "nmod", "obj", "parataxis", "csubj", "csubj:pass"})
_TAILS = frozenset({"citing", "quoting", "according", "adding"})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_NO_SPEAKER = _DAYS | frozenset(
    "tomorrow january february march april may june july august september october november december there what".split()
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The table of cues. `verbs` and `nouns`: word → frame → kind. `forms`: a form → its lemma."""

    verbs: dict[str, dict[str, str]]
    nouns: dict[str, dict[str, str]]
    forms: dict[str, str]
    light: frozenset[str]
    documents: frozenset[str]
    offices: frozenset[str]
    nospeaker: frozenset[str]
    hearers: frozenset[str]
    utterances: frozenset[str]
    signs: frozenset[str]

    def frames(self, verb: str) -> dict[str, str]:
        """Frame → kind of a verb; a cue that is no verb of speech of its own (a noun that the tagger took for one) has none."""
        return self.verbs.get(verb, {})


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue holds: the head token of its content (None if only the surface shows it) and characters."""

    frame: str
    head: Token | None
    spans: tuple[tuple[int, int], ...]


@functools.cache
def lexicon() -> Lexicon:
    """The table of cues, read once."""
    table = importlib.resources.files("recension.claims").joinpath("lexicons/sayings.tsv")
    verbs: dict[str, dict[str, str]] = {}
    nouns: dict[str, dict[str, str]] = {}
    forms: dict[str, str] = {}
    lists: dict[str, set[str]] = {k: set() for k in ("light", "document", "office", "nospeaker", "hearer", "utterance", "sign")}
    for line in table.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        section, kind, frames, words = line.split("\t")
        if section == "form":
            lemma, *others = words.split()
            forms.update(dict.fromkeys((lemma, *others), lemma))
        for word in words.replace("_", " ").split() if section not in {"verb", "form"} else words.split():
            if section in {"verb", "noun"}:
                entry = (verbs if section == "verb" else nouns).setdefault(word.replace("_", " "), {})
                for frame in frames.split():
                    entry.setdefault(frame, kind)
            elif section != "form":
                lists[section].add(word)
    for word in {w.split()[0] for w in verbs} | lists["light"]:
        for form in _regular_forms(word):
            forms.setdefault(form, word)
    return Lexicon(
        verbs,
        nouns,
        forms,
        frozenset(lists["light"]),
        frozenset(lists["document"]),
        frozenset(lists["office"]),
        frozenset(lists["nospeaker"]),
        frozenset(lists["hearer"]),
        frozenset(lists["utterance"]),
        frozenset(lists["sign"]),
    )


def _regular_forms(verb: str) -> Iterator[str]:
    yield verb
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if verb.endswith("e"):
        yield from (verb + "d", verb[:-1] + "ing", verb + "ing")
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    else:
        yield from (verb + "ed", verb + "ing")
        if verb[-1] not in "aeiouwxyh" and verb[-2] in "aeiou":
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def verb_lemma(token: Token) -> str | None:
    """The lexicon's verb behind a token, with its particle ("call on"), or None."""
    mistagged = token.dep_ == "parataxis" and token.tag_ == "NNS"  # "..., state TV reports."
    if token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB") and not mistagged:
        return None
    known = lexicon()
    lemma = known.forms.get(token.lower_)
    if lemma is None:
        return None
    if token.i > 1 and token.doc[token.i - 1].text == "-" and token.doc[token.i - 2].lower_ == "so":
        return None
    near = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    if near[:1] in (["on"], ["upon"]) and (near[1:2] == [] or near[1] in _NO_SPEAKER or near[1][:1].isdigit()):
        near = near[1:]  # "called on Thursday for calm"
    for particle in near:
        if f"{lemma} {particle}" in known.verbs and (particle == near[0] or lemma in {"make", "put"}):
            return f"{lemma} {particle}"
    return lemma if lemma in known.verbs else None


def noun_lemma(token: Token) -> str | None:
    """The lexicon's noun behind a token, or None."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    word: str = token.lower_
    known = lexicon().nouns
    for form in (word, word.removesuffix("s"), word[:-3] + "y" if word.endswith("ies") else word):
        if form in known:
            return form
    return None


def contents(cue: Token, frames: dict[str, str]) -> list[Content]:
    """What the parse hangs on a verb or noun as its content, one for each frame that the word may have."""
    found: list[Content] = []
    # "P, X said": the cue hangs on what it reports.
    if cue.dep_ == "parataxis" and "that" in frames:
        spans = _around(cue)
        if spans:
            return [Content("that", cue.head, spans)]
    for each in children(cue):
        if each.dep_ not in _CONTENT_DEPS:
            continue
        frame = _frame(cue, each, frames)
        if frame is not None:
            found.append(Content(frame, each, _stretch(cue, each, frame)))
    if "on" in frames and any(_marker(c) == "on" and c.i > cue.i for c in children(cue, "obl", "nmod")):
        found = [Content("on", o, _stretch(cue, o, "on")) for o in children(cue, "obj")] + [
            c for c in found if c.frame not in {"object", "for"}
        ]
    if cue.pos_ == "VERB" or cue.tag_.startswith("VB"):
        found += _of_object(cue, frames, {c.frame for c in found})
    return [c for c in found if c.spans]


def _of_object(cue: Token, frames: dict[str, str], seen: set[str]) -> Iterator[Content]:
    """As in "accused Rebels of shelling": the phrase with the preposition may hang on the object instead."""
    obj = child(cue, "obj")
    if obj is None:
        return
    for each in children(obj):
        marker = _marker(each)
        if each.i > obj.i and marker in frames and marker in _PREPOSITIONS - {"as"} and marker not in seen:
            verbal = each.pos_ == "VERB" or (marker == "of" and frames[marker] == "accuse")
            if verbal or (marker == "for" and each.dep_ in {"acl", "advcl", "nmod"} and "object" not in frames):
                yield Content(marker, each, _stretch(cue, each, marker))
        elif (
            "to" in frames
            and "to" not in seen
            and each.dep_ in {"acl", "acl:relcl", "advcl"}
            and each.tag_ == "VB"
            and marker == "to"
        ):
            yield Content("to", each, _stretch(cue, each, "to"))


def _frame(cue: Token, each: Token, frames: dict[str, str]) -> str | None:
    marker, dep = _marker(each), each.dep_
    verbal = each.pos_ in {"VERB", "AUX"} or any(c.dep_ in {"cop", "nsubj", "nsubj:pass", "aux"} for c in children(each))
    if dep == "obj":
        return "object" if "object" in frames and each.pos_ != "PRON" else None
    if dep in {"obl", "nmod"} and not verbal:
        return marker if marker in frames and marker in _PREPOSITIONS and each.i > cue.i else None
    for_to = marker == "for" and each.tag_ != "VBG" and any(c.tag_ == "TO" for c in children(each))  # "for him to go"
    if marker in _PREPOSITIONS and marker in frames and each.i > cue.i and not for_to:
        return marker
    if marker == "to" or (each.tag_ == "VB" and dep == "xcomp"):
        return "to" if "to" in frames and dep in {"xcomp", "ccomp", "advcl", "acl"} and each.i > cue.i else None
    if dep in {"ccomp", "csubj", "csubj:pass"} or (dep == "parataxis" and (each.i < cue.i or marker == "that")):
        left = each.left_edge.i
        first = next((t.lower_ for t in each.doc[left : left + 6] if not t.is_punct and not t.is_space), "")
        if first == "whether" or ("question" in frames and first in _QUESTION):
            return "question"
        if each.tag_ == "VBG" and "ing" in frames and not any(c.dep_ in {"nsubj", "aux"} for c in children(each)):
            return "ing"
        if not verbal and not any(c.dep_ in {"cop", "nsubj", "nsubj:pass", "expl"} for c in children(each)):
            return None
        return "that" if "that" in frames or ("quote" in frames and dep == "ccomp") else None
    if dep in {"xcomp", "advcl"} and each.tag_ == "VBG" and "ing" in frames and marker is None and each.i > cue.i:
        return "ing" if dep == "xcomp" else None
    if dep == "xcomp" and "as" in frames and not verbal:
        return "as"
    if (
        dep == "acl"
        and each.i > cue.i
        and "that" in frames
        and cue.pos_ in {"NOUN", "PROPN"}
        and marker in {"that", None}
    ):
        return "that" if any(c.dep_ in {"nsubj", "nsubj:pass", "expl"} for c in children(each)) else None
    return None


def _marker(token: Token) -> str | None:
    """The first word that marks a phrase: its preposition, "that", "to"; None if there is none."""
    for each in children(token):
        if each.i > token.i:
            break
        if each.dep_ in {"mark", "case"}:
            return str(each.lower_)
    return None


def _stretch(cue: Token, head: Token, frame: str) -> tuple[tuple[int, int], ...]:
    """The characters of a content's subtree, without the cue's own words and without marker and points."""
    doc = cue.doc
    left, right = head.left_edge.i, head.right_edge.i
    if left <= cue.i <= right:  # a parse that crosses itself
        left, right = (left, cue.i - 1) if head.i < cue.i else (cue.i + 1, right)
        own = child(cue, "nsubj", "nsubj:pass")
        if own is not None and head.i < own.left_edge.i <= right:
            right = own.left_edge.i - 1
    if frame in {"object", "as"} and head.i > cue.i:
        # A second finite verb is no part of a noun phrase, whatever the parse says.
        cut = next(
            (
                t.i
                for t in doc[left : right + 1]
                if (t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ in {"conj", "parataxis"} and t.head.i <= cue.i)
                or (t.dep_ == "conj" and t.tag_ == "VBD" and t.head.pos_ == "ADJ")
            ),
            None,
        )
        if cut is not None and cut - 1 > left:
            right = cut - 2 if doc[cut - 1].pos_ == "CCONJ" else cut - 1
    if frame == "as" and head.i > cue.i:
        left = min(left, cue.i + 1)
        obj = child(cue, "obj")
        left = min(left, obj.left_edge.i) if obj is not None and obj.i > cue.i else left
    while left < right and (
        (doc[left].is_punct and doc[left].text not in QUOTE_MARKS)
        or doc[left].is_space
        or (
            frame in {"of", "for", "with", "that"}
            and doc[left].dep_ in {"mark", "case"}
            and doc[left].lower_ == _marker(head)
        )
    ):
        left += 1
    if frame == "that" and left == cue.i + 1:  # "announced on Tuesday it was sending": the day belongs to the cue
        skip = left + (doc[left].lower_ == "on")
        if (
            skip < right
            and doc[skip].lower_ in _DAYS
            and doc[skip + 1].pos_ in {"PRON", "DET", "PROPN", "NOUN", "NUM", "ADJ"}
        ):
            left = skip + 1
    while right > left and (doc[right].is_space or doc[right].text in ",;:-–—"):
        right -= 1
    return ((doc[left].idx, doc[right].idx + len(doc[right])),)


QUOTE_MARKS = frozenset("\" “ ” „ ‟ « » ' ‘ ’ `` '' ‹ ›".split())


def _around(cue: Token) -> tuple[tuple[int, int], ...]:
    """The clause around a parenthetical cue ("the army, he said, had fled"), as one or two stretches."""
    head, doc = cue.head, cue.doc
    left, right = head.left_edge.i, head.right_edge.i
    first, last = cue.left_edge.i, cue.right_edge.i
    if child(cue, "nsubj", "nsubj:pass", "obl:agent") is None:  # the parse lost the subject: it follows the last comma
        first = next((t.i + 1 for t in reversed(doc[max(left, first - 9) : first]) if t.text == ","), first)
    found = []
    for a, b in ((left, first - 1), (last + 1, right)):
        while a <= b and (doc[a].is_space or doc[a].text in ",;:-–—"):
            a += 1
        while b >= a and (doc[b].is_space or doc[b].text in ",;:-–—." or doc[b].lower_ == "as"):
            b -= 1
        if a <= b and any(t.is_alpha for t in doc[a : b + 1]) and doc[a].lower_ not in _TAILS:
            found.append((doc[a].idx, doc[b].idx + len(doc[b])))
    return tuple(found)


def _said_beside(cue: Token) -> Token | None:
    """As in "said that his men had fired after they were attacked, and denied that they had killed": the same one denies.

    The parse hangs the second saying on what is said; the tense tells that it stands beside the first.
    """
    told = cue.head
    over = told.head
    beside = cue.dep_ == "conj" and told.dep_ == "ccomp" and over.tag_ == "VBD" and over.i < told.i and verb_lemma(over) != ""
    earlier = beside and cue.tag_ == "VBD" and "had" in {c.lower_ for c in children(told, "aux")}
    return over if earlier and child(cue, "aux", "nsubj") is None and any(c.lower_ in {"and", "but"} for c in children(cue, "cc")) else None


def speaker_of_verb(cue: Token) -> Token | None:
    """Whose saying a verb reports: its subject, its agent in a passive, the noun that a participle tells of."""
    acts = child(cue, "nsubj") is not None and child(cue, "aux:pass") is None and cue.tag_ in {"VBD", "VBZ", "VBP"}
    if is_passive(cue) and cue.tag_ != "VBG" and not acts:  # "what he called “a gesture” by the army" has its speaker
        bare = child(cue, "nsubj:pass")
        if (
            bare is not None
            and child(cue, "aux:pass", "obl:agent") is None
            and cue.dep_ not in {"acl", "amod", "acl:relcl"}
        ):
            return _sound(bare)  # an active past form taken for a participle: "Russia, which ..., called for calm"
        agent = child(cue, "obl:agent") or next((c for c in children(cue, "obl") if _marker(c) == "by"), None)
        return _sound(agent)
    own = child(cue, "nsubj", "nsubj:outer")
    if own is not None and own.tag_ in {"WP", "WDT"} and own.lower_ in {"who", "which"} and cue.dep_ != "ccomp":
        return _sound(_antecedent(cue, own))
    if own is not None:
        if own.lower_ in _RELATIVE and cue.dep_ in {"acl:relcl", "acl"}:
            return _sound(cue.head)
        if own.tag_ in {"WP", "WDT"} and cue.dep_ in {"ccomp", "csubj", "advcl:relcl"}:
            return None
        return _sound(own)
    verb = _said_beside(cue) or cue
    if verb is not cue:
        return speaker_of_verb(verb)
    for _ in range(MAX_STEPS):
        if verb.dep_ in {"acl", "acl:relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return None if is_passive(verb) and verb is not cue else _sound(verb.head)
        if verb.dep_ in {"conj", "xcomp"}:
            found = subject(verb)
            if found is not None:
                if found.lower_ in _RELATIVE:
                    governor = next((a for a in [verb, *_up(verb)] if a.dep_ == "acl:relcl"), None)
                    return _sound(governor.head) if governor is not None else None
                return _sound(found)
        elif (
            verb.dep_ == "advcl"
            and _marker(verb) == "as"
            and verb.head.lower_ in {"quoted", "quotes", "cited", "quoting"}
        ):
            return _sound(child(verb.head, "nsubj:pass") or child(verb.head, "obj"))
        elif verb.dep_ not in {"advcl", "parataxis"} or verb.tag_ not in {"VBG", "VB", "VBN"}:
            return None
        elif verb.dep_ == "advcl":
            outer = _reporting(verb) if verb is cue else None
            if outer is not None:
                verb = outer
                found = child(verb, "nsubj")
                if found is not None and found.tag_ not in {"WP", "WDT"}:
                    return _sound(found)
            found = child(verb.head, "nsubj", "nsubj:pass", "nsubj:outer")
            if found is not None:
                if found.lower_ in _RELATIVE and verb.head.dep_ == "acl:relcl":
                    return _sound(verb.head.head)
                return _sound(found)
        if verb.head is verb:
            return None
        verb = verb.head
    return None


def _reporting(participle: Token) -> Token | None:
    """As in "X said that P, adding that Q": the parse may hang "adding" within P; it is X who adds."""
    if participle.i == 0 or participle.doc[participle.i - 1].text != ",":
        return None
    for verb in _up(participle):
        if verb.dep_ == "ccomp" and verb.head.i < verb.i < participle.i:
            lemma = verb_lemma(verb.head)
            return (
                verb.head
                if lemma and lexicon().frames(lemma).get("that") in {"say", "report", "confirm", "warn"}
                else None
            )
        if verb.dep_ not in {"advcl", "conj", "xcomp", "acl", "acl:relcl"}:
            return None
    return None


def _antecedent(verb: Token, pronoun: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that the parse hangs its clause on, else the one before it."""
    if verb.dep_ in {"acl:relcl", "acl"} and verb.head.i < pronoun.i:
        return verb.head
    before = [t for t in verb.doc[max(0, pronoun.i - 4) : pronoun.i] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    if not before:
        return None
    found = before[-1]
    for _ in range(4):
        if found.dep_ not in {"flat", "compound", "appos"} or found.head.i >= pronoun.i or found.head == found:
            break
        found = found.head
    return found


def _up(token: Token) -> Iterator[Token]:
    for _ in range(MAX_STEPS):
        if token.head == token:
            return
        token = token.head
        yield token


def speaker_of_noun(cue: Token) -> Token | None:
    """Whose claim, warning or threat a noun names: its possessor, "by X", "from X", or who made or issued it."""
    for each in children(cue):
        if each.dep_ == "nmod:poss":
            return _sound(each)
    for each in children(cue, "nmod"):
        if _marker(each) in {"by", "from"}:
            return _sound(each)
    if cue.dep_ == "obj" and lexicon().forms.get(cue.head.lower_) in lexicon().light:
        return speaker_of_verb(cue.head)
    return None


def _sound(token: Token | None) -> Token | None:
    """A token that can stand for a speaker at all."""
    if token is None or token.lower_ in _NO_SPEAKER or token.pos_ in {"VERB", "ADV", "ADP", "PUNCT", "SPACE", "NUM"}:
        return None
    return token
