"""Which version decided on a day? `decided_by.py REGISTRY OWNER/NAME YYYY-MM-DD`."""

import datetime
import sys

import forge


def tell(service: forge.Service, latest: forge.Release | None) -> None:
    """Print what one body ran on the day, and what has changed since."""
    if service.period is None:
        existed = ", ".join(str(release.version) for release in service.existed)
        print(
            f"{service.body} declared nothing for {service.date}; {existed or 'no'} release existed"
        )
        return
    when = "in time" if service.in_time else "afterwards"
    print(
        f"{service.body} ran {service.period.use.version} on {service.date},"
        f" declared {service.declared}, {when}"
    )
    for wrong in service.corrected:
        print(f"  corrects {wrong.use.version}, declared {wrong.declared}")
    if service.release and latest:
        changes: tuple[forge.Change, ...] = forge.compare(service.release, latest)
        for change in changes:
            print(f"  since then: {change.sort} {'.'.join(change.path)} {change.language}".rstrip())


def show_timeline(algorithm: forge.Algorithm, body: str) -> None:
    """Print every period of a body as it holds now."""
    holdings: tuple[forge.Holding, ...] = algorithm.timeline(body)
    spans = [
        f"{item.period.use.version} from {item.since} to {item.until or 'today'}"
        for item in holdings
    ]
    print(f"{body}: {', '.join(spans)}")


def show_marks(algorithm: forge.Algorithm) -> None:
    """Print what was said of it after it was published."""
    marks: tuple[forge.Event, ...] = algorithm.marks()
    for mark in marks:
        print(f"{mark.kind} since {mark.date}: {mark.reason.best('fr')} {mark.successor}")


def main(address: str, name: str, day: str) -> int:
    """Answer for every body that declared a use."""
    date = datetime.date.fromisoformat(day)
    registry = forge.Registry(address)
    algorithm = registry.algorithm(name)
    show_marks(algorithm)
    for body in algorithm.bodies:
        tell(algorithm.in_service(date, body), algorithm.latest)
        show_timeline(algorithm, body)
    # The same question to the registry as it was: what could have been answered on its last day?
    early = registry.as_of(registry.commit)
    print(f"read at {early.date[:10]}, {len(early)} algorithms")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
