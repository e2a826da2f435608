"""The reader's language: `--lang`, else `FORGE_LANG`, else the system's."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from forge.cli.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["spoken", "wanted_language"]

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
# POSIX names of "no language in particular".
_NO_LANGUAGE = frozenset({"c", "posix"})


def wanted_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the BCP 47 tag of the language that the reader asks for, else "en".

    Args:
        arguments: The command line without the program's name. It is looked at before it is
            parsed, because help and the errors of parsing are texts as well.
        environment: `os.environ`, or a test's.
    """
    asked = [_argument(arguments), environment.get("FORGE_LANG", "")]
    system = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    # POSIX: the first of the three that is set and not empty decides, even where it says "C".
    named = [*asked, next((name for name in system if name), "") or _windows_language()]
    return next((tag for tag in map(_tag, named) if tag), "en")


def spoken(tag: str) -> str:
    """Return the language of forge's own texts for a reader of `tag`: "fr" or "en"."""
    primary = tag.partition("-")[0]
    return primary if primary in LANGUAGES else "en"


def _argument(arguments: Sequence[str]) -> str:
    found = ""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            found = argument.removeprefix("--lang=")
        elif argument == "--lang" and position + 1 < len(arguments):
            found = arguments[position + 1]
    return found


def _tag(name: str) -> str:
    """Return the language tag of "fr_MA.UTF-8@euro" or "zgh-Tfng", or "" for no language."""
    plain = name.partition(".")[0].partition("@")[0]
    if not _TAG.fullmatch(plain) or plain.lower() in _NO_LANGUAGE:
        return ""
    primary, *rest = plain.replace("_", "-").split("-")
    return "-".join([primary.lower(), *rest])


def _windows_language() -> str:
    """Return the language of the user's Windows; "" elsewhere."""
    if sys.platform == "win32":
        import ctypes
        import locale

        identifier = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return locale.windows_locale.get(identifier, "")
    return ""
