"""Sport, markets, films, accidents and figures of speech use the words of war."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims.eventwords import classes, vetoes
from recension.claims.happening import Happening
from recension.claims.tree import child

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan

#: A score of a game: "3-1".
_SCORE = re.compile(r"(?<![\d-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\d-])")
_FIGURED = classes()["figured"]


def vetoed(made: Happening, lemmas: frozenset[str], sent: DocSpan) -> bool:
    """Sport, markets, films, accidents and figures of speech use the words of war."""
    table = vetoes()
    own = {t.lemma_.lower() for t in made.words}
    violent = len((lemmas & table["violence"]) - own)
    sport = (
        len(lemmas & table["sport"]) + (1 if _SCORE.search(sent.text) else 0) + len(lemmas & table["sportlike"]) // 2
    )
    root = sent.root
    told = child(root, "nsubj")
    if told is not None and told.lemma_.lower() in table["fiction"] and made.token != root:
        return True
    if sport and (made.type != "CONSULT" or sport >= 2) and (violent == 0 or (sport >= 2 and violent <= 1)):
        return True
    if (
        made.type in {"ASSAULT", "SANCTION", "MOBILIZE", "RETREAT", "COERCE"}
        and violent == 0
        and len(lemmas & table["market"]) + len(lemmas & table["screen"]) >= 2
        and not made.recipients
    ):
        return True
    if made.type == "ASSAULT":
        if "harm" in made.flags and not made.actors:
            if lemmas & table["accident"] and violent == 0:
                return True
            if not violent:
                made.confidence -= 0.25
        if (
            violent == 0
            and made.token.lemma_.lower()
            in {"clash", "battle", "fight", "attack", "confrontation", "blast", "skirmish"}
            and lemmas & table["words"]
        ):
            return True
        near = {c.lemma_.lower() for c in made.token.children if c.dep_ in {"obl", "nmod", "obj"}}
        if made.token.lemma_.lower() in _FIGURED and near & table["figurative"] and not made.recipients:
            return True
        if (
            made.token.lemma_.lower() in {"explosion", "blast", "shooting"}
            and lemmas & {"gas", "boiler", "accident", "kitchen", "transformer"}
            and violent == 0
        ):
            return True
    return False
