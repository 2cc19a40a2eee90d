"""Speed, measured: each row beside its limit or a peer of the same run. Never part of the test run."""
