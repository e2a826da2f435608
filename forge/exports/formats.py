"""The table of formats. A new one is one module and one line here."""

from __future__ import annotations

from forge.exports.citation import CITATION
from forge.exports.code_json import AGENCY_INDEX, CODE_JSON
from forge.exports.codemeta import CODEMETA
from forge.exports.dcat import DCAT
from forge.exports.publiccode import PUBLICCODE
from forge.exports.purl import PURL
from forge.exports.schema_org import SCHEMA_ORG

__all__ = ["FORMATS"]

# Those that forge reads too stand in the order of precedence of their readers.
FORMATS = (PUBLICCODE, CODEMETA, CODE_JSON, CITATION, AGENCY_INDEX, SCHEMA_ORG, DCAT, PURL)
