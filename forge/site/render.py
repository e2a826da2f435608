"""Pages as HTML: the templates, and what they can call."""

from __future__ import annotations

import datetime
import functools
import re
import shlex
from typing import TYPE_CHECKING, cast

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from forge.model import Reference
from forge.model.kinds import Url
from forge.model.rights import reasons, say
from forge.model.structure import keys_of
from forge.site import markup, paths
from forge.site.catalogue import shown_release, statements
from forge.site.compiled import CompiledTemplates
from forge.site.helpers import page_helpers
from forge.site.language import names_of_language
from forge.text import Localized, direction
from forge.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from forge.model import AlgorithmId, Holding, Release, Use
    from forge.model.rights.permission import Answer
    from forge.site.catalogue import Catalogue
    from forge.site.language import Interface
    from forge.site.pages import Page

__all__ = ["Renderer"]


class Renderer:
    """Turns pages into HTML, in one language.

    Args:
        catalogue: What the site shows.
        interface: The language.
        interfaces: All languages of the site, for the links between them.
        generator: The forge that builds, such as "forge 0.1.0".
    """

    def __init__(
        self,
        catalogue: Catalogue,
        interface: Interface,
        interfaces: tuple[Interface, ...],
        generator: str,
    ) -> None:
        self._catalogue = catalogue
        self._interface = interface
        others = [item.language for item in interfaces]
        self._languages = tuple(
            dict.fromkeys(
                (interface.language, *catalogue.content.settings.languages, *others, "fr", "en")
            )
        )
        self._shared = self._helpers() | {
            "interface": interface,
            "interfaces": interfaces,
            "content": catalogue.content,
            "settings": catalogue.content.settings,
            "vocabulary": catalogue.content.vocabulary,
            "catalogue": catalogue,
            "generator": generator,
            "paths": paths,
        }

    def render(self, page: Page, *, at: str = "") -> str:
        """Return the page as HTML.

        Args:
            page: The page.
            at: Where it stands, if not at its place in the folder of its language.
        """
        template, values = self.prepared(page, at=at)
        return template.render(values) + "\n"

    def prepared(self, page: Page, *, at: str = "") -> tuple[Template, dict[str, object]]:
        """Return the page's template and everything that it shows.

        Args:
            page: The page.
            at: As of `render`.
        """
        here = at or f"{self._interface.language}/{page.path}"

        def url(path: str, language: str | None = None) -> str:
            """Return the address of another page, or of a file where `language` is ""."""
            folder = self._interface.language if language is None else language
            return paths.relative(f"{folder}/{path}" if folder else path, here)

        def absolute(path: str, language: str) -> str:
            """Return the address of another page on the registry's own site, if it has one."""
            return paths.absolute(f"{language}/{path}", site) if site else url(path, language)

        site = self._catalogue.content.settings.site
        own = {"page": page, "url": url, "absolute": absolute, "root": paths.relative("", here)}
        values = {**self._shared, **page.values, **own}
        return _environment().get_template(page.template), values

    def _helpers(self) -> dict[str, object]:
        interface, languages = self._interface, self._languages
        # Most texts name nothing, and stand on a site thousands of times.
        plain = functools.cache(interface.text)
        return {
            "t": lambda key, **values: interface.text(key, **values) if values else plain(key),
            "choice": interface.choice,
            "words": interface.words,
            "words_of": interface.words_of,
            "lang_of": interface.lang_of,
            "day": interface.day,
            "number": interface.number,
            "size": interface.size,
            "language_name": interface.language_name,
            "show": lambda text: markup.show(text, *languages),
            "plain": lambda text: text.best(*languages),
            "markdown": lambda text: markup.markdown(text, *languages),
            "unmarked": markup.unmarked,
            "left_to_right": markup.left_to_right,
            "code": _code,
            "direction": direction,
            "span": self._span,
            "languages": languages,
            "other_titles": self._other_titles,
            "algorithm_of": self._algorithm_of,
            "page_of": self._page_of,
            "shown_release": shown_release,
            "statements": statements,
            "external": self._external,
            "label": self._label,
            "title": self._title,
            "term": self._term,
            "group_name": self._group_name,
            "by_name": self._by_name,
            "facts": _facts,
            "said": self._said,
            "reasons": self._reasons,
            "keys": interface.keys,
            "lang_of_text": lambda text: markup.language_mark(text, *languages),
            "has_key": interface.has,
            "quoted": shlex.quote,
            **page_helpers(interface, self._catalogue.content.vocabulary, languages),
        }

    def _said(self, key: str) -> Markup:
        """Return a text of the model in its best language for the page."""
        spoken = self._interface.of_model
        return self._interface.quote(say(key, spoken.language), spoken)

    def _reasons(self, answers: tuple[Answer, ...]) -> list[Markup]:
        """Return why something may or may not be done, as sentences."""
        spoken = self._interface.of_model
        return [self._interface.quote(text, spoken) for text in reasons(answers, spoken.language)]

    def _external(self, address: str, text: Markup | None = None) -> Markup:
        """Return a link to another site; only text where the address may not become a link."""
        safe = markup.safe_link(address)
        if not safe:
            return markup.unmarked(address)
        shown = text or markup.unmarked(safe.partition("://")[2].rstrip("/"))
        link = Markup('<a class="external" href="%s" rel="nofollow noopener noreferrer">%s</a>')
        return link % (safe, shown)

    def _label(self, release: Release) -> Markup:
        """Return a version as people name it; a snapshot by its day."""
        if release.is_snapshot:
            return self._interface.text(
                "snapshot",
                date=self._interface.day(release.source.date),
                commit=release.source.commit[:7],
            )
        return markup.left_to_right(str(release.version))

    def _title(self, release: Release) -> Markup:
        """Return a release's title; its name where it has none."""
        return markup.show(release.manifest.title, *self._languages) or markup.unmarked(
            release.id.name
        )

    def _term(self, vocabulary: str, identity: str) -> Markup:
        """Return the name of an entry of the registry's vocabulary, else its id."""
        terms = getattr(self._catalogue.content.vocabulary, vocabulary)
        name = terms[identity].name if identity in terms else Localized()
        if vocabulary == "languages":
            name = Localized(names_of_language(identity, name))
            if name.get(self._interface.language) == self._interface.own_language_name(identity):
                # The same name with its marks.
                return escape(self._interface.language_name(identity))
        return markup.show(name, *self._languages) or markup.unmarked(identity)

    def _group_name(self, group: str, key: str) -> Markup:
        """Return the name of one kind, domain, licence or language."""
        if group == "kind":
            return escape(self._interface.choice("kind", key))
        known = group in ("domain", "language")
        return self._term(f"{group}s", key) if known else markup.left_to_right(key)

    def _by_name(self, group: str, entries: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        """Return the members of a group, each with its count, in the order of their names."""
        return sorted(entries, key=lambda pair: fold(self._group_name(group, pair[0]).striptags()))

    def _page_of(self, reference: str) -> str:
        """Return the page of an algorithm or release of this registry; "" where there is none."""
        card = self._catalogue.mentioned(reference)
        if card is None:
            return ""
        exact = str(Reference.from_string(reference).exact)
        there = exact in card.versions
        return paths.version_page(card.id, exact) if there else paths.algorithm_page(card.id)

    def _span(self, use: Use | Holding) -> Markup:
        """Return a period of use in words."""
        if use.since is None:
            return Markup("")
        since = self._interface.day(use.since)
        if use.until is None:
            return self._interface.text("uses-since", since=since)
        return self._interface.text(
            "uses-from-to", since=since, until=self._interface.day(use.until)
        )

    def _other_titles(self, text: Localized) -> list[tuple[str, str]]:
        """Return a text in the languages in which the page does not show it."""
        shown = text.pick(*self._languages)
        return [pair for pair in text.items() if pair != shown]

    def _algorithm_of(self, reference: str) -> AlgorithmId | None:
        """Return the algorithm of this registry that a reference names, or None."""
        card = self._catalogue.mentioned(reference)
        return card.id if card else None


def _code(text: str) -> Markup:
    """Return something that machines read: left to right, in the fixed font."""
    return Markup('<code dir="ltr">%s</code>') % markup.safe_output(text)


@attrs.frozen(kw_only=True)
class _Fact:
    key: str
    value: object
    is_url: bool


def _facts(value: object, *left_out: str) -> list[_Fact]:
    """Return the keys of a value of the model with what they hold, in their order."""
    declared = keys_of(cast("Hashable", type(value)))
    return [
        _Fact(key=name, value=getattr(value, key.attribute), is_url=isinstance(key.kind, Url))
        for name, key in declared.items()
        if name not in left_out
    ]


class _Loader(PackageLoader):
    """Reads templates without the white space at the start of their lines, which no page needs."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        source, name, is_current = super().get_source(environment, template)
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE), name, is_current


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=_Loader("forge.site"),
        autoescape=True,
        # No page asks the disk again whether a template has changed.
        auto_reload=False,
        bytecode_cache=CompiledTemplates(),
        undefined=StrictUndefined,
        finalize=markup.safe_output,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests.update(
        {
            "localized": lambda value: isinstance(value, Localized),
            "tables": lambda value: (
                isinstance(value, tuple) and bool(value) and attrs.has(type(value[0]))
            ),
            "texts": lambda value: isinstance(value, tuple),
            "day": lambda value: isinstance(value, datetime.date),
            "said": lambda value: value not in (None, "", ()) and value != Localized(),
            "said_something": lambda value: value != type(value)(),
        }
    )
    return environment
