"""What the bot says by itself, in the words of the feature it is about."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from bot.features.deadlines import views as deadline_views
from bot.features.relatives import views as relative_views
from bot.features.stays import views as stay_views
from bot.services.deadlines import Deadlines
from bot.services.notices import Letter
from bot.telegram.screen import Screen
from core.deadlines.deadline import Deadline
from core.people.hours import local
from core.people.notice import NoticeKind
from core.stays.stay import Stay

OF_STAYS: Mapping[NoticeKind, Callable[[Stay], Screen]] = MappingProxyType(
    {
        NoticeKind.STAY_ASK: stay_views.still_here_question,
        NoticeKind.STAY_REMIND: stay_views.end_is_near,
        NoticeKind.STAY_CLOSED: stay_views.closed,
        NoticeKind.RELATIVE_AGREED: relative_views.agreed,
    }
)


def words_of(deadlines: Deadlines, clock: Callable[[], datetime]) -> Callable[[Letter], Screen]:
    """How to say a letter, in the language in force."""

    def words(letter: Letter) -> Screen:
        about = letter.about
        if isinstance(about, Deadline):
            article = deadlines.article(about, letter.person)
            return deadline_views.reminder(about, article, local(clock(), about.zone).date())
        return OF_STAYS[letter.notice.kind](about)

    return words
