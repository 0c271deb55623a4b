"""The noun phrase around a token: where it starts and ends, what it names, where it stands in its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.doc import per_doc
from recension.claims.gazetteer import spots
from recension.claims.lexicon import country_of, group_classes, is_seat, may_begin_a_name, organisation_of
from recension.claims.tree import children, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: No phrase that names a party is longer, whatever the parse says.
LONGEST = 12

#: Premodifiers that count or point and do not name.
COUNTING = frozenset("""
    several many some few more most other another additional further extra fewer numerous various certain all both any each every
    no such same own only least up total estimated last next first second third at about around nearly almost over
    approximately dozens hundreds thousands scores countless multiple two-thirds entire whole alleged so-called said latest
    following previous single least mere
""".split())


_NAME_PARTS = {"flat", "flat:name", "compound", "fixed", "goeswith"}


def phrase(token: Token) -> tuple[int, int]:
    """Tokens start:end of the bare phrase headed by `token`: no article, number, relative clause or apposition."""
    start, end = _left(token), _right(token)
    entity = entity_at(token)
    if entity is not None and entity.end - entity.start <= LONGEST and entity.label_ == "ORG":
        start, end = min(start, entity.start), max(end, entity.end)
    start = max(start, token.i - LONGEST)
    end = min(end, token.i + 1 + LONGEST)
    sent = sentence_of(token)
    return max(start, sent.start), min(end, sent.end)


@per_doc
def _entities(doc: Doc) -> dict[int, DocSpan]:
    return {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}


def entity_at(token: Token) -> DocSpan | None:
    """The entity that holds a token."""
    return _entities(token.doc).get(token.i)


@per_doc
def _known(doc: Doc) -> dict[int, tuple[int, int]]:
    """Runs of tokens that the world's lists know as an organisation or a country of several words, by token."""
    found: dict[int, tuple[int, int]] = {}
    i = 0
    while i < len(doc):
        token = doc[i]
        if token.is_space or not (token.text[:1].isupper() or (token.lower_ in {"al", "de", "the"} and i + 1 < len(doc)
                                  and (doc[i + 1].text[:1].isupper() or doc[i + 1].text == "-"))) or token.lower_ == "the":
            i += 1
            continue
        ends = range(min(len(doc), i + 9), i, -1) if may_begin_a_name(token.text) else ()
        end = next((j for j in ends if _is_known(doc, i, j)), None)
        if end is not None:
            found.update((k, (i, end)) for k in range(i, end))
        i = end or i + 1
    return found


def _is_known(doc: Doc, start: int, end: int) -> bool:
    last = doc[end - 1]
    if last.is_space or last.is_punct:
        return False
    text = doc[start:end].text
    entity = entity_at(doc[start])
    if "\n" in text or (entity is not None and entity.label_ == "ORG" and entity.start < start and entity.end >= end):
        return False
    if entity is not None and len(entity) > end - start and (entity.label_ != "ORG" or spots(entity.text)):
        return False
    if end - start > 1:
        return organisation_of(text) is not None or country_of(text) is not None
    return organisation_of(text) is not None and text != "IS" and (
        text.isupper() or (entity is not None and entity.label_ == "ORG") or start != sentence_of(doc[start]).start)


def known_at(token: Token) -> tuple[int, int] | None:
    """Tokens start:end of the listed organisation, or country of several words, that a token is part of."""
    return _known(token.doc).get(token.i)


def is_possessive_mark(token: Token) -> bool:
    return token.tag_ == "POS" or (token.text in {"'s", "’s", "'S", "’S", "'", "’"} and token.dep_ == "case")


def is_modifier(token: Token) -> bool:
    """Does it only modify another noun: "Kenyan" in "Kenyan police"?"""
    return token.dep_ in {"amod", "compound", "nmod:desc", "flat", "flat:name", "fixed", "goeswith"}


def case_words(token: Token) -> list[str]:
    """The prepositions of a phrase, in lower case, with what is fixed to them."""
    found = []
    for each in children(token, "case"):
        if not is_possessive_mark(each) and each.i < token.i:
            found.append(each.lower_)
            found += [c.lower_ for c in children(each, "fixed")]
    return found


def is_locative(token: Token) -> bool:
    """Does it stand where places stand: "in Kabul", "near Goma", "troops from Chad"?"""
    cases = case_words(token)
    if not cases:
        if token.dep_ == "conj" and token.head != token:
            return is_locative(token.head)
        return token.dep_ == "appos" and token.head != token and is_locative(token.head)
    if token.dep_ not in {"obl", "nmod", "conj", "root", "ROOT", "obl:unmarked", "nmod:unmarked", "advcl", "orphan"}:
        return False
    first = cases[0]
    if first in {"in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "into", "off", "along",
                 "north", "south", "east", "west", "via"}:
        return True
    return first in {"to", "from", "towards", "toward", "through", "over", "on", "of", "between", "beyond"} and _moves(token, first)


_MOTION = frozenset("""
    go come travel fly drive walk march flee leave return arrive move send deploy dispatch ship transfer deport withdraw pull
    evacuate escape migrate sail cross enter head retreat advance smuggle bring take transport displace expel repatriate fire launch
    visit trip stop journey flight capital town city village resident north south east west northeast northwest southeast
    southwest mile kilometer kilometre km border outskirts part region area province district
    route road airport shell rocket missile drone strike attack
""".split())


def _moves(token: Token, preposition: str) -> bool:
    """Is "to X" or "from X" a way, and not a party that is spoken to? "of X" a whole of which a place is part?"""
    lemma = token.head.lemma_.lower()
    if preposition == "of":
        return token.dep_ == "nmod" and lemma in {
            "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "capital", "town", "city",
            "village", "outskirts", "part", "region", "area", "province", "district", "center", "centre", "suburb", "rest",
            "territory", "island", "municipality", "port", "northern", "whole", "border", "coast", "mile", "kilometre", "kilometer",
        }
    if preposition == "on":
        entity = entity_at(token)
        return token.lower_ in {"island", "islands", "border", "coast", "outskirts", "peninsula", "islet", "shore"} or (
            entity is not None and entity.label_ == "LOC" and country_of(entity.text) is None and not is_seat(entity.text))
    if preposition == "between":
        return False
    return lemma in _MOTION


#: Verbs whose object is a place that one comes to or leaves, and towns that one holds, hits or takes.
ENTERED = frozenset("visit enter leave reach flee tour cross traverse exit depart".split())
HELD = frozenset("""
    storm capture seize bomb shell besiege surround encircle liberate retake recapture control occupy hit strike pound overrun
    evacuate ransack loot raid hold abandon rock shake devastate flood bombard hammer reoccupy defend patrol destroy take lose attack assault target invade blockade
""".split())


def is_entered(root: Token, is_country: bool) -> bool:
    """"Visited Ankara", "Bakhmut was shelled": is the place itself what is entered, left or hit?"""
    if root.dep_ not in {"obj", "nsubj:pass"} or root.head.pos_ != "VERB":
        return False
    return root.head.lemma_.lower() in (ENTERED if is_country else ENTERED | HELD)


def of_child(token: Token) -> Token | None:
    """The noun of an "of" phrase: "members of the army" gives "army"."""
    for each in children(token, "nmod", "obl"):
        if each.i > token.i and (case_words(each) or [""])[0] == "of":
            return each
    return None


# ---------------------------------------------------------------- edges
def _left(token: Token) -> int:
    """Walks left over what names the head, and stops at what only counts or points."""
    start = int(token.i)
    for each in sorted((c for c in children(token) if c.i < token.i), key=lambda c: -c.i):
        lo, hi = each.left_edge.i, each.right_edge.i
        if hi != start - 1 and (hi >= start or token.doc[hi + 1].text not in {"-", "–", "”", '"'}):
            break
        if each.dep_ == "punct" and each.text in {"-", "–"}:
            start = each.i
            continue
        if each.dep_ not in {"amod", "compound", "nmod:poss", "nmod", "flat", "nmod:desc", "flat:name", "goeswith", "obl:unmarked",
                             "nmod:unmarked"}:
            break
        if any(t.text in {"(", ")", "[", "]"} for t in token.doc[lo:start]):
            break
        if each.lower_ in COUNTING or each.pos_ in {"PRON", "DET", "NUM"} or each.lower_ in {"his", "her", "its", "their"}:
            break
        if hi - lo > 6:
            lo = each.i
        while lo < each.i and (token.doc[lo].dep_ in {"det", "case", "advmod", "cc", "punct", "nummod"} or token.doc[lo].is_punct):
            lo += 1
        start = lo
        if any(c.dep_ == "det" for c in children(each)):
            break
    if start and token.doc[start - 1].lower_ in {"both", "all"} and "side" in group_classes(token.lower_):
        start -= 1
    return start


def _right(token: Token) -> int:
    """Walks right over name parts and one "of" phrase."""
    end = int(token.i) + 1
    for each in sorted((c for c in children(token) if c.i > token.i), key=lambda c: c.i):
        if each.dep_ in _NAME_PARTS and each.left_edge.i <= end + 1:
            end = max(end, each.i + 1)
        elif is_possessive_mark(each) or (each.is_punct and each.text in {"-", "–"} and each.i == end):
            continue
        elif each.dep_ == "nmod" and (case_words(each) or [""])[0] == "of" and each.left_edge.i <= end + 1:
            _lo, hi = phrase_within(each)
            if hi - end <= 8:
                end = max(end, hi)
            break
        else:
            break
    return end


def phrase_within(token: Token) -> tuple[int, int]:
    """The phrase of an "of" noun, with its own "of" phrase one step deeper."""
    end = token.i + 1
    for each in sorted((c for c in children(token) if c.i > token.i), key=lambda c: c.i):
        if each.dep_ in _NAME_PARTS or (each.dep_ == "nmod" and (case_words(each) or [""])[0] == "of" and each.i - token.i <= 5):
            end = max(end, each.i + 1)
        elif each.dep_ == "punct" and each.text == "-":
            continue
        else:
            break
    entity = entity_at(token)
    if entity is not None and entity.end - entity.start <= LONGEST:
        end = max(end, entity.end)
    return token.i, end
