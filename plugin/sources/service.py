# SPDX-License-Identifier: GPL-2.0-or-later
"""SCB as the user's settings have it: addresses, hosts, credentials, patience, and whether the network is used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.core import QgsFeedback

from ..settings import settings
from .addresses import AddressRules
from .cache import Cache
from .catalog import Catalog, catalog

if TYPE_CHECKING:
    from .scb import Scb


def catalog_in_use() -> Catalog:
    """Return the catalogue with the addresses that the settings put in place of its own."""
    known = catalog()
    chosen = settings()
    addresses = {"pxweb2": chosen.pxweb2.value(), "pxweb1": chosen.pxweb1.value(), "wfs": chosen.wfs.value()}
    return replace(
        known,
        services={
            name: replace(service, address=addresses.get(name, "").rstrip("/") or service.address)
            for name, service in known.services.items()
        },
    )


def cache_in_use() -> Cache:
    """Return the cache in the profile, of the size that the settings allow."""
    return Cache(limit=settings().cache_megabytes.value() * 1_000_000)


def scb_in_use(feedback: QgsFeedback, *, offline: bool = False, language: str = "sv") -> Scb:
    """Return SCB's services for one run; ``offline`` or the setting of that name keep it off the network."""
    # what speaks with the network is loaded by who uses it, not when QGIS starts
    from .http import Connection
    from .scb import Scb

    chosen = settings()
    connection = Connection(
        rules=AddressRules(frozenset(host.strip().lower() for host in chosen.http_hosts.value() if host.strip())),
        authcfg=chosen.authcfg.value(),
        timeout=float(chosen.timeout.value()) or None,
        feedback=feedback,
    )
    return Scb(
        catalog_in_use(),
        cache_in_use(),
        connection,
        offline=offline or chosen.offline.value(),
        allow_v1=chosen.older_interface.value(),
        language=language,
    )
