"""The rules that a release must keep to get into a registry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError
from forge.model import Reference
from forge.model.prefixes import covers, normal_prefix, owner_of
from forge.policy.licences import check_licences
from forge.policy.near import near_owner, near_term
from forge.policy.raising import raise_problems
from forge.policy.versions import version_exists
from forge.problems import Problem, problem, sort_problems
from forge.text import nearest, primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.model import Manifest, Term
    from forge.policy.view import DraftView, RegistryView
    from forge.text import Localized

__all__ = ["judge", "review"]


def judge(draft: DraftView, view: RegistryView) -> tuple[Problem, ...]:
    """Return everything that stands against a draft: its own problems and the registry's.

    Those that the registry's `[policy.raise]` names are errors.
    """
    found = (*draft.problems, *review(draft, view))
    return sort_problems(raise_problems(found, draft.manifest, view.settings.raise_))


def review(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """Yield what the registry's rules find in a draft.

    Args:
        draft: What a repository would publish.
        view: The registry.
    """
    found = (problem for check in _CHECKS for problem in check(draft, view))
    yield from raise_problems(found, draft.manifest, view.settings.raise_)


def _check_owner(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """The repository must be one of the owner's, by the longest prefix in whole segments."""
    claimed, repository = draft.manifest.owner, draft.repository
    actual = owner_of(view.owners, repository) if repository else None
    place = draft.place("algorithm.owner")
    if not claimed:
        if not repository:
            yield problem("missing-owner", place, key="algorithm.owner")
        elif actual is None:
            yield problem(
                "unowned-repository", "git", repository=repository, prefix=_parent(repository)
            )
        return
    if claimed not in view.owners:
        near = near_owner(claimed, view.owners)
        yield problem("unknown-owner", place, key="algorithm.owner", owner=claimed, near=near)
    elif not repository:
        yield problem("no-origin", "git", owner=claimed)
    elif actual is None:
        yield problem(
            "unowned-repository",
            "git",
            repository=repository,
            owner=claimed,
            prefix=_parent(repository),
        )
    elif actual.id != claimed:
        prefixes = [item for item in actual.repositories if covers(item, repository)]
        yield problem(
            "owner-mismatch",
            place,
            key="algorithm.owner",
            owner=claimed,
            repository=repository,
            actual=actual.id,
            prefix=max(prefixes, key=len, default=""),
        )


def _parent(repository: str) -> str:
    """Return the group of a repository, the prefix that an operator would add."""
    whole = normal_prefix(repository)
    return whole.rpartition("/")[0] or whole


def _check_required(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """Name, licence, and title and summary in one of the registry's languages."""
    manifest = draft.manifest
    for key, example in (("name", 'name = "…"'), ("license", 'license = "Apache-2.0"')):
        if manifest.is_restricted and key == "license":
            continue
        if not getattr(manifest, key) and not _is_reported(draft, f"algorithm.{key}"):
            where = draft.place(f"algorithm.{key}")
            yield problem("missing-key", where, key=f"algorithm.{key}", example=example)
    languages = view.settings.languages
    texts: tuple[tuple[str, Localized], ...] = (
        ("title", manifest.title),
        ("summary", manifest.summary),
    )
    for key, text in texts:
        if manifest.is_restricted and key == "summary":
            continue
        if _speaks(text, languages) or _is_reported(draft, f"algorithm.{key}"):
            continue
        yield problem(
            "missing-text",
            draft.place(f"algorithm.{key}"),
            key=f"algorithm.{key}",
            languages=", ".join(languages),
            example=f'{key} = {{ {languages[0] if languages else "fr"} = "…" }}',
        )


def _is_reported(draft: DraftView, key: str) -> bool:
    """Tell whether an error says already why a value is not there."""
    return any(item.key == key and item.severity.rank == 0 for item in draft.problems)


def _speaks(text: Localized, languages: Iterable[str]) -> bool:
    wanted = {primary_language(tag) for tag in languages}
    return any(primary_language(tag) in wanted for tag in text)


def _check_vocabulary(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """Domains, regions and laws are ids of the registry's lists."""
    manifest, lists = draft.manifest, view.vocabulary
    yield from _unknown(draft, manifest.domains, "algorithm.domains", "domains", lists.domains)
    yield from _unknown(draft, manifest.regions, "algorithm.regions", "regions", lists.regions)
    for key, law in _laws(manifest):
        yield from _unknown_one(draft, law, key, "laws", lists.laws)
    for index, use in enumerate(draft.uses):
        yield from _unknown(draft, use.regions, f"use[{index}].regions", "regions", lists.regions)


def _laws(manifest: Manifest) -> Iterator[tuple[str, str]]:
    if manifest.reuse.exception:
        yield "reuse.exception", manifest.reuse.exception
    for index, basis in enumerate(manifest.transparency.legal_basis):
        if basis.law:
            yield f"transparency.legal-basis[{index}].law", basis.law


def _unknown(
    draft: DraftView, values: Iterable[str], key: str, name: str, terms: Mapping[str, Term]
) -> Iterator[Problem]:
    for index, value in enumerate(values):
        yield from _unknown_one(draft, value, f"{key}[{index}]", name, terms)


def _unknown_one(
    draft: DraftView, value: str, key: str, name: str, terms: Mapping[str, Term]
) -> Iterator[Problem]:
    if value not in terms:
        near = near_term(value, terms)
        place = draft.place(key)
        yield problem("unknown-id", place, key=key, value=value, list=name, near=near)


def _check_languages(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """Any BCP 47 tag is allowed; one that the registry does not list may be a slip."""
    terms = view.vocabulary.languages
    for index, tag in enumerate(draft.manifest.languages):
        if tag not in terms and terms:
            key = f"algorithm.languages[{index}]"
            near = near_term(tag, terms)
            place = draft.place(key)
            yield problem("unlisted-language", place, key=key, value=tag, near=near)


def _check_translations(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """Title and summary should be there in every language of the registry."""
    # Who only reads a registry needs none of the readers of manifests.
    from forge.manifests.completeness import missing_languages

    manifest, languages = draft.manifest, view.settings.languages
    spoken = {
        f"algorithm.{name}"
        for name in ("title", "summary")
        if _speaks(getattr(manifest, name), languages)
    }
    for item in missing_languages(manifest, {}, languages):
        # One that is there in no language of the registry is an error of its own.
        if item.key in spoken:
            yield attrs.evolve(item, place=draft.place(item.key))


def _check_version(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """A published version never changes."""
    release = draft.release
    algorithm = view.algorithm(release.id) if release is not None else None
    if release is None or algorithm is None:
        return
    for stored in algorithm.releases:
        if stored.version == release.version and not release.same_as(stored):
            yield version_exists(release, stored)


def _check_restricted(draft: DraftView, _view: RegistryView) -> Iterator[Problem]:
    """Who withholds an algorithm names the law that allows it."""
    if draft.manifest.is_restricted and not draft.manifest.reuse.exception:
        yield problem("missing-exception", draft.place("reuse.openness"), key="reuse.exception")


def _check_uses(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """Who is said to run it must be a body of the registry."""
    for index, use in enumerate(draft.uses):
        if use.owner and use.owner not in view.owners:
            key = f"use[{index}].owner"
            near = near_owner(use.owner, view.owners)
            place = draft.place(key)
            yield problem("unknown-user", place, key=key, owner=use.owner, near=near)


def _check_based_on(draft: DraftView, view: RegistryView) -> Iterator[Problem]:
    """What it is based on: an address, or an algorithm of this or another registry."""
    own = str(draft.release.id) if draft.release is not None else ""
    for index, text in enumerate(draft.manifest.reuse.based_on):
        if re.match(r"https?://", text):
            continue
        key = f"reuse.based-on[{index}]"
        place = draft.place(key)
        try:
            identity = Reference.from_string(text).id
        except ForgeError:
            yield problem("bad-reference", place, key=key, value=text)
            continue
        if str(identity) == own:
            yield problem("based-on-itself", place, key=key)
        elif view.algorithm(identity) is None:
            near = nearest(str(identity), map(str, view.ids()))
            yield problem("unknown-base", place, key=key, value=str(identity), near=near)


_CHECKS = (
    _check_owner,
    _check_required,
    _check_vocabulary,
    _check_languages,
    _check_translations,
    _check_version,
    _check_restricted,
    _check_uses,
    _check_based_on,
    check_licences,
)
