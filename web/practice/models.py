"""The record: practice sessions and turns, as they were said. How rows come to be is ``record``'s matter."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, UniqueConstraint


class PracticeSession(models.Model):
    """One session with one client, owned by whoever holds the key in their cookie.

    ``opening`` and ``closing`` are the outcomes of starting and ending (practice.Outcome.to_dict());
    ``state`` is the last practice.Session.to_dict(), from which the Rasa side can be rebuilt at any time.
    """

    COACHED, DEBRIEF = "coached", "debrief"
    MODES = ((COACHED, "Coached"), (DEBRIEF, "Debrief only"))

    id = models.CharField(primary_key=True, max_length=32)
    owner = models.CharField(max_length=32, db_index=True)
    case = models.SlugField(max_length=50)
    mode = models.CharField(max_length=10, choices=MODES, default=COACHED)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=30, default="")
    opening = models.JSONField(null=True)
    closing = models.JSONField(null=True)
    state = models.JSONField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-started_at",)

    def waiting_turn(self) -> PracticeTurn | None:
        """The one turn that was written and not yet answered, if any."""
        return self.turns.filter(status=PracticeTurn.WAITING).first()


class PracticeTurn(models.Model):
    """One reply of the counselor, written before it is sent and completed with its outcome.

    ``turn_id`` is made by the page, so the same reply sent twice is the same row.
    """

    WAITING, ANSWERED = "waiting", "answered"
    STATUSES = ((WAITING, "Waiting for the client"), (ANSWERED, "Answered"))

    session = models.ForeignKey(PracticeSession, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    turn_id = models.CharField(max_length=32)
    words = models.TextField()
    status = models.CharField(max_length=10, choices=STATUSES, default=WAITING)
    outcome = models.JSONField(null=True)
    written_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """As they were said; the database itself keeps one turn under way and none twice."""

        ordering = ("number",)
        constraints = (
            UniqueConstraint(fields=("session", "turn_id"), name="one_row_a_turn"),
            UniqueConstraint(fields=("session", "number"), name="one_turn_a_number"),
            UniqueConstraint(fields=("session",), condition=Q(status="waiting"), name="one_turn_under_way"),
        )

    @property
    def is_waiting(self) -> bool:
        """Whether the client has not answered yet."""
        return self.status == self.WAITING
