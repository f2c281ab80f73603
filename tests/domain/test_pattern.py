"""A pattern finds what the compiled expression finds, and is not compiled before."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qingyu.domain
from qingyu.domain.pattern import pattern

SOURCE = r"(?P<building>\d+)幢|[一-龥]+"


@given(st.text("0123幢室内 \n漏水"))
def test_finds_what_the_compiled_expression_finds(text: str) -> None:
    made, given_ = pattern(SOURCE), re.compile(SOURCE)
    assert [each.span() for each in made.finditer(text)] == [
        each.span() for each in given_.finditer(text)
    ]
    assert made.sub("·", text) == given_.sub("·", text)
    assert made.split(text) == given_.split(text)
    assert bool(made.fullmatch(text)) is bool(given_.fullmatch(text))


def test_flags_are_kept() -> None:
    assert pattern("qy", re.IGNORECASE).search("QY-12")
    assert not pattern("qy").search("QY-12")


def test_tells_what_it_was_made_of() -> None:
    made = pattern(SOURCE, re.ASCII)
    assert (made.pattern, made.groups) == (SOURCE, 1)
    assert made.flags & re.ASCII
    assert repr(made) == repr(re.compile(SOURCE, re.ASCII))


def test_what_is_wrong_shows_at_the_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_no_pattern_of_the_domain_is_wrong() -> None:
    kind = type(pattern(""))
    for found in pkgutil.walk_packages(qingyu.domain.__path__, "qingyu.domain."):
        module = importlib.import_module(found.name)
        for value in vars(module).values():
            several = value if isinstance(value, tuple) else (value,)
            assert all(re.compile(each.pattern) for each in several if isinstance(each, kind))
