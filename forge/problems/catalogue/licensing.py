"""The codes of the room `licensing`."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

ENTRIES: dict[str, Entry] = {
    "bad-license": Entry(
        severity=_ERROR,
        en="Unknown licence: '{value}'",
        fr="licence inconnue : « {value} »",
        hints_en=(
            "write '{near}' or '{other}', whichever is meant",
            "write '{near}'",
            "{reason}; write an SPDX expression, such as 'EUPL-1.2' or 'MIT OR Apache-2.0'",
            "write an SPDX expression, such as 'EUPL-1.2'; a licence that SPDX does not list is 'LicenseRef-' and a name",
        ),
        hints_fr=(
            "écrivez « {near} » ou « {other} », selon ce qui est voulu",
            "écrivez « {near} »",
            "{reason} ; écrivez une expression SPDX, comme « EUPL-1.2 » ou « MIT OR Apache-2.0 »",
            "écrivez une expression SPDX, comme « EUPL-1.2 » ; une licence absente de la liste SPDX s'écrit « LicenseRef- » suivi d'un nom",
        ),
    ),
    "bad-license-exception": Entry(
        severity=_ERROR,
        en="Unknown licence exception: '{value}'",
        fr="exception de licence inconnue : « {value} »",
        hints_en=(
            "write '{near}'",
            "the exceptions that are known: https://spdx.org/licenses/exceptions-index.html",
        ),
        hints_fr=(
            "écrivez « {near} »",
            "les exceptions connues : https://spdx.org/licenses/exceptions-index.html",
        ),
    ),
    "deprecated-license": Entry(
        severity=_WARNING,
        en="SPDX no longer recommends '{value}'",
        fr="SPDX ne recommande plus « {value} »",
        hints_en=("write '{near}' or '{other}', whichever is meant", "write '{near}'"),
        hints_fr=(
            "écrivez « {near} » ou « {other} », selon ce qui est voulu",
            "écrivez « {near} »",
        ),
    ),
    "license-spelling": Entry(
        severity=_WARNING,
        en="'{value}' differs from SPDX in letter case",
        fr="« {value} » diffère de SPDX par la casse",
        hints_en=("write '{canonical}'",),
        hints_fr=("écrivez « {canonical} »",),
    ),
    "license-undeclared": Entry(
        severity=_ERROR,
        en="No licence is declared",
        fr="aucune licence n'est déclarée",
        hints_en=(
            'say which licence {file} is: license = "EUPL-1.2", for example',
            'choose one, declare it (license = "EUPL-1.2", for example), and add its text as LICENSE',
        ),
        hints_fr=(
            'dites quelle licence est {file} : license = "EUPL-1.2", par exemple',
            'choisissez-en une, déclarez-la (license = "EUPL-1.2", par exemple) et ajoutez son texte dans LICENSE',
        ),
    ),
    "license-text-missing": Entry(
        severity=_WARNING,
        en="Declares '{value}', but no file holds a licence text",
        fr="déclare « {value} », mais aucun fichier ne contient un texte de licence",
        hints_en=("add the full text as LICENSE, or as LICENSES/{value}.txt",),
        hints_fr=("ajoutez le texte complet dans LICENSE, ou dans LICENSES/{value}.txt",),
    ),
    "license-file-unusable": Entry(
        severity=_WARNING,
        en="Named as a licence file, but {reason}",
        fr="porte le nom d'un fichier de licence, mais {reason}",
        hints_en=("replace it by a plain file with the full text",),
        hints_fr=("remplacez-le par un fichier ordinaire avec le texte complet",),
    ),
    "too-many-license-files": Entry(
        severity=_WARNING,
        en="{count} licence files; the first {limit} are listed",
        fr="{count} fichiers de licence ; les {limit} premiers sont listés",
    ),
}
