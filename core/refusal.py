"""An expected "no"."""


class Refusal(Exception):  # noqa: N818 - the house's word; a refusal is no error
    """A rule said no. `code` names the rule; a view owns the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
