"""What people see: tables and commands."""
