"""The full-text index (SQLite only): one token a character, rowid = noun code and id."""


def up(migrator, db):
    # prefix: two letters of a name are typed before three, and have the longest list of answers.
    db.execute_sql(
        "CREATE VIRTUAL TABLE search_text USING "
        "fts5(body, tokenize='unicode61', columnsize=0, prefix='2')"
    )
