"""None; but an app without this file is told of no migration (post_migrate)."""
