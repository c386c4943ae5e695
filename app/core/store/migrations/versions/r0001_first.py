"""The first schema, from a frozen SQL file."""

from pathlib import Path

from alembic import op

from app.core.store.engine import APPLICATION_ID
from app.core.store.schema import run_script

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, index and trigger."""
    connection = op.get_bind()
    script = Path(__file__).with_name("0001_first.sql").read_text(encoding="utf-8")
    run_script(connection, script)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql("PRAGMA user_version = 1")
