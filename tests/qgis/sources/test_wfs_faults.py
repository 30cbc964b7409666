# SPDX-License-Identifier: GPL-2.0-or-later
"""Boundaries over WFS: whatever comes instead of them is told, and not used."""

from __future__ import annotations

import json
from dataclasses import replace

import made_answers
import pytest
from replay_server import Reply, as_json, gzipped
from wfs_server import exception, geopackage

from regso_atlas.plugin.sources.errors import (
    AddressRefused,
    AnswerTooLarge,
    NotUnderstood,
    ServiceRefused,
    ServiceUnavailable,
)
from regso_atlas.plugin.sources.wfs import GEOJSON, GEOPACKAGE, Wfs

FEATURE = "outputFormat"
"""Stands in the requests for features, not in those for hits."""


@pytest.mark.parametrize("chosen", [GEOPACKAGE, GEOJSON])
def test_one_area_too_few_is_noticed(karlstad, wfs, regso, untouched, chosen):
    karlstad.wfs.hits_off = 1
    with pytest.raises(NotUnderstood, match="says that it has 32 areas of stat:RegSO_2025, but 31 came"):
        wfs.boundaries(regso, answer_format=chosen)


def test_an_empty_result_is_noticed(server, karlstad, wfs, regso, untouched):
    server.next_replies(as_json(made_answers.made_collection([])), when=FEATURE)
    with pytest.raises(NotUnderstood, match="but 0 came"):
        wfs.boundaries(regso, kommuner=["1780"])


def test_the_same_area_twice_is_not_taken_for_two(server, karlstad, wfs, regso, untouched):
    codes = [*karlstad.codes[:-1], karlstad.codes[0]]
    document = made_answers.made_collection(made_answers.made_features(codes, "2025_v2"))
    server.next_replies(as_json(document), when=FEATURE)
    with pytest.raises(NotUnderstood, match="31 areas of stat:RegSO_2025, but 30 came"):
        wfs.boundaries(regso, kommuner=["1780"])


@pytest.mark.parametrize("chosen", [GEOPACKAGE, GEOJSON])
def test_changed_field_names_are_told_with_the_new_ones(server, karlstad, wfs, regso, untouched, chosen):
    features = made_answers.made_features(karlstad.codes, "2025_v2")
    for feature in features:
        feature["properties"]["områdesid"] = feature["properties"].pop("regsokod")
    document = made_answers.made_collection(features)
    reply = as_json(document) if chosen is GEOJSON else Reply(geopackage(features, "RegSO_2025"))
    server.next_replies(reply, when=FEATURE)
    with pytest.raises(NotUnderstood, match="no field with RegSO or DeSO codes") as caught:
        wfs.boundaries(regso, answer_format=chosen)
    assert "områdesid" in str(caught.value)


def test_codes_that_are_no_codes_are_not_areas(server, karlstad, wfs, regso, untouched):
    features = made_answers.made_features(["Karlstad 1", "Karlstad 2"], "2025_v2")
    server.next_replies(as_json(made_answers.made_collection(features)), when=FEATURE)
    with pytest.raises(NotUnderstood, match="no field with RegSO or DeSO codes"):
        wfs.boundaries(regso, kommuner=["1780"])


def test_an_answer_of_the_other_edition_is_not_used(server, karlstad, wfs, regso, untouched):
    document = made_answers.made_collection(made_answers.made_features(karlstad.codes, "2020_v3"))
    server.next_replies(as_json(document), when=FEATURE)
    with pytest.raises(NotUnderstood, match="another edition"):
        wfs.boundaries(regso, kommuner=["1780"])


def test_a_complaint_with_the_status_of_success_is_told(server, karlstad, wfs, regso, untouched):
    server.next_replies(exception("Feature type stat:RegSO_2025 unknown"), when=FEATURE)
    with pytest.raises(ServiceRefused, match=r"did not accept the question.*RegSO_2025 unknown"):
        wfs.boundaries(regso)
    server.next_replies(exception("Datalagret svarar inte"))
    with pytest.raises(ServiceRefused, match="Datalagret svarar inte"):
        wfs.boundaries(regso)


BILLION_LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "hahahahahahahaha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
<!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;"><!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;">]>
<ExceptionReport><ExceptionText>&i;</ExceptionText></ExceptionReport>"""
FROM_A_FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


@pytest.mark.parametrize("bomb", [BILLION_LAUGHS, FROM_A_FILE])
@pytest.mark.parametrize("when", ["hits", FEATURE])
def test_xml_that_unfolds_without_end_is_not_unfolded(server, karlstad, wfs, regso, untouched, bomb, when, stopwatch):
    server.next_replies(Reply(bomb, kind="text/xml"), when=when)
    with pytest.raises(NotUnderstood, match="something else than the XML") as caught:
        wfs.boundaries(regso)
    assert "document type" in caught.value.details
    assert stopwatch() < 5


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (Reply(b"<html><body>Logga in</body></html>", kind="text/html"), NotUnderstood, "web page"),
        (Reply(b"<?xml version='1.0'?><wfs:FeatureColl"), NotUnderstood, "cut off"),
        (Reply(b"SQLite format 3\x00" + bytes(2000)), NotUnderstood, "could not be read as a map layer"),
        (Reply(b"SQLite format 3\x00", announced=5_000_000_000), AnswerTooLarge, "larger than the 400 MB"),
        (Reply(b"SQLite format 3\x00", cut_at=5), ServiceUnavailable, "broke off"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), AddressRefused, "not followed"),
        (Reply(hangs=True), ServiceUnavailable, "in time"),
    ],
)
def test_a_spoilt_answer_is_told_and_not_used(
    server, karlstad, local_catalog, connection, regso, untouched, reply, error, words
):
    wfs = Wfs(local_catalog.services["wfs"], replace(connection, timeout=0.3), local_catalog.schemas)
    server.next_replies(*[reply] * 4, when=FEATURE)
    with pytest.raises(error, match=words):
        wfs.boundaries(regso)


def test_a_geopackage_cut_off_without_a_word_is_noticed(server, karlstad, wfs, regso, untouched):
    whole = geopackage(made_answers.made_features(karlstad.codes, "2025_v2"), "RegSO_2025")
    server.next_replies(Reply(whole[: len(whole) // 2]), when=FEATURE)
    with pytest.raises(NotUnderstood):
        wfs.boundaries(regso)


def test_truncated_geojson_is_noticed(server, karlstad, wfs, regso, untouched):
    text = json.dumps(made_answers.made_collection(made_answers.made_features(karlstad.codes, "2025_v2")))
    server.next_replies(Reply(text[:3000].encode()), when=FEATURE)
    with pytest.raises(NotUnderstood, match="cut off"):
        wfs.boundaries(regso, kommuner=["1780"])


def test_gzip_and_byte_order_marks_do_no_harm(server, karlstad, wfs, regso):
    text = json.dumps(made_answers.made_collection(made_answers.made_features(karlstad.codes, "2025_v2")))
    server.next_replies(gzipped(Reply(text.encode())), Reply(text.encode("utf-8-sig")), when=FEATURE)
    for _ in range(2):
        assert len(wfs.boundaries(regso, kommuner=["1780"])) == 31


def test_a_service_that_does_not_count_is_believed_what_it_sends(server, karlstad, wfs, regso):
    unknown = b'<FeatureCollection numberMatched="unknown" numberReturned="0"/>'
    server.next_replies(Reply(unknown, kind="text/xml"), when="hits")
    assert len(wfs.boundaries(regso, kommuner=["1780"])) == 31
