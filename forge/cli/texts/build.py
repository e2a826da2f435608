"""The texts of `forge build`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Build the index and the site", "Construire l'index et le site"),
    "about": (
        "Build the index and the static web site of a registry. The same commit of the registry gives the same bytes; any web server, or a USB stick, can hold them. Only what changed since the last build is made again; a build that fails leaves the old site.",
        "Construire l'index et le site web statique d'un registre. Le même commit du registre donne les mêmes octets ; n'importe quel serveur web, ou une clé USB, peut les porter. Seul ce qui a changé depuis la dernière construction est refait ; une construction qui échoue laisse l'ancien site.",
    ),
    "out": (
        "Where the site is written; 'site' when missing.",
        "Où écrire le site ; « site » à défaut.",
    ),
    "serve": (
        "Then serve the site on this machine until you press Ctrl-C.",
        "Puis servir le site sur cette machine jusqu'à Ctrl-C.",
    ),
    "port": (
        "The port of --serve: 8000 when missing, 0 for any free one.",
        "Le port de --serve : 8000 à défaut, 0 pour un port libre.",
    ),
    "at": (
        "Build the registry as it was: at the end of a day (YYYY-MM-DD), or at one of its commits.",
        "Construire le registre tel qu'il était : à la fin d'un jour (AAAA-MM-JJ), ou à un de ses commits.",
    ),
    "jobs": (
        "Processes that work; one for each processor when missing.",
        "Processus qui travaillent ; un par processeur à défaut.",
    ),
    "full": (
        "Make every page anew, also those that did not change.",
        "Refaire chaque page, même celles qui n'ont pas changé.",
    ),
    "dry-run": (
        "Build nothing; say what would be built, and where.",
        "Ne rien construire ; dire ce qui le serait, et où.",
    ),
    "examples": (
        "forge build --out public\nforge build --serve\nforge build --out archive --at 2026-03-01",
        "forge build --out public\nforge build --serve\nforge build --out archive --at 2026-03-01",
    ),
    "building": ("Building the site …", "Construction du site …"),
    "built": (
        "Built {pages} of {algorithms} in {out} (registry commit {commit}); {made} made now.",
        "Construit : {pages} pour {algorithms} dans {out} (commit {commit} du registre) ; {made} faites maintenant.",
    ),
    "would-build": (
        "Would build the pages of {algorithms} in {out} (registry commit {commit}); nothing was written.",
        "Construirait les pages de {algorithms} dans {out} (commit {commit} du registre) ; rien n'a été écrit.",
    ),
    "page.one": ("{count} page", "{count} page"),
    "page.many": ("{count} pages", "{count} pages"),
    "algorithm.one": ("{count} algorithm", "{count} algorithme"),
    "algorithm.many": ("{count} algorithms", "{count} algorithmes"),
    "serving": (
        "Serving {url} until you press Ctrl-C.",
        "Le site est servi à {url} jusqu'à Ctrl-C.",
    ),
}
