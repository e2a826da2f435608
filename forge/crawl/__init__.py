"""The crawl: from many repositories to many releases; read `run`, `visit` and `settle`."""

from forge.crawl.outcome import ORDER, Settled
from forge.crawl.report import write_reports
from forge.crawl.run import Crawl, Options
from forge.crawl.sources import Source, source_of, sources_from_file, sources_of_owners
from forge.crawl.state import Known, State
from forge.crawl.whole import crawl, state_path

__all__ = [
    "ORDER",
    "Crawl",
    "Known",
    "Options",
    "Settled",
    "Source",
    "State",
    "crawl",
    "source_of",
    "sources_from_file",
    "sources_of_owners",
    "state_path",
    "write_reports",
]
