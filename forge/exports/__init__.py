"""From a release to the formats that others read, each with a report of what it loses."""

from forge.exports.export import Exportable, export, format_named, texts_of
from forge.exports.facts import CONCEPTS
from forge.exports.format import Export, Format
from forge.exports.formats import FORMATS
from forge.exports.subject import (
    Subject,
    subject_of_draft,
    subject_of_file,
    subject_of_release,
    subjects_of_file,
)

__all__ = [
    "CONCEPTS",
    "FORMATS",
    "Export",
    "Exportable",
    "Format",
    "Subject",
    "export",
    "format_named",
    "subject_of_draft",
    "subject_of_file",
    "subject_of_release",
    "subjects_of_file",
    "texts_of",
]
