"""The codes of the command line."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_NOTE = Severity.NOTE

ENTRIES: dict[str, Entry] = {
    "internal": Entry(
        severity=_ERROR,
        en="A fault of forge itself: {kind} at {where}",
        fr="un défaut de forge lui-même : {kind} à {where}",
        hints_en=(
            "run it again with FORGE_DEBUG=1 and send what it prints to those who gave you forge; nothing was changed by halves",
        ),
        hints_fr=(
            "relancez avec FORGE_DEBUG=1 et envoyez ce qui s'affiche à ceux qui vous ont donné forge ; rien n'a été changé à moitié",
        ),
    ),
    "system-refused": Entry(
        severity=_ERROR,
        en="The system refused {path}: {reason}",
        fr="le système a refusé {path} : {reason}",
        hints_en=("have it opened for you, make space, or name another place",),
        hints_fr=(
            "faites-vous en ouvrir l'accès, libérez de la place, ou nommez un autre endroit",
        ),
    ),
    "output-refused": Entry(
        severity=_ERROR,
        en="The result could not be printed in full: {reason}",
        fr="le résultat n'a pas pu s'afficher en entier : {reason}",
        hints_en=("send it to another file, then run the command again",),
        hints_fr=("dirigez-le vers un autre fichier, puis relancez la commande",),
    ),
    "registry-not-asked": Entry(
        severity=_NOTE,
        en="No registry is known here; owner, domains, laws and earlier versions were not compared",
        fr="aucun registre n'est connu ici ; propriétaire, domaines, lois et versions antérieures n'ont pas été comparés",
        hints_en=("name one: --registry ADDRESS, or forge registry default ADDRESS",),
        hints_fr=("nommez-en un : --registry ADRESSE, ou forge registry default ADRESSE",),
    ),
    "nothing-to-check": Entry(
        severity=_ERROR,
        en="No metadata file was found: no algorithm.toml, publiccode.yml or README",
        fr="aucun fichier de métadonnées : ni algorithm.toml, ni publiccode.yml, ni README",
        hints_en=("begin with forge init: it reads what is there and asks only for the rest",),
        hints_fr=("commencez par forge init : il lit ce qui est là et ne demande que le reste",),
    ),
    "no-publiccode": Entry(
        severity=_ERROR,
        en="There is no publiccode.yml, and the reference parser reads nothing else",
        fr="il n'y a pas de publiccode.yml, et l'analyseur de référence ne lit rien d'autre",
    ),
    "not-checkable": Entry(
        severity=_ERROR,
        en="This is no metadata file that forge reads by itself",
        fr="ce n'est pas un fichier de métadonnées que forge lit seul",
        hints_en=(
            'a publiccode.yml, or an algorithm.toml with the line schema = "forge/1"; for the others, check the whole directory',
        ),
        hints_fr=(
            'un publiccode.yml, ou un algorithm.toml avec la ligne schema = "forge/1" ; pour les autres, vérifiez le dossier entier',
        ),
    ),
    "cannot-read": Entry(
        severity=_ERROR,
        en="Cannot be read: {reason}",
        fr="illisible : {reason}",
        hints_en=("see the rights of the file and of its directory",),
        hints_fr=("voyez les droits du fichier et de son dossier",),
    ),
    "cannot-write": Entry(
        severity=_ERROR,
        en="Cannot be written: {reason}",
        fr="impossible à écrire : {reason}",
        hints_en=("make the directory writable, or see the text: forge init --dry-run",),
        hints_fr=("ouvrez le dossier en écriture, ou voyez le texte : forge init --dry-run",),
    ),
    "manifest-exists": Entry(
        severity=_ERROR,
        en="It is already there, and forge init never overwrites",
        fr="il existe déjà, et forge init n'écrase jamais",
        hints_en=("see what it lacks: forge check",),
        hints_fr=("voyez ce qui lui manque : forge check",),
    ),
    "unanswered": Entry(
        severity=_ERROR,
        en="No answer could be read; nothing was written",
        fr="aucune réponse n'a pu être lue ; rien n'a été écrit",
        hints_en=("give the answers as options: {options}, or --yes to leave them open",),
        hints_fr=(
            "donnez les réponses en options : {options}, ou --yes pour les laisser ouvertes",
        ),
    ),
    "owner-not-found": Entry(
        severity=_ERROR,
        en="'{value}' names no single owner of the registry",
        fr="« {value} » ne désigne pas un propriétaire unique du registre",
        hints_en=("did you mean: {near}?", "the owners: the files owners/*.toml of the registry"),
        hints_fr=(
            "vouliez-vous dire : {near} ?",
            "les propriétaires : les fichiers owners/*.toml du registre",
        ),
    ),
    "bad-text-option": Entry(
        severity=_ERROR,
        en="'{value}' is not LANGUAGE=TEXT",
        fr="« {value} » n'est pas LANGUE=TEXTE",
        hints_en=("write fr=…, ar=…, zgh=…",),
        hints_fr=("écrivez fr=…, ar=…, zgh=…",),
    ),
}
