"""The command that plays an exercise: `board exercise`."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from board.cli_spoken import Spoken
from board.locale import N_, _, phrases
from board.model.text import clean
from board.store.refused import Refused

if TYPE_CHECKING:
    from board.cli import Options
    from board.store.opening import Store
    from board.store.play import Script

FASTEST = 10_000.0
"""Four days in half a minute."""

LARGEST_SEED = 2**63 - 1


def _finite(_ctx: click.Context, _param: click.Parameter, speed: float | None) -> float | None:
    if speed is not None and not 0.1 <= speed <= FASTEST:  # so that "nan" is refused as well
        raise click.BadParameter(_("write how many times as fast, from 0.1 to 10000; --fast writes all of it at once"))
    return speed


@click.command(cls=Spoken)
@click.option("--speed", type=float, callback=_finite, help=N_(
    "How many times as fast as the clock; 60 if not said, or as fast as another board plays it already."))  # fmt: skip
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help=N_("Same seed, same ledger; 7 if not said."))
@click.option("--entries", type=click.IntRange(1, 20_000_000), help=N_("How many; the scenario's number if not said."))
@click.option("--fast", is_flag=True, help=N_("Write all of it at once, without the screen."))
@click.option("--scenario", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=N_(
    "A scenario of your own (data/exercises/README.md)."))  # fmt: skip
@click.pass_context
def exercise(
    ctx: click.Context, speed: float | None, seed: int | None, entries: int | None, fast: bool, file: Path | None
) -> None:
    """Play an exercise, live and in a store of its own; its numbers are invented, and every screen says EXERCISE.

    It lies in exercise.db beside the real store, or where --store says. Started again it goes on where it stopped.

    \b
    Example: board --store rehearsal.db exercise --speed 120
    """
    from click.core import ParameterSource

    options: Options = ctx.obj
    root = ctx.find_root()
    if options.store is None or root.get_parameter_source("store") != ParameterSource.COMMANDLINE:
        options = beside(options)
    play(options, speed, seed, entries, fast, file)


def beside(options: "Options") -> "Options":
    """Return the options for the exercise that lies beside a store."""
    return options._replace(store=options.path.parent / "exercise.db", read_only=False)


def play_beside(options: "Options") -> None:
    """Play the exercise that lies beside a store, live."""
    play(beside(options), None, None, None, fast=False, file=None)


def play(
    options: "Options", speed: float | None, seed: int | None, entries: int | None, fast: bool, file: Path | None
) -> None:
    """Play an exercise.

    Args:
        options: Their store is that of the exercise.
        speed: How many times as fast as the clock; None for as fast as another board plays it, or 60.
        seed: None for that of the store, or 7.
        entries: None for as many as in the store, or as the scenario says.
        fast: All at once.
        file: The scenario; None for that of the store, or the one that ships.

    Raises:
        Refused: The store is a real one or holds another exercise, or the scenario cannot be played.
    """
    store, script = _open(options, seed, entries, file)
    with closing(store):
        from board.store.play import Play, prepare

        prepare(store, script)
        live = Play(store, script).next_at is not None
        if live and fast:
            _write(store, script)
        elif _on_terminal() and not fast:
            _show(options, store, script, speed, live=live)
        elif live:
            _without_screen(store, script, speed)
        else:
            _say(store, script, _("is over: delete the file to play it anew"))


def _write(store: "Store", script: "Script") -> None:
    """Write all that is left at once."""
    from board.store.play import Play

    play = Play(store, script)
    while play.next_at is not None:
        play.go_on()
    play.end_clock(script.scenario.ends)
    _say(store, script, _("was written to its end"))
    if play.repeated:
        said = _("{count} rows of spreadsheets that came twice were counted once")
        click.echo(phrases.exercise(said.format(count=phrases.number(play.repeated))))


def _without_screen(store: "Store", script: "Script", speed: float | None) -> None:
    """Play until the end or an interrupt."""
    from board.ui.player import Player

    if store.again is None:
        return
    player = Player(store.again, script, speed, lambda said, trouble: click.echo(phrases.exercise(said), err=trouble))
    _say(store, script, _("is being played; an interrupt halts it"))
    player.start()
    try:
        player.wait()
    finally:
        player.stop()


def _show(options: "Options", store: "Store", script: "Script", speed: float | None, *, live: bool) -> None:
    """Open the board on the exercise, and play it while the board is open; one that is over is only looked at."""
    from board.model.wanted import SituationOf
    from board.store.connection import speaking
    from board.store.exercise import ExerciseClock, played_of
    from board.store.reader import Reader
    from board.ui.app import BoardApp
    from board.ui.player import Player

    app = BoardApp(Reader(store, ExerciseClock(store.connection)), SituationOf(), operator=options.operator)
    if not live or store.again is None:
        app.run()
        return

    def tell(said: str, trouble: bool) -> None:
        if app.is_running:
            app.call_later(app.say, said, "error" if trouble else "information")

    player = Player(store.again, script, speed, tell)
    player.start()
    try:
        app.run()
    finally:
        player.stop()
    with speaking(store.path, store.wait):
        over = played_of(store.connection).over
    if over:
        _say(store, script, _("is over"))
    elif player.goes_on:
        _say(store, script, _("goes on: another board plays it"))
    else:
        _say(store, script, _("is halted; “board exercise” goes on with it"))


def _say(store: "Store", script: "Script", what: str) -> None:
    """Say of an exercise what became of it, and how the ledger stands."""
    from board.model.wanted import SituationOf
    from board.store.exercise import ExerciseClock
    from board.store.reader import Reader

    situation = Reader(store, ExerciseClock(store.connection)).read(SituationOf(script.scenario.slug))
    lines = (
        _("{name} {what}").format(name=script.scenario.name, what=what),
        _("{entries}, seed {seed}, head {head}").format(
            entries=phrases.entries(situation.entries), seed=script.seed, head=situation.head or _("none")
        ),
        _("store: {path}").format(path=clean(str(store.path))),
    )
    for line in lines:
        click.echo(phrases.exercise(line))


def _on_terminal() -> bool:
    return sys.stdout.isatty() and sys.stdin.isatty()


def _open(options: "Options", seed: int | None, entries: int | None, file: Path | None) -> "tuple[Store, Script]":
    """Open or make the exercise's store, and say what is to be played in it."""
    from board.exchange.key import key_for
    from board.exchange.scenario_file import read_file, understand
    from board.store.connection import is_there, speaking
    from board.store.edition import is_exercise, shipped_exercise
    from board.store.exercise import exercise_of
    from board.store.opening import open_store
    from board.store.place import default_store
    from board.store.play import Script, holds_anything, kept_document, never

    path, held = options.path, None
    given = read_file(file) if file is not None else None
    if options.read_only:
        raise Refused(_("the store is open for reading only: leave out --read-only to play an exercise"))
    key = key_for(path, ask=True)
    if is_there(path):
        with closing(open_store(path, record=None, read_only=True, key=key, wait=options.wait)) as looked:
            with speaking(path, options.wait):
                if not is_exercise(looked.connection) and holds_anything(looked.connection):
                    raise never(looked)
                held = exercise_of(looked.connection)
            if held is not None and given is None:
                given = understand(kept_document(looked), str(path))
    elif path.resolve() == default_store().resolve():
        raise Refused(_("{path} is where the real store lies: leave out --store").format(path=path))
    if given is None:
        given = read_file(shipped_exercise())
    scenario, document = given
    seed = seed if seed is not None else held.seed if held else 7
    entries = entries if entries is not None else held.entries if held else scenario.entries
    store = open_store(path, record=None, key=key, wait=options.wait)
    return store, Script(scenario, document, seed, entries)
