"""How sure a share of few cases is."""

from math import sqrt

# Below this many cases a share is given as an interval only.
ENOUGH_CASES = 200


def wilson(kept: int, cases: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % confidence interval of a share (Wilson 1927), as (low, high) from 0 to 1; (0, 1) of no cases."""
    if not cases:
        return 0.0, 1.0
    share = kept / cases
    middle = share + z * z / (2 * cases)
    spread = z * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    width = 1 + z * z / cases
    return max(0.0, (middle - spread) / width), min(1.0, (middle + spread) / width)
