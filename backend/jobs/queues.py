"""The names of the queues. One worker serves them all; they tell apart what is waiting for what."""

# Calls of a model on behalf of an analysis run: at most ANALYSIS_MAX_CONCURRENT at a time, held down by locks.
ANALYSIS = "analysis"
# Short jobs that keep the desk in order: folding, deleting, recovering, catching up.
MAINTENANCE = "maintenance"
