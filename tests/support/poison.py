"""A registry whose strangers are hostile."""

import attrs

from forge.model import Event, Version
from forge.model.kinds import Text, Url
from forge.model.structure import keys_of
from forge.text import Localized
from tests.support.content import VOCABULARY, Content, full_algorithm

__all__ = ["STRINGS", "poisoned_content"]

STRINGS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\" onmouseover=alert(1) x='",
    "</title></textarea></script><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7777777*7 }}{% raw %}",
    "![x](https://evil.example/pixel.png) <b>x</b> [go](javascript:alert(1))",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe\u2066 \x1b[31m\x07 \u200f",
    "]]> --><!-- <![CDATA[",
    "%s %(x)s {count} {0.__class__}",
)


def poisoned(value, poison: str):
    """Return a value of the model with the poison in every free text and address."""
    if isinstance(value, Localized):
        return _everywhere(poison)
    if isinstance(value, tuple):
        return tuple(poisoned(item, poison) for item in value)
    if not attrs.has(type(value)):
        return value
    changes = {}
    for key in keys_of(type(value)).values():
        held = getattr(value, key.attribute)
        if isinstance(key.kind, (Text, Url)) and held:
            changes[key.attribute] = poison
        elif isinstance(held, tuple) and held and isinstance(held[0], str):
            changes[key.attribute] = (poison,)
        elif key.attribute in ("contact", "entry", "sha256", "purl", "country"):
            changes[key.attribute] = poison
        else:
            changes[key.attribute] = poisoned(held, poison)
    return attrs.evolve(value, **changes)


def poisoned_content(poison: str) -> Content:
    """Return a registry of one algorithm whose every text that a stranger writes is the poison."""
    whole = full_algorithm()
    releases = tuple(
        attrs.evolve(
            item,
            manifest=poisoned(item.manifest, poison),
            licensing=attrs.evolve(poisoned(item.licensing, poison), declared=poison, typed=poison),
            source=attrs.evolve(item.source, repository=poison, tag=poison, path=poison),
            provenance=tuple(poisoned(one, poison) for one in item.provenance),
            generator=poison,
        )
        # A third one, so that any two are compared on a page of their own.
        for item in (*whole.releases, attrs.evolve(whole.releases[0], version=Version("3.0.0")))
    )
    uses = tuple(
        attrs.evolve(period, use=attrs.evolve(poisoned(period.use, poison), owner="onb"))
        for period in whole.uses
    )
    owner = attrs.evolve(poisoned(whole.owner, poison), id="onb", parent="")
    event = Event(kind="deprecated", date=whole.uses[0].declared, reason=_everywhere(poison))
    algorithm = attrs.evolve(whole, releases=releases, uses=uses, owner=owner, events=(event,))
    settings = attrs.evolve(
        Content(items=()).settings,
        name=_everywhere(poison),
        notice=_everywhere(poison),
        contact=poison,
    )
    vocabulary = attrs.evolve(
        VOCABULARY,
        **{
            name: {key: attrs.evolve(term, name=_everywhere(poison)) for key, term in terms.items()}
            for name, terms in attrs.asdict(VOCABULARY, recurse=False).items()
            if name in ("domains", "regions", "languages", "laws")
        },
    )
    return Content(items=(algorithm,), settings=settings, vocabulary=vocabulary)


def _everywhere(poison: str) -> Localized:
    return Localized({"fr": poison, "ar": poison, "zgh": poison})
