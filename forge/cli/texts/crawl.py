"""The texts of `forge crawl`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Crawl repositories into a registry", "Parcourir des dépôts pour un registre"),
    "about": (
        "Visit every repository of the registry's owners, publish their new versions, and note which are broken, moved or gone. Of a repository that did not change only its refs are read. A crawl that was stopped is simply started again.",
        "Visiter tous les dépôts des propriétaires du registre, publier leurs nouvelles versions, et noter ceux qui sont cassés, déplacés ou disparus. D'un dépôt inchangé, seules les références sont lues. Un parcours interrompu se relance simplement.",
    ),
    "source": (
        "Repositories, groups or organisations. The addresses of all owners when missing.",
        "Dépôts, groupes ou organisations. Les adresses de tous les propriétaires à défaut.",
    ),
    "metavar.source": ("URL", "URL"),
    "sources": (
        "Take the addresses from this file: one a line, or [[source]] tables of TOML.",
        "Prendre les adresses dans ce fichier : une par ligne, ou des tables [[source]] en TOML.",
    ),
    "api": (
        "What the hosts are; asked of them when missing. git: each address is one repository.",
        "Ce que sont les hôtes ; à défaut on le leur demande. git : chaque adresse est un dépôt.",
    ),
    "history": (
        "Publish all old tags, not only the newest and those that come.",
        "Publier tous les anciens tags, pas seulement le dernier et les suivants.",
    ),
    "jobs": (
        "Repositories at the same time; 8 when missing.",
        "Dépôts en même temps ; 8 à défaut.",
    ),
    "per-host": (
        "Requests to one host at the same time; 8 when missing.",
        "Requêtes simultanées vers un même hôte ; 8 à défaut.",
    ),
    "report": (
        "Write what each owner should mend into this directory: Markdown, JSON, Atom.",
        "Écrire dans ce dossier ce que chaque propriétaire doit corriger : Markdown, JSON, Atom.",
    ),
    "state": (
        "The file of what is known of each repository; in forge's cache when missing.",
        "Le fichier de ce qui est connu de chaque dépôt ; dans le cache de forge à défaut.",
    ),
    "dask": (
        "Visit repositories on the Dask cluster of this scheduler, such as tcp://10.0.0.5:8786.",
        "Visiter les dépôts sur la grappe Dask de cet ordonnanceur, par exemple tcp://10.0.0.5:8786.",
    ),
    "examples": (
        "forge crawl\nforge crawl --dry-run https://git.onb.example/sie\nforge crawl --jobs 16 --report rapports",
        "forge crawl\nforge crawl --dry-run https://git.onb.example/sie\nforge crawl --jobs 16 --report rapports",
    ),
    "listing": ("Asking hosts for their repositories …", "Demande aux hôtes de leurs dépôts …"),
    "visiting": ("Visiting repositories …", "Visite des dépôts …"),
    "report-dry": (
        "--report tells what was found and kept; --dry-run keeps nothing.",
        "--report dit ce qui a été trouvé et gardé ; --dry-run ne garde rien.",
    ),
    "done": (
        "{count} in {registry}, {seconds} s.",
        "{count} dans {registry}, {seconds} s.",
    ),
    "would": (
        "{count} would be written in {registry}, {seconds} s; nothing was.",
        "{count} seraient écrites dans {registry}, {seconds} s ; rien ne l'a été.",
    ),
    "release.one": ("{count} new release", "{count} nouvelle version"),
    "release.many": ("{count} new releases", "{count} nouvelles versions"),
    "repository.one": ("{count} repository", "{count} dépôt"),
    "repository.many": ("{count} repositories", "{count} dépôts"),
    "more": (
        "… {count} more; --json and --report DIR have all of them.",
        "… {count} de plus ; --json et --report DOSSIER les ont tous.",
    ),
    "reported": (
        "Reports for the owners: {directory}",
        "Rapports pour les propriétaires : {directory}",
    ),
    "outcome.published": ("published", "publié"),
    "outcome.proposed": ("proposed", "proposé"),
    "outcome.broken": ("broken; what was published stays", "cassé ; ce qui était publié reste"),
    "outcome.refused": ("not published", "non publié"),
    "outcome.waiting": ("changed; a snapshot follows later", "changé ; un instantané suivra"),
    "outcome.unchanged": ("unchanged", "inchangé"),
    "outcome.bare": ("without metadata", "sans métadonnées"),
    "outcome.fork": ("copies of others", "copies d'autres"),
    "outcome.moved": ("moved", "déménagé"),
    "outcome.gone": ("gone", "disparu"),
    "outcome.empty": ("empty", "vide"),
    "outcome.failed": ("could not be read", "illisible"),
}
