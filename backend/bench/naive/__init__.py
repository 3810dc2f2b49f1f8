"""The ticket API as it is usually written, to compare with: `bench.naive.app:application` behind the same servers."""
