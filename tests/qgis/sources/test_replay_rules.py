# SPDX-License-Identifier: GPL-2.0-or-later
"""The played services are strict: what the real ones refuse or silently misread is refused here too."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest

REGION = "valueCodes[Region]=1780R001,1780R002"
MEASURE = "valueCodes[ContentsCode]=000008IT,000008IU"
HITS = "service=WFS&version=1.1.0&request=GetFeature&typeName=stat:RegSO_2025&resultType=hits"
YEARS = "valueCodes[Tid]=[range(2011,2013)]"


@pytest.fixture
def ask(server, karlstad):
    """Ask the played services without any of our own code; return status and document."""

    def get(path: str, body: object = None, kind: str = "application/json"):
        data = None if body is None else json.dumps(body).encode()
        address = server.url + quote(path, safe="/?&=*,()[]:'+")
        request = urllib.request.Request(address, data, {"Content-Type": kind})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    return get


def data(*parts: str) -> str:
    return "/api/v2/tables/TAB6586/data?" + "&".join(parts)


def test_a_sound_question_is_answered(ask):
    status, text = ask(data(REGION, MEASURE, YEARS, "lang=sv", "outputFormat=json-stat2"))
    document = json.loads(text)
    assert (status, document["size"]) == (200, [2, 2, 3])
    assert list(document["dimension"]["Tid"]["category"]["index"]) == ["2011", "2012", "2013"]


@pytest.mark.parametrize(
    ("expression", "count"),
    [("*", 62), ("1780R00?", 9), ("*_RegSO2025", 31), ("[TOP(3)]", 3), ("[BOTTOM(2)],1780R009", 3)],
)
def test_wildcards_and_expressions(ask, expression, count):
    _, text = ask(data(f"valueCodes[Region]={expression}", MEASURE, "valueCodes[Tid]=2022"))
    assert json.loads(text)["size"] == [count, 2, 1]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((REGION, "valueCodes[Region]=1780R003", MEASURE, YEARS), "repeated"),
        ((REGION, MEASURE, "valueCodes[Tid]=range(2011,2013)"), "has no"),
        ((REGION, MEASURE), "Tid is mandatory"),
        ((REGION, MEASURE, "valueCodes[Tid]=2030"), "has no 2030"),
        ((REGION, MEASURE, YEARS, "codelist[Region]=vs_RegSO2025"), "has no 1780R001"),
        ((REGION, MEASURE, YEARS, "codelist[Region]=vs_Finns_inte"), "no code list"),
        ((REGION, MEASURE, YEARS, "valuecodes[Region]=*"), "unknown parameter"),
        ((REGION, MEASURE, YEARS, "outputFormatParams=UseCodes"), "outputFormatParams"),
    ],
)
def test_an_unsound_question_is_refused(ask, karlstad, parts, words):
    status, text = ask(data(*parts))
    assert status == 400
    assert words in json.loads(text)["detail"]
    assert len(karlstad.database.refused) == 1


def test_too_many_cells_are_refused(ask, karlstad):
    karlstad.database.max_cells = 11
    assert "too many cells: 12 of 11" in ask(data(REGION, MEASURE, YEARS))[1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"query": []}, "selection"),
        ({"selection": [{"variableCode": "Tid", "valueCodes": ["[range(2011,2013)]"]}]}, "brackets"),
        ({"selection": [{"variableCode": "Tid", "valueCodes": ["2011"], "codeList": "x"}]}, "unknown in the selection"),
        ({"selection": [{"variableCode": "Tid", "valueCodes": ["2011"]}] * 2}, "twice"),
    ],
)
def test_an_unsound_body_is_refused(ask, body, words):
    status, text = ask(data(), body)
    assert status == 400
    assert words in json.loads(text)["detail"]


def test_the_thirty_first_call_is_turned_away_and_told_when_to_come_back(ask, server):
    codes = [ask("/api/v2/config")[0] for _ in range(31)]
    assert codes == [200] * 30 + [429]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("service=WFS&version=1.1.0&request=GetFeature&typeName=stat:RegSO_2018", "unknown"),
        ("service=WFS&version=1.1.0&request=GetFeature&typeName=stat:RegSO_2025&outputFormat=kml", "output format"),
        (
            "service=WFS&version=1.1.0&request=GetFeature&typeName=stat:RegSO_2025&resultType=hits&count=3",
            "maxFeatures",
        ),
        (
            f"{HITS}&CQL_FILTER=kommunkod='1780' OR 1=1",
            "parse CQL",
        ),
    ],
)
def test_the_wfs_complains_in_xml_with_the_status_of_success(ask, query, words):
    status, text = ask(f"/geoserver/stat/wfs?{query}".replace(" ", "+"))
    assert status == 200
    assert "ExceptionReport" in text
    assert words in text
