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
    "yaml-after-quote": Entry(
        severity=_ERROR,
        en="A text in quotes ends just before, and more follows",
        fr="un texte entre guillemets se termine juste avant, et il y a une suite",
        hints_en=("inside '…' an apostrophe is written twice: ''",),
        hints_fr=("dans '…', une apostrophe s'écrit deux fois : ''",),
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
    "publiccode-unknown-key": Entry(
        severity=_WARNING,
        en="publiccode.yml knows no key '{name}'; it is kept, but not used",
        fr="publiccode.yml ne connaît pas de clé « {name} » ; elle est gardée, mais pas utilisée",
        hints_en=("did you mean '{near}'?", "the keys that are known: docs/publiccode.md"),
        hints_fr=("vouliez-vous dire « {near} » ?", "les clés connues : docs/publiccode.md"),
    ),
    "publiccode-version": Entry(
        severity=_ERROR,
        en="'{value}' is no version of publiccode.yml that is known here (0.2 to 0.7)",
        fr="« {value} » n'est pas une version de publiccode.yml connue ici (0.2 à 0.7)",
        hints_en=("write publiccodeYmlVersion: '0'",),
        hints_fr=("écrivez publiccodeYmlVersion: '0'",),
    ),
    "unquoted-number": Entry(
        severity=_WARNING,
        en="{value} without quotes is a number; read as the text '{value}'",
        fr="{value} sans guillemets est un nombre ; lu comme le texte « {value} »",
        hints_en=("write '{value}'; other tools would make 1.10 and 1.1 the same",),
        hints_fr=("écrivez '{value}' ; pour d'autres outils, 1.10 et 1.1 sont pareils",),
    ),
    "language-underscore": Entry(
        severity=_ERROR,
        en="'{value}' is not a BCP 47 language tag: the parts are joined by '-'",
        fr="« {value} » n'est pas une étiquette de langue BCP 47 : les parties sont jointes par « - »",
        hints_en=("write '{near}'",),
        hints_fr=("écrivez « {near} »",),
    ),
    "lowercase-country": Entry(
        severity=_WARNING,
        en="Countries are written in capital letters; '{value}' is deprecated",
        fr="les pays s'écrivent en majuscules ; « {value} » est déconseillé",
        hints_en=("write {near}",),
        hints_fr=("écrivez {near}",),
    ),
    "bad-country": Entry(
        severity=_ERROR,
        en="'{value}' is not a country of ISO 3166-1, two capital letters",
        fr="« {value} » n'est pas un pays d'ISO 3166-1, en deux majuscules",
        hints_en=("write MA, for example",),
        hints_fr=("écrivez par exemple MA",),
    ),
    "bad-repository": Entry(
        severity=_ERROR,
        en="'{value}' is not the address of a repository",
        fr="« {value} » n'est pas l'adresse d'un dépôt",
        hints_en=("write '{near}'", "write it in full, such as https://git.example/group/project"),
        hints_fr=(
            "écrivez « {near} »",
            "écrivez-la en entier, comme https://git.example/groupe/projet",
        ),
    ),
    "bad-uri": Entry(
        severity=_ERROR,
        en="'{value}' is neither an address nor a URN",
        fr="« {value} » n'est ni une adresse ni un URN",
        hints_en=("write https://ministry.example or urn:x-ma:ministry, for example",),
        hints_fr=("écrivez par exemple https://ministere.example ou urn:x-ma:ministere",),
    ),
    "bad-mailbox": Entry(
        severity=_WARNING,
        en="Not an e-mail address",
        fr="ce n'est pas une adresse électronique",
        hints_en=("write one, or remove the key; it is never stored",),
        hints_fr=("écrivez-en une ou retirez la clé ; elle n'est jamais enregistrée",),
    ),
    "absolute-path": Entry(
        severity=_ERROR,
        en="'{value}' is a path of one machine, not of the repository",
        fr="« {value} » est un chemin d'une machine, pas du dépôt",
        hints_en=("begin it at the repository's root, without '/'",),
        hints_fr=("faites-le partir de la racine du dépôt, sans « / »",),
    ),
    "path-outside": Entry(
        severity=_ERROR,
        en="'{value}' leads out of the repository",
        fr="« {value} » mène hors du dépôt",
    ),
    "deprecated-key": Entry(
        severity=_NOTE,
        en="Deprecated by the standard",
        fr="déconseillé par la norme",
        hints_en=("use '{near}' instead", "it can be removed"),
        hints_fr=("utilisez plutôt « {near} »", "vous pouvez la retirer"),
    ),
    "twice-by-case": Entry(
        severity=_ERROR,
        en="The same section as '{name}'; keep one",
        fr="la même section que « {name} » ; n'en gardez qu'une",
    ),
    "too-short": Entry(
        severity=_WARNING,
        en="{length} letters, at least {limit}",
        fr="{length} lettres, {limit} au moins",
    ),
    "missing-in-all-languages": Entry(
        severity=_WARNING,
        en="No language has '{name}'; the standard asks for it in one",
        fr="aucune langue n'a « {name} » ; la norme le demande dans l'une d'elles",
    ),
    "missing-for-type": Entry(
        severity=_WARNING,
        en="Missing; the standard asks for it when the maintenance is '{value}'",
        fr="absent ; la norme le demande quand la maintenance est « {value} »",
    ),
    "contractors-without-contract": Entry(
        severity=_ERROR,
        en="Contractors are named, but the maintenance is '{value}'",
        fr="des prestataires sont nommés, mais la maintenance est « {value} »",
        hints_en=("write type: contract, or remove the contractors",),
        hints_fr=("écrivez type: contract, ou retirez les prestataires",),
    ),
    "contract-ended": Entry(
        severity=_WARNING,
        en="The contract ended on {value}",
        fr="le contrat a pris fin le {value}",
        hints_en=("write the new end, or say how it is maintained now",),
        hints_fr=("indiquez la nouvelle échéance, ou la maintenance d'aujourd'hui",),
    ),
    "reference-verdict": Entry(
        severity=_ERROR,
        en="The reference parser refuses this: {rule}",
        fr="l'analyseur de référence refuse ceci : {rule}",
    ),
    "reference-unknown-key": Entry(
        severity=_ERROR,
        en="The reference parser refuses this: it knows no key '{name}'",
        fr="l'analyseur de référence refuse ceci : il ne connaît pas de clé « {name} »",
    ),
    "reference-warning": Entry(
        severity=_WARNING,
        en="The reference parser warns: {rule}",
        fr="l'analyseur de référence avertit : {rule}",
    ),
}
