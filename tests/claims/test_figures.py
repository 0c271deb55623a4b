"""Figures: numbers and their bounds, what they count, and the traps around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recension.claims.doc import attach, bare_report
from recension.claims.figures import figures
from recension.claims.numbers import numbers
from recension.model import Figure

if TYPE_CHECKING:
    from spacy.language import Language

PEOPLE = {"killed", "injured", "casualties", "missing", "arrested", "abducted", "displaced", "troops", "participants"}


def read(nlp: Language, text: str) -> list[Figure]:
    return figures(attach(nlp(text), bare_report(text, "2024-03-12")))


# ---------------------------------------------------------------- numbers
@pytest.mark.parametrize(("text", "low", "best", "high", "bound"), [
    ("12 people", 12, 12, 12, "exact"),
    ("1,245 dead", 1245, 1245, 1245, "exact"),
    ("twenty-five soldiers", 25, 25, 25, "exact"),
    ("three hundred and fifty men", 350, 350, 350, "exact"),
    ("two dozen rebels", 24, 24, 24, "exact"),
    ("half a million people", 500000, 500000, 500000, "exact"),
    ("1.5 million people", 1500000, 1500000, 1500000, "exact"),
    ("at least 12 people", 12, 12, None, "at_least"),
    ("more than 5,000", 5000, 5000, None, "at_least"),
    ("no fewer than 40", 40, 40, None, "at_least"),
    ("30 or more", 30, 30, None, "at_least"),
    ("30+ people", 30, 30, None, "at_least"),
    ("up to 45", None, 45, 45, "at_most"),
    ("no more than 5", None, 5, 5, "at_most"),
    ("nearly 200", None, 200, 200, "at_most"),
    ("fewer than 50", None, 50, 50, "at_most"),
    ("about 4,000", None, 4000, None, "about"),
    ("some 30 men", None, 30, None, "about"),
    ("an estimated 45,000", None, 45000, None, "about"),
    ("30 or so", None, 30, None, "about"),
    ("between 20 and 30", 20, None, 30, "range"),
    ("20-30 rebels", 20, None, 30, "range"),
    ("2 to 3 million people", 2000000, None, 3000000, "range"),
    ("several men", 3, None, None, "at_least"),
    ("dozens of men", 24, None, None, "at_least"),
    ("scores of men", 40, None, None, "at_least"),
    ("hundreds of men", 200, None, None, "at_least"),
    ("thousands of men", 2000, None, None, "at_least"),
    ("hundreds of thousands of people", 200000, None, None, "at_least"),
])
def test_bounds(text: str, low: float | None, best: float | None, high: float | None, bound: str) -> None:
    (number,) = numbers(text)
    assert (number.low, number.best, number.high, number.bound) == (low, best, high, bound)


@pytest.mark.parametrize("text", [
    "the 25th Brigade", "aged 34", "a 4-year-old boy", "John Smith, 34, was seen", "Resolution 1244", "on Highway 5", "No. 4",
    "1802 Victoria St", "the 9700 block of Main", "won 2-1", "on May 3, 2021", "at 10:30", "COVID-19", "the M23", "an Su-25", "555-1234",
    "52873090923", "one of the men", "no one", "one another", "for two decades", "24/7", "in 2008", "seven in ten of them", "two-thirds of it",
])
def test_traps_are_no_numbers(text: str) -> None:
    assert [n for n in numbers(text) if n.value] == []


def test_change_and_negation_stand_on_the_number() -> None:
    assert [n.change for n in numbers("700 more troops, an additional 30 men, another 12, 5 men")] == ["delta", "delta", "delta", "total"]
    assert [(n.value, n.negated) for n in numbers("not eleven but twelve")] == [(11, True), (12, False)]


@given(st.text(max_size=200))
@example("1,2,3 12.12.12.12 -5--6 $€£ 1e9 ∞ ½ ٣٤ １２ 10\u202f000")
@example("one hundred and " * 40)
@example("9" * 4000)
def test_any_text_gives_numbers_in_order(text: str) -> None:
    last = 0
    for number in numbers(text):
        assert last <= number.start <= number.core[0] < number.core[1] <= number.end <= len(text)
        last = number.end


# ---------------------------------------------------------------- what they count
@pytest.mark.parametrize(("text", "wanted"), [
    ("At least 12 people died and 30 were injured.", [("killed", 12, "people"), ("injured", 30, "people")]),
    ("A constable and three gunmen were killed in a shootout.", [("killed", 1, "constable"), ("killed", 3, "gunmen")]),
    ("Thirty soldiers and 52 demonstrators were hurt in the clashes.", [("injured", 30, "soldiers"), ("injured", 52, "demonstrators")]),
    ("The shelling left 30 soldiers hurt along with 52 villagers.", [("injured", 30, "soldiers"), ("injured", 52, "villagers")]),
    ("He visited some of the 93 troops wounded in the ambush.", [("injured", 93, "troops")]),
    ("One guard was killed and another wounded, four attackers were shot, and the police arrested five.", [
        ("killed", 1, "guard"), ("injured", 1, "another"), ("casualties", 4, "attackers"), ("arrested", 5, "attackers")]),
    ("Two miners were shot dead.", [("killed", 2, "miners")]),
    ("Gunmen abducted 27 villagers in Kaduna.", [("abducted", 27, "villagers")]),
    ("Hundreds of thousands of people have fled their homes.", [("displaced", None, "people")]),
    ("Eight fishermen are still missing.", [("missing", 8, "fishermen")]),
    ("About 40 masked men opened fire on a patrol.", [("participants", 40, "masked men")]),
    ("Several monks gathered in front of the town hall.", [("participants", None, "monks")]),
    ("The death toll rose to 1,245.", [("killed", 1245, None)]),
    ("The bloc has a mission of about 4,000 in the country.", [("troops", 4000, "mission")]),
    ("Another 700 troops will be deployed to the border.", [("troops", 700, "troops")]),
    ("She won 51.2 percent of the vote on a turnout of 34%.", [("votes_share", 51.2, None), ("turnout", 34, None)]),
    ("They demanded $2 million in ransom.", [("money", 2000000, None)]),
    ("The town lies 28 miles north of the capital.", [("distance", 28, None)]),
    ("The rebels burned two cars.", [("other", 2, None)]),
])
def test_indicators_and_parties(nlp: Language, text: str, wanted: list[tuple[str, float | None, str | None]]) -> None:
    found = [(f.indicator, f.best, f.who.text if f.who and f.indicator in PEOPLE else None) for f in read(nlp, text)]
    assert found == wanted


@pytest.mark.parametrize("text", [
    "The town lies 28 miles north of the capital.",
    "Officers were seen in four municipalities.",
    "Ethnic Kachins make up more than 90% of the population.",
    "More than two decades after the uprising, two violent incidents shook the valley.",
    "Two battalions of the 25th Brigade guard Highway 5 under Resolution 1244.",
    "The minister, 61, spoke for 20 minutes on May 3, 2021.",
    "Protesters smashed two cars and burned five shops.",
    "An extra battalion was put on alert.",
    "The team won 3-1 and scored 12 points.",
    "One of the leaders said that both sides were to blame.",
    "The shop has 4,766 reviews and opened in 2008.",
])
def test_things_are_never_people(nlp: Language, text: str) -> None:
    assert [(f.indicator, f.span.text) for f in read(nlp, text) if f.indicator in PEOPLE] == []


def told(figure: Figure) -> tuple[str, float | None]:
    return figure.indicator, figure.best if figure.best is not None else figure.low


# ---------------------------------------------------------------- several counts in one sentence
@pytest.mark.parametrize(("text", "wanted"), [
    ("The shelling destroyed a bakery, leaving 12 dead and 40 wounded.", [("killed", 12), ("injured", 40)]),
    ("The clash at the mine left six dead, 31 injured.", [("killed", 6), ("injured", 31)]),
    ("Bus plunge: 6 dead / 31 hurt", [("killed", 6), ("injured", 31)]),
    ("At least 6 dead and dozens wounded as mortar hits market", [("killed", 6), ("injured", 24)]),
    ("With 3 confirmed dead and 14 missing, rescuers kept digging.", [("killed", 3), ("missing", 14)]),
    ("The militia left at least 22 farmers dead and 17 injured.", [("killed", 22), ("injured", 17)]),
    ("Blast at Kunduz mosque kills 21, wounds 33", [("killed", 21), ("injured", 33)]),
    ("Fighting has killed at least 200 civilians and wounded over 1,000 since April.", [("killed", 200), ("injured", 1000)]),
    ("The storm left 14 dead or injured.", [("casualties", 14)]),
    ("Killed: 4 people. Wounded: 9.", [("killed", 4), ("injured", 9)]),
    ("Police made 34 arrests after 12 officers were injured.", [("arrested", 34), ("injured", 12)]),
])
def test_each_count_keeps_its_own_participle(nlp: Language, text: str, wanted: list[tuple[str, float]]) -> None:
    assert [told(f) for f in read(nlp, text)] == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Thirteen of the wounded died overnight in Goma.", ("killed", 13)),
    ("Two wounded soldiers died on the way to the clinic.", ("killed", 2)),
    ("Three kidnapped students were killed by their captors.", ("killed", 3)),
    ("Twelve refugees drowned off Zuwara.", ("killed", 12)),
    ("Five detainees were killed in a jail riot.", ("killed", 5)),
    ("There were 40 hostages, 12 of whom have been declared dead.", ("killed", 12)),
    ("Twenty-three of those killed were children.", ("killed", 23)),
    ("Among the dead were four children.", ("killed", 4)),
    ("The dead included two aid workers.", ("killed", 2)),
    ("The junta admitted the loss of 14 men in the ambush.", ("killed", 14)),
    ("The guerrillas put their losses at six.", ("killed", 6)),
    ("They took 26 girls from the dormitory.", ("abducted", 26)),
    ("Pirates seized 21 crew members off Somalia.", ("abducted", 21)),
    ("Fourteen people were rushed to hospital after the gas leak.", ("injured", 14)),
    ("The battalion, about 600 men, crossed the river.", ("troops", 600)),
    ("About 40 of its soldiers died.", ("killed", 40)),
    ("In the explosion there perished 3 persons.", ("killed", 3)),
    ("A crowd estimated at 3,000 gathered outside the court.", ("participants", 3000)),
])
def test_what_befalls_them_outweighs_what_they_are_called(nlp: Language, text: str, wanted: tuple[str, float]) -> None:
    assert told(read(nlp, text)[-1]) == wanted


@pytest.mark.parametrize("text", [
    "Troops freed 13 hostages from a compound near Jolo.",
    "The rebels released 45 captives on Friday.",
    "Soldiers rescued 76 kidnapped schoolchildren.",
    "The group demanded the release of 200 hostages.",
    "About 3,000 refugees returned home last month.",
    "Air defences shot down 24 drones overnight.",
    "Their army launched 31 drones and 24 of them were shot down.",
    "The enemy lost 12 tanks and 30 artillery systems.",
    "The bus brought 12 nurses to the hospital.",
    "Rebels took 12 photos of the site.",
    "The shop posted losses of 12 million in May.",
    "More than 150 countries attended.",
    "The brothers, 12 and 14, were seen in the market.",
    "The candidate was hit by criticism.",
    "The minister was shot down in the debate.",
    "More than 300 dead whales washed ashore.",
    "Some 90 per cent of the 2.2 million residents have fled.",
])
def test_an_end_of_captivity_and_things_are_no_counts_of_people(nlp: Language, text: str) -> None:
    assert [told(f) for f in read(nlp, text) if f.indicator in PEOPLE] == []


@pytest.mark.parametrize(("text", "wanted"), [
    ("Smith was killed when his car hit a mine.", []),
    ("Ana Smith, 34, was killed when her car hit a mine.", [("killed", 1, "Ana Smith")]),
    ("Activist Lina Darwish was arrested on Sunday.", [("arrested", 1, "Lina Darwish")]),
    ("In 1998 his predecessor was murdered.", []),
    ("The mayor was shot dead outside his home.", [("killed", 1, "mayor")]),
    ("The attackers ambushed a convoy, killing the governor and two bodyguards.", [("killed", 1, "governor"), ("killed", 2, "bodyguards")]),
    ("A 12-year-old girl was killed by a stray bullet.", [("killed", 1, "girl")]),
    ("The rebels’ leader, Jafar Sadiq, was killed along with six bodyguards.", [("killed", 1, "Jafar Sadiq"), ("killed", 6, "bodyguards")]),
    ("The priest was wounded and his driver killed.", [("injured", 1, "priest"), ("killed", 1, "driver")]),
    ("Twelve schoolgirls and their teacher were abducted.", [("abducted", 12, "schoolgirls"), ("abducted", 1, "teacher")]),
    ("The president died of cancer.", []),
    ("The crew was hurt.", []),
    ("The dead man’s brother spoke to reporters.", []),
])
def test_one_person_is_known_by_name_or_office(nlp: Language, text: str, wanted: list[tuple[str, float, str]]) -> None:
    assert [(f.indicator, f.best, f.who.text if f.who else None) for f in read(nlp, text)] == wanted


# ---------------------------------------------------------------- numbers that lean on others
@pytest.mark.parametrize(("text", "wanted"), [
    ("Police put the death toll at 21, up from 18 on Monday.", [("killed", 21), ("killed", 18)]),
    ("The number of displaced rose from 40,000 to 95,000.", [("displaced", 40000), ("displaced", 95000)]),
    ("The mission will shrink from 15,000 to 9,500 soldiers.", [("troops", 15000), ("troops", 9500)]),
    ("Twelve people were injured in the crush. The hospital gave the number as 27.", [("injured", 12), ("injured", 27)]),
    ("At least 60 miners were killed. Officials speak of about 300.", [("killed", 60), ("killed", 300)]),
    ("The ministry puts the dead at 52, the opposition at 130.", [("killed", 52), ("killed", 130)]),
    ("The firm has 500 workers. Analysts estimated 300.", [("other", 500)]),
])
def test_a_bare_number_counts_what_was_counted(nlp: Language, text: str, wanted: list[tuple[str, float]]) -> None:
    assert [told(f) for f in read(nlp, text)] == wanted


@pytest.mark.parametrize(("text", "sources"), [
    ("The union put the crowd at 5,000; police said 1,500.", ["union", "police"]),
    ("The ministry puts the dead at 52, the opposition at 130.", ["ministry", "opposition"]),
    ("Officials speak of about 300 dead.", ["Officials"]),
    ("A doctor said four had died.", ["doctor"]),
    ("Witnesses counted nine bodies; the governor said only four had died.", ["Witnesses", "governor"]),
])
def test_each_number_has_its_own_source(nlp: Language, text: str, sources: list[str]) -> None:
    assert [f.attributed_to.text if f.attributed_to else None for f in read(nlp, text)] == sources


@pytest.mark.parametrize(("text", "who"), [
    ("The strike killed 17 people, six of whom were women.", "women"),
    ("Some 300 people were arrested, 40 of whom were minors.", "minors"),
    ("Thirty-two people were killed, among them nine children.", "children"),
    ("Ninety-four people, 31 of them children, died in the fire.", "children"),
])
def test_a_part_has_its_own_party(nlp: Language, text: str, who: str) -> None:
    whole, part = read(nlp, text)
    assert part.part_of == (whole.id,)
    assert part.who is not None
    assert part.who.text == who


@pytest.mark.parametrize(("text", "statuses"), [
    ("The highlands rose in 1996. About 9,000 people died before the accord ended the war in 2003. On Tuesday 14 people were killed there.",
     ["historical", "asserted"]),
    ("The rebellion broke out in 1998. Seven years of war that followed cost 20,000 lives.", ["historical"]),
    ("In 1988 the army killed 300 students. Hundreds fled to the border. It has jailed 20,000 people since 2021.",
     ["historical", "historical", "asserted"]),
    ("Some 60,000 people were killed in the war that began in 1980.", ["historical"]),
    ("In 2017 the army drove out 700 villagers.\n\nTwelve people were wounded.", ["historical", "asserted"]),
    ("The province seceded in 1967. The ministry said 12 people were killed.", ["asserted"]),
    ("The rebels, who took up arms in 2007, killed 12 soldiers.", ["asserted"]),
    ("A similar attack in 2021 killed 13 pilgrims.", ["historical"]),
    ("Clashes left 52 farmers dead. In 2001 about 1,000 people died in riots there. Thousands fled. Police arrested 11 suspects.",
     ["asserted", "historical", "historical", "asserted"]),
    ("A cyclone hit the island in 2008. It killed 138 people. This time six died.", ["historical", "asserted"]),
])
def test_the_far_past_is_history_and_ends_with_its_paragraph(nlp: Language, text: str, statuses: list[str]) -> None:
    assert [f.status for f in read(nlp, text)] == statuses


def test_nobody_is_zero_and_is_asserted(nlp: Language) -> None:
    killed, injured = read(nlp, "There were no casualties.")
    assert {killed.indicator, injured.indicator} == {"killed", "injured"}
    for text in ("No one was killed in the raid.", "Nobody was killed.", "No soldiers were killed.", "There were no deaths."):
        (zero,) = read(nlp, text)
        assert (zero.indicator, zero.low, zero.best, zero.high, zero.negated, zero.status) == ("killed", 0, 0, 0, True, "asserted")
    assert read(nlp, "There were no immediate reports of casualties.") == []


def test_a_denied_number_is_negated(nlp: Language) -> None:
    denied, told = read(nlp, "Not eleven but seven recruits were killed.")
    assert (denied.best, denied.negated, denied.status) == (11, True, "negated")
    assert (told.best, told.negated, told.status) == (7, False, "asserted")


def test_status_and_change(nlp: Language) -> None:
    (sent,) = read(nlp, "An additional 700 troops will be deployed.")
    assert (sent.status, sent.change) == ("future", "delta")
    (toll,) = read(nlp, "The death toll rose to 30.")
    assert toll.change == "revised"
    killed, hurt = read(nlp, "Five miners were killed and another 12 wounded.")
    assert (killed.change, hurt.change, hurt.best) == ("total", "total", 12)


def test_parts_point_at_their_whole(nlp: Language) -> None:
    whole, some, others = read(nlp, "30 soldiers, including 11 Italians and 19 Hungarians, were injured.")
    assert (whole.best, whole.part_of) == (30, ())
    assert some.part_of == others.part_of == (whole.id,)
    assert {whole.indicator, some.indicator, others.indicator} == {"injured"}


def test_who_says_so_stands_beside_it(nlp: Language) -> None:
    (figure,) = read(nlp, "The health ministry said on Monday that 15 patients had been killed.")
    assert figure.attributed_to is not None
    assert "ministry" in figure.attributed_to.text
    assert figure.time is None  # Monday is when the ministry spoke


@given(st.lists(st.sampled_from([
    "12", "people", "were", "killed", "and", "at least", "no", "one", "another", "wounded", ",", ".", "of", "the", "dozens", "including", "$5", "%",
    "“", "troops", "not", "toll", "rose", "to", "\n\n", "between", "3-4", "a", "man",
]), max_size=16))
def test_figures_of_any_words(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    found = read(nlp, text)
    for figure in found:
        for part in (figure.span, figure.who, figure.trigger, figure.time, figure.place):
            assert part is None or text[part.start:part.end] == part.text
        assert figure.quantifier in figure.span.text
    assert [f.id for f in found] == [f.id for f in read(nlp, text)]


# ---------------------------------------------------------------- tables, lists and what is left out of them
def rows(nlp: Language, text: str) -> list[tuple[str, float | None, str | None, str, bool]]:
    """Indicator, best or lower value, who, status and negation of each figure."""
    return [(f.indicator, f.best if f.best is not None else f.low, f.who.text if f.who else None, f.status, f.negated) for f in read(nlp, text)]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Dead: 14\nInjured: 60 (critical: 5)\nMissing: none", [("killed", 14), ("injured", 60), ("injured", 5), ("missing", 0)]),
    ("Killed - 5\nWounded - 19", [("killed", 5), ("injured", 19)]),
    ("Deaths: 12 (8 men, 4 women)", [("killed", 12), ("killed", 8), ("killed", 4)]),
    ("Arrests by city: Leeds 14, York 3, Hull 9", [("arrested", 14), ("arrested", 3), ("arrested", 9)]),
    ("Four people died in Kisumu, three in Nakuru and one in Eldoret.", [("killed", 4), ("killed", 3), ("killed", 1)]),
    ("Shelling wounded seven, two seriously.", [("injured", 7), ("injured", 2)]),
    ("Six people were taken to hospital, two with life-threatening injuries.", [("injured", 6), ("injured", 2)]),
    ("Gunmen shot 12 people, four of them fatally.", [("casualties", 12), ("killed", 4)]),
    ("Some 1 500 people took part in the march (organisers: 4 000).", [("participants", 1500), ("participants", 4000)]),
    ("Bus plunges into ravine; 16 die, 22 injured", [("killed", 16), ("injured", 22)]),
])
def test_tables_and_lists_leave_out_what_they_said(nlp: Language, text: str, wanted: list[tuple[str, float]]) -> None:
    assert [row[:2] for row in rows(nlp, text)] == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("An estimated 72 000 people have been displaced.", ("displaced", 72000)),
    ("More than 2.300 persons were evacuated from the zone.", ("displaced", 2300)),
    ("The quake left 1,000s homeless.", ("displaced", 2000)),
    ("A couple of dozen farmers blocked the road.", ("participants", 24)),
    ("The UN says 4.1 million Syrians have fled abroad.", ("displaced", 4100000)),
    ("At least 14 miners have been pulled out dead.", ("killed", 14)),
    ("The blast cost 19 people their lives.", ("killed", 19)),
    ("Around 600 households were ordered to leave.", ("displaced", 600)),
    ("Bandits made off with 18 girls.", ("abducted", 18)),
    ("Twenty-three people are behind bars over the plot.", ("arrested", 23)),
    ("Some 2,000 miners went on strike.", ("participants", 2000)),
    ("About 30 pupils fell ill after lunch.", ("injured", 30)),
    ("Poland will double its contingent to 2,000.", ("troops", 2000)),
    ("No injured, the fire chief said.", ("injured", 0)),
    ("Some 62 per cent of eligible voters cast ballots.", ("turnout", 62)),
    ("The opposition won 61 per cent on a turnout of 70 per cent.", ("votes_share", 61)),
])
def test_more_ways_to_count_people(nlp: Language, text: str, wanted: tuple[str, float]) -> None:
    assert wanted in [row[:2] for row in rows(nlp, text)]


@pytest.mark.parametrize("text", [
    "There is no truth in the report that 200 men were killed.",
    "Claims that 40 students had been abducted are untrue, police said.",
    "Reports of 200 dead are grossly exaggerated, the minister said.",
])
def test_a_story_that_is_called_false_is_denied(nlp: Language, text: str) -> None:
    assert [row[3:] for row in rows(nlp, text)] == [("negated", True)]


def test_what_one_number_counts_the_other_is_said_not_to_be(nlp: Language) -> None:
    assert [(r[1], r[2], r[3]) for r in rows(nlp, "Thirteen, not fifteen, people were killed.")] == [(13, "people", "asserted"), (15, "people", "negated")]


def test_a_share_is_whose_name_stands_before_it(nlp: Language) -> None:
    found = rows(nlp, "Ana Petrova won 47.2 percent, Marko Ilic 39.8 percent and Jan Novak 6 percent.")
    assert [(r[0], r[2]) for r in found] == [("votes_share", "Ana Petrova"), ("votes_share", "Marko Ilic"), ("votes_share", "Jan Novak")]


@pytest.mark.parametrize("text", [
    "Striker Odo hit 104 off 61 balls.",
    "He shot 68 in the second round.",
    "Her new novel, Twelve Dead Men, is out.",
    "Casualty, the series, moves to 8.20 on Saturdays.",
])
def test_sport_and_titles_hurt_nobody(nlp: Language, text: str) -> None:
    assert not [f for f in read(nlp, text) if f.indicator not in {"other", "money", "distance"}]


@pytest.mark.parametrize("text", [
    "Assemblies of ten or more persons are banned until Friday.",
    "There were six of us in the kitchen when the lights went out.",
    "Both of the mayor's daughters and four of his nephews attended the same college.",
    "The motion was carried by 61 votes, with 14 members abstaining.",
    "“That man is dead to me,” says Clara Doyle, 70.",
    "A ticket costs 12 euros.",
    "What do nine tailors and forty thieves have in common?",
    "Four mules and a bull were killed by the storm.",
    "The troopers carry guns of 30 mm calibre.",
])
def test_what_only_looks_like_a_count_counts_nobody(nlp: Language, text: str) -> None:
    assert not [f for f in read(nlp, text) if f.indicator != "other" or "vote" in text or "thieves" in text]


def test_a_dateline_is_no_victim(nlp: Language) -> None:
    assert [row[:2] for row in rows(nlp, "VILLA DEL RIO: Three sisters were shot dead on Monday.")] == [("killed", 3)]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Officials reported twelve (12) deaths and thirty (30) injuries.", [("killed", 12), ("injured", 30)]),
    ("The coast guard lists 14 sailors as missing.", [("missing", 14)]),
    ("Crash leaves 21 Nepalis, Indians dead", [("killed", 21)]),
    ("The guerrillas took 16 soldiers prisoner.", [("arrested", 16)]),
    ("The village buried eleven of its men on Sunday.", [("killed", 11)]),
    ("Forty pupils were taken ill after a gas leak.", [("injured", 40)]),
    ("Nine workers lost an eye in the blast.", [("injured", 9)]),
    ("Six students were picked up by police.", [("arrested", 6)]),
    ("Some 4,000 nurses walked off the job.", [("participants", 4000)]),
    ("The army took the hill at the cost of eight soldiers.", [("killed", 8)]),
    ("The ministry spoke of five martyrs and 30 wounded.", [("killed", 5), ("injured", 30)]),
    ("Israel will hand over 30 bodies.", [("killed", 30)]),
])
def test_ways_of_reports_to_say_what_befell_them(nlp: Language, text: str, wanted: list[tuple[str, float]]) -> None:
    assert [row[:2] for row in rows(nlp, text)] == wanted


def test_the_toll_is_that_of_the_dead(nlp: Language) -> None:
    assert rows(nlp, "Ten rebels were killed and 30 wounded. The army put it at six.")[-1][:2] == ("killed", 6)


def test_shares_stand_behind_names_without_a_verb(nlp: Language) -> None:
    found = rows(nlp, "Exit poll: Partido Nuevo 41%, Alianza Verde 33.5%.")
    assert [row[:2] for row in found] == [("votes_share", 41), ("votes_share", 33.5)]


@pytest.mark.parametrize(("text", "wanted"), [
    ("The army said that one of its officers was killed and two others wounded.", [("killed", 1), ("injured", 2)]),
    ("The governor put the dead at 31 and the missing at 12.", [("killed", 31), ("missing", 12)]),
])
def test_one_of_theirs_and_two_totals(nlp: Language, text: str, wanted: list[tuple[str, float]]) -> None:
    assert [row[:2] for row in rows(nlp, text)] == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Seven of the dead were burned beyond recognition.", ("killed", 7)),
    ("Three of the slain were wounded earlier in the war.", ("killed", 3)),
    ("Six guards whom the inmates had taken hostage were let go.", ("abducted", 6)),
    ("Two nurses who passed away on Sunday had been ill for weeks.", ("killed", 2)),
    ("The number of villagers moved from the valley to schools is 1,460.", ("displaced", 1460)),
    ("The number of people evacuated from the coast stands at 300.", ("displaced", 300)),
    ("The walkout, joined by 1,800 nurses, began on Monday.", ("participants", 1800)),
    ("The strike has been joined by 700 drivers.", ("participants", 700)),
    ("Some 4,000 people walked behind the coffin of the student.", ("participants", 4000)),
    ("About 900 mourners followed the hearse to the cemetery.", ("participants", 900)),
    ("The bishop said Mass before 10,000 faithful.", ("participants", 10000)),
    ("The governor asked for 400 members of the National Guard.", ("troops", 400)),
    ("About 7,000 villagers were still in shelters on Saturday.", ("displaced", 7000)),
    ("Some 300 families are living in tents.", ("displaced", 300)),
    ("6 thousand 100 people were evacuated from the valley.", ("displaced", 6100)),
    ("They ran to the hospital, where nine people were treated.", ("injured", 9)),
    ("The number of villagers taken to hospital is 30.", ("injured", 30)),
    ("Three shepherds whose deaths nobody has acknowledged lie in the valley.", ("killed", 3)),
])
def test_more_ways_to_be_counted(nlp: Language, text: str, wanted: tuple[str, float]) -> None:
    assert wanted in [(f.indicator, f.best) for f in read(nlp, text)]


@pytest.mark.parametrize("text", [
    "Some 300 children are in training camps.", "The company was joined by 12 firms.",
    "40 members of the club voted.", "The museum treated 30 pupils to ice cream.",
])
def test_what_only_looks_like_it(nlp: Language, text: str) -> None:
    assert not {f.indicator for f in read(nlp, text)} & {"killed", "displaced", "participants", "troops", "injured"}


@pytest.mark.parametrize(("text", "source"), [
    ("By the union's account the strike has been joined by 1,800 drivers.", "union"),
    ("Some 4,000 people, by the reckoning of the police, marched to the square.", "police"),
    ("Twelve people were killed, by the ministry's count.", "ministry"),
    ("By the count of the police, 40 people were hurt.", "police"),
    ("He spoke before what his office said were 10,000 faithful.", "office"),
    ("The strike was joined by 1,800 drivers – the National Port Company puts them at 1,150.", "National Port Company"),
    ("At least 11 people have been killed, according to figures released by the ministry.", "ministry"),
    ("At least 11 people have been killed, according to data from the hospital.", "hospital"),
])
def test_who_reckons_so(nlp: Language, text: str, source: str) -> None:
    assert source in [a.text for f in read(nlp, text) for a in f.attribution]


def test_one_person_and_the_name_behind_are_one_figure(nlp: Language) -> None:
    found = read(nlp, "One serviceman, Sergeant Jasur Ortiqov, was killed and seven persons were wounded.")
    assert [(f.indicator, f.best) for f in found] == [("killed", 1), ("injured", 7)]


def test_a_peak_is_a_former_count(nlp: Language) -> None:
    found = read(nlp, "About 7,000 villagers are displaced, down from a peak of nearly 9,000.")
    assert [(f.indicator, f.best) for f in found] == [("displaced", 7000), ("displaced", 9000)]


@pytest.mark.parametrize(("text", "wanted"), [
    ("The mayor was shot dead on Friday. The governor was killed in June as well.", [("killed", 1)]),
    ("Five people were killed in the market. Their guide was killed with them.", [("killed", 5)]),
    ("Rebels killed two soldiers and their interpreter.", [("killed", 2), ("killed", 1)]),
    ("A man was shot on Elm Street. He died at the hospital.", [("casualties", 1), ("killed", 1)]),
    ("A woman was wounded in her flat. She was later pronounced dead.", [("injured", 1), ("killed", 1)]),
    ("A man was shot in the chest and died at the scene.", [("killed", 1)]),
    ("Two people were shot. He died in 1990.", [("casualties", 2)]),
])
def test_one_who_was_counted_is_counted_once(nlp: Language, text: str, wanted: list[tuple[str, float]]) -> None:
    assert [(f.indicator, f.best) for f in read(nlp, text) if f.indicator in PEOPLE] == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Nine of the 600 demonstrators were hurt.", [("injured", 9), ("participants", 600)]),
    ("Nine of 600 protesters were arrested.", [("arrested", 9), ("participants", 600)]),
    ("Twelve of 40 passengers were killed when the bus overturned.", [("killed", 12)]),
    ("About 200 demonstrators were in Keshir, 2,000 in Marand and about 3,000 in the northern city of Oli.", [("participants", 200), ("participants", 2000), ("participants", 3000)]),
    ("Six people were shot, two fatally, in a market.", [("casualties", 6), ("killed", 2)]),
    ("Officers found two boys suffering from gunshot wounds.", [("injured", 2)]),
    ("He is charged with the fatal shooting of three farmers.", [("killed", 3)]),
    ("An 18-month old is dead after the raid.", [("killed", 1)]),
    ("A person was found shot to death on Saturday.", [("killed", 1)]),
    ("A boy shot at a checkpoint has died, police say.", [("killed", 1)]),
    ("The war has taken more than 5,000 lives.", [("killed", 5000)]),
    ("Rebels killed the guard, a 20-year-old recruit.", [("killed", 1)]),
    ("The two brothers, both 22, were injured.", [("injured", 2)]),
    ("Nobody was hurt in the fire.", [("injured", 0)]),
    ("More than 12m people have fled.", [("displaced", 12000000)]),
    ("A quarter of a million refugees are in the camps.", [("displaced", 250000)]),
])
def test_the_part_and_the_whole_and_single_victims(nlp: Language, text: str, wanted: list[tuple[str, float]]) -> None:
    assert [(f.indicator, f.best) for f in read(nlp, text) if f.indicator in PEOPLE] == wanted


@pytest.mark.parametrize(("text", "low"), [
    ("His supporters poured into the square by the thousands.", 2000),
    ("The bank was shut by hundreds of protesting employees.", 200),
    ("Tens of thousands swamped the heart of the capital.", 20000),
    ("People have been marching in hundreds of thousands across the country.", 200000),
    ("Mourners came in their thousands.", 2000),
])
def test_crowds_in_other_words(nlp: Language, text: str, low: float) -> None:
    assert [(f.indicator, f.low) for f in read(nlp, text)] == [("participants", low)]


@pytest.mark.parametrize("text", [
    "Call the homicide unit at (219) 755-3855.",
    "Image 16 of 40 Friends of the dead lay flowers.",
    "The two sides met. One man has dominated the country.",
    "There are homeless people everywhere. “Nothing like this has happened,” said one.",
    "One refugee in the camp told reporters that he was tired.",
    "They called for a “march of millions” on Friday.",
    "He went home with no serious injuries.",
    "Nobody was badly hurt when the wall fell.",
    "A category 4 hurricane is near, and the Nasdaq 100 fell.",
])
def test_numbers_that_count_nobody(nlp: Language, text: str) -> None:
    assert [f for f in read(nlp, text) if f.indicator not in {"money", "distance"}] == []


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("A $50m deal was signed.", 50e6, "USD"),
    ("The firm paid HK $3.7 billion.", 3.7e9, "HKD"),
    ("The aid cost EUR50m.", 50e6, "EUR"),
    ("The fine was 8.99 Australian dollars per head.", 8.99, "AUD"),
])
def test_money_by_sign_code_and_country(nlp: Language, text: str, value: float, unit: str) -> None:
    (figure,) = read(nlp, text)
    assert (figure.indicator, figure.best, figure.unit) == ("money", value, unit)


def test_a_change_to_a_level_is_no_range() -> None:
    assert [n.value for n in numbers("The index gained 0.68 per cent to 3,005.47.")] == [0.68, 3005.47]


@pytest.mark.parametrize(("text", "indicator"), [
    ("Five human rights activists were released on Friday.", "other"),
    ("Twelve dissidents met the envoy.", "other"),
    ("Forty protesters were freed.", "other"),
    ("The marchers were blocked by more than 30,000 police officers.", "other"),
    ("Five activists blocked the road.", "participants"),
])
def test_who_only_is_called_so_takes_no_part(nlp: Language, text: str, indicator: str) -> None:
    assert [f.indicator for f in read(nlp, text)] == [indicator]


# ---------------------------------------------------------------- wires
@pytest.mark.parametrize(("text", "wanted"), [
    ("The landslide buried nine miners, including three foremen, and left 22 injured.", ("injured", 22, "miners")),
    ("A gunman killed six recruits, wounding 17 more.", ("injured", 17, "recruits")),
    ("Her driver was abducted; it was the tenth raid this year, in which 14 have now died.", ("killed", 14, None)),
    ("Three guards were shot, one of whom later died.", ("killed", 1, "whom")),
    ("A nurse counted 14 bodies in the yard, nine in uniform.", ("killed", 9, None)),
    ("The ministry said that 15 of the more than 600 injured had been sent abroad.", ("injured", 15, None)),
    ("Of the 90 people rounded up in the raid, 60 have been released without charge.", ("arrested", 90, "people")),
    ("Six of their cousins had been led away in handcuffs.", ("arrested", 6, "cousins")),
    ("The toll has climbed to 80, with 33 people still listed as missing.", ("missing", 33, "people")),
    ("Twelve of the nuns were let go, leaving 20 in captivity.", ("abducted", 20, "nuns")),
    ("The tanker sank with the loss of 41 lives.", ("killed", 41, "lives")),
    ("The militia is still holding 25 cadets.", ("abducted", 25, "cadets")),
    ("The front announced the liquidation of nine fighters.", ("killed", 9, "fighters")),
    ("A family of six died in their sleep.", ("killed", 6, "family")),
    ("Both men were hanged at dawn.", ("killed", 2, "men")),
    ("A bomb killed the governor and one of his drivers.", ("killed", 1, "drivers")),
    ("Four cadets have hanged themselves this year.", ("killed", 4, "cadets")),
    ("A clan lost three of its own in the feud.", ("killed", 3, None)),
    ("Witnesses said four people lay bleeding in the road.", ("injured", 4, "people")),
    ("Some 9,000 people have walked to the camps.", ("displaced", 9000, "people")),
    ("The peacekeepers, 850 strong, replaced a smaller force.", ("troops", 850, "peacekeepers")),
    ("The protesters, 300 in all, blocked the gate.", ("participants", 300, "protesters")),
    ("Police broke up a rally that organisers said had drawn 30,000.", ("participants", 30000, None)),
    ("Thousands marched — 80,000 according to the unions, 20,000 by the count of the police.", ("participants", 20000, None)),
    ("Organisers estimated the crowd at 6,500; the police put it at “two thousand at most”.", ("participants", 2000, None)),
    ("In Alma three people were killed by the flood, in Dorn one.", ("killed", 1, None)),
    ("Vasto reported 120 deaths and Lira, farther off, fewer than ten.", ("killed", 10, None)),
    ("The commission put those killed since April at 900.", ("killed", 900, None)),
    ("About 9,000 soldiers will take part in the exercise.", ("troops", 9000, "soldiers")),
    ("The party says 60 of its supporters are in jail.", ("arrested", 60, "supporters")),
    ("The crackdown has put more than 200 editors behind bars.", ("arrested", 200, "editors")),
    ("The crash killed everyone on board, 44 passengers and six crew.", ("killed", 6, "crew")),
    ("The mission has 12,000 troops and will send another 500.", ("troops", 500, "troops")),
    ("Some 18 men were killed and 70 wounded, bringing the total since May to 2,100.", ("killed", 2100, "men")),
    ("Some 3,000 people took shelter in a church.", ("displaced", 3000, "people")),
    ("Rescuers said 26 villagers are feared buried.", ("missing", 26, "villagers")),
    ("Officials said six people burnt to death.", ("killed", 6, "people")),
    ("More than 90 people are known to have died.", ("killed", 90, "people")),
    ("At least 19 women were trampled to death.", ("killed", 19, "women")),
    ("Seventeen people died, most of them from burns, and 33 others are being treated.", ("injured", 33, "others")),
    ("Fifteen sailors are being held by pirates.", ("abducted", 15, "sailors")),
    ("The blaze claimed 32 victims.", ("killed", 32, "victims")),
    ("They buried forty of their own.", ("killed", 40, None)),
    ("Some 500 farmers paralysed the ring road.", ("participants", 500, "farmers")),
])
def test_turns_of_the_wires(nlp: Language, text: str, wanted: tuple[str, float, str | None]) -> None:
    assert wanted in [(f.indicator, f.best, f.who.text if f.who else None) for f in read(nlp, text)]


@pytest.mark.parametrize("text", [
    "Colonel Omar Sall said three of the trucks were damaged.", "Divers found no wreck, the port chief, Captain Rosa Mele, said.",
    "Whoever abducts a minor is liable to 15 years.", "For two or more victims the maximum rises to 20.",
    'Her second novel, "Forty Dead Men", sold well.', "Not a single one is missing.", "Barely one voter in three took part.",
    "The clinic had taken in wounded men, a health official said.", "The novel tells of seven sisters who drown in a flood.",
    "The drill simulated an attack with 40 dead.", "The film shows 300 soldiers killed in an hour.", "The play, “Seven Killed at Dawn”, opens on Friday.",
])
def test_who_speaks_and_what_a_law_or_title_says_is_no_count(nlp: Language, text: str) -> None:
    assert [f for f in read(nlp, text) if f.indicator in PEOPLE and f.best] == []


def test_a_time_that_stands_with_another_number_is_not_its_own(nlp: Language) -> None:
    first = read(nlp, "Turnout stood at 24.5 percent against 29 percent at the same hour in 2019, and many stations opened late.")[0]
    assert (first.best, first.status) == (24.5, "asserted")
    was, to_be = read(nlp, "The force will be cut from 4,100 to 2,600 soldiers by May.")
    assert (was.status, to_be.status) == ("asserted", "future")
    (nobody,) = read(nlp, "Neither of the drivers was hurt.")
    assert (nobody.indicator, nobody.best, nobody.negated) == ("injured", 0, True)


def test_whom_they_are_of_was_counted_before(nlp: Language) -> None:
    figures_ = read(nlp, "Some 1,200 families have fled since the raids began. Around 700 of them are sheltering in tents.")
    assert [f.who.name or f.who.text for f in figures_ if f.who] == ["families", "families"]
    third = read(nlp, "Two guards were killed and a third is missing.")[-1]
    assert third.who is not None
    assert third.who.name == "guards"


def test_an_age_behind_any_person_counts_nobody() -> None:
    assert numbers("The striker, 23, was injured.") == []
    assert [n.value for n in numbers("The dead, 23, were named.")] == [23]


def test_how_badly_is_not_whether(nlp: Language) -> None:
    first = read(nlp, "Thirteen people were hurt, none of them seriously, when a tram left its rails.")[0]
    assert (first.best, first.negated, first.status) == (13, False, "asserted")
    told = read(nlp, "Soldiers fired on the crowd, leaving seven people dead and dozens more wounded, according to a doctor at the clinic.")
    assert [(f.indicator, f.low) for f in told] == [("killed", 7), ("injured", 24)]


def test_who_tells_of_a_count_is_no_part_of_it(nlp: Language) -> None:
    told = read(nlp, "Militants killed at least 50 people, including women and children, in a raid on a village, two security sources said.")
    assert [(f.best, f.part_of) for f in told if f.indicator == "killed"] == [(50, ())]
