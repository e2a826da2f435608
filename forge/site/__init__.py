"""The static site of a registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forge.site.build import SiteReport, build_site
    from forge.site.server import serve, site_server

__all__ = ["SiteReport", "build_site", "serve", "site_server"]


def __getattr__(name: str) -> object:
    # Jinja2 and Babel are loaded when somebody builds, the server when somebody looks (PEP 562).
    if name in ("SiteReport", "build_site"):
        from forge.site import build

        return getattr(build, name)
    if name in ("serve", "site_server"):
        from forge.site import server

        return getattr(server, name)
    raise AttributeError(name)
