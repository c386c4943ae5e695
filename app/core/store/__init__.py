"""The encrypted file: engine, one-write-one-unit, history, undo, audit rows, migrations."""
