"""May I use it, and in what? `may_i_use_it.py REGISTRY OWNER/NAME LICENSE`."""

import pathlib
import sys

import forge


def show_answers(registry: forge.Registry, release: forge.Release) -> None:
    """Print the five answers, each with its reason, and whom to ask."""
    for use in ("run", "modify", "redistribute", "service", "sell"):
        answer: forge.Answer = release.may(use, registry.find_base)
        print(f"  {use}: {answer.explain()}")
        if answer.permit is forge.Permit.ASK:
            print(f"    ask {answer.contact or 'the owner'}")
    parts: tuple[forge.PartLicensing, ...] = release.licensing.parts
    for part in parts:
        print(f"  {part.kind} {part.name}: {part.declared}, {part.verdict}")


def show_fit(release: forge.Release, outbound: str) -> None:
    """Print whether the code may be linked into something under a licence."""
    facts: forge.LicenseFacts = forge.license_facts(outbound)
    print(f"  {facts.id}: {facts.family}, OSI {facts.osi}, FSF {facts.fsf}, {facts.page}")
    found: forge.Compatibility = forge.compatibility(release.licensing.declared, outbound, "link")
    print(f"  into {outbound}: {found.answer} ({found.source or 'no source'})")


def show_file(path: str) -> None:
    """Print which licence a file holds."""
    found: forge.Recognition = forge.recognise(pathlib.Path(path).read_bytes(), name=path)
    print(f"  {found.state} {found.expression}")


def main(address: str, name: str, outbound: str, *files: str) -> int:
    """Open the registry and answer."""
    try:
        registry = forge.Registry(address)
        release = registry.get(name)
    except forge.ForgeError as error:
        print(error, file=sys.stderr)
        return 1
    print(release.reference)
    show_answers(registry, release)
    show_fit(release, outbound)
    for file in files:
        show_file(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
