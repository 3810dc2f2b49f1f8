"""Settings: `base` is secure and reads the environment; the other modules only override it."""
