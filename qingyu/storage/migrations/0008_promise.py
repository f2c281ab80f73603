"""Who gave a promise; of older ones it is who wrote it down, where the timeline tells."""

from peewee import TextField

_WRITTEN_DOWN = (
    "UPDATE promise SET who = (SELECT steward.name FROM issue_event AS told"
    " JOIN steward ON steward.id = told.by_id"
    " WHERE told.issue_id = promise.issue_id AND told.verb = '答应'"
    " AND substr(told.words, 1, length(promise.what) + 1) = promise.what || '（'"
    " ORDER BY told.id DESC LIMIT 1)"
)


def up(migrator, db):
    # It may be empty: a column that must not be would have SQLite build the table anew, which
    # the rows that point at it forbid.
    migrator.migrate(migrator.add_column("promise", "who", TextField(null=True)))
    db.execute_sql(_WRITTEN_DOWN)
