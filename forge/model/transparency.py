"""What people want to know of an algorithm that touches them.

The keys are mapped to the UK, Dutch, French, Canadian and EU registers' in docs/transparency.md.
"""

from __future__ import annotations

import datetime

import attrs

from forge.model.kinds import Choice, Date, ListOf, Text, TextByLanguage, Url
from forge.model.structure import Table, declare
from forge.text import Localized

__all__ = ["EFFECTS", "Assessment", "Data", "LegalBasis", "Metric", "Model", "Risk", "Transparency"]

EFFECTS = ("none", "informs", "supports", "decides", "interacts")

_TEXT = TextByLanguage()
_PERSONAL = Choice(("none", "personal", "sensitive"))


@attrs.frozen(kw_only=True)
class Data:
    """Data that the algorithm uses or was made from."""

    name: str = declare(Text(limit=200), "What it is called.", default="")
    use: str = declare(
        Text(limit=200), "What it is for, such as `input` or `training`.", default=""
    )
    personal: str = declare(_PERSONAL, "Whether it is about persons.", default="")
    url: str = declare(Url(), "Where it is described.", default="")
    catalogue: str = declare(Text(limit=200), "Its id in a data catalogue.", default="")
    license: str = declare(Text(limit=500), "Its SPDX expression.", default="")
    language: str = declare(Text(limit=35), "Its language, BCP 47.", default="")
    note: Localized = declare(_TEXT, "Quality, bias, gaps.", default=Localized())


@attrs.frozen(kw_only=True)
class Risk:
    """Something that may go wrong, and what is done about it."""

    risk: Localized = declare(_TEXT, "What may go wrong, and for whom.", default=Localized())
    mitigation: Localized = declare(_TEXT, "What is done about it.", default=Localized())


@attrs.frozen(kw_only=True)
class Assessment:
    """An examination that was made."""

    kind: str = declare(Text(limit=100), "What sort, such as `dpia` or `audit`.", default="")
    title: str = declare(Text(limit=300), "Its title.", default="")
    date: datetime.date | None = declare(Date(), "Its day.")
    url: str = declare(Url(), "Where it can be read.", default="")


@attrs.frozen(kw_only=True)
class LegalBasis:
    """A text that allows or demands the algorithm."""

    title: Localized = declare(_TEXT, "What it is called.", default=Localized())
    law: str = declare(Text(limit=100), "An id of the registry's laws.", default="")
    url: str = declare(Url(), "Where it can be read.", default="")


@attrs.frozen(kw_only=True)
class Metric:
    """One measured property of a model."""

    name: str = declare(Text(limit=100), "What was measured.", default="")
    value: str = declare(Text(limit=100), "The value as published.", default="")
    on: str = declare(Text(limit=200), "The data that it was measured on.", default="")


@attrs.frozen(kw_only=True)
class Model:
    """A learnt model inside the algorithm."""

    name: str = declare(Text(limit=200), "What it is called.", default="")
    version: str = declare(Text(limit=100), "Its version.", default="")
    task: str = declare(Text(limit=200), "What it does.", default="")
    base: str = declare(Text(limit=300), "The model that it was made from.", default="")
    license: str = declare(Text(limit=500), "Its SPDX expression.", default="")
    metrics: tuple[Metric, ...] = declare(
        ListOf(Table(Metric, required=("name",)), most=50), "How well it does it.", default=()
    )


@attrs.frozen(kw_only=True)
class Transparency:
    """The section `[transparency]`; `effect` decides what is asked for."""

    effect: str = declare(
        Choice(EFFECTS), "How far it touches people; missing means unstated.", default=""
    )
    method: tuple[str, ...] = declare(
        ListOf(
            Choice(("rules", "statistics", "optimisation", "machine-learning", "generative")),
            most=5,
        ),
        "How it comes to its result.",
        default=(),
    )
    level: str = declare(
        Choice(("high-risk", "impactful", "other")), "How grave it is.", default=""
    )
    purpose: Localized = declare(_TEXT, "What it is for.", default=Localized())
    rationale: Localized = declare(_TEXT, "Why it and nothing else.", default=Localized())
    how: Localized = declare(_TEXT, "How it works, for a citizen.", default=Localized())
    limits: Localized = declare(_TEXT, "What it must not be used for.", default=Localized())
    oversight: Localized = declare(
        _TEXT, "Which person watches and can overrule it.", default=Localized()
    )
    appeal: Localized = declare(_TEXT, "How one objects to its result.", default=Localized())
    personal_data: str = declare(_PERSONAL, "Whether it processes data on persons.", default="")
    processing_reference: str = declare(
        Text(limit=100), "The data-protection authority's number.", default=""
    )
    reviewed: datetime.date | None = declare(Date(), "When this section was last looked at.")
    data: tuple[Data, ...] = declare(
        ListOf(Table(Data, required=("name",))), "The data it uses.", default=()
    )
    risks: tuple[Risk, ...] = declare(
        ListOf(Table(Risk, required=("risk",))), "What may go wrong.", default=()
    )
    assessments: tuple[Assessment, ...] = declare(
        ListOf(Table(Assessment, required=("title",))), "What was examined.", default=()
    )
    legal_basis: tuple[LegalBasis, ...] = declare(
        ListOf(Table(LegalBasis)), "The texts it rests on.", default=()
    )
    models: tuple[Model, ...] = declare(
        ListOf(Table(Model, required=("name",)), most=20), "The models inside.", default=()
    )
