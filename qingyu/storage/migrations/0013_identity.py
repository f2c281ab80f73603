"""PINs, and the journal signed by role and chained by hash."""

import json.encoder
from hashlib import sha256

from peewee import AutoField, DateTimeField, ForeignKeyField, IntegerField, Model, TextField

_GENESIS = sha256("晴雨管家 操作记录".encode()).hexdigest()
_QUOTED = json.encoder.encode_basestring


def up(migrator, db):
    class Steward(Model):
        id = AutoField()

        class Meta:
            database = db
            legacy_table_names = False

    class StewardPin(Model):
        steward = ForeignKeyField(Steward, unique=True, on_delete="CASCADE")
        pin = TextField(default="")
        set_at = DateTimeField()
        wrong = IntegerField(default=0)
        wrong_at = DateTimeField(null=True)

        class Meta:
            database = db
            legacy_table_names = False

    class RecoveryCode(Model):
        code = TextField()
        set_at = DateTimeField()
        wrong = IntegerField(default=0)
        wrong_at = DateTimeField(null=True)

        class Meta:
            database = db
            legacy_table_names = False

    class JournalHead(Model):
        last = IntegerField()
        before = TextField()
        hash = TextField()
        told_from = IntegerField(default=0)

        class Meta:
            database = db
            legacy_table_names = False

    db.create_tables([StewardPin, RecoveryCode, JournalHead])
    migrator.migrate(
        migrator.add_column("operation", "role", TextField(null=True)),
        migrator.add_column("operation", "needs", TextField(null=True)),
        migrator.add_column("operation", "hash", TextField(null=True)),
    )
    _chain(db)


def _chain(db):
    """Links every operation there is to the one before it."""
    before, head, last = _GENESIS, _GENESIS, 0
    while True:
        rows = db.execute_sql(
            'SELECT id, at, "by", verb, undoes, CAST(changes AS BLOB) FROM operation WHERE id > ? '
            "ORDER BY id LIMIT 5000",
            (last,),
        ).fetchall()
        if not rows:
            break
        hashes = []
        for ident, at, by, verb, undoes, changes in rows:
            content = sha256(changes).hexdigest()
            told = f"{head}{content}{ident}|{by}|{undoes}|{_QUOTED(at)}NoneNone{_QUOTED(verb)}"
            before, head = head, sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
            hashes.append((head, ident))
        last = rows[-1][0]
        db.connection().executemany("UPDATE operation SET hash = ? WHERE id = ?", hashes)
    db.execute_sql(
        "INSERT INTO journal_head (id, last, before, hash, told_from) VALUES (1, ?, ?, ?, ?)",
        (last, before, head, last),
    )
