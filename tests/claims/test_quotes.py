"""Quotes: marks of all styles, speakers, forms, and what is no quote. Sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.claims.doc import attach, bare_report
from recension.claims.marks import pairs, paragraphs
from recension.claims.quotes import quotes
from recension.claims.sayings import sayings_over
from recension.model import Block, Report

if TYPE_CHECKING:
    from spacy.language import Language

MARKS = [
    ("“We go,” he said. He added: “We stay.”", ["We go,", "We stay."]),
    ('" So it is ," she said. " And so it stays . "', ["So it is ,", "And so it stays ."]),
    ("„Wir“, said one. «Non», said another.", ["Wir", "Non"]),
    ("»Ja«, he said.", ["Ja"]),
    ("He said ''we win'' and \"\"lost\"\" and ``so''.", ["we win", "lost", "so"]),
    ("'We mourn soldiers' deaths,' he said. The soldiers' families wept.", ["We mourn soldiers' deaths,"]),
    ("The rebels’ leader said ‘We will “act” now’ and didn’t.", ["We will “act” now"]),
    ("It is 6' 2\" tall in the '90s, rock 'n' roll.", []),
    ('"Stop!"he cried."We can\'t."', ["Stop!", "We can't."]),
    # An odd mark is dropped where it fits worst and shifts nothing behind it.
    ("“We must, he said. “Go now,” he said. “Stay.”", ["Go now,", "Stay."]),
    ('"I saw it, she said. "It had no lights."', ["It had no lights."]),
    ('He said that " we will stay." We will be there ." She said: "No."', ["we will stay.", "No."]),
    ('" They lost men ", it says. " As of nine it is calm.', ["They lost men"]),
    ('A lone " mark.', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks_pair_by_what_stands_beside_them(text: str, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in pairs(text)] == expected


def test_a_paragraph_that_ends_open_runs_on_where_the_next_one_opens_again() -> None:
    text = "“One thing.\n\n“Another thing,” he said."
    first, second = pairs(text)
    assert first.runs_on
    assert text[first.start : first.end] == "One thing."
    assert text[second.start : second.end] == "Another thing,"


def test_lines_wrapped_at_one_width_are_no_paragraphs() -> None:
    line = "the convoy had left the town before dawn and was not seen any\n"
    assert len(paragraphs(line * 6)) == 1
    assert len(paragraphs("One sentence.\nAnother one.\nA third.")) == 3


QUOTED = [
    # text, [(content, form, speaker's name or words)]
    ("“This is a crime,” said Tom Hale, the envoy.", [("This is a crime", "direct", "Tom Hale")]),
    (
        '"We saw drones," Amina Deng, a trader, told Reuters. "Then all burned."',
        [("We saw drones", "direct", "Amina Deng"), ("Then all burned.", "direct", "Amina Deng")],
    ),
    (
        '"The road is open," the mayor said, "but nobody drives."',
        [("The road is open", "direct", "mayor"), ("but nobody drives.", "direct", "mayor")],
    ),
    ("General Oto Brandt said: “We are not afraid.”", [("We are not afraid.", "direct", "Oto Brandt")]),
    (
        'Prime Minister Lena Ruiz vowed to fight on, saying "there will be no truce without our prisoners."',
        [("there will be no truce without our prisoners.", "direct", "Lena Ruiz")],
    ),
    ('The junta called the reports "fabricated".', [('the reports "fabricated"', "mixed", "junta")]),
    ("Only farmers “are under threat,” Keita insisted.", [("Only farmers “are under threat,”", "mixed", "Keita")]),
    (
        'The ministry said that the raid was "a grave mistake".',
        [('the raid was "a grave mistake"', "mixed", "ministry")],
    ),
    ("The army denied that its men had fired.", [("its men had fired", "indirect", "army")]),
    ("At least nine died, the hospital said.", [("At least nine died", "indirect", "hospital")]),
    ("According to the union, twelve men are missing.", [("twelve men are missing", "indirect", "union")]),
    (
        'A spokeswoman for the agency, Tine Holm, warned that the camp was "days away from disaster".',
        [('the camp was "days away from disaster"', "mixed", "Tine Holm")],
    ),
    (
        "10:05 - Envoy Marta Oduya: 'The guns must fall silent'",
        [("The guns must fall silent", "direct", "Marta Oduya")],
    ),
    # A tag within a sentence, of which the rest stands in marks; a place before the sentence; appositions.
    ('The convoy, she said, "met nobody who would talk".', [('"met nobody who would talk"', "mixed", "she")]),
    ('Lisbon — "We are late," Marta Oduya told the hall.', [("We are late", "direct", "Marta Oduya")]),
    ('"We are late," said the chair of the inquiry, former judge Marta Oduya.', [("We are late", "direct", "Marta Oduya")]),
    ('"We are late," said the director of the clinic, Mr. Jonas Reed.', [("We are late", "direct", "Jonas Reed")]),
    ('"Never trust a river," my uncle used to say.', [("Never trust a river", "direct", "uncle")]),
    ('"They took all we had." So said the widow of the driver.', [("They took all we had.", "direct", "widow of the driver")]),
    ('Marchers shouted "Bread first!" and "Down with the tax!" all day.', [("Bread first!", "direct", "Marchers"), ("Down with the tax!", "direct", "Marchers")]),
    ('"Not in my street": mayor\'s answer to the camp\nHe left at noon.', [("Not in my street", "direct", "mayor")]),
    ('"We were not asked. We will not go."\n— Marta Oduya', [("We were not asked. We will not go.", "direct", "Marta Oduya")]),
    (
        'According to the file, Marta Oduya told the guard: "Open it or I will."',
        [("Open it or I will.", "direct", "Marta Oduya")],
    ),
    ('It was, in the words of the judge, "a farce in two acts".', [('"a farce in two acts"', "mixed", "judge")]),
    # No quotes: names, titles, distance, signs, nobody's words.
    ('A man held a cardboard sign that read "Pay us now".', []),
    ('Students carried banners saying "Free the four" and "Books, not boots".', []),
    ('The label says "keep dry" in four languages.', []),
    ('In the square somebody had painted one sentence: "We see you."', []),
    ('The editors replaced "rebels" with "bandits" in every story.', []),
    ('Fishermen call the reef "the Dentist".', []),
    ('When ministers say "reform" they mean cuts.', []),
    ('The word "famine" does not occur in the text.', []),
    ('Nobody remembers the question "Who ordered it?" today.', []),
    ('The court will decide whether a "resident" may vote.', []),
    ('A clip shows the "phantom bus" at the bridge.', []),
    ("Cairo: 'Missing' envoy found in hotel\nHe had overslept.", []),
    ('The so-called "liberated zone" is wide.', []),
    ('The film "The Long Road" won a prize.', []),
    ('They call the hill "the Widow".', []),
    ('A sign at the gate says "No entry".', []),
    ('Residents speak of "the night of the trucks".', []),
    ('He did not say "sorry".', []),
    ("Ten villages burned.", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED, ids=[text[:40] for text, _ in QUOTED])
def test_content_form_and_speaker(nlp: Language, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = quotes(nlp(text))
    assert [(q.content.text, q.form) for q in found] == [(c, f) for c, f, _ in expected]
    for quote, (_, _, speaker) in zip(found, expected, strict=True):
        assert quote.speaker is not None
        assert speaker in {quote.speaker.name, quote.speaker.text}


def test_a_quoted_sentence_without_a_cue_goes_on_with_its_paragraphs_speaker(nlp: Language) -> None:
    text = "“We will rebuild,” said Governor Ana Sol. “It takes years.”\n\nThe rain went on."
    first, second = quotes(nlp(text))
    assert (first.speaker, second.speaker) == (first.speaker, first.speaker)
    assert second.content.text == "It takes years."


@pytest.mark.parametrize(("text", "words"), [
    ('The president ruled out a withdrawal "under fire from anyone".', "under fire from anyone"),
    ('The minister ruled out talks "with people who burn schools".', "with people who burn schools"),
])
def test_who_rules_out_says_so(nlp: Language, text: str, words: str) -> None:
    found = quotes(attach(nlp(text), bare_report(text)))
    assert [q.form for q in found if words in q.content.text] == ["mixed"]


@pytest.mark.parametrize(("text", "content", "speaker"), [
    ("As Interfax reports, the two ministers will meet on Friday.", "the two ministers will meet on Friday", "Interfax"),
    ("As reported by Interfax, five miners were killed.", "five miners were killed", "Interfax"),
    ("As informs Interfax, the ministers will meet on Friday.", "the ministers will meet on Friday", "Interfax"),
    ("The bridge has fallen, as the mayor announced.", "The bridge has fallen", "mayor"),
])
def test_as_somebody_reports(nlp: Language, text: str, content: str, speaker: str) -> None:
    (found,) = quotes(attach(nlp(text), bare_report(text)))
    assert (found.content.text, found.form, found.speaker.text if found.speaker else None) == (content, "indirect", speaker)


@pytest.mark.parametrize("text", [
    "As news spread, the crowd grew.", "As he said, the road is closed.", "Seen as reports of a truce, the notes were burned.",
    "As states go, it is a small one.",
])
def test_as_may_begin_something_else(nlp: Language, text: str) -> None:
    assert quotes(attach(nlp(text), bare_report(text))) == []


def test_a_release_speaks_for_who_issued_it(nlp: Language) -> None:
    text = (
        "NATO called on both parties to talk. “We will stay as long as needed,” the press release said.\n"
        "NATO said that more troops would come."
    )
    quote = next(q for q in quotes(nlp(text)) if q.form == "direct")
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == ("press release", "NATO")


UNCLAIMED = [
    # A mark is lost, and the tag shows how far the words go.
    ('We sold the boats," said Irma Sandoval, a fisher.', "We sold the boats", "Irma Sandoval"),
    ('"The wells are dry, said Irma Sandoval, a fisher.', "The wells are dry", "Irma Sandoval"),
    ('Governor Irma Sandoval said: "The wells are dry.', "The wells are dry.", "Irma Sandoval"),
    ("&quot;The wells are dry,&quot; said Irma Sandoval.", "The wells are dry", "Irma Sandoval"),
    ("<<The wells are dry>>, said Irma Sandoval.", "The wells are dry", "Irma Sandoval"),
    ("« The wells are dry , says Irma Sandoval . We are leaving . »", "We are leaving .", "Irma Sandoval"),
    ("«He said: “Go home”. We did not go», Irma Sandoval told the court.", "He said: “Go home”. We did not go", "Irma Sandoval"),
    # No verb of saying stands beside them.
    ("Irma Sandoval lost her boat. “I have nothing left.”", "I have nothing left.", "Irma Sandoval"),
    ("Irma Sandoval stood in the ruins.\n\n“I have nothing left.”", "I have nothing left.", "Irma Sandoval"),
    ("“I have nothing left.” Irma Sandoval, 44, sold her boat in May.", "I have nothing left.", "Irma Sandoval"),
    ("“I have nothing left.” That was all that Irma Sandoval could say.", "I have nothing left.", "Irma Sandoval"),
    ("“I have nothing left” — Irma Sandoval", "I have nothing left", "Irma Sandoval"),
    ("“I have nothing left,” Irma Sandoval sighed and turned away.", "I have nothing left", "Irma Sandoval"),
    ("Irma Sandoval was blunt: “The sea is empty.”", "The sea is empty.", "Irma Sandoval"),
    ("The last words of Irma Sandoval were: “The sea is empty.”", "The sea is empty.", "Irma Sandoval"),
    ("„Im Mai“, so the mayor, Irma Sandoval, „we will vote.“", "we will vote.", "Irma Sandoval"),
    # The parse takes others for who says them.
    ('"I," said the retired judge, Irma Sandoval, "signed nothing."', "signed nothing.", "Irma Sandoval"),
    ('"It fell," the paper quoted Irma Sandoval as saying.', "It fell", "Irma Sandoval"),
    ('"Absolutely not," Irma Sandoval said.', "Absolutely not", "Irma Sandoval"),
    ('The crowd shouted "God is great" and ran.', "God is great", "crowd"),
    ("@isandoval: The wells are dry. Send water.", "The wells are dry. Send water.", "@isandoval"),
]


@pytest.mark.parametrize(("text", "content", "who"), UNCLAIMED)
def test_who_speaks_where_no_plain_cue_stands_beside_the_marks(nlp: Language, text: str, content: str, who: str) -> None:
    found = [(q.form, q.content.text, (q.speaker.name or q.speaker.text) if q.speaker else None) for q in quotes(nlp(text))]
    assert ("direct", content, who) in found


def test_turns_of_a_transcript_are_their_labels(nlp: Language) -> None:
    text = "Q: Did you sign it?\nGEN. AROYO: I signed nothing.\nQ: Who did?\nGEN. AROYO: Ask my staff."
    found = [(q.content.text, q.speaker.text if q.speaker else None) for q in quotes(nlp(text))]
    assert found == [("Did you sign it?", "Q"), ("I signed nothing.", "GEN. AROYO"), ("Who did?", "Q"), ("Ask my staff.", "GEN. AROYO")]


def test_labels_of_a_list_are_no_speakers(nlp: Language) -> None:
    assert quotes(nlp("KILLED: 14 people.\nWOUNDED: 31 people.\nUPDATE: the road is open.")) == []


@pytest.mark.parametrize(
    "text",
    [
        'Ramiro "El Gato" Fuentes was charged with murder.',
        'Traders called time on the "summer boom" in May.',
        'The choir sang "Lord of the Rivers" at the grave.',
        'Click "Accept" to continue reading.',
        'Abdul Karim, alias "Commander Blue", was killed.',
        'The play "Nobody Came Home" was cancelled.',
        'A 6\'2" guard stood beside a 40" pipe.',
    ],
)
def test_names_titles_signs_and_inches_are_no_quotes(nlp: Language, text: str) -> None:
    assert [q.content.text for q in quotes(nlp(text)) if q.form != "indirect"] == []


MIXED = [
    ('For Dr Irma Sandoval, the crisis "ended on paper only".', 'the crisis "ended on paper only"', "Irma Sandoval"),
    ('In the view of Irma Sandoval, the camp is "a prison".', 'the camp is "a prison"', "Irma Sandoval"),
    ('Per a memo, the crews were "tired and late".', 'the crews were "tired and late"', "memo"),
    ('Irma Sandoval said on Friday that the talks were "dead".', 'the talks were "dead"', "Irma Sandoval"),
    ('Sandoval: talks with the south "dead"\n\nThe envoy, Irma Sandoval, left.', 'talks with the south "dead"', "Irma Sandoval"),
]


@pytest.mark.parametrize(("text", "content", "who"), MIXED)
def test_views_memos_and_headlines_are_whose_they_are(nlp: Language, text: str, content: str, who: str) -> None:
    found = [(q.content.text, (q.speaker.name or q.speaker.text) if q.speaker else None) for q in quotes(nlp(text)) if q.form == "mixed"]
    assert found == [(content, who)]


def test_who_only_mentions_a_thing_states_nothing(nlp: Language) -> None:
    doc = nlp("The minister mentioned the attack on the bridge.")
    assert quotes(doc) == []
    assert sayings_over(doc, doc[4]) == []


def test_the_chain_goes_from_the_nearest_to_the_agency(nlp: Language) -> None:
    text = 'The AP reports that witnesses said the soldiers "fired into the air" near the bridge.'
    quote = next(q for q in quotes(nlp(text)) if q.speaker is not None and q.speaker.text == "witnesses")
    assert [m.text for m in quote.attribution] == ["witnesses", "AP"]
    assert '"fired into the air"' in quote.content.text


def test_a_post_taken_over_with_its_stamp_is_its_accounts(nlp: Language) -> None:
    said = "Josefina Brandt said she had spoken to both sides."
    text = f"{said}\n\n— AFP News Agency (@AFP) May 30, 2023\n\nThe rain went on."
    doc = nlp(text)
    end = text.index("\n\nThe")
    report = bare_report(text)
    blocks = (Block("quote_embed", 0, end), Block("body", end, len(text)))
    doc = attach(doc, Report(**{**{f: getattr(report, f) for f in report.__slots__}, "blocks": blocks}))
    quote = next(q for q in quotes(doc) if q.content.text.startswith("she had spoken"))
    assert [m.name for m in quote.attribution] == ["Josefina Brandt", "AFP News Agency"]


def test_the_title_of_a_report_gives_no_quotes(nlp: Language) -> None:
    title, body = "Envoy: both sides 'must stop now'", "The envoy left on Monday."
    text = f"{title}\n\n{body}"
    report = bare_report(text)
    blocks = (Block("title", 0, len(title) + 2), Block("body", len(title) + 2, len(text)))
    doc = attach(nlp(text), Report(**{**{f: getattr(report, f) for f in report.__slots__}, "blocks": blocks}))
    assert quotes(doc) == []


def test_who_chairs_a_debate_is_labelled_by_the_office(nlp: Language) -> None:
    text = "Chair: The floor is yours.\nMs. ODUYA (Kenya): We thank you, and we object."
    assert [(q.content.text, q.speaker.text if q.speaker else None) for q in quotes(nlp(text))] == [
        ("The floor is yours.", "Chair"),
        ("We thank you, and we object.", "Ms. ODUYA"),
    ]


def test_a_letter_speaks_for_who_signed_it(nlp: Language) -> None:
    quote = quotes(nlp('A letter signed by Marta Oduya reads: "Do not wait for us at the bridge."'))[0]
    assert quote.speaker is not None
    assert quote.speaker.name == "Marta Oduya"


def test_a_hearer_is_the_addressee(nlp: Language) -> None:
    quote = quotes(nlp('"The truce holds," the envoy told reporters in Nairobi.'))[0]
    assert quote.addressee is not None
    assert quote.addressee.text == "reporters"


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "’",
        "‘",
        "«",
        "»",
        "„",
        " ",
        "\n",
        "\n\n",
        ".",
        ",",
        ":",
        ";",
        "!",
        "—",
        " said ",
        "he",
        "The army",
        " according to ",
        "AP",
        " that ",
        " denied ",
        "soldiers",
        " fired",
        "Jean",
        " on Monday",
        "(@AFP) May 30, 2023",
        "— ",
        "who",
        " quoted ",
        "as saying ",
        "citing ",
        "in the words of",
        "😀",
        "\u200b",
        "é",
        '9"',
        " reports",
        "<<",
        ">>",
        "&quot;",
        "Q: ",
        "@who: ",
        ", so the ",
        "Per ",
        "For Dr ",
        "a sign reading ",
        "the word ",
        " with ",
        "Oslo — ",
        "Chair: ",
        "used to say",
        "So said",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_quotes_never_raise_and_always_slice(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for quote in quotes(doc):
        for part in (quote.content, quote.span, quote.speaker, quote.cue, quote.addressee, *quote.attribution):
            if part is not None:
                assert text[part.start : part.end] == part.text
        assert quote.content.text.strip()
        assert quote.span.start <= quote.span.end


@given(st.text(alphabet="ab\"'“”‘’«» .,\n", max_size=120))
def test_pairs_lie_in_order_and_within_the_text(text: str) -> None:
    at = 0
    for pair in pairs(text):
        assert at <= pair.open < pair.start < pair.end <= pair.close <= len(text)
        at = pair.close


@pytest.mark.parametrize(("text", "content"), [
    ("John Keita, leader of the miners, told Reuters the truce was over.", "the truce was over"),
    ("Witnesses told Al Jazeera police opened fire.", "police opened fire"),
    ("He warned Iran talks would end.", "Iran talks would end"),
])
def test_who_is_told_stands_outside_of_what_is_told(nlp: Language, text: str, content: str) -> None:
    assert [q.content.text for q in quotes(nlp(text))] == [content]


@pytest.mark.parametrize(("text", "wanted"), [
    ("– We had no chance, says captain Gunnar Wik of the ferry. – I saw it a second before we heard it.", [("We had no chance", "Gunnar Wik"), ("I saw it a second before we heard it.", "Gunnar Wik")]),
    ("– Flour: 20 tonnes\n– Rice: 40 tonnes", []),
    ('"The army," he said, "has never, and will never, fire on civilians."', [("The army", "he"), ("has never, and will never, fire on civilians.", "he")]),
    ('Not so, countered Energy Minister Lea Chahdi: "The lights are on in every hospital."', [("The lights are on in every hospital.", "Lea Chahdi")]),
    ('The mayor\'s answer was short. "Never."', [("Never.", "mayor")]),
    ('"We hold the bridge" (rebel spokesman).', [("We hold the bridge", "rebel spokesman")]),
    ('He spoke of "a black day for the nation".', [('"a black day for the nation"', "He")]),
    ('Drivers speak of "the night of the trucks".', []),
    ('"My wife, my wife," he was shouting.', [("My wife, my wife", "he")]),
    ('Its headline: "Time to go".', []),
    ('In the mayor\'s words, "we are on our own".', [('"we are on our own"', "mayor")]),
    ('"They shot my dog." The old man pauses. "Then they shot my son."', [("They shot my dog.", "old man"), ("Then they shot my son.", "old man")]),
])
def test_who_says_it_without_a_verb_beside(nlp: Language, text: str, wanted: list[tuple[str, str]]) -> None:
    found = [(q.content.text, q.speaker.name or q.speaker.text if q.speaker else None) for q in quotes(nlp(text)) if q.form != "indirect"]
    assert found == wanted
