"""Reading the scenario of an exercise from its file."""

import json
from pathlib import Path

from pydantic import ValidationError

from board.locale import _
from board.locale.causes import cause
from board.model.scenario import Scenario
from board.store.refused import Refused

LARGEST = 4 * 1024 * 1024
"""Bytes; two hundred partners with all they do take a twentieth of it."""


def read_file(file: Path) -> tuple[Scenario, str]:
    """Return the scenario in a file, and its document as canonical JSON.

    Raises:
        Refused: The file cannot be read, is no JSON, or what it says cannot be played; names the field.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise Refused(_("{file} is too large for a scenario").format(file=file))
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise Refused(_("{file} cannot be read: {why}").format(file=file, why=cause(error))) from error
    except ValueError as error:
        raise Refused(_("{file} is not JSON in UTF-8: {why}").format(file=file, why=error)) from error
    return understand(text, str(file))


def understand(text: str, name: str) -> tuple[Scenario, str]:
    """Return the scenario that a text holds, and its document as canonical JSON.

    Args:
        text: JSON.
        name: What it is called when it is refused.

    Raises:
        Refused: As for `read_file`.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(_("{file} is not JSON in UTF-8: {why}").format(file=name, why=error)) from error
    try:
        scenario = Scenario.model_validate(document)
    except ValidationError as error:
        problem, *more = error.errors(include_url=False)
        field = ".".join(str(step) for step in problem["loc"])
        said = problem["msg"].removeprefix("Value error, ")
        rest = _("; {count} more like it").format(count=len(more)) if more else ""
        raise Refused(f"{name}: {f'{field}: {said}' if field else said}{rest}") from error
    return scenario, json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
