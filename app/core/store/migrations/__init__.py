"""Alembic's folder: the steps that lead from each released file to the present one."""
