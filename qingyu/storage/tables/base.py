"""What every journaled table has."""

from typing import ClassVar

from peewee import AutoField, Model

from qingyu.domain.changes import Noun


class Row(Model):
    """A journaled row: NOUN is what it belongs to, OWNER the column with that noun's id."""

    NOUN: ClassVar[Noun]
    OWNER: ClassVar[str] = "id"

    id = AutoField()

    class Meta:
        legacy_table_names = False
