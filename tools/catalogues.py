"""Bring the translations of the site's texts in line with the French template.

    python -m tools.catalogues

Every catalogue gets the keys of `site.pot` in its order. A new key has no text yet; a translation
whose French has changed is marked `fuzzy`, with the French that it was made from; what the template
no longer has goes. Run it after each change of the template; a test fails where it would write.
"""

from __future__ import annotations

import functools
import gettext
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "TEMPLATE",
    "aligned",
    "catalogue_text",
    "misnamed",
    "read_catalogue",
    "translations",
]

_FOLDER = Path(__file__).resolve().parents[1] / "forge" / "site" / "locales"
TEMPLATE = _FOLDER / "site.pot"

_NAME = re.compile(r"{\w*}")
# No text and no comment is broken: a source is read as one line, and differences stay small.
_ONE_LINE = 100_000


def read_catalogue(file: Path) -> Catalog:
    """Return a catalogue with every entry, those marked `fuzzy` too."""
    with file.open("rb") as opened:
        return read_po(opened)


def translations() -> dict[str, Path]:
    """Return the file of every translation, by its language."""
    return {file.stem: file for file in sorted(_FOLDER.glob("*.po"))}


def aligned(translation: Catalog, template: Catalog) -> Catalog:
    """Return a translation with the keys, the order and the French of the template."""
    known = {message.context: message for message in translation if message.context}
    made = Catalog(locale=translation.locale)
    for wanted in template:
        if wanted.context:
            _add(made, wanted, known.get(wanted.context))
    return made


def _add(made: Catalog, wanted: Message, old: Message | None) -> None:
    counted = not isinstance(wanted.id, str)
    kept = old if old is not None and _is_translated(old, counted=counted) else None
    empty = ("",) * made.num_plurals if counted else ""
    stale = kept is not None and kept.id != wanted.id
    previous = kept.id if stale and kept else kept.previous_id if kept else ()
    made.add(
        wanted.id,
        kept.string if kept else empty,
        flags={"fuzzy"} if kept and (kept.fuzzy or stale) else (),
        auto_comments=wanted.auto_comments,
        user_comments=old.user_comments if old else (),
        previous_id=previous if isinstance(previous, str) else tuple(previous),
        context=wanted.context,
    )


def _is_translated(message: Message, *, counted: bool) -> bool:
    same = counted is not isinstance(message.string, str)
    return same and bool(message.string) and all(message.string)


def misnamed(entry: Message, catalogue: Catalog) -> Iterator[str]:
    """Yield what is wrong with the names in braces of a translated text: those of the French."""
    french = entry.id if isinstance(entry.id, str) else entry.id[-1]
    wanted = set(_NAME.findall(french))
    forms = [entry.string] if isinstance(entry.string, str) else list(entry.string)
    for number, form in enumerate(forms):
        # "No result", "one result" and "two results" may do without the figure.
        spare = {"{count}"} if _stands_for_one(number, catalogue.plural_expr) else set()
        found = set(_NAME.findall(form))
        if form and not (wanted - spare <= found <= wanted):
            yield f"names {', '.join(sorted(found)) or 'nothing'}, not {', '.join(sorted(wanted))}"


@functools.cache
def _stands_for_one(form: int, plural_expr: str) -> bool:
    plural = gettext.c2py(plural_expr)
    return sum(plural(count) == form for count in range(1000)) == 1


def catalogue_text(file: Path, catalogue: Catalog) -> str:
    """Return what the file of a catalogue says, its header as it stands there."""
    body = io.BytesIO()
    write_po(body, catalogue, width=_ONE_LINE, omit_header=True, include_previous=True)
    header = file.read_text("utf-8").partition("\n\n")[0]
    return f"{header}\n\n{body.getvalue().decode('utf-8').strip()}\n"


def main() -> None:
    """Align every translation."""
    template = read_catalogue(TEMPLATE)
    for language, file in translations().items():
        made = aligned(read_catalogue(file), template)
        missing = [message for message in made if message.context and not any(message.string)]
        print(f"{language}: {len(missing)} of {len(made)} without a text")
        file.write_bytes(catalogue_text(file, made).encode("utf-8"))


if __name__ == "__main__":
    main()
