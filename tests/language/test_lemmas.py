"""Lemmas of the words that news of crises is made of."""

from __future__ import annotations

import pytest

from recension.language.lemmas import Table, lemma, read_table

CASES = {
    "VBD": "fired:fire threw:throw clashed:clash seized:seize withdrew:withdraw killed:kill urged:urge blamed:blame "
    "said:say fled:flee shot:shoot struck:strike led:lead lay:lie lied:lie wounded:wound was:be had:have stormed:storm "
    "evacuated:evacuate visited:visit denied:deny planned:plan controlled:control targeted:target died:die left:leave "
    "found:find founded:found arrested:arrest opened:open happened:happen used:use agreed:agree shelled:shell "
    "torched:torch besieged:besiege escaped:escape looted:loot overran:overrun patrolled:patrol occurred:occur booby-trapped:booby-trap co-led:co-lead",
    "VBN": "beaten:beat injured:injure deployed:deploy killed:kill wounded:wound taken:take held:hold displaced:displace "
    "detained:detain abducted:abduct hit:hit hurt:hurt shot:shoot accused:accuse condemned:condemn released:release "
    "destroyed:destroy forced:force kidnapped:kidnap executed:execute imposed:impose born:bear been:be closed:close",
    "VBG": "deploying:deploy firing:fire lying:lie dying:die using:use seizing:seize shelling:shell fighting:fight "
    "running:run cutting:cut making:make being:be calling:call beginning:begin bombing:bomb urging:urge leaving:leave "
    "throwing:throw advancing:advance retreating:retreat protesting:protest blocking:block setting:set",
    "VBZ": "clashes:clash seizes:seize says:say is:be has:have denies:deny lies:lie goes:go urges:urge kills:kill "
    "attacks:attack releases:release pushes:push focuses:focus does:do rises:rise pledges:pledge",
    "NNS": "clashes:clash troops:troop soldiers:soldier men:man women:woman children:child crises:crisis armies:army "
    "lives:life lies:lie houses:house forces:force casualties:casualty gunmen:gunman buses:bus attacks:attack "
    "hostages:hostage churches:church bodies:body bases:base police:police vehicles:vehicle refugees:refugee "
    "losses:loss ceasefires:ceasefire militias:militia villages:village heroes:hero series:series",
    "JJR": "bigger:big larger:large heavier:heavy worse:bad higher:high",
    "JJS": "deadliest:deadly largest:large biggest:big worst:bad latest:late",
    "MD": "wo:will ca:can would:would",
    "PRP": "them:they him:he",
    "RB": "n't:not n’t:not",
}


@pytest.fixture(scope="module")
def table() -> Table:
    return read_table()


@pytest.mark.parametrize(
    ("tag", "word", "expected"),
    [(tag, *pair.split(":")) for tag, pairs in CASES.items() for pair in pairs.split()],
)
def test_lemma(table: Table, tag: str, word: str, expected: str) -> None:
    assert lemma(word, tag, table) == expected


def test_names_keep_their_form_and_other_words_lose_their_capitals(table: Table) -> None:
    assert lemma("Nations", "NNPS", table) == "Nations"
    assert lemma("KILLED", "VBN", table) == "kill"
    assert lemma("Rebels", "NNS", table) == "rebel"
