"""What somebody wrote: in a file of its own, because Sentry shows the source around a failure."""

SECRET = "My card is 4111111111111111"
