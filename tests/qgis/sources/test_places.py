# SPDX-License-Identifier: GPL-2.0-or-later
"""Kommuner and län by code and name, as people write them."""

from __future__ import annotations

import csv

import pytest

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.sources.places import Places, parse_places, register


def test_there_are_290_kommuner_and_21_lan_beside_the_demo():
    names = register()
    assert len(names.kommuner) - 2 == 290
    assert len(names.lan) - 1 == 21
    assert {code[:2] for code in names.kommuner} == set(names.lan)


def test_the_names_are_those_of_scbs_key_table(real_data):
    with (real_data / "keys" / "regso_2018_codes.csv").open(encoding="utf-8") as file:
        known = {row["kommunkod"]: row["kommunnamn"] for row in csv.DictReader(file)}
    assert {code: name for code, name in register().kommuner.items() if code in known} == known
    assert len(known) == 290


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Karlstad", ("1780",)),
        ("karlstads kommun", ("1780",)),
        (" Åmål ; 1780,Örebro", ("1492", "1780", "1880")),
        ("180", ("0180",)),
        ("Stockholms stad", ("0180",)),
        ("Habo", ("0643",)),
        ("Håbo", ("0305",)),
        ("Upplands-Bro", ("0139",)),
        ("upplands väsby", ("0114",)),
        ("Malung–Sälen", ("2023",)),
        ("", ()),
        (" ; ,", ()),
    ],
)
def test_kommuner_are_understood_as_people_write_them(text, codes):
    assert parse_places(text, "").kommuner == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Dalarna", ("20",)), ("Dalarnas län", ("20",)), ("20; Stockholm", ("01", "20")), ("1", ("01",))],
)
def test_lan_are_understood_as_people_write_them(text, codes):
    assert parse_places("", text).lan == codes


@pytest.mark.parametrize(
    ("kommuner", "lan", "said"),
    [
        ("Karlsta", "", "There is no kommun Karlsta"),
        ("Karlstad, 9999", "", "There is no kommun 9999"),
        ("20", "", "There is no kommun 20"),
        ("", "Karlstad", "There is no län Karlstad"),
        ("", "02", "There is no län 02"),
    ],
)
def test_what_is_no_place_is_named(kommuner, lan, said):
    with pytest.raises(RegsoError, match=said):
        parse_places(kommuner, lan)


def test_places_are_said_by_name():
    assert Places(("1780", "0180"), ("20",)).words(register()) == "Karlstad, Stockholm, Dalarnas län"
    assert Places().words(register()) == ""
