"""Whether a message about a stay is still true when its moment comes."""

from core.people.notice import NoticeKind
from core.stays.stay import Ending, Status, Stay


def holds(kind: NoticeKind, stay: Stay) -> bool:
    """A question that was answered is not asked, and a reminder makes up for the question."""
    match kind:
        case NoticeKind.STAY_ASK:
            return stay.status is Status.ASKED and not stay.reminded
        case NoticeKind.STAY_REMIND:
            return stay.status is Status.ASKED and stay.reminded
        case NoticeKind.STAY_CLOSED:
            return stay.status is Status.ENDED and stay.ending is Ending.EXPIRED
        case NoticeKind.RELATIVE_AGREED:
            return stay.open
        case NoticeKind.DEADLINE:
            return False
