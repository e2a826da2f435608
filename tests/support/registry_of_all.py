"""A registry in which every sort of page has something to show."""

import attrs

from forge.index.card import make_card
from forge.model import Event, Period, Use
from forge.model.health import Health
from forge.model.transparency import Model, Transparency
from forge.site.catalogue import Catalogue, frame_of
from forge.text import Localized
from tests.support.content import Content, algorithm, day, full_algorithm, release


def _service(body: str, identity: str, version: str, since: str, **more: object) -> Period:
    use = Use(owner=body, version=version, since=day(since), **more)
    return Period(body=body, algorithm=identity, use=use, declared=day(since))


def engine():
    """Return an algorithm of an institute with three versions, a mark and services in a region."""
    texts = ("Premier moteur.", "Deuxième moteur.", "Deuxième moteur.")
    model = Model(name="classement", base="https://m.example/base")
    releases = [
        release(
            "ija/moteur",
            version,
            date=f"20{24 + at}-03-0{1 + at}T08:00:00Z",
            title=Localized({"fr": "Moteur de règles", "ar": "محرك القواعد"}),
            summary=Localized({"fr": texts[at]}),
            kind="library",
            license="MIT AND CC0-1.0",
            languages=("fr", "ar", "zgh-Tfng"),
            transparency=Transparency(
                effect="none", models=(attrs.evolve(model, task="tri" if at else ""),)
            ),
        )
        for at, version in enumerate(("1.0.0", "1.1.0", "2.0.0"))
    ]
    made = algorithm(*releases)
    uses = (
        _service("ija", made.id, "1.0.0", "2024-04-01", until=day("2025-04-30")),
        _service("onb", made.id, "1.1.0", "2025-05-01", regions=("MA-04",), hosting="Salle onb"),
    )
    events = (
        Event(
            date=day("2025-01-15"),
            kind="yanked",
            version="1.0.0",
            reason=Localized({"fr": "Arrondi faux."}),
        ),
    )
    owner = attrs.evolve(made.owner, regions=("MA-04",))
    health = Health(state="moved", since=day("2026-02-01"), moved_to="https://git.ija.example/neuf")
    return attrs.evolve(made, owner=owner, uses=uses, events=events, health=health)


CONTENT = Content(
    items=(
        full_algorithm(),
        engine(),
        algorithm(
            release(
                "ija/translitteration",
                title=Localized({"fr": "Translittération", "zgh": "ⵜⵉⴼⵉⵏⴰⵖ"}),
                status="retired",
            )
        ),
        algorithm(release("ija/langues", version="0.0.dev20261121101500+g4f1c2ab00000")),
    )
)


def catalogue_of(content: Content) -> Catalogue:
    """Return what pages are made of, without an index; nothing is like another."""
    frame = frame_of(content)
    cards = tuple(
        make_card(item, frame.settings, frame.vocabulary, str(item.id))
        for item in content.algorithms()
    )
    by_id = {item.id: item for item in content.items}
    return Catalogue(frame, cards, lambda ids: {name: by_id[name] for name in ids}, {})
