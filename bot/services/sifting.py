"""Recipients whose turn has come, looked at once more: hours may lie behind their listing."""

from collections.abc import Sequence
from datetime import datetime

from core.broadcasts.broadcast import Broadcast
from core.broadcasts.delivery import Delivery
from core.broadcasts.planning import Zone, sifted
from core.people.topics import Topic
from db.database import Transaction


async def sift(
    tx: Transaction,
    broadcast: Broadcast,
    claim: str,
    claimed: Sequence[Delivery],
    now: datetime,
    zone: Zone,
) -> Sequence[Delivery]:
    """Who is sent to now. Who sleeps by now is put off, who has switched the topic off is done."""
    if broadcast.topic is Topic.SAFETY or not claimed:
        return claimed
    known = await tx.audiences.known([one.person_id for one in claimed])
    people = {one.person_id: one for one in known}
    settled = [
        told
        for one in claimed
        if (person := people.get(one.person_id))
        and (told := sifted(broadcast, one, person, now, zone))
    ]
    await tx.deliveries.settle(claim, settled)
    gone = {one.delivery.person_id for one in settled}
    return [one for one in claimed if one.person_id not in gone]
