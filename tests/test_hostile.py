"""Input that was made, or fell, so that it would end a whole run or make it last for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.claims import bare_report, claims_of
from recension.claims.doc import attach
from recension.claims.numbers import numbers
from recension.claims.timegrammar import expressions
from recension.claims.times import times
from recension.reading.dates import find_dates, find_weekdays, stamp_rest, time_beside

if TYPE_CHECKING:
    from spacy.language import Language

# ---------------------------------------------------------------- letters that match without regard to case
TOLD = (
    "On Friday 12 April 2021 rebels killed 12 civilians and injured 5 million people.",
    "Since Wednesday six hundred and fifty people were displaced in the nineties, in spring 1994 and last winter.",
    "At Christmas, on Eid al-Fitr and this morning at 5.30 pm, three minutes after midnight, it began.",
    "Killed: 12. Injured: 5. Missing: 3. The 12 killed and 9 injured, several dozens of them, half a million in all.",
    "The government spent $5 billion, 9 trillion and 3 million euros, 6 kilometres, five miles, fifteen percent.",
    "Mid-April, early this week, in six days' time, two fiscal quarters, sixteen minutes, six days ago, previous night.",
    "Last updated: 13 April 2021, 06:15 pm GMT, Saturday; first published Sunday, 12 Apr 2021 at 9:20 EST",
)
#: Each letter of the pair matches the other under re.IGNORECASE.
ODD = (("i", "ı"), ("i", "İ"), ("I", "İ"), ("s", "ſ"), ("k", "\u212a"))


@given(st.sampled_from(TOLD), st.sampled_from(ODD), st.booleans(), st.data())
def test_a_letter_that_only_matches_another_is_no_fault(told: str, odd: tuple[str, str], upper: bool, data: st.DataObject) -> None:
    words = (told.upper() if upper else told).split(" ")
    changed = data.draw(st.sets(st.integers(0, len(words) - 1), min_size=1))
    text = " ".join(word.replace(*odd) if i in changed else word for i, word in enumerate(words))
    assert all(0 <= e.start < e.end <= len(text) for e in expressions(text))
    assert all(0 <= n.start < n.end <= len(text) for n in numbers(text))
    find_weekdays(text, full=False)
    stamp_rest(text)
    for found in find_dates(text):
        time_beside(text, found)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"U+{ord(odd[1]):04X}")
def test_claims_of_words_spelled_with_such_letters(nlp: Language, odd: tuple[str, str]) -> None:
    text = "Shells fell. In Goma 12 killed and 5 injured. Missing: 3. Among the missing were 4 children. Six are missing."
    text = " ".join(word.replace(*odd) for word in (text.upper() if odd[0].isupper() else text).split(" "))
    doc = attach(nlp(text), bare_report(text))
    claims_of(doc)
    times(doc)
