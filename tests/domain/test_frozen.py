"""A frozen class behaves as the standard library's frozen dataclass of the same fields."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.frozen import frozen

T = TypeVar("T")


@dataclass(frozen=True)
class Given:
    """What the standard library makes."""

    number: int
    words: str = "字"
    many: tuple[int, ...] = field(default_factory=tuple)


@frozen
class Made:
    """What we make of the same."""

    number: int
    words: str = "字"
    many: tuple[int, ...] = field(default_factory=tuple)

    @property
    def twice(self) -> int:
        """Another name than a field's."""
        return 2 * self.number


@frozen
class Nothing:
    """Without a field."""


@frozen
class Holder(Generic[T]):
    """Holds anything."""

    held: T
    inner: "Holder[T] | None" = None


@frozen
class Longer(Made):
    """Adds a field to those it has from another."""

    more: str = "多"


ARGUMENTS = st.tuples(
    st.integers(0, 2), st.sampled_from(["字", "a'\"", ""]), st.lists(st.integers(0, 1)).map(tuple)
)


@given(ARGUMENTS, ARGUMENTS)
def test_equality_and_words_are_those_of_the_standard_library(
    one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    assert (Made(*one) == Made(*other)) is (Given(*one) == Given(*other))
    assert repr(Made(*one)) == repr(Given(*one)).replace("Given", "Made")
    assert asdict(Made(*one)) == asdict(Given(*one))
    if one == other:
        assert hash(Made(*one)) == hash(Made(*other))


@given(ARGUMENTS)
def test_copies_are_equal_and_of_the_same_class(arguments: tuple[Any, ...]) -> None:
    made = Made(*arguments)
    for copied in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert copied == made
        assert type(copied) is Made


def test_arguments_are_taken_by_place_and_by_name_and_left_out() -> None:
    assert Made(1) == Made(number=1) == Made(1, "字", ()) == Made(1, many=())
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()) == "Nothing()"


@pytest.mark.parametrize(
    "call",
    [
        lambda of: of(),
        lambda of: of(1, "", (), 4),
        lambda of: of(1, other=2),
        lambda of: of(1, number=1),
    ],
)
def test_wrong_arguments_are_refused_in_the_same_words(call: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError) as expected:
        call(Given)
    with pytest.raises(TypeError) as found:
        call(Made)
    assert str(found.value) == str(expected.value).replace("Given", "Made")


def test_nothing_can_be_set_or_deleted() -> None:
    made: Any = Made(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'number'"):
        made.number = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'words'"):
        del made.words
    assert made == Made(1)


def test_a_default_factory_makes_a_new_value_each_time() -> None:
    @frozen
    class Listing:
        """Holds a list."""

        rows: list[int] = field(default_factory=list)

    assert Listing().rows == []
    assert Listing().rows is not Listing().rows


def test_a_mutable_default_is_refused() -> None:
    with pytest.raises(ValueError, match="mutable default"):

        @frozen
        class Shared:
            """Would share its list."""

            rows: list[int] = []  # noqa: RUF012


def test_the_fields_are_known_before_the_first_value_is_made() -> None:
    @frozen
    class Fresh:
        """Nobody made one."""

        number: int
        words: str = ""

    assert [each.name for each in fields(Fresh)] == ["number", "words"]
    assert Fresh.words == ""
    assert is_dataclass(Fresh)


def test_replace_and_match_work_as_with_any_dataclass() -> None:
    made = replace(Made(1, "一"), number=2)
    match made:
        case Made(number, words):
            assert (number, words, made.twice) == (2, "一", 4)


def test_values_of_other_classes_are_never_equal() -> None:
    given: object = Given(1)
    assert Made(1) != given
    assert Longer(1) != Made(1)
    assert Longer(1, more="少") == Longer(1, "字", (), "少")


def test_generic_classes_and_nested_values_are_told_whole() -> None:
    held = Holder[int](1, Holder(2))
    assert repr(held) == "Holder(held=1, inner=Holder(held=2, inner=None))"
    assert held.inner == Holder(2)


def test_a_value_that_holds_itself_is_told_without_end() -> None:
    rows: list[object] = []
    rows.append(Holder(rows))
    assert repr(rows[0]) == "Holder(held=[...], inner=None)"
