"""Filling in a template that somebody else wrote: it reaches nothing but what it is given, and it always ends.

While it runs, what stands for each figure, text and block is a mark (stand_ins.py). What they read is put in when it is
done, so that nothing in a template can cut, turn or change it.
"""

import re
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from types import FrameType
from typing import Any

from jinja2 import StrictUndefined, TemplateError, Undefined, UndefinedError, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Concat
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from board.exchange.communique.figures import Figure, Phrase, sealed
from board.exchange.communique.forms import Form, flowing
from board.exchange.communique.grammar import EACH, NotForTemplates, NotText, check, check_source
from board.exchange.communique.stand_ins import LoneMark, Room, StandIns, TakenApart, TooLarge
from board.locale import _, punctuation
from board.model.text import clean
from board.store.refused import Refused

SECONDS = 5.0
"""A template has so long; a shipped one takes some hundredths."""

LARGEST = 2_000_000
"""Characters of a draft, and of everything that is put together on the way to it."""

_ROOM = 4 * LARGEST
"""Characters of all that is put together on the way, which stands in memory side by side."""

_BLOCKS = ("title", "heading", "paragraph", "point")
_TESTS = ("defined", "undefined")
_LOOP = ("first", "last", "index", "index0", "revindex", "revindex0", "length")
"""What a template may ask of a loop."""


class _TooLong(Exception):
    """The time is up."""


class _BareNumber(Exception):
    """A number without its verb, unit and date was to be printed."""


class _NotAList(Exception):
    """Something else than a list was to be gone through, counted or joined."""


class _Generator(CodeGenerator):
    """Puts pieces together by the environment's own rule, which knows a limit."""

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 as Jinja has it
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Block:
    """A title, heading, paragraph or point, which is laid out when its figures stand in it."""

    def __init__(self, inner: str, laid_out: Callable[[str], str], stand_ins: StandIns) -> None:
        self._inner = inner
        self._laid_out = laid_out
        self._stand_ins = stand_ins

    def written(self) -> str:
        """Return it as the form writes it."""
        inner = flowing(self._stand_ins.filled(self._inner))
        return self._laid_out(inner) + "\n" if inner else ""


class _Sandbox(ImmutableSandboxedEnvironment):
    """What a template runs in: no files, no other templates, a few filters, and limits."""

    code_generator_class = _Generator

    def __init__(self, form: Form) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=True,
            optimized=False,
            # asking for the context keeps Jinja from printing anything while it only reads the template
            finalize=pass_context(lambda _context, value: self.printed(value)),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.form = form
        self.room = Room(_ROOM)
        self.stand_ins = StandIns(self.room, LARGEST)
        self.globals.clear()
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.filters = {
            "default": self.filters["default"],
            "first": lambda values: self._end(values, 0),
            "last": lambda values: self._end(values, -1),
            "length": lambda values: len(_listed(values)),
            "join": self._join,
        } | {name: self._block(getattr(form, name)) for name in _BLOCKS}

    def filled(self, template: str, values: Mapping[str, object]) -> str:
        """Return a template filled in."""
        check_source(template)
        tree = self.parse(template)
        check(tree, self.filters, self.tests)
        self.filters[EACH] = _listed
        made = self.from_string(tree)
        given = {name: sealed(value, self.form) for name, value in values.items()}
        return self.stand_ins.filled(self.concat(made.root_render_func(made.new_context(given))))

    def printed(self, value: object) -> Markup:
        """Return what is put where a value is printed: for figures and texts of the board what stands for them.

        Raises:
            UndefinedError: The template names nothing by it.
            _BareNumber: It is no text.
        """
        if isinstance(value, Undefined):
            str(value)  # raises
        if isinstance(value, Figure | Phrase):
            text = self.stand_ins.of(value)
        elif isinstance(value, Markup):
            text = value
        elif isinstance(value, str):
            text = self.form.escape(value)
        else:
            raise _BareNumber
        self.room.take(len(text))
        return Markup(text)  # noqa: S704 the form escaped it

    def joined(self, parts: Iterable[object]) -> Markup:
        """Put pieces together."""
        return Markup(self.concat(self.printed(part) for part in parts))  # noqa: S704

    def concat(self, pieces: Iterable[str]) -> str:
        """Put pieces of text together, as far as a draft can hold them."""
        found, size = [], 0
        for piece in pieces:
            size += len(piece)
            self.room.take(len(piece))
            if size > LARGEST:
                raise TooLarge
            found.append(piece)
        return "".join(found)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a template reaches by a name behind a dot."""
        return self._reached(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what a template reaches by a name or place in brackets."""
        return self._reached(obj, argument)

    def _reached(self, obj: object, name: object) -> object:
        """Return a part of what the board gave; of a text, a figure and everything else there are none."""
        if isinstance(obj, Undefined):
            str(obj)  # raises
        if isinstance(obj, dict) and isinstance(name, str) and name in obj:
            return obj[name]
        if isinstance(obj, tuple) and isinstance(name, int) and -len(obj) <= name < len(obj):
            return obj[name]
        if isinstance(name, str) and (
            name in getattr(type(obj), "_fields", ())
            or (isinstance(obj, Figure) and name == "sentence")
            or (isinstance(obj, LoopContext) and name in _LOOP)
        ):
            return getattr(obj, name)
        return self.undefined(obj=obj, name=str(name) if isinstance(name, str | int) else type(name).__name__)

    def _end(self, values: object, place: int) -> object:
        return _listed(values)[place] if _listed(values) else self.undefined(name="first" if place == 0 else "last")

    def _join(self, values: object, between: object = "") -> Markup:
        pieces = [piece for value in _listed(values) for piece in (between, value)]
        return self.joined(pieces[1:])

    def _block(self, laid_out: Callable[[str], str]) -> Callable[[object], Markup]:
        def block(text: object) -> Markup:
            return self.joined((self._stands_for(self.printed(text), laid_out),))

        return block

    def _stands_for(self, inner: str, laid_out: Callable[[str], str]) -> Markup:
        return Markup(self.stand_ins.of(_Block(inner, laid_out, self.stand_ins)) if inner else "")  # noqa: S704


def _listed(values: object) -> tuple[object, ...]:
    """Return a list of the board as it is; a text is none."""
    if isinstance(values, Undefined):
        str(values)  # raises
    if not isinstance(values, tuple):
        raise _NotAList
    return values


def render(template: str, name: str, values: Mapping[str, object], form: Form, seconds: float = SECONDS) -> str:
    """Return a template filled in.

    Args:
        template: Its text.
        name: Of its file, for messages.
        values: What it may name.
        form: As which the draft is written.
        seconds: It has so long.

    Raises:
        Refused: It is no template, names what the board does not know, uses what no template may, or does not end.
    """
    shown = clean(name)[-80:]
    done: list[str] = []
    failed: list[BaseException] = []
    end = monotonic() + seconds

    def watch(_frame: FrameType, _event: str, _argument: object) -> Any:
        if monotonic() > end:
            raise _TooLong
        return watch

    def run() -> None:
        sys.settrace(watch)  # of this thread alone: it stops a loop that prints nothing as well
        try:
            done.append(_Sandbox(form).filled(template, values))
        except BaseException as error:
            failed.append(error)
        finally:
            sys.settrace(None)

    thread = threading.Thread(target=run, name="draft", daemon=True)
    thread.start()
    thread.join(seconds + 1)
    if done:
        return done[0]
    error = failed[0] if failed else _TooLong()
    raise Refused(_why(error, shown, seconds)) from error


def _why(error: BaseException, name: str, seconds: float) -> str:
    """Return in a sentence what is wrong with a template."""
    line = _line(error)
    where = _("{file}, line {number}").format(file=name, number=line) if line else name
    said = clean(str(error))[:200]
    match error:
        case _TooLong():
            return _("{where}: the template does not end within {seconds} seconds: it loops").format(
                where=where, seconds=f"{seconds:g}"
            )
        case TooLarge() | MemoryError():
            return _("{where}: the template makes more text than a draft can hold").format(where=where)
        case RecursionError():
            return _("{where}: the template is nested too deeply").format(where=where)
        case _BareNumber():
            return _("{where}: only figures and texts can be printed; a bare number says nothing").format(where=where)
        case _NotAList():
            return _(
                "{where}: only a list can be gone through, counted or joined; texts and figures are printed whole"
            ).format(where=where)
        case TakenApart():
            return _("{where}: a figure was taken apart; it stands whole or not at all").format(where=where)
        case LoneMark():
            return _("{where}: a footnote cannot stand by itself, only directly behind its figure").format(where=where)
        case NotText():
            return _("{where}: the template holds the character {char}, which is no text; take it out").format(
                where=where, char=said
            )
        case NotForTemplates():
            return _("{where}: {what} is not for templates; the README beside them lists what is").format(
                where=where, what=punctuation.quoted(said)
            )
        case UndefinedError():
            named = re.findall(r"'([^']*)'", said)
            return _(
                "{where}: the board knows no {name}; the README beside the templates lists what can be named"
            ).format(where=where, name=punctuation.quoted(named[-1] if named else said))
        case TemplateError():
            return _("{where}: this is no template: {why}").format(where=where, why=said)
        case _:
            return _("{where}: the template cannot be filled in: {why}").format(
                where=where, why=said or type(error).__name__
            )


def _line(error: BaseException) -> int | None:
    """Return the line of a template at which it failed; None where that is not known."""
    number: int | None = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            loaded = trace.tb_frame.f_globals.get("__jinja_template__")
            number = loaded.get_corresponding_lineno(trace.tb_lineno) if loaded is not None else number
        trace = trace.tb_next
    return number
