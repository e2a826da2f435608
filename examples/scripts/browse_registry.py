"""Everything a registry knows of one algorithm: `browse_registry.py REGISTRY OWNER/NAME`."""

import sys

import forge


def show(algorithm: forge.Algorithm) -> None:
    """Print an algorithm, its releases and who runs it."""
    owner: forge.Owner = algorithm.owner
    print(f"{algorithm.id}, {owner.name.best('ar', 'fr')}")
    for release in algorithm.releases:
        show_release(release)
    for period in algorithm.uses:
        show_period(period)


def show_release(release: forge.Release) -> None:
    """Print where a release comes from and what its licence files say."""
    source: forge.Source = release.source
    version: forge.Version = release.version
    print(f"  {version} {source.tag or 'snapshot'} {source.commit[:7]} {source.swhid}")
    if release.licensing.verdict is forge.Verdict.UNVERIFIED:
        print("    nobody has compared the licence with the files yet")
    files: tuple[forge.LicenseFile, ...] = release.licensing.files
    print(f"    licence files: {', '.join(file.path for file in files)}")


def show_period(period: forge.Period) -> None:
    """Print who ran which version when."""
    use: forge.Use = period.use
    print(f"  {period.body} ran {use.version} from {use.since} to {use.until or 'today'}")


def show_facts(release: forge.Release) -> None:
    """Print the sections of the manifest, and where each title was read."""
    interface: forge.Interface = release.manifest.interface
    reuse: forge.Reuse = release.manifest.reuse
    transparency: forge.Transparency = release.manifest.transparency
    artifacts: tuple[forge.Artifact, ...] = release.manifest.artifacts
    depends: tuple[forge.Dependency, ...] = release.manifest.depends
    print(f"  called by {interface.kind or '?'}, maintained: {reuse.maintenance or '?'}")
    print(f"  effect on people: {transparency.effect or 'unstated'}")
    print(f"  {len(artifacts)} artifacts, {len(depends)} dependencies")
    provenance: tuple[forge.Provenance, ...] = release.provenance
    for item in provenance:
        if item.key.startswith("algorithm.title"):
            print(f"  {item.key} read in {item.file}")


def main(address: str, name: str) -> int:
    """Show the algorithm and its recommended release."""
    registry = forge.Registry(address)
    identity = forge.AlgorithmId.from_string(name)
    try:
        algorithm = registry.algorithm(identity)
        release = registry.get(forge.Reference.from_string(name))
    except forge.RegistryError as error:
        print(error, file=sys.stderr)
        return 1
    show(algorithm)
    show_facts(release)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
