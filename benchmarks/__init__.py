"""Each prints its figures as ratios against a named limit; `make bench` runs them all."""
