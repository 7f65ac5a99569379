"""Can any text from outside act on a terminal, paint over its neighbours or pass itself off as something else?"""

import unicodedata
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from rich.cells import cell_len

from board.model import text as module
from board.model.record import Agency, Plain
from board.model.text import LONGEST_TEXT, MOST_ATTACHED, MOST_MARKS, REPLACEMENT, clean, in_any_case, is_clean
from board.model.vocabulary import AgencyKind

ANYTHING = st.text(st.characters(categories=None), max_size=60)
"""Every code point there is, lone surrogates and non-characters among them."""

NASTY = st.text(
    st.sampled_from(
        "a e\u0301\u0316\u0323\u0338\u0345\u0f71\u0f72\u0f74\u0653ا\u1100\u1161\u11a8\u200c\u200d\u202e\x1b\n\ud800가"
    ),
    max_size=30,
)
"""Dense in what composes, reorders or is replaced."""

_DEVANAGARI_TO_SINHALA = [
    chr(point) for point in (*range(0x900, 0xE00), *range(0x0F71, 0x0F85), *range(0x1100, 0x1200))
]
_TAKEN_APART = [char for point in range(0x300) for char in unicodedata.normalize("NFD", chr(0x1E00 + point))]
TOGETHER = st.text(
    st.sampled_from([
        *_DEVANAGARI_TO_SINHALA, *_TAKEN_APART, *map(chr, range(0x300, 0x363)), *"\u302e\U0001d165\U0001d16e\u200d",
    ]),
    max_size=24,
)  # fmt: skip
"""Letters, vowels and marks of scripts in which two become one, and one two."""

HOSTILE = {
    "OSC 52 writes the clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "OSC 52, ended by ST": "\x1b]52;c;cm0gLXJmIH4=\x1b\\",
    "OSC 8 hyperlink": "\x1b]8;;https://example.org\x1b\\Europol\x1b]8;;\x1b\\",
    "OSC 0 sets the title": "\x1b]0;title\x07",
    "CSI clears the screen": "\x1b[2J\x1b[H",
    "CSI as one C1 character": "\x9b2J",
    "DCS and APC as C1": "\x90q\x9c\x9fx\x9c",
    "DEC private mode": "\x1b[?1049l",
    "backspaces paint over": "26 000\x08\x08\x08\x08\x08\x081",
    "carriage return paints over": "26 000 removed\r1 removed     ",
    "bell": "\x07",
    "NUL": "Euro\x00pol",
    "DEL": "Europol\x7f",
    "right-to-left override": "\u202elopo rue\u202c",
    "right-to-left embedding": "\u202bEuropol",
    "isolates": "\u2066Europol\u2069\u2067x\u2068",
    "left-to-right mark": "\u200eEuropol\u200f\u061c",
    "zero-width space and no-break": "Euro\u200bpol\ufeff\u2060",
    "tag characters": "Europol\U000e0041\U000e0042\U000e007f",
    "line and paragraph separators": "one\u2028two\u2029three\x85four\vfive\fsix",
    "lone surrogates": "\ud83d Europol \udc00",
    "non-characters": "\ufffe\uffff\U0001fffe\ufdd0",
    "private use": "\ue000\U000f0000",
    "interlinear annotation": "\ufff9a\ufffab\ufffb",
    "combining flood": "Z" + "\u0301\u0316\u0489" * 200,
}

MARKUP = ("[bold]x[/bold]", "[/bar]", "[link=https://example.org]x[/link]", "[@click=app.quit]x[/]", "\\[b]", "{x!r}")

ORDINARY = {
    "French": "Au total, plus de 26 000 sujets ont été supprimés : l’œuvre d’un été, à Noël, chez Zoë",
    "French with a narrow no-break space": "26\u202f000 contenus",
    "Dutch": "Meer dan 26.000 berichten verwijderd, coördinatie door één eenheid",
    "German": "Löschanregungen größer als „1 300“ – Straße",
    "Arabic": "الشرطة الاتحادية البلجيكية",
    "Arabic with vowel signs": "مُحَمَّدٌ",
    "Persian with a joiner": "می‌خواهم خانه‌ای",
    "Hindi": "केन्द्रीय पुलिस कार्यालय, हिन्दी",
    "Hindi with a joiner": "क्‍ष",
    "Chinese": "联邦警察删除了两万六千多个项目",
    "Japanese": "26,000件以上を削除",
    "Korean": "연방 경찰",
    "Greek, Bulgarian, Polish": "Ελλάδα България Łódź",
    "signs": "≠ ≥ ● “x” — … € § ½ 🇧🇪 👍🏽",
}


def _acts(char: str) -> bool:
    """Say whether a character can act on a terminal, reorder text, or be nothing at all."""
    return unicodedata.category(char)[0] == "C" and char not in "\u200c\u200d"


def _assert_harmless(said: str) -> None:
    assert [ascii(char) for char in said if _acts(char)] == []
    assert not {"\u2028", "\u2029", "\x85", "\n", "\r", "\t", "\x1b", "\x9b"} & set(said)
    assert said.splitlines() in ([], [said])
    assert unicodedata.is_normalized("NFC", said)
    assert _longest_run_of_marks(said) <= MOST_MARKS
    said.encode("utf-8")


def _longest_run_of_marks(said: str) -> int:
    longest = run = 0
    for char in said:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        longest = max(longest, run)
    return longest


@settings(max_examples=600)
@given(st.one_of(ANYTHING, NASTY, TOGETHER))
@example("\u0cc2\u0cc6\u0344\u0cc6\u0300\u0cc2")  # a mark that is dropped lets two letters become one
@example("a\u0301\u0316\u034f\u0323\u0345\u0308\u0301\u0316")
@example("\u1112\u1161\u11ab\u1161\u1161\u1161\u1161\u0301")
def test_clean_twice_is_clean_once(said: str) -> None:
    """Text that went through once goes through unchanged, whatever it was."""
    once = clean(said)
    assert clean(once) == once
    assert is_clean(once)


def test_what_clean_changes_is_not_clean() -> None:
    """A store holds nothing else, so what another program wrote is told from it."""
    assert [said for said in HOSTILE.values() if is_clean(said)] == []
    assert is_clean("Évreux \U0001faf9")  # which an older Python does not know yet


@pytest.mark.parametrize(
    "flood", ["\u1161", "\u11a8", "\ud7b0", "\u0903", "\U0001f3ff", "\u0301\u0903"], ids=lambda one: f"{ord(one[0]):x}"
)
def test_what_has_no_place_of_its_own_does_not_flood(flood: str) -> None:
    """A hundred vowels that terminals draw into one letter hide a text, or push what stands beside it."""
    for start in ("a", "\u1112", "\u0915"):
        cleaned = clean(start + flood * 100 + "b")
        assert len(cleaned) <= 2 + MOST_ATTACHED
        assert cell_len(cleaned) <= 3 + MOST_ATTACHED


def test_no_character_without_a_place_follows_another_for_long() -> None:
    """Whatever takes no cell of its own, by the measure of the screen, is kept a few times only."""
    for point in range(0x20000):
        char = chr(point)
        if cell_len(char) == 0 and (kept := clean(f"a{char * 12}")) and len(kept) > 1 and cell_len(kept) <= 1:
            assert len(kept) <= 1 + MOST_ATTACHED, ascii(char)


@settings(max_examples=300)
@given(st.one_of(ANYTHING, NASTY))
def test_nothing_that_acts_comes_out(said: str) -> None:
    """No C0, C1, ESC, bidi control, surrogate, non-character or line end, whatever went in; NFC; few marks."""
    _assert_harmless(clean(said))


@given(ANYTHING, ANYTHING)
def test_clean_texts_stay_clean_side_by_side(one: str, other: str) -> None:
    """Two clean texts with a space between them, as a row prints them, do not act either."""
    assert not [char for char in f"{clean(one)} {clean(other)}" if _acts(char)]


def test_every_single_code_point_is_harmless() -> None:
    """Not one of the 1,114,112 gets through, and cleaning it is done once."""
    for plane in range(17):
        points = [chr(plane << 16 | low) for low in range(1 << 16)]
        cleaned = [clean(point) for point in points]
        assert not [ascii(one) for one in cleaned if any(_acts(char) for char in one)]
        assert [clean(one) for one in cleaned] == cleaned


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_becomes_harmless(said: str) -> None:
    """Known attacks on terminals and on readers: none gets through, in the middle of words either."""
    for whole in (said, f"Europol {said} removed", said * 3):
        _assert_harmless(clean(whole))
    assert clean(said) != said


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_what_is_taken_out_leaves_a_trace(said: str) -> None:
    """A reader sees that something was there: a mark of replacement, a space, or fewer marks on a letter."""
    cleaned = clean(said)
    assert REPLACEMENT in cleaned or " " in cleaned or _longest_run_of_marks(said) > MOST_MARKS


@pytest.mark.parametrize("said", MARKUP)
def test_markup_is_only_text(said: str) -> None:
    """Rich markup is data: it is kept letter for letter, and it is the screen's part not to read it as markup."""
    assert clean(said) == said


@pytest.mark.parametrize("said", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_text_is_unchanged(said: str) -> None:
    """What partners write in their own languages is kept as they write it."""
    normal = unicodedata.normalize("NFC", said)
    assert clean(normal) == normal


def test_decomposed_text_is_composed() -> None:
    """The same word typed on another system is the same word."""
    assert clean("supprime\u0301s") == "supprimés"


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u0338\u0338", "\u20dd"])
def test_a_text_does_not_paint_over_what_stands_before_it(mark: str) -> None:
    """A combining mark at the start would stand on the neighbour: on a border, or on another cell's figure."""
    cleaned = clean(f"{mark}abc")
    assert unicodedata.category(cleaned[0]) not in ("Mn", "Me")
    assert cleaned.endswith("abc")


def test_joiners_do_not_flood() -> None:
    """A joiner is part of a spelling; a thousand of them are a hidden message, and no width on the screen."""
    assert len(clean("a" + "\u200d\u200c" * 500 + "b")) <= 2 + 2 * MOST_MARKS


def test_a_flood_of_marks_is_cut_before_it_is_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Normalising n marks on one letter costs n² steps: no run longer than a few dozen may get there."""
    longest: list[int] = []
    normalize = unicodedata.normalize

    def spy(form: Literal["NFC", "NFD", "NFKC", "NFKD"], said: str) -> str:
        longest.append(_longest_run_of_marks(said))
        return normalize(form, said)

    monkeypatch.setattr(module.unicodedata, "normalize", spy)  # type: ignore[attr-defined]
    _assert_harmless(clean("a" + "\u0301\u0316" * 1000))
    assert longest
    assert max(longest) <= 100


def test_a_text_is_refused_above_the_limit_and_whole_below_it() -> None:
    """20 000 characters are kept, one more is refused, none is cut off silently."""
    plain = TypeAdapter[str](Plain)
    assert plain.validate_python("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT
    with pytest.raises(ValidationError, match="20000"):
        plain.validate_python("x" * (LONGEST_TEXT + 1))


INVISIBLE = [
    "",
    " ",
    "\t\n",
    "\u2028",
    "\xa0\u3000",
    "\u200d\u200c",
    "\u3164",
    "\ufffc",
    "\U0001d159",
    "\u1161",
    "\ufffd",
]


@pytest.mark.parametrize("said", INVISIBLE, ids=ascii)
def test_a_name_that_nobody_can_see_is_refused(said: str) -> None:
    """A panel without a name is a panel nobody can speak of."""
    with pytest.raises(ValidationError):
        Agency(slug="nobody", name=said, kind=AgencyKind.OTHER)


@pytest.mark.parametrize(
    ("char", "forms"), [("É", "éÉ"), ("σ", "σςΣ"), ("ß", "ßẞ"), ("7", "7"), ("中", "中"), ("İ", "İ")]
)
def test_a_letter_is_known_in_any_case(char: str, forms: str) -> None:
    """Capitals and small letters, also where there are three of them; nothing that is two letters."""
    assert in_any_case(char) >= set(forms)
    assert {one for form in forms for one in in_any_case(form)} >= set(forms)
    assert all(len(one) == 1 for one in in_any_case(char))
