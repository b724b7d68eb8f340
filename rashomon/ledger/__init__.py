"""The ledger: immutable Parquet runs, read through DuckDB."""
