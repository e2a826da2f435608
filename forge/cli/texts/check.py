"""The texts of `forge check`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": (
        "Show everything that is wrong or missing",
        "Montrer tout ce qui est faux ou manque",
    ),
    "about": (
        "Show everything that is wrong or missing at once, each with its place and the way out. What is read is the last commit with the metadata and licence files on disk over it, so that you can edit and check again. Only errors stop a publication.",
        "Montrer d'un coup tout ce qui est faux ou manque, avec la place et le remède. On lit le dernier commit, recouvert des fichiers de métadonnées et de licence du disque : modifiez, vérifiez à nouveau. Seules les erreurs empêchent de publier.",
    ),
    "address": (
        "A directory, a bare repository, an address, or one publiccode.yml or algorithm.toml. The current directory when missing.",
        "Un dossier, un dépôt nu, une adresse, ou un seul publiccode.yml ou algorithm.toml. Le dossier courant à défaut.",
    ),
    "strict": (
        "Give the verdict of the reference parser of publiccode.yml, and nothing else.",
        "Donner le verdict de l'analyseur de référence de publiccode.yml, et rien d'autre.",
    ),
    "for": (
        "Say too whether it may be used in something under this licence.",
        "Dire aussi si on peut l'utiliser dans ce qui est sous cette licence.",
    ),
    "format": (
        "How to print it; form is one page of questions for the service that owns the procedure.",
        "Comment l'afficher ; form est une page de questions pour le service responsable de la procédure.",
    ),
    "examples": (
        "forge check\nforge check --format json path/to/publiccode.yml\nforge check --format form --lang fr > questions.txt",
        "forge check\nforge check --format json chemin/vers/publiccode.yml\nforge check --format form --lang fr > questions.txt",
    ),
}
