"""What was done, and the numbers given out."""

from peewee import AutoField, BooleanField, DateTimeField, IntegerField, Model, TextField


class Operation(Model):
    """The journal: `changes` is a JSON list of [table, id, before, after]."""

    id = AutoField()
    at = DateTimeField()
    by = IntegerField(null=True)
    verb = TextField()
    changes = TextField()
    undoes = IntegerField(null=True)
    undone = BooleanField(default=False)

    class Meta:
        legacy_table_names = False


class Counter(Model):
    """The last number given out per noun: a number is never given twice, not even after undo."""

    name = TextField(primary_key=True)
    value = IntegerField(default=0)

    class Meta:
        legacy_table_names = False
