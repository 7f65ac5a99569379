"""Filling in a template that somebody else wrote: it reaches nothing but what it is given, and it always ends."""

import re
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from types import FrameType
from typing import Any

from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.nodes import Concat
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from board.exchange.communique.figures import Figure
from board.exchange.communique.forms import Form, flowing
from board.locale import _, punctuation
from board.model.text import clean
from board.store.refused import Refused

SECONDS = 5.0
"""A template has so long; a shipped one takes some hundredths."""

LARGEST = 2_000_000
"""Characters of a draft, and of everything that is put together on the way to it."""

_FILTERS = ("default", "first", "last", "length", "list", "rejectattr", "selectattr", "reject", "select", "sort")
_MOST = 100_000
"""The largest number and the longest list that a template can work out."""


class _TooLong(Exception):
    """The time is up."""


class _TooLarge(Exception):
    """More is put together than a draft can hold."""


class _BareNumber(Exception):
    """A number without its verb, unit and date was to be printed."""


class _Generator(CodeGenerator):
    """Puts pieces together by the environment's own rule, which knows a limit."""

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 as Jinja has it
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Sandbox(ImmutableSandboxedEnvironment):
    """What a template runs in: no files, no other templates, a few filters, and limits."""

    code_generator_class = _Generator
    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])

    def __init__(self, form: Form) -> None:
        super().__init__(
            undefined=StrictUndefined, autoescape=True, finalize=self.printed, trim_blocks=True, lstrip_blocks=True
        )
        self.form = form
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters |= {"join": self._join, **{
            name: self._block(getattr(form, name)) for name in ("title", "heading", "paragraph", "point")
        }}  # fmt: skip

    def printed(self, value: object) -> object:
        """Return a value as the form writes it; a bare number is refused."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Figure):
            return Markup(value)  # noqa: S704 the form escaped it
        if isinstance(value, StrictUndefined):
            return str(value)  # raises
        if not isinstance(value, str):
            raise _BareNumber
        return Markup(self.form.escape(value))  # noqa: S704

    def joined(self, parts: Iterable[object]) -> Markup:
        """Put pieces together."""
        return Markup(self.concat(str(self.printed(part)) for part in parts))  # noqa: S704

    def _join(self, values: Iterable[object], between: str = "") -> Markup:
        return Markup(self.printed(between)).join(Markup(self.printed(one)) for one in values)  # noqa: S704

    def concat(self, pieces: Iterable[str]) -> str:
        """Put pieces of text together, as far as a draft can hold them."""
        found, size = [], 0
        for piece in pieces:
            size += len(piece)
            if size > LARGEST:
                raise _TooLarge
            found.append(piece)
        return "".join(found)

    def _block(self, written: Callable[[str], str]) -> Callable[[str], Markup]:
        def block(text: str) -> Markup:
            inner = flowing(str(self.printed(text)))
            return Markup(written(inner) + "\n" if inner else "")  # noqa: S704

        return block

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work something out, where it stays small."""
        if operator in ("+", "-") and isinstance(left, int) and isinstance(right, int):
            if max(abs(left), abs(right)) > _MOST:
                raise _TooLarge
            return super().call_binop(context, operator, left, right)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.joined((left, right))
        raise SecurityError(_("only small numbers and texts can be added, nothing else worked out"))


def render(template: str, name: str, values: Mapping[str, object], form: Form, seconds: float = SECONDS) -> str:
    """Return a template filled in.

    Args:
        template: Its text.
        name: Of its file, for messages.
        values: What it may name.
        form: As which the draft is written.
        seconds: It has so long.

    Raises:
        Refused: It is no template, names what the board does not know, reaches beyond it, or does not end.
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
            sandbox = _Sandbox(form)
            made = sandbox.from_string(template)
            done.append(sandbox.concat(made.root_render_func(made.new_context(dict(values)))))
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
        case _TooLarge() | MemoryError():
            return _("{where}: the template makes more text than a draft can hold").format(where=where)
        case RecursionError():
            return _("{where}: the template calls itself without end, or is nested too deeply").format(where=where)
        case _BareNumber():
            return _("{where}: only figures and texts can be printed; a bare number says nothing").format(where=where)
        case SecurityError():
            return _("{where}: a template reaches nothing but the board's figures: {why}").format(where=where, why=said)
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
