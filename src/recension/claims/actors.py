"""Who is meant: the party behind a noun, a name or a pronoun of a report.

A party's `text` is the bare phrase that best names it; its `name` is the fullest name that the report has for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.antecedents import (
    described,
    described_person,
    fuller_group,
    head_phrase,
    person_at,
    pronoun_referent,
)
from recension.claims.cast import Cast, cast
from recension.claims.doc import kept_tokens, mention, per_doc
from recension.claims.gazetteer import spots
from recension.claims.lexicon import (
    countries,
    country_of,
    group_classes,
    is_seat,
    organisation_of,
    people_of,
    plural_of,
    role_classes,
    seat_of,
    suffixes,
)
from recension.claims.names import bare, canonical, same_person
from recension.claims.phrases import (
    entity_at,
    is_locative,
    is_modifier,
    is_possessive_mark,
    known_at,
    of_child,
    phrase,
)
from recension.claims.tree import child, children, sentence_of
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["actors", "canonical", "full_name", "is_actor", "party", "same_person"]

PERSONAL = frozenset({
    "i", "me", "we", "us", "you", "he", "him", "himself", "she", "her", "herself", "it", "itself", "they", "them",
    "themselves", "my", "our", "your", "his", "its", "their", "myself", "ourselves", "hers", "theirs",
})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
INDEFINITE = frozenset({"everyone", "everybody", "someone", "somebody", "anyone", "anybody", "nobody", "others", "many",
                        "some", "several", "few", "all", "both", "most", "none", "those", "dozens", "hundreds", "thousands"})
GOVERNMENTS = frozenset({"government", "authority", "authorities", "leadership", "regime", "administration", "cabinet", "junta"})

#: Nouns that are parties when they act and places or things when they do not: "the hospital said".
WEAK = frozenset("""
    office house front cell mission post state channel capital territory college school hospital church mosque bank station
    bureau registry summit conference gathering demonstration prefecture county municipality palace crown platform branch
    website portal magazine paper daily weekly star model camp sector industry section body operator network headquarters
    airline residence university institute club embassy consulate country nation area region community power actor player
    source minority majority settlement press media society resistance defence defense artillery fleet warship company
    convoy column court senior private minor part patient executive speaker representative force contact service services
    reserve reserves movement chapter wing band human public soul independent liberal conservative general case family
    guard intelligence trainer instructor range type kind sort series total rest half third quarter hospital registry guide
    local executive command division unit republic kingdom emirate federation intelligence defences mainland island
""".split())
#: Of these, the ones that are never parties unless a name or an acting verb says so.
TITLE_FORMS = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."})


def party(doc: Doc, token: Token) -> Mention | None:
    """The actor behind the phrase that `token` heads; None where there is no party to speak of.

    The `text` is the bare phrase that best names it (a person's name without title, a group without article and
    number); `name` is the fullest name that the report has, or the usual name of a country or world organisation,
    and None where it is not known who is meant.
    """
    memory = _memory(doc)
    if token.i not in memory:
        memory[token.i] = None
        memory[token.i] = _party(doc, token)
    return memory[token.i]


def is_actor(doc: Doc, token: Token) -> bool:
    """Can this noun, name or pronoun be a party: persons, groups, forces, bodies, governments, countries?"""
    if token.is_space or token.is_punct or token.dep_ in {"punct", "case", "mark", "det", "cc", "expl"}:
        return False
    low = token.lower_
    if low in PERSONAL or low in {"who", "whom"}:
        return not (token.dep_ == "expl" or (low == "it" and _is_expletive(token)))
    if low in {"which", "that", "whose"}:
        return token.dep_ in {"nsubj", "nsubj:pass", "obj", "nmod:poss"} and _relative_actor(doc, token)
    if low in INDEFINITE and token.pos_ in {"PRON", "NOUN", "DET", "ADJ", "NUM"}:
        return _indefinite_actor(doc, token)
    if token.pos_ == "NUM":
        return _is_head_count(doc, token)
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "X"}:
        return False
    entity = entity_at(token)
    if token.i in cast(doc).spans:
        return True
    if _names_country(token) or _names_seat(token):
        return not is_locative(token)
    if people_of(token.text) is not None:
        return token.pos_ != "ADJ" or not is_modifier(token)
    if entity is not None and len(entity) == 1 and token.dep_ == "nmod" and "minister" in role_classes(token.head.lower_):
        return False
    if entity is not None and entity.label_ == "ORG" and not _is_thing_name(token) and not _names_land(token):
        return True
    if organisation_of(_run(token)) is not None:
        return True
    if entity is not None and entity.label_ == "LOC" and token.dep_ == "nsubj" and len(entity) == 1 and child(token, "det") is not None:
        return bool(token.head.pos_ == "VERB")  # "the Kesuri will return the cattle": a people taken for a place
    if entity is not None and (entity.label_ == "LOC" or (token.pos_ == "PROPN" and entity.label_ == "PERSON")):
        return False
    return _is_actor_noun(doc, token)


def full_name(doc: Doc, mention: Mention) -> str | None:
    """The fullest name that the report has for a mention, by its place in the text."""
    if mention.name is not None:
        return mention.name
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    found = party(doc, span.root)
    return found.name if found else None


@per_doc
def actors(doc: Doc) -> list[Mention]:
    """All mentions of parties in the sentences that may carry claims, in order of the text, without doubles."""
    found: dict[tuple[int, int], Mention] = {}
    for token in kept_tokens(doc):
        if (is_modifier(token) and entity_at(token) is None) or not is_actor(doc, token):
            continue
        one = party(doc, token)
        if one is not None:
            found.setdefault((one.start, one.end), one)
    return [found[key] for key in sorted(found)]


# ---------------------------------------------------------------- one party
@per_doc
def _memory(_: Doc) -> dict[int, Mention | None]:
    return {}


def _party(doc: Doc, token: Token) -> Mention | None:
    if token.is_space or token.is_punct:
        return None
    if is_possessive_mark(token) and token.i:
        return party(doc, doc[token.i - 1])
    low = token.lower_
    if low in RELATIVE and token.pos_ in {"PRON", "DET", "SCONJ"}:
        return _relative(doc, token)
    if low in PERSONAL:
        return mention(doc, token.idx, token.idx + len(token), pronoun_referent(doc, token))
    people = cast(doc)
    person = person_at(doc, token)
    if person is not None:
        return mention(doc, person.start, person.end, person.name)
    name = described_person(doc, token)
    if name is not None:
        return _cut(doc, *phrase(token), name)
    country = _country(doc, token)
    if country is not None:
        return country
    organisation = _organisation(doc, token, people)
    if organisation is not None:
        return organisation
    return _common(doc, token)


def _relative(doc: Doc, token: Token) -> Mention | None:
    """A relative pronoun stands for the noun that its clause describes."""
    noun = antecedent_noun(token)
    stands_for = party(doc, noun) if noun is not None else None
    name = (stands_for.name or stands_for.text) if stands_for else None
    return mention(doc, token.idx, token.idx + len(token), name)


def antecedent_noun(token: Token) -> Token | None:
    """The noun that a relative pronoun takes up."""
    if token.lower_ in {"who", "whom", "whose"}:
        near = token.i - 1
        if near > sentence_of(token).start and token.doc[near].text == ",":
            near -= 1
        if near >= sentence_of(token).start and _is_person_word(token.doc[near]):
            return token.doc[near]
    walker = token
    for _ in range(8):
        if walker.dep_ in {"acl:relcl", "acl"}:
            return walker.head if walker.head.i < token.i else None
        if walker.head is walker or walker.head == walker:
            break
        walker = walker.head
    before = token.i - 1
    while before >= sentence_of(token).start and token.doc[before].pos_ in {"PUNCT", "ADP"}:
        before -= 1
    near = token.doc[before] if before >= sentence_of(token).start else None
    return near if near is not None and near.pos_ in {"NOUN", "PROPN"} else None


def _is_person_word(token: Token) -> bool:
    return token.i in cast(token.doc).spans or people_of(token.text) is not None or bool(role_classes(token.lower_))


def _country(doc: Doc, token: Token) -> Mention | None:
    """A country, or a seat of government that stands for one."""
    start, end = _name_range(token)
    text = doc[start:end].text
    if token.pos_ == "NOUN" and text.islower():
        return None
    country = country_of(text) or seat_of(text)
    if country is None:
        if is_seat(text):
            return _cut(doc, start, end, None)
        return None
    return _cut(doc, start, end, country.name)


def _organisation(doc: Doc, token: Token, people: Cast) -> Mention | None:
    """A named organisation: of the world list, expanded by the report, or as it stands."""
    start, end = _name_range(token)
    text = bare(doc[start:end].text)
    name = people.expansion(text)
    entity = entity_at(token)
    known = organisation_of(text)
    if name is not None:
        return _cut(doc, start, end, name)
    if known is not None and not text.islower():
        return _cut(doc, start, end, known.name)
    if entity is None or entity.label_ != "ORG" or people_of(entity.text) is not None or _is_thing_name(token) or _names_land(token):
        return None
    lo, hi = phrase(token)
    if lo > start or hi < end:
        lo, hi = start, end
    return _cut(doc, lo, hi, people.organisation_name(bare(doc[start:end].text)))


def _common(doc: Doc, token: Token) -> Mention | None:
    """A party named by a common noun: who counts people gives way to the people counted."""
    counted = _counted(token)
    if counted is not None:
        return party(doc, counted)
    start, end = phrase(token)
    name = (
        _government_of(doc, token)
        or described(doc, token)
        or _people_name(token)
        or _member_of(doc, token)
        or _ranks_of(doc, token)
        or fuller_group(doc, token)
    )
    return _cut(doc, start, end, name)


def _cut(doc: Doc, start: int, end: int, name: str | None) -> Mention | None:
    """The mention of tokens start:end without quote marks, articles and possessive marks at its edges."""
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ in {"the", "a", "an"}):
        start += 1
    while end > start and (doc[end - 1].is_space or is_possessive_mark(doc[end - 1]) or (
            doc[end - 1].is_punct)):
        end -= 1
    if start >= end:
        return None
    last = doc[end - 1]
    return mention(doc, doc[start].idx, last.idx + len(last), name)


# ---------------------------------------------------------------- names that nouns give
def _government_of(doc: Doc, token: Token) -> str | None:
    """"The government of X", "X's authorities", "his government": the state that is governed."""
    if token.lemma_.lower() not in GOVERNMENTS and token.lower_ not in GOVERNMENTS:
        return None
    after = doc[token.i + 1 : token.i + 3]
    if len(after) > 1 and after[0].lower_ == "in":  # "the government in Bishkek said", however it is parsed
        seat = country_of(_run(after[1])) or seat_of(_run(after[1]))
        if seat is not None:
            return seat.name
    for owner in _owners(token):
        country = country_of(_run(owner)) or seat_of(_run(owner))
        if country is not None:
            return country.name
        people = people_of(owner.text)
        if people is not None and people.iso is not None:
            return _country_name(people.iso)
        if owner.lower_ in PERSONAL or owner.i in cast(doc).spans:
            holder = person_at(doc, owner)
            if holder is not None:
                return cast(doc).land_of(holder.name)
            land = cast(doc).land_of(pronoun_referent(doc, owner))
            if land is not None:
                return land
        elif owner.dep_ in {"nmod:poss", "nmod"}:
            return None
    if token.head.dep_ == "conj" or token.dep_ == "conj" or any(c.dep_ == "amod" for c in children(token)):
        return None
    return described(doc, token)


def _country_name(iso: str) -> str:
    return countries()[iso].name


def _owners(token: Token) -> list[Token]:
    """What possesses or modifies a noun, nearest relation first."""
    return [*children(token, "nmod:poss"), *children(token, "compound", "amod"), *children(token, "nmod")]


def _people_name(token: Token) -> str | None:
    """"Ethnic Tutsis", "a Rohingya": the people, never its state."""
    people = people_of(token.text)
    if people is None:
        return None
    return plural_of(token.text if not token.text.isupper() else token.text.capitalize())


def _member_of(doc: Doc, token: Token) -> str | None:
    """"Members of the force": the force, where it has a name."""
    if token.lemma_.lower() not in {"member", "part"}:
        return None
    whole = of_child(token)
    inner = party(doc, whole) if whole is not None else None
    return inner.name if inner else None


def _ranks_of(doc: Doc, token: Token) -> str | None:
    """"MINUSCA soldiers", "ADF fighters", "fighters of the Arakan Army": the force whose ranks they are."""
    ranks = {"soldier", "armed"}
    if not (role_classes(token.lower_) & ranks or token.lower_ in {"rebels", "forces", "troops", "fighters", "guerrillas", "militants"}):
        return None
    whole = of_child(token)
    owners = [*children(token, "compound", "nmod:poss", "amod"), *([whole] if whole is not None else [])]
    for owner in owners:
        known = organisation_of(cast(doc).expansion(_run(owner)) or _run(owner))
        if known is not None and known.kind in {"armed_group", "force"}:
            return known.name
        expanded = cast(doc).expansion(_run(owner))
        if expanded is not None and known is None:
            return expanded
    return None


def _counted(token: Token) -> Token | None:
    """"Dozens of protesters", "some of the troops", "a number of soldiers": who is counted."""
    low = token.lemma_.lower()
    if token.pos_ != "NUM" and "partitive" not in group_classes(low) and token.lower_ not in INDEFINITE:
        return None
    if low in {"member", "group", "crowd", "band", "mob", "gang", "team", "unit", "squad", "convoy", "faction", "wing", "section",
               "part", "type", "kind", "sort", "series", "range", "contingent", "batch", "generation"}:
        return None
    inner = of_child(token)
    return inner if inner is not None and inner.i != token.i else None


# ---------------------------------------------------------------- may this be a party
def _is_actor_noun(doc: Doc, token: Token) -> bool:
    word = token.lower_
    lemma = token.lemma_.lower()
    compound = _with_compound(token)
    persons = (role_classes(compound) - {"title"}) or role_classes(word) or role_classes(lemma)
    groups = group_classes(compound) or group_classes(word) or group_classes(lemma)
    if token.text in TITLE_FORMS:
        return False
    if groups == {"partitive"} or ("partitive" in groups and of_child(token) is not None):
        inner = of_child(token)
        return inner is not None and inner.i != token.i and is_actor(doc, inner)
    if persons - {"title"} or groups - {"partitive", "suffix"}:
        return (lemma not in WEAK and word not in WEAK) or (compound != word and compound not in WEAK and (
            bool(role_classes(compound) or group_classes(compound)))) or _acts(token) or _is_owned(token)
    if token.pos_ == "NOUN" and len(word) > 6 and word.endswith(suffixes()):
        return True
    opens = token.i == sentence_of(token).start or token.nbor(-1).is_punct or token.nbor(-1).is_space
    named = token.pos_ == "PROPN" and token.text[:1].isupper()
    return named and not opens and entity_at(token) is None and _acts(token) and not _is_calendar(token)


def _with_compound(token: Token) -> str:
    """The noun with the word before it that belongs to it: "police officer", "foreign ministry"."""
    if token.i == sentence_of(token).start:
        return str(token.lower_)
    before = token.doc[token.i - 1]
    if before.head == token and before.dep_ in {"compound", "amod", "nmod", "fixed", "flat"}:
        return f"{before.lower_} {token.lower_}"
    return str(token.lower_)


def _acts(token: Token) -> bool:
    """Is it what does something: subject of a verb that is not passive, or agent of one?"""
    if token.dep_ == "obl:agent":
        return True
    if token.dep_ == "nsubj" and token.head.pos_ == "VERB":
        return True
    return bool(token.dep_ == "conj" and token.head != token and token.head.dep_ == "nsubj" and token.head.head.pos_ == "VERB")


def _is_owned(token: Token) -> bool:
    """Has it a country, people or organisation for an owner: "Sudan's reserves", "NATO forces"?"""
    if group_classes(token.lemma_.lower()) & {"force", "government", "armed_group"} == frozenset():
        return False
    for owner in children(token, "nmod:poss", "compound", "amod"):
        entity = entity_at(owner)
        if people_of(owner.text) or country_of(owner.text) or (entity is not None and entity.label_ == "ORG"):
            return True
    return bool({"force", "armed_group"} & group_classes(token.lower_)) and token.lower_ in {"forces", "services", "units"}


def _is_calendar(token: Token) -> bool:
    return token.lower_ in {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december",
    }


def _is_head_count(doc: Doc, token: Token) -> bool:
    """"The police arrested five", "three were killed": a number that stands for persons."""
    inner = of_child(token)
    if inner is not None:
        return is_actor(doc, inner)
    if token.dep_ not in {"nsubj", "nsubj:pass", "obj", "conj", "obl:agent"} or token.head.pos_ != "VERB":
        return False
    return not (token.text.isdigit() and len(token.text) == 4) and not set(token.text) & set(":/%$€£") and child(token, "nmod", "compound") is None


def _indefinite_actor(doc: Doc, token: Token) -> bool:
    inner = of_child(token)
    if inner is not None and inner.i != token.i:
        return is_actor(doc, inner)
    return (token.dep_ in {"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl", "conj", "nmod"} and token.lower_ not in {
        "all", "most", "none", "some", "both", "those", "few"}) or (token.dep_ in {"nsubj", "nsubj:pass"} and token.head.pos_ == "VERB")


def _relative_actor(doc: Doc, token: Token) -> bool:
    noun = antecedent_noun(token)
    return noun is not None and noun.i != token.i and noun.lower_ not in RELATIVE and is_actor(doc, noun)


def _is_expletive(token: Token) -> bool:
    """"It is not known whether", "it remains unclear"."""
    return token.dep_ == "nsubj" and any(c.dep_ in {"csubj", "csubj:pass"} for c in children(token.head))


def _is_thing_name(token: Token) -> bool:
    """An entity whose head is a common noun of no actor class: "Hamas rocket", "Twitter post"."""
    if token.pos_ != "NOUN" or token.text[:1].isupper():
        return False
    word = token.lemma_.lower()
    return not (role_classes(word) or group_classes(word) or group_classes(token.lower_) or role_classes(token.lower_))


def _names_land(token: Token) -> bool:
    """A region, sea or division that the entities take for an organisation."""
    entity = entity_at(token)
    if entity is None or not entity.text[:1].isupper():
        return entity is not None
    run = _run(token)
    return known_at(token) is None and not _acts(token) and any(s.feature != "town" for s in spots(run))


def _names_country(token: Token) -> bool:
    return token.text[:1].isupper() and country_of(_run(token)) is not None


def _names_seat(token: Token) -> bool:
    return token.text[:1].isupper() and is_seat(_run(token))


def _run(token: Token) -> str:
    start, end = _name_range(token)
    return str(token.doc[start:end].text)


def _name_range(token: Token) -> tuple[int, int]:
    """The tokens of the name that a token heads: its entity, or itself with its name parts."""
    known = known_at(token)
    start, end = known if known is not None else head_phrase(token)
    while end > start + 1 and is_possessive_mark(token.doc[end - 1]):
        end -= 1
    return start, end
