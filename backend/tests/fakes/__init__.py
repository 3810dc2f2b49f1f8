"""Local servers that stand in for services of others."""
