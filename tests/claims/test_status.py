"""What becomes of an act: asserted, negated, hypothetical, future, demanded, historical. Sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from recension.claims.status import status

if TYPE_CHECKING:
    from spacy.language import Language

CASES = [
    # text, the word of the act, status, attempted
    ("Rebels attacked the town.", "attacked", "asserted", False),
    ("Rebels did not attack the town.", "attack", "negated", False),
    ("No one was killed in the raid.", "killed", "negated", False),
    ("The army denied attacking the town.", "attacking", "negated", False),
    ("The army denied that it would attack the town.", "attack", "negated", False),
    ("Rebels left the town without attacking the garrison.", "attacking", "negated", False),
    ("The rebels failed to capture the bridge.", "capture", "negated", True),
    ("The rebels tried to capture the bridge.", "capture", "asserted", True),
    ("The militia refused to withdraw.", "withdraw", "negated", False),
    ("Troops may withdraw next week.", "withdraw", "hypothetical", False),
    ("If rebels attack the town, people will flee.", "attack", "hypothetical", False),
    ("The alliance is ready to send soldiers.", "send", "hypothetical", False),
    ("Kenya is considering deploying police.", "deploying", "hypothetical", False),
    ("Residents fear that rebels will attack the dam.", "attack", "hypothetical", False),
    ("Will the army attack the town?", "attack", "hypothetical", False),
    ("The army will attack the town.", "attack", "future", False),
    ("The general said the army would attack the town.", "attack", "future", False),
    ("Ghana decided to deploy police.", "deploy", "future", False),
    ("The envoy urged the militia to withdraw.", "withdraw", "demanded", False),
    ("The envoy demanded that the militia withdraw.", "withdraw", "demanded", False),
    ("The militia must withdraw, the envoy said.", "withdraw", "demanded", False),
    # what something waits for has not happened
    ("The crew said they would not leave until the navy freed their captain.", "freed", "hypothetical", False),
    ("Herders vowed to block the bridge until the army halted its raids.", "halted", "hypothetical", False),
    ("The sect said the nuns would be released when the state pardoned its founder.", "pardoned", "hypothetical", False),
    ("The militia held the mill until the army attacked it on Friday.", "attacked", "asserted", False),
    ("The cousins plotted to blow up a ferry.", "blow", "future", False),
    ("Guards used hoses to clear the square on Monday.", "clear", "asserted", False),
    ("Police sealed the square on Monday ahead of a march by nurses.", "march", "future", False),
    ("Rebels burned a mill on the eve of a visit by a Chilean delegation.", "visit", "future", False),
    # this week's news beside what is weeks old
    ("The general, who signed a truce only last month, met envoys on Monday.", "signed", "historical", False),
    ("Bandits freed a nun on Sunday, eight months after they abducted her.", "abducted", "historical", False),
    ("Bandits freed a nun on Sunday, a day after they abducted her.", "abducted", "asserted", False),
    ("The minister insisted that the army had withdrawn.", "withdrawn", "asserted", False),
    ("In 1994 the army attacked the town.", "attacked", "historical", False),
    ("The army shelled the town for three weeks in 1998.", "shelled", "historical", False),
    ("The fighters handed in their rifles under the accord of 1997.", "handed", "historical", False),
    ("We had no part in the raid.", "raid", "negated", False),
    ("Any further attacks will be answered, the envoy said.", "attacks", "hypothetical", False),
    ("Aid will stop if the governor does not resign.", "resign", "hypothetical", False),
    ("Neither side shelled the bridge.", "shelled", "negated", False),
    ("The move led the allies to rebuke the government.", "rebuke", "asserted", False),
    # nouns
    ("The envoy condemned the attack on the market.", "attack", "asserted", False),
    ("The envoy called for talks.", "talks", "demanded", False),
    ("Talks will be held on Monday.", "Talks", "future", False),
    ("Soldiers foiled an attack on the airport.", "attack", "asserted", True),
    ("People live under the threat of attack.", "attack", "hypothetical", False),
]


@pytest.mark.parametrize(("text", "word", "wanted", "attempted"), CASES)
def test_status(nlp: Language, text: str, word: str, wanted: str, attempted: bool) -> None:
    doc = nlp(text)
    token = next(t for t in doc if t.text == word)
    assert status(doc, token) == (wanted, attempted)


def made(
    words: list[str], heads: list[int], deps: list[str], tags: list[str], pos: list[str], lemmas: list[str]
) -> Doc:
    return Doc(
        Vocab(),
        words=words,
        heads=heads,
        deps=deps,
        tags=tags,
        pos=pos,
        lemmas=lemmas,
        sent_starts=[True] + [False] * (len(words) - 1),
    )


def test_status_is_read_off_the_tree() -> None:
    doc = made(
        ["They", "denied", "trying", "to", "attack", "it"],
        [1, 1, 1, 4, 2, 4],
        ["nsubj", "ROOT", "xcomp", "mark", "xcomp", "obj"],
        ["PRP", "VBD", "VBG", "TO", "VB", "PRP"],
        ["PRON", "VERB", "VERB", "PART", "VERB", "PRON"],
        ["they", "deny", "try", "to", "attack", "it"],
    )
    assert status(doc, doc[4]) == ("negated", True)


@settings(max_examples=40)
@given(
    st.integers(2, 12).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
)
def test_any_tree_has_a_status(shape: tuple[int, list[int]]) -> None:
    n, heads = shape
    heads = [min(h, i) for i, h in enumerate(heads)]  # every word hangs on an earlier one, the first on itself
    doc = made(["attack"] * n, heads, ["ROOT", *["xcomp"] * (n - 1)], ["VB"] * n, ["VERB"] * n, ["attack"] * n)
    for token in doc:
        found, attempted = status(doc, token)
        assert found in {"asserted", "negated", "hypothetical", "future", "demanded", "historical"}
        assert isinstance(attempted, bool)
