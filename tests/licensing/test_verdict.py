"""What the files say about the declared licence, and how each finding is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forge.licensing import inspect_licensing
from forge.model import Artifact, Licensing, Verdict
from forge.problems import Place, Problem
from forge.source import open_source
from tests.support.licences import license_text
from tests.support.projects import told
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PLACE = Place(file="algorithm.toml", line=4, column=1)
_MIT, _APACHE = license_text("MIT"), license_text("Apache-2.0")
_EUPL, _CC0 = license_text("EUPL-1.2"), license_text("CC0-1.0")
_NOTICE = (
    "This program is free software: you can redistribute it and/or modify it under the terms of "
    "the GNU General Public License as published by the Free Software Foundation, either version "
    "3 of the License, or (at your option) any later version.\n"
)


def _inspect(
    path: Path,
    files: Mapping[str, object],
    declared: str,
    artifacts: tuple[Artifact, ...] = (),
) -> tuple[Licensing, tuple[Problem, ...]]:
    made = make_repository(path, [{"README.md": "# Barème\n", **files}])
    with open_source(made.path) as source:
        return inspect_licensing(source, "", declared, _PLACE, artifacts)


@pytest.mark.parametrize(
    ("declared", "files", "verdict", "codes"),
    [
        ("MIT", {"LICENSE": _MIT}, "verified", ()),
        ("MIT", {"LICENSE": _MIT.replace("\n", "\r\n")}, "verified", ()),
        ("MIT", {"LICENSE": _APACHE}, "contradicted", ("license-contradicted",)),
        ("MIT", {"LICENSES/Apache-2.0.txt": _APACHE}, "contradicted", ("license-contradicted",)),
        ("MIT OR Apache-2.0", {"LICENSE-MIT": _MIT, "LICENSE-APACHE": _APACHE}, "verified", ()),
        ("MIT AND Apache-2.0", {"LICENSE": _MIT + "\n\n" + _APACHE}, "verified", ()),
        ("MIT OR Apache-2.0", {"LICENSE": _MIT}, "text-missing", ("license-text-missing",)),
        ("MIT", {"LICENSE": _MIT, "COPYING": _APACHE}, "verified", ("license-extra-text",)),
        ("MIT", {"LICENSE": _MIT, "LICENSES/CC0-1.0.txt": _CC0}, "verified", ()),
        ("MIT", {}, "text-missing", ("license-text-missing",)),
        ("MIT", {"LICENSE": ""}, "text-missing", ("license-text-missing",)),
        ("MIT", {"LICENSE": "MIT License\n"}, "mention-only", ("license-mention-only",)),
        (
            "MIT",
            {"README.md": "# A\n\n## License\n\nUnder the MIT License.\n"},
            "mention-only",
            ("license-mention-only",),
        ),
        ("MIT", {"LICENSE": "Tout est permis le mardi. " * 5}, "custom", ("license-other-text",)),
        (
            "MIT",
            {"LICENSE": "YEAR: 2026\nCOPYRIGHT HOLDER: An Office\n"},
            "text-missing",
            ("license-text-missing",),
        ),
        ("MIT", {"LICENSE": _NOTICE}, "contradicted", ("license-contradicted",)),
        ("GPL-3.0-or-later", {"COPYING": _NOTICE}, "mention-only", ("license-mention-only",)),
        (
            "GPL-3.0-or-later",
            {"COPYING": f"{_NOTICE}\nIt contains a part under:\n\n{_MIT}"},
            "mention-only",
            ("license-mention-only",),
        ),
        (
            "MIT",
            {"COPYING": f"{_NOTICE}\nIt contains a part under:\n\n{_MIT}"},
            "contradicted",
            ("license-contradicted",),
        ),
        (
            "MIT",
            {"LICENSE": f"{_MIT}\nCommercial use is prohibited.\n"},
            "altered",
            ("license-altered",),
        ),
        ("LicenseRef-convention", {"LICENSE": "Réservé aux communes.\n"}, "custom", ()),
        ("LicenseRef-convention", {"LICENSE": _MIT}, "contradicted", ("license-contradicted",)),
        ("LicenseRef-convention", {}, "text-missing", ("license-text-missing",)),
        (
            "LicenseRef-llama-2",
            {"LICENSES/LicenseRef-llama-2.txt": "Some terms of a model.\n"},
            "custom",
            ("license-restricted",),
        ),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0",
            {},
            "text-missing",
            ("license-text-missing", "license-text-missing"),
        ),
        ("", {"LICENSE": _EUPL}, "undeclared", ("license-undeclared",)),
        ("", {}, "undeclared", ("license-undeclared",)),
        ("gpl3", {"LICENSE": _MIT}, "unverified", ("bad-license",)),
        ("MIT", {"LICENSES/MIT.txt": _APACHE, "LICENSE": _MIT}, "verified", ("license-file-name",)),
        (
            "MIT",
            {"LICENSE": _MIT, "README.md": "# A\n\n## Licence\n\nEUPL-1.2\n"},
            "verified",
            ("license-readme-differs",),
        ),
    ],
)
def test_the_files_give_the_verdict(
    tmp_path: Path,
    declared: str,
    files: Mapping[str, object],
    verdict: str,
    codes: tuple[str, ...],
) -> None:
    licensing, problems = _inspect(tmp_path, files, declared)

    assert licensing.verdict.value == verdict, told(problems)
    assert tuple(item.code for item in problems) == codes


def test_a_contradiction_names_the_file_and_the_way_out(tmp_path: Path) -> None:
    licensing, problems = _inspect(tmp_path, {"LICENSE": _APACHE}, "MIT")

    assert (licensing.declared, licensing.found, licensing.concluded) == ("MIT", "Apache-2.0", "")
    assert told(problems) == (
        "algorithm.toml:4:1: error[license-contradicted]: algorithm.license: "
        "Declares 'MIT', but LICENSE is Apache-2.0 (its full text)\n"
        "  hint: write 'Apache-2.0', or replace LICENSE"
    )
    assert problems[0].message("fr") == (
        "déclare « MIT », mais LICENSE est Apache-2.0 (son texte complet)"
    )


def test_what_is_confirmed_is_concluded_with_its_evidence(tmp_path: Path) -> None:
    licensing, _ = _inspect(tmp_path, {"LICENSE": _EUPL}, "EUPL-1.2")
    evidence = licensing.files[0]

    assert (licensing.found, licensing.concluded) == ("EUPL-1.2", "EUPL-1.2")
    assert (evidence.path, evidence.ids, evidence.state) == ("LICENSE", ("EUPL-1.2",), "text")
    assert (evidence.percent, len(evidence.blob)) == (100, 40)
    assert evidence.line is not None


def test_an_undeclared_licence_is_told_exactly_what_to_write(tmp_path: Path) -> None:
    licensing, problems = _inspect(tmp_path, {"LICENSE": _EUPL}, "")

    assert (licensing.found, licensing.concluded) == ("EUPL-1.2", "EUPL-1.2")
    assert problems[0].hint() == 'write license = "EUPL-1.2", which is what LICENSE holds'


def test_a_changed_text_is_altered_and_says_what_was_put_in(tmp_path: Path) -> None:
    added = "Whoever earns money with it pays one tenth of that to the authors each year, and "
    added += "tells them which companies and which cities have installed it since spring.\n\n"
    changed = _MIT.replace("THE SOFTWARE IS PROVIDED", added + "THE SOFTWARE IS PROVIDED")
    licensing, problems = _inspect(tmp_path, {"LICENSE": changed}, "MIT")

    assert licensing.verdict is Verdict.ALTERED
    assert [item.code for item in problems] == ["license-altered"]
    assert problems[0].hint().startswith("take out “")


def test_a_file_name_that_says_another_licence_is_reported(tmp_path: Path) -> None:
    _, problems = _inspect(tmp_path, {"LICENSE-Apache-2.0": _MIT}, "MIT")

    assert told(problems) == (
        "LICENSE-Apache-2.0: warning[license-file-name]: Its name says Apache-2.0, its text is MIT"
        "\n  hint: rename it to LICENSE-MIT, or replace its text"
    )


def test_an_id_without_its_suffix_stays_unresolved(tmp_path: Path) -> None:
    licensing, problems = _inspect(tmp_path, {"LICENSE": _MIT}, "GPL-3.0")

    assert licensing.verdict is Verdict.CONTRADICTED
    assert {item.code for item in problems} == {"deprecated-license", "license-contradicted"}


def test_each_artifact_has_its_own_verdict(tmp_path: Path) -> None:
    artifacts = (
        Artifact(name="poids.bin", kind="weights", license="CC0-1.0"),
        Artifact(name="corpus.csv", kind="data", license="ODbL-1.0"),
        Artifact(name="base.bin", kind="weights", license="LicenseRef-llama-2"),
        Artifact(name="comme-le-code.bin", kind="weights"),
    )
    files = {"LICENSE": _MIT, "LICENSE-CC0-1.0.txt": _CC0}
    licensing, problems = _inspect(tmp_path, files, "MIT", artifacts)

    assert licensing.verdict is Verdict.VERIFIED
    assert [(item.name, item.verdict.value, item.file) for item in licensing.parts] == [
        ("poids.bin", "verified", "LICENSE-CC0-1.0.txt"),
        ("corpus.csv", "text-missing", ""),
        ("base.bin", "custom", ""),
    ]
    assert told(problems) == (
        "algorithm.toml:4:1: note[license-part-text-missing]: artifact[1].license: "
        "Declares 'ODbL-1.0', whose text is not in the repository\n"
        "  hint: add it as LICENSES/ODbL-1.0.txt"
    )


def test_data_inside_the_repository_has_the_licence_that_reuse_gives_it(tmp_path: Path) -> None:
    # REUSE-IgnoreStart
    note = "SPDX-FileCopyrightText: 2026 Office\nSPDX-License-Identifier: CC0-1.0\n"
    # REUSE-IgnoreEnd
    files = {
        "LICENSES/MIT.txt": _MIT,
        "LICENSES/CC0-1.0.txt": _CC0,
        "data/pluies.csv": "jour,mm\n",
        "data/pluies.csv.license": note,
    }
    licensing, problems = _inspect(tmp_path, files, "MIT")

    assert (licensing.verdict, problems) == (Verdict.VERIFIED, ())
    assert [(item.kind, item.declared, item.verdict.value) for item in licensing.parts] == [
        ("data", "CC0-1.0", "verified")
    ]


def test_a_model_licence_confirms_no_id_and_contradicts_none_of_its_kind(tmp_path: Path) -> None:
    text = "LLAMA 2 COMMUNITY LICENSE AGREEMENT\n" + "Terms of use for the model follow. " * 40
    licensing, problems = _inspect(tmp_path, {"LICENSE": text}, "LicenseRef-llama-2")

    assert licensing.verdict is Verdict.CUSTOM
    assert [item.code for item in problems] == ["license-restricted"]
