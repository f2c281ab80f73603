"""What stood in forms that were not saved."""

from peewee import DateTimeField, IntegerField, Model, TextField


def up(migrator, db):
    class Draft(Model):
        id = TextField(primary_key=True)
        way = TextField()
        title = TextField()
        fields = TextField()
        by = IntegerField(null=True)
        at = DateTimeField()

        class Meta:
            database = db
            legacy_table_names = False

    db.create_tables([Draft])
