"""One person and nobody: figures that are said without a number.

"A policeman was killed", "the mayor was shot dead" and "Maria Ortega was wounded" count one each, "no one was
hurt" counts none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims.counted import is_flat, next_of
from recension.claims.countwords import UNDERGONE, indicators, is_person, noun_of, roles_of, words
from recension.claims.doc import report_of
from recension.claims.drafts import Draft
from recension.claims.governors import Governed, governing, is_let_go, token_at
from recension.claims.lexicon import country_of, group_classes, is_title, organisation_of, role_classes
from recension.claims.listed import labelled
from recension.claims.numbers import Number
from recension.claims.restated import led_by
from recension.claims.tree import SUBJECTS, ancestors, children, is_passive, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

_ONE = frozenset({"a", "an", "another"})
_OWN = frozenset({"the", "this", "that", "his", "her", "their", "its", "my", "our"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth"})
#: What one person undergoes; a single arrest or death is news, a single "displaced" is not said so.
_SINGLE_OF = UNDERGONE - {"displaced"}
#: Who was there before: of the past, whatever befell him.
_GONE = frozenset({"predecessor", "forefather", "ancestor", "grandfather", "great-grandfather"})
#: "17-year-old Ana Ruiz", "Sgt. Ana Ruiz", "teacher Ana Ruiz".
_INTRODUCES = re.compile(r"(?:[\s-]years?[\s-]old|\b(?P<role>[A-Za-z]{2,24})\.?,?)\s+\Z")
#: "Ana Ruiz, 17,", "Ana Ruiz (17)", "Ana Ruiz, a teacher,".
_INTRODUCED = re.compile(r"\s*(?:,\s+(?:aged\s+)?(?:\d{1,3}\b|an?\s|the\s|who\b)|\(\d{1,3}\))")
_HE = frozenset({"he", "she"})
#: "…, the transport secretary said": who tells of it is not whom it befell, whatever the parse makes of him.
_SAYS = re.compile(r",?\s+(?:said|says)(?:\s*[.\n]|\s*\Z)|\s+said\s+(?!to\b)|\s+(?:(?:also|later)\s+)?(?:said|says|told|confirmed|added|announced|reported|wrote|stated|explained|warned|claimed)\b(?=\s*[,.;:“\"\n]|\s*\Z|\s+(?:on|in|by|at|late|early|that|the|a|an|reporters|state|local)\b)", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording\s+to\s+\Z", re.IGNORECASE)
#: "dead to me", "died of boredom".
_IDIOM = re.compile(r"\w{3,4}\s+(?:to\s+(?:me|him|her|us|them|you|the\s+world)\b|tired\b|set\s+(?:on|against)\b|certain\b|serious\b|wrong\b|last\b|of\s+(?:boredom|laughter|laughing|embarrassment|shame|curiosity)\b)", re.IGNORECASE)
_WHOEVER = re.compile(r"\b(?:whoever|whosoever|(?:anyone|anybody|any\s+person)\s+who)\b", re.IGNORECASE)
_ILLNESS = re.compile(
    r"\b(?:cancer|illness|disease|natural\s+causes|heart\s+(?:attack|failure)|stroke|old\s+age|pneumonia|leuk\w+|complications|peacefully|aged\s+\d{2})\b",
    re.IGNORECASE)
_SINGLE = re.compile(r"(not\s+(?:a\s+single|even\s+one|one))\s+(?=\w)", re.IGNORECASE)
_NONE = frozenset({"nobody", "none", "no-one", "noone"})
_GRAVE = frozenset({
    "major", "serious", "severe", "grave", "critical", "significant", "life-threatening", "threatening", "permanent",
    "further", "seriously", "severely", "badly", "gravely", "critically"})


def single_persons(doc: Doc, sent: DocSpan, taken: set[int]) -> list[Draft]:
    """"a policeman was killed", "killing a boy", "another wounded", "the mayor was shot", "Maria Ortega was hurt"."""
    found = []
    for token in sent:
        draft = None
        if token.lower_ in _ONE:
            draft = _by_article(doc, sent, token, taken)
        elif token.lower_ == "both" and token.dep_ == "det" and token.head.i not in taken:
            draft = _both(token)
        elif token.lower_ == "one" and token.i not in taken:
            draft = _one_of_theirs(token)
        elif token.pos_ == "NOUN" and token.tag_ == "NN" and token.i not in taken:
            draft = _definite(doc, token)
        elif token.ent_type_ == "PERSON" and token.i not in taken:
            draft = _named(doc, token)
        if draft is not None:
            found.append(draft)
    return found


def _by_article(doc: Doc, sent: DocSpan, token: Token, taken: set[int]) -> Draft | None:
    noun = token.head if token.dep_ == "det" and token.head.i > token.i and is_flat(token.nbor(1), token.head) else None
    governed: Governed | None
    if token.i > sent.start and token.nbor(-1).lower_ in {"not", "without"}:
        return None
    if token.lower_ == "a" and token.i + 1 < sent.end and token.nbor(1).lower_ in _ORDINALS and token.nbor(1).dep_ in {*SUBJECTS, "conj", "obj"}:
        noun, governed = None, governing(token.nbor(1), None)
    elif noun is not None and token.lower_ == "another" and noun.lower_ in indicators("held"):
        noun, governed = None, _another(token)
    elif noun is not None and noun.pos_ == "NOUN" and noun.tag_ == "NN" and noun.i not in taken:
        if not (roles_of(noun) - {"title"} or noun.lower_ in words("persons", "single") or _is_aged(noun)) or noun_of(noun) in words("persons", "things"):
            return None
        if (noun.dep_ == "appos" and (noun.head.ent_type_ == "PERSON" or noun.head.i in taken or is_one_person(noun.head))) or _names(noun):
            return None
        if any((c.dep_ == "nummod" and not _is_age(c)) or c.lower_ == "single" for c in children(noun)) or re.match(r"\s*:", report_of(doc).text[noun.idx + len(noun):noun.idx + len(noun) + 3]):
            return None
        governed = governing(noun, noun) or led_by(doc, sent, token.idx, None)
    elif token.lower_ == "another" and (noun is None or noun.pos_ in {"VERB", "ADJ"}):
        noun = None
        governed = _another(token)
    else:
        return None
    if governed is None or governed[0] not in _SINGLE_OF or governed[2] <= 0.6:
        return None
    indicator, trigger, confidence = governed
    if noun is not None and (_is_of_law(noun) or (trigger.head != noun and _is_teller(doc, token, noun))):
        return None
    if noun is not None and trigger.dep_ in SUBJECTS and trigger.head == noun:
        return None  # "one such detainee was a member of the party"
    if noun is not None and (indicators("counted").get(noun_of(noun)) == indicator or is_let_go(noun, indicator)):
        return None
    who = noun if noun is not None else _earlier(sent, token)
    if noun is None and token.lower_ == "a":
        who = _counted_before(sent, token) or who
    # "a third" is one by itself, as "another" is.
    last = token.nbor(1) if noun is None and token.lower_ == "a" else token
    return Draft(_one(token.idx, last.idx + len(last)), noun or token, noun, indicator, trigger, confidence - 0.05, who=who, other=noun is None)


def _is_of_law(noun: Token) -> bool:
    """"whoever abducts a minor is liable to 15 years": a law's case is no case."""
    sent = sentence_of(noun)
    return _WHOEVER.search(report_of(noun.doc).text[sent.start_char:noun.idx]) is not None


def _is_teller(doc: Doc, article: Token, noun: Token) -> bool:
    """"according to a nurse", "a nurse said": who tells of it, whatever the parse makes of him."""
    text, end = report_of(doc).text, noun.idx + len(noun)
    return _ACCORDING.search(text[max(0, article.idx - 14):article.idx]) is not None or _SAYS.match(text[end:end + 24]) is not None


def _one(start: int, end: int) -> Number:
    return Number(start, end, (start, end), 1, 1, 1, 1, "exact")


def _is_age(token: Token) -> bool:
    """The number of "a 12-year-old girl"."""
    after = token.doc[token.i + 1:token.i + 4]
    return any(t.lower_.rstrip("s-") in {"year", "month", "week", "day"} or "year-old" in t.lower_ for t in after)


def _is_aged(noun: Token) -> bool:
    """"an 18-month old was hit": an age alone names a person."""
    return noun.lower_ == "old" and any(c.lower_ in {"year", "month", "week", "day"} for c in children(noun))


def _one_of_theirs(token: Token) -> Draft | None:
    """"one of its soldiers was killed": one of a body that is known, of whom the clause tells."""
    group = next_of(token)
    if group is None or group.tag_ != "NNS" or not roles_of(group) or token.dep_ not in {*SUBJECTS, "obj", "conj"} or (token.i > sentence_of(token).start and token.nbor(-1).lower_ in {"no", "not", "only"}):
        return None
    if not any(c.lower_ in {"its", "their", "his", "her", "our", "my"} for c in children(group)):
        return None
    governed = governing(_slot(token), None)
    if governed is None or governed[0] not in _SINGLE_OF or governed[2] < 0.75 or is_let_go(token, governed[0]):
        return None
    return Draft(_one(token.idx, token.idx + len(token)), token, group, governed[0], governed[1], governed[2] - 0.1, who=group)


def _slot(token: Token) -> Token:
    """Whose slot "one" has: in "killed the mayor and one of his guards" that of the mayor, whatever the parse makes of it."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.i > token.i or token.nbor(-1).lower_ != "and":
        return token
    return next((c for c in children(verb, "obj") if c.i < token.i), token)


def _both(token: Token) -> Draft | None:
    """"both men were hanged": two, where the report has not counted them before."""
    noun = token.head
    if noun.tag_ != "NNS" or not roles_of(noun):
        return None
    governed = governing(noun, noun)
    if governed is None or governed[0] not in _SINGLE_OF or governed[2] < 0.75 or governed[1] == noun or is_let_go(noun, governed[0]):
        return None
    number = Number(token.idx, token.idx + len(token), (token.idx, token.idx + len(token)), 2, 2, 2, 2, "exact")
    return Draft(number, noun, noun, governed[0], governed[1], governed[2] - 0.15, who=noun, known=True)


# ---------------------------------------------------------------- the one whom a text knows
def _definite(doc: Doc, noun: Token) -> Draft | None:
    """"the mayor was shot dead", "killing her son": one person, known by an office, a deed or a relative."""
    owner = next((c for c in children(noun) if (c.dep_ == "det" and c.lower_ in _OWN) or (c.dep_ == "nmod:poss" and c.i < noun.i)), None)
    if owner is None or not is_one_person(noun) or any(c.dep_ == "nummod" and not _is_age(c) for c in children(noun)):
        return None
    if _names(noun) or noun.dep_ in {"compound", "flat", "appos"} or noun.lower_ in _GONE:
        return None
    draft = _undergoes(doc, noun, noun.idx, noun.idx + len(noun))
    if draft is not None:
        draft.known = True
    return draft


def _names(noun: Token) -> bool:
    """"the rebels' leader, Omar Sall," and "militant leader Omar Sall": the name counts him."""
    return any(c.dep_ in {"appos", "flat"} and c.ent_type_ == "PERSON" and c.i > noun.i for c in children(noun))


def is_one_person(noun: Token) -> bool:
    """A singular noun for a person and for no group: "mayor", not "crew", "family" or "public"."""
    low = noun.lower_
    if low in words("persons", "several") or group_classes(low) & {"crowd", "force", "government", "body", "organisation"}:
        return False
    return bool(roles_of(noun) - {"title"}) and noun_of(noun) not in words("persons", "things") and low not in indicators("held")


def _named(doc: Doc, token: Token) -> Draft | None:
    """"Maria Ortega was wounded": the head of a person's name, in a slot of its own."""
    slot = token
    if token.dep_ == "nmod:poss" and token.head.lower_ in {"body", "corpse", "remains"}:
        return _undergoes(doc, token, *_name_edges(token))
    if token.dep_ in {"flat", "appos"} and token.head.ent_type_ != "PERSON" and roles_of(token.head) and token.head.tag_ in {"NN", "NNP"}:
        slot = token.head
    elif token.dep_ in {"flat", "compound", "nmod:poss", "appos"} or (token.head.ent_type_ == "PERSON" and token.dep_ not in {"conj", *SUBJECTS, "obj"}):
        return None
    if token.pos_ not in {"PROPN", "NOUN"} or token.tag_ in {"NNPS", "NNS"}:
        return None
    if any(slot.head.i < above.i < slot.i for above in ancestors(slot.head)):
        return None  # a parse that reaches over its own sentence's verb: "…shot them," she told Radio X
    start, end = _name_edges(token)
    name = report_of(doc).text[start:end]
    if name.isupper() and re.match(r"\s*(?::|[-–—]\s|\()", report_of(doc).text[end:end + 4]):
        return None  # "TOBA TEK SINGH: …": where a report was written
    if organisation_of(name) is not None or country_of(name) is not None or not name[:1].isupper():
        return None
    draft = _undergoes(doc, slot, start, end) if slot != token or _is_introduced(doc, start, end) else None
    if draft is not None:
        draft.holder = draft.who = token
        draft.known = True
    return draft


def _is_introduced(doc: Doc, start: int, end: int) -> bool:
    """Whom a report has to introduce, by his age or what he is, is counted; a known man's fate is told otherwise."""
    text = report_of(doc).text
    before = _INTRODUCES.search(text[max(0, start - 40):start])
    return _INTRODUCED.match(text[end:end + 16]) is not None or (
        before is not None and (before["role"] is None or is_title(before["role"]) or bool(role_classes(before["role"].lower()))))


def died_since(doc: Doc, sent: DocSpan, carried: Draft) -> Draft | None:
    """"(A man was shot.) He died in hospital": what became of the one who was counted just before."""
    if carried.number.value != 1 or carried.indicator not in {"injured", "casualties"} or carried.zero or carried.former:
        return None
    for token in sent:
        if token.lower_ not in _HE or token.dep_ not in SUBJECTS:
            continue
        draft = _undergoes(doc, token, token.idx, token.idx + len(token))
        if draft is not None and draft.indicator == "killed":
            draft.counted, draft.who = None, carried.who
            return draft
    return None


def _name_edges(token: Token) -> tuple[int, int]:
    doc, first, last = token.doc, token.i, token.i
    while first > sentence_of(token).start and doc[first - 1].ent_type_ == "PERSON" and doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < sentence_of(token).end and doc[last + 1].ent_type_ == "PERSON" and doc[last + 1].ent_iob_ == "I":
        last += 1
    while first < token.i and is_title(doc[first].text) and doc[first].text.endswith("."):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _undergoes(doc: Doc, noun: Token, start: int, end: int) -> Draft | None:
    """One person of whom a clause says what befell him; what merely calls him so ("the dead man's brother") does not."""
    if noun.dep_ == "nmod:poss":
        # "the man's body was found"
        body = noun.head if noun.head.lower_ in {"body", "corpse", "remains"} and noun.head.dep_ in {"nsubj:pass", "obj", "nsubj"} else None
        return Draft(_one(start, end), noun, noun, "killed", body, 0.7, who=noun) if body is not None else None
    if _SAYS.match(report_of(doc).text[end:end + 24]):
        return None
    governed = governing(noun, noun)
    if governed is None or governed[0] not in _SINGLE_OF or governed[2] < 0.75:
        return None
    indicator, trigger, confidence = governed
    if trigger == noun or (trigger.head == noun and trigger.dep_ in {"amod", "compound"}) or is_let_go(noun, indicator):
        return None
    if _is_figurative(trigger):
        return None
    if trigger.lower_ in {"dead", "died", "die", "dies"} and _IDIOM.match(report_of(doc).text[trigger.idx:trigger.idx + 40]):
        return None
    if trigger.lemma_.lower() == "die" and _ILLNESS.search(report_of(doc).text[trigger.idx:min(sentence_of(trigger).end_char, trigger.idx + 80)]):
        return None
    return Draft(_one(start, end), noun, noun, indicator, trigger, confidence - 0.15, who=noun)


def _is_figurative(verb: Token) -> bool:
    """"hit by criticism", "hurt by the scandal", "shot down in debate": no bullet, no car and no man did it."""
    lemma = verb.lemma_.lower()
    if lemma == "shoot":
        return bool(any(c.lower_ == "down" for c in children(verb)))
    if lemma not in {"hit", "strike", "hurt"}:
        return False
    agents = [c for c in children(verb) if c.dep_ == "obl:agent" or (c.dep_ in SUBJECTS and not is_passive(verb))]
    if not agents:
        return bool(lemma != "hurt")
    return all(noun_of(a) not in words("persons", "things") and not roles_of(a) for a in agents)


# ---------------------------------------------------------------- another, nobody
def _another(token: Token) -> Governed | None:
    if token.dep_ in SUBJECTS or token.dep_ in {"obj", "conj"}:
        governed = governing(token, None)
        if governed is not None:
            return governed
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    for _ in range(3):
        if after is None or after.lower_ not in {"was", "were", "is", "seriously", "badly", "critically", "one", "been"}:
            break
        after = after.nbor(1) if after.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in indicators("held"):
        return indicators("held")[after.lower_], after, 0.75
    return None


def _earlier(sent: DocSpan, token: Token) -> Token | None:
    """The singular person named before "another" in its sentence."""
    return next((t for t in reversed(list(sent)) if t.i < token.i and t.pos_ == "NOUN" and roles_of(t) and t.dep_ in {"nsubj:pass", "nsubj", "obj", "conj"}), None)


def _counted_before(sent: DocSpan, token: Token) -> Token | None:
    """The persons whom a number counts before "a third": "two guards were killed and a third was hurt"."""
    return next((t for t in reversed(sent.doc[sent.start:token.i]) if t.tag_ == "NNS" and roles_of(t) and any(c.dep_ == "nummod" for c in children(t))), None)


def _how_bad(trigger: Token, holder: Token) -> bool:
    """"no serious injuries", "nobody was badly hurt": some may be hurt a little."""
    return any(c.lower_ in _GRAVE for each in {trigger, holder} for c in children(each, "amod", "advmod", "compound"))


def nobody(doc: Doc, sent: DocSpan) -> list[Draft]:
    """"no one was killed", "no casualties", "without casualties", "none were injured": zero, said in words.

    "No reports of casualties" says that nothing is known, not zero.
    """
    found = []
    for token in sent:
        low = token.lower_
        start, end, holder = token.idx, token.idx + len(token), None
        if low in {"nil", "none"} and (said := labelled(doc, Number(start, end, (start, end), 0, 0, 0, 0, "exact"))) is not None:
            found.append(Draft(Number(start, end, (start, end), 0, 0, 0, 0, "exact", negated=True), token, None, said[0], said[1], said[2], zero=True))
            continue
        if low == "no" and token.i + 1 < sent.end and token.nbor(1).lower_ == "one":
            holder = token.nbor(1)
            end = holder.idx + len(holder)
        elif low in _NONE or (low == "neither" and token.dep_ in SUBJECTS):
            holder = token
        elif low == "neither" and token.dep_ == "det" and token.head.i > token.i and token.head.tag_ == "NN":
            holder = token.head
        elif low == "not" and token.i + 2 < sent.end and token.nbor(1).lower_ == "one" and token.nbor(2).lower_ == "of":
            holder = token.nbor(1)
            end = holder.idx + len(holder)
        elif low == "not" and (single := _SINGLE.match(report_of(doc).text[token.idx:token.idx + 40])):
            holder = token_at(doc, token.idx + single.end())
            end = token.idx + single.end(1)
        elif low in {"zero", "no"} and (told := labelled(doc, Number(start, end, (start, end), 0, 0, 0, 0, "exact"))) is not None:
            found.append(Draft(Number(start, end, (start, end), 0, 0, 0, 0, "exact", negated=True), token, None, told[0], told[1], told[2], zero=True))
            continue
        elif low == "no" and token.i + 1 < sent.end and token.nbor(1).lower_ in indicators("held") and (token.i + 2 >= sent.end or token.nbor(2).pos_ in {"PUNCT", "CCONJ", "ADP", "SPACE"}):
            holder = token.nbor(1)
        elif (low in {"no", "zero"} and token.dep_ in {"det", "nummod", "advmod", "amod"} and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i > token.i) or (low == "without" and token.dep_ == "case" and token.head.i > token.i):
            holder = token.head
        if holder is None:
            continue
        lemma = noun_of(holder)
        governed: Governed | None
        if low == "no" and holder.dep_ == "conj" and holder.lower_ not in indicators("held") and holder.head.lower_ in indicators("held"):
            continue  # "no dead, no wounded and no prisoners": what the first say is not said of the last
        if low in {"no", "without"} and holder.lower_ in {"loss", "losses"}:
            if holder.lower_ == "loss" and not any(c.lower_ in {"life", "lives"} for c in children(holder)):
                continue
            governed = "killed", holder, 0.8
        elif low == "no" and holder.lower_ in indicators("held"):
            governed = indicators("held")[holder.lower_], holder, 0.8
        elif holder.pos_ == "NOUN" and lemma in words("zero", "both"):
            governed = "casualties", holder, 0.85
        elif holder.pos_ == "NOUN" and (indicator := indicators("counted").get(lemma)) in {"killed", "injured", "casualties", "arrested", "missing", "abducted"} and indicator is not None:
            if lemma in {"body", "toll"}:
                continue
            governed = indicator, holder, 0.85
        elif holder.pos_ == "NOUN" and holder.lower_ != "one" and holder.lower_ not in _NONE and not is_person(holder, "other"):
            continue
        else:
            governed = governing(holder, holder if holder.pos_ == "NOUN" else None)
        if governed is None or governed[0] not in UNDERGONE or (governed[0] == "injured" and _how_bad(governed[1], holder)):
            continue
        indicator, trigger, confidence = governed
        number = Number(start, end, (start, end), 0, 0, 0, 0, "exact", negated=True)
        who = holder if holder.pos_ in {"NOUN", "PROPN"} and indicators("counted").get(lemma) is None and lemma not in {"one", *_NONE, *words("zero", "both")} and holder.lower_ not in {*indicators("held"), "loss", "losses"} else None
        if who is None and (low in _NONE or low in {"not", "no", "neither"}) and holder.pos_ in {"PRON", "NUM", "NOUN", "DET"} and (of := next_of(token if low in _NONE or low == "neither" else holder)) is not None and of.pos_ == "NOUN":
            who = of
        found.append(Draft(number, holder, None, indicator, trigger, confidence, who=who, zero=True))
    return found
