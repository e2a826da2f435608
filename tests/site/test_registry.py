"""The site of a real registry, read from git at one commit."""

import subprocess

from forge.registry import open_store
from forge.site import build_site
from tests.support.content import release
from tests.support.registries import make_registry, publish

OLD = release("onb/bareme-bourses", "1.0.0", domains=("education",))
NEW = release("onb/bareme-bourses", "1.1.0")
OTHER = release("cna/aides", "1.0.0")


def test_a_site_is_the_same_from_a_work_tree_and_from_a_clone_of_it(tmp_path):
    path, bare = tmp_path / "registry", tmp_path / "bare.git"
    publish(make_registry(path), OLD, NEW, OTHER)
    subprocess.run(["git", "clone", "--quiet", "--bare", path, bare], check=True)
    sites = []
    for address, name in ((path, "one"), (bare, "two")):
        with open_store(address) as store:
            out = build_site(store, tmp_path / name, languages=("fr", "ar")).out
        files = sorted(item for item in out.rglob("*") if item.is_file())
        sites.append({item.relative_to(out).as_posix(): item.read_bytes() for item in files})

    assert sites[0] == sites[1]
    assert "fr/a/onb/bareme-bourses/1.1.0/changes.html" in sites[0]
