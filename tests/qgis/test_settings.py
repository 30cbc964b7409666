# SPDX-License-Identifier: GPL-2.0-or-later
"""The settings: typed, in the profile, gone from QGIS's tree when the plugin is unloaded, and obeyed."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeedback, QgsSettings

from regso_atlas.plugin.settings import forget_settings, settings
from regso_atlas.plugin.sources import service
from regso_atlas.plugin.sources.catalog import catalog


@pytest.fixture
def clean():
    """Settings as they are in a new profile, before and after."""
    QgsSettings().remove("plugins/regso_atlas")
    yield settings()
    QgsSettings().remove("plugins/regso_atlas")


def test_a_new_profile_uses_the_catalogues_addresses_and_the_network(clean):
    assert service.catalog_in_use() == catalog()
    assert (clean.offline.value(), clean.cache_megabytes.value(), clean.older_interface.value()) == (False, 500, True)


def test_an_agencys_own_address_takes_the_place_of_scbs(clean):
    clean.wfs.setValue("https://karta.myndighet.se/geoserver/stat/wfs/")
    used = service.catalog_in_use().services
    assert used["wfs"].address == "https://karta.myndighet.se/geoserver/stat/wfs"
    assert used["pxweb2"] == catalog().services["pxweb2"]


def test_the_settings_are_found_in_the_profile_under_one_node(clean):
    clean.http_hosts.setValue(["karta.intern", "åäö.intern"])
    assert QgsSettings().value("plugins/regso_atlas/services/http-hosts") == ["karta.intern", "åäö.intern"]
    scb = service.scb_in_use(QgsFeedback())
    assert scb._connection.rules.http_hosts == {"karta.intern", "åäö.intern"}


def test_a_plugin_that_is_loaded_again_finds_its_settings(clean):
    clean.offline.setValue(True)
    for _ in range(2):
        forget_settings()
        assert settings().offline.value() is True
    settings().offline.remove()
