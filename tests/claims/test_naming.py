"""Whom a pronoun, a title, a short name or a word for a body takes up, on passages of our own, a mechanism each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from recension.claims.acronyms import acronyms
from recension.claims.actors import party
from recension.claims.cast import cast
from recension.claims.coreference import taken_up
from recension.claims.genders import gender_lean, gender_of, genders, honours
from recension.claims.referents import MOST_RECENT
from recension.claims.rolewords import fit, is_deed, is_post, kinds_of_body, kinds_of_word

if TYPE_CHECKING:
    from spacy.language import Language

#: The mechanism, the passage, the word that is asked for and which of its kind, whom it stands for (None: nobody plain).
CASES = [
    ("subject before object", "Marta Quispe met Elena Rojas on Monday. She refused the offer.", "She", 0, "Marta Quispe"),
    ("gender", "Governor Marta Quispe met General Hugo Paz. He refused the offer.", "He", 0, "Hugo Paz"),
    ("gender of a title", "Mrs. Okonjo met Mr. Bassey in Jos. She left early.", "She", 0, "Okonjo"),
    ("what is said", "Anwar Siddiqui told Karim Jalali that he had been betrayed.", "he", 0, "Anwar Siddiqui"),
    ("an owner", "Karim Jalali thanked his lawyer.", "his", 0, "Karim Jalali"),
    ("no object of its own subject", "Hugo Paz was tired. Karim Jalali helped him.", "him", 0, "Hugo Paz"),
    ("reflexive", "Hugo Paz said Karim Jalali had shot himself.", "himself", 0, "Karim Jalali"),
    ("named after it", "Before she boarded the plane, Claire Beaumont thanked the crew.", "she", 0, "Claire Beaumont"),
    ("speaker", '"I have nothing to hide," Claire Beaumont said on Friday.', "I", 0, "Claire Beaumont"),
    ("not the speaker", 'Marta Quispe sued Elena Rojas. "She lied to us all," Quispe said.', "She", 0, "Elena Rojas"),
    ("speaker for a body", '"We will fight on," said Luis Ayala, president of the Miners\' Union.', "We", 0, "Miners' Union"),
    ("speaker without a verb", 'Mayor Jan Novak on local radio: "I am not leaving."', "I", 0, "Jan Novak"),
    ("role", "Regional governor Aminata Sow flew to Kidal. Troops cheered. The governor spoke briefly.", "governor", 1, "Aminata Sow"),
    ("synonym", "Prime Minister Luc Adou met farmers in Lira. The premier promised seed.", "premier", 0, "Luc Adou"),
    ("general word", "Ambassador Ines Duarte flew to Quito. The diplomat declined to comment.", "diplomat", 0, "Ines Duarte"),
    ("apposition", "Josef Brandt, a surgeon, fled the city. The doctor is now in Graz.", "doctor", 0, "Josef Brandt"),
    ("predicate", "Josef Brandt was a surgeon in Aleppo. The doctor is now in Graz.", "doctor", 0, "Josef Brandt"),
    ("country of a role", "Greek minister Eleni Papas met Turkish minister Kerem Aydin. The Turkish minister smiled.",
     "minister", 2, "Kerem Aydin"),
    ("no other post", "Governor Aminata Sow flew to Kidal. The mayor stayed at home.", "mayor", 0, None),
    ("nobody's deed", "Governor Aminata Sow flew to Kidal. The gunman escaped on foot.", "gunman", 0, None),
    ("told apart", "Police arrested nurse Aminata Sow. The teacher who hid her was not found.", "teacher", 0, None),
    ("again", "Jasper Quill was freed on Friday. The former banker wept.", "banker", 0, "Jasper Quill"),
    ("age", "Jasper Quill was freed on Friday. The 39-year-old wept.", "old", 0, "Jasper Quill"),
    ("named later", "A lawmaker was shot dead on Sunday. Paolo Ferri died in his car.", "lawmaker", 0, "Paolo Ferri"),
    ("part of a name", "Evaristo Mamani Choque spoke in La Paz. Mamani then left.", "Mamani", 1, "Evaristo Mamani Choque"),
    ("title and surname", "Alan Reid died. His widow, Margaret Reid, sued. Mrs Reid won.", "Reid", 2, "Margaret Reid"),
    ("an honour stays", "Prince Rashad was seen in Monaco. He smiled.", "He", 0, "Prince Rashad"),
    ("kind of a body", "Blackthorn Security hired the guards. The firm has not paid them.", "firm", 0, "Blackthorn Security"),
    ("called so", "The African Union urged restraint. The bloc sent an envoy.", "bloc", 0, "African Union"),
    ("initials", "The Union of Resident Doctors struck on Monday. The URD wants pay.", "URD", 0, "Union of Resident Doctors"),
    ("a body that speaks", "The Electoral Commission said it had lost no ballots.", "it", 0, "Electoral Commission"),
    ("its own", "The Electoral Commission denied that its members took bribes.", "its", 0, "Electoral Commission"),
    ("a thing", "The Electoral Commission published the report. Nobody has read it.", "it", 0, None),
    ("nothing", "The Electoral Commission met. It is not known who won.", "It", 0, None),
    ("another ministry", "The Chadian health ministry counted 14 dead. Sudan's defence ministry denied it.", "ministry", 1, None),
    ("a body of something else", "The Coast Guard left the port. The command of the Border Service stayed.", "command", 0, None),
    ("called a gang", "Gunmen of the Los Halcones gang entered the port. The gang wants money.", "gang", 1, "Los Halcones gang"),
    ("a gang is no union", "Gunmen of the Los Halcones gang entered the port. The union called a strike.", "union", 0, None),
    ("no army of its own", "The United Nations asked for an inquiry in the town, where the army was sent on Sunday.", "army", 0, None),
    ("told apart, of a house", "Los Halcones, an armed group, ruled the prison. They stormed the wing that houses their rivals.", "wing", 0, None),
    ("one of several", "The Red Cross brought home the body of a fifth soldier. Marta Quispe told reporters that she was glad.", "soldier", 0, None),
    ("a deputy", "Deputy chairman Hugo Paz denied it. Parents wrote to the president.", "president", 0, None),
    ("a clause in commas", "General Hugo Paz spoke. The general, who was tired, left.", "general", 0, "Hugo Paz"),
    ("declared body", "The charity Bread for All left Jos. The charity is poor.", "charity", 1, "Bread for All"),
    ("the one asked", "Hugo Paz is back. He asked the court to hear him.", "him", 0, "Hugo Paz"),
    ("outside the marks", 'Marta Quispe met Elena Rojas. "She is fighting a lost war," Quispe said of Rojas.', "She", 0, "Elena Rojas"),
    ("speaks on", '"The mine is shut," Luis Ayala of the Miners\' Union said. "We will go home."', "We", 0, "Miners' Union"),
    ("a group", "Villagers in Ituri said they had heard shots.", "they", 0, "Villagers"),
    ("two persons", "Marta Quispe and Hugo Paz met in Lima. They signed nothing.", "They", 0, None),
    ("dateline", "ISLAMABAD - Gunmen shot a policeman on Tuesday. Nobody said it was behind this.", "it", 0, None),
]


@pytest.mark.parametrize(("why", "text", "word", "nth", "name"), CASES, ids=[c[0] for c in CASES])
def test_takes_up(nlp: Language, why: str, text: str, word: str, nth: int, name: str | None) -> None:
    doc = nlp(text)
    token = [t for t in doc if t.text == word][nth]
    found = party(doc, token)
    said = found.name if found is not None else None
    assert said == name, why


ROLES = [
    ("minister", "minister", 3.0), ("premier", "prime minister", 2.0), ("physician", "dr", 2.0), ("official", "governor", 2.0),
    ("governor", "official", 0.0), ("judge", "nurse", 0.0), ("minister", "prime minister", 0.0), ("ex-mayor", "mayor", 3.0),
]


@pytest.mark.parametrize(("word", "role", "how_well"), ROLES)
def test_fit(word: str, role: str, how_well: float) -> None:
    assert fit(word, role) == how_well


def test_kinds() -> None:
    assert is_post("governor")
    assert not is_post("nurse")
    assert is_deed("gunman")
    assert not is_deed("activist")
    assert "company" in kinds_of_word("airlines")
    assert kinds_of_body("France", frozenset()) == {"state"}
    assert "agency" in kinds_of_body("Ministry of Defence", frozenset())


def test_genders() -> None:
    assert genders()["spokeswoman"] == "f"
    assert genders()["chairman"] == "m"
    assert gender_of(["maria"]) == "f"
    assert gender_of(["xqz"]) is None
    assert gender_lean("zorana") > 0 > gender_lean("zoranko")
    assert "prince" in honours()
    assert "minister" not in honours()


ACRONYMS = [
    ("The Rapid Support Forces (RSF) fled.", "RSF", "Rapid Support Forces"),
    ("The Timorese Unity Front met. The TUF won.", "TUF", "Timorese Unity Front"),
    ("DILI - The Lakeland Defence League (LDL) met.", "LDL", "Lakeland Defence League"),
    ("The Union of Miners met the Unity Movement. The UM left.", "UM", None),
]


@pytest.mark.parametrize(("text", "short", "name"), ACRONYMS)
def test_acronyms(nlp: Language, text: str, short: str, name: str | None) -> None:
    assert acronyms(nlp.make_doc(text)).get(short) == name


def test_roles_of_the_cast(nlp: Language) -> None:
    doc = nlp("Deputy prime minister Natalia Reyes resigned. Her interior minister, David Soler, stayed.")
    roles = {p.name: p.roles for p in cast(doc).persons}
    assert "minister" not in roles["Natalia Reyes"]
    assert {"interior minister", "minister"} <= roles["David Soler"]


@given(st.text(alphabet="He she it they \"'’“” I we the minister group said Rosa Paz.\n-–,", max_size=200))
def test_never_raises(text: str) -> None:
    import spacy

    nlp = spacy.blank("en")
    plain = nlp(text)
    if not len(plain):
        return
    doc = Doc(nlp.vocab, words=[t.text for t in plain], spaces=[bool(t.whitespace_) for t in plain],
              heads=[0] * len(plain), deps=["ROOT"] + ["dep"] * (len(plain) - 1), pos=["NOUN"] * len(plain),
              tags=["NN"] * len(plain), lemmas=[t.lower_ for t in plain])
    assert all(0 <= i < len(doc) and r.head < len(doc) for i, r in taken_up(doc).items())


def test_reach_is_bounded(nlp: Language) -> None:
    far = "Marta Quispe resigned. " + "The rain fell on the town. " * (MOST_RECENT // 2) + "She was seen in Lima."
    doc = nlp(far)
    assert party(doc, next(t for t in doc if t.text == "She")).name is None  # type: ignore[union-attr]


@given(st.lists(st.sampled_from(["The", "Miners'", "Teachers'", "Union", "Congress", "(MU)", "(TC)", "said", "of", "Congo", ",", "."]), max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_long_names_never_overlap(nlp: Language, words: list[str]) -> None:
    doc = nlp(" ".join(words))
    ends = [0, *(entity.end for entity in doc.ents)]
    assert all(entity.start >= end for entity, end in zip(doc.ents, ends, strict=False))
