"""Confidence of event claims: between its bounds, lower for less that is known, with and without the network's acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from recension.claims.confidence import LEAST, MOST, weighed
from recension.claims.events import events
from recension.language.acts import KEY

if TYPE_CHECKING:
    from spacy.language import Language

share = st.floats(0, 1)


@given(st.fixed_dictionaries({"constant": st.just(1.0), "pattern": share, "share": share, "type": share, "status": share}))
def test_it_is_bounded_and_rises_with_what_the_network_sees(known: dict[str, float]) -> None:
    found = weighed(known)
    assert LEAST <= found <= MOST
    assert weighed(known | {"type": 1.0, "share": 1.0, "status": 1.0}) >= found


def test_patterns_alone_have_weights_of_their_own(nlp: Language) -> None:
    doc = nlp("Rebels attacked the army convoy.")
    [claim] = events(doc)
    other = nlp("Rebels attacked the army convoy.")
    other.user_data.pop(KEY)
    [alone] = events(other)
    assert claim.confidence > alone.confidence
