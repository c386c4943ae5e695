"""${message}."""

from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only add; the last line sets the version that `schema.SCHEMA_VERSION` names."""
    op.get_bind().exec_driver_sql("PRAGMA user_version = 0")
