"""As many workers and threads as the desk has; nothing of its metrics and logs."""

import os

bind = os.environ["BIND"]
worker_class = "gthread"
workers = os.cpu_count() or 1
threads = 4
keepalive = 75
control_socket_disable = True
