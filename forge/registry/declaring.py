"""`forge declare`: a statement that a body runs a version during a period."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from forge.errors import RegistryError
from forge.model import Period, Reference, Use
from forge.model.periods import in_order, timeline
from forge.policy.near import near_owner, near_term
from forge.problems import Problem, problem
from forge.registry.choice import known_algorithm, one_version, withdrawal
from forge.registry.files import append_periods, meet, periods_from_toml
from forge.registry.paths import uses_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.registry.store import Store

__all__ = ["Declared", "declare_use"]


@attrs.frozen(kw_only=True)
class Declared:
    """What was written.

    Attributes:
        period: The statement as it stands in the registry.
        replaced: The earlier statements that it corrects: they spoke of some of the same days.
        commit: The commit that holds it; "" for a dry run, and where it stood there already.
    """

    period: Period
    replaced: tuple[Period, ...] = ()
    commit: str = ""
    unchanged: bool = False


def declare_use(
    store: Store,
    reference: Reference,
    use: Use,
    *,
    now: datetime.datetime | None = None,
    dry_run: bool = False,
) -> Declared:
    """Add a statement of use; one that holds already for all of its days is not added again.

    Args:
        store: The registry.
        reference: The version, `owner/name@1.2.0`.
        use: The statement; its version is taken from the reference.
        now: The commit's date, whose day is the statement's; the clock's when None.
        dry_run: Check everything and write nothing.

    Raises:
        RegistryError: With everything that is wrong with the statement.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    path = uses_path(use.owner, reference.id)
    made: list[Declared] = []

    def grow(view: Store, before: bytes | None) -> bytes | None:
        stated = _checked(view, reference, use)
        after, declared = _appended(before, path, stated, now.date())
        made.append(declared)
        return after

    if dry_run:
        grow(store, store.read(path))
        return made[-1]
    subject = f"Declare that {use.owner} runs {reference}"
    with store.transaction(subject, now=now) as change:
        change.extend(path, grow)
    return attrs.evolve(made[-1], commit=change.commit if change.written else "")


def _appended(
    before: bytes | None, path: str, use: Use, day: datetime.date
) -> tuple[bytes | None, Declared]:
    old = periods_from_toml(before, path)[0] if before is not None else ()
    after = append_periods(before, path, [use], day, again=True)
    new = periods_from_toml(after or b"", path)[0]
    replaced = tuple(item for item in old if meet(item.use, use))
    if _answers(old) == _answers(new):
        same = [item for item in old if item.use == use]
        return None, Declared(period=(same or new)[-1], unchanged=True)
    return after, Declared(period=new[-1], replaced=replaced)


def _answers(
    periods: tuple[Period, ...],
) -> list[tuple[Use, datetime.date, datetime.date | None]]:
    """Return what is answered for every day, whoever of two equal statements says it."""
    return [(item.period.use, item.since, item.until) for item in timeline(in_order(periods))]


def _checked(view: Store, reference: Reference, use: Use) -> Use:
    """Return the statement with its version as the registry spells it."""
    whole = known_algorithm(view, reference.id)
    if whole.shown() is None and whole.withdrawn is not None:
        raise RegistryError(withdrawal(view, str(whole.id), whole.withdrawn))
    faults = list(_faults(view, use))
    try:
        version = str(one_version(whole, reference).version)
    except RegistryError as error:
        faults += error.problems
    if faults:
        raise RegistryError(*faults)
    return attrs.evolve(use, version=version)


def _faults(view: Store, use: Use) -> Iterator[Problem]:
    if use.owner not in view.owners:
        near = near_owner(use.owner, view.owners)
        yield problem("unknown-user", "registry", key="owner", owner=use.owner, near=near)
    if use.since is None:
        yield problem("missing-key", "registry", key="since")
    elif use.until is not None and use.until < use.since:
        since, until = use.since.isoformat(), use.until.isoformat()
        yield problem("period-backwards", "registry", key="until", since=since, until=until)
    regions = view.vocabulary.regions
    for region in use.regions:
        if region not in regions:
            near = near_term(region, regions)
            yield problem(
                "unknown-id", "registry", key="regions", value=region, list="regions", near=near
            )
