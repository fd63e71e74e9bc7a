"""Benchmarks: ratios against a baseline in the same run, never seconds that a slow day would change."""
