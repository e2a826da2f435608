"""What the reference checks after its rules: paths, videos, and what it warns of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.manifests.publiccode.reference import formats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Extra", "extra_findings"]

# (key path, rule, whether it is an error)
Extra = tuple[str, str, bool]

_DEPRECATED = "ref-deprecated"


def extra_findings(file: Mapping[str, Any]) -> Iterator[Extra]:
    """Yield what the reference says beyond the faults of single fields.

    Args:
        file: The decoded file.
    """
    yield from _path("logo", file["logo"])
    if file["monochromeLogo"]:
        yield "monochromeLogo", _DEPRECATED, False
        yield from _path("monochromeLogo", file["monochromeLogo"])
    yield from _countries(file["intendedAudience"] or {})
    legal = file["legal"]
    if legal["authorsFile"] is not None:
        yield "legal.authorsFile", _DEPRECATED, False
        yield from _path("legal.authorsFile", legal["authorsFile"])
    if legal["repoOwner"] is not None:
        yield "legal.repoOwner", _DEPRECATED, False
    for name in ("inputTypes", "outputTypes"):
        if file[name] is not None:
            yield name, _DEPRECATED, False
    for tag, texts in (file["description"] or {}).items():
        yield from _texts(f"description.{tag}", texts)
    yield from _italy(file)


def _path(key: str, value: str | None) -> Iterator[Extra]:
    if value and value.startswith("/"):
        yield key, "ref-absolute", True
    elif value and value.startswith("file:"):
        yield key, "ref-file-url", True


def _countries(audience: Mapping[str, Any]) -> Iterator[Extra]:
    for name in ("countries", "unsupportedCountries"):
        for index, code in enumerate(audience.get(name) or ()):
            if formats.is_country(code) and code == code.lower():
                yield f"intendedAudience.{name}[{index}]", "ref-lowercase", False


def _texts(path: str, texts: Mapping[str, Any]) -> Iterator[Extra]:
    if texts["genericName"]:
        yield f"{path}.genericName", _DEPRECATED, False
    for index, screenshot in enumerate(texts["screenshots"] or ()):
        yield from _path(f"{path}.screenshots[{index}]", screenshot)
    for index, video in enumerate(texts["videos"] or ()):
        if video is None or not formats.is_video(video.text):
            yield f"{path}.videos[{index}]", "ref-video", True


def _italy(file: Mapping[str, Any]) -> Iterator[Extra]:
    if file["it"] is not None:
        yield "it", "ref-lowercase", False
    if file["it"] is not None and file["IT"] is not None:
        yield "it", "ref-twice", True
    section = file["IT"] or file["it"]
    if section is None:
        return
    if section["conforme"] is not None:
        yield "IT.conforme", _DEPRECATED, False
    code = section["riuso"]["codiceIPA"]
    if code and formats.is_ipa_code(code):
        yield "IT.riuso.codiceIPA", _DEPRECATED, False
