"""Alembic's home, and the one fact start-up needs of it without importing Alembic."""

HEAD = "0005"
