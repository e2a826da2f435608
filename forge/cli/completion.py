"""What the shell offers when somebody presses the tab key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

__all__ = ["complete_path", "complete_reference"]


def complete_path(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete the name of a file or directory."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_reference(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the algorithms of the registry whose id begins like that, without any network."""
    from click.shell_completion import CompletionItem

    from forge.errors import ForgeError
    from forge.registry import locate_registry, open_store

    try:
        store = open_store(locate_registry(ctx.params.get("registry") or ""), fresh=False)
        return [
            CompletionItem(name) for name in map(str, store.ids()) if name.startswith(incomplete)
        ]
    except ForgeError:
        return []
