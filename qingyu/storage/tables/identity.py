"""Who may sit here: PINs as argon2id, never journaled, and the way back in."""

from peewee import AutoField, DateTimeField, ForeignKeyField, IntegerField, Model, TextField

from qingyu.storage.tables.neighbourhood import Steward


class StewardPin(Model):
    """One steward's PIN and the wrong tries since the last right one."""

    id = AutoField()
    steward = ForeignKeyField(Steward, unique=True, on_delete="CASCADE")
    pin = TextField(default="")
    set_at = DateTimeField()
    wrong = IntegerField(default=0)
    wrong_at = DateTimeField(null=True)

    class Meta:
        legacy_table_names = False


class RecoveryCode(Model):
    """The one printed code that lets a lead in who forgot the PIN."""

    id = AutoField()
    code = TextField()
    set_at = DateTimeField()
    wrong = IntegerField(default=0)
    wrong_at = DateTimeField(null=True)

    class Meta:
        legacy_table_names = False
