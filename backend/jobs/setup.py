"""What procrastinate's app needs to know of ours."""

from procrastinate import App

from jobs.middleware import watch_job


def on_app_ready(app: App) -> None:
    """PROCRASTINATE_ON_APP_READY: whoever runs a worker runs it with our middleware."""
    app.worker_defaults["worker_middleware"] = [watch_job]
