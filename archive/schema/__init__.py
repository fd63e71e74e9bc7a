"""The database schema: numbered migrations beside this file, and the mark by which a database is known as ours."""

APPLICATION_ID = 0x62616F67
"""`PRAGMA application_id` of every baogao database: "baog" in ASCII."""
