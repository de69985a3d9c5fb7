"""Versions of the words people agree to. Other words are another version, which is asked anew."""

STAY_CONSENT = "2026-11"
"""To the keeping of a registration."""
TEAM_CONSENT = "2026-11"
"""To being seen by the leader of a brigade."""
