"""A registry's settings, the content of `registry.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from forge.model.kinds import (
    NOTHING,
    Boolean,
    Choice,
    Contact,
    LanguageTag,
    ListOf,
    Nothing,
    Pattern,
    Report,
    TextByLanguage,
    Url,
    WholeNumber,
    type_word,
)
from forge.model.structure import Table, declare
from forge.model.transparency import EFFECTS
from forge.problems import Word
from forge.text import Localized

__all__ = ["ALWAYS", "LEVELS", "Limits", "Policy", "Settings"]

LEVELS = ("high-risk", "impactful", "other")
ALWAYS = "always"

_CONDITIONS = ListOf(Choice((ALWAYS, *EFFECTS, *LEVELS)))
_CODE = Pattern(regex=r"[a-z0-9]+(?:-[a-z0-9]+)*", form="the code of a problem")


@attrs.frozen
class _RaiseTable:
    """A kind: from a problem's code to the effects and levels that make it an error."""

    def clean(
        self, value: object, key: str, report: Report
    ) -> Mapping[str, tuple[str, ...]] | Nothing:
        if not isinstance(value, Mapping):
            report("wrong-type", key, expected=Word("table"), found=type_word(value))
            return NOTHING
        table = {}
        for code, conditions in value.items():
            words = _CONDITIONS.clean(conditions, f"{key}.{code}", report)
            if words is not NOTHING and _CODE.clean(code, key, report) is not NOTHING:
                table[str(code)] = words
        return table

    def describe(self) -> str:
        return "table from a problem's code to a list of effects and levels"


@attrs.frozen
class _Opaque:
    """A kind: a table that another room reads."""

    def clean(self, value: object, key: str, report: Report) -> Any:
        if isinstance(value, Mapping):
            return dict(value)
        report("wrong-type", key, expected=Word("table"), found=type_word(value))
        return NOTHING

    def describe(self) -> str:
        return "table"


@attrs.frozen(kw_only=True)
class Policy:
    """The section `[policy]`.

    Attributes:
        raise_: From the code of a problem to the effects and levels (or `always`) for which it is
            an error here.
        licences: The licence policy in force: "fr", "it", "ma-proposal"; "" for none.
    """

    raise_: Mapping[str, tuple[str, ...]] = declare(
        _RaiseTable(), "Which warnings and notes are errors here, and when.", default={}
    )
    licences: str = declare(
        Pattern(regex=r"[a-z]+(?:-[a-z]+)*", form="the id of a licence policy"),
        "Which licences it asks for.",
        default="",
    )


@attrs.frozen(kw_only=True)
class Limits:
    """The section `[limits]`."""

    snapshot_days: int = declare(
        WholeNumber(low=1, high=3650),
        "The fewest days between two snapshots of an untagged repository.",
        default=7,
    )


@attrs.frozen(kw_only=True)
class Settings:
    """What a registry says of itself.

    Attributes:
        languages: The languages of its pages, the first one first; a release needs its title and
            summary in one of them.
        notice: Stands on every page of the site.
        signatures: "none": releases are not signed, and nothing says so.
        committer: Who its commits are from; "" for forge itself.
    """

    name: Localized = declare(TextByLanguage(limit=300), "Its name.", default=Localized())
    languages: tuple[str, ...] = declare(
        ListOf(LanguageTag(), most=20), "The languages of its pages.", default=("fr", "ar", "en")
    )
    site: str = declare(Url(), "The address of its site.", default="")
    contact: str = declare(
        Contact(), "The form or mailbox of those who decide on publications.", default=""
    )
    notice: Localized = declare(
        TextByLanguage(limit=1000), "What stands on every page.", default=Localized()
    )
    review: bool = declare(
        Boolean(), "Whether every publication waits for a decision.", default=False
    )
    signatures: str = declare(Choice(("none",)), "How releases are signed.", default="none")
    committer: str = declare(
        Pattern(
            regex=r"[^<>\r\n\x00]{1,100} <[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+>",
            form="Name <mailbox of a function>",
        ),
        "Who its commits are from.",
        default="",
    )
    policy: Policy = declare(Table(Policy), "Its own rules.", default=Policy())
    limits: Limits = declare(Table(Limits), "Its own limits.", default=Limits())
    network: Mapping[str, object] = declare(_Opaque(), "How repositories are fetched.", default={})
    federation: Mapping[str, object] = declare(
        _Opaque(), "The registries that it refers to.", default={}
    )

    @property
    def raise_(self) -> Mapping[str, tuple[str, ...]]:
        """The table `[policy.raise]`."""
        return self.policy.raise_
