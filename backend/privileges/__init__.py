"""What the application's role may do in the database: to read and write rows, and nothing else (docs/decisions/0026).

The owner's role migrates (MIGRATIONS_DATABASE_URL), and after each migration gives the application's (DATABASE_URL)
what `written` says, no more and no less.
"""
