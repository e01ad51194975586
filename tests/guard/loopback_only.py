"""Refuses, in this process, every connection beyond this machine, and keeps a list of what was tried.

An audit hook sees what any Python code asks of a socket, however deep in a package. It cannot be taken
out again, so it does something only while ``watching``.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_NAMES_OF_THIS_MACHINE = {None, "", "localhost", "localhost.localdomain", "ip6-localhost"}
_WITH_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_WITH_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}

REPORT_VARIABLE = "EQUIPOISE_GUARD_REPORT"

tried: list[str] = []
watching = False
_report: Path | None = None


class BeyondLoopback(PermissionError):
    """Something tried to reach another machine."""


def install(report: Path | None = None) -> None:
    """Add the hook; with ``report`` each attempt is also a line in that file, for whoever reads it later."""
    global _report
    _report = report
    sys.addaudithook(_look)


def attempts(environment: Mapping[str, str]) -> list[str]:
    """What the children with this environment tried; see ``sitecustomize``."""
    report = Path(environment[REPORT_VARIABLE])
    return report.read_text(encoding="utf-8").splitlines() if report.exists() else []


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    if not watching or not event.startswith("socket."):
        return
    if event in _WITH_ADDRESS:
        # An address that is no pair is a Unix socket's path, or the peer chosen by an earlier connect.
        address = arguments[1] if len(arguments) > 1 else None
        host = address[0] if isinstance(address, tuple) else None
    elif event in _WITH_NAME:
        host = arguments[0]
    else:
        return
    if not _is_here(host):
        _refuse(f"{event} {host!r} by process {os.getpid()}")


def _is_here(host: Any) -> bool:
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if host in _NAMES_OF_THIS_MACHINE:
        return True
    try:
        address = ipaddress.ip_address(str(host).split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse(attempt: str) -> None:
    tried.append(attempt)
    if _report is not None:
        with _report.open("a", encoding="utf-8") as stream:
            stream.write(attempt + "\n")
    raise BeyondLoopback(attempt)
