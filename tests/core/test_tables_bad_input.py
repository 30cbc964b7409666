# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that hold no table: each is refused with what happened, what it means and what to do."""

import json
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.tables import StatTable, read_table


def refused(path: Path, **how) -> RegsoError:
    """Read a file that must be refused, and return the error; it names the file and says what to do."""
    with pytest.raises(RegsoError) as caught:
        read_table(path, **how)
    assert f"“{path.name}”" in str(caught.value)
    assert str(caught.value).endswith(".") or "Unpack it first" in str(caught.value) or ": " in str(caught.value)
    return caught.value


def saved(folder: Path, content: bytes | str, name: str = "tabell åäö.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


DIMENSION = {
    "Region": {"category": {"index": ["0180R001", "0180R002"]}},
    "Tid": {"category": {"index": ["2022"]}},
}


def json_stat(**changes) -> str:
    return json.dumps(
        {"class": "dataset", "id": ["Region", "Tid"], "size": [2, 1], "dimension": DIMENSION, "value": [1, 2]} | changes
    )


def test_the_untouched_document_is_read(tmp_path):
    assert len(read_table(saved(tmp_path, json_stat())).frame) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n  \n", "is empty"),
        (bytes(range(256)) * 20, "no text and no Excel workbook"),
        (b"SQLite format 3\x00" + b"\x00\x01\x02" * 100, "no text and no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "Excel file of the old kind"),
        (b"PK\x03\x04" + b"\x00" * 50, "damaged"),
        ("<!DOCTYPE html><html><body><h1>429 Too Many Requests</h1></body></html>", "web page"),
        ("\n<html><table><tr><td>0180R001</td><td>1</td></tr></table></html>", "web page"),
        ('<?xml version="1.0"?><ServiceExceptionReport/>', "web page or an XML document"),
        ('CHARSET="ANSI";\nAXIS-VERSION="2013";\n', "PC-Axis"),
        (json_stat()[:-9], "cut off or changed"),
        ("{" * 100_000, "cut off or changed"),
        ('{"type": "FeatureCollection", "features": []}', "neither JSON-stat nor PxWeb"),
        ('{"title": "Too many cells", "status": 403}', "neither JSON-stat nor PxWeb"),
        ("[1, 2, 3]", "neither JSON-stat nor PxWeb"),
        ("kön;2022\nmän;5\nkvinnor;6\n", "no column or dimension with areas; it has: kön, 2022"),
        ("Hej! Det här är ett brev.\nMed vänlig hälsning\n", "no header row"),
        ("0180R001;4\n0180R002;5\n", "no header row"),
        ("region;2022\n", "no rows with figures"),
        ("regsokod;regsonamn\n0180R001;Hässelby\n0180R002;Ängby\n", "none with figures"),
        ('regsokod;2022\n0180R001;"4\n0180R002;5\n0180R003;6\n', "before line 4 a quotation mark is opened"),
        ('regsokod;2022\n"0180R001;4\n' + "0180R002;5\n" * 20_000, "quotation mark is opened and never closed"),
    ],
)
def test_content_without_a_table_is_refused(tmp_path, content, words):
    assert words in str(refused(saved(tmp_path, content)))


@pytest.mark.parametrize(
    ("changes", "words", "details"),
    [
        ({"value": [1, 2, 3]}, "contradicts itself", "3 values for 2 cells"),
        ({"value": [1]}, "contradicts itself", "1 values for 2 cells"),
        ({"value": {"2": 5}}, "contradicts itself", "position 2 of 2 cells"),
        ({"value": {"-1": 5}}, "contradicts itself", "position -1 of 2 cells"),
        ({"value": {"första": 5}}, "contradicts itself", "position första of 2 cells"),
        ({"value": "1, 2"}, "contradicts itself", "value is str"),
        ({"value": [1, True]}, "contradicts itself", "value True at 1"),
        ({"value": [1, {}]}, "contradicts itself", "value {} at 1"),
        ({"value": [1, 10**400]}, "contradicts itself", "value 1000"),
        ({"status": ["..", ".", ".."]}, "contradicts itself", "status is list for 2 cells"),
        ({"size": [2, 1, 1]}, "contradicts itself", "size [2, 1, 1]"),
        ({"size": [3, 1], "value": [1, 2, 3]}, "contradicts itself", "dimension Region: size 3, 2 categories"),
        ({"size": [2, "1"]}, "contradicts itself", "size [2, '1']"),
        ({"size": [-2, -1]}, "no cells", "size [-2, -1]"),
        ({"size": [0, 1], "value": []}, "no cells", "size [0, 1]"),
        ({"id": ["Region", "Region"]}, "contradicts itself", "id ['Region', 'Region']"),
        ({"id": ["Region", "År"]}, "contradicts itself", "dimension År is not described"),
        ({"size": [10**12, 10**12], "value": {}}, "more than 20000000 are not read", ""),
        (
            {"dimension": DIMENSION | {"Region": {"category": {"index": {"0180R001": 0, "0180R002": 5}}}}},
            "contradicts",
            "Region",
        ),
        (
            {"dimension": DIMENSION | {"Region": {"category": {"index": ["0180R001", "0180R001"]}}}},
            "contradicts",
            "Region",
        ),
        (
            {
                "dimension": DIMENSION | {"Region": {"category": {"index": ["män", "kvinnor"]}, "label": "kön"}},
                "id": ["Region", "Tid"],
            },
            "",
            "",
        ),
    ],
)
def test_json_stat_that_contradicts_itself_is_refused(tmp_path, changes, words, details):
    if not words:
        # named Region but about something else: it is read, and refused when areas are wanted
        assert read_table(saved(tmp_path, json_stat(**changes))).region == "Region"
        return
    error = refused(saved(tmp_path, json_stat(**changes)))
    assert words in str(error)
    assert details in error.details


def test_json_stat_without_areas_is_refused_with_its_dimensions(tmp_path):
    dimension = {"Kon": {"label": "kön", "category": {"index": ["1", "2"]}}, "Tid": DIMENSION["Tid"]}

    error = refused(saved(tmp_path, json_stat(id=["Kon", "Tid"], dimension=dimension)))

    assert "no column or dimension with areas; it has: kön, Tid" in str(error)


def test_several_datasets_in_one_file_are_refused(tmp_path):
    one = json.loads(json_stat())

    assert "holds 2 tables" in str(refused(saved(tmp_path, json.dumps({"a": one, "b": one}))))


COLUMNS = [{"code": "Region", "text": "region", "type": "d"}, {"code": "Antal", "text": "Antal", "type": "c"}]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"columns": COLUMNS, "data": []}, "has no cells"),
        ({"columns": COLUMNS, "data": [{"key": ["0180R001", "2022"], "values": ["1"]}]}, "do not have as many keys"),
        ({"columns": COLUMNS, "data": [{"key": ["0180R001"], "values": []}]}, "do not have as many keys"),
        ({"columns": COLUMNS, "data": ["0180R001"]}, "do not have as many keys"),
        ({"columns": COLUMNS[:1], "data": [{"key": ["0180R001"], "values": []}]}, "do not have as many keys"),
        (
            {
                "columns": [COLUMNS[0] | {"code": "Kon", "text": "kön"}, COLUMNS[1]],
                "data": [{"key": ["1"], "values": ["1"]}],
            },
            "it has: kön",
        ),
    ],
)
def test_pxweb_json_that_does_not_fit_together_is_refused(tmp_path, document, words):
    assert words in str(refused(saved(tmp_path, json.dumps(document))))


def test_file_that_is_not_there_is_refused(tmp_path):
    assert "could not be opened" in str(refused(tmp_path / "finns inte.csv"))


def test_folder_is_refused(tmp_path):
    assert "could not be opened" in str(refused(tmp_path))


def test_file_that_another_program_locks_is_refused(tmp_path, monkeypatch):
    path = saved(tmp_path, "regsokod;2022\n0180R001;1\n")

    def locked(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", locked)

    error = refused(path)
    assert "no other program (Excel, for example) holds it open" in str(error)
    assert "Permission denied" in error.details


def test_far_too_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(600_000_000)

    assert "600 MB" in str(refused(path))


def test_packed_file_is_refused_with_its_members(tmp_path):
    path = tmp_path / "TAB6574_sv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("TAB6574_sv.csv", "region;2022\n")

    assert "Unpack it first, and choose the table inside it: TAB6574_sv.csv" in str(refused(path))


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "finns-inte"])
def test_wrong_encoding_by_name_is_refused(tmp_path, encoding):
    path = saved(tmp_path, "region;2022\nÅre (Öster);1\n".encode("cp1252"))

    assert f"cannot be read as {encoding}" in str(refused(path, encoding=encoding))


def test_cut_off_utf_16_is_refused(tmp_path):
    assert "says that it is UTF-16 but is not" in str(refused(saved(tmp_path, "region;2022".encode("utf-16")[:-1])))


TEXTS = st.text('0180R1;,\t\n"{}[]:.- åäöregsokod2022<>', max_size=120)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), TEXTS.map(str.encode), TEXTS.map(lambda text: text.encode("utf-16"))))
def test_whatever_a_file_holds_it_is_a_table_or_a_regso_error(tmp_path, content):
    try:
        table = read_table(saved(tmp_path, content))
    except RegsoError:
        return
    assert isinstance(table, StatTable)
    assert table.region in table.frame.columns


@pytest.mark.parametrize("seed", range(20))
def test_a_spoilt_answer_is_read_or_refused_but_never_crashes(tmp_path, seed):
    random.seed(seed)
    text = json_stat(status={"0": ".."}, note=["Åäö"], role={"time": ["Tid"]})
    for _ in range(100):
        place = random.randrange(len(text))
        spoilt = text[:place] + random.choice('{}[]",:0a\\') + text[place + random.randrange(3) :]
        try:
            read_table(saved(tmp_path, spoilt))
        except RegsoError:
            continue
