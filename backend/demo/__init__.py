"""Made-up tickets: believable ones for trying the desk out, and many of them for measuring it."""
