"""Run by Alembic: hands it the connection that `schema.migrate` opened."""

from alembic import context

from app.core.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
