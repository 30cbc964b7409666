# SPDX-License-Identifier: GPL-2.0-or-later
"""Which addresses are asked at all: https, and http only to this machine or to hosts that the user named."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from ..core.messages import message
from .errors import AddressRefused

REDIRECT_LIMIT = 5


@dataclass(frozen=True)
class AddressRules:
    """The hosts that may be asked over unencrypted http, besides this machine itself."""

    http_hosts: frozenset[str] = frozenset()

    def check(self, url: str) -> str:
        """Return the address if it may be asked; else ``AddressRefused``."""
        try:
            parts = urlsplit(url)
            host, _ = (parts.hostname or "").lower(), parts.port
        except ValueError as error:
            raise _no_address(url, str(error)) from error
        if any(sign <= " " for sign in url) or not host or parts.username is not None or parts.password is not None:
            raise _no_address(url, "no host, blanks, or a user name in the address")
        if parts.scheme == "https" or (parts.scheme == "http" and (is_loopback(host) or host in self.http_hosts)):
            return url
        if parts.scheme == "http":
            raise AddressRefused(
                message(
                    "The address of {host} begins with http, so anybody on the way could read and change what comes; "
                    "nothing was fetched. Use its https address, or name the host as trusted in the settings.",
                    host=host,
                ),
                details=url,
            )
        raise _no_address(url, f"scheme {parts.scheme!r}")

    def check_redirect(self, origin: str, target: str) -> str:
        """Return where a server sends us, as a whole address; one that loses protection is ``AddressRefused``."""
        url = urljoin(origin, target)
        before, after = urlsplit(origin), urlsplit(url)
        downgraded = before.scheme == "https" and after.scheme != "https"
        inwards = is_loopback(after.hostname or "") and not is_loopback(before.hostname or "")
        if downgraded or inwards or after.scheme not in ("http", "https"):
            raise AddressRefused(
                message(
                    "{host} sent us on to an address that is not followed ({scheme}), so nothing was fetched. If this "
                    "goes on, the service or something between it and you is set up wrongly; tell your IT support.",
                    host=before.hostname,
                    scheme=after.scheme or "?",
                ),
                details=f"{origin} → {url}"[:500],
            )
        return self.check(url)


def host_of(url: str) -> str:
    """Return the host of an address, with its port if it has one."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _no_address(url: str, reason: str) -> AddressRefused:
    return AddressRefused(
        message(
            "“{address}” is no web address that data can be fetched from. Check the address in the settings; it "
            "begins with https://.",
            address=url[:120],
        ),
        details=reason,
    )
