"""What stood in forms that were not saved; no part of the journal."""

from peewee import DateTimeField, IntegerField, Model, TextField


class Draft(Model):
    """One form: `way` and `fields` are JSON."""

    id = TextField(primary_key=True)
    way = TextField()
    title = TextField()
    fields = TextField()
    by = IntegerField(null=True)
    at = DateTimeField()

    class Meta:
        legacy_table_names = False
