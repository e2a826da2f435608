"""The options that several commands share, and what they mean."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from forge.cli.command import Option, flag, session_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    import click

    from forge.cli.session import Session
    from forge.registry import Store

__all__ = [
    "json_option",
    "offline_option",
    "open_registry",
    "reading",
    "registry_option",
    "say_age",
    "texts_by_language",
]


def registry_option() -> Option:
    """Return `--registry ADDRESS`."""
    from forge.cli.completion import complete_path

    return Option(
        "--registry",
        about="common.registry",
        shown="common.metavar.registry",
        default="",
        shell_complete=complete_path,
    )


def offline_option() -> Option:
    """Return `--offline`."""
    return flag("--offline", "common.offline")


def _ask_for_json(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    session_of(ctx).as_json |= bool(value)


def json_option() -> Option:
    """Return `--json`, after which failures are JSON too."""
    return flag("--json", "common.json", expose_value=False, callback=_ask_for_json)


def open_registry(
    address: str, *, offline: bool = False, writing: bool = False, also: str = ""
) -> Store:
    """Open the registry that is meant: named, in the environment, upwards, or the default one.

    Args:
        address: As the user wrote it; "" where they named none.
        offline: Whether one at a URL is read as it was last seen.
        writing: Whether a publication is all that is wanted of it.
        also: Refs of a URL to read as well.

    Raises:
        RegistryError: There is none, or it cannot be read.
    """
    from forge.registry import locate_registry, open_store

    chosen = locate_registry(address)
    return open_store(chosen, fresh=not offline, writing=writing, also=also)


def say_age(store: Store, session: Session) -> None:
    """Say on stderr how old a copy of a registry is that was not brought up to date."""
    if store.fetched is None or store.refusal is None:
        return
    import datetime

    age = datetime.datetime.now(datetime.UTC) - store.fetched
    hours = max(int(age.total_seconds() // 3600), 0)
    shown = session.count("common.day", hours // 24) if hours >= 48 else ""
    session.tell(
        session.text(
            "common.age",
            address=store.address,
            day=store.fetched.strftime("%Y-%m-%d %H:%M UTC"),
            age=shown or session.count("common.hour", hours),
        )
    )


def reading(session: Session, address: str) -> AbstractContextManager[None]:
    """Return a context that shows progress while a repository is fetched; a local one is quick."""
    from forge.gitio import is_url, strip_credentials
    from forge.text import isolate

    if not is_url(address):
        return contextlib.nullcontext()

    shown = isolate(strip_credentials(address))
    return session.progress("common.reading", address=shown)


def texts_by_language(pairs: Iterable[str]) -> dict[str, str]:
    """Return the texts of options such as "fr=Barème des bourses".

    Raises:
        ForgeError: `bad-text-option`.
    """
    from forge.errors import ForgeError
    from forge.problems import problem
    from forge.text import is_language_tag

    texts = {}
    for pair in pairs:
        tag, equals, text = pair.partition("=")
        if not (equals and text.strip() and is_language_tag(tag)):
            raise ForgeError(problem("bad-text-option", value=pair))
        texts[tag] = text.strip()
    return texts
