"""The codes of YAML and of publiccode.yml."""

from forge.problems.catalogue import Entry
from forge.problems.severity import Severity

__all__ = ["ENTRIES"]

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_NOTE = Severity.NOTE

_QUOTE_EN = ("put the text in quotes",)
_QUOTE_FR = ("mettez le texte entre guillemets",)

ENTRIES: dict[str, Entry] = {
    "yaml-empty": Entry(
        severity=_ERROR,
        en="Empty; there is nothing to read",
        fr="vide ; il n'y a rien à lire",
    ),
    "yaml-documents": Entry(
        severity=_ERROR,
        en="A second document begins here; a metadata file holds one",
        fr="un second document commence ici ; un fichier de métadonnées n'en contient qu'un",
        hints_en=("remove '---' and what stands before or after it",),
        hints_fr=("retirez « --- » et ce qui se trouve avant ou après",),
    ),
    "yaml-tag": Entry(
        severity=_WARNING,
        en="The tag '{value}' is ignored",
        fr="l'étiquette « {value} » est ignorée",
        hints_en=("write the plain value, without a word that begins with '!'",),
        hints_fr=("écrivez la valeur seule, sans mot qui commence par « ! »",),
    ),
    "yaml-key": Entry(
        severity=_ERROR,
        en="'{value}' is no text and cannot be a key",
        fr="« {value} » n'est pas un texte et ne peut pas être une clé",
        hints_en=("put the key in quotes",),
        hints_fr=("mettez la clé entre guillemets",),
    ),
    "duplicate-key": Entry(
        severity=_ERROR,
        en="'{name}' stands already on line {line}",
        fr="« {name} » figure déjà à la ligne {line}",
        hints_en=("keep one of the two",),
        hints_fr=("ne gardez que l'une des deux",),
    ),
    "yaml-unknown-alias": Entry(
        severity=_ERROR,
        en="Nothing before is named '&{name}'",
        fr="rien n'est nommé « &{name} » plus haut",
        hints_en=("a text that begins with '*' stands in quotes",),
        hints_fr=("un texte qui commence par « * » se met entre guillemets",),
    ),
    "yaml-recursive-alias": Entry(
        severity=_ERROR,
        en="'*{name}' stands inside what it names",
        fr="« *{name} » se trouve à l'intérieur de ce qu'il désigne",
    ),
    "yaml-too-many": Entry(
        severity=_ERROR,
        en="More than {limit} values, each alias counted as all that it stands for",
        fr="plus de {limit} valeurs, chaque alias comptant pour tout ce qu'il désigne",
    ),
    "yaml-tab": Entry(
        severity=_ERROR,
        en="Indented with a tab; YAML knows only spaces",
        fr="retrait fait d'une tabulation ; YAML ne connaît que les espaces",
        hints_en=("replace each tab by two spaces",),
        hints_fr=("remplacez chaque tabulation par deux espaces",),
    ),
    "yaml-open-quote": Entry(
        severity=_ERROR,
        en="The file ends inside a text in quotes",
        fr="le fichier se termine à l'intérieur d'un texte entre guillemets",
        hints_en=("close the quote; inside '…' an apostrophe is written twice: ''",),
        hints_fr=("fermez le guillemet ; dans '…', une apostrophe s'écrit deux fois : ''",),
    ),
    "yaml-colon": Entry(
        severity=_ERROR,
        en="A second ': ' on a line, or a key indented more than its neighbours",
        fr="un second « : » sur la ligne, ou une clé plus en retrait que ses voisines",
        hints_en=("a text with ': ' in it stands in quotes",),
        hints_fr=("un texte qui contient « : » se met entre guillemets",),
    ),
    "yaml-bare-sign": Entry(
        severity=_ERROR,
        en="A text cannot begin with this sign",
        fr="un texte ne peut pas commencer par ce signe",
        hints_en=_QUOTE_EN,
        hints_fr=_QUOTE_FR,
    ),
    "yaml-escape": Entry(
        severity=_ERROR,
        en='In a text in "…" a backslash begins an escape, and this is none',
        fr='dans un texte entre "…", la barre oblique inverse commence un échappement, et ceci n\'en est pas un',
        hints_en=("write \\\\ for a backslash, or use '…'",),
        hints_fr=("écrivez \\\\ pour une barre oblique inverse, ou utilisez '…'",),
    ),
    "yaml-indentation": Entry(
        severity=_ERROR,
        en="Not indented like the lines that it belongs to",
        fr="retrait différent de celui des lignes voisines",
        hints_en=("begin it below the key or '-' before it",),
        hints_fr=("alignez-le sur la clé ou le « - » qui précède",),
    ),
    "yaml-no-colon": Entry(
        severity=_ERROR,
        en="A key without ': ' and a value, or a text that lost its indentation",
        fr="une clé sans « : » ni valeur, ou un texte qui a perdu son retrait",
        hints_en=("indent the lines of a long text more than its key",),
        hints_fr=("mettez les lignes d'un long texte plus en retrait que sa clé",),
    ),
    "yaml-open-bracket": Entry(
        severity=_ERROR,
        en="A '[' or '{{' is not closed, or a ',' is missing",
        fr="un « [ » ou « {{ » n'est pas fermé, ou il manque une « , »",
    ),
    "yaml-merge-conflict": Entry(
        severity=_ERROR,
        en="A mark of git's for two versions that it could not merge",
        fr="une marque que git laisse quand il ne peut pas fusionner deux versions",
        hints_en=("keep one of the versions and remove the lines '<<<<<<<', '=======', '>>>>>>>'",),
        hints_fr=(
            "gardez une version et retirez les lignes « <<<<<<< », « ======= », « >>>>>>> »",
        ),
    ),
    "yaml-syntax": Entry(
        severity=_ERROR,
        en="Not YAML: {reason}",
        fr="ce n'est pas du YAML : {reason}",
    ),
}
