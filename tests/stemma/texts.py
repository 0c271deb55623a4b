"""Invented reports for the tests of the stemma, and a way to make a report of a text."""

from __future__ import annotations

import dataclasses

from recension.claims.doc import bare_report
from recension.model import Block, Published, Report, digest


def report(
    text: str, name: str = "a", *, day: str | None = None, doubtful: bool = False, tail: str = "", **fields: object
) -> Report:
    """A report of one body block, and of boilerplate behind it if a tail is given."""
    whole = f"{text}\n\n{tail}" if tail else text
    blocks = (Block("body", 0, len(text)),) + ((Block("boilerplate", len(text), len(whole)),) if tail else ())
    return dataclasses.replace(
        bare_report(whole), id=digest(name, whole), path=f"{name}.txt", blocks=blocks,
        published=Published(day, None, day, day, "day", "shown", doubtful) if day else Published(), **fields,
    )


STORY = """Rebels shelled the market of Tessarit on Monday, killing 14 people and wounding 27, the regional governor said.

Soldiers fired on rebels who tried to cross the Oumar bridge, two residents said by telephone. The army did not use helicopters.

The World Food Programme has suspended its deliveries to the town, where about 9,000 families live in tents since the floods of March.

Governor Salif Banou asked the government in Kidana to send another battalion and to reopen the airstrip before the rains begin.

Colonel Idrissa Maro, who leads the garrison, said his men had found four trucks loaded with mortar shells near the village of Anfif.

Fighting in the province began in 2012 and has driven 60,000 people from their homes, according to the provincial council."""

#: Another report of the same day: other words, one quote that the first one has too in its quoted form.
QUOTE = "“We will not leave this town, and nobody should believe that we ever could be driven out of it again,”"
QUOTING_ONE = f"""The mayor of Tessarit spoke to shopkeepers on Tuesday morning beside the burnt stalls.

{QUOTE} Mayor Aicha Delou told them.

A bus line to the coast opened again, and pupils went back to both schools."""
QUOTING_TWO = f"""Shelling stopped overnight. Nurses counted the beds that were still free, and found eleven.

{QUOTE} said Aicha Delou, who was elected last year.

Traders want lower fees until the harvest, their speaker explained in an open letter."""

AFFAIR_ONE = """Hospital staff in Tessarit treated 31 wounded after the shelling of Monday, a nurse said. She counted 12 bodies in the yard.

Shopkeepers swept glass all morning while children looked for their shoes between the stalls.

A teacher from the lower quarter said the first shell fell at noon, when the bread was ready."""

#: One affair told by two newsrooms from their own sources, and the first of them told again in other words.
SIEGE = """KHARTOUM — A drone strike hit a hospital in El Fasher on Saturday, killing at least 21 people and wounding 45, the city's resistance committee said.

The Rapid Support Forces have besieged the city in North Darfur since May 2024. The army holds only the airport district and two camps.

Doctor Amal Idris told reporters that the maternity ward burned for three hours. She said six newborns were moved to a school.

The United Nations humanitarian coordinator, Clementine Nkweta, called for an immediate ceasefire and safe corridors. About 260,000 civilians remain in the city, according to her office.

The paramilitary group denied targeting the hospital and accused the army of storing ammunition there."""
SIEGE_ELSEWHERE = """At least 20 people died when drones struck the main hospital of El Fasher in Sudan's Darfur region, medics said on Sunday.

Sudan's army blamed the Rapid Support Forces, which deny the attack. The RSF has surrounded El Fasher for more than a year and wants to take the last army stronghold in Darfur.

"The maternity ward is gone," Dr Amal Idris said by telephone. Forty-five patients were hurt, she added, among them a nurse.

UN coordinator Clementine Nkweta said she was appalled. The siege has cut off 260,000 people from food and medicine, the UN says.

Talks in Jeddah between the two sides collapsed last month."""
SIEGE_AGAIN = """At least 21 people were killed and 45 hurt on Saturday when a drone hit a hospital in the city of El Fasher, according to its resistance committee.

The city in North Darfur has been under siege by the Rapid Support Forces since May 2024, with the army holding just two camps and the airport district.

For three hours the maternity ward burned, Doctor Amal Idris said to reporters, adding that six newborns had been moved to a school.

Clementine Nkweta, the humanitarian coordinator of the United Nations, is calling for a ceasefire at once and for safe corridors; her office says about 260,000 civilians remain in the city.

The paramilitaries deny they targeted the hospital, and accuse the army of having stored ammunition in it."""
