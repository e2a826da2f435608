"""The codes of the room `licensing`."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

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
            'write license = "{found}" or "{other}", whichever is meant: {file} holds the text of both',
            'write license = "{found}", which is what {file} holds',
            'say which licence {file} is: license = "EUPL-1.2", for example',
            'choose one, declare it (license = "EUPL-1.2", for example), and add its text as LICENSE',
        ),
        hints_fr=(
            'écrivez license = "{found}" ou "{other}", selon ce qui est voulu : {file} contient le texte des deux',
            'écrivez license = "{found}" : c\'est ce que contient {file}',
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
    "license-contradicted": Entry(
        severity=_ERROR,
        en="Declares '{value}', but {file} is {found} ({how})",
        fr="déclare « {value} », mais {file} est {found} ({how})",
        hints_en=(
            "write '{written}' or '{other}', whichever is meant, or replace {file}",
            "write '{written}', or replace {file}",
        ),
        hints_fr=(
            "écrivez « {written} » ou « {other} », selon ce qui est voulu, ou remplacez {file}",
            "écrivez « {written} », ou remplacez {file}",
        ),
    ),
    "license-altered": Entry(
        severity=_WARNING,
        en="Not the text of {value}: {percent} % of it is there, and {missing} words are not",
        fr="pas le texte de {value} : {percent} % y sont, et il manque {missing} mots",
        hints_en=(
            "take out “{inserted}”, or replace the file by the text as published: {page}",
            "replace the file by the text as published: {page}",
            "replace the file by the text as published",
        ),
        hints_fr=(
            "retirez « {inserted} », ou remplacez le fichier par le texte publié : {page}",
            "remplacez le fichier par le texte publié : {page}",
            "remplacez le fichier par le texte publié",
        ),
    ),
    "license-mention-only": Entry(
        severity=_WARNING,
        en="Names {value}, without its text",
        fr="nomme {value}, sans son texte",
        hints_en=(
            "add the full text as LICENSE, from {page}",
            "add the full text as LICENSE",
        ),
        hints_fr=(
            "ajoutez le texte complet dans LICENSE, depuis {page}",
            "ajoutez le texte complet dans LICENSE",
        ),
    ),
    "license-other-text": Entry(
        severity=_WARNING,
        en="Holds a text that is not {value}, nor any licence of the SPDX list",
        fr="contient un texte qui n'est pas {value}, ni aucune licence de la liste SPDX",
        hints_en=(
            "replace it by the text of {value} ({page}), or declare it as 'LicenseRef-' and a name",
            "replace it by the text of {value}, or declare it as 'LicenseRef-' and a name",
        ),
        hints_fr=(
            "remplacez-le par le texte de {value} ({page}), ou déclarez « LicenseRef- » suivi d'un nom",
            "remplacez-le par le texte de {value}, ou déclarez « LicenseRef- » suivi d'un nom",
        ),
    ),
    "license-extra-text": Entry(
        severity=_NOTE,
        en="Is {found} ({how}), beside the declared '{value}'",
        fr="est {found} ({how}), en plus de « {value} » déclarée",
        hints_en=(
            "declare it too ('{value} OR {found}' for a choice, AND for both), or move it to the part that it is for",
        ),
        hints_fr=(
            "déclarez-la aussi (« {value} OR {found} » au choix, AND pour les deux), ou placez-la près de la partie concernée",
        ),
    ),
    "license-file-name": Entry(
        severity=_WARNING,
        en="Its name says {said}, its text is {found}",
        fr="son nom dit {said}, son texte est {found}",
        hints_en=("rename it to {right}, or replace its text", "rename it, or replace its text"),
        hints_fr=(
            "renommez-le {right}, ou remplacez son texte",
            "renommez-le, ou remplacez son texte",
        ),
    ),
    "license-readme-differs": Entry(
        severity=_WARNING,
        en="Says {found}, but '{value}' is declared",
        fr="dit {found}, mais « {value} » est déclarée",
        hints_en=("say the same in both places",),
        hints_fr=("dites la même chose aux deux endroits",),
    ),
    "license-restricted": Entry(
        severity=_NOTE,
        en="'{value}' restricts what it is used for; it is no open licence",
        fr="« {value} » restreint les usages ; ce n'est pas une licence libre",
        hints_en=("say in [reuse] conditions what it excludes",),
        hints_fr=("dites dans [reuse] conditions ce qu'elle exclut",),
    ),
    "license-part-text-missing": Entry(
        severity=_NOTE,
        en="Declares '{value}', whose text is not in the repository",
        fr="déclare « {value} », dont le texte n'est pas dans le dépôt",
        hints_en=("add it as LICENSES/{value}.txt",),
        hints_fr=("ajoutez-le dans LICENSES/{value}.txt",),
    ),
    "license-incompatible": Entry(
        severity=_ERROR,
        en="May not go into {outbound} ({use}): {part}, {inbound}",
        fr="ne peut entrer dans {outbound} ({use}) : {part}, {inbound}",
        hints_en=(
            "why: forge license compat '{inbound}' '{outbound}' --use {use} (source: {source})",
            "why: forge license compat '{inbound}' '{outbound}' --use {use}",
        ),
        hints_fr=(
            "pourquoi : forge license compat '{inbound}' '{outbound}' --use {use} (source : {source})",
            "pourquoi : forge license compat '{inbound}' '{outbound}' --use {use}",
        ),
    ),
    "license-fit-unknown": Entry(
        severity=_WARNING,
        en="No source says whether it may go into {outbound} ({use}), so ask: {part}, {inbound}",
        fr="aucune source ne dit si cela peut entrer dans {outbound} ({use}), demandez : {part}, {inbound}",
        hints_en=("why: forge license compat '{inbound}' '{outbound}' --use {use}",),
        hints_fr=("pourquoi : forge license compat '{inbound}' '{outbound}' --use {use}",),
    ),
    "license-outside-policy": Entry(
        severity=_WARNING,
        en="'{value}' is not in the licence policy of this registry: {policy}",
        fr="« {value} » n'est pas dans la politique de licences de ce registre : {policy}",
        hints_en=("it asks for one of: {allowed} ({source})",),
        hints_fr=("elle demande l'une de : {allowed} ({source})",),
    ),
    "unknown-license-policy": Entry(
        severity=_ERROR,
        en="There is no licence policy '{value}'",
        fr="il n'y a pas de politique de licences « {value} »",
        hints_en=("there are: {known}",),
        hints_fr=("il y a : {known}",),
    ),
    "too-many-license-files": Entry(
        severity=_WARNING,
        en="{count} licence files; the first {limit} are listed",
        fr="{count} fichiers de licence ; les {limit} premiers sont listés",
    ),
}
