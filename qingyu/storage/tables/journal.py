"""What was done, and the numbers given out."""

from peewee import AutoField, BooleanField, DateTimeField, IntegerField, Model, TextField


class Operation(Model):
    """The journal: `changes` is a JSON list of [table, id, before, after]; `hash` chains it."""

    id = AutoField()
    at = DateTimeField()
    by = IntegerField(null=True)
    verb = TextField()
    changes = TextField()
    undoes = IntegerField(null=True)
    undone = BooleanField(default=False)
    role = TextField(null=True)
    needs = TextField(null=True)
    hash = TextField(null=True)

    class Meta:
        legacy_table_names = False


class JournalHead(Model):
    """The end of the chain: the last entry, the hash before it and its own.

    Rows are what the entries after `told_from` say; earlier ones a migration may have altered.
    """

    id = AutoField()
    last = IntegerField()
    before = TextField()
    hash = TextField()
    told_from = IntegerField(default=0)

    class Meta:
        legacy_table_names = False


class Counter(Model):
    """The last number given out per noun: a number is never given twice, not even after undo."""

    name = TextField(primary_key=True)
    value = IntegerField(default=0)

    class Meta:
        legacy_table_names = False
