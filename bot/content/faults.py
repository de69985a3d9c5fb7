"""What is wrong with a file of the content."""


class ContentFault(Exception):  # noqa: N818 - the house's word, as Refusal
    """`file` is the path below the content's root, `fault` says what is wrong there."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(file, fault)
        self.file = file
        self.fault = fault

    def __str__(self) -> str:
        return f"{self.file}: {self.fault}"
