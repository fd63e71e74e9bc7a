"""The command line: gathers the commands, runs one, turns errors into one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.metadata import entry_points

import click

from archive import __version__
from archive.errors import INCOMPLETE, INTERNAL, USAGE, BaogaoError

OWN = {
    "derive": "derive",
    "search": "search",
    "status": "status",
    "alarms": "alarms",
    "verify": "verify",
    "publish": "publish",
    "serve": "serve",
    "export": "export",
    "takedown": "takedown",
    "restore-report": "takedown",
}
"""Our own commands and the modules of `archive.commands` that hold them."""
ORDER = ("demo", "crawl", "derive", "probe", *(name for name in OWN if name != "derive"), "replica")


class Commands(click.Group):
    """Our own commands and those that installed packages add; each is imported only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which a beginner meets them."""
        names = {*OWN, *(point.name for point in entry_points(group="baogao.commands"))}
        return sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return one command, or None where there is no such command."""
        if name in OWN:
            module = import_module(f"archive.commands.{OWN[name]}")
            command: click.Command = getattr(module, name.replace("-", "_"))
            return command
        for point in entry_points(group="baogao.commands", name=name):
            loaded: click.Command = point.load()
            return loaded
        return None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="baogao")
def cli() -> None:
    """Archive and search China's local government work reports (政府工作报告).

    First steps: `baogao demo` needs no network and shows everything.
    """


def main() -> None:
    """Run the command line; every expected failure is one sentence on standard error and its exit code."""
    try:
        code = cli.main(standalone_mode=False)
    except BaogaoError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Run the same command again to go on.", err=True)
        sys.exit(INCOMPLETE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(INTERNAL)
    except Exception as error:
        if os.environ.get("BAOGAO_TRACEBACK"):
            raise
        click.echo(
            f"Error: baogao itself failed ({type(error).__name__}: {error}); nothing stored is lost. "
            "Run it again with BAOGAO_TRACEBACK=1 and report what it prints.",
            err=True,
        )
        sys.exit(INTERNAL)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
