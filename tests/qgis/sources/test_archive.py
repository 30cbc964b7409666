# SPDX-License-Identifier: GPL-2.0-or-later
"""Files downloaded by hand: both of SCB's schemas, every usual form, and no zip that does harm."""

from __future__ import annotations

import os
import stat
import subprocess
import zipfile
from pathlib import Path

import made_answers
import pytest
from wfs_server import geopackage_file

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.sources.archive import open_boundaries, unpack
from regso_atlas.plugin.sources.catalog import catalog
from regso_atlas.plugin.sources.errors import NotUnderstood, UnsafeFile

SCHEMAS = catalog().schemas


def features_2018(codes, **names):
    """Features with the field names of SCB's older files."""
    renamed = {"regsokod": "regsokod", "regsonamn": "regso", "kommunkod": "kommun"} | names
    features = made_answers.made_features(codes, "2018_v2")
    for feature in features:
        known = feature["properties"]
        feature["properties"] = {new: known[old] for old, new in renamed.items()} | {"kommunnamn": "Älvdalen"}
    return features


@pytest.fixture
def new_file(tmp_path) -> Path:
    features = made_answers.made_features(["0180R001", "0180R002"], "2025_v2")
    return geopackage_file(features, tmp_path / "RegSO_2025.gpkg", "RegSO_2025")


@pytest.fixture
def old_file(tmp_path) -> Path:
    return geopackage_file(
        features_2018(["2039R001", "2039R002", "2039R003"]), tmp_path / "RegSO_2018_v2.gpkg", "RegSO_2018_v2"
    )


def zip_of(target: Path, files: dict[str, Path]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.write(path, name)
    return target


def as_shapefile(file: Path, folder: Path) -> list[Path]:
    folder.mkdir()
    subprocess.run(
        ["ogr2ogr", "-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", str(folder / f"{file.stem}.shp"), str(file)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return sorted(folder.iterdir())


def test_both_schemas_are_recognised(new_file, old_file):
    new, old = open_boundaries(new_file, SCHEMAS), open_boundaries(old_file, SCHEMAS)
    assert (new.codes, new.edition, new.areas[0].name) == (("0180R001", "0180R002"), Edition.E2025, "Påhittat område 1")
    assert (old.codes[0], old.edition, old.areas[0].name) == ("2039R001", Edition.E2020, "Påhittat område 1")
    assert old.areas[0].kommun_name == "Älvdalen"


def test_the_edition_of_a_file_that_does_not_say_is_told_by_its_name(tmp_path):
    features = features_2018(["2039R001"])
    assert (
        open_boundaries(geopackage_file(features, tmp_path / "a.gpkg", "RegSO_2018_v1"), SCHEMAS).edition
        is Edition.E2020
    )
    assert (
        open_boundaries(geopackage_file(features, tmp_path / "b-2025.gpkg", "areas"), SCHEMAS).edition is Edition.E2025
    )
    assert open_boundaries(geopackage_file(features, tmp_path / "c.gpkg", "areas"), SCHEMAS).edition is None


@pytest.mark.parametrize("inside", ["RegSO_2025.gpkg", "Nedladdat från SCB/RegSO_2025.gpkg"])
def test_a_zip_with_a_geopackage(tmp_path, new_file, inside):
    found = open_boundaries(zip_of(tmp_path / "regso.zip", {inside: new_file, "läs mig.txt": new_file}), SCHEMAS)
    assert found.codes == ("0180R001", "0180R002")


def test_a_shapefile_by_itself_and_in_a_zip(tmp_path, old_file):
    files = as_shapefile(old_file, tmp_path / "shp")
    archive = zip_of(tmp_path / "RegSO_2018.zip", {file.name: file for file in files})
    shape = next(file for file in files if file.suffix == ".shp")
    for path in (shape, archive):
        found = open_boundaries(path, SCHEMAS)
        assert found.codes == ("2039R001", "2039R002", "2039R003")
        assert found.areas[0].kommun_name == "Älvdalen"
        assert found.edition is Edition.E2020


def test_a_zip_with_several_layers_asks_which(tmp_path, new_file, old_file):
    archive = zip_of(tmp_path / "allt.zip", {"ny.gpkg": new_file, "gammal.gpkg": old_file})
    with pytest.raises(RegsoError, match=r"several layers with areas: ny.gpkg, gammal.gpkg"):
        open_boundaries(archive, SCHEMAS)


def test_a_zip_without_areas_says_what_it_holds(tmp_path, new_file):
    (tmp_path / "läs mig.txt").write_text("hej", encoding="utf-8")
    with pytest.raises(NotUnderstood, match=r"no GeoPackage, shapefile or GeoJSON.*läs mig.txt"):
        open_boundaries(zip_of(tmp_path / "a.zip", {"läs mig.txt": tmp_path / "läs mig.txt"}), SCHEMAS)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(RegsoError, match="There is no file"):
        open_boundaries(tmp_path / "saknas.gpkg", SCHEMAS)


def test_a_file_that_is_no_layer_is_told(tmp_path):
    path = tmp_path / "bild.gpkg"
    path.write_bytes(b"\x89PNG")
    with pytest.raises(NotUnderstood, match="could not be read as a map layer"):
        open_boundaries(path, SCHEMAS)


def test_a_damaged_zip_is_told(tmp_path, new_file):
    archive = zip_of(tmp_path / "a.zip", {"a.gpkg": new_file})
    for content in (archive.read_bytes()[:-40], archive.read_bytes()[:200]):
        archive.write_bytes(content)
        with pytest.raises(NotUnderstood, match="damaged zip file"):
            open_boundaries(archive, SCHEMAS)


def test_an_error_does_not_keep_the_file_open(tmp_path):
    """Kept open it cannot be removed on Windows, and closed after GDAL has gone it crashes QGIS at its end."""
    features = made_answers.made_features(["0180R001"], "2025_v2")
    for feature in features:
        feature["properties"] = {"kod": "0180R001"}
    path = geopackage_file(features, tmp_path / "okänd.gpkg", "x")
    with pytest.raises(NotUnderstood) as caught:
        open_boundaries(path, SCHEMAS)
    assert caught.value.__traceback__ is not None
    links = [link for link in Path("/proc/self/fd").iterdir() if link.exists()]
    open_now = {os.path.realpath(link) for link in links}
    assert str(path) not in open_now


# Harm -----------------------------------------------------------------------------------------------------------------


def raw_zip(target: Path, name: str, content: bytes = b"x", mode: int = stat.S_IFREG | 0o644) -> Path:
    member = zipfile.ZipInfo(name)
    member.external_attr = mode << 16
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("ok.txt", "ok")
        archive.writestr(member, content)
    return target


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../ut.txt", "leads out of the folder"),
        ("a/../../ut.txt", "leads out of the folder"),
        ("a\\..\\..\\ut.txt", "leads out of the folder"),
        ("/etc/ut.txt", "fixed place"),
        ("C:\\Windows\\ut.txt", "fixed place"),
        ("C:ut.txt", "fixed place"),
        ("\\\\server\\share\\ut.txt", "fixed place"),
        ("ut.txt:dold", "fixed place"),
    ],
)
def test_a_member_that_would_leave_the_folder_stops_everything(tmp_path, untouched, name, words):
    archive, folder = raw_zip(tmp_path / "elak.zip", name), tmp_path / "in" / "folder"
    folder.mkdir(parents=True)
    with pytest.raises(UnsafeFile, match=words) as caught:
        unpack(archive, folder)
    assert "was not opened" in str(caught.value)
    assert list(folder.iterdir()) == []
    assert not list(tmp_path.rglob("*ut.txt*"))


def test_a_link_in_a_zip_is_refused(tmp_path):
    archive = raw_zip(tmp_path / "länk.zip", "RegSO.gpkg", b"/etc/passwd", stat.S_IFLNK | 0o777)
    with pytest.raises(UnsafeFile, match="is a link"):
        open_boundaries(archive, SCHEMAS)


def test_a_zip_that_unfolds_beyond_the_limit_is_refused(tmp_path):
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.csv", bytes(5_000_000))
    folder = tmp_path / "ut"
    folder.mkdir()
    with pytest.raises(UnsafeFile, match="far larger when unpacked"):
        unpack(archive, folder, max_bytes=1_000_000)
    assert list(folder.rglob("*")) == []


def test_a_zip_that_lies_about_its_size_is_stopped_while_unpacking(tmp_path):
    archive = tmp_path / "lögn.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.csv", bytes(5_000_000))
    # say 1,000 bytes in the directory and in the member's own head
    content = archive.read_bytes().replace((5_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    archive.write_bytes(content)
    folder = tmp_path / "ut"
    folder.mkdir()
    with pytest.raises((UnsafeFile, NotUnderstood)):
        unpack(archive, folder, max_bytes=1_000_000)
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= 1_000_000


def test_programs_and_other_things_are_not_unpacked(tmp_path, new_file):
    archive = zip_of(tmp_path / "a.zip", {"a.gpkg": new_file, "setup.exe": new_file, "makro.vbs": new_file})
    folder = tmp_path / "ut"
    folder.mkdir()
    assert [path.name for path in unpack(archive, folder)] == ["a.gpkg"]
    assert [path.name for path in folder.iterdir()] == ["a.gpkg"]


# Real files -----------------------------------------------------------------------------------------------------------


def test_the_real_files_of_dalarna_and_of_the_country(real_data):
    old = open_boundaries(real_data / "regso2018-dalarna" / "regso_2018_dalarna_dissolved.gpkg", SCHEMAS)
    deso_old = open_boundaries(real_data / "regso2018-dalarna" / "deso_2018_v2_dalarna.gpkg", SCHEMAS)
    deso_new = open_boundaries(real_data / "dalarna" / "deso_2025_dalarna_wfs.geojson", SCHEMAS)
    country = open_boundaries(real_data / "regso2025" / "RegSO_2025.gpkg", SCHEMAS)
    seen = [(len(one), one.level, one.edition) for one in (old, deso_old, deso_new, country)]
    assert seen == [
        (119, Level.REGSO, Edition.E2020),
        (175, Level.DESO, Edition.E2020),
        (175, Level.DESO, Edition.E2025),
        (3363, Level.REGSO, Edition.E2025),
    ]
    assert old.areas[0].kommun_name == "Vansbro"
    assert {area.parent for area in deso_new.areas} == set(country.within(lan=["20"]).codes)
    assert len(country.within(kommuner=["0180"])) == 127


def test_a_real_file_of_something_else_is_told(real_data):
    with pytest.raises(NotUnderstood, match="no field with RegSO or DeSO codes"):
        open_boundaries(real_data / "sweden" / "Kommun_Sweref99TM.zip", SCHEMAS)
