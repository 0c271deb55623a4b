"""Invented datelines, which the public trees lack and agency copy begins with.

A dateline is made a sentence of its own: it is no part of what the first sentence says.
"""

from __future__ import annotations

import random
from dataclasses import replace

from recension.bench.treebank import Sentence

PLACES = (
    "Kabul", "Nairobi", "Juba", "Khartoum", "Addis Ababa", "Mogadishu", "Bamako", "Niamey", "Ouagadougou", "Abuja",
    "Lagos", "Goma", "Kinshasa", "Kigali", "Tripoli", "Tunis", "Cairo", "Gaza City", "Jerusalem", "Beirut", "Damascus",
    "Amman", "Baghdad", "Erbil", "Tehran", "Sanaa", "Riyadh", "Doha", "Ankara", "Istanbul", "Tbilisi", "Yerevan",
    "Kyiv", "Kharkiv", "Odesa", "Moscow", "Minsk", "Warsaw", "Geneva", "Brussels", "Paris", "London", "Rome", "Madrid",
    "Athens", "Islamabad", "Peshawar", "Quetta", "New Delhi", "Srinagar", "Dhaka", "Colombo", "Yangon", "Bangkok",
    "Manila", "Marawi", "Jakarta", "Beijing", "Seoul", "Tokyo", "Caracas", "Bogota", "Cali", "Quito", "Lima", "La Paz",
    "Santiago", "Port-au-Prince", "Mexico City", "Managua", "Washington", "New York", "United Nations", "Vienna",
)
REGIONS = (
    "Kenya", "Sudan", "South Sudan", "Somalia", "Mali", "Niger", "Burkina Faso", "Nigeria", "Congo", "Libya", "Egypt",
    "Gaza Strip", "Israel", "Lebanon", "Syria", "Iraq", "Iran", "Yemen", "Turkey", "Ukraine", "Russia", "Pakistan",
    "Afghanistan", "India", "Bangladesh", "Myanmar", "Thailand", "Philippines", "Indonesia", "Venezuela", "Colombia",
    "Haiti", "Mexico", "Ethiopia", "Chad", "Cameroon", "Mozambique", "Peru", "Bolivia", "Georgia", "Armenia",
)
AGENCIES = ("AP", "Reuters", "AFP", "dpa", "Xinhua", "TASS", "UPI", "ANSA", "EFE", "Anadolu", "IRNA", "Interfax", "Kyodo")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def with_dateline(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """``sentences`` behind an invented dateline."""
    return [dateline(rng), replace(sentences[0], starts_paragraph=False), *sentences[1:]]


def dateline(rng: random.Random) -> Sentence:
    """Place, region, agency, date and dash, in one of the usual orders; entities and sentence are annotated."""
    place = rng.choice(PLACES).replace("-", " - ").split()
    words = [w.upper() for w in place] if rng.random() < 0.7 else place
    tags = ["B-LOC"] + ["I-LOC"] * (len(words) - 1)
    if rng.random() < 0.5:
        region = rng.choice(REGIONS).split()
        words, tags = [*words, ",", *region], [*tags, "O", "B-LOC", *["I-LOC"] * (len(region) - 1)]
    if rng.random() < 0.3:
        date = [rng.choice(MONTHS), str(rng.randint(1, 31))]
        words, tags = [*words, ",", *date], [*tags, "O", "B-DATE", "I-DATE"]
    if rng.random() < 0.65:
        words, tags = [*words, "(", rng.choice(AGENCIES), ")"], [*tags, "O", "B-ORG", "O"]
    words, tags = [*words, rng.choice(["—", "–", "-", "--", ":"])], [*tags, "O"]
    return Sentence(words=words, entities=tags, starts_paragraph=True)
