"""Problems: what was found, how bad it is, where it stands, and the way out.

A problem is data. Its text is made when it is shown, in the reader's language, from the
catalogue of its code; the code never changes its meaning, the text may change.
"""

from forge.problems.catalogue import Entry, Word, codes, entry, word
from forge.problems.problem import Place, Problem, Severity, problem, sort_problems, worst
from forge.problems.system import system_reason

__all__ = [
    "Entry",
    "Place",
    "Problem",
    "Severity",
    "Word",
    "codes",
    "entry",
    "problem",
    "sort_problems",
    "system_reason",
    "word",
    "worst",
]
