"""Of a restricted algorithm nothing but who, why and by which law leaves its repository."""

from __future__ import annotations

import pytest

from forge.model import Owner, Reuse
from forge.publish import publish
from forge.registry import open_store, verify
from forge.registry.layout import record_to_toml
from forge.registry.rereading import check_record
from forge.release import inspect, withhold_release
from forge.text import Localized
from tests.support.licences import license_text
from tests.support.program import run_forge
from tests.support.registries import make_registry
from tests.support.releases import make_release
from tests.support.repos import make_repository

OWNER = Owner(
    id="onb", name=Localized({"fr": "Office (exemple)"}), repositories=("git.onb.example/sie",)
)
LAWS = 'schema = "forge/1"\n\n[[law]]\nid = "xx:13"\nname = { fr = "Loi (exemple)" }\n'
MANIFEST = """\
schema = "forge/1"
[algorithm]
name = "controle"
owner = "onb"
kind = "model"
license = "EUPL-1.2"
domains = ["zqsecret-domaine"]
keywords = ["zqsecret-keyword"]
homepage = "https://secret.example/zqsecret-home"
title = { fr = "Contrôle des demandes (exemple)" }
summary = { fr = "zqsecret-summary" }
description = { fr = "zqsecret-description" }
[interface]
kind = "cli"
entry = "zqsecret-entry"
[reuse]
openness = "restricted"
exception = "xx:13"
contact = "https://onb.example/contact"
conditions = { fr = "zqsecret-conditions" }
partners = [{ name = "zqsecret-partner" }]
[[artifact]]
name = "zqsecret-weights"
kind = "weights"
url = "https://secret.example/zqsecret-url"
[[depends]]
name = "zqsecret-service"
kind = "service"
[transparency]
effect = "decides"
purpose = { fr = "Repérer les dossiers à revoir." }
how = { fr = "zqsecret-how" }
[[use]]
owner = "onb"
version = "1.0.0"
status = "in-use"
since = 2026-01-01
hosting = "zqsecret-hosting"
"""
FILES = {
    "algorithm.toml": MANIFEST,
    "README.fr.md": "# zqsecret-readme\n\nzqsecret-paragraph\n",
    "publiccode.yml": (
        "publiccodeYmlVersion: 0.4\nname: zqsecret-name\nit:\n  x: zqsecret-foreign\n"
    ),
    "LICENSE": "zqsecret-notice\n" + license_text("EUPL-1.2"),
}


@pytest.fixture
def project(tmp_path):
    remote = "https://git.onb.example/sie/controle.git"
    return make_repository(tmp_path / "project", [FILES], tags={"v1.0.0": 0}, remote=remote)


def test_only_who_why_and_by_which_law_is_in_the_draft(project):
    draft = inspect(project.path, offline=True)
    manifest = draft.release.manifest

    assert (manifest.name, manifest.owner) == ("controle", "onb")
    assert dict(manifest.title) == {"fr": "Contrôle des demandes (exemple)"}
    assert dict(manifest.transparency.purpose) == {"fr": "Repérer les dossiers à revoir."}
    assert manifest.reuse == Reuse(
        openness="restricted", exception="xx:13", contact="https://onb.example/contact"
    )
    assert (draft.uses, draft.release.foreign, draft.licensing.files) == ((), (), ())
    assert "zqsecret" not in repr(draft.release) + repr(draft.manifest)
    assert "restricted" in [item.code for item in draft.problems]


def test_nothing_else_reaches_the_registry_the_index_or_the_site(project, tmp_path):
    made = make_registry(tmp_path / "registry", owners=(OWNER,))
    with made.transaction() as change:
        change.write("vocabulary/laws.toml", LAWS.encode())
    (published,) = publish(project.path, open_store(made.address), offline=True)
    built = run_forge(
        *("build", "--registry", tmp_path / "registry", "--out", tmp_path / "site"),
        env={"FORGE_CACHE": str(tmp_path / "cache")},
    )

    assert (published.outcome, built.code) == ("published", 0), [published.problems, built.err]
    assert verify(open_store(made.address)).problems == ()
    for place in ("registry", "site", "cache"):
        files = [file for file in (tmp_path / place).rglob("*") if file.is_file()]
        assert [str(file) for file in files if b"zqsecret" in file.read_bytes()] == []
        assert files
    store = open_store(made.address)
    assert not any(b"zqsecret" in (store.read(path) or b"") for path in store.blobs())
    assert [path for path in store.blobs() if path.startswith("uses/")] == []


def test_a_restricted_one_without_a_purpose_is_told(tmp_path):
    bare = MANIFEST.replace("purpose = {", "rationale = {")
    made = make_repository(tmp_path / "p", [{"algorithm.toml": bare}], tags={"v1.0.0": 0})

    codes = [item.code for item in inspect(made.path, offline=True).problems]
    assert {"restricted", "missing-purpose"} <= set(codes)
    assert "missing-interface" not in codes


def test_a_proposed_record_that_holds_more_is_refused():
    release = make_release(reuse=Reuse(openness="restricted", exception="xx:13"))
    bare = withhold_release(release)

    def codes(one):
        return [item.code for item in check_record(one, record_to_toml(one))]

    assert (codes(release), codes(bare)) == (["overfull-record"], [])
    assert withhold_release(make_release()) == make_release()
